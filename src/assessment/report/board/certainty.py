"""How near the projects of a round lie to each other, in sentences and without statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from assessment.core.exact import fraction_text, read_fraction
from assessment.core.labels import say
from assessment.report import wording
from assessment.report.board.standing import in_order
from assessment.report.board.year import BoardYear


def certainty(board: BoardYear, stage: str, lang: str) -> Iterator[str]:
    """Yield what the totals alone say of a round: the least gap, borders of grades, ties."""
    rows = [row for row in in_order(board, stage) if not pd.isna(row.rank)]
    name = say(f"round.{stage}", lang)
    if len(rows) < 2:
        yield say("board.gap.none", lang, round=name)
        return
    apart = [(one, other) for one, other in pairwise(rows) if _gap(one, other) > 0]
    if apart:
        nearest = min(apart, key=lambda pair: _gap(*pair))
        yield say("board.gap.least", lang, round=name, **_named(board, *nearest))
    for one, other in pairwise(rows):
        if stage == "assessment" and one.grade != other.grade:
            grades = {"grade": wording.show_grade(one.grade, lang),
                      "under": wording.show_grade(other.grade, lang)}  # fmt: skip
            yield say("board.gap.grade", lang, **grades, **_named(board, one, other))
    for tied in _tied(rows):
        names = [board.year.project(row.project_id).name for row in tied]
        yield say("board.gap.tied", lang, round=name, n=len(tied), names=names)


def _gap(one: Any, other: Any) -> Fraction:
    return read_fraction(one.total_exact) - read_fraction(other.total_exact)


def _named(board: BoardYear, one: Any, other: Any) -> dict[str, str]:
    decimals = board.rules.ranking.decimals
    return {
        "rank": str(one.rank),
        "below": str(other.rank),
        "first": board.year.project(one.project_id).name,
        "second": board.year.project(other.project_id).name,
        "gap": wording.show_points(fraction_text(_gap(one, other)), pd.NA, decimals),
    }


def _tied(rows: Sequence[Any]) -> Iterator[list[Any]]:
    for _, group in groupby(rows, key=lambda row: row.total_exact):
        tied = list(group)
        if len(tied) > 1:
            yield tied
