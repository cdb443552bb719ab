"""Lines listed below others: 1.交通 with （1）租车 and （2）公交, 学校经费 over its uses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assessment.core.text import plain
from assessment.intake.layouts import Record
from assessment.intake.layouts.added_up import adds_up
from assessment.intake.words.header_words import word_key

_NUMERAL = "[一二三四五六七八九十]{1,3}"
# From the whole to its parts, as official writing lists them; 1.1 goes into 1.
_LISTINGS = tuple(
    re.compile(listing)
    for listing in (
        rf"{_NUMERAL}[、.,]",
        rf"\({_NUMERAL}\)|{_NUMERAL}\)",
        r"[0-9]{1,2}[、.,](?![0-9])",
        r"[0-9]{1,2}\.[0-9]{1,2}(?![0-9])",
        r"\([0-9]{1,2}\)",
        r"[0-9]{1,2}\)",
    )
)
_CIRCLED = re.compile(r"\s*[①-⑳]")
_IN_BRACKETS = (1, 4, 5, len(_LISTINGS))
_OUR_MONEY = re.compile(
    "(?:学校|校级|校团委|团委|申请|专项|立项|项目|财政)+(?:支持|资助|拨款|专项|配套)*"
    "(?:经费|资金|款项?|部分)"
)
_OTHERS_MONEY = re.compile(
    r"(?:.{0,6}(?:自筹|自备|配套|赞助|捐赠|外部|其他来源|其他渠道)|学院|院级|企业)+(?:经费|资金|款项?|部分)?"
)


def whole_lines(records: Sequence[Record]) -> tuple[list[Record], list[Record], list[Record]]:
    """Return the lines of a budget, those that only head or detail lines, and those not counted.

    A line with an amount holds the amounts of those listed one step below it (1. over （1）) that
    come to it or state none, and nobody can tell what others are; one without an amount is their
    heading. A heading that names somebody else's money (学院自筹) takes its lines
    out of what is asked for.
    """
    lines: list[Record] = []
    beside: list[Record] = []
    others: list[Record] = []
    depths = [depth_of(record) for record in records]
    is_ours, after = True, 0
    for n, record in enumerate(records):
        if n < after:
            continue
        if _is_source_heading(record):
            is_ours = _OTHERS_MONEY.fullmatch(_name(record)) is None
            beside.append(record)
        elif not is_ours:
            others.append(record)
        elif "planned" in record.cells:
            after = _end_of_parts(depths, n)
            parts = records[n + 1 : after]
            (beside if _are_in(record, parts, depths[n + 1 : after]) else others).extend(parts)
            lines.append(record)
        elif n + 1 < len(records) and is_part(depths[n], depths[n + 1]):
            beside.append(record)
        else:
            lines.append(record)
    return lines, beside, others


def _end_of_parts(depths: Sequence[int], n: int) -> int:
    end = n + 1
    while end < len(depths) and is_part(depths[n], depths[end]):
        end += 1
    return end


def _are_in(whole: Record, parts: Sequence[Record], depths: Sequence[int]) -> bool:
    """Tell whether the amounts of parts are in that of the line above them."""
    first = [one for one, depth in zip(parts, depths, strict=True) if depth == depths[0]]
    has_none = not any("planned" in one.cells for one in parts)
    return has_none or adds_up(whole, first, ("planned",))


def _is_source_heading(record: Record) -> bool:
    if "planned" in record.cells:
        return False
    name = _name(record)
    return any(known.fullmatch(name) for known in (_OUR_MONEY, _OTHERS_MONEY))


def is_part(whole: int, depth: int) -> bool:
    """Tell whether a line is listed deeper than another, or in brackets below one not listed."""
    return depth > whole if whole >= 0 else depth in _IN_BRACKETS


def depth_of(record: Record) -> int:
    """Return how deep a line is listed, -1 where it bears no number."""
    return listing_depth(record.cells["category"].text)


def listing_depth(text: str) -> int:
    """Return how deep a text is listed, -1 where it bears no number.

    Examples
    --------
    >>> listing_depth("一、材料费"), listing_depth("1.盒"), listing_depth("材料费")
    (0, 2, -1)
    """
    if _CIRCLED.match(text):
        return len(_LISTINGS)
    bare = plain(text)
    return next((n for n, known in enumerate(_LISTINGS) if known.match(bare)), -1)


def _name(record: Record) -> str:
    return word_key(record.cells["category"].text)
