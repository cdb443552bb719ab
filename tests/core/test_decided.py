from __future__ import annotations

import pandas as pd

from assessment.core.decided import selected
from assessment.core.tables import conform, empty

ROW = {
    "year": 2017,
    "round": "review",
    "project_id": "2017-C01-1",
    "matter": "selected",
    "outcome": "yes",
    "granted_fen": 500000,
    "reason": None,
    "decided_by": None,
    "decided_date": None,
    "src": "0123456789ab!评审决定!C4",
}


def test_only_what_was_selected_with_yes_counts() -> None:
    rows = [
        ROW,
        ROW | {"project_id": "2017-C02-1", "outcome": "no"},
        ROW | {"project_id": "2017-C03-1", "matter": "second"},
        ROW | {"project_id": "2017-C04-1", "granted_fen": None},
    ]
    found = selected(conform(pd.DataFrame(rows), "decisions"))
    assert found["project_id"].tolist() == ["2017-C01-1", "2017-C04-1"]
    assert found["granted_fen"].isna().tolist() == [False, True]
    assert selected(empty("decisions")).empty
