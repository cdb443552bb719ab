"""现场统分表.xlsx: marks are entered while the day goes on, the ranking follows, no macro runs."""

from __future__ import annotations

from assessment.core.rule_components import Judged
from assessment.report.blanks.known import Known
from assessment.report.blanks.paper import DAY, Formula, Page, Paper
from assessment.report.blanks.tally_check import NOT_USED, add_differences
from assessment.report.blanks.tally_grid import (
    AGAIN,
    DIFFERENCES,
    FIRST,
    STATE,
    STATUSES,
    TALLY,
    Grid,
    penalties_of,
)
from assessment.report.blanks.tally_screen import add_screen
from assessment.report.cell_looks import SIZE, Column, word_look
from assessment.report.entry import Entry
from assessment.report.formulas import EMPTY, literal, other_sheet
from assessment.report.formulas_tally import n_entered

_HIGH, _LOW, _SHORT_LIST = 26.0, 20.0, 12
_RED, _AMBER = "#F4B183", "#FFE699"
_TYPED = {"judge": 6.5, "penalty": 7}
# Header, width and kind of the columns that nobody types marks into.
_COLUMNS = {
    "sitting": Column("场次", 7, "centre"),
    "order": Column("出场\n顺序", 5.5, "count", entry=Entry("count")),
    "unit": Column("申报单位", 14),
    "project": Column("项目名称", 30),
    "entered": Column("已录", 7.5, "count"),
    "counted": Column("有效\n评分", 5.5, "count"),
    "high": Column("去掉\n最高分", 7.5, "mark"),
    "low": Column("去掉\n最低分", 7.5, "mark"),
    "mean": Column("平均分", 8.5, "mark"),
    "points": Column("折合\n得分", 8, "points"),
    "rank": Column("名次", 5.5, "centre"),
    "state": Column("状态", 8, "centre"),
}


def is_tallied(known: Known, part: Judged) -> bool:
    """Tell whether a component is tallied on the day: shown in an order, its judges known.

    Where each criterion is combined apart, or panels are standardised, the judges' sums alone do
    not give the points: nothing is written then.
    """
    projects, judges = known.entrants(part.round), known.judges(part)
    is_on_stage = part.round == "assessment" or any(one.order_no for one in projects)
    is_sum = part.combine_on == "judge_total" and not part.panel_coefficient
    return bool(projects and judges) and is_on_stage and is_sum


def write_tally(known: Known, part: Judged) -> bytes:
    """Return the workbook of a component: 统分, 大屏, and to enter everything twice 复录, 差异."""
    ranking = known.rules.ranking
    grid = Grid(part, ranking.style, known.entrants(part.round), known.judges(part))
    paper = Paper(f"{part.label}现场统分表", decimals=ranking.decimals)
    title = f"{known.rules.year}年“一团一品”{part.label}"
    _add_tally(paper, grid, f"{title}现场统分表{known.mark}")
    add_screen(paper, grid, f"{title}实时名次{known.mark}", ranking.decimals)
    _add_again(paper, grid, f"{title}现场统分表（复录）{known.mark}")
    add_differences(paper, grid, f"{title}两次录入的差异{known.mark}")
    return paper.data()


def _add_tally(paper: Paper, grid: Grid, title: str) -> None:
    page = paper.page(TALLY, [_column(grid, name) for name in grid.names])
    page.title(title)
    page.note(_how(grid))
    page.across(grid.state, word_look("sign") | {"bold": True})
    page.heads(frozen=len(grid.leading))
    _lines(page, grid, [grid.results(number) for number in range(len(grid.projects))])
    page.sign("统分人：", "复核人：", "监督人：", DAY)
    page.printed(len(grid.names), page.row - 1)


def _add_again(paper: Paper, grid: Grid, title: str) -> None:
    page = paper.page(AGAIN, [_column(grid, name) for name in (*grid.leading, *grid.typed)])
    page.title(title)
    page.note("由另一人按原始评分表重新录入一遍，不看「统分」。不用复录的，本页留空。")
    said = Formula(f"={other_sheet(DIFFERENCES, STATE)}", NOT_USED)
    page.across(said, word_look("sign") | {"bold": True})
    page.heads(frozen=len(grid.leading))
    _lines(page, grid, [[] for _ in grid.projects])
    page.sign("复录人：", "监督人：", DAY)
    page.printed(len(grid.leading) + len(grid.typed), page.row - 1)


def _lines(page: Page, grid: Grid, results: list[list[Formula]]) -> None:
    """Write the projects' rows; what is no mark turns red while it is typed, a 0 yellow."""
    assert page.row == FIRST
    lines = [
        [*grid.lead_values(project), *grid.typed_values(project), *told]
        for project, told in zip(grid.projects, results, strict=True)
    ]
    height = _HIGH if len(lines) <= _SHORT_LIST else _LOW
    page.lines(lines, height=height, look={"font_size": SIZE + 1})
    area, cell = grid.marks(FIRST, grid.last), grid.marks(FIRST, FIRST).partition(":")[0]
    is_sound = n_entered(cell, STATUSES, literal(grid.part.full))
    page.colour(area, f"AND({cell}<>{EMPTY},{is_sound}=0)", bg_color=_RED)
    page.colour(area, f"AND(ISNUMBER({cell}),{cell}=0)", bg_color=_AMBER)


def _column(grid: Grid, name: str) -> Column:
    kind, _, own = name.partition(":")
    full = literal(grid.part.full)
    if kind == "judge":
        return Column(f"评委{own}", _TYPED[kind], "mark", entry=Entry("mark", STATUSES, most=full))
    if kind == "penalty":
        most = next(str(one.most) for one in penalties_of(grid.part) if one.name == own)
        return Column(f"{own}\n扣分", _TYPED[kind], "mark", entry=Entry("points", most=most))
    column = _COLUMNS[kind]
    told = f"（第{own}个）" if f"{kind}:2" in grid.names else ""
    told = f"\n（应录{len(grid.judges)}）" if kind == "entered" else told
    return Column(column.head + told, column.width, column.kind, entry=column.entry)


def _how(grid: Grid) -> str:
    part = grid.part
    means = {"trimmed_mean": _trims(part), "mean": "取平均分。", "median": "取中位数。"}
    greyed = "灰色格子为评委本单位的项目，须回避。" if part.recuse_own_college else ""
    return (
        f"每格填一位评委的总分，满分 {literal(part.full)} 分，最多 4 位小数；没有评分的填"
        f"缺席、弃权或回避，不填 0（0 分计入平均）。{means[part.combine]}{greyed}"
        "评委全部录完的项目才排名次。"
    )


def _trims(part: Judged) -> str:
    dropped = ((part.drop_high, "最高分"), (part.drop_low, "最低分"))
    told = "和".join(f" {n} 个{word}" for n, word in dropped if n)
    return f"有 {part.trim_from} 个以上评分时去掉{told}后平均，不足时直接平均。"
