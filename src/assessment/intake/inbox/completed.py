"""识别与问题.xlsx come back: the corrections that people wrote beside problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, is_correctable, problem
from assessment.core.provenance import CellRef
from assessment.core.tables import file_names
from assessment.core.text import plain
from assessment.intake.cells import Document, Sheet
from assessment.intake.inbox.opening import open_files

SHEET = "问题"
TYPED = ("改为", "理由", "经手人")
_HEADS = ("文件", "工作表", "单元格", "原内容", "代码", *TYPED)
_HEADER_ROWS = 15
Place = tuple[str, str, str]
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line in which people typed something: what it is about, and what they typed."""

    place: Place
    was: str
    code: str
    typed: tuple[str, str, str]
    where: CellRef


@dataclass(frozen=True, slots=True)
class Taken:
    """The entries to append to 更正登记, those left where they are, and why."""

    entries: tuple[Entry, ...] = ()
    left: tuple[Entry, ...] = ()
    problems: Problems = field(default_factory=Problems)


def read_completed(data: bytes, file: str, year: int) -> tuple[Entry, ...] | None:
    """Return the lines of 问题 in which people typed something.

    None is returned when the file cannot be read or the sheet or a header is gone.
    """
    document = open_files({file: data}, year)[0].document
    sheet = _sheet(document)
    found = _header(sheet) if sheet else None
    if document is None or sheet is None or found is None:
        return None
    return tuple(_entries(document, sheet, *found))


def _sheet(document: Document | None) -> Sheet | None:
    sheets = document.sheets if document else ()
    return next((sheet for sheet in sheets if plain(sheet.name) == SHEET), None)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for row, cells in list(sheet.rows.items())[:_HEADER_ROWS]:
        found = {plain(cell.text): cell.column for cell in cells}
        if set(_HEADS) <= set(found):
            return row, {head: found[head] for head in _HEADS}
    return None


def _entries(
    document: Document, sheet: Sheet, header: int, columns: Mapping[str, int]
) -> Iterator[Entry]:
    for row in (number for number in sheet.numbers if number > header):
        cells = {head: sheet.at(row, column) for head, column in columns.items()}
        text = {head: cell.text.strip() if cell else "" for head, cell in cells.items()}
        typed = (text["改为"], text["理由"], text["经手人"])
        if any(typed):
            address, _, _ = text["单元格"].partition("（")  # of Word: C2（第2行第3列）
            place = (text["文件"], text["工作表"], address.upper())
            first = next(cell for head in TYPED if (cell := cells[head]) is not None)
            where = document.ref(sheet, first)
            yield Entry(place, text["原内容"], text["代码"], typed, where)


def take_over(entries: Sequence[Entry], tables: Tables, surroundings: pd.DataFrame, /) -> Taken:
    """Return which entries become lines of 更正登记.

    An entry counts when 改为, 理由 and 经手人 are filled, its cell still has a problem and still
    holds 原内容, and 更正登记 has no line for the cell. One whose very line is there already is
    passed over.

    Parameters
    ----------
    entries : sequence of Entry
        What people typed.
    tables : mapping
        The year's tables as intake gives them.
    surroundings : DataFrame
        Table `surroundings`.

    Problems
    --------
    correction.not-taken
    """
    corrected = _corrected(tables)
    holds = _contents(surroundings, tables["sources"])
    told = {entry.place: {one.typed for one in entries if one.place == entry.place}
            for entry in entries}  # fmt: skip
    taken: dict[Place, Entry] = {}
    left: list[tuple[Entry, str]] = []
    for entry in entries:
        if corrected.get(entry.place) == plain(entry.typed[0]):
            continue
        reason = _refusal(entry, corrected, holds, len(told[entry.place]))
        if reason:
            left.append((entry, reason))
        else:
            taken.setdefault(entry.place, entry)
    problems = [_not_taken(entry, reason) for entry, reason in left]
    return Taken(tuple(taken.values()), tuple(entry for entry, _ in left), Problems(problems))


def _refusal(
    entry: Entry, corrected: Mapping[Place, str], holds: Mapping[Place, str], n_different: int
) -> str:
    """Return why an entry is not taken over, nothing when it is."""
    blank = [head for head, text in zip(TYPED, entry.typed, strict=True) if not text]
    if blank:
        return detail("not_filled", names="、".join(blank))
    if n_different > 1:
        return detail("typed_twice")
    if entry.place in corrected:
        return detail("corrected_before")
    if not is_correctable(entry.code) or entry.place not in holds:
        return detail("no_such_problem")
    return "" if plain(holds[entry.place]) == plain(entry.was) else detail("content_differs")


def _not_taken(entry: Entry, reason: str) -> Problem:
    actual = next(text for text in entry.typed if text)
    # 识别与问题.xlsx is written anew before anybody reads this: the cell in it would be another.
    return problem("correction.not-taken", CellRef(*entry.place), actual=actual, expected=reason)


def _corrected(tables: Tables) -> dict[Place, str]:
    """Return what 更正登记 makes of each place that it has a line of."""
    sources = tables["sources"]
    files = dict(zip(sources["sha256"], sources["file"], strict=True))
    return {
        (files.get(row["sha256"], ""), row["sheet"], row["cell"]): (
            "空" if pd.isna(row["now"]) else plain(row["now"])
        )
        for row in tables["corrections"].to_dict("records")
    }


def _contents(surroundings: pd.DataFrame, sources: pd.DataFrame) -> dict[Place, str]:
    files = file_names(sources)
    return {
        (files.get(row["source_id"], ""), row["sheet"], row["cell"]): row["content"]
        for row in surroundings[surroundings["is_told"]].to_dict("records")
    }
