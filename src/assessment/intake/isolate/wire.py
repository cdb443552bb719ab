"""What goes between the parent and its readers: plain tuples, many times leaner than objects.

`marshal` knows numbers, texts and tuples alone: nothing that a reader sends can run as code.
"""

from __future__ import annotations

import marshal
import struct
from collections.abc import Mapping
from dataclasses import astuple
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import IO, Any

from assessment.core.problems import Problem, Severity
from assessment.core.provenance import CellRef
from assessment.intake.cells import Cell, CellKind, Sheet, shown
from assessment.intake.formats.reading import Reading
from assessment.intake.guard.limits import Limits

# The first word of a reader, and how its answers begin.
READY, READ, FAILED = b"ready", b"r", b"f"
_HEAD = struct.Struct("<Q")
_KINDS = tuple(CellKind)
_CODES: Mapping[CellKind, int] = {kind: code for code, kind in enumerate(_KINDS)}
_TEXT, _NUMBER = _CODES[CellKind.TEXT], _CODES[CellKind.NUMBER]


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message, its length first."""
    pipe.write(_HEAD.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Return the next message.

    Raises
    ------
    EOFError
        When the pipe ends before it does.
    """
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    (size,) = _HEAD.unpack(head)
    message = pipe.read(size)
    if len(message) < size:
        raise EOFError
    return message


def pack_question(file: str, data: bytes, limits: Limits) -> bytes:
    """Return a file to be read as a message."""
    return marshal.dumps((file, data, _plain(limits)))


@cache
def _plain(limits: Limits) -> tuple[int, ...]:
    return astuple(limits)


def unpack_question(message: bytes) -> tuple[str, bytes, Limits]:
    """Return the file to be read."""
    file, data, limits = marshal.loads(message)
    return file, data, Limits(*limits)


def pack_reading(reading: Reading) -> bytes:
    """Return what came of a file as a message."""
    problems = tuple(
        (str(one.severity), astuple(one.where), *_rest(one)) for one in reading.problems
    )
    sheets = None if reading.sheets is None else tuple(map(_pack_sheet, reading.sheets))
    packed: Any = (reading.kind, problems, sheets)
    return marshal.dumps(packed)


def unpack_reading(message: bytes) -> Reading:
    """Return what came of a file."""
    kind, problems, sheets = marshal.loads(message)
    return Reading(
        kind,
        tuple(map(_unpack_problem, problems)),
        None if sheets is None else tuple(map(_unpack_sheet, sheets)),
    )


def _rest(fault: Problem) -> tuple[str, ...]:
    said = (fault.code, fault.message, fault.actual, fault.expected)
    return (*said, fault.hint, fault.table, fault.column)


def _unpack_problem(packed: Any) -> Problem:
    severity, where, code, message, *rest = packed
    return Problem(Severity(severity), code, message, CellRef(*where), *rest)


def _pack_sheet(sheet: Sheet) -> tuple[Any, ...]:
    return (
        sheet.name,
        tuple(map(_pack_cell, sheet.cells.values())),
        sheet.merges,
        sheet.is_hidden,
        sheet.hidden_rows,
        sheet.hidden_columns,
        sheet.n_above,
    )


def _unpack_sheet(packed: Any) -> Sheet:
    name, cells, *rest = packed
    return Sheet(name, {(cell[0], cell[1]): _unpack_cell(cell) for cell in cells}, *rest)


def _pack_cell(cell: Cell) -> tuple[Any, ...]:
    code, text = _CODES[cell.kind], cell.text
    is_plain = not cell.is_struck and not cell.comment and cell.shows is None
    look = () if is_plain else (cell.is_struck, cell.comment, cell.sheet, cell.shows)
    if code == _TEXT:
        return (cell.row, cell.column, code, text, *look)
    if code == _NUMBER:
        return (cell.row, cell.column, code, str(cell.value), *look)
    value = cell.value.isoformat() if isinstance(cell.value, datetime) else cell.value
    return (cell.row, cell.column, code, (text, value), *look)


def _unpack_cell(packed: Any) -> Cell:
    row, column, code, content, *look = packed
    if code == _TEXT:
        return Cell(row, column, CellKind.TEXT, content, content, *look)
    if code == _NUMBER:
        number = Decimal(content)
        return Cell(row, column, CellKind.NUMBER, shown(number), number, *look)
    text, value = content
    kind = _KINDS[code]
    if kind is CellKind.DATE:
        value = datetime.fromisoformat(value)
    return Cell(row, column, kind, text, value, *look)
