"""投票统计表: one a channel, with what was issued, came back, was valid and was not."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.report.blanks.judging import unit_entry
from assessment.report.blanks.known import Known, Project
from assessment.report.blanks.paper import DAY, Formula, Label, Page, Paper, Value
from assessment.report.cell_looks import Column
from assessment.report.entry import Entry

_SPARE = 15
_COUNTS = ("发出选票：", "收回选票：", "有效选票：", "无效选票：")
_NOTE = (
    "选票只填张数。收回不多于发出，有效与无效之和等于收回；网络投票没有发出张数的留空。"
    "合计自动计算。"
)


def voting_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of one workbook a channel of each voted component."""
    for part in known.rules.components:
        if part.kind != "voted":
            continue
        projects = known.entrants(part.round)
        for channel in part.channels:
            is_only = len(part.channels) == 1
            name = part.label if is_only else f"{part.label}（{channel.name}）"
            head = "票数" if is_only else f"{channel.name}票数"
            yield f"投票统计表/{name}统计表.xlsx", _tally(known, name, head, projects)


def _tally(known: Known, name: str, head: str, projects: list[Project]) -> bytes:
    columns = [
        Column("序号", 8, "count"),
        Column("申报单位", 22, entry=unit_entry(list(known.units().values()))),
        Column("项目名称", 44),
        Column(head, 12, "count", entry=Entry("whole")),
        Column("备注", 16),
    ]
    paper = Paper(f"{name}统计表")
    page = paper.page("投票统计", columns, is_tall=True)
    page.title(f"{known.rules.year}年“一团一品”{name}统计表{known.mark}")
    page.note(_NOTE)
    _counts(page)
    page.gap()
    page.heads()
    _projects(page, projects)
    page.sign("计票人：", "监票人：", DAY)
    return paper.data()


def _counts(page: Page) -> None:
    entry = Entry("whole")
    for pair in (_COUNTS[:2], _COUNTS[2:]):
        page.labels(*(Label(word, 1, 1, None, entry, "count") for word in pair))


def _projects(page: Page, projects: list[Project]) -> None:
    first = page.row
    lines: list[list[Value]] = [
        [n, project.unit, project.name, None, None] for n, project in enumerate(projects, start=1)
    ]
    page.lines(lines or [[n, *[None] * 4] for n in range(1, _SPARE + 1)])
    total = Formula(f"=SUM(D{first}:D{page.row - 1})", 0)
    page.total([(3, "合计", "centre"), (1, total, "count"), (1, None, "text")])
