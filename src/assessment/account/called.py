"""How projects and categories of spending are called in what is told of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core import spelling
from assessment.core.rules import Rules

UNSTATED = "未注明"


def project_names(applications: pd.DataFrame | None) -> dict[str, str]:
    """Return the names of projects by id; none without table `applications`."""
    if applications is None:
        return {}
    return dict(zip(applications["project_id"], applications["project_name"], strict=True))


def category_key(word: Any) -> str:
    """Return what two spellings of a category share; of one that is not stated nothing.

    Examples
    --------
    >>> category_key("宣传 制作费") == category_key("宣传制作"), category_key(None)
    (True, '')
    """
    return "" if pd.isna(word) else spelling.category_key(word)


def category_names(rules: Rules, *frames: pd.DataFrame) -> dict[str, str]:
    """Return key → the first spelling: of the rules, else of the frames in their order."""
    words = [*rules.budget.categories]
    for frame in frames:
        words += list(frame["category"].dropna())
    names = {"": UNSTATED}
    for word in words:
        names.setdefault(category_key(word), str(word))
    return names
