"""The bytes of one year's files and of the register to documents, past the guard."""

from __future__ import annotations

import csv
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import xlrd
from docx.opc.exceptions import PackageNotFoundError
from xlrd.compdoc import CompDocError

from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.intake.cells import Document, Sheet
from assessment.intake.context import Row
from assessment.intake.delimited import read_delimited
from assessment.intake.excel import read_xls, read_xlsx
from assessment.intake.guard import FileKind, inspect_file
from assessment.intake.register import check_sheets
from assessment.intake.word import read_docx

REGISTER = "登记.xlsx"
_READERS: Mapping[FileKind, Callable[[bytes], tuple[Sheet, ...]]] = {
    FileKind.XLSX: read_xlsx,
    FileKind.XLS: read_xls,
    FileKind.DOCX: read_docx,
    FileKind.CSV: read_delimited,
}
# What the libraries raise on damaged bytes; anything else is our own fault and must crash.
_READER_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    xlrd.XLRDError,
    CompDocError,
    csv.Error,
    PackageNotFoundError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file after the guard: its row in `sources`, its cells if any, its problems.

    One that is the same byte for byte as another has no row; `same_as` names the other.
    """

    file: str
    source: Row
    document: Document | None
    problems: tuple[Problem, ...]
    same_as: str = ""


def open_register(data: bytes | None) -> Opened:
    """Return 登记.xlsx with the problems of its sheets.

    Problems
    --------
    Those of `guard.inspect_file`, and register.missing, register.sheet-missing,
    register.sheet-absent, register.column-missing.
    """
    if data is None:
        fault = problem("register.missing", CellRef(REGISTER))
        return Opened(REGISTER, {}, None, (fault,))
    opened = _open(REGISTER, data, None)
    missing = check_sheets(opened.document) if opened.document else ()
    return replace(opened, problems=(*opened.problems, *missing))


def open_files(files: Mapping[str, bytes], year: int) -> Iterator[Opened]:
    """Yield the files of a year by path, the same bytes once.

    Problems
    --------
    Those of `guard.inspect_file`, and file.duplicate.
    """
    first: dict[str, str] = {}
    for file in sorted(files):
        opened = _open(file, files[file], year)
        digest = opened.source["sha256"]
        if digest in first:
            fault = problem("file.duplicate", CellRef(file), actual=first[digest])
            yield Opened(file, {}, None, (fault,), same_as=first[digest])
            continue
        first[digest] = file
        yield opened


def _open(file: str, data: bytes, year: int | None) -> Opened:
    digest = hashlib.sha256(data).hexdigest()
    verdict = inspect_file(data, file)
    source: Row = {
        "source_id": digest[:12],
        "file": file,
        "year": year,
        "kind": str(verdict.kind),
        "sha256": digest,
        "received_date": None,
        "is_superseded": False,
    }
    if not verdict.may_open:
        return Opened(file, source, None, verdict.problems)
    try:
        sheets = _READERS[verdict.kind](data)
    except _READER_FAULTS as error:
        return Opened(file, source, None, (*verdict.problems, _reader_fault(file, error)))
    return Opened(file, source, Document(file, digest[:12], sheets), verdict.problems)


def _reader_fault(file: str, error: Exception) -> Problem:
    if "encrypted" in str(error).lower():
        return problem("file.password", CellRef(file))
    return problem("file.damaged", CellRef(file), actual=type(error).__name__)
