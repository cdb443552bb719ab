"""The cell that a line of 更正登记 means: which file, which sheet, which address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz, process

from assessment.core.details import detail
from assessment.core.problems import problem_kinds
from assessment.core.provenance import address, position
from assessment.core.text import plain
from assessment.intake.cells import Document, Sheet
from assessment.intake.formats.word import is_word_text
from assessment.intake.inbox.opening import Opened
from assessment.intake.register import Line, needed
from assessment.intake.words.names import NEAR
from assessment.intake.words.values import Read

_ROOT = "data/raw/"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a file that was read; there need be nothing in it."""

    document: Document
    sha256: str
    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The A1 address."""
        return address(self.row, self.column)


def find_place(line: Line, papers: Sequence[Opened]) -> Read[Place]:
    """Return the cell that a line means, or the problem of finding none.

    The file is named by its path under data/raw, or by its name or the end of its path when only
    one file ends so; the sheet may be blank when only one holds anything.

    Problems
    --------
    register.value-missing, correction.file-unknown, correction.file-several,
    correction.file-unread, correction.place-unknown
    """
    item = _file(line, papers)
    if item.value is None or item.value.document is None:
        return Read(None, item.problems)
    sheet, spot = _sheet(line, item.value.document), _address(line)
    if sheet.value is None or spot.value is None:
        return Read(None, (*sheet.problems, *spot.problems))
    digest = item.value.source["sha256"]
    return Read(Place(item.value.document, digest, sheet.value.name, *spot.value))


def _file(line: Line, papers: Sequence[Opened]) -> Read[Opened]:
    cell = line.cells.get("文件")
    if cell is None:
        return needed(line, "文件", lambda _: Read(None))
    # What is the same byte for byte is one file, by whichever of its names it is called.
    names = {item.file: item.same_as or item.file for item in papers}
    files = sorted({names[file] for file in _fitting(cell.text, list(names))})
    found = [item for item in papers if item.file in files]
    if len(found) == 1 and found[0].document is not None:
        return Read(found[0])
    if len(found) == 1:
        code, said = "correction.file-unread", _reason(found[0])
    elif found:
        code, said = "correction.file-several", "、".join(files)
    else:
        code, said = "correction.file-unknown", _nearest(cell.text, list(names))
    return Read(None, (line.spot.fault(code, cell, expected=said, column="文件"),))


def _reason(item: Opened) -> str:
    """Return in a few words why a file was not read."""
    return problem_kinds()[item.problems[-1].code].title()


def _nearest(text: str, files: Sequence[str]) -> str:
    found = process.extractOne(text, files, scorer=fuzz.partial_ratio)
    return found[0] if found and found[1] >= NEAR else detail("none")


def is_file(text: str, file: str) -> bool:
    """Tell whether a text names a file: its path, the end of it, or that without extension."""
    return bool(_fitting(text, [file]))


def _fitting(text: str, files: Sequence[str]) -> list[str]:
    """Return the files of that very path, else those that end so, else so but for the extension."""
    wanted = _key(text)
    keys = {file: _key(file) for file in files}
    exact = [file for file in files if keys[file] == wanted]
    ending = [file for file in files if f"/{keys[file]}".endswith(f"/{wanted}")]
    bare = [file for file in files if f"/{_stem(keys[file])}".endswith(f"/{wanted}")]
    return exact or ending or bare


def _key(text: str) -> str:
    path = plain(text.replace("\\", "/")).casefold()
    return path.rpartition(_ROOT)[2].strip("/")


def _stem(key: str) -> str:
    return key.removesuffix(PurePosixPath(key).suffix)


def _sheet(line: Line, document: Document) -> Read[Sheet]:
    cell = line.cells.get("工作表")
    filled = [s for s in document.sheets if s.cells and not is_word_text(document, s)]
    if cell is None:
        found = filled if len(filled) == 1 else []
    else:
        # A sheet of a text file has no name; Excel shows some, and there is but one to be meant.
        wanted = plain(cell.text).casefold()
        found = [s for s in document.sheets if plain(s.name).casefold() in (wanted, "")]
    if found:
        return Read(found[0])
    listed = "、".join(sheet.name for sheet in document.sheets)
    where = cell or line.cells.get("单元格") or line.anchor
    fault = line.spot.fault(
        "correction.place-unknown",
        where,
        actual=cell.text.strip() if cell else detail("blank"),
        expected=listed,
        column="工作表",
    )
    return Read(None, (fault,))


def _address(line: Line) -> Read[tuple[int, int]]:
    cell = line.cells.get("单元格")
    if cell is None:
        return needed(line, "单元格", lambda _: Read(None))
    try:
        row, column = position(plain(cell.text).upper().replace("$", ""))
    except ValueError:
        row, column = 0, 0
    if 1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN:
        return Read((row, column))
    wanted = detail("address")
    fault = line.spot.fault("correction.place-unknown", cell, expected=wanted, column="单元格")
    return Read(None, (fault,))
