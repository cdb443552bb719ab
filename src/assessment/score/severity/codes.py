"""The marks a model is fitted to, checked: codes of projects and judges, and points."""

from __future__ import annotations

from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]


def checked(project: Any, judge: Any, points: Any) -> tuple[Ints, Ints, Floats]:
    """Return codes as whole numbers and points as floats.

    Raises
    ------
    ValueError
        If there is no mark, the lengths differ, codes are not whole numbers from 0 up, or points
        are not finite.
    """
    codes = [_codes(values, name) for values, name in ((project, "project"), (judge, "judge"))]
    marks = np.asarray(points, dtype=float)
    if marks.ndim != 1 or not len(codes[0]) == len(codes[1]) == len(marks):
        lengths = ", ".join(str(np.shape(one)) for one in (*codes, marks))
        raise ValueError(f"project, judge and points must be of one length, not {lengths}")
    if not len(marks):
        raise ValueError("there must be at least one mark")
    if not np.isfinite(marks).all():
        raise ValueError("points must be finite numbers")
    return codes[0], codes[1], marks


def _codes(values: Any, name: str) -> Ints:
    codes = np.asarray(values)
    if codes.ndim != 1 or (len(codes) and not np.issubdtype(codes.dtype, np.integer)):
        raise ValueError(f"{name} must be a list of whole numbers, not {codes.dtype}")
    if len(codes) and codes.min() < 0:
        raise ValueError(f"{name} must be numbered from 0 up, not from {codes.min()}")
    return codes.astype(np.int64, copy=False)
