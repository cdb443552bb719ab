"""Single values as lists tell them, a dash where there is none."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.report.wording import show_yuan

NOTHING = "—"


def tell_text(value: Any) -> str:
    """Return a value as text.

    Examples
    --------
    >>> tell_text(3), tell_text(None)
    ('3', '—')
    """
    return NOTHING if pd.isna(value) else str(value)


def tell_day(value: Any) -> str:
    """Return the day of a moment.

    Examples
    --------
    >>> tell_day(pd.Timestamp("2017-03-01")), tell_day(pd.NaT)
    ('2017-03-01', '—')
    """
    return NOTHING if pd.isna(value) else str(value.date().isoformat())


def tell_yuan(fen: Any) -> str:
    """Return an amount of fen in yuan.

    Examples
    --------
    >>> tell_yuan(481250), tell_yuan(pd.NA)
    ('4,812.50', '—')
    """
    return NOTHING if pd.isna(fen) else show_yuan(fen)
