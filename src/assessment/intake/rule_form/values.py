"""One cell of 评审规则表.xlsx as a value of its key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from assessment.core.labels import phrase
from assessment.core.rule_fields import Key
from assessment.core.rule_form import MOST_SHARE, NO, SEPARATORS, YES
from assessment.core.text import parse_date
from assessment.intake.cells import Cell, CellKind

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLS = {YES: True, NO: False, "TRUE": True, "FALSE": False}


class Unfit(ValueError):
    """A cell that is no value of its key."""

    def __init__(self, key: str, /, **values: Any) -> None:
        self.phrase = phrase(key, **values)
        super().__init__(key)


def read_value(cell: Cell, key: Key) -> Any:
    """Return what a cell says as a value of a key.

    Raises
    ------
    Unfit
        When it is none.
    """
    _refuse_unreadable(cell)
    return _READERS[key.kind](cell, key)


def _refuse_unreadable(cell: Cell) -> None:
    if cell.kind in (CellKind.ERROR, CellKind.UNCACHED, CellKind.MERGED, CellKind.LONG):
        raise Unfit(f"form.{cell.kind}", found=cell.text)
    if cell.is_struck:
        raise Unfit("form.struck", found=cell.text)


def read_several(cell: Cell) -> list[str]:
    """Return the texts of a cell that holds several.

    Raises
    ------
    Unfit
        When it cannot be told what the cell holds.
    """
    _refuse_unreadable(cell)
    parts = (part.strip() for part in re.split(f"[{SEPARATORS}]", cell.text))
    return [part for part in parts if part]


def _text(cell: Cell, key: Key) -> str:
    if cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
        raise Unfit("form.text", found=cell.text)
    text = cell.text.strip()
    codes = {word: code for code, word in key.words.words.items()}
    return text if key.words.refers else codes.get(text, text)


def _word(cell: Cell, key: Key) -> str:
    text = cell.text.strip()
    codes = {word: code for code, word in key.words.words.items()}
    code = codes.get(text, text)
    if cell.kind is not CellKind.TEXT or code not in key.choices:
        raise Unfit("form.word", words="、".join(codes), found=cell.text)
    return code


def _flag(cell: Cell, _: Key) -> bool:
    found = _BOOLS.get(cell.text.strip())
    if found is None or cell.kind not in (CellKind.TEXT, CellKind.FLAG):
        raise Unfit("form.flag", found=cell.text)
    return found


def _number(cell: Cell, key: Key) -> Decimal:
    wanted = "form.percent" if key.words.is_share else "form.number"
    found = cell.value if cell.kind is CellKind.NUMBER else _typed_number(cell, key, wanted)
    # 110 where 110% is meant would be read as a hundred times too much.
    if not isinstance(found, Decimal) or (key.words.is_share and found > MOST_SHARE):
        raise Unfit(wanted, found=cell.text)
    return found


def _typed_number(cell: Cell, key: Key, wanted: str) -> Decimal:
    text = unicodedata.normalize("NFKC", cell.text).strip()
    bare = text.removesuffix("%") if key.words.is_share else text
    if cell.kind is not CellKind.TEXT or not _NUMBER.fullmatch(bare):
        raise Unfit(wanted, found=cell.text)
    return Decimal(bare).scaleb(0 if bare == text else -2)


def _whole(cell: Cell, key: Key) -> int:
    try:
        number = _number(cell, key)
    except Unfit as unfit:
        raise Unfit("form.whole", found=cell.text) from unfit
    if number != number.to_integral_value():
        raise Unfit("form.whole", found=cell.text)
    return int(number)


def _day(cell: Cell, _: Key) -> date:
    if cell.kind is CellKind.DATE and isinstance(cell.value, datetime):
        if cell.value.time() == time():
            return cell.value.date()
        raise Unfit("form.day", found=cell.text)
    if cell.kind is not CellKind.TEXT:
        raise Unfit("form.day", found=cell.text)
    text = cell.text.strip()
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else parse_date(text)
    except ValueError as error:
        raise Unfit("form.day", found=cell.text) from error


_READERS: Mapping[str, Callable[[Cell, Key], Any]] = {
    "text": _text,
    "word": _word,
    "flag": _flag,
    "number": _number,
    "whole": _whole,
    "day": _day,
}
