"""Who marked what, brought down to what normal equations need: panels instead of marks.

Projects marked by the same judges share a panel. Whatever is asked of the two-way layout depends
on the marks only through their sums and on the projects only through their panels, so that five
million marks of some hundred panels cost a few passes over the marks and nothing after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import bmat, csr_matrix
from scipy.sparse.csgraph import connected_components

from assessment.score.severity.codes import Floats, Ints

# Sums of so large whole numbers over at most 1,024 judges are exact in a float.
_LARGEST = 2**42


@dataclass(frozen=True, slots=True)
class Crossing:
    """The marks of rows by columns, of which the rows are the more numerous.

    `row_n` and `column_n` count marks, `row_sum` and `column_sum` add up points less `centre`,
    `square` their squares; `panel` is each row's panel, `panels` how often a panel's rows were
    marked by each column (panels × columns), `panel_n` its rows. Groups are connected through
    marks; a code that no mark has is in group -1.
    """

    centre: float
    square: float
    row_n: Floats
    column_n: Floats
    row_sum: Floats
    column_sum: Floats
    panel: Ints
    panel_n: Floats
    panels: csr_matrix
    row_group: Ints
    column_group: Ints
    is_turned: bool = False

    @property
    def n_marks(self) -> int:
        """How many marks there are."""
        return int(self.row_n.sum())

    @property
    def panel_size(self) -> Floats:
        """How many marks a row of each panel has."""
        sizes: Floats = np.asarray(self.panels.sum(axis=1), dtype=float).ravel()
        return sizes

    def by_panel(self, values: Floats) -> Floats:
        """Add up a number of each row over its panel."""
        return sums(self.panel, values, len(self.panel_n))


def sums(codes: Ints, values: Floats, n: int) -> Floats:
    """Add up the values of each code from 0 to n - 1."""
    return np.bincount(codes, values, minlength=n).astype(float, copy=False)


def cross(project: Ints, judge: Ints, points: Floats) -> Crossing:
    """Return the crossing of marks, with judges as rows where they are more than the projects."""
    n_projects, n_judges = int(project.max()) + 1, int(judge.max()) + 1
    if n_projects >= n_judges:
        return _cross(project, judge, points, n_projects, n_judges)
    return replace(_cross(judge, project, points, n_judges, n_projects), is_turned=True)


def _cross(rows: Ints, columns: Ints, points: Floats, n_rows: int, n_columns: int) -> Crossing:
    centre = float(points.mean())
    centred = points - centre
    row_n = np.bincount(rows, minlength=n_rows).astype(float)
    panel, first = _find_panels(rows, columns, row_n, n_columns)
    panels = _panels(rows, columns, panel, first, n_columns)
    n_panels = len(first)
    panel_group, column_group = _find_groups(panels)
    return Crossing(
        centre=centre,
        square=float(centred @ centred),
        row_n=row_n,
        column_n=np.bincount(columns, minlength=n_columns).astype(float),
        row_sum=sums(rows, centred, n_rows),
        column_sum=sums(columns, centred, n_columns),
        panel=panel,
        panel_n=np.bincount(panel, minlength=n_panels).astype(float),
        panels=panels,
        row_group=panel_group[panel],
        column_group=column_group,
    )


def _find_panels(rows: Ints, columns: Ints, row_n: Floats, n_columns: int) -> tuple[Ints, Ints]:
    """Return the panel of each row, and the first row of each panel.

    Rows share a panel when random numbers of their columns add up to the same, twice.
    """
    chance = np.random.default_rng(20170504)
    keys = [
        np.bincount(rows, chance.integers(_LARGEST, size=n_columns).astype(float)[columns],
                    minlength=len(row_n))
        for _ in range(2)
    ]  # fmt: skip
    order = np.lexsort((*keys, row_n))
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = np.any([np.diff(key[order]) != 0 for key in (*keys, row_n)], axis=0)
    panel = np.empty(len(order), dtype=np.int64)
    panel[order] = np.cumsum(is_new) - 1
    return panel, order[is_new]


def _panels(rows: Ints, columns: Ints, panel: Ints, first: Ints, n_columns: int) -> csr_matrix:
    is_first = np.zeros(len(panel), dtype=bool)
    is_first[first] = True
    chosen = np.flatnonzero(is_first[rows])
    places: Any = (panel[rows[chosen]], columns[chosen])
    return csr_matrix((np.ones(len(chosen)), places), shape=(len(first), n_columns))


def _find_groups(panels: csr_matrix) -> tuple[Ints, Ints]:
    """Return the connected group of each panel and column, numbered in the order of columns."""
    n_panels, n_columns = panels.shape
    _, found = connected_components(bmat([[None, panels.T], [panels, None]]), directed=False)
    marked = np.concatenate((_has_marks(panels.T), _has_marks(panels)))
    _, first = np.unique(found[marked], return_index=True)
    order = found[marked][np.sort(first)]
    number = np.full(n_panels + n_columns, -1)
    number[order] = np.arange(len(order))
    groups = np.where(marked, number[found], -1)
    return groups[n_columns:], groups[:n_columns]


def _has_marks(panels: csr_matrix) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.asarray(panels.sum(axis=1)).ravel() > 0
