"""Tables of one kind below each other: the sum below the last may be the sum of all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from assessment.intake.cells import CellKind
from assessment.intake.grids.parted import OTHER
from assessment.intake.layouts import Block, Record
from assessment.intake.words.sum_words import sum_grade

_KINDS = frozenset(
    {"ledger", "finance_list", "activity_register", "application_list", "vote_tally"}
)
_WORD_TABLE = re.compile("表[0-9]+")
Blocks = tuple[Block, ...]


def with_earlier(blocks: Blocks) -> Blocks:
    """Give the last of like tables the lines of those above it, by which its sums are compared too.

    Like are tables of one kind with the same columns. What is called a sum is no line.
    """
    like: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.kind in _KINDS and block.layout == "table":
            columns = (name for name in block.headers if not name.startswith(OTHER))
            like[block.kind, frozenset(columns)].append(n)
    found = list(blocks)
    for *above, last in like.values():
        lines = (one for n in above for one in blocks[n].records)
        before = tuple(one for one in lines if not _is_sum(one))
        if before:
            found[last] = replace(found[last], before=before)
    return tuple(found)


def with_earlier_tables(found: Sequence[Blocks]) -> list[Blocks]:
    """Give the last of the like tables of a text, each a sheet, the lines of those above it."""
    alone = [
        mine[0] for mine in found if len(mine) == 1 and _WORD_TABLE.fullmatch(mine[0].sheet.name)
    ]
    of_project: dict[str, list[Block]] = defaultdict(list)
    for block in alone:
        project = block.labels.get("project_name")
        of_project[project.text if project else ""].append(block)
    wider = {
        id(old): new
        for blocks in of_project.values()
        for old, new in zip(blocks, with_earlier(tuple(blocks)), strict=True)
    }
    return [tuple(wider.get(id(block), block) for block in mine) for mine in found]


def _is_sum(record: Record) -> bool:
    texts = (cell.text for cell in record.cells.values() if cell.kind is CellKind.TEXT)
    return any(sum_grade(text) for text in texts)
