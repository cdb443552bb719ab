"""What is Chinese in an English text, and what may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from assessment.founding import Demo

HAN = re.compile("[\u4e00-\u9fff]+")


def texts(value: Any) -> Iterator[str]:
    """Yield every text inside a model, a mapping or a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def chinese(text: str, names: Sequence[str]) -> set[str]:
    """Return what is Chinese and no part of a name; a table may cut names into lines."""
    runs = set(HAN.findall(text))
    return {run for run in runs if not any(run in name for name in names)}


def proper_names(demo: Demo) -> tuple[str, ...]:
    """Return what stays Chinese: names of units and projects, words of the rules."""
    tables = demo.run.tables
    rules = [demo.workspace.rules(year).model_dump(by_alias=True) for year in demo.run.years]
    for one in rules:
        del one["grades"]["bands"]  # grades have English names
        for part in one["component"]:
            del part["label"]  # and so have components
    found = [*tables["colleges"]["college_name"], *tables["applications"]["project_name"]]
    return (*map(str, dict.fromkeys(found)), *texts(rules), "示例数据")
