"""Which projects to select: the best points that keep every theme within reach."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from assessment.core.labels import say
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.plan.choice import LIMITS, Choice, first_sets
from assessment.plan.promise import Promise
from assessment.plan.sets import Applicant

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
    best. A set keeps to the number of projects of one college, and newly covers so many required
    themes that those left fit the places of the years left. Where the rules put colleges never
    funded first, the number of their projects comes before points. Of equal sets the first by
    sorted project_id is proposed; all of them stand in `selection_frontier`.

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
        set is allowed `obstacles`, the fewest limits that together leave none.

    Raises
    ------
    ValueError
        When a column is missing, a project stands twice, or there are more than 2,000,000 sets
        (then `plan.large.choose_among_many`).

    Source
    ------
    Rules sections `[programme]`, `[selection]`, `[[theme]]`.
    """
    open_themes = tuple(theme for theme in supply if theme not in covered)
    applicants = read_applicants(candidates)
    choice = Choice(applicants, rules, open_themes, frozenset(funded_colleges), years_left)
    promise = Promise(supply, slots=rules.selection.max_projects)
    frontier = _frontier(choice, promise, frozenset(covered))
    tables = {"selection": _selection(choice), "selection_frontier": frontier}
    return Result(tables, facts=_facts(choice, frontier))


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
            Fraction(row.total_exact),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.project_id)


def _selection(choice: Choice) -> pd.DataFrame:
    rows = [
        {
            "year": choice.rules.year,
            "project_id": one.project_id,
            "is_proposed": one.project_id in choice.proposed,
            "is_greedy": one.project_id in choice.greedy,
            "is_selected": False,
            "is_overruled": False,
            "granted_fen": pd.NA,
            "reason_code": code,
            "reason": say(
                f"plan.reason.{'in' if one.project_id in choice.proposed else 'out'}.{code}"
            ),
        }
        for one in choice.applicants
        for code in (reason_code(choice, one.project_id),)
    ]
    return conform(pd.DataFrame(rows), "selection") if rows else empty("selection")


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
        {
            "year": choice.rules.year,
            "set_id": f"S{place:02d}",
            "project_ids": "、".join(sets.ids(number)),
            "total_points": float(sets.exact(number)),
            "n_new_themes": int(sets.n_new[number]),
            "promise_share": promise.share(
                covered | _themes_of(choice, number), years_left=choice.years_left
            ),
            "is_best": number in choice.best,
            "is_chosen": False,
        }
        for place, number in enumerate(numbers, start=1)
    ]
    return (
        conform(pd.DataFrame(rows), "selection_frontier") if rows else empty("selection_frontier")
    )


def _themes_of(choice: Choice, number: int) -> set[str]:
    bits = int(choice.sets.themes[number])
    return {theme for place, theme in enumerate(choice.open_themes) if bits >> place & 1}


def _facts(choice: Choice, frontier: pd.DataFrame) -> dict[str, str | int | float]:
    if choice.points is None:
        return {"n_best": 0, "obstacles": "、".join(choice.obstacles())}
    free = choice.freed["theme"][1] or choice.points
    return {
        "n_best": len(choice.best),
        "best_points": float(choice.points),
        "free_points": float(free),
        "coverage_price_points": float(free - choice.points),
        "promise_share": float(frontier["promise_share"].iloc[0]),
    }


def limit_words(names: Sequence[str]) -> list[str]:
    """Return limits in words, in the order in which people ask."""
    return [say(f"plan.limit.{name}") for name in LIMITS if name in names]
