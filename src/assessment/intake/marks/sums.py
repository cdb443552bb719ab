"""The sums that judges write beside their marks, checked against the marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.core.rules import Rules
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, shown
from assessment.intake.layouts.context import Found, Row
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import POINTS, Spot, read_number, without_unit
from assessment.intake.words.vocabulary import Vocabulary

_ADDED = frozenset({"given", "blank"})


def wrong_sums(rows: Sequence[Row], rules: Rules) -> Iterator[Problem]:
    """Yield a problem for each sum that is not that of its criteria, plain or with factors.

    A blank box bears no points: a judge who only wrote the sum is told. Nothing is said where a
    criterion is missing, was not given for a reason or cannot be read.

    Problems
    --------
    total.does-not-add-up
    """
    for (component, *_), mine in _by_total(rows).items():
        part = rules.component(component)
        assert isinstance(part, Judged)
        told = {row["criterion"]: row["status"] for row in mine}
        is_whole = told.keys() == {criterion.name for criterion in part.criteria}
        if is_whole and set(told.values()) <= _ADDED:
            given = {row["criterion"]: row["_points"] for row in mine if row["status"] == "given"}
            is_partly_blank = len(given) < len(told)
            yield from _fault(
                mine[0]["_spot"], mine[0]["_total"], _sums(part, given),
                is_partly_blank=is_partly_blank,
            )  # fmt: skip


def _by_total(rows: Sequence[Row]) -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.get("_total") is not None:
            cell: Cell = row["_total"]
            spot: Spot = row["_spot"]
            found[row["component"], spot.src(cell), row["judge_id"]].append(row)
    return found


def _sums(part: Judged, given: Mapping[str, Decimal]) -> tuple[Fraction, Fraction]:
    plain = sum((Fraction(points) for points in given.values()), Fraction(0))
    factors = {criterion.name: Fraction(criterion.factor) for criterion in part.criteria}
    return plain, sum((factors[name] * Fraction(p) for name, p in given.items()), Fraction(0))


def _fault(
    spot: Spot, cell: Cell, sums: tuple[Fraction, Fraction], *, is_partly_blank: bool
) -> Iterator[Problem]:
    if cell.kind not in (CellKind.TEXT, CellKind.NUMBER) or not cell.text.strip():
        return
    try:
        stated = Fraction(read_number(without_unit(cell, POINTS)))
    except ValueError:
        # 回避 below 总分, beside blank boxes, is no sum.
        if is_partly_blank:
            return
        stated = None
    if stated not in sums:
        number = shown(Decimal(sums[1].numerator) / sums[1].denominator)
        expected = detail("sum_of_blanks", n=number) if is_partly_blank else number
        yield spot.fault("total.does-not-add-up", cell, expected=expected, column="points")


def means_of_nothing(found: Found, words: Vocabulary) -> Iterator[Problem]:
    """Yield a problem for each mean or sum of a project in whose row no judge gave a mark.

    Problems
    --------
    total.does-not-add-up
    """
    block, spot = found.block, found.spot("marks")
    heads = [cell for name, cell in block.headers.items() if name.startswith("judge:")]
    if block.layout != "table" or not heads:
        return
    row = max(cell.row for cell in heads)
    columns = [cell.column for cell in block.sheet.rows[row] if _is_worked_out(cell, heads, words)]
    for record in block.records:
        if any(_is_given(cell, words) for name, cell in record.cells.items() if ":" in name):
            continue
        stated = (block.sheet.own(record.anchor.row, column) for column in columns)
        cell = next((one for one in stated if one and _is_more_than_nought(one)), None)
        if cell is not None:
            expected = detail("sum_of_blanks", n="0")
            yield spot.fault("total.does-not-add-up", cell, expected=expected, column="points")


def _is_worked_out(head: Cell, judges: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a column holds means or sums of the judges' marks, and no ranks."""
    key, fields = word_key(head.text), words.fields_of(head.text)
    is_last = head.column > max(cell.column for cell in judges)
    is_result = is_last and key in words.results and "college_order" not in fields
    return "total_mark" in fields or key in words.means or is_result


def _is_given(cell: Cell, words: Vocabulary) -> bool:
    text = plain(cell.text)
    return bool(text) and words.statuses.get(text) != "blank"


def _is_more_than_nought(cell: Cell) -> bool:
    try:
        return read_number(without_unit(cell, POINTS)) > 0
    except ValueError:
        return False
