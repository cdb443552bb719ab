"""Several 申报表 on one sheet, below or beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assessment.intake.cells import Cell, Sheet
from assessment.intake.forms import APPLICATION_LABELS, find_application_form, form_of
from assessment.intake.grids.beside import band, cut, find_parts
from assessment.intake.layouts import Block
from assessment.intake.layouts.labels import find_labels
from assessment.intake.sheets.form_or_lines import Paper, find_heads, paper_of
from assessment.intake.words.vocabulary import Vocabulary

_PROJECT = "project_name"


def find_application_forms(
    sheet: Sheet, words: Vocabulary, titles: Sequence[Cell] = ()
) -> tuple[Block, ...]:
    """Return the 申报表 of a sheet, from left to right, then down; none where it is no form.

    `titles` stand above it in the text. One that may as well list what was spent or held is
    `unclear`.

    Below a form another one begins where another project is named together with its unit or
    theme, beside one where a project is named once more; what it lacks is told when it is read.
    """
    whole = find_application_form(sheet, words)
    if whole is None:
        return ()
    paper, head = paper_of(whole, list(find_heads(sheet, words)), titles, words)
    if paper is Paper.LINES:
        return ()
    if head is not None:
        return (replace(whole, unclear=(head,)),)
    parts = _beside(sheet, words)
    if len(parts) == 1:
        parts = [part for rows in _parts(sheet, words) for part in _beside(rows, words)]
    else:
        parts = [part for columns in parts for part in _parts(columns, words)]
    return tuple(form_of(part, words) for part in parts) if len(parts) > 1 else (whole,)


def _beside(sheet: Sheet, words: Vocabulary) -> list[Sheet]:
    """Return the columns of each form, with the titles over all of them; else the whole."""
    edges = [part.start for part in find_parts(sheet)]
    for starts in (_behind_gaps(sheet, edges, words), _named(sheet, words)):
        limits = [1, *starts[1:], sheet.last_column + 1]
        columns = [range(first, after) for first, after in pairwise(limits)]
        parts = [band(sheet, one, words) for one in columns]
        if len(parts) > 1 and all(_names_form(part, words) for part in parts):
            return parts
    return [sheet]


def _behind_gaps(sheet: Sheet, edges: list[int], words: Vocabulary) -> list[int]:
    """Return the columns behind blank ones from which on a project is named once more."""
    labels = _project_columns(sheet, words)
    starts = [max((edge for edge in edges if edge <= column), default=1) for column in labels]
    return sorted(set(starts))


def _named(sheet: Sheet, words: Vocabulary) -> list[int]:
    return sorted(set(_project_columns(sheet, words)))


def _project_columns(sheet: Sheet, words: Vocabulary) -> list[int]:
    """Return the columns in which some row names projects, the most of any row."""
    found = [[cell.column for cell in _naming(sheet, row, words)] for row in sheet.rows.values()]
    return max(found, key=len, default=[])


def _naming(sheet: Sheet, cells: Iterable[Cell], words: Vocabulary) -> list[Cell]:
    return [cell for cell in cells if _PROJECT in find_labels(sheet, (cell,), words)]


def _names_form(part: Sheet, words: Vocabulary) -> bool:
    labels = form_of(part, words).labels.keys()
    return _PROJECT in labels and len(labels & APPLICATION_LABELS) > 1


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
        naming = _naming(sheet, cells, words)
        if (
            naming
            and (text := find_labels(sheet, naming[:1], words)[_PROJECT].text.strip()) != last
        ):
            found.append(row)
            last = text
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
