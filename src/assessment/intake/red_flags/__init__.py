"""五四红旗团委考核表 and their summary to table `red_flag_items`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce

from assessment.core.problems import Problem
from assessment.intake.layouts import Lines, spans
from assessment.intake.layouts.context import Found, Names, Row, Rows, find_college, gather
from assessment.intake.layouts.lost_columns import lost_numbers
from assessment.intake.red_flags.caps import with_stated_caps, without_other_caps
from assessment.intake.red_flags.items import TABLE
from assessment.intake.red_flags.lines import (
    read_form,
    read_summary_row,
    stated_sum,
    wrong_sum,
)
from assessment.intake.red_flags.self_assessed import with_own_points
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import BRAND_BONUS

_STATED = ("points", "self_points", "cap_points")


def read_red_flags(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `red_flag_items` that forms of one college and summaries state.

    What two papers of a college say of one item is one row; a number they differ in is missing,
    and a veto that one of them states stands.

    Problems
    --------
    college.missing, college.unknown, college.contradicted, number.unreadable,
    red-flag.veto-unreadable, red-flag.conflict, red-flag.other-full-marks,
    red-flag.self-assessed, total.does-not-add-up,
    cell.error-value, cell.formula-not-cached, cell.merged
    """
    read = gather(
        _form(item, names) if item.block.kind == "red_flag_form" else _summary(item, names)
        for item in found
    )
    return _once(without_other_caps(_merged_lines_added(read), names))


def _form(found: Found, names: Names) -> Rows:
    anchor = next((record.anchor for record in found.block.records), None)
    code, faults = find_college(found, found.block.labels, names, TABLE, anchor=anchor)
    other = _other_college(found, code, names)
    if code is None or other:
        return Rows((), (*faults, *other))
    lines = with_stated_caps(read_form(found, names), found, names.words)
    wrong = tuple(_wrong_totals(found, names, lines.rows))
    key = {"year": names.rules.year, "college_code": code}
    own = with_own_points(lines, found)
    return Rows(tuple(key | row for row in own.rows), (*own.problems, *wrong))


def _other_college(found: Found, code: str | None, names: Names) -> tuple[Problem, ...]:
    """Return the problem of a form on a sheet that is named after another college."""
    sheet, stated = found.block.sheet.name, found.block.labels.get("college")
    named = names.colleges.find(sheet)
    if stated is None or code is None or named in (None, code):
        return ()
    spot = found.spot(TABLE)
    return (spot.fault("college.contradicted", stated, expected=sheet, column="college_code"),)


def _summary(found: Found, names: Names) -> Rows:
    read: list[Rows] = []
    for record in found.block.records:
        code, faults = find_college(found, record.cells, names, TABLE, anchor=record.anchor)
        read.append(Rows((), faults))
        if code is None:
            continue
        items = read_summary_row(found, names, record)
        key = {"year": names.rules.year, "college_code": code}
        total = record.cells.get("total_mark")
        # A part that was not read is told once, not as a wrong sum in every line.
        own = [row for row in items.rows if row["item"] != BRAND_BONUS]
        is_whole = not (lost_numbers(found.block) or found.block.spread or found.block.repeated)
        sums = [stated_sum(some) if is_whole else None for some in (items.rows, own)]
        wrong = wrong_sum(found.spot(TABLE), total, sums)
        read.append(Rows(tuple(key | row for row in items.rows), (*items.problems, *wrong)))
    return with_own_points(with_stated_caps(gather(read), found, names.words), found)


def _wrong_totals(found: Found, names: Names, rows: Sequence[Row]) -> Iterator[Problem]:
    spot = found.spot(TABLE)
    for total, sums in spans(found.block, names.words):
        lines = [_rows_of(some, rows) for some in sums]
        has_blanks = any(row.get("_is_blank") for row in lines[0])
        read = [stated_sum(some) for some in lines]
        cell = total.cells.get("checked_points")
        yield from wrong_sum(spot, cell, read, has_blanks=has_blanks)


def _rows_of(lines: Lines, rows: Sequence[Row]) -> list[Row]:
    places = {line.anchor.row for line in lines}
    return [row for row in rows if row["_cell"].row in places]


def _merged_lines_added(read: Rows) -> Rows:
    """Add up lines whose second level is one merged cell: it is one item judged in parts."""
    rows: list[Row] = []
    for row in read.rows:
        last = rows[-1] if rows else None
        if last and row["_below"] is not None and row["_below"] is last["_below"]:
            rows[-1] = last | {name: _plus(last[name], row[name]) for name in _STATED}
        else:
            rows.append(row)
    return Rows(tuple(rows), read.problems)


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _once(read: Rows) -> Rows:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read.rows:
        groups[row["college_code"], row["item"]].append(row)
    rows, problems = [], list(read.problems)
    for group in groups.values():
        problems += [fault for row in group[1:] for fault in _conflict(row, group[0])]
        row = reduce(_joined, group)
        rows.append({name: value for name, value in row.items() if not name.startswith("_")})
    return Rows(tuple(rows), tuple(problems))


def _differing(one: Row, other: Row) -> list[str]:
    names = [name for name in _STATED if None not in (one[name], other[name])]
    return [name for name in (*names, "is_veto") if one[name] != other[name]]


def _joined(first: Row, other: Row) -> Row:
    """Return what both say; once they differed the number stays missing."""
    apart = {*first.get("_apart", ()), *_differing(first, other)}
    numbers = {
        name: None if name in apart else other[name] if first[name] is None else first[name]
        for name in _STATED
    }
    evidence = first["evidence"] or other["evidence"]
    is_veto = first["is_veto"] or other["is_veto"]
    return first | numbers | {"evidence": evidence, "is_veto": is_veto, "_apart": apart}


def _conflict(row: Row, first: Row) -> list[Problem]:
    if not _differing(first, row):
        return []
    spot: Spot = row["_spot"]
    other: Spot = first["_spot"]
    place = str(other.document.ref(other.sheet, first["_cell"]))
    return [spot.fault("red-flag.conflict", row["_cell"], expected=place, column="points")]
