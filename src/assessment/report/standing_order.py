"""The official order of a round's projects, and what parted those of equal totals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report.wording import show_component

# Those that are ranked, then those that lack something.
PLACES = {"final": 0, "provisional": 1, "incomplete": 2}


def in_order(standings: Iterable[Any]) -> list[Any]:
    """Return rows of table `standings` of one round as rankings list them."""
    return sorted(standings, key=_by_place)


def _by_place(row: Any) -> tuple[int, float, float, str]:
    rank = float("inf") if pd.isna(row.rank) else float(row.rank)
    total = 0.0 if pd.isna(row.total_points) else float(row.total_points)
    return PLACES[row.status], rank, -total, row.project_id


def tie_words(step: Any, rules: Rules, lang: str = "zh") -> str:
    """Return what parted a tie, by column `tie_step` of table `standings`; nothing without one."""
    if pd.isna(step):
        return ""
    if step in {part.name for part in rules.components}:
        return say("tie.part", lang, part=show_component(step, rules, lang))
    return say(f"tie.{step}", lang)
