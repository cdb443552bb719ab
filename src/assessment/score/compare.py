"""Two projects side by side: how they differ, and what put one before the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

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
    lang: str = "zh",
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
    round, lang : str, optional
        As for `explain`.

    Raises
    ------
    KeyError
        When one of them does not stand in the round.
    """
    case, one = find_case(tables, first, rules, round, lang)
    _, other = find_case(tables, second, rules, case.round, lang)
    components = of_year(tables["components"], "components", rules.year)
    rows = components[components["round"] == case.round]
    pair = [t for t in read_totals(rows, case.round, rules) if t.project_id in (first, second)]
    pair.sort(key=lambda total: total.project_id != first)
    differences = [
        _difference(case, case.label(part), [_weighted(total, part.name) for total in pair])
        for part in rules.of_round(case.round)
    ]
    ranks = [_rank(case, row.rank) for row in (one, other)]
    children = [
        _difference(case, _sum_label(case, pair), [total.points for total in pair], differences),
        Node(case.say("explain.rank"), _pair(case, ranks)),
        Node(
            case.say("explain.order"),
            _reason(case, pair, (one, other)),
            children=(case.clause(case.rules.ranking),),
        ),
    ]
    title = case.title(_pair(case, [case.name(first), case.name(second)]))
    return Node(title, children=tuple(children))


def _pair(case: Case, two: Sequence[str]) -> str:
    return case.say("explain.pair", first=two[0], second=two[1])


def _weighted(total: Total, component: str) -> Fraction | None:
    line = total.lines.get(component)
    return line.weighted if line else None


def _sum_label(case: Case, pair: Sequence[Total]) -> str:
    return case.say("stage.total" if any(total.missing for total in pair) else "list.total")


def _rank(case: Case, rank: Any) -> str:
    return case.say("explain.unranked") if pd.isna(rank) else case.say("explain.place", rank=rank)


def _difference(
    case: Case, label: str, pair: Sequence[Fraction | None], below: Sequence[Node] = ()
) -> Node:
    first, second = pair
    value = _pair(case, [case.points(first), case.points(second)])
    if first is not None and second is not None:
        sign = "+" if first > second else ""
        exact = shown(first - second, case.decimals)
        value = case.say("explain.differs", pair=value, difference=sign + exact)
        # 93.45 and 91.61 may differ by 1.83: say why before somebody asks.
        if Decimal(case.points(first)) - Decimal(case.points(second)) != Decimal(exact):
            value += case.say("explain.unrounded")
    return Node(label, value, children=tuple(below))


def _reason(case: Case, pair: Sequence[Total], standings: Sequence[Any]) -> str:
    """Return in words what put one project before the other."""
    lacking = [row for row in standings if row.status != "final"]
    if lacking:
        told = [
            case.say("explain.order.stage", name=case.name(row.project_id), stage=case.stage(row))
            for row in lacking
        ]
        return case.say("explain.order.open", told=case.say("explain.order.sep").join(told))
    ranking = case.rules.ranking
    first, second = pair
    if measured(first, ranking) != measured(second, ranking):
        return case.say("explain.order.total")
    for word in ranking.ties:
        if first.step(word) != second.step(word):
            values = _pair(case, [case.points(total.step(word)) for total in pair])
            return case.say("explain.order.parted", step=case.step(word), pair=values)
    if len({getattr(row, "rank", None) for row in standings}) == 1:
        return case.say("explain.order.tied")
    return case.say("explain.order.decided", step=case.step(DECISION))
