"""品牌复查记录 to table `rechecks`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import (
    Found,
    Names,
    Row,
    Rows,
    gather,
    unknown_brand,
    unknown_college,
)
from assessment.intake.words.unseen import unseen
from assessment.intake.words.values import Read, Spot, read_date, read_text, unusable


def read_rechecks(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `rechecks`: what was found when a brand was looked at again.

    A line without brand, day or outcome is left out, without a word where it only names a brand;
    of two that differ about one brand and day neither counts.

    Problems
    --------
    project.name-missing, name.invisible-signs, brand.unknown, brand.other-college,
    college.unknown, recheck.date-missing, date.unreadable, date.far-off,
    recheck.outcome-unknown, recheck.outcome-missing, recheck.conflict, cell.error-value,
    cell.formula-not-cached, cell.merged
    """
    read = gather(
        _read_line(item, names, record) for item in found for record in item.block.records
    )
    return _without_repeats(read)


def _read_line(found: Found, names: Names, record: Record) -> Rows:
    cells = {**_inherited(found), **record.cells}
    if not cells.keys() & {"recheck_date", "outcome", "note"}:
        return Rows()  # a brand printed on the record that was not looked at
    spot, outcome_cell = found.spot("rechecks"), record.cells.get("outcome")
    brand = _brand(spot, names, cells, record.anchor)
    day = _day(spot, cells.get("recheck_date"), record.anchor, names.rules.year)
    outcome = _outcome(spot, names, outcome_cell, record.anchor)
    problems = (*brand.problems, *day.problems, *outcome.problems)
    if None in (brand.value, day.value, outcome.value) or outcome_cell is None:
        return Rows((), problems)
    row: Row = {
        "brand_id": brand.value,
        "recheck_date": day.value,
        "outcome": outcome.value,
        "note": read_text(record.cells.get("note")),
        "src": spot.src(outcome_cell),
        "_spot": spot,
        "_cell": outcome_cell,
    }
    return Rows((row,), problems)


def _inherited(found: Found) -> dict[str, Cell]:
    """Return the day that a list says once above its lines; one below was when it was signed."""
    label = found.block.labels.get("recheck_date")
    header = next(iter(found.block.headers.values()))
    return {"recheck_date": label} if label and label.row < header.row else {}


def _brand(spot: Spot, names: Names, cells: Mapping[str, Cell], anchor: Cell) -> Read[str]:
    name, college = cells.get("project_name"), cells.get("college")
    if name is None or not name.text.strip():
        return Read(None, (spot.fault("project.name-missing", anchor, column="brand_id"),))
    hidden = unseen((name, college), spot, "brand_id")
    code = names.colleges.find(college.text) if college else None
    if hidden or (college is not None and code is None):
        return Read(None, hidden or (unknown_college(spot, college or name, names),))
    brand_id = names.brands.find(name.text, code)
    if brand_id is not None:
        return Read(brand_id)
    return Read(None, (unknown_brand(spot, name, name.text, names, college),))


def _day(spot: Spot, cell: Cell | None, anchor: Cell, year: int) -> Read[object]:
    if cell is None:
        return Read(None, (spot.fault("recheck.date-missing", anchor, column="recheck_date"),))
    read = read_date(cell, spot, "复查日期", near=year)
    return Read(read.value, read.problems)


def _outcome(spot: Spot, names: Names, cell: Cell | None, anchor: Cell) -> Read[str]:
    if cell is None:
        fault = spot.fault(
            "recheck.outcome-missing",
            anchor,
            expected=detail("outcomes"),
            column="outcome",
        )
        return Read(None, (fault,))
    fault_of_cell = unusable(cell, spot, "outcome")
    if fault_of_cell:
        return Read(None, (fault_of_cell,))
    outcome = names.words.outcomes.get(plain(cell.text))
    if outcome is not None:
        return Read(outcome)
    fault = spot.fault(
        "recheck.outcome-unknown", cell, expected=detail("outcomes"), column="outcome"
    )
    return Read(None, (fault,))


def _without_repeats(read: Rows) -> Rows:
    groups: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in read.rows:
        groups[row["brand_id"], row["recheck_date"]].append(row)
    agreed = [mine for mine in groups.values() if len({row["outcome"] for row in mine}) == 1]
    conflicts = [mine for mine in groups.values() if mine not in agreed]
    rows = tuple(
        {name: value for name, value in mine[0].items() if not name.startswith("_")}
        for mine in agreed
    )
    problems = [fault for mine in conflicts for fault in _conflict(mine)]
    return Rows(rows, (*read.problems, *problems))


def _conflict(rows: Sequence[Row]) -> Iterator[Problem]:
    for row in rows:
        spot: Spot = row["_spot"]
        places = "、".join(
            str(other["_spot"].document.ref(other["_spot"].sheet, other["_cell"]))
            for other in rows
            if other is not row
        )
        yield spot.fault("recheck.conflict", row["_cell"], expected=places, column="outcome")
