"""What is followed after the choice, asked by name: the history of one brand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from assessment import pipeline
from assessment.lookup import find_brand

if TYPE_CHECKING:
    from assessment.workspace import Workspace

_OF_ALL_YEARS = ("applications", "sources", "colleges")


def brand_history(workspace: Workspace, text: str, *, lang: str = "zh") -> str:
    """Return the history of the brand that a name or id means, up to the last year with data.

    Raises
    ------
    WorkspaceError, RulesError
        As `find_brand`, and when the years cannot be run.
    """
    years = workspace.all_years()
    runs = [workspace.run(year).tables for year in years]
    tables = {
        name: pd.concat([one[name] for one in runs], ignore_index=True) for name in _OF_ALL_YEARS
    }
    tables["colleges"] = tables["colleges"].drop_duplicates("college_code", keep="last")
    last = {name: runs[-1][name] for name in ("brands", "brand_events", "brand_calendar")}
    brand_id = find_brand(tables, text)
    return pipeline.tell_brand(last | tables, brand_id, lang=lang)
