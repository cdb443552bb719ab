"""A table of labels beside tables of one project: the cover of a closing report, for all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assessment.intake.cells import Cell, Sheet
from assessment.intake.forms import form_of
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import LABEL, VALUE, claim_all, ignored
from assessment.intake.layouts.labels import find_labelled
from assessment.intake.sheets.form_or_lines import Paper, paper_beside
from assessment.intake.words.vocabulary import Vocabulary

_FORM = "application_form"
_OF_ONE_PROJECT = frozenset({"activity_register", "ledger", "settlement"})
# A paper that has these is no application, whatever its cover asks for.
_OF_WHAT_WAS = frozenset({"ledger", "settlement"})
_CLOSING = re.compile("结项|结题|验收|总结")
_NAMING = ("project_name", "college")
Blocks = tuple[Block, ...]


def with_covers(
    sheets: Sequence[Sheet], found: Sequence[Blocks], is_text: Sequence[bool], words: Vocabulary
) -> list[Blocks]:
    """Return the tables of a document, those of one project with what its only cover names.

    A cover is a table of labels and nothing else, no lines of a text; also one that would be an
    申报表 where what was spent stands beside it, or a title says that it is the closing report.
    Where a table names its project itself nothing is taken from another.
    """
    every = [block for mine in found for block in mine]
    rest = [block for block in every if block.kind != _FORM]
    if not rest or any(not _wants_name(block) for block in rest):
        return list(found)
    is_closing = any(block.kind in _OF_WHAT_WAS for block in rest)
    is_closing = is_closing or any(_CLOSING.search(c.text) for one in every for c in _titles(one))
    paper = _paper([block for block in every if block.kind == _FORM], rest, words)
    if paper is Paper.UNCLEAR and not is_closing:
        return [tuple(map(_refused, mine)) for mine in found]
    is_closing = is_closing or paper is Paper.LINES
    covers = [
        n
        for n, mine in enumerate(found)
        if not is_text[n] and _may_be_cover(mine, is_closing=is_closing)
    ]
    labels = {n: _labels(sheets[n], words) for n in covers}
    naming = [n for n in covers if "project_name" in labels[n]]
    if len(naming) != 1:
        return list(found)
    (at,) = naming
    said = {name: labels[at][name] for name in _NAMING if name in labels[at]}
    return [
        (_cover(sheets[n], words),)
        if n == at
        else tuple(replace(block, labels={**said, **block.labels}) for block in mine)
        for n, mine in enumerate(found)
    ]


def _paper(forms: Sequence[Block], rest: Sequence[Block], words: Vocabulary) -> Paper:
    if len(forms) != 1:
        return Paper.FORM
    (form,) = forms
    above = (cell for cell in form.lines if cell.row <= form.sheet.n_above or not cell.sheet)
    titles = [*above, *(cell for block in rest for cell in block.titles)]
    return paper_beside(form, rest, titles, words)[0]


def _titles(block: Block) -> tuple[Cell, ...]:
    """Return what stands over a table; over a form its first row may be one."""
    first = block.sheet.rows[block.sheet.numbers[0]] if block.kind == _FORM else ()
    return (*block.lines, *(first if len(first) == 1 else ()))


def _refused(block: Block) -> Block:
    """Return a table of lines that may be a plan or not: nothing of it is to be read."""
    return block if block.kind == _FORM else replace(block, unclear=(_first_head(block),))


def _first_head(block: Block) -> Cell:
    return min(block.headers.values(), key=lambda cell: (cell.row, cell.column))


def _wants_name(block: Block) -> bool:
    stated = block.labels.keys() | block.headers.keys()
    return block.kind in _OF_ONE_PROJECT and "project_name" not in stated


def _may_be_cover(mine: Blocks, *, is_closing: bool) -> bool:
    return not mine or (is_closing and len(mine) == 1 and mine[0].kind == _FORM)


def _labels(sheet: Sheet, words: Vocabulary) -> dict[str, Cell]:
    """Return what a table of labels says by field, each cell with the name of its sheet."""
    return {
        name: cell._replace(sheet=sheet.name) for name, cell in form_of(sheet, words).labels.items()
    }


def _cover(sheet: Sheet, words: Vocabulary) -> Block:
    pairs = find_labelled(sheet, sheet.cells.values(), words)
    named = [pairs[name] for name in _NAMING if name in pairs]
    claims = claim_all(sheet.cells.values(), ignored("form.not-read"))
    claims |= claim_all((label for label, _ in named), LABEL)
    claims |= claim_all((value for _, value in named), VALUE)
    return Block("form_part", sheet, (), claims=claims, layout="form")
