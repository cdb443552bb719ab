"""The choice among very many candidates: an integer programme, with the gap it leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from assessment.plan.feasible import is_possible
from assessment.plan.sets import Applicant, Limits


@dataclass(frozen=True, slots=True)
class LargeChoice:
    """The projects chosen, their points, and how far at most from the best they are (0–1)."""

    project_ids: tuple[str, ...]
    points: float
    gap: float


def choose_among_many(
    applicants: Sequence[Applicant],
    limits: Limits,
    open_themes: Collection[str],
    *,
    funded: Collection[str] | None = None,
    gap: float = 1e-3,
    seconds: float = 5.0,
) -> LargeChoice | None:
    """Return a set with the most points under the limits, within a gap of the best.

    Candidates that can never be needed are left out beforehand: of one college and theme only
    as many of the best count as the college may have.

    Parameters
    ----------
    applicants : sequence of Applicant
        The candidates.
    limits : Limits
        What the set must keep to.
    open_themes : collection of str
        Required themes not covered before.
    funded : collection of str, optional
        Colleges funded before: as many projects of others as possible come before points.
    gap : float
        The relative distance from the best at which the search may stop.
    seconds : float
        The time after which it stops with what it has.

    Returns
    -------
    LargeChoice or None
        None when no set keeps to the limits.

    Raises
    ------
    TimeoutError
        When no set was found in time, though there is one.
    ValueError
        When `gap` or `seconds` is not positive.

    Source
    ------
    `scipy.optimize.milp` (HiGHS).
    """
    if gap <= 0 or seconds <= 0:
        raise ValueError(f"gap and seconds must be positive, got {gap} and {seconds}")
    if not is_possible(applicants, limits, open_themes):
        return None
    search = _Search(_needed(applicants, limits.per_college), limits, sorted(open_themes))
    if funded is not None:
        fresh = np.array([float(one.college_code not in funded) for one in search.kept])
        # Whole numbers: anything nearer than one is the most itself.
        most, _ = search.best(fresh, gap=1e-9, seconds=seconds)
        search.fresh = fresh, round(fresh[most].sum())
    points = np.array([float(one.points) for one in search.kept])
    found, left = search.best(points, gap=gap, seconds=seconds)
    ids = tuple(sorted(search.kept[n].project_id for n in found))
    return LargeChoice(ids, float(points[found].sum()), left)


@dataclass
class _Search:
    """Candidates worth a look, what a set keeps to, and projects of other colleges it must have."""

    kept: Sequence[Applicant]
    limits: Limits
    themes: Sequence[str]
    fresh: tuple[npt.NDArray[np.float64], int] | None = None

    def best(
        self, worth: npt.NDArray[np.float64], *, gap: float, seconds: float
    ) -> tuple[npt.NDArray[np.intp], float]:
        """Return the places of the set worth most, and how far from the best it may be."""
        blank = np.zeros(len(self.themes))
        rules = _constraints(self.kept, self.limits, self.themes)
        if self.fresh is not None:
            row = np.concatenate([self.fresh[0], blank])
            rules.append(LinearConstraint(row, self.fresh[1], np.inf))
        found = milp(
            -np.concatenate([worth, blank]),
            integrality=1,
            bounds=Bounds(0, 1),
            constraints=rules,
            options={"mip_rel_gap": gap, "time_limit": seconds},
        )
        if found.x is None:
            raise TimeoutError(found.message)
        return np.flatnonzero(found.x[: len(self.kept)] > 0.5), float(found.mip_gap or 0.0)


def _needed(applicants: Sequence[Applicant], most: int) -> list[Applicant]:
    """Return the best `most` of each college and theme."""
    groups: dict[tuple[str, str | None], list[Applicant]] = defaultdict(list)
    for one in sorted(applicants, key=lambda one: (-one.points, one.project_id)):
        group = groups[one.college_code, one.theme_code]
        if len(group) < most:
            group.append(one)
    return [one for group in groups.values() for one in group]


def _constraints(
    kept: Sequence[Applicant], limits: Limits, themes: Sequence[str]
) -> list[LinearConstraint]:
    n, new = len(kept), np.zeros(len(themes))
    size = np.concatenate([np.ones(n), new])
    covered = np.concatenate([np.zeros(n), new + 1])
    of_theme = _members([one.theme_code for one in kept], themes)
    of_college = _members(
        [one.college_code for one in kept], sorted({one.college_code for one in kept})
    )
    nothing = csr_array((of_college.shape[0], len(themes)))
    return [
        LinearConstraint(size, limits.least, limits.largest),
        LinearConstraint(covered, limits.least_new, np.inf),
        LinearConstraint(_beside(of_college, nothing), -np.inf, limits.per_college),
        # A theme counts as covered only where a project of it is chosen.
        *([LinearConstraint(_beside(of_theme, -np.eye(len(themes))), 0, np.inf)] if themes else []),
    ]


def _members(values: Sequence[str | None], groups: Sequence[str]) -> csr_array:
    place = {group: row for row, group in enumerate(groups)}
    pairs = [(place[value], n) for n, value in enumerate(values) if value in place]
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    ones = np.ones(len(pairs))
    return csr_array((ones, (rows, columns)), shape=(len(groups), len(values)))


def _beside(left: csr_array, right: csr_array | npt.NDArray[np.float64]) -> csr_array:
    return vstack([left.T, csr_array(right).T]).T.tocsr()
