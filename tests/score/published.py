"""Published examples that several methods must reproduce; nan: no mark."""

from __future__ import annotations

import numpy as np

_ = np.nan
# Shrout & Fleiss 1979, Psychological Bulletin 86, table 2: targets × judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
# Montgomery, Design and Analysis of Experiments, balanced incomplete block: projects × judges.
MONTGOMERY = np.array([[73, 74, _, 71], [_, 75, 67, 72], [73, 75, 68, _], [75, _, 72, 75]])
# Seven judges (rows, as printed) rank seven items.
SEVEN_JUDGES = np.array(
    [
        [4, 2, 1, 3, 5, 7, 6],
        [3, 6, 5, 1, 2, 7, 4],
        [5, 1, 7, 4, 6, 3, 2],
        [4, 3, 7, 1, 2, 6, 5],
        [6, 4, 1, 5, 3, 2, 7],
        [6, 3, 2, 1, 4, 7, 5],
        [3, 6, 1, 4, 5, 7, 2],
    ],
    float,
).T
# Krippendorff 2011: units × observers.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
).T


def marks_of(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return project codes, judge codes and points of a matrix's marks."""
    project, judge = np.nonzero(np.isfinite(matrix))
    return project, judge, matrix[project, judge]
