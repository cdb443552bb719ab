"""Rules and tables of small panels, built from plain grids."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from written_cases import worked_out

YEAR = 2017
WORDS = {
    "回避": "recused", "缺席": "absent", "弃权": "abstained", "": "blank", "无法识别": "unreadable",
}  # fmt: skip


def _raw() -> dict[str, Any]:
    path = Path(__file__).parents[2] / "rules" / "2017.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


@pytest.fixture(scope="session")
def make_rules() -> Callable[..., Rules]:
    """Return the rules of 2017 with changes: by section, by component, and which are kept."""
    base = _raw()

    def make(weights: Mapping[str, int] | None = None, **changes: Mapping[str, Any]) -> Rules:
        raw = copy.deepcopy(base)
        parts = {part["name"]: part for part in raw["component"]}
        for name, values in changes.items():
            if name in parts:
                parts[name].update(values)
            else:
                raw.setdefault(name, {}).update(values)
        if weights is not None:
            kept = [part | {"weight": weights[part["name"]]} for part in parts.values()
                    if part["name"] in weights]  # fmt: skip
            review = [part for part in parts.values() if part["round"] == "review"]
            raw["component"] = kept + [part for part in review if part["name"] not in weights]
            if "ties" not in changes.get("ranking", {}):
                raw["ranking"]["ties"] = [word for word in raw["ranking"]["ties"]
                                          if word in weights or word not in parts]  # fmt: skip
        return Rules.model_validate(raw)

    return make


@pytest.fixture(scope="session")
def make_marks() -> Callable[..., pd.DataFrame]:
    """Return table `marks` of a grid: project → one mark a judge (J1, J2 …), words as people write.

    A mark may itself be a mapping criterion → mark; None leaves the row out.
    """

    def rows(project: str, judge: int, cell: Any) -> list[dict[str, Any]]:
        marks = cell if isinstance(cell, Mapping) else {"total": cell}
        return [
            {
                "project_id": project,
                "judge_id": f"J{judge}",
                "criterion": criterion,
                "points": None if mark in WORDS else float(mark),
                "status": WORDS.get(mark, "given"),
                "src": f"0123456789ab!{project}!{criterion}{judge}",
            }
            for criterion, mark in marks.items()
            if mark is not None
        ]

    def make(grid: Mapping[str, Sequence[Any]], component: str = "defense") -> pd.DataFrame:
        found = [
            row
            for project, cells in grid.items()
            for judge, cell in enumerate(cells, start=1)
            for row in rows(project, judge, cell)
        ]
        if not found:
            return empty("marks")
        return conform(pd.DataFrame(found).assign(year=YEAR, component=component), "marks")

    return make


@pytest.fixture(scope="session")
def make_votes() -> Callable[..., pd.DataFrame]:
    """Return table `votes` of component → channel → project → votes."""

    def make(counts: Mapping[str, Mapping[str, Mapping[str, int]]]) -> pd.DataFrame:
        rows = [
            {"component": component, "channel": channel, "project_id": project, "n_votes": n,
             "src": f"ba9876543210!{channel}!B{project}"}
            for component, channels in counts.items()
            for channel, votes in channels.items()
            for project, n in votes.items()
        ]  # fmt: skip
        return conform(pd.DataFrame(rows).assign(year=YEAR), "votes") if rows else empty("votes")

    return make


@pytest.fixture(scope="session")
def make_judges() -> Callable[..., pd.DataFrame]:
    """Return table `judges`: college (and panel) of J1, J2 …"""

    def make(
        colleges: Sequence[str | None],
        panels: Sequence[str | None] | None = None,
        component: str = "defense",
    ) -> pd.DataFrame:
        frame = pd.DataFrame(
            {
                "year": YEAR,
                "component": component,
                "judge_id": [f"J{n}" for n in range(1, len(colleges) + 1)],
                "judge_name": None,
                "college_code": list(colleges),
                "panel": list(panels or [None] * len(colleges)),
                "src": "x",
            }
        )
        return conform(frame, "judges") if len(colleges) else empty("judges")

    return make


@pytest.fixture(scope="session")
def make_applications() -> Callable[..., pd.DataFrame]:
    """Return table `applications`: the projects named, each of its own college unless given."""

    def make(projects: Sequence[str], colleges: Mapping[str, str] | None = None) -> pd.DataFrame:
        rows = [
            {
                "year": YEAR,
                "project_id": project,
                "brand_id": project,
                "project_name": f"项目{project}",
                "college_code": (colleges or {}).get(project, f"of-{project}"),
                "theme_code": "T1",
                "maturity": None,
                "is_second": False,
                "is_exceptional": False,
                "college_order": 1,
                "requested_fen": None,
                "submitted_date": None,
                "lead_name": None,
                "phone": None,
                "status": "eligible",
                "src": f"0123456789ab!申报!B{number}",
            }
            for number, project in enumerate(projects, start=1)
        ]
        return conform(pd.DataFrame(rows), "applications") if rows else empty("applications")

    return make


@pytest.fixture(scope="session")
def work_out(
    make_rules: Any, make_marks: Any, make_votes: Any, make_judges: Any, make_applications: Any
) -> Callable[..., Any]:
    """Return what gives the tables and problems of a written case."""
    make = SimpleNamespace(
        rules=make_rules,
        marks=make_marks,
        votes=make_votes,
        judges=make_judges,
        applications=make_applications,
    )
    return lambda case: worked_out(case, make)
