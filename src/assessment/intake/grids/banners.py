"""Judges' bare numbers below one word for all of them: 评委 over 1 | 2 | 3."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.words.header_words import word_key

_BANNERS = frozenset(
    "评委 各评委 专家 评委编号 评委打分 评委评分 评委得分 各评委打分 各评委评分".split()
)


def numbered_below(sheet: Sheet, row: int, cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Return the numbers 1, 2, 3 below 评委 as heads of judges, where they are all of its row."""
    below = sheet.rows.get(row + 1, ())
    banners = [one for one in sheet.rows[row] if word_key(one.text) in _BANNERS]
    if len(banners) != 1 or len(below) < 2:
        return {}
    following = (one.column for one in sheet.rows[row] if one.column > banners[0].column)
    end = max(sheet.after(banners[0]), min(following, default=below[-1].column + 1))
    are_under = all(banners[0].column <= cell.column < end for cell in below)
    numbers = [plain(cell.text).removesuffix("号") for cell in below]
    if not are_under or numbers != [str(n) for n in range(1, len(below) + 1)]:
        return {}
    return {
        cell.column: cell._replace(kind=CellKind.TEXT, text=f"评委{number}")
        for cell, number in zip(below, numbers, strict=True)
        if cell.column in cells
    }
