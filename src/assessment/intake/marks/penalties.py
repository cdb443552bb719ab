"""Deductions beside the marks of a summary sheet, such as 超时扣分, to table `penalties`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.core.problems import Problem
from assessment.core.rule_components import Penalty
from assessment.core.rule_sections import Judged
from assessment.core.text import plain
from assessment.intake.cells import Cell, shown
from assessment.intake.layouts.components import find_component
from assessment.intake.layouts.context import Found, Names, Row, Rows, find_project, gather
from assessment.intake.layouts.other_parts import own_lines
from assessment.intake.words.header_words import word_key
from assessment.intake.words.mark_values import MAX_DECIMALS
from assessment.intake.words.values import Spot, read_number, read_text, unusable
from assessment.intake.words.vocabulary import DEDUCTED


def read_penalties(found: Sequence[Found], names: Names) -> Rows:
    """Return the deductions that summaries of projects and judges state; 0 is none.

    What is wrong with the project of a line is told with its marks.

    Problems
    --------
    penalty.unknown, penalty.out-of-range, penalty.duplicate, points.not-a-number,
    cell.error-value, cell.formula-not-cached, cell.merged
    """
    matrices = [item for item in found if item.block.kind == "mark_matrix"]
    return _without_repeats(gather(_read_block(item, names) for item in matrices))


def _read_block(found: Found, names: Names) -> Rows:
    component = find_component(found.block, found.document, names.words, names.rules)
    if component is None:
        return Rows()
    part = names.rules.component(component)
    assert isinstance(part, Judged)
    read = []
    found, _ = own_lines(found, part, names)
    for record in found.block.records:
        cells = {n: c for n, c in record.cells.items() if n.startswith("penalty:")}
        project_id, _ = find_project(found, record.cells, names, "", anchor=record.anchor)
        for name, cell in cells.items() if project_id else ():
            key = {"year": names.rules.year, "component": part.name, "project_id": project_id}
            read.append(_penalty(found, names, (part, name.partition(":")[2], cell), key))
    return gather(read)


def _penalty(found: Found, names: Names, stated: tuple[Judged, str, Cell], key: Row) -> Rows:
    part, word, cell = stated
    spot, rule = found.spot("penalties"), _rule(word, part)
    if not cell.text.strip() or names.words.statuses.get(plain(cell.text)) == "blank":
        return Rows()
    points, fault = _points(cell, spot, rule)
    if points and rule is None:
        head = read_text(found.block.headers[f"penalty:{word}"]) or word
        fault = spot.fault("penalty.unknown", cell, actual=head, expected=part.label, column="name")
    if fault or not points:
        return Rows((), (fault,) if fault else ())
    row = key | {"name": rule.name if rule else word, "points": float(points), "reason": None}
    return Rows((row | {"src": spot.src(cell), "_spot": spot, "_cell": cell},))


def _rule(word: str, part: Judged) -> Penalty | None:
    """Return the rule that a header means; 扣分 alone means the only one there is."""
    if word == DEDUCTED:
        return part.penalties[0] if len(part.penalties) == 1 else None
    keys = {word, word.removesuffix(DEDUCTED)}
    return next((one for one in part.penalties if word_key(one.name) in keys), None)


def _points(cell: Cell, spot: Spot, rule: Penalty | None) -> tuple[Decimal | None, Problem | None]:
    fault = unusable(cell, spot, "points")
    if fault:
        return None, fault
    most = rule.most if rule else Decimal(100)
    try:
        points = read_number(cell)
    except ValueError:
        expected = f"0–{shown(most)}"
        return None, spot.fault("points.not-a-number", cell, expected=expected, column="points")
    if rule is None:
        return points, None
    if not 0 <= Fraction(points) <= most or points != round(points, MAX_DECIMALS):
        expected = shown(most)
        return None, spot.fault("penalty.out-of-range", cell, expected=expected, column="points")
    return points, None


def _without_repeats(read: Rows) -> Rows:
    """Return one row a deduction; of two that differ neither."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in read.rows:
        groups[row["component"], row["project_id"], row["name"]].append(row)
    agreed = [group[0] for group in groups.values() if len({row["points"] for row in group}) == 1]
    repeated = (fault for group in groups.values() for fault in _repeats(group))
    return Rows(tuple(_public(row) for row in agreed), (*read.problems, *repeated))


def _repeats(group: Sequence[Row]) -> Iterator[Problem]:
    for row in group if len(group) > 1 else ():
        others = "、".join(
            str(other["_spot"].document.ref(other["_spot"].sheet, other["_cell"]))
            for other in group
            if other is not row
        )
        spot: Spot = row["_spot"]
        yield spot.fault("penalty.duplicate", row["_cell"], expected=others, column="name")


def _public(row: Row) -> Row:
    return {key: value for key, value in row.items() if not key.startswith("_")}
