"""Two projects side by side: how they differ, and what put one before the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.score.case import Case, find_case
from assessment.score.exact import shown
from assessment.score.ranking import DECISION, measured
from assessment.score.totals import Total, read_totals
from assessment.score.tree import Node


def compare(
    tables: Mapping[str, pd.DataFrame],
    first: str,
    second: str,
    /,
    *,
    rules: Rules,
    round: str | None = None,
) -> Node:
    """Return how two projects differ, component by component, and what put one before the other.

    Parameters
    ----------
    tables : mapping
        As for `explain`.
    first, second : str
        The projects.
    rules : Rules
        The year's rules.
    round : str, optional
        As for `explain`.

    Raises
    ------
    KeyError
        When one of them does not stand in the round.
    """
    case, one = find_case(tables, first, rules, round)
    _, other = find_case(tables, second, rules, case.round)
    components = of_year(tables["components"], "components", rules.year)
    rows = components[components["round"] == case.round]
    pair = [t for t in read_totals(rows, case.round, rules) if t.project_id in (first, second)]
    pair.sort(key=lambda total: total.project_id != first)
    differences = [
        _difference(case, part.label, [_weighted(total, part.name) for total in pair])
        for part in rules.of_round(case.round)
    ]
    title = case.title(f"{case.name(first)} 与 {case.name(second)}")
    children = [
        _difference(case, "总分", [total.points for total in pair], differences),
        Node("名次", " 与 ".join(_rank(row.rank) for row in (one, other))),
        Node("先后", _reason(case, pair, (one, other)), children=_basis(rules)),
    ]
    return Node(title, children=tuple(children))


def _weighted(total: Total, component: str) -> Fraction | None:
    line = total.lines.get(component)
    return line.weighted if line else None


def _rank(rank: object) -> str:
    return "未排名次" if pd.isna(rank) else f"第 {rank} 名"  # type: ignore[call-overload]


def _difference(
    case: Case, label: str, pair: Sequence[Fraction | None], below: Sequence[Node] = ()
) -> Node:
    first, second = pair
    value = f"{case.points(first)} 与 {case.points(second)}"
    if first is not None and second is not None:
        sign = "+" if first > second else ""
        exact = shown(first - second, case.decimals)
        value += f"，相差 {sign}{exact}"
        # 93.45 and 91.61 may differ by 1.83: say why before somebody asks.
        if Decimal(case.points(first)) - Decimal(case.points(second)) != Decimal(exact):
            value += "（按未舍入的得分）"
    return Node(label, value, children=tuple(below))


def _reason(case: Case, pair: Sequence[Total], standings: Sequence[object]) -> str:
    """Return in words what put one project before the other."""
    if any(total.missing for total in pair):
        return "得分不全，暂不排定"
    ranking = case.rules.ranking
    first, second = pair
    if measured(first, ranking) != measured(second, ranking):
        return "总分不同"
    for word in ranking.ties:
        if first.step(word) != second.step(word):
            values = " 与 ".join(case.points(total.step(word)) for total in pair)
            return f"总分相同，按{case.step(word)}分出先后（{values}）"
    if len({getattr(row, "rank", None) for row in standings}) == 1:
        return "总分与各步均相同，名次并列"
    return f"总分与各步均相同，按{case.step(DECISION)}分出先后"


def _basis(rules: Rules) -> tuple[Node, ...]:
    return (Node("依据", rules.ranking.source),)
