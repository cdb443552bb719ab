"""Spending by category as charts show it: a project's plan beside what was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report import wording


@dataclass(frozen=True, slots=True)
class Panel:
    """Planned and spent fen by category; `bare` is what projects without a plan spent."""

    head: str
    planned: dict[str, int]
    spent: dict[str, int]
    bare: dict[str, int]

    def over(self, category: str) -> int:
        """Return what a category spent above its plan."""
        return max(self.spent.get(category, 0) - self.planned.get(category, 0), 0)

    def all_spent(self, category: str) -> int:
        """Return what was spent, with a plan or without."""
        return self.spent.get(category, 0) + self.bare.get(category, 0)

    def most(self, categories: Sequence[str]) -> int:
        """Return the longest bar."""
        return max(max(self.planned.get(c, 0), self.all_spent(c)) for c in categories)


def spending_of(rows: Sequence[Any], lang: str) -> list[Panel]:
    """Return one panel a project, in the order of their ids.

    Rows are those of table `budget_spending` with the names of projects and colleges. Where a
    college has more than one project, their own names stand as heads.
    """
    lines: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda row: row.project_id):
        lines.setdefault(row.project_id, []).append(row)
    units = [mine[0].college_name for mine in lines.values()]
    heads = [
        mine[0].college_name if units.count(mine[0].college_name) == 1 else mine[0].project_name
        for mine in lines.values()
    ]
    return [_panel(head, mine, lang) for head, mine in zip(heads, lines.values(), strict=True)]


def _panel(head: str, rows: Sequence[Any], lang: str) -> Panel:
    planned = {row.category: row.planned_fen for row in rows if not pd.isna(row.planned_fen)}
    spent = {row.category: int(row.spent_fen) for row in rows}
    if not planned:
        return Panel(head + say("spending.unplanned", lang), {}, {}, spent)
    return Panel(head, {category: int(fen) for category, fen in planned.items()}, spent, {})


def sum_of(panels: Sequence[Panel], lang: str) -> Panel:
    """Return all projects together."""
    sums: dict[str, dict[str, int]] = {"planned": {}, "spent": {}, "bare": {}}
    for panel in panels:
        for name, total in sums.items():
            for category, fen in getattr(panel, name).items():
                total[category] = total.get(category, 0) + fen
    return Panel(say("spending.all", lang, n=len(panels)), **sums)


def categories_of(total: Panel, rules: Rules) -> list[str]:
    """Return the categories with any amount, those of the rules first and in their order."""
    found = {c for part in (total.planned, total.spent, total.bare) for c, fen in part.items()
             if fen}  # fmt: skip
    known = [category for category in rules.budget.categories if category in found]
    return [*known, *sorted(found - set(known))]


def short_yuan(fen: int) -> str:
    """Return an amount of fen as yuan, without .00."""
    return wording.show_yuan(fen).removesuffix(".00")
