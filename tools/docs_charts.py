"""docs/charts.md: every chart with its picture, what it answers and how to read it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docs_page import page

from assessment.report.chart_names import MAIN_CHARTS, OTHER_CHARTS

SOURCE = Path(__file__).with_name("charts.toml")
PICTURES = "images/charts"


def charts() -> Sequence[Mapping[str, Any]]:
    """Return what is told of each chart."""
    told: Sequence[Mapping[str, Any]] = _source()["chart"]
    return told


def _source() -> Mapping[str, Any]:
    return tomllib.loads(SOURCE.read_text("utf-8"))


def charts_page() -> str:
    """Return the page."""
    return page(
        "Charts 图表",
        _source()["opening"].strip(),
        [block for one in charts() for block in _told(one)],
    )


def _told(one: Mapping[str, Any]) -> list[list[str]]:
    name = one["name"]
    tables = "、".join(f"`{table}`" for table in {**MAIN_CHARTS, **OTHER_CHARTS}[name])
    return [
        [f"## {name}"],
        [f"![{name}]({PICTURES}/{name}.png)"],
        [
            f"- 回答 Answers：{one['asks_zh']} {one['asks_en']}",
            f"- 怎样看 How to read：{one['read_zh']} {one['read_en']}",
            f"- 数据 Tables：{tables}",
        ],
    ]
