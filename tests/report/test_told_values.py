from __future__ import annotations

import pandas as pd
import pytest

from assessment.report.told_values import tell_day, tell_text, tell_yuan


@pytest.mark.parametrize("tell", [tell_day, tell_text, tell_yuan])
@pytest.mark.parametrize("nothing", [None, pd.NA, pd.NaT, float("nan")])
def test_nothing_is_a_dash(tell, nothing) -> None:
    assert tell(nothing) == "—"


def test_amounts_are_yuan_with_both_decimals() -> None:
    assert [tell_yuan(fen) for fen in (0, 5, -5, 123456789)] == [
        "0.00",
        "0.05",
        "-0.05",
        "1,234,567.89",
    ]
