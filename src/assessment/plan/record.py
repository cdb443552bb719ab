"""The committee's choice of projects beside the choice by points alone."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, compress
from typing import Any

import pandas as pd

from assessment.core.decided import selected
from assessment.core.problems import Problems, problem
from assessment.core.provenance import cell_of, position
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year, table_of

_LAST = 10**9
Finding = tuple[str, Any, str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that may be selected: `points` only of a final standing, `decision` its line."""

    project_id: str
    name: str
    college_code: str
    theme_code: str | None
    points: Fraction | None
    rank: int
    decision: Any | None
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Points:
    """The choice by points alone: who is in, and who is out only for their college's number."""

    greedy: frozenset[str]
    crowded: frozenset[str]


def take_in_order(groups: Sequence[Hashable], *, most: int, most_per_group: int) -> list[bool]:
    """Return which of a row of candidates are taken, the first ones first.

    One is taken while fewer than `most` are and fewer than `most_per_group` of its group.

    Examples
    --------
    >>> take_in_order(["A", "A", "B", "C"], most=2, most_per_group=1)
    [True, False, True, False]
    """
    taken: list[bool] = []
    counts: dict[Hashable, int] = {}
    for group in groups:
        fits = sum(taken) < most and counts.get(group, 0) < most_per_group
        counts[group] = counts.get(group, 0) + fits
        taken.append(fits)
    return taken


def selection(
    applications: pd.DataFrame,
    standings: pd.DataFrame,
    decisions: pd.DataFrame,
    /,
    *,
    rules: Rules,
    covered: Collection[str] = frozenset(),
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return what the committee selected in the year, beside what the points alone would select.

    A row stands for every eligible application with a review standing or a decision whether it
    is selected. `is_selected`, `granted_fen` and `reason` are as decided. `is_greedy` is the
    choice by points alone: final review standings by exact total, the highest first (equal ones
    by rank, then project_id), as many as the rules allow in all, of one college, and within the
    budget at the fixed grant. Themes do not count there, nor colleges never funded.

    `is_overruled` says that the committee's choice differs from the points: selected although
    not greedy, or greedy and not selected. It is false while nothing is decided or no review
    standing is final: there is nothing to differ, or nothing to differ from.

    `reason_code` is missing while nothing is decided; then it is of a selected project
    `by_points` (greedy too), `theme` (not greedy; its theme was not covered before) or `other`;
    of one not selected `college` (the points would have taken it had its college not had its
    number of better ones) or `not_selected`. `is_proposed` is missing: the planner fills it in.

    Parameters
    ----------
    applications : DataFrame
        Table `applications` with its statuses.
    standings : DataFrame
        Table `standings`; those of the review count.
    decisions : DataFrame
        Table `decisions`: matter `selected`.
    rules : Rules
        The year's rules.
    covered : collection of str
        Codes of the themes covered in earlier years.
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
    points = _by_points(candidates, rules)
    can_differ = bool(decided) and any(one.points is not None for one in candidates)
    odd = {one.project_id for one in candidates if can_differ and _differs(one, points)}
    codes = {one.project_id: _reason_code(one, points, covered) for one in candidates if decided}
    rows = [
        _row(one, points)
        | {"year": rules.year, "is_overruled": one.project_id in odd}
        | {"reason_code": codes.get(one.project_id)}
        for one in candidates
    ]
    table = table_of(rows, "selection")
    silent = [one for one in candidates if one.project_id in odd and _is_silent(one)]
    found = list(_counted(decided, chosen, rules))
    found += [("selection.no-reason", one.decision, one.name, "") for one in silent]
    return Result({"selection": table}, _problems(found, file_names(sources)))


def _row(one: Candidate, points: Points) -> dict[str, object]:
    return {
        "project_id": one.project_id,
        "is_proposed": pd.NA,
        "is_greedy": one.project_id in points.greedy,
        "is_selected": one.is_selected,
        "granted_fen": one.decision.granted_fen if one.is_selected and one.decision else pd.NA,
        "reason": one.decision.reason if one.decision else pd.NA,
    }


def _differs(one: Candidate, points: Points) -> bool:
    return one.is_selected != (one.project_id in points.greedy)


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
        None if pd.isna(application.theme_code) else application.theme_code,
        Fraction(standing.total_exact) if is_final else None,
        int(standing.rank) if is_final and not pd.isna(standing.rank) else _LAST,
        decision,
        is_selected,
    )


def _by_points(candidates: Sequence[Candidate], rules: Rules) -> Points:
    choice = rules.selection
    most = min(choice.max_projects, int(choice.budget_yuan // choice.grant_yuan))
    known = [(one.points, one) for one in candidates if one.points is not None]
    known.sort(key=lambda pair: (-pair[0], pair[1].rank, pair[1].project_id))
    ids = [one.project_id for _, one in known]
    taken = take_in_order(
        [one.college_code for _, one in known],
        most=most,
        most_per_group=choice.max_selected_per_college,
    )
    out = [
        not fits and so_far < most for fits, so_far in zip(taken, accumulate(taken), strict=True)
    ]
    return Points(frozenset(compress(ids, taken)), frozenset(compress(ids, out)))


def _reason_code(one: Candidate, points: Points, covered: Collection[str]) -> str:
    if not one.is_selected:
        return "college" if one.project_id in points.crowded else "not_selected"
    if one.project_id in points.greedy:
        return "by_points"
    return "theme" if one.theme_code is not None and one.theme_code not in covered else "other"


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
