"""五四红旗团委（总支）考核表: the items of the rules with their caps, one workbook a unit."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.rule_sections import RedFlagItem
from assessment.report.blanks.judging import unit_entry
from assessment.report.blanks.known import Known
from assessment.report.blanks.paper import DAY, Formula, Grey, Label, Page, Paper, Value
from assessment.report.cell_looks import Column
from assessment.report.entry import Entry

EVALUATION = "五四红旗团委考核表"
_YES_NO = ("是", "否")
_NOTE = (
    "自评分由申报单位填写，核评分由考核组填写，均不超过分值；扣分项填扣去的分数。一票否决各项，发生过的在"
    "“核评分”栏填“是”，没有发生的填“否”。合计自动计算。"
)
_COLUMNS = (
    Column("一级指标", 18, "centre"),
    Column("二级指标", 24, "centre"),
    Column("评分标准", 34),
    Column("评分依据", 34),
    Column("分值", 8, "centre"),
    Column("自评分", 10, "centre"),
    Column("核评分", 10, "centre"),
)


def evaluation_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of one form a unit, or of one that is blank."""
    units = known.units()
    for code, unit in units.items():
        yield f"{EVALUATION}/{EVALUATION}-{code}{unit}.xlsx", _form(known, unit)
    if not units:
        yield f"{EVALUATION}.xlsx", _form(known, None)


def _form(known: Known, unit: str | None) -> bytes:
    paper = Paper(EVALUATION)
    page = paper.page("考核表", _COLUMNS)
    page.title(f"{known.rules.year}年五四红旗团委（总支）考核表{known.mark}")
    page.note(_NOTE)
    page.labels(
        Label("申报单位：", 1, 2, unit, unit_entry(list(known.units().values()))),
        Label("负责人：", 1, 3),
    )
    page.gap()
    page.heads()
    _items(known, page)
    page.sign("申报单位负责人签字：", "（盖章）", "考核组签字：", DAY)
    return paper.data()


def _items(known: Known, page: Page) -> None:
    items, first = known.rules.red_flag.items, page.row
    for item in items:
        page.lines([_item(item)], limits={5: _limit(item), 6: _limit(item)}, height=36)
    page.lines(
        [["一票否决", text, "查实即取消评选资格", None, Grey("—"), None, None]
         for text in known.rules.red_flag.veto],
        limits=dict.fromkeys((5, 6), Entry("words", _YES_NO)),
        height=36,
    )  # fmt: skip
    sums = [(1, _sum(items, first, letter), "centre") for letter in "FG"]
    page.total([(5, "合计", "centre"), *sums])


def _item(item: RedFlagItem) -> list[Value]:
    names = ("扣分项", item.item) if item.is_deduction else (item.item, None)
    return [*names, None, None, float(item.cap_points), None, None]


def _limit(item: RedFlagItem) -> Entry:
    return Entry("points", most=format(item.cap_points, "f"))


def _sum(items: tuple[RedFlagItem, ...], first: int, letter: str) -> Formula:
    """Return the points together, deductions taken away however they are written."""
    taken = [f"{letter}{first + n}" for n, item in enumerate(items) if item.is_deduction]
    given = [f"{letter}{first + n}" for n, item in enumerate(items) if not item.is_deduction]
    return Formula(f"=SUM({','.join(given)})" + "".join(f"-ABS(N({one}))" for one in taken), 0)
