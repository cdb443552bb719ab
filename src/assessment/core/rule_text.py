"""A new year's rules from an older file: the text with its comments, years moved on."""

from __future__ import annotations

import re
from calendar import isleap

_DECISION = re.compile(r"^(decided_date|meeting|document_no)\s*=.*\n", re.MULTILINE)
_OFFICE = re.compile(r'^(name|signature|contact|phone|email) = ".*"', re.MULTILINE)
_SAMPLE = re.compile(r"^sample = true.*\n", re.MULTILINE)
_COUNTED = re.compile(r"^(counts_results_of\s*=\s*)[0-9]{4}\b", re.MULTILINE)
_FIRST_YEAR = re.compile(r"^first_year = [0-9]{4}\b", re.MULTILINE)
_STATUS = re.compile(r'^(status\s*=\s*)"decided"', re.MULTILINE)
_SOURCE = re.compile(r'^(source\s*=\s*"(?:\\.|[^"\\\n])*)"', re.MULTILINE)
# Texts and comments, which are passed over, and between them the days.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'\'\'(?:.|\n)*?\'\'\'|\'[^\'\n]*\'|#[^\n]*'
    r"|(?P<year>[0-9]{4})-(?P<day>[0-9]{2}-[0-9]{2})"
)
_MOVED = "（日期由上一份规则顺延，待核定）"


def renew(text: str, *, from_year: int, to_year: int) -> str:
    """Return the rules of `from_year` as a draft for `to_year`.

    Days move on by as many years, and the sections that hold any are marked as assumed; the title
    names the new year; what a source says stays. The decision is emptied, since nobody has decided
    the new year yet; the first year of the programme stays; the results that count in the Red Flag
    evaluation are those of the year before.

    Examples
    --------
    >>> renew("year = 2017\\n[budget]\\nclosing_date = 2017-12-15\\n", from_year=2017, to_year=2018)
    'year = 2018\\n[budget]\\nclosing_date = 2018-12-15\\n'
    """
    head, *sections = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    named = re.sub(rf"(?<![0-9]){from_year}(?![0-9])", str(to_year), head)
    moved = [_moved(section, to_year - from_year) for section in sections]
    counted = _COUNTED.sub(rf"\g<1>{to_year - 1}", "".join(moved))
    return _without_decision(named + counted)


def _moved(section: str, years: int) -> str:
    """Return a section with its days moved on, and marked where it holds any."""
    moved = _TOKEN.sub(lambda found: _moved_day(found, years), section)
    if moved == section:
        return section
    marked = _STATUS.sub(r'\1"assumed"', moved)
    return _SOURCE.sub(lambda found: found[1].removesuffix(_MOVED) + _MOVED + '"', marked)


def _moved_day(found: re.Match[str], years: int) -> str:
    if found["year"] is None:
        return found[0]
    year, day = int(found["year"]) + years, found["day"]
    return f"{year}-02-28" if day == "02-29" and not isleap(year) else f"{year}-{day}"


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
