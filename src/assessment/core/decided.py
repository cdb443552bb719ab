"""What table `decisions` says in short: the projects the committee selected."""

from __future__ import annotations

import pandas as pd


def selected(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return year, project_id and granted_fen of the projects selected, `<NA>` where not stated."""
    is_chosen = (decisions["matter"] == "selected") & (decisions["outcome"] == "yes")
    return decisions.loc[is_chosen, ["year", "project_id", "granted_fen"]].reset_index(drop=True)
