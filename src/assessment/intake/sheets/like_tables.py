"""Tables of one kind below each other: the sum below the last may be the sum of all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from assessment.intake.cells import CellKind
from assessment.intake.layouts import Block, Record
from assessment.intake.words.sum_words import sum_grade

_KINDS = frozenset({"ledger", "finance_list", "activity_register", "application_list"})
Blocks = tuple[Block, ...]


def with_earlier(blocks: Blocks) -> Blocks:
    """Give the last of like tables the lines of those above it, by which its sums are compared too.

    Like are tables of one kind with the same columns. What is called a sum is no line.
    """
    like: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.kind in _KINDS and block.layout == "table":
            like[block.kind, frozenset(block.headers)].append(n)
    found = list(blocks)
    for *above, last in like.values():
        lines = (one for n in above for one in blocks[n].records)
        found[last] = replace(found[last], before=tuple(o for o in lines if not _is_sum(o)))
    return tuple(found)


def _is_sum(record: Record) -> bool:
    texts = (cell.text for cell in record.cells.values() if cell.kind is CellKind.TEXT)
    return any(sum_grade(text) for text in texts)
