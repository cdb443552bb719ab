"""Why a sheet was refused: the line that came nearest to a header, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.core.details import detail
from assessment.core.labels import say
from assessment.core.problems import Problem
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.forms import find_nameless_form
from assessment.intake.grids import header_cells
from assessment.intake.grids.kinds import KINDS, TURNED, GridKind, columns_in, heads_of
from assessment.intake.sheets.ticked_grades import CODE as GRADES
from assessment.intake.sheets.ticked_grades import ticked_grades
from assessment.intake.words.header_words import word_key
from assessment.intake.words.judge_heads import looks_like_a_name
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

CODE = "sheet.header-unclear"
# A header stands among the first lines that hold anything.
_JUDGES = re.compile("评委|专家|评审人|打分")
MOST_LINES, MOST_SHOWN = 40, 2
_NEEDED_PARTS = {
    "judge": "needs_judge",
    "criterion": "needs_criterion",
    "channel": "needs_channel",
    "item": "needs_item",
}
_FORM = GridKind(
    "application_form", ("project_name", "college", "theme"), frozenset(),
    (frozenset({"project_name", "college", "theme"}),),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reading:
    """A line read as the header of one kind: what was understood, what not, what is missing.

    `near` gives the known word most like each cell that was not understood, nothing for one that
    looks like a judge's name; `wanted` are those of them that would be what is missing.
    """

    kind: GridKind
    known: tuple[Cell, ...]
    unknown: tuple[Cell, ...]
    near: Mapping[Cell, str]
    wanted: tuple[Cell, ...]
    missing: tuple[str, ...]

    @property
    def lack(self) -> int:
        """How many columns are missing that no unknown header is like."""
        return max(0, len(self.missing) - len(self.wanted))

    @property
    def is_near(self) -> bool:
        """Tell whether the line is a header but for one column, or for the words of some.

        Where nothing is missing the sheet was refused for something else.
        """
        return bool(self.missing) and self.lack <= 1 and len(self.known) + len(self.near) >= 2

    @property
    def rank(self) -> tuple[int, int, int]:
        """The better a line fits the greater."""
        return -self.lack, len(self.known), len(self.wanted)


def header_fault(spot: Spot, words: Vocabulary) -> Problem | None:
    """Return the problem of a sheet of which a line is nearly a header, or None.

    What is proposed is never applied. Of a sheet that only lies beside marks nothing is said.

    Problems
    --------
    sheet.header-unclear, marks.project-not-stated, marks.grades-ticked
    """
    if _lies_beside(spot.sheet, words):
        return None
    if grades := ticked_grades(spot.sheet, words):
        return spot.fault(GRADES, grades[0], actual="、".join(dict.fromkeys(map(_said, grades))))
    if nameless := find_nameless_form(spot.sheet, words):
        return spot.fault("marks.project-not-stated", nameless)
    every = list(_readings(spot.sheet, words))
    readings = [one for one in every if one.is_near or (_of_judges([one]) and one.known)]
    if not readings:
        return None
    best = _of_judges(readings) or max(readings, key=lambda one: one.rank)
    alike = (one for one in readings if one.known == best.known and one.lack == best.lack)
    told = list({one.kind.name: one for one in alike}.values())[:MOST_SHOWN]
    return spot.fault(CODE, _worst(best), expected=_understood(best, _lacking(told)))


def _lies_beside(sheet: Sheet, words: Vocabulary) -> bool:
    """Tell whether a sheet is called 评委名单 or 评分标准, which is no table of marks misspelt."""
    top = sheet.rows[sheet.numbers[0]]
    titles = (sheet.name, top[0].text if len(top) == 1 else "")
    keys = (word_key(title) for title in titles)
    return any(key.endswith(word) for key in keys for word in words.beside)


def _of_judges(readings: Sequence[_Reading]) -> _Reading | None:
    """Return the line read as judges' marks where what is not understood speaks of judges."""
    of_marks = [
        one
        for one in readings
        if one.kind.name == "mark_matrix" and any(_JUDGES.search(cell.text) for cell in one.unknown)
    ]
    return max(of_marks, key=lambda one: one.rank, default=None)


def _worst(reading: _Reading) -> Cell:
    """Return the cell that is most likely what is missing, in other words."""
    alone = (cell for cell in reading.unknown if cell not in reading.near)
    return next(iter((*reading.wanted, *alone, *reading.unknown, *reading.known)))


def _readings(sheet: Sheet, words: Vocabulary) -> Iterator[_Reading]:
    for row in sheet.numbers[:MOST_LINES]:
        for depth in (1, 2):
            cells = header_cells(sheet, row, depth)
            persons = tuple(c for c in cells.values() if _is_person(sheet, c, row + depth, words))
            yield from _read_line(cells, KINDS, words, persons)
    columns = sorted({column for _, column in sheet.cells})[:MOST_LINES]
    for column in columns:
        # What stands alone in its row is a title.
        line = {r: cell for (r, c), cell in sheet.cells.items() if c == column}
        line = {r: cell for r, cell in line.items() if len(sheet.rows[r]) > 1}
        yield from _read_line(line, TURNED, words)
    yield from _read_line(_labels(sheet), (_FORM,), words)


def _labels(sheet: Sheet) -> dict[int, Cell]:
    """Return the cells that begin a row, or stand third: labels of a form with their values."""
    rows = (sheet.rows[row] for row in sheet.numbers[:MOST_LINES])
    return dict(enumerate(cell for cells in rows if len(cells) > 1 for cell in cells[::2]))


def _read_line(
    line: Mapping[int, Cell],
    kinds: Sequence[GridKind],
    words: Vocabulary,
    persons: Sequence[Cell] = (),
) -> Iterator[_Reading]:
    cells = {place: cell for place, cell in line.items() if _is_worded(cell)}
    heads = heads_of(cells, words)
    strange = tuple(cell for cell in cells.values() if not words.is_known(cell.text))
    if len(cells) < 2 or len(heads.fields) + len(heads.parts) == 0:
        return
    alike = {cell: word for cell in strange if (word := words.likeness(cell.text))}
    for kind in kinds:
        near = dict.fromkeys(persons if kind.part == "judge" else (), "") | alike
        found = columns_in(heads, kind)
        missing = _missing(kind, frozenset(found.values()))
        wanted = tuple(_filling(missing, near, kind, words))
        known = tuple(cells[place] for place in found)
        yield _Reading(kind, known, strange, near, wanted, missing)


def _missing(kind: GridKind, found: frozenset[str]) -> tuple[str, ...]:
    """Return what a header lacks of the least that its kind needs; a part for each column."""
    sets = [tuple(sorted(needed - found)) for needed in kind.needs]
    if kind.part:
        n_parts = sum(name.startswith(f"{kind.part}:") for name in found)
        parts = (f"{kind.part}:",) * max(0, kind.n_parts - n_parts)
        sets.append((*sorted(kind.key - found), *parts))
    return min(sets, key=len)


def _is_person(sheet: Sheet, cell: Cell, below: int, words: Vocabulary) -> bool:
    """Tell whether a header may be a judge's name: no word of ours, over a number."""
    mark = sheet.own(below, cell.column)
    is_marked = mark is not None and mark.kind is CellKind.NUMBER
    return is_marked and looks_like_a_name(cell.text) and not words.is_known(cell.text)


def _is_worded(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and any(sign.isalpha() for sign in cell.text)


def _filling(
    missing: Sequence[str], near: Mapping[Cell, str], kind: GridKind, words: Vocabulary
) -> Iterator[Cell]:
    """Yield the unknown headers whose nearest word is one of those missing, each counted once."""
    left = list(missing)
    for cell, word in near.items():
        named = words.parts_of(word) if word else ("judge:",)
        parts = {name.partition(":")[0] + ":" for name in named}
        meant = (words.fields_of(word) & set(kind.fields)) | parts
        filled = next((name for name in left if name in meant), None)
        if filled is not None:
            left.remove(filled)
            yield cell


def _understood(reading: _Reading, lack: str) -> str:
    known = "、".join(detail("word_at", at=c.address, name=_said(c)) for c in reading.known)
    told = (_unknown(cell, reading.near.get(cell)) for cell in reading.unknown)
    unknown = "、".join(told) or detail("none")
    return detail("header_read", known=known or detail("none"), unknown=unknown, lack=lack)


def _unknown(cell: Cell, near: str | None) -> str:
    at, name = cell.address, _said(cell)
    if near is None:
        return detail("word_at", at=at, name=name)
    key = "word_like" if near else "word_person"
    return detail(key, at=at, name=name, **({"near": near} if near else {}))


def _said(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _lacking(readings: Sequence[_Reading]) -> str:
    told = [
        detail(
            "kind_lacks",
            kind=say(f"kind.{one.kind.name}"),
            names="、".join(dict.fromkeys(_column(name) for name in one.missing)),
        )
        for one in readings
    ]
    return told[0] if len(told) == 1 else detail("either", first=told[0], second=told[1])


def _column(name: str) -> str:
    """Return what people write over a column that is missing."""
    part, mark, _ = name.partition(":")
    if mark:
        return detail(_NEEDED_PARTS[part])
    return detail("quoted", name=say(f"findings.field.{name}"))
