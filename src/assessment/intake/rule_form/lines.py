"""One line of 评审规则表.xlsx: a value, a pair, a list, a table or numbers by text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessment.core.labels import Phrase, phrase
from assessment.core.provenance import address
from assessment.core.rule_fields import Key
from assessment.core.rule_form import (
    FIRST,
    LAST,
    NOTE,
    Line,
    Section,
    columns_of,
)
from assessment.core.rule_values import Place
from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.rule_form.values import Unfit, read_several, read_value

BLANK = object()


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the form and the name of what stands there."""

    sheet: str
    cell: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A section on a sheet: its plan, its head, and its rows that hold something."""

    section: Section
    sheet: Sheet
    head: Spot
    rows: tuple[int, ...]

    def spot(self, cell: Cell, name: str = "") -> Spot:
        """Return the place of a cell."""
        return Spot(self.sheet.name, cell.address, name)

    def is_filled(self) -> bool:
        """Tell whether anything is filled in that was not printed."""
        printed = {plain(word) for line in self.section.lines for word in _printed(line.key)}
        return any(
            FIRST <= cell.column <= LAST and plain(cell.text) not in printed
            for row in self.rows
            for cell in self.sheet.rows[row]
        )


def _printed(key: Key) -> list[str]:
    """Return the words that stand in the cells of a blank form."""
    if key.shape in ("table", "mapping"):
        return [head for head, _ in columns_of(key)]
    return list(key.words.words.values()) if len(key.choices) == 1 else []


@dataclass
class Reading:
    """The value of a line (BLANK: nothing is filled in), the cell of each part, and the faults."""

    value: Any = BLANK
    spots: dict[Place, Spot] = field(default_factory=dict)
    faults: list[tuple[Spot, Phrase]] = field(default_factory=list)


def read_line(block: Block, line: Line, rows: tuple[int, ...]) -> Reading:
    """Return what a line of the form says; `rows` are its own and those below without a label."""
    return _Lines(block, line, rows).read()


class _Lines:
    """The reading of one line."""

    def __init__(self, block: Block, line: Line, rows: tuple[int, ...]) -> None:
        self._block, self._line, self._key = block, line, line.key
        self._rows = rows
        self._done = Reading(spots={(): self._spot(rows[0], FIRST)})

    def read(self) -> Reading:
        """Read the line by its shape, and refuse what stands where nothing belongs."""
        shapes: Mapping[str, Callable[[], Any]] = {
            "one": self._one,
            "pair": self._pair,
            "many": self._many,
            "table": self._table,
            "mapping": self._mapping,
        }
        self._done.value = shapes[self._key.shape]()
        return self._done

    def _spot(self, row: int, column: int, name: str = "") -> Spot:
        return Spot(self._block.sheet.name, address(row, column), name or self._line.label)

    def _fault(self, spot: Spot, told: Phrase) -> None:
        self._done.faults.append((spot, told))

    def _refuse_others(self, wide: int, rows: Sequence[int]) -> None:
        """Refuse what stands beside the cells that are read: `wide` columns of these rows."""
        for row in self._rows:
            for cell in self._block.sheet.rows[row]:
                last = FIRST + wide - 1 if row in rows else 1
                if cell.column > last and cell.column != NOTE:
                    spot = self._spot(row, cell.column)
                    self._fault(spot, phrase("form.stray", found=cell.text))

    def _cell(self, row: int, column: int, key: Key, place: Place, name: str = "") -> Any:
        """Return the value of a cell, BLANK when it is blank or no value of its key."""
        cell = self._block.sheet.own(row, column)
        spot = self._spot(row, column, name)
        self._done.spots[place] = spot
        if cell is None or not cell.text.strip():
            return BLANK
        is_list = key.shape == "many" and key is not self._key
        try:
            return read_several(cell) if is_list else read_value(cell, key)
        except Unfit as unfit:
            self._fault(spot, unfit.phrase)
            return BLANK

    def _one(self) -> Any:
        self._refuse_others(1, self._rows[:1])
        before = len(self._done.faults)
        value = self._cell(self._rows[0], FIRST, self._key, ())
        if value is BLANK and len(self._done.faults) == before:
            return self._when_blank()
        return value

    def _when_blank(self) -> Any:
        key = self._key
        if not key.is_optional and not self._line.part and key.default != "":
            self._fault(self._done.spots[()], phrase("form.blank"))
        return BLANK

    def _pair(self) -> Any:
        self._refuse_others(2, self._rows[:1])
        row = self._rows[0]
        found = [self._cell(row, FIRST + n, self._key, (n,)) for n in range(2)]
        told = {spot for spot, _ in self._done.faults}
        for n in (n for n in range(2) if found[n] is BLANK and self._done.spots[(n,)] not in told):
            self._fault(self._done.spots[(n,)], phrase("form.blank"))
        return BLANK if BLANK in found else found

    def _many(self) -> Any:
        wide = LAST - FIRST + 1
        self._refuse_others(wide, self._rows)
        places = [(row, FIRST + n) for row in self._rows for n in range(wide)]
        found: list[Any] = []
        for row, column in places:
            value = self._cell(row, column, self._key, (len(found),))
            found += [] if value is BLANK else [value]
        self._done.spots[()] = self._spot(self._rows[0], FIRST)
        return found

    def _table(self) -> Any:
        columns = columns_of(self._key)
        self._check_heads([head for head, _ in columns])
        found: list[dict[str, Any]] = []
        for row in self._filled(len(columns)):
            line: dict[str, Any] = {}
            for n, (head, key) in enumerate(columns):
                assert key is not None
                value = self._cell(row, FIRST + n, key, (len(found), key.key), head)
                self._check_blank(value, key, (len(found), key.key))
                line |= {} if value is BLANK else {key.key: value}
            self._done.spots[(len(found),)] = self._spot(row, FIRST)
            found.append(line)
        return found

    def _check_blank(self, value: Any, key: Key, place: Place) -> None:
        spot = self._done.spots[place]
        is_told = any(told == spot for told, _ in self._done.faults)
        if value is BLANK and key.is_required and not is_told:
            self._fault(spot, phrase("form.blank"))

    def _mapping(self) -> Any:
        heads = [head for head, _ in columns_of(self._key)]
        self._check_heads(heads)
        found: dict[str, Any] = {}
        for row in self._filled(2):
            name = self._block.sheet.own(row, FIRST)
            text = name.text.strip() if name else ""
            value = self._cell(row, FIRST + 1, self._key, (text,), heads[1])
            if not text or text in found:
                key = "form.repeated_name" if text else "form.blank"
                self._fault(self._spot(row, FIRST, heads[0]), phrase(key))
            self._check_blank(value, self._key, (text,))
            found[text] = None if value is BLANK else value
        return found

    def _check_heads(self, heads: Sequence[str]) -> None:
        for n, head in enumerate(heads):
            cell = self._block.sheet.own(self._rows[0], FIRST + n)
            if cell is None or plain(cell.text) != plain(head):
                spot = self._spot(self._rows[0], FIRST + n)
                self._fault(spot, phrase("form.head", head=head))

    def _filled(self, wide: int) -> list[int]:
        """Return the rows of a table in which something stands."""
        self._refuse_others(wide, self._rows)
        own = range(FIRST, FIRST + wide)
        return [row for row in self._rows[1:]
                if any(cell.column in own and cell.text.strip()
                       for cell in self._block.sheet.rows[row])]  # fmt: skip
