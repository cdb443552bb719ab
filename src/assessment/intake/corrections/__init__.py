"""更正登记: what people correct in the cells of the year's files, before anything is recognised."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.core.text import plain
from assessment.intake.cells import Area, Cell, CellKind, Document, Sheet
from assessment.intake.corrections.places import Place, find_place
from assessment.intake.corrections.retyping import BLANK, is_same, retyped
from assessment.intake.inbox.opening import Opened
from assessment.intake.layouts.context import Row, Rows
from assessment.intake.register import (
    Line,
    first_of_each,
    of_year,
    row_of,
    without_place,
    year_of,
)
from assessment.intake.words.values import Read, read_date, read_text, unusable

_TABLE = "corrections"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The year's files with the corrections applied, and what became of each line."""

    opened: tuple[Opened, ...]
    lines: Rows = field(default_factory=Rows)

    def settled(self, superseded: Collection[str] = ()) -> Rows:
        """Return the rows of `corrections`; those on files that others superseded lapse.

        Parameters
        ----------
        superseded : collection of str
            Files by path under data/raw.

        Problems
        --------
        correction.superseded
        """
        rows, lapsed = [], []
        for row in self.lines.rows:
            is_lapsed = row["_place"].document.file in superseded
            rows.append(without_place(row) | {"is_applied": row["is_applied"] and not is_lapsed})
            lapsed += [_lapse(row)] if is_lapsed else []
        kept = [fault for fault in self.lines.problems if fault.where.file not in superseded]
        return Rows(tuple(rows), (*kept, *lapsed))


def _lapse(row: Row) -> Problem:
    line: Line = row["_line"]
    return line.spot.fault("correction.superseded", line.cells.get("文件"), column="文件")


def correct(opened: Sequence[Opened], book: Document | None, year: int) -> Corrected:
    """Apply the lines of sheet 更正登记 to the cells they name.

    A line counts only when 原内容 is what stands there. The corrected cell is as if just typed:
    no error value, missing result, comment or struck-out look of the old one is left. A place
    within a merged area is taken out of it. A line whose cell cannot be told gives no row.

    Parameters
    ----------
    opened : sequence of Opened
        The year's files, without 登记.xlsx.
    book : Document or None
        登记.xlsx.
    year : int
        The year whose lines are applied.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated,
    correction.file-unknown, correction.file-several, correction.file-unread,
    correction.place-unknown, correction.refused, correction.applied, cell.error-value,
    cell.formula-not-cached, date.unreadable
    """
    if book is None:
        return Corrected(tuple(opened))
    read = of_year(book, "更正登记", _TABLE, year, lambda line: _line(line, opened))
    lines = first_of_each(read, ("sha256", "sheet", "cell"))
    documents = {item.file: item.document for item in opened if item.document is not None}
    told = _mend(documents, lines.rows)
    items = (replace(item, document=documents.get(item.file, item.document)) for item in opened)
    return Corrected(tuple(items), Rows(told.rows, (*lines.problems, *told.problems)))


def _mend(documents: dict[str, Document], rows: Sequence[Row]) -> Rows:
    """Put the mended documents in place and return the rows, each with what became of it."""
    read, problems = [], []
    for row in rows:
        place: Place = row["_place"]
        file = place.document.file
        fault, mended = _applied(row["_line"], place, documents[file])
        documents[file] = mended or documents[file]
        read.append(row | {"is_applied": mended is not None})
        problems.append(fault)
    return Rows(tuple(read), tuple(problems))


def _line(line: Line, papers: Sequence[Opened]) -> Rows:
    if _told(line, "原内容") is None and _told(line, "更正为") is None:
        fault = line.spot.fault("register.value-missing", line.anchor, column="更正为")
        return Rows((), (fault,))
    found = find_place(line, papers)
    place, target = found.value, line.cells.get("单元格")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "sha256": Read(place.sha256 if place else None),
        "sheet": Read(place.sheet if place else None),
        "cell": Read(place.address if place else None),
        "was": Read(_told(line, "原内容")),
        "now": Read(_told(line, "更正为")),
        "reason": Read(line.text("理由")),
        "who": Read(line.text("登记人")),
        "date": read_date(line.cells.get("登记日期"), line.spot, "登记日期"),
        "src": Read(line.spot.src(target) if target else None),
        "_place": found,
    }
    return row_of(line, parts, ("year", "_place"))


def _told(line: Line, header: str) -> str | None:
    text = read_text(line.cells.get(header))
    return None if text is None or plain(text) in BLANK else text


def _applied(line: Line, place: Place, document: Document) -> tuple[Problem, Document | None]:
    """Return what is to be said of a line, and the document it mends unless it is refused."""
    sheet = next(sheet for sheet in document.sheets if sheet.name == place.sheet)
    found = sheet.own(place.row, place.column)
    was, now = line.cells.get("原内容"), line.cells.get("更正为")
    if not is_same(was, found):
        return _refusal(line, found), None
    fault = unusable(now, line.spot, "更正为") if now else None
    if fault:
        return fault, None
    cell = retyped(now, place.row, place.column)
    mended = _with_cell(sheet, (place.row, place.column), cell)
    sheets = tuple(mended if one is sheet else one for one in document.sheets)
    where = CellRef(document.file, place.sheet, place.address)
    notice = problem(
        "correction.applied", where, actual=_shown(found), expected=_shown(cell), table=_TABLE
    )
    return notice, replace(document, sheets=sheets)


def _refusal(line: Line, found: Cell | None) -> Problem:
    was = line.cells.get("原内容")
    return line.spot.fault(
        "correction.refused",
        was or line.cells["单元格"],
        actual=_shown(found),
        expected=_shown(was),
        column="原内容",
    )


def _shown(cell: Cell | None) -> str:
    return cell.text.strip() if cell else detail("blank")


def _with_cell(sheet: Sheet, place: tuple[int, int], cell: Cell | None) -> Sheet:
    apart = _taken_out(sheet, place)
    cells = {at: one for at, one in apart.cells.items() if at != place}
    return replace(apart, cells=cells | ({place: cell} if cell else {}))


def _taken_out(sheet: Sheet, place: tuple[int, int]) -> Sheet:
    """Return the sheet without the merged area that covers the place, if its value is not there.

    The other places of the area still tell that they were merged.
    """
    area = next((area for area in sheet.merges if place in _covered(area)), None)
    if area is None:
        return sheet
    first = sheet.cells.get(area[:2])
    others = {
        (row, column): Cell(row, column, CellKind.MERGED, first.text, first.address)
        for row, column in _covered(area)
        if first is not None
    }
    merges = tuple(other for other in sheet.merges if other != area)
    return replace(sheet, cells={**others, **sheet.cells}, merges=merges)


def _covered(area: Area) -> list[tuple[int, int]]:
    r1, c1, r2, c2 = area
    return [(r, c) for r in range(r1, r2 + 1) for c in range(c1, c2 + 1) if (r, c) != (r1, c1)]
