"""One file's bytes to sheets: guarded first, then read with the library its type needs.

This is what a worker process runs, so it imports neither numpy nor pandas.
"""

from __future__ import annotations

import csv
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import xlrd
from docx.opc.exceptions import PackageNotFoundError
from xlrd.compdoc import CompDocError

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.intake.cells import Sheet
from assessment.intake.formats.delimited import read_delimited
from assessment.intake.formats.excel import read_xls, read_xlsx
from assessment.intake.formats.ods import read_ods
from assessment.intake.formats.reading import Reading
from assessment.intake.formats.web import read_web
from assessment.intake.formats.word import read_docx
from assessment.intake.guard import FileKind, Inspection, inspect_file
from assessment.intake.guard.limits import Limits, Refused
from assessment.intake.guard.sheet_scan import LAST_COLUMN, LAST_ROW, Counts

_READERS: Mapping[FileKind, Callable[[bytes], tuple[Sheet, ...]]] = {
    FileKind.XLS: read_xls,
    FileKind.DOCX: read_docx,
    FileKind.CSV: read_delimited,
    FileKind.HTML: read_web,
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
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


def read_one(file: str, data: bytes, limits: Limits) -> Reading:
    """Return the sheets of a file, or the problem that says why there are none.

    Problems
    --------
    Those of `guard.inspect_file`, and file.damaged, file.password.
    """
    verdict = inspect_file(data, file, limits=limits)
    if not verdict.may_open:
        return Reading(str(verdict.kind), verdict.problems, None)
    try:
        sheets = _sheets(verdict, data, limits)
        _check_extent(sheets, limits)
    except Refused as refused:
        return _unread(verdict, refused.problem(file))
    except _READER_FAULTS as error:
        return _unread(verdict, _reader_fault(file, error))
    return Reading(str(verdict.kind), verdict.problems, sheets)


def _unread(verdict: Inspection, fault: Problem) -> Reading:
    return Reading(str(verdict.kind), (*verdict.problems, fault), None)


def _sheets(verdict: Inspection, data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    if verdict.kind is FileKind.XLSX:
        return read_xlsx(data, look=verdict.look)
    if verdict.kind is FileKind.ODS:
        return read_ods(data, limits=limits)
    return _READERS[verdict.kind](data)


def _check_extent(sheets: tuple[Sheet, ...], limits: Limits) -> None:
    """Refuse what no later step could walk through, whatever format it came in."""
    counts = Counts(limits)
    for sheet in sheets:
        counts.add_cells(len(sheet.cells))
        for r1, c1, r2, c2 in sheet.merges:
            counts.add_merge((r2 - r1 + 1) * (c2 - c1 + 1))
        if any(row > LAST_ROW or column > LAST_COLUMN for row, column in sheet.cells):
            raise Refused("cell.bad-reference", sheet=sheet.name)


def _reader_fault(file: str, error: Exception) -> Problem:
    if "encrypted" in str(error).lower():
        return problem("file.password", CellRef(file))
    return problem("file.damaged", CellRef(file), actual=detail("broken"))
