"""Forms: labels with values beside them, and the small tables inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.core.rules import Rules
from assessment.intake.cells import Cell, Sheet, in_order
from assessment.intake.layouts import Block, Record, find_labels, is_total
from assessment.intake.vocabulary import Vocabulary, word_key

_APPLICATION_LABELS = frozenset({"project_name", "college", "theme"})


def find_application_form(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the 申报表 of a sheet, with its budget lines as a part, or None."""
    budget = _budget(sheet, words)
    inside = {cell for part in budget for record in part.records for cell in record.cells.values()}
    cells = tuple(cell for cell in in_order(sheet) if cell not in inside)
    labels = find_labels(sheet, cells, words)
    if not labels.keys() >= _APPLICATION_LABELS:
        return None
    record = Record(labels, labels["project_name"])
    return Block("application_form", sheet, (record,), labels=labels, around=cells, parts=budget)


def _budget(sheet: Sheet, words: Vocabulary) -> tuple[Block, ...]:
    for row, cells in sheet.rows.items():
        header: dict[str, Cell] = {}
        for cell in cells:
            for name in words.fields_of(cell.text) & {"category", "planned"}:
                header.setdefault(name, cell)
        if header.keys() >= {"category", "planned"}:
            return (_budget_block(sheet, row, header, words),)
    return ()


def _budget_block(sheet: Sheet, row: int, header: Mapping[str, Cell], words: Vocabulary) -> Block:
    records, totals = [], []
    for below in (r for r in sheet.rows if r > row):
        values = {name: sheet.own(below, cell.column) for name, cell in header.items()}
        category, planned = values["category"], values["planned"]
        if category is None or category.row != below:
            break
        cells = {"category": category} | ({"planned": planned} if planned else {})
        if is_total(category, words):
            totals.append(Record(cells, category))
            break
        records.append(Record(cells, category))
    return Block("budget", sheet, tuple(records), headers=header, totals=tuple(totals))


def find_mark_form(sheet: Sheet, words: Vocabulary, rules: Rules) -> Block | None:
    """Return the form on which one judge marks one project, or None.

    The criteria stand one below the other; their marks in the column headed 得分.
    """
    mark_header = _mark_header(sheet, words)
    if mark_header is None:
        return None
    marks = dict(_criterion_marks(sheet, mark_header, rules))
    around = tuple(cell for cell in in_order(sheet) if cell not in marks.values())
    labels = find_labels(sheet, around, words)
    if len(marks) < 2 or "project_name" not in labels:
        return None
    project = {name: labels[name] for name in ("project_name", "college") if name in labels}
    record = Record(project | marks, labels["project_name"])
    return Block("mark_form", sheet, (record,), labels=labels, around=around)


def _mark_header(sheet: Sheet, words: Vocabulary) -> Cell | None:
    for cell in in_order(sheet):
        if "mark" in words.fields_of(cell.text):
            return cell
    return None


def _criterion_marks(sheet: Sheet, header: Cell, rules: Rules) -> Iterator[tuple[str, Cell]]:
    names = {
        word_key(criterion.name): criterion.name
        for part in rules.components
        if part.kind == "judged"
        for criterion in part.criteria
    }
    for cell in in_order(sheet):
        name = names.get(word_key(cell.text))
        if name is None or cell.row <= header.row:
            continue
        mark = sheet.own(cell.row, header.column)
        # A blank box is a mark that was not given, not a criterion that is not there.
        yield f"criterion:{name}", mark or Cell(cell.row, header.column, cell.kind, "")
