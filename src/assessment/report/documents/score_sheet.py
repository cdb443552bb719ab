"""得分复核单: one project's total with everything it was made from, to be signed and handed out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assessment.core.labels import say
from assessment.core.persons import withhold
from assessment.report.blanks.letter import COLUMNS, Box, Line, label
from assessment.report.documents.official import Official
from assessment.report.told import Told
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import status_words
from assessment.report.workbook.year_tables import YearTables

SCORE_SHEET = "得分复核单"
OTHER = "〔其他项目〕"
_SPANS = (3, 5, 8)
_STEP = "　"
_NOTES = (
    "本单只列本项目的得分；评委以编号表示。文件、工作表、单元格是每个分数的出处。",
    "计算过程不作舍入，显示时四舍五入；折合所用的最高得票和总票数是全体项目的，不指明项目。",
    "对结果有异议的，可在公示期内提交复核申请表；只核漏统、错统、登分错误，不重新评分。",
)


def write_score_sheet(told: Told, year: YearTables, project_id: str, stage: str, /) -> bytes:
    """Return 得分复核单 of a project as Word: no other project's name or marks, judges coded.

    Parameters
    ----------
    told : Told
        The project's total as a tree: first the total over its components, then rank and grade.
    year : YearTables
        The year's tables.
    project_id, stage : str
        The project, and the round in which it stands.
    """
    rules = year.rules
    mark = "（示例数据）" if rules.sample else ""
    paper = Official(f"{rules.year}年“一团一品”{say(f'round.{stage}')}{SCORE_SHEET}{mark}")
    paper.lines(_head(told, year, project_id, stage))
    others = _others(year, project_id)
    for component in told.children[0].children:
        paper.section(f"{component.label}　{component.value}")
        paper.lines([_row(("内容", "数值与处理", "出处"), is_head=True), *_rows(component, others)])
    paper.notes((rules_line(rules), *_NOTES))
    paper.by_hand("统分人", "复核人", "监督人", "日期")
    return paper.data()


def _head(told: Told, year: YearTables, project_id: str, stage: str) -> list[Line]:
    project, total, verdict = year.project(project_id), told.children[0], told.children[1:]
    (standing,) = year.rows("standings", round=stage, project_id=project_id)
    status = status_words(standing.status, standing.missing)
    lines = [
        Line(
            (label("申报单位", 3), Box(project.unit, 6), label("项目编号", 3), Box(project_id, 4))
        ),
        Line((label("项目名称", 3), Box(project.name, 13))),
        Line((label("品牌主题", 3), Box(project.theme, 6), label("状态", 3), Box(status, 4))),
        Line((label(total.label, 3), Box(total.value, 13))),
    ]
    return [*lines, *(line for node in verdict for line in _verdict(node))]


def _verdict(node: Told) -> Iterator[Line]:
    reasons = "\n".join(f"{below.label}：{below.value}" for below in node.children)
    yield Line((label(node.label, 3), Box(node.value, 3), Box(reasons, 10)))


def _rows(component: Told, others: Sequence[str]) -> Iterator[Line]:
    for node in component.children:
        for depth, below in _walk(node, 0):
            texts = (withhold(text, others, OTHER) for text in (below.value, below.where))
            yield _row((_STEP * depth + below.label, *texts))


def _walk(node: Told, depth: int) -> Iterator[tuple[int, Any]]:
    yield depth, node
    for below in node.children:
        yield from _walk(below, depth + 1)


def _row(texts: Sequence[str], *, is_head: bool = False) -> Line:
    if not is_head and not texts[2]:
        return Line((Box(texts[0], _SPANS[0]), Box(texts[1], COLUMNS - _SPANS[0])), 0.6)
    kind = "label" if is_head else "text"
    return Line(tuple(Box(t, n, kind) for t, n in zip(texts, _SPANS, strict=True)), 0.6)


def _others(year: YearTables, project_id: str) -> list[str]:
    """Return the names of all other projects, longest first."""
    names = {year.project(one).name for one in year.project_ids if one != project_id}
    names -= {year.project(project_id).name}
    return sorted(names, key=lambda name: (-len(name), name))
