"""First and second level of a line of a 考核表, however they are written."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from assessment.core.spelling import match_key
from assessment.intake.cells import Cell
from assessment.intake.forms.outlines import is_part, listing_depth
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sum_words import BARE, sum_grade


@dataclass(slots=True)
class Levels:
    """The levels of lines one after the other; `known` are the keys of the rules' items.

    Where all stand in one column, what is listed below an item of the rules (1.主题团日 below
    一、思想政治建设) is its second level. 小计 beside an item is the item itself.
    """

    known: Container[str]
    whole: Cell | None = None

    def of(self, first: Cell | None, second: Cell | None) -> tuple[Cell | None, Cell | None]:
        """Return the cells of both levels of the next line."""
        below = None if second is first else second  # one cell merged over both levels
        if first and below and sum_grade(below.text) == BARE:
            below = None
        if first is None or below is not None:
            return first, below
        if self._is_known(first):
            self.whole = first
        elif self.whole is not None and _is_listed_in(self.whole, first):
            return self.whole, first
        else:
            self.whole = None
        return first, None

    def _is_known(self, cell: Cell) -> bool:
        return any(match_key(text) in self.known for text in (cell.text, word_key(cell.text)))


def _is_listed_in(whole: Cell, part: Cell) -> bool:
    depth = listing_depth(whole.text)
    return depth >= 0 and is_part(depth, listing_depth(part.text))
