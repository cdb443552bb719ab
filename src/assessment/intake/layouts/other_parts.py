"""Lines of marks and votes that say they are of another component or channel than their table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged, Voted
from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Record
from assessment.intake.layouts.components import named_components
from assessment.intake.layouts.context import Found, Names
from assessment.intake.words.header_words import word_key


def own_lines(
    found: Found, part: Judged | Voted, names: Names, channel: str | None = None
) -> tuple[Found, tuple[Problem, ...]]:
    """Return a table without the lines that say in a column 环节 or 渠道 that they are of another.

    Parameters
    ----------
    channel : str, optional
        The one channel that the table is read for.

    Problems
    --------
    line.other-part
    """
    said = {record.anchor.row: cell for record, cell in _said(found, names)
            if _is_other(cell, part, names, channel)}  # fmt: skip
    if not said:
        return found, ()
    spot = found.spot("marks" if isinstance(part, Judged) else "votes")
    told = tuple(spot.fault("line.other-part", cell, expected=_label(part, channel))
                 for cell in said.values())  # fmt: skip
    kept = tuple(one for one in found.block.records if one.anchor.row not in said)
    return replace(found, block=replace(found.block, records=kept)), told


def _label(part: Judged | Voted, channel: str | None) -> str:
    return f"{part.label}（{channel}）" if channel and channel not in part.label else part.label


def _said(found: Found, names: Names) -> Iterator[tuple[Record, Cell]]:
    """Yield each line with what stands in such a column, merged over several lines or not."""
    block = found.block
    rows = {cell.row for cell in block.headers.values()} if block.layout == "table" else set()
    columns = {
        cell.column
        for row in rows
        for cell in block.sheet.rows.get(row, ())
        if word_key(cell.text) in names.words.part_columns
    }
    for record in block.records if columns else ():
        for column in sorted(columns):
            cell = block.sheet.at(record.anchor.row, column)
            if cell is not None and cell.row not in rows:
                yield record, cell


def _is_other(cell: Cell, part: Judged | Voted, names: Names, channel: str | None) -> bool:
    text = plain(cell.text)
    named = named_components(text, names.words)
    if isinstance(part, Judged) or channel is None:
        is_strange = any(word in text for word in names.words.other_parts)
        return part.name not in named and (bool(named) or is_strange)
    channels = {one.name for other in names.rules.components if isinstance(other, Voted)
                for one in other.channels if one.name in text}  # fmt: skip
    if channels:
        return channel not in channels
    return bool(named) and part.name not in named
