"""One number backwards: total, components, judges' marks, cells, and the clause of each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rule_sections import Judged, Voted
from assessment.core.rules import Rules
from assessment.score.case import Case, find_case
from assessment.score.compare import compare
from assessment.score.exact import read_fraction, shown
from assessment.score.marks import TOTAL
from assessment.score.ranking import UNRESOLVED
from assessment.score.tree import Node, as_dict, render

__all__ = ["Node", "as_dict", "compare", "explain", "render"]

_COMBINE_LABELS = {"trimmed_mean": "平均", "mean": "平均", "median": "中位数"}
_CONVERT_LABELS = {
    "max_ratio": "100 × 得票 ÷ 最高得票",
    "share": "100 × 得票 ÷ 总票数",
    "rank": "按票数名次折合：100 ×（项目数 − 名次 + 1）÷ 项目数",
    "ladder": "按票数名次逐级递减折合",
    "threshold": "达到规定票数得基本分，其余按最高得票折合",
}


def explain(
    tables: Mapping[str, pd.DataFrame],
    project_id: str,
    /,
    *,
    rules: Rules,
    round: str | None = None,
) -> Node:
    """Return where a project's total comes from, down to the cells, judges by number only.

    Parameters
    ----------
    tables : mapping
        Tables by name: `standings`, `components`, and where there are any `mark_use`, `marks`,
        `votes`, `applications`, `sources`.
    project_id : str
        The project.
    rules : Rules
        The year's rules.
    round : str, optional
        "review" or "assessment"; without it the last one in which the project stands.

    Raises
    ------
    KeyError
        When the project does not stand in the round.
    """
    case, standing = find_case(tables, project_id, rules, round)
    title = case.title(case.name(project_id))
    components = tuple(
        _component(case, row) for part in rules.of_round(case.round)
        for row in case.rows("components", round=case.round, project_id=project_id,
                             component=part.name)
    )  # fmt: skip
    return Node(title, children=(_total(case, standing, components), *_verdict(case, standing)))


def _total(case: Case, standing: Any, components: tuple[Node, ...]) -> Node:
    if pd.isna(standing.total_exact):
        return Node("总分", "暂无", children=components)
    exactly = read_fraction(standing.total_exact)
    label = "总分" if standing.status == "final" else "阶段得分"
    value = f"{shown(exactly, case.decimals)}（未舍入 {standing.total_exact}）"
    return Node(label, value, children=components)


def _verdict(case: Case, standing: Any) -> Iterator[Node]:
    """Yield rank and grade, or why there is none yet."""
    rules = case.rules
    if standing.status != "final":
        yield Node("状态", f"{say(f'standing.{standing.status}')}，缺{standing.missing}")
        return
    tied = "（并列）" if standing.is_tied else ""
    below = [_clause(rules.ranking.source)]
    if not pd.isna(standing.tie_step):
        below.insert(0, Node("同分处理", _parting(case, standing.tie_step)))
    yield Node("名次", f"第 {standing.rank} 名{tied}", children=tuple(below))
    yield Node("等次", str(standing.grade), children=(_clause(rules.grades.source),))


def _parting(case: Case, step: str) -> str:
    return "规则未能分出先后" if step == UNRESOLVED else f"按{case.step(step)}分出先后"


def _clause(source: str) -> Node:
    return Node("依据", source)


def _component(case: Case, row: Any) -> Node:
    part = case.rules.component(row.component)
    if pd.isna(row.points):
        value = f"{say(f'standing.{row.status}')}，暂无得分"
    else:
        weighted = case.points(read_fraction(row.weighted_exact))
        value = f"{case.points(row.points)} × {part.weight}% = {weighted} 分"
    steps = _judged(case, row, part) if isinstance(part, Judged) else _voted(case, row, part)
    return Node(part.label, value, children=(*steps, _clause(part.source)))


def _judged(case: Case, row: Any, part: Judged) -> Iterator[Node]:
    if not pd.isna(row.points):
        yield Node("合成", _combining(case, row, part))
    if not pd.isna(row.panel_coefficient):
        yield Node("组间系数", f"{row.panel_coefficient:.6f}（全体平均 ÷ 本组平均，未舍入）")
    marks: dict[tuple[str, str], Any] = {
        (mark.judge_id, mark.criterion): mark
        for mark in case.rows("marks", component=part.name, project_id=row.project_id)
    }
    for use in case.rows("mark_use", component=part.name, project_id=row.project_id):
        yield _judge(case, use, marks, part)


def _combining(case: Case, row: Any, part: Judged) -> str:
    dropped = ""
    if row.n_dropped:
        dropped = f"去掉 {part.drop_high} 个最高分和 {part.drop_low} 个最低分，"
    by = "各评分项分别" if part.combine_on == "criterion" else ""
    n = int(row.n_given) - int(row.n_dropped)
    mean = f"{by}取 {n} 名评委的{_COMBINE_LABELS[part.combine]} {case.points(row.raw_points)}"
    return f"{dropped}{mean}，满分 {shown(part.full, 4).rstrip('0').rstrip('.')}"


def _judge(case: Case, use: Any, marks: Mapping[tuple[str, str], Any], part: Judged) -> Node:
    """Return a judge's node; the judge is a number, never a name."""
    label = f"评委{str(use.judge_id).removeprefix('J')}"
    value = use.reason if pd.isna(use.judge_points) else f"{use.judge_points:g}，{use.reason}"
    single = marks.get((use.judge_id, use.criterion))
    if use.criterion != TOTAL:
        label = f"{label} {use.criterion}"
    if single is not None:
        return Node(label, value, case.where(single.src))
    criteria = tuple(
        Node(criterion.name, _mark_text(mark), case.where(mark.src))
        for criterion in part.criteria
        if (mark := marks.get((use.judge_id, criterion.name))) is not None
    )
    return Node(label, value, children=criteria)


def _mark_text(mark: Any) -> str:
    return say(f"mark.{mark.status}") if pd.isna(mark.points) else f"{mark.points:g}"


def _tally(case: Case, row: Any, part: Voted) -> str:
    """Return the numbers a conversion rests on, where one count decides."""
    counts = [
        other.n_votes
        for other in case.rows("components", round=case.round, component=part.name)
        if not pd.isna(other.points)
    ]
    if pd.isna(row.points) or part.channels[0].weight is not None:
        return ""
    return f"；得票 {row.n_votes}，最高 {max(counts)}，总票数 {sum(counts)}"


def _voted(case: Case, row: Any, part: Voted) -> Iterator[Node]:
    yield Node("折合", _CONVERT_LABELS[part.convert] + _tally(case, row, part))
    for channel in part.channels:
        for votes in case.rows(
            "votes", component=part.name, project_id=row.project_id, channel=channel.name
        ):
            value = say("mark.unreadable") if pd.isna(votes.n_votes) else f"{votes.n_votes} 票"
            yield Node(channel.name, value, case.where(votes.src))
