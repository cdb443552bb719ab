"""Two 申报表 of one project in two files, of which nobody has said which one holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.intake.layouts.context import Found, Row
from assessment.intake.words.values import Spot

_FORM = "application_form"


def form_of(row: Row | None) -> Row | None:
    """Return the row when it was read from a form; a line of a list is none."""
    return row if row is not None and row["_budget"].block.kind == _FORM else None


def budget_of(row: Row | None) -> list[list[str]]:
    """Return the lines of a form's budget as they stand there."""
    parts = row["_budget"].block.parts[:1] if row else ()
    return [
        [cell.text.strip() for cell in record.cells.values()]
        for part in parts
        for record in part.records
    ]


def without_budget(row: Row) -> Found:
    """Return a form as if it had no budget."""
    found: Found = row["_budget"]
    return replace(found, block=replace(found.block, parts=()))


def two_versions(
    first: Row | None, second: Row | None, compared: Mapping[str, str]
) -> Problem | None:
    """Return the problem of two forms in two files that say different things, or None.

    Parameters
    ----------
    first, second : mapping or None
        What was read from either form; None for a paper that is no form.
    compared : mapping
        What is compared and what people call it.

    Problems
    --------
    submission.two-versions
    """
    if first is None or second is None:
        return None
    old: Spot = first["_spot"]
    new: Spot = second["_spot"]
    if old.document.file == new.document.file:
        return None
    pairs = {label: (first[name], second[name]) for name, label in compared.items()}
    different = [label for label, two in pairs.items() if None not in two and two[0] != two[1]]
    if budget_of(first) != budget_of(second):
        different.append(detail("budget"))
    if not different:
        return None
    told = "、".join(different)
    cell = second["_cells"]["project_name"]
    return new.fault("submission.two-versions", cell, actual=told, expected=old.document.file)
