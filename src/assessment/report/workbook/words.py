"""The words of 评分汇总复核表.xlsx that depend on the rules, and its numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.labels import labels, say
from assessment.core.rules import Rules

NOTHING = "—"
SIGN = (
    "统分人：　　　　　　　复核人：　　　　　　　监督人：　　　　　　　日期：　　　　年　　月　　日"
)
TRIMMED = ("trimmed_high", "trimmed_low")
COMBINE = {
    "trimmed_mean": "去掉最高、最低分后的平均分",
    "mean": "平均分",
    "median": "中位数",
}
_STEP_NAMES = {"untrimmed": "未去最高最低的总分", "votes": "投票得分"}


def number(value: Any) -> float | None:
    """Return a number of a table, or nothing where it is missing."""
    return None if pd.isna(value) else float(value)


def yuan(fen: Any) -> float | None:
    """Return an amount of fen in yuan, or nothing where it is missing."""
    return None if pd.isna(fen) else int(fen) / 100


def use_words(use: str) -> str:
    """Return what was made of a mark, or the status for which nothing was.

    Examples
    --------
    >>> use_words("trimmed_high"), use_words("recused")
    ('去掉的最高分', '回避')
    """
    key = f"use.{use}"
    return say(key if key in labels() else f"mark.{use}")


def step_name(step: str, rules: Rules) -> str:
    """Return what a tie step compares."""
    names = {part.name: f"{part.label}得分" for part in rules.components}
    return names.get(step) or _STEP_NAMES.get(step, step)


def status_words(status: str, missing: Any, told: str = "") -> str:
    """Return the status of a standing with what it lacks, or with `told` where that is given.

    Examples
    --------
    >>> status_words("provisional", "网络投票")
    '阶段性（缺网络投票）'
    >>> status_words("incomplete", "网络投票", "阶段得分（满分90，缺网络投票）")
    '暂不排定：阶段得分（满分90，缺网络投票）'
    """
    word = say(f"standing.{status}")
    if told:
        return f"{word}：{told}"
    return word if pd.isna(missing) or not missing else f"{word}（缺{missing}）"


def stage_note(told: str) -> list[str]:
    """Return the line that a sheet of a provisional round bears, none for any other round."""
    return [say("stage.note", told=told)] if told else []


def marked(title: str, told: str) -> str:
    """Return a title, marked where the round is provisional."""
    return say("stage.marked", text=title) if told else title
