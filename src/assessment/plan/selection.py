"""Which projects to select: the best points that keep every theme within reach."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from assessment.core.exact import read_fraction
from assessment.core.labels import say
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import empty, table_of
from assessment.plan.choice import Choice, first_sets
from assessment.plan.promise import Promise
from assessment.plan.remedies import obstacles, remedies, remedy_words
from assessment.plan.sets import Applicant

if TYPE_CHECKING:
    from assessment.plan.many import ManyChoice

_COLUMNS = ("project_id", "college_code", "theme_code", "total_exact", "requested_fen")
_SHOWN = 10


def choose_projects(
    candidates: pd.DataFrame,
    /,
    *,
    rules: Rules,
    covered: Collection[str],
    supply: Mapping[str, float],
    years_left: int,
    funded_colleges: Collection[str] = frozenset(),
) -> Result:
    """Return the set of projects with the most points that keeps the promise within reach.

    Every set of as many projects as rules and budget allow is looked at, so that the best is the
    best; of more than 2,000,000 sets an integer programme finds one, within a gap. A set keeps to
    the number of projects of one college, and newly covers so many required themes that those
    left fit the places of the years left. Where the rules put colleges never funded first, the
    number of their projects comes before points. Of equal sets the first by sorted project_id is
    proposed; all of them stand in `selection_frontier`.

    Parameters
    ----------
    candidates : DataFrame
        One row a project: `project_id`, `college_code`, `theme_code`, `total_exact` (`p/q`),
        `requested_fen` (for information: the grant is fixed).
    rules : Rules
        The year's rules.
    covered : collection of str
        Theme codes covered in earlier years.
    supply : mapping
        Required theme code → chance (0–1) that one year offers it.
    years_left : int
        Years of the programme after this choice.
    funded_colleges : collection of str
        Colleges funded before.

    Returns
    -------
    Result
        Tables `selection` (every candidate with `is_proposed`, `is_greedy`, `reason_code`,
        `reason`) and `selection_frontier` (the best sets, and the best one for each number of
        new themes). Facts: `n_best` equal best sets, `best_points`, `free_points` (best without
        the theme rule), `coverage_price_points`, `promise_share` of the proposed set; where no
        set is allowed `obstacles`, the fewest limits that together leave none, and `remedies`,
        what alone would allow one again. Of very many candidates there is only the set proposed,
        with a `gap_share`, and no `n_best`; `is_late` says that none was found in time, though
        there is one.

    Raises
    ------
    ValueError
        When a column is missing or a project stands twice.

    Source
    ------
    Rules sections `[programme]`, `[selection]`, `[[theme]]`.
    """
    open_themes = tuple(theme for theme in supply if theme not in covered)
    applicants = read_applicants(candidates)
    choice = Choice(applicants, rules, open_themes, frozenset(funded_colleges), years_left)
    promise = Promise(supply, slots=rules.selection.max_projects)
    if choice.is_large:
        from assessment.plan.many import ManyChoice

        return _of_many(ManyChoice(choice), promise, frozenset(covered))
    frontier = _frontier(choice, promise, frozenset(covered))
    codes = {one.project_id: reason_code(choice, one.project_id) for one in applicants}
    table = _selection(choice, choice.proposed, codes)
    facts = _facts(choice, frontier)
    return Result({"selection": table, "selection_frontier": frontier}, facts=facts)


def _of_many(many: ManyChoice, promise: Promise, covered: frozenset[str]) -> Result:
    choice, best = many.choice, many.best
    ids = [one.project_id for one in choice.applicants]
    codes = {project: many.reason_code(project) for project in ids}
    table = _selection(choice, frozenset(best.project_ids if best else ()), codes)
    if best is None:
        tables = {"selection": table, "selection_frontier": empty("selection_frontier")}
        is_late = choice.is_possible(choice.limits)
        return Result(tables, facts={"is_late": 1} if is_late else _no_set_facts(choice))
    chosen = [one for one in choice.applicants if one.project_id in best.project_ids]
    row = set_row(chosen, promise, covered, rules=choice.rules, years_left=choice.years_left)
    row |= {"set_id": "S01", "is_best": True}
    frontier = table_of([row], "selection_frontier")
    free = float(many.free_points)
    facts = {
        "best_points": best.points,
        "free_points": free,
        "coverage_price_points": free - best.points,
        "promise_share": row["promise_share"],
        "gap_share": best.gap,
    }
    return Result({"selection": table, "selection_frontier": frontier}, facts=facts)


def set_row(
    chosen: Sequence[Applicant],
    promise: Promise,
    covered: Collection[str],
    *,
    rules: Rules,
    years_left: int,
) -> dict[str, Any]:
    """Return what a set of projects brings, as a row of `selection_frontier` without its id."""
    themes = {one.theme_code for one in chosen if one.theme_code is not None}
    return {
        "year": rules.year,
        "project_ids": "、".join(sorted(one.project_id for one in chosen)),
        "total_points": float(sum((one.points for one in chosen), Fraction(0))),
        "n_new_themes": len((themes & promise.themes) - set(covered)),
        "promise_share": promise.share({*covered, *themes}, years_left=years_left),
        "is_best": False,
        "is_chosen": False,
    }


def read_applicants(candidates: pd.DataFrame) -> list[Applicant]:
    """Return the candidates sorted by id.

    Raises
    ------
    ValueError
        When a column is missing or a project stands twice.
    """
    missing = [column for column in _COLUMNS if column not in candidates.columns]
    if missing:
        raise ValueError(f"candidates lack the columns {missing}")
    if candidates["project_id"].duplicated().any():
        raise ValueError("candidates: a project_id stands more than once")
    rows: list[Any] = list(candidates.itertuples(index=False))
    found = [
        Applicant(
            str(row.project_id),
            str(row.college_code),
            None if pd.isna(row.theme_code) else str(row.theme_code),
            read_fraction(row.total_exact),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.project_id)


def _selection(choice: Choice, proposed: frozenset[str], codes: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        {
            "year": choice.rules.year,
            "project_id": one.project_id,
            "is_proposed": one.project_id in proposed,
            "is_greedy": one.project_id in choice.greedy,
            "is_selected": False,
            "is_overruled": False,
            "granted_fen": pd.NA,
            "reason_code": codes[one.project_id],
            "reason": reason_words(codes[one.project_id], one.project_id in proposed),
        }
        for one in choice.applicants
    ]
    return table_of(rows, "selection")


def reason_words(code: str, is_proposed: bool, lang: str = "zh") -> str:
    """Return a reason code in words."""
    return say(f"plan.reason.{'in' if is_proposed else 'out'}.{code}", lang)


def reason_code(choice: Choice, project_id: str) -> str:
    """Return why a project is proposed or not: `points`, or what else made the difference.

    `theme`, `college_cap`, `budget` name the limit that put a project in or out; `unfunded` the
    preference for colleges never funded; `none` that no set is allowed.
    """
    if not choice.proposed:
        return "none"
    is_in = project_id in choice.proposed
    names = {"theme": "theme", "college": "college_cap", "budget": "budget"}
    for limit, code in names.items():
        if (project_id in choice.freed[limit][0]) != is_in:
            return code
    if choice.prefers_unfunded and (project_id in choice.greedy) != is_in:
        return "unfunded"
    return "points"


def _frontier(choice: Choice, promise: Promise, covered: frozenset[str]) -> pd.DataFrame:
    """Return the best sets, then the best of each number of new themes not among them."""
    sets = choice.sets
    numbers = first_sets(choice, _SHOWN)
    free = sets.fits_colleges(choice.limits.per_college)
    for n_new in sorted(set(sets.n_new[free].tolist()), reverse=True):
        here = np.flatnonzero(free & (sets.n_new == n_new))
        top = int(here[np.argmax(sets.points[here])])
        numbers += [] if top in numbers else [top]
    rows = [
        set_row(
            sets.members_of(number),
            promise,
            covered,
            rules=choice.rules,
            years_left=choice.years_left,
        )
        | {"set_id": f"S{place:02d}", "is_best": number in choice.best}
        for place, number in enumerate(numbers, start=1)
    ]
    return table_of(rows, "selection_frontier")


def _facts(choice: Choice, frontier: pd.DataFrame) -> dict[str, str | int | float]:
    if choice.points is None:
        return _no_set_facts(choice)
    free = choice.freed["theme"][1] or choice.points
    return {
        "n_best": len(choice.best),
        "best_points": float(choice.points),
        "free_points": float(free),
        "coverage_price_points": float(free - choice.points),
        "promise_share": float(frontier["promise_share"].iloc[0]),
    }


def _no_set_facts(choice: Choice) -> dict[str, str | int | float]:
    words = [remedy_words(one, choice) for one in remedies(choice)]
    named = "、".join(obstacles(choice))
    return {"n_best": 0, "obstacles": named, "remedies": "、".join(words)}
