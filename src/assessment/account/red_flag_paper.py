"""The 考核表 of one college: its lines, and what they add up to under the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.account.red_flag_ranks import FULL_POINTS
from assessment.core.details import detail
from assessment.core.exact import exact, plain
from assessment.core.rule_sections import RedFlag, RedFlagItem
from assessment.core.spelling import match_key

SEPARATOR = "·"
_VETO, _BONUS = "一票否决", "加分"
_BRANDS = ("品牌", "一团一品", "精品活动")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paper: verified points (核评分), the college's own, its cap (分值), cell."""

    text: str
    points: Fraction | None = None
    own: Fraction | None = None
    cap: Fraction | None = None
    src: str = ""

    @property
    def claimed(self) -> Fraction | None:
        """The points that the paper states: verified ones before the college's own."""
        return self.own if self.points is None else self.points


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the paper, before it has the college's name and the file's."""

    code: str
    src: str
    actual: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """What an item or a paper gives: points, `None` while something is missing; what was found."""

    points: Fraction | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A college's paper: scored lines, vetoes that occurred, brand bonuses it claims."""

    lines: tuple[Line, ...] = ()
    vetoes: tuple[Line, ...] = ()
    claims: tuple[Line, ...] = ()


def read_paper(items: pd.DataFrame, section: RedFlag) -> Paper:
    """Part one college's rows of table `red_flag_items` into scored lines, vetoes and claims.

    A line is a veto when it says so, when its text is a veto of the rules, or when it stands
    under 一票否决. A line that is no item of the rules and speaks of 加分 for a brand claims the
    brand bonus.
    """
    rows: list[Any] = list(items.itertuples(index=False))
    vetoes = [row for row in rows if row.is_veto]
    stated = [row for row in rows if not row.is_veto and not _names_a_veto(row.item, section)]
    scored = [row for row in stated if not _names_the_bonus(row.item, section)]
    claims = [row for row in stated if _names_the_bonus(row.item, section)]
    return Paper(*(tuple(map(_line, some)) for some in (scored, vetoes, claims)))


def _names_the_bonus(text: str, section: RedFlag) -> bool:
    known = {match_key(item.item) for item in section.items}
    if known & {match_key(text), match_key(_head(text))}:
        return False
    return _BONUS in text and any(word in text for word in _BRANDS)


def _names_a_veto(text: str, section: RedFlag) -> bool:
    words = {match_key(word) for word in (*section.veto, _VETO)}
    return match_key(text) in words or match_key(_head(text)) in words


def _head(text: str) -> str:
    return text.partition(SEPARATOR)[0]


def _line(row: Any) -> Line:
    points, own, cap = map(_number, (row.points, row.self_points, row.cap_points))
    return Line(row.item, points, own, cap, row.src)


def _number(value: Any) -> Fraction | None:
    return None if pd.isna(value) else exact(value)


def needed_items(section: RedFlag) -> list[str]:
    """Return the items that every candidate must have, in the order of the rules.

    They are those whose caps make up the full 100 points; deductions, and items named 加分 or
    listed beyond the 100, count 0 when a paper leaves them out.

    Examples
    --------
    >>> items = [RedFlagItem(item=name, cap_points=cap, is_deduction=name == "扣分")
    ...          for name, cap in (("思想", 60), ("组织", 40), ("特色", 3), ("扣分", 5))]
    >>> needed_items(RedFlag.model_construct(items=items))
    ['思想', '组织']
    """
    needed, so_far = [], Fraction(0)
    for item in section.items:
        if item.is_deduction or _BONUS in item.item:
            continue
        so_far += exact(item.cap_points)
        if so_far <= FULL_POINTS:
            needed.append(item.item)
    return needed


def paper_points(lines: Sequence[Line], section: RedFlag) -> Sum:
    """Return the sum of the items less the deductions, each up to its cap; never below 0.

    Parameters
    ----------
    lines : sequence of Line
        The scored lines of one college.
    section : RedFlag
        The items and their caps.

    Returns
    -------
    Sum
        No points while an item is missing, unverified or at odds with itself.

    Examples
    --------
    >>> items = [RedFlagItem(item="思想", cap_points=100),
    ...          RedFlagItem(item="扣分", cap_points=5, is_deduction=True)]
    >>> lines = [Line("思想·学习", Fraction(88)), Line("扣分", Fraction(9, 2))]
    >>> paper_points(lines, RedFlag.model_construct(items=items)).points
    Fraction(167, 2)
    """
    needed = needed_items(section)
    known = {match_key(item.item): item.item for item in section.items}
    by_item: dict[str, list[Line]] = {item: [] for item in known.values()}
    strange: list[Finding] = []
    expected = "、".join(by_item)
    for line in lines:
        name = known.get(match_key(line.text)) or known.get(match_key(_head(line.text)))
        if name is None:
            strange.append(Finding("red-flag.item-unknown", line.src, f"「{line.text}」", expected))
        else:
            by_item[name].append(line)
    sums = [
        item_points(by_item[item.item], item, is_needed=item.item in needed)
        for item in section.items
    ]
    return Sum(_total(sums, section), (*strange, *(f for one in sums for f in one.findings)))


def _total(sums: Iterable[Sum], section: RedFlag) -> Fraction | None:
    total = Fraction(0)
    for one, item in zip(sums, section.items, strict=True):
        if one.points is None:
            return None
        total += -one.points if item.is_deduction else one.points
    return max(total, Fraction(0))


def item_points(lines: Sequence[Line], item: RedFlagItem, *, is_needed: bool) -> Sum:
    """Return what the lines of one item give, each up to its own cap, together up to the item's.

    A line of the item itself is the item's total: the lines below it must add up to it and are
    not counted beside it. A line without verified points is missing, also when the college gave
    itself points; only in an item that is not needed does a line without either count 0.
    """
    own = [line for line in lines if match_key(line.text) == match_key(item.item)]
    parts = [line for line in lines if line not in own]
    if any(line.points is not None for line in own):
        return _differing(own, parts) or _capped(own, item)
    counted = parts or own
    if not counted:
        missing = Finding("red-flag.item-missing", "", f"「{item.item}」")
        return Sum(None, (missing,)) if is_needed else Sum(Fraction(0))
    unverified = tuple(
        Finding("red-flag.not-verified", line.src, f"「{line.text}」")
        for line in counted
        if line.points is None and (is_needed or line.own is not None)
    )
    return Sum(None, unverified) if unverified else _capped(counted, item)


def _differing(own: Sequence[Line], parts: Sequence[Line]) -> Sum | None:
    if not parts or any(line.points is None for line in parts):
        return None
    total, below = (_sum(line.points for line in some) for some in (own, parts))
    if total == below:
        return None
    told = detail("item_points", name=f"「{own[0].text}」", n=plain(total))
    return Sum(
        None,
        (Finding("red-flag.parts-differ", own[0].src, told, detail("points", n=plain(below))),),
    )


def _capped(lines: Sequence[Line], item: RedFlagItem) -> Sum:
    cap, found = exact(item.cap_points), []
    capped = []
    for line in lines:
        points = line.points or Fraction(0)
        if line.cap is not None and points > line.cap:
            found.append(_over(line.src, line.text, points, line.cap))
            points = line.cap
        capped.append(points)
    total = _sum(capped)
    if total > cap:
        found.append(_over(lines[0].src, item.item, total, cap))
    return Sum(min(total, cap), tuple(found))


def _over(src: str, text: str, points: Fraction, cap: Fraction) -> Finding:
    return Finding(
        "red-flag.over-cap",
        src,
        detail("item_points", name=f"「{text}」", n=plain(points)),
        detail("points", n=plain(cap)),
    )


def _sum(values: Iterable[Fraction | None]) -> Fraction:
    return sum((value for value in values if value is not None), Fraction(0))
