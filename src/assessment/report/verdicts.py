"""What the Red Flag evaluation comes to for a unit, in the keys of its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

_KINDS = ("vetoed", "awarded", "border_tied")


def passed_over(rows: Iterable[Any]) -> frozenset[str]:
    """Return the codes of those of a year's `red_flag` who share a rank with awarded ones.

    The committee settled that tie, and not for them.
    """
    ranked = [row for row in rows if not pd.isna(row.rank)]
    ranks = {int(row.rank) for row in ranked if row.is_awarded}
    return frozenset(
        row.college_code for row in ranked if int(row.rank) in ranks and not row.is_awarded
    )


def verdict(row: Any, passed: Collection[str]) -> list[str]:
    """Return the keys of what is said of a unit: its award, or why none, and commendation."""
    said = [name for name in _KINDS if getattr(row, f"is_{name}")]
    if row.college_code in passed:
        said.append("passed_over")
    return [*said, "commended"] if row.is_commended else said
