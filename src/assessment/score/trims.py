"""From the values of a project's judges to one number: trims, means and medians on integers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.core.rule_sections import Judged
from assessment.score.exact import Integers, integers
from assessment.score.marks import HIGH, LOW, USED, Codes, Flags


@dataclass(frozen=True, slots=True)
class Combined:
    """Per project: `above`/`below` is the combined value, `plain`/`n` the mean of all values.

    Per value, in the order given: `use` (USED, HIGH, LOW) and `equal`: a dropped value of which
    an equal one was kept.
    """

    above: Integers
    below: npt.NDArray[np.int64]
    plain: Integers
    n: npt.NDArray[np.int64]
    use: Codes
    equal: Flags


def combine(project: Codes, values: Integers, part: Judged, n_projects: int) -> Combined:
    """Combine the values of each project as the component's rule says.

    Of equal values those first in the order given are dropped as lowest, those last as highest.

    Parameters
    ----------
    project : array of int
        Number of the project of each value, 0 to `n_projects` − 1.
    values : array of int
        The values, in any one unit.
    part : Judged
        `combine`, `drop_high`, `drop_low` and `trim_from`.
    n_projects : int
        How many projects there are.
    """
    order, place, count = _places(project, values, n_projects)
    n = np.bincount(project, minlength=n_projects)
    low, high = _dropped(place, count, part)
    counted = _middle(place, count) if part.combine == "median" else ~(low | high)
    kind = integers(int(np.abs(values).max(initial=0)) * int(n.max(initial=0)))
    ranked: Integers = values[order].astype(kind)
    owner = project[order]
    use = np.full(len(order), USED)
    use[order] = np.select([low, high], [LOW, HIGH], default=USED)
    return Combined(
        above=_sums(owner, np.where(counted, ranked, 0), n_projects),
        below=np.bincount(owner[counted], minlength=n_projects),
        plain=_sums(owner, ranked, n_projects),
        n=n,
        use=use,
        equal=_equal_to_kept(ranked, low, high, order),
    )


def _places(project: Codes, values: Integers, n_projects: int) -> tuple[Codes, Codes, Codes]:
    """Return the order by project and value, each one's place in its project, and its n."""
    rank = np.unique(values, return_inverse=True)[1]
    order = np.lexsort((rank, project))
    n = np.bincount(project, minlength=n_projects)
    place = np.arange(len(order)) - np.repeat(np.cumsum(n) - n, n)
    return order, place, np.repeat(n, n)


def _dropped(place: Codes, count: Codes, part: Judged) -> tuple[Flags, Flags]:
    trimmed = (count >= part.trim_from) & (part.combine == "trimmed_mean")
    return trimmed & (place < part.drop_low), trimmed & (place >= count - part.drop_high)


def _middle(place: Codes, count: Codes) -> Flags:
    middle: Flags = (place == (count - 1) // 2) | (place == count // 2)
    return middle


def _sums(owner: Codes, values: Integers, n_projects: int) -> Integers:
    sums: Integers = np.zeros(n_projects, dtype=values.dtype)
    np.add.at(sums, owner, values)
    return sums


def _equal_to_kept(ranked: Integers, low: Flags, high: Flags, order: Codes) -> Flags:
    # A trimmed project keeps a value, so the next kept one up (or down) is its own.
    kept = np.flatnonzero(~(low | high))
    equal = np.zeros(len(order), dtype=bool)
    above = kept[np.searchsorted(kept, np.flatnonzero(low))]
    beneath = kept[np.searchsorted(kept, np.flatnonzero(high)) - 1]
    equal[order[low]] = ranked[low] == ranked[above]
    equal[order[high]] = ranked[high] == ranked[beneath]
    return equal
