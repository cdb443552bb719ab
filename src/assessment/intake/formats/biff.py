"""The records of an .xls workbook: which of its formulas nobody ever calculated."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from xlrd.compdoc import CompDoc

_HEAD = struct.Struct("<2H")
_FORMULA = struct.Struct("<2H2x8sH")
_SHEET = struct.Struct("<I2B")
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_BEGIN, _END = frozenset({0x0009, 0x0209, 0x0409, 0x0809}), 0x000A
_SHEET_LISTED, _CALCULATOR = 0x0085, 0x01C1
_BLANK = b"\x03"
_ON_OPENING = 0x2
Place = tuple[int, int, int]


class _Formula(NamedTuple):
    place: Place
    has_result: bool
    is_due: bool


def uncalculated(data: bytes) -> frozenset[Place]:
    """Return sheet, row and column, from 0, of formulas whose result was never calculated.

    A program that calculates says which one it is (RecalcId); libraries that only write do not,
    and give every formula the result 0 or blank. A formula that is to be calculated on opening has
    no result before.

    Raises
    ------
    xlrd.compdoc.CompDocError
        When the container is damaged.
    """
    stream = _stream(data)
    formulas = list(_formulas(stream))
    is_calculated = any(one.has_result for one in formulas) or any(
        code == _CALCULATOR for _, code, _ in _records(stream)
    )
    return frozenset(
        one.place for one in formulas if not one.has_result and (one.is_due or not is_calculated)
    )


def _stream(data: bytes) -> bytes:
    container = CompDoc(data, logfile=StringIO())
    for name in ("Workbook", "Book"):
        whole, start, size = container.locate_named_stream(name)
        if whole:
            return bytes(whole[start : start + size])
    return b""


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + _HEAD.size <= len(stream):
        code, size = _HEAD.unpack_from(stream, at)
        yield at, code, stream[at + _HEAD.size : at + _HEAD.size + size]
        at += _HEAD.size + size


def _formulas(stream: bytes) -> Iterator[_Formula]:
    """Yield the formulas of the worksheets, without those of charts inside them."""
    starts: dict[int, int] = {}
    sheets: list[int | None] = []
    for at, code, content in _records(stream):
        if code in _BEGIN:
            sheets.append(starts.get(at) if not sheets else None)
        elif code == _END and sheets:
            sheets.pop()
        elif code == _SHEET_LISTED and len(content) >= _SHEET.size:
            start, _, kind = _SHEET.unpack_from(content)
            if kind == 0:
                starts[start] = len(starts)
        elif code in _FORMULAS and sheets and sheets[-1] is not None:
            yield from _formula(content, sheets[-1])


def _formula(content: bytes, sheet: int) -> Iterator[_Formula]:
    if len(content) >= _FORMULA.size:
        row, column, result, flags = _FORMULA.unpack_from(content)
        is_blank = result[6:] == b"\xff\xff" and result[:1] == _BLANK
        has_result = not is_blank and result != bytes(8)
        yield _Formula((sheet, row, column), has_result, bool(flags & _ON_OPENING))
