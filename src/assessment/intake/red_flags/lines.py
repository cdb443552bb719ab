"""The lines of one 考核表, or the row of one college in a summary, to rows of one college."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import RedFlagItem
from assessment.core.spelling import match_key
from assessment.intake.cells import Cell
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names, Row, Rows, gather
from assessment.intake.red_flags.items import TABLE, Item, item_row, shown_at
from assessment.intake.red_flags.levels import Levels
from assessment.intake.red_flags.veto_answers import VETO
from assessment.intake.red_flags.vetoes import occurred, read_veto, vetoes_around
from assessment.intake.words.header_words import remarks, word_key
from assessment.intake.words.values import Spot, read_points, read_text

T = TypeVar("T")
SEPARATOR = "·"
DEDUCTION = "扣分"
_BETWEEN = re.compile("[、；;\n]+")
_CAP = re.compile(r"(?:满分|共)?(?P<points>[0-9]+(?:\.[0-9]+)?)分?")


def read_form(found: Found, names: Names) -> Rows:
    """Return the lines of a 考核表, without the college.

    Problems
    --------
    number.unreadable, red-flag.veto-unreadable, red-flag.conflict, red-flag.item-unnamed,
    cell.error-value, cell.formula-not-cached, cell.merged
    """
    lines: list[Rows] = []
    first: Cell | None = None
    group: Cell | None = None
    items = names.rules.red_flag.items
    levels = Levels(
        {match_key(one.item) for one in items} | {*map(match_key, names.rules.red_flag.veto)}
    )
    was_named = False
    for record in found.block.records:
        is_same = first is not None and record.cells.get("item_1") is first
        is_named = bool(read_text(record.cells.get("item_2")))
        if is_same and was_named and not is_named:
            lines.append(Rows((), (_unnamed(found, record),)))
            continue
        was_named = is_named
        # What is merged over, or left blank under, the first level belongs to it.
        above = first if record.group is group else record.group
        first, group = record.cells.get("item_1", above), record.group
        upper, below = levels.of(first, record.cells.get("item_2"))
        item = _headed(item_of(upper, below, names), group)
        read = read_veto(found, names, record, item) if item.is_veto else _line(found, record, item)
        # A veto is never added up with that of the next line.
        whole = None if item.is_veto else below or upper
        lines.append(Rows(tuple(row | {"_below": whole} for row in read.rows), read.problems))
    return gather((*lines, vetoes_around(found, names)))


def _unnamed(found: Found, record: Record) -> Problem:
    """Return the problem of a line with no second level below one that has it."""
    where = shown_at(record)
    return found.spot(TABLE).fault("red-flag.item-unnamed", where, column="item")


def item_of(first: Cell | None, second: Cell | None, names: Names) -> Item:
    """Return the item that first and second level name: the rules' own name where there is one."""
    known = {match_key(item.item): item for item in names.rules.red_flag.items}
    vetoes = {match_key(text): text for text in names.rules.red_flag.veto}
    upper, lower = read_text(first) or "", read_text(second) or ""
    for text in (lower, upper):
        veto = _named(text, vetoes)
        if veto is not None:
            return Item(veto, is_veto=True)
    if upper.startswith(VETO):
        return Item(lower or upper, is_veto=True)
    own = _named(lower, known) or (None if lower else _named(upper, known))
    if own is not None:
        return Item(own.item, own.is_deduction)
    return _joined(upper, lower, known)


def _named(text: str, known: Mapping[str, T]) -> T | None:
    """Return what a text names, also with a number before it or full points behind it."""
    return known.get(match_key(text)) or known.get(match_key(word_key(text)))


def _headed(item: Item, group: Cell | None) -> Item:
    """Return the item of a line below a row that only says 扣分项 or 一票否决."""
    head = read_text(group) or ""
    if head.startswith(VETO) and not item.is_veto:
        return Item(item.name.rpartition(SEPARATOR)[2], is_veto=True)
    return replace(item, is_deduction=item.is_deduction or DEDUCTION in head)


def _joined(upper: str, lower: str, known: Mapping[str, RedFlagItem]) -> Item:
    above = _named(upper, known)
    head = above.item if above else upper
    takes = above.is_deduction if above else DEDUCTION in upper or DEDUCTION in lower
    return Item(SEPARATOR.join(text for text in (head, lower) if text), takes)


def _line(found: Found, record: Record, item: Item) -> Rows:
    spot, cells = found.spot(TABLE), record.cells
    takes = item.is_deduction
    points = read_points(
        cells.get("checked_points"), spot, detail("checked_points"), is_deduction=takes
    )
    own = read_points(cells.get("self_points"), spot, detail("self_points"), is_deduction=takes)
    cap = read_points(cells.get("cap"), spot, detail("cap"), is_deduction=takes)
    where = shown_at(record)
    row = item_row(item, points.value, spot.src(where)) | {
        "self_points": own.value,
        "cap_points": cap.value,
        "_cap_cell": cells.get("cap"),
        "evidence": read_text(cells.get("evidence")),
        "_is_blank": points.value is None and not points.problems,
        "_cell": where,
        "_spot": spot,
    }
    return Rows((row,), (*points.problems, *own.problems, *cap.problems))


def read_summary_row(found: Found, names: Names, record: Record) -> Rows:
    """Return the items of one college in a summary, without the college; a blank box is no row.

    Problems
    --------
    number.unreadable, red-flag.veto-unreadable, total.does-not-add-up, cell.error-value,
    cell.formula-not-cached, cell.merged
    """
    takes = {item.item for item in names.rules.red_flag.items if item.is_deduction}
    stated = [name for name in found.block.headers if name.startswith("item:")]
    items = {name: name.partition(":")[2] for name in stated if name in record.cells}
    read = [
        _summary_cell(found, Item(item, item in takes), record, name)
        for name, item in items.items()
    ]
    return gather((*read, _vetoes(found, names, record.cells.get("veto"))))


def _summary_cell(found: Found, item: Item, record: Record, name: str) -> Rows:
    spot, cell, takes = found.spot(TABLE), record.cells[name], item.is_deduction
    points = read_points(cell, spot, item.name, is_deduction=takes)
    own = read_points(record.cells.get(f"self:{item.name}"), spot, item.name, is_deduction=takes)
    limit = record.cells.get(f"cap:{item.name}")
    cap = read_points(limit, spot, detail("cap"), is_deduction=takes)
    header = limit or found.block.headers[name]
    row = item_row(item, points.value, spot.src(cell)) | {
        "self_points": own.value,
        "cap_points": cap.value if limit else _cap(header),
        "_cap_cell": header,
        "_cell": cell,
        "_spot": spot,
        "_below": None,
    }
    return Rows((row,), (*points.problems, *own.problems, *cap.problems))


def _cap(header: Cell) -> float | None:
    """Return the full points that a header states in brackets."""
    matches = (_CAP.fullmatch(text) for text in remarks(header.text))
    return next((float(match["points"]) for match in matches if match), None)


def _vetoes(found: Found, names: Names, cell: Cell | None) -> Rows:
    """Return a row for each veto of the rules that a box names; 是 alone names none."""
    answer = occurred(cell, names).value
    if cell is None or answer is False:
        return Rows()
    known = {match_key(text): text for text in names.rules.red_flag.veto}
    parts = [part.strip() for part in _BETWEEN.split(cell.text) if part.strip()]
    stated = [VETO] if answer else [known.get(match_key(part)) for part in parts]
    spot = found.spot(TABLE)
    if None in stated:
        return Rows((), (spot.fault("red-flag.veto-unreadable", cell, column="is_veto"),))
    base = {"_cell": cell, "_spot": spot, "_below": None}
    items = (Item(name or "", is_veto=True) for name in stated)
    return Rows(tuple(item_row(item, None, spot.src(cell)) | base for item in items))


def stated_sum(rows: Sequence[Row]) -> float | None:
    """Return the points of lines together, deductions taken away; None when one is unreadable.

    A blank line has none. A line of an item itself stands for the lines below it.
    """
    heads = {row["item"] for row in rows if row["points"] is not None}
    counted = [
        row
        for row in rows
        if not (row["is_veto"] or row.get("_is_pointless"))
        and row["item"].partition(SEPARATOR)[0] not in heads - {row["item"]}
    ]
    if any(row["points"] is None and not row.get("_is_blank") for row in counted):
        return None
    signs = ((-1 if row["is_deduction"] else 1) * float(row["points"] or 0) for row in counted)
    return sum(signs, 0.0)


def wrong_sum(
    spot: Spot, cell: Cell | None, sums: Sequence[float | None], *, has_blanks: bool = False
) -> list[Problem]:
    """Return the problem of a total that is none of the sums; the first is what is usual."""
    stated = read_points(cell, spot, detail("total"), is_deduction=True)
    usual = sums[0]
    if cell is None or stated.value is None or usual is None:
        return []
    if any(abs(stated.value - abs(one)) < 1e-9 for one in sums if one is not None):
        return []
    expected = detail("sum_of_blanks", n=f"{usual:g}") if has_blanks else f"{usual:g}"
    return [spot.fault("total.does-not-add-up", cell, expected=expected)]
