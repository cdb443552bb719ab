"""The Red Flag evaluation with the bonus of last December."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report.bonus_words import NEEDED, bonus_sentences
from assessment.report.book import Book, Sheet
from assessment.report.cell_looks import Column, Row, Styled, Value
from assessment.report.verdicts import passed_over, verdict
from assessment.report.wording import flag_stage
from assessment.report.workbook.clauses import rules_line, show_day
from assessment.report.workbook.words import NOTHING, number
from assessment.report.workbook.year_tables import YearTables

_RED_FLAG = (
    Column("名次", 8, "count"),
    Column("申报单位", 28),
    Column("基础分", 11, "points"),
    Column("品牌加分", 11, "points"),
    Column("总分", 11, "points"),
    Column("不计加分的名次", 13, "count"),
    Column("评定", 22, "centre"),
)
_ITEMS = (
    Column("申报单位", 24),
    Column("项目", 40),
    Column("分值", 9, "points"),
    Column("自评分", 10, "points"),
    Column("核评分", 10, "points"),
    Column("性质", 12, "centre"),
    Column("评分依据", 36),
    Column("出处", 52),
)


def write_red_flag(book: Book, year: YearTables) -> None:
    """Add the Red Flag ranking and the items behind it, where there are any."""
    rows = year.rows("red_flag")
    if not rows:
        return
    rules = year.rules
    counted = rules.red_flag.counts_results_of
    bonus = (
        f"品牌加分取{counted}年考核认证等次" if counted else "此前没有考核认证结果，不计品牌加分"
    )
    sheet = book.sheet("五四红旗团委", f"{rules.year}年五四红旗团委（总支）评比")
    note = (
        f"总分＝基础分＋品牌加分，超过100分按100分计。{bonus}，最多加{rules.red_flag.bonus_cap}分。"
    )
    stage = flag_stage(year.table("red_flag"), year.whole("standings"), rules)
    notes = [note, f"{stage.removeprefix('；')}。"] if stage else [note]
    sheet.open(_RED_FLAG, [rules_line(rules), *notes])
    ranked = sorted(rows, key=_by_rank)
    passed = passed_over(ranked)
    sheet.table(_RED_FLAG, [_evaluated(year, row, passed) for row in ranked], frozen=2)
    for line in _decisions(year, ranked):
        sheet.words("note", line)
    _write_bonus(sheet, year)
    items = year.rows("red_flag_items")
    sheet = book.sheet("五四红旗明细", f"{rules.year}年五四红旗团委（总支）评比明细与出处")
    sheet.open(_ITEMS, [rules_line(rules), "按各单位考核表读取；只有自评分、没有核评分的不计分。"])
    sheet.table(_ITEMS, [_item(year, row) for row in items], frozen=2)


def _write_bonus(sheet: Sheet, year: YearTables) -> None:
    """Tell below the ranking what the brand bonus changes."""
    told = bonus_sentences({name: year.whole(name) for name in NEEDED}, rules=year.rules)
    if not told:
        return
    sheet.gap()
    sheet.words("section", "品牌加分与名次")
    for sentence in told:
        sheet.words("note", sentence)


def _decisions(year: YearTables, ranked: Sequence[Any]) -> Iterator[str]:
    """Yield what the committee decided on units of one rank."""
    ranks = Counter(row.rank for row in ranked if not pd.isna(row.rank))
    tied = {row.college_code for row in ranked if ranks[row.rank] > 1 and not row.is_border_tied}
    for row in year.rows("award_decisions"):
        if row.college_code in tied:
            outcome = "受表彰" if row.outcome == "yes" else "不受表彰"
            day = "" if pd.isna(row.decided_date) else f"{show_day(row.decided_date)}，"
            reason = "" if pd.isna(row.reason) else f"（{row.reason}）"
            yield f"评审决定：{day}同分的{year.unit(row.college_code)}{outcome}{reason}。"


def _by_rank(row: Any) -> tuple[bool, int, str]:
    return bool(pd.isna(row.rank)), 0 if pd.isna(row.rank) else int(row.rank), row.college_code


def _evaluated(year: YearTables, row: Any, passed: Collection[str]) -> Row:
    return [
        _count(row.rank),
        year.unit(row.college_code),
        number(row.base_points),
        number(row.bonus_points),
        number(row.total_points),
        _count(row.rank_without_bonus),
        _verdict(row, passed),
    ]


def _count(value: Any) -> Value:
    return NOTHING if pd.isna(value) else int(value)


def _verdict(row: Any, passed: Collection[str]) -> Value:
    said = [say(f"red_flag.{name}") for name in verdict(row, passed)]
    if not row.is_candidate:
        said.append(say("red_flag.no_candidate"))
    elif pd.isna(row.base_points):
        said.append(say("red_flag.unverified"))
    look = "warn" if row.is_vetoed else "good" if row.is_awarded else ""
    return Styled("、".join(said), look)


def _item(year: YearTables, row: Any) -> Row:
    is_veto = row.is_veto or row.item in year.rules.red_flag.veto
    nature = "一票否决" if is_veto else "扣分" if row.is_deduction else "得分"
    if is_veto:
        nature += "：有" if row.is_veto else "：无"
    points = number(row.points)
    return [
        year.unit(row.college_code),
        str(row.item),
        number(row.cap_points),
        number(row.self_points),
        points,
        Styled(nature, "warn" if row.is_veto else ""),
        NOTHING if pd.isna(row.evidence) else str(row.evidence),
        year.places([row.src]),
    ]
