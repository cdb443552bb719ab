"""The committee's choice of projects beside the proposal and the choice by points alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from typing import Any

import pandas as pd

from assessment.core.decided import selected
from assessment.core.exact import read_fraction
from assessment.core.problems import Problems, problem
from assessment.core.provenance import cell_of, position
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year, table_of
from assessment.plan.sets import take_in_order

_LAST = 10**9
Finding = tuple[str, Any, str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that may be selected: `points` only of a final standing, `decision` its line."""

    project_id: str
    name: str
    college_code: str
    points: Fraction | None
    rank: int
    decision: Any | None
    is_selected: bool


def selection(
    applications: pd.DataFrame,
    standings: pd.DataFrame,
    decisions: pd.DataFrame,
    proposal: pd.DataFrame,
    /,
    *,
    rules: Rules,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return what the committee selected in the year, beside the proposal and the points alone.

    A row stands for every eligible application with a review standing or a decision whether it
    is selected. `is_selected` and `granted_fen` are as decided. `is_greedy` is the choice by
    points alone: final review standings by exact total, the highest first (equal ones by rank,
    then project_id), as many as the rules allow in all, of one college, and within the budget at
    the fixed grant. Themes do not count there, nor colleges never funded.

    `is_proposed` and `reason_code` are the proposal's. `reason` is the committee's own once
    anything is decided, before that the proposal's. `is_overruled` says that the committee's
    choice differs from the proposal; it is false while nothing is decided or nothing is proposed:
    there is nothing to differ, or nothing to differ from.

    Parameters
    ----------
    applications : DataFrame
        Table `applications` with its statuses.
    standings : DataFrame
        Table `standings`; those of the review count.
    decisions : DataFrame
        Table `decisions`: matter `selected`.
    proposal : DataFrame
        Table `selection` of `choose_projects`.
    rules : Rules
        The year's rules.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `selection`.

    Problems
    --------
    selection.too-few, selection.too-many, selection.no-reason

    Raises
    ------
    ValueError
        When a table lacks columns.

    Source
    ------
    Rules section `[selection]`.
    """
    decided = _decided(decisions, rules)
    chosen = set(selected(of_year(decisions, "decisions", rules.year))["project_id"])
    candidates = _candidates(applications, standings, (decided, chosen), rules)
    greedy = _by_points(candidates, rules)
    proposed = _Proposal(proposal)
    odd = {one.project_id for one in candidates if decided and proposed.differs(one)}
    rows = [
        proposed.row(one)
        | {"year": rules.year, "is_greedy": one.project_id in greedy}
        | {"is_overruled": one.project_id in odd}
        | (_said(one) if decided else {})
        for one in candidates
    ]
    table = table_of(rows, "selection")
    silent = [one for one in candidates if one.project_id in odd and _is_silent(one)]
    found = list(_counted(decided, chosen, rules))
    found += [("selection.no-reason", one.decision, one.name, "") for one in silent]
    return Result({"selection": table}, _problems(found, file_names(sources)))


class _Proposal:
    """What the rules propose, by project."""

    def __init__(self, table: pd.DataFrame) -> None:
        rows: list[Any] = list(table.itertuples(index=False))
        self._rows = {row.project_id: row for row in rows}
        self._is_any = any(row.is_proposed for row in rows)

    def _has(self, project_id: str) -> bool:
        return project_id in self._rows and bool(self._rows[project_id].is_proposed)

    def differs(self, one: Candidate) -> bool:
        """Return whether the committee decided otherwise than was proposed."""
        return self._is_any and one.is_selected != self._has(one.project_id)

    def row(self, one: Candidate) -> dict[str, object]:
        """Return what is known of a project before anybody decides."""
        row = self._rows.get(one.project_id)
        return {
            "project_id": one.project_id,
            "is_proposed": self._has(one.project_id),
            "is_selected": one.is_selected,
            "granted_fen": pd.NA,
            "reason_code": row.reason_code if row else pd.NA,
            "reason": row.reason if row else pd.NA,
        }


def _said(one: Candidate) -> dict[str, object]:
    """Return what the register says of a project."""
    line = one.decision
    granted = line.granted_fen if line and one.is_selected else pd.NA
    return {"granted_fen": granted, "reason": line.reason if line else pd.NA}


def _decided(decisions: pd.DataFrame, rules: Rules) -> dict[str, Any]:
    """Return the year's decisions on who is selected by project, in the order of the register."""
    mine = of_year(decisions, "decisions", rules.year)
    mine = mine[(mine["matter"] == "selected").fillna(False)]
    lines: list[Any] = sorted(mine.itertuples(index=False), key=lambda line: _place(line.src))
    return {line.project_id: line for line in lines}


def _place(src: object) -> int:
    cell = cell_of(src, {}).cell
    return position(cell)[0] if cell else _LAST


def _candidates(
    applications: pd.DataFrame,
    standings: pd.DataFrame,
    register: tuple[Mapping[str, Any], Collection[str]],
    rules: Rules,
) -> list[Candidate]:
    """Return the eligible projects of the year that have a review standing or a decision."""
    decided, chosen = register
    mine = of_year(applications, "applications", rules.year)
    mine = mine[(mine["status"] == "eligible").fillna(False)].sort_values("project_id")
    rows = of_year(standings, "standings", rules.year)
    standing = {row.project_id: row for row in rows[rows["round"] == "review"].itertuples()}
    listed: list[Any] = list(mine.itertuples(index=False))
    return [
        _candidate(
            row,
            standing.get(row.project_id),
            decided.get(row.project_id),
            is_selected=row.project_id in chosen,
        )
        for row in listed
        if row.project_id in standing or row.project_id in decided
    ]


def _candidate(application: Any, standing: Any, decision: Any, *, is_selected: bool) -> Candidate:
    is_final = standing is not None and standing.status == "final"
    return Candidate(
        application.project_id,
        application.project_name,
        application.college_code,
        read_fraction(standing.total_exact) if is_final else None,
        int(standing.rank) if is_final and not pd.isna(standing.rank) else _LAST,
        decision,
        is_selected,
    )


def _by_points(candidates: Sequence[Candidate], rules: Rules) -> frozenset[str]:
    choice = rules.selection
    known = [(one.points, one) for one in candidates if one.points is not None]
    known.sort(key=lambda pair: (-pair[0], pair[1].rank, pair[1].project_id))
    taken = take_in_order(
        [one.college_code for _, one in known],
        most=min(choice.max_projects, int(choice.budget_yuan // choice.grant_yuan)),
        most_per_group=choice.max_selected_per_college,
    )
    return frozenset(compress((one.project_id for _, one in known), taken))


def _is_silent(one: Candidate) -> bool:
    """Return whether the register has a line on the project that gives no reason."""
    if one.decision is None:
        return False
    return bool(pd.isna(one.decision.reason) or not one.decision.reason.strip())


def _counted(
    decided: Mapping[str, Any], chosen: Collection[str], rules: Rules
) -> Iterator[Finding]:
    """Yield too few at the last line there is, too many at the first one too many."""
    least, most = rules.selection.min_projects, rules.selection.max_projects
    lines = [line for project, line in decided.items() if project in chosen]
    if decided and len(lines) < least:
        yield "selection.too-few", list(decided.values())[-1], str(len(lines)), str(least)
    if len(lines) > most:
        yield "selection.too-many", lines[most], str(len(lines)), str(most)


def _problems(found: Sequence[Finding], files: Mapping[str, str]) -> Problems:
    return Problems(
        problem(code, cell_of(line.src, files), actual=actual, expected=expected, table="decisions")
        for code, line, actual, expected in found
    )
