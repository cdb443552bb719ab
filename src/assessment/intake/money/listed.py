"""Lines that are listed below others which state their sum: 一、材料费 over 1.盒 and 2.纸."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assessment.intake.forms.outlines import depth_of, is_part
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.added_up import adds_up


def without_parts(block: Block, values: Sequence[str]) -> Block:
    """Return a settlement without the lines that come to the line they are listed below."""
    parts = {id(one) for _, mine in _wholes(block.records, values) for one in mine}
    return replace(block, records=tuple(one for one in block.records if id(one) not in parts))


def without_heads(block: Block, value: str, own: Sequence[str]) -> Block:
    """Return a ledger without the lines that only state what those below them come to.

    They are listed (一、材料费) and state nothing of their `own`: neither day nor number.
    """
    heads: set[int] = set()
    records = block.records
    for n, head in enumerate(records):
        if not _is_head(head, own):
            continue
        below = records[n + 1 :]
        end = next((at for at, one in enumerate(below) if _is_head(one, own)), len(below))
        if adds_up(head, below[:end], (value,)):
            heads.add(id(head))
    return replace(block, records=tuple(one for one in records if id(one) not in heads))


def _is_head(record: Record, own: Sequence[str]) -> bool:
    is_bare = not any(name in record.cells for name in own)
    return is_bare and "category" in record.cells and depth_of(record) >= 0


def _wholes(
    records: Sequence[Record], values: Sequence[str]
) -> Iterator[tuple[Record, Sequence[Record]]]:
    """Yield the lines that state the sum of those listed one step below them, and these."""
    depths = [depth_of(one) if "category" in one.cells else -1 for one in records]
    n = 0
    while n < len(records):
        end = n + 1
        while end < len(records) and depths[n] >= 0 and is_part(depths[n], depths[end]):
            end += 1
        mine = records[n + 1 : end]
        if adds_up(records[n], [one for one, deep in zip(mine, depths[n + 1 :], strict=False)
                                 if deep == depths[n + 1]], values):  # fmt: skip
            yield records[n], mine
            n = end
        else:
            n += 1
