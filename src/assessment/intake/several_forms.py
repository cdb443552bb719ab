"""Several 申报表 below each other on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assessment.intake.beside import cut
from assessment.intake.cells import Sheet
from assessment.intake.forms import APPLICATION_LABELS, find_application_form, form_of
from assessment.intake.layouts import Block, find_labels
from assessment.intake.vocabulary import Vocabulary


def find_application_forms(sheet: Sheet, words: Vocabulary) -> tuple[Block, ...]:
    """Return the 申报表 of a sheet, from the top down; none where it is no form.

    Another one begins where another project is named together with its unit or theme; what it
    lacks is told when it is read.
    """
    whole = find_application_form(sheet, words)
    if whole is None:
        return ()
    parts = list(_parts(sheet, words))
    return tuple(form_of(part, words) for part in parts) if len(parts) > 1 else (whole,)


def _parts(sheet: Sheet, words: Vocabulary) -> Iterator[Sheet]:
    """Yield the rows of each form, with the titles right above it."""
    tops = [_top(sheet, row) for row in _starts(sheet, words)[1:]]
    end = max(sheet.rows) + 1
    limits = [min(sheet.rows), *tops, end]
    forms = [top for top, after in pairwise(limits[1:]) if _is_form(sheet, top, after, words)]
    for first, after in pairwise([limits[0], *forms, end]):
        yield cut(sheet, range(first, after))


def _starts(sheet: Sheet, words: Vocabulary) -> list[int]:
    """Return the rows that name a project other than the one named before."""
    found: list[int] = []
    last = ""
    for row, cells in sheet.rows.items():
        named = find_labels(sheet, cells, words).get("project_name")
        if named is not None and named.text.strip() != last:
            found.append(row)
            last = named.text.strip()
    return found


def _top(sheet: Sheet, row: int) -> int:
    """Return the first of the titles that stand right above a row."""
    place = sheet.numbers.index(row)
    while place and len(sheet.rows[sheet.numbers[place - 1]]) == 1:
        place -= 1
    return sheet.numbers[place]


def _is_form(sheet: Sheet, first: int, after: int, words: Vocabulary) -> bool:
    part = cut(sheet, range(first, after))
    return len(form_of(part, words).labels.keys() & APPLICATION_LABELS) > 1
