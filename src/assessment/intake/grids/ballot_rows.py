"""Which rows of an export are ballots, and which ballots say that they do not count."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from enum import Enum, auto

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import is_note, is_repeated, is_total
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

REMARK = "remark:"
_TIME = re.compile(r"[0-9]{1,4}[-/.:年月][0-9]{1,2}")
_VOID = re.compile("作废|无效|废票|剔除|不计票|不计入|不作数|不算数|刷票")
_HEDGED = re.compile("疑|待[核查定]|拟|可能|是否|[?？]")
_DOUBTED = re.compile("异常|重复|刷|测试|删除|不算|不计")
_DENIED = re.compile("(?:不|未|非|无|没有?)[^,;。、]{0,3}(?:作废|无效|废票|剔除|刷票|异常|重复)")


class Standing(Enum):
    """What a remark says of its ballot."""

    SOUND = auto()
    DOUBTED = auto()
    VOID = auto()


def ballot_rows(
    sheet: Sheet, head: int, questions: Collection[int], words: Vocabulary
) -> frozenset[int]:
    """Return the rows below the header that are ballots.

    Every ballot has its number or its time. Where the export has such columns, rows below the last
    ballot without either are totals, signatures or 统计结果, but for answers right below it; so
    is the header once more. Words where the ballots have their numbers, no answer behind them,
    are a signature with its day: 导出人：某某 | 2017/12/16.
    """
    below = [number for number in sheet.rows if number > head]
    kept = [n for n in below if not is_repeated(sheet, head, n)]
    columns = {cell.column: word_key(cell.text) for cell in sheet.rows[head]}
    signed = _signed(sheet, kept, questions, columns, words)
    sure = [n for n in kept if n not in signed and _is_surely_one(sheet.rows[n], columns, words)]
    if not sure:
        return frozenset(n for n in kept if not _is_footer(sheet.rows[n], questions, words))
    found: set[int] = set(sure)
    is_over = False
    for number in kept:
        cells = sheet.rows[number]
        is_beyond = number > sure[-1]
        is_answered = any(cell.column in questions for cell in cells)
        is_footer = number in signed or _is_footer(cells, questions, words)
        is_footer = is_footer or (is_beyond and not is_answered)
        is_over = is_over or (is_beyond and is_footer)
        if not is_footer and not is_over:
            found.add(number)
    return frozenset(found)


def _signed(
    sheet: Sheet,
    rows: Sequence[int],
    questions: Collection[int],
    heads: Mapping[int, str],
    words: Vocabulary,
) -> frozenset[int]:
    """Return the rows without an answer that have words where the others have their numbers."""
    numbering = {column for column, head in heads.items() if head in words.surveys.number}
    boxes = {n: [cell for cell in sheet.rows[n] if cell.column in numbering] for n in rows}
    numbered = {c.column for cells in boxes.values() for c in cells if _is_number(c)}
    return frozenset(
        n
        for n, cells in boxes.items()
        if any(c.column in numbered and not _is_number(c) for c in cells)
        and not any(cell.column in questions for cell in sheet.rows[n])
    )


def _is_surely_one(cells: Sequence[Cell], heads: Mapping[int, str], words: Vocabulary) -> bool:
    surveys = words.surveys
    return any(
        (heads.get(cell.column) in surveys.number and _is_number(cell))
        or (heads.get(cell.column) in surveys.time and _is_time(cell))
        for cell in cells
    )


def _is_number(cell: Cell) -> bool:
    return cell.kind is CellKind.NUMBER or plain(cell.text).isdecimal()


def _is_time(cell: Cell) -> bool:
    return cell.kind is CellKind.DATE or _TIME.match(plain(cell.text)) is not None


def _is_footer(cells: Sequence[Cell], questions: Collection[int], words: Vocabulary) -> bool:
    """Tell whether a row is no ballot: a total, a signature, a remark alone in its row."""
    first = cells[0]
    if is_note(first, words):
        return True
    # Nearly every ballot begins with its number or its time.
    if first.column in questions or plain(first.text)[:1].isdecimal():
        return False
    is_counted = word_key(first.text) in words.counts
    return len(cells) == 1 or is_counted or is_total(first, words)


def telling_columns(heads: Sequence[Cell], words: Vocabulary) -> frozenset[int]:
    """Return the columns in which a ballot may say that it does not count: 备注, 是否有效."""
    known = words.surveys.valid | words.line_states["column"]
    return frozenset(
        cell.column
        for cell in heads
        if word_key(cell.text) in known or "note" in words.fields_of(cell.text)
    )


def standing(cell: Cell, head: Cell, words: Vocabulary) -> Standing:
    """Return what a cell says of its ballot: 作废（重复IP）, 否 below 是否有效, 疑似刷票.

    What nobody understands in a remark is none of our business.
    """
    text, key = plain(cell.text), word_key(cell.text)
    if plain(head.text).startswith("是否") and text in words.no | words.yes:
        return Standing.VOID if text in words.no else Standing.SOUND
    if key in words.line_states["void"]:
        return Standing.VOID
    if _DENIED.search(text) or key in words.line_states["sound"]:
        return Standing.SOUND
    if _HEDGED.search(text):
        return Standing.DOUBTED
    if _VOID.search(text):
        return Standing.VOID
    return Standing.DOUBTED if _DOUBTED.search(text) else Standing.SOUND
