"""A year's data under another year's rules: what can be carried over, and who would move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import read_fraction
from assessment.core.rule_components import Judged, Voted
from assessment.core.rule_sections import Grades, Ranking
from assessment.core.rules import Rules
from assessment.core.tables import of_year

_FULL = Decimal(100)
_PLACES = ("rank", "grade", "status", "total")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A component that is not counted, and why.

    `reason` is no_data (the year has none of it), no_rule (the other rules lack it), criteria,
    channels or kind (what was marked or voted is not what the other rules ask for).
    """

    component: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """Rules under which a round of a year can be ranked again.

    `weight` is the sum of the weights that are kept, in percent. Where it is less than 100 the
    totals are of so many points; the borders of the grades are lowered in proportion, and totals
    are compared unrounded.
    """

    rules: Rules
    round: str
    left_out: tuple[LeftOut, ...]
    weight: Decimal

    @property
    def is_rankable(self) -> bool:
        """Whether any component with weight is left to rank by."""
        return self.weight > 0


def apply_rules(
    own: Rules, other: Rules, marks: pd.DataFrame, votes: pd.DataFrame, /, *, round: str
) -> Applied:
    """Return the rules of a year with another year's scoring of a round in place of its own.

    Components, ranking, grades and who stands in December are those of `other`; calendar,
    eligibility and everything else stay the year's own, as do marks and votes. A component is
    carried over when the year has data of it and it was marked by the same criteria with the same
    full marks, or voted through the same channels.

    Parameters
    ----------
    own, other : Rules
        The rules of the year whose data they are, and the rules to be tried.
    marks, votes : DataFrame
        Tables of those names; other years than that of `own` are passed over.
    round : {"review", "assessment"}
        The round.
    """
    there = _with_data(own, marks, votes)
    parts = other.of_round(round)
    left = [*_left_out(own, parts, there), *_unruled(own, other, round, there)]
    gone = {one.component for one in left}
    kept = [part for part in parts if part.name not in gone]
    weight = sum((part.weight for part in kept), Decimal(0))
    elsewhere = [part for part in own.components if part.round != round]
    rules = own.model_copy(
        update={
            "components": (*elsewhere, *kept),
            "assessment": other.assessment,
            "ranking": _ranking(other.ranking, weight),
            "grades": _grades(other.grades, weight),
        }
    )
    return Applied(rules, round, tuple(left), weight)


def _with_data(own: Rules, marks: pd.DataFrame, votes: pd.DataFrame) -> set[str]:
    given = of_year(marks, "marks", own.year)
    counted = of_year(votes, "votes", own.year)
    marked = given.loc[given["points"].notna(), "component"]
    return {*marked, *counted.loc[counted["n_votes"].notna(), "component"]}


def _left_out(own: Rules, parts: tuple[Judged | Voted, ...], there: set[str]) -> Iterator[LeftOut]:
    known = {part.name: part for part in own.components}
    for part in parts:
        mine = known.get(part.name)
        reason = _obstacle(mine, part) if mine and part.name in there else "no_data"
        if reason:
            yield LeftOut(part.name, part.label, reason)


def _unruled(own: Rules, other: Rules, round: str, there: set[str]) -> Iterator[LeftOut]:
    known = {part.name for part in other.of_round(round)}
    for part in own.of_round(round):
        if part.name in there and part.name not in known:
            yield LeftOut(part.name, part.label, "no_rule")


def _obstacle(mine: Judged | Voted, part: Judged | Voted) -> str:
    """Return why what was marked or voted cannot be counted by the other rules."""
    if isinstance(mine, Judged) and isinstance(part, Judged):
        pairs = ([(one.name, one.points) for one in judged.criteria] for judged in (mine, part))
        first, second = map(sorted, pairs)
        return "" if first == second else "criteria"
    if isinstance(mine, Voted) and isinstance(part, Voted):
        names = ({one.name for one in voted.channels} for voted in (mine, part))
        first_names, second_names = names
        return "" if first_names == second_names else "channels"
    return "kind"


def _ranking(ranking: Ranking, weight: Decimal) -> Ranking:
    return ranking if weight == _FULL else ranking.model_copy(update={"rank_on": "unrounded"})


def _grades(grades: Grades, weight: Decimal) -> Grades:
    """Return the grades with their borders in proportion to the weights that are left."""
    if weight == _FULL:
        return grades
    bands = [
        band.model_copy(update={"at_least": band.at_least * weight / _FULL})
        for band in grades.bands
    ]
    return grades.model_copy(update={"bands": tuple(bands), "grade_on": "unrounded"})


def moves(before: pd.DataFrame, after: pd.DataFrame, /, *, applied: Applied) -> pd.DataFrame:
    """Return each project of a round with its place under the year's own and under other rules.

    Columns are project_id, then rank, grade, status and total before and after, and `is_moved`:
    whether rank, grade or status differ. Totals after are of 100 points (`p/q`). A project that
    does not stand has no status.

    Parameters
    ----------
    before, after : DataFrame
        Table `standings` under the year's own rules and under `applied`; other years and rounds
        are passed over.
    applied : Applied
        The rules that were tried.
    """
    year, round = applied.rules.year, applied.round
    sides = [_places(frame, year, round) for frame in (before, after)]
    scale = Fraction(100) / Fraction(applied.weight) if applied.weight else Fraction(1)
    rows = []
    for project in sorted({*sides[0], *sides[1]}):
        first, second = (side.get(project, {}) for side in sides)
        total = second.get("total")
        scaled = None if total is None else str(read_fraction(total) * scale)
        differs = any(first.get(name) != second.get(name) for name in _PLACES[:3])
        rows.append(
            {"project_id": project}
            | {f"{name}_before": first.get(name) for name in _PLACES}
            | {f"{name}_after": second.get(name) for name in _PLACES}
            | {"total_after": scaled, "is_moved": differs}
        )
    columns = [
        "project_id",
        *(f"{name}_{side}" for side in ("before", "after") for name in _PLACES),
    ]
    return pd.DataFrame(rows, columns=[*columns, "is_moved"])


def _places(standings: pd.DataFrame, year: int, round: str) -> dict[str, dict[str, Any]]:
    mine = of_year(standings, "standings", year)
    found: dict[str, dict[str, Any]] = {}
    rows: list[Any] = list(mine[mine["round"] == round].itertuples(index=False))
    for row in rows:
        values = (row.rank, row.grade, row.status, row.total_exact)
        known = (None if pd.isna(value) else value for value in values)
        found[str(row.project_id)] = dict(zip(_PLACES, known, strict=True))
    return found
