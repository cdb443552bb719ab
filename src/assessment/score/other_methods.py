"""Table `other_methods`: the ranks that another method the committee might choose would give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from assessment.core.result import Result
from assessment.core.rule_sections import Judged, Voted
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import table_of
from assessment.score.rank_draws import competition_ranks
from assessment.score.ranked_round import RankedRound, needed_tables, ranked_round
from assessment.score.redraw import converted, judged_draws
from assessment.score.severity.codes import Floats
from assessment.score.trial_rules import CONVERSIONS, TRIMS, trial_rules

Row = dict[str, Any]
_METHOD = ("combine", "drop_high", "drop_low", "convert")


def other_methods(
    mark_use: pd.DataFrame,
    votes: pd.DataFrame,
    components: pd.DataFrame,
    standings: pd.DataFrame,
    /,
    *,
    rules: Rules,
) -> Result:
    """Return each ranked project's rank by one other method at a time, as table `other_methods`.

    `method` is `without:<component>` (the others in their proportions), `combine:` with mean,
    median, trim_1 or trim_2 (how judges' marks become one, in all judged components), or
    `convert:` with max_ratio, share or rank (how votes become points). The method of the rules
    themselves has no rows. Deductions and panels' coefficients stay what they were; ties are not
    broken, so `rank_then` is that of the plain totals.

    Parameters
    ----------
    mark_use, votes, components, standings : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.

    Raises
    ------
    ValueError
        When a table is not as its specification says.
    """
    tables = needed_tables(mark_use, votes, components, standings)
    rows: list[Row] = []
    for name in ROUNDS:
        one = ranked_round(tables, rules, name)
        if one is not None:
            rows += [{"year": rules.year, "round": name} | row for row in _rows(one, rules)]
    return Result({"other_methods": table_of(rows, "other_methods")})


def _rows(one: RankedRound, rules: Rules) -> Iterator[Row]:
    for method, total in (*_left_out(one), *_tried(one, rules)):
        ranks = 1 + competition_ranks(np.round(total, 9)[None, :])[0]
        for project_id, rank, then in zip(one.project_ids, one.rank, ranks, strict=True):
            yield {
                "method": method,
                "project_id": project_id,
                "rank": int(rank),
                "rank_then": int(then),
            }


def _left_out(one: RankedRound) -> Iterator[tuple[str, Floats]]:
    if len(one.parts) < 2:
        return
    for name, weight in one.weights.items():
        yield f"without:{name}", (one.total - weight * one.points[name]) / (1 - weight)


def _tried(one: RankedRound, rules: Rules) -> Iterator[tuple[str, Floats]]:
    for trim in TRIMS:
        tried = trial_rules(rules, round=one.name, trim=trim)
        yield from _moved(one, f"combine:{trim}", tried)
    for convert in CONVERSIONS:
        tried = trial_rules(rules, round=one.name, convert=convert)
        yield from _moved(one, f"convert:{convert}", tried)


def _moved(one: RankedRound, method: str, tried: Rules) -> Iterator[tuple[str, Floats]]:
    """Yield the totals with the components that the tried rules treat otherwise, if any."""
    pairs = [(part, tried.component(part.name)) for part in one.parts]
    changed = [(part, other) for part, other in pairs if _method(part) != _method(other)]
    total = one.total
    for part, other in changed:
        by = _points(one, other) - _points(one, part)
        total = total + one.weights[part.name] * np.where(np.isfinite(by), by, 0)
    if changed:
        yield method, total


def _points(one: RankedRound, part: Judged | Voted) -> Floats:
    """Return what a component's marks or votes come to by its method; nan without a mark."""
    if isinstance(part, Voted):
        found = converted([column[None, :] for column in one.votes[part.name]], part)
    else:
        matrix = one.marks[part.name]
        found = judged_draws(matrix, np.ones((1, matrix.shape[1])), part)
    points: Floats = found[0]
    return points


def _method(part: Judged | Voted) -> list[Any]:
    """Return what makes a component's method; a ladder or threshold is one of its own."""
    own = [getattr(part, name, None) for name in _METHOD]
    return [*own, getattr(part, "ladder", None), getattr(part, "threshold", None)]
