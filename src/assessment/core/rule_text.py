"""A new year's rules from an older file: the text with its comments, years moved on."""

from __future__ import annotations

import re
from calendar import isleap

_DECISION = re.compile(r"^(decided_date|meeting|document_no)\s*=.*\n", re.MULTILINE)
_OFFICE = re.compile(r'^(name|signature|contact|phone|email) = ".*"$', re.MULTILINE)
_SAMPLE = re.compile(r"^sample = true\n", re.MULTILINE)
_COUNTED = re.compile(r"^counts_results_of = [0-9]{4}\b", re.MULTILINE)
_FIRST_YEAR = re.compile(r"^first_year = [0-9]{4}$", re.MULTILINE)


def renew(text: str, *, from_year: int, to_year: int) -> str:
    """Return the rules of `from_year` as a draft for `to_year`.

    Dates and titles move on by as many years; the decision is emptied, since nobody has decided
    the new year yet; the first year of the programme stays; the results that count in the Red Flag
    evaluation are those of the year before.

    Examples
    --------
    >>> renew("year = 2017\\nfirst_year = 2017\\n", from_year=2017, to_year=2018)
    'year = 2018\\nfirst_year = 2017\\n'
    """
    first_year = _FIRST_YEAR.search(text)
    moved = re.sub(rf"(?<![0-9]){from_year}(?![0-9])", str(to_year), text)
    if first_year:
        moved = _FIRST_YEAR.sub(first_year[0], moved, count=1)
    moved = _COUNTED.sub(f"counts_results_of = {to_year - 1}", moved)
    if not isleap(to_year):
        moved = moved.replace(f"{to_year}-02-29", f"{to_year}-02-28")
    return _without_decision(moved)


def _without_decision(text: str) -> str:
    head, mark, rest = text.partition("[decision]")
    if not mark:
        return text
    section, bracket, tail = rest.partition("\n[")
    return head + mark + _DECISION.sub("", section + "\n").rstrip("\n") + "\n" + bracket + tail


def for_own_use(text: str, *, year: int) -> str:
    """Return a sample's rules as a draft of one's own: no sample mark, no invented office.

    The programme starts in `year`.
    """
    own = _SAMPLE.sub("", text)
    head, mark, rest = own.partition("[office]")
    section, bracket, tail = rest.partition("\n[")
    own = head + mark + _OFFICE.sub(r'\1 = ""', section) + bracket + tail
    own = own.replace("（示例）", "").replace("，示例）", "）")
    return _FIRST_YEAR.sub(f"first_year = {year}", own, count=1)
