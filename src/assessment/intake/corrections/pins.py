"""What 登记.xlsx「表头对照」 says a header is read as: in a file, on a sheet or everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Document, Sheet
from assessment.intake.corrections.places import is_file
from assessment.intake.register import Line, lines_of, year_of
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import read_text
from assessment.intake.words.vocabulary import Vocabulary

NOT_READ = "不读"
_SHEET = "表头对照"


@dataclass(frozen=True, slots=True)
class Pin:
    """A header (as `word_key` gives it) and the header whose meaning it takes; where it holds."""

    header: str
    meaning: str
    file: str = ""
    sheet: str = ""

    def holds_in(self, document: Document, sheet: Sheet) -> bool:
        """Tell whether the line is about a sheet; one that names no file is about every one."""
        is_here = not self.sheet or plain(sheet.name) == self.sheet
        return is_here and (not self.file or is_file(self.file, document.file))


def read_pins(
    register: Document, year: int, words: Vocabulary
) -> tuple[tuple[Pin, ...], list[Problem]]:
    """Return what sheet 表头对照 says for a year; a line without a year holds for every one.

    Problems
    --------
    register.value-missing, register.value-unknown
    """
    pins: list[Pin] = []
    problems: list[Problem] = []
    for line in lines_of(register, _SHEET, ""):
        if "年度" in line.cells and year_of(line).value != year:
            problems += year_of(line).problems
            continue
        fault = _fault(line, words)
        if fault is None:
            pins.append(_pin(line))
        else:
            problems.append(fault)
    return tuple(pins), problems


def _fault(line: Line, words: Vocabulary) -> Problem | None:
    for header in ("表头", "读作"):
        if line.text(header) is None:
            return line.spot.fault("register.value-missing", line.anchor, column=header)
    meaning = line.cells["读作"]
    if plain(meaning.text) == NOT_READ or words.is_known(meaning.text):
        return None
    near = words.nearest(meaning.text)
    return line.spot.fault("register.value-unknown", meaning, expected=near, column="读作")


def _pin(line: Line) -> Pin:
    header, meaning = (read_text(line.cells[name]) or "" for name in ("表头", "读作"))
    file, sheet = (plain(line.text(name) or "") for name in ("文件", "工作表"))
    return Pin(word_key(header), meaning, file, sheet)


def words_for(
    words: Vocabulary, pins: Sequence[Pin], document: Document, sheet: Sheet
) -> Vocabulary:
    """Return the words that hold on a sheet; the narrower line wins over the wider one."""
    mine = sorted((pin for pin in pins if pin.holds_in(document, sheet)), key=_width)
    for pin in mine:
        words = _with_pin(words, pin)
    return words


def _width(pin: Pin) -> tuple[bool, bool]:
    return bool(pin.file), bool(pin.sheet)


def _with_pin(words: Vocabulary, pin: Pin) -> Vocabulary:
    is_passed = plain(pin.meaning) == NOT_READ
    fields = {word: names for word, names in words.fields.items() if word != pin.header}
    parts = {word: names for word, names in words.parts.items() if word != pin.header}
    if not is_passed:
        fields |= dict(_named(pin.header, words.fields_of(pin.meaning)))
        parts |= dict(_named(pin.header, words.parts_of(pin.meaning)))
    is_ignored = is_passed or not (pin.header in fields or pin.header in parts)
    ignored = words.ignored | {pin.header} if is_ignored else words.ignored - {pin.header}
    return replace(words, fields=fields, parts=parts, ignored=ignored)


def _named(header: str, names: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    if names:
        yield header, names
