"""What survey sites export: one row a ballot, among much that is nobody's business here."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.grids.ballot_rows import REMARK, ballot_rows, telling_columns
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.claims import (
    LABEL,
    NOTE,
    UNHEADED,
    VALUE,
    Claim,
    Place,
    claim_all,
    ignored,
    unread,
)
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

HEADER_ROWS = 5
QUESTION = re.compile(r"[0-9]+[、.．:：].+")
NEEDED = 2
_APPLICATION = frozenset({"project_name", "college", "theme"})


def find_ballots(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the ballots that 问卷星 or 腾讯问卷 exported, or None.

    The header has at least two words that only such sites use, and numbered questions. A record
    is one ballot with its answers as `question:<column>`; who sent it, from where and how long it
    took is not kept; what a ballot says of whether it counts is, as `remark:<column>`. Which rows
    are ballots `ballot_rows` tells.
    """
    for row in list(sheet.rows)[:HEADER_ROWS]:
        cells = sheet.rows[row]
        n_known = sum(word_key(cell.text) in words.surveys.headers for cell in cells)
        questions = {cell.column: cell for cell in cells if QUESTION.fullmatch(plain(cell.text))}
        if n_known >= NEEDED and questions and not _asks_for_applications(questions, words):
            return _block(sheet, row, questions, words)
    return None


def _asks_for_applications(questions: Mapping[int, Cell], words: Vocabulary) -> bool:
    """Tell whether units applied through the site: 1、申报单位, 2、项目名称, 3、品牌主题."""
    asked = frozenset().union(*(words.fields_of(cell.text) for cell in questions.values()))
    return asked >= _APPLICATION


def _block(sheet: Sheet, row: int, questions: Mapping[int, Cell], words: Vocabulary) -> Block:
    headers = {f"question:{column}": cell for column, cell in questions.items()}
    below = {number: cells for number, cells in sheet.rows.items() if number > row}
    ballots = ballot_rows(sheet, row, questions.keys(), words)
    footers = {number: cells for number, cells in below.items() if number not in ballots}
    telling = telling_columns(sheet.rows[row], words)
    records = tuple(
        Record(_answers(cells, questions) | _remarks(cells, telling), cells[0])
        for number, cells in below.items()
        if number in ballots
    )
    notes = tuple(cell for cells in footers.values() for cell in cells)
    titles = tuple(cell for r, cells in sheet.rows.items() if r < row for cell in cells)
    unmapped = tuple(
        cell
        for cell in sheet.rows[row]
        if cell.column not in questions and not _is_known(cell, words)
    )
    return Block(
        "vote_ballots",
        sheet,
        records,
        headers=headers,
        titles=titles,
        notes=notes,
        unmapped=unmapped,
        claims=_claims(sheet, row, questions, words) | claim_all(notes, NOTE),
        layout="export",
    )


def _is_known(head: Cell, words: Vocabulary) -> bool:
    known = words.surveys.headers | words.surveys.valid | words.surveys.number | words.surveys.time
    return word_key(head.text) in known | words.ignored


def _claims(
    sheet: Sheet, row: int, questions: Mapping[int, Cell], words: Vocabulary
) -> dict[Place, Claim]:
    heads = {cell.column: cell for cell in sheet.rows[row]}
    kinds = {
        column: _column_claim(heads.get(column), questions, words) for _, column in sheet.cells
    }
    below = {place: kinds[place[1]] for place in sheet.cells if place[0] > row}
    return claim_all(heads.values(), LABEL) | below


def _column_claim(head: Cell | None, questions: Mapping[int, Cell], words: Vocabulary) -> Claim:
    if head is None:
        return unread(UNHEADED)
    if head.column in questions:
        return VALUE
    key = word_key(head.text)
    if key in words.surveys.private:
        return ignored("survey.private")
    return ignored("header.ignored" if _is_known(head, words) else "column.unmapped")


def _answers(cells: tuple[Cell, ...], questions: Mapping[int, Cell]) -> dict[str, Cell]:
    return {f"question:{cell.column}": cell for cell in cells if cell.column in questions}


def _remarks(cells: tuple[Cell, ...], telling: Collection[int]) -> dict[str, Cell]:
    """Return what a ballot says of itself, by `remark:<column>`."""
    return {f"{REMARK}{cell.column}": cell for cell in cells if cell.column in telling}
