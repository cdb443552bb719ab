"""Labels with what stands behind or beside them: 项目名称：…, 申报单位 | 临床医学院."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet, text_cell
from assessment.intake.cells.ticks import TICKED, UNTICKED
from assessment.intake.layouts import is_label
from assessment.intake.words.header_words import is_listed, word_key
from assessment.intake.words.vocabulary import Vocabulary

# Boxes to tick go on behind such a gap.
_CHUNKS = re.compile(rf"(?:\s{{2,}}+|\n|\t|　++)(?!\s*[{TICKED}{UNTICKED}])")
_PROJECT = "project_name"
_BEFORE_LABEL = re.compile(r"\s(?=[^\s:]{2,10}:)")
# The line on which a printed form wants to be filled in, with what it wants there.
_RULED = re.compile(r"^[\s_＿]*[_＿]{2,}|[_＿]{2,}[\s_＿]*(?=$|[(（][^()（）]*[)）]\s*$)")
_ASKED = re.compile(r"[(（][^()（）]*(?:签|章|填|写|编号|姓名)[^()（）]*[)）]$")
# 单位：百票 names no college.
_YUAN = re.compile("[十百千万亿]*元")
_COUNTED_IN = re.compile("[十百千万亿]*[票张份]|[十百千万亿]+(?:人次?|[次个篇件])|%")


def find_labels(sheet: Sheet, cells: Iterable[Cell], words: Vocabulary) -> dict[str, Cell]:
    """Return values that stand beside or behind their label, by field; the first one wins."""
    return {name: value for name, (_, value) in find_labelled(sheet, cells, words).items()}


def find_labelled(
    sheet: Sheet, cells: Iterable[Cell], words: Vocabulary
) -> dict[str, tuple[Cell, Cell]]:
    """Return label and value by field, as `find_labels`; they may be parts of one cell."""
    found: dict[str, tuple[Cell, Cell]] = {}
    for label, name, value in labelled(sheet, cells, words):
        found.setdefault(name, (label, value))
    return found


def labelled(
    sheet: Sheet, cells: Iterable[Cell], words: Vocabulary
) -> Iterator[tuple[Cell, str, Cell]]:
    """Yield each label with its field and its value, also of a field that was told before."""
    for cell in cells:
        for name, value in _labelled(sheet, cell, words):
            yield cell, name, value


def _labelled(sheet: Sheet, cell: Cell, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    for label, told in _pairs(cell.text, words):
        value = written(told)
        # 1、项目名称：写全称，不超过20字。 is what 填表说明 says, not what somebody filled in.
        if value and not is_listed(label) and not _is_unit(value, words):
            for name in words.fields_of(label):
                yield name, text_cell(cell.row, cell.column, value)
    beside = sheet.at(cell.row, sheet.after(cell))
    if beside is None or beside.row != cell.row:
        return
    if _is_no_value(beside, words) and not answers(cell, beside):
        return
    if _RULED.search(beside.text):
        beside = beside._replace(text=written(beside.text))
        if not beside.text:
            return
    for name in words.fields_of(cell.text):
        if not _is_unit(beside.text, words):
            yield name, beside


def written(text: str) -> str:
    """Return what is written on the line of a printed form, and not the line itself.

    Examples
    --------
    >>> written("__3__"), written("______（签名）"), written("__药学院__（盖章）"), written("a_b")
    ('3', '', '药学院', 'a_b')
    """
    bare = _RULED.sub("", text).strip()
    return _ASKED.sub("", bare) if bare != text.strip() else bare


def _is_unit(text: str, words: Vocabulary) -> bool:
    word = plain(text).strip("()")
    return (
        word in words.money_units
        or _YUAN.fullmatch(word) is not None
        or _COUNTED_IN.fullmatch(word) is not None
    )


def _pairs(text: str, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the labels with a colon in a text, and what stands behind each.

    Behind one that was left blank the next label stands, no value.
    """
    if ":" not in text and "：" not in text:
        return
    chunks = [*_chunks(unicodedata.normalize("NFKC", text).strip(), words), ""]
    for chunk, behind in pairwise(chunks):
        label, mark, value = chunk.partition(":")
        if mark and not value.strip() and ":" not in behind and _PROJECT in words.fields_of(label):
            # 项目名称： and the name on the next line of the cell.
            value = behind
        if mark and (value.endswith(":") or _is_name(value.partition(":")[0], words)):
            yield label, ""
            yield from _pairs(value, words)
        elif mark:
            yield label, value.strip()


def _chunks(text: str, words: Vocabulary) -> Iterator[str]:
    """Yield the parts of a text that gaps set apart; before a label one space is enough."""
    for chunk in _CHUNKS.split(text):
        mine = ""
        for part in _BEFORE_LABEL.split(chunk):
            if mine and _is_name(part.partition(":")[0], words):
                yield mine
                mine = part
            else:
                mine = f"{mine} {part}" if mine else part
        yield mine


def _is_no_value(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell beside a label is a label itself, with its value or without."""
    head, mark, _ = cell.text.replace("：", ":").partition(":")
    return is_label(cell) or _is_name(cell.text, words) or (bool(mark) and _is_name(head, words))


def answers(question: Cell, answer: Cell) -> bool:
    """Tell whether a cell says yes in the words of its question: 是否第二项, 第二项."""
    return word_key(question.text) == f"是否{word_key(answer.text)}"


def _is_name(text: str, words: Vocabulary) -> bool:
    is_known = bool(words.fields_of(text)) or word_key(text) in words.ignored
    return is_known or word_key(text) in words.labels
