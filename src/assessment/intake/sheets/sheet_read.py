"""A sheet and what was found on it."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.intake.cells import Cell, Document, Sheet
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import Claims


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet with what was found on it and the class of each of its cells."""

    document: Document
    sheet: Sheet
    blocks: tuple[Block, ...]
    claims: Claims
    unclear: tuple[Cell, ...] = ()
