"""One year's files and the register to typed tables and the problems on the way."""

from __future__ import annotations

import csv
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import xlrd
from docx.opc.exceptions import PackageNotFoundError
from xlrd.compdoc import CompDocError

from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.intake.applications import projects_index, read_applications
from assessment.intake.cells import Document, Sheet, in_order
from assessment.intake.context import Found, Names, Row, Rows
from assessment.intake.delimited import read_delimited
from assessment.intake.excel import read_xls, read_xlsx
from assessment.intake.forms import find_application_form, find_mark_form
from assessment.intake.grids import find_grid
from assessment.intake.guard import FileKind, inspect_file
from assessment.intake.layouts import Block
from assessment.intake.ledgers import read_ledgers
from assessment.intake.marks import read_marks
from assessment.intake.names import colleges_index, judges_index
from assessment.intake.register import check_sheets
from assessment.intake.register_rows import (
    read_colleges,
    read_decisions,
    read_judges,
    read_submissions,
)
from assessment.intake.running import read_running_order
from assessment.intake.vocabulary import Vocabulary, vocabulary
from assessment.intake.votes import read_tallies
from assessment.intake.word import TEXT_SHEET, read_docx

REGISTER = "登记.xlsx"
TABLES = (
    "sources",
    "submissions",
    "colleges",
    "judges",
    "applications",
    "budget_plan",
    "running_order",
    "marks",
    "votes",
    "vote_counts",
    "ledger",
    "decisions",
)
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
    """A file after the guard: its row in `sources`, its cells if any, its problems."""

    source: Row
    document: Document | None
    problems: tuple[Problem, ...]


def read_year(files: Mapping[str, bytes], register: bytes | None, /, *, rules: Rules) -> Result:
    """Read everything that lies in one year's folder.

    Parameters
    ----------
    files : mapping
        Bytes by path under data/raw, for instance `2017/答辩/第一场.xlsx`.
    register : bytes or None
        登记.xlsx, or None when there is none.
    rules : Rules
        The year's rules.

    Returns
    -------
    Result
        The tables of `TABLES`. `applications.status` and `ledger.status` are `<NA>`: they follow
        from rules that other rooms own. `facts` counts files and sheets.

    Problems
    --------
    Those of `guard.inspect_file`, of every reader, and file.duplicate, register.missing,
    register.sheet-missing, register.column-missing, sheet.not-recognised, year.no-data.
    """
    opened = [*_open_register(register), *_open_files(files, rules.year)]
    words = vocabulary(rules)
    documents = [item.document for item in opened if item.document is not None]
    book = next((item for item in documents if item.file == REGISTER), None)
    papers = [item for item in documents if item.file != REGISTER]
    found, notices = _recognise(papers, words, rules)
    # Without the register nobody is known; one problem says so better than one a row.
    rows, problems = _read_tables(found, book, words, rules) if book else ({}, [])
    rows["sources"] = [_source(item, found) for item in opened if item.source]
    before = [fault for item in opened for fault in item.problems]
    if not files:
        before.append(problem("year.no-data", CellRef(""), actual=str(rules.year)))
    facts = {"n_files": len(files), "n_sheets": sum(len(item.sheets) for item in papers)}
    tables = {name: _frame(name, rows.get(name, ())) for name in TABLES}
    return Result(tables, Problems((*before, *notices, *problems)), facts)


def _frame(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    return conform(pd.DataFrame(list(rows)), name) if rows else empty(name)


def _open_register(data: bytes | None) -> Iterator[Opened]:
    if data is None:
        fault = problem("register.missing", CellRef(REGISTER))
        yield Opened({}, None, (fault,))
        return
    opened = _open(REGISTER, data, None)
    missing = check_sheets(opened.document) if opened.document else ()
    yield replace(opened, problems=(*opened.problems, *missing))


def _open_files(files: Mapping[str, bytes], year: int) -> Iterator[Opened]:
    first: dict[str, str] = {}
    for file in sorted(files):
        opened = _open(file, files[file], year)
        digest = opened.source["sha256"]
        if digest in first:
            fault = problem("file.duplicate", CellRef(file), actual=first[digest])
            yield Opened({}, None, (fault,))
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
        return Opened(source, None, verdict.problems)
    try:
        sheets = _READERS[verdict.kind](data)
    except _READER_FAULTS as error:
        return Opened(source, None, (*verdict.problems, _reader_fault(file, error)))
    return Opened(source, Document(file, digest[:12], sheets), verdict.problems)


def _reader_fault(file: str, error: Exception) -> Problem:
    if "encrypted" in str(error).lower():
        return problem("file.password", CellRef(file))
    return problem("file.damaged", CellRef(file), actual=type(error).__name__)


def _recognise(
    documents: Sequence[Document], words: Vocabulary, rules: Rules
) -> tuple[list[Found], list[Problem]]:
    found: list[Found] = []
    notices: list[Problem] = []
    for document in documents:
        for sheet in document.sheets:
            if sheet.name == TEXT_SHEET or not sheet.cells:
                continue
            block = _block(sheet, words, rules)
            if block is None:
                notices.append(problem("sheet.not-recognised", document.ref(sheet)))
                continue
            found.append(Found(block, document))
            notices += _notices(found[-1])
    return found, notices


def _block(sheet: Sheet, words: Vocabulary, rules: Rules) -> Block | None:
    return (
        find_application_form(sheet, words)
        or find_mark_form(sheet, words, rules)
        or find_grid(sheet, words, rules)
    )


def _notices(found: Found) -> Iterator[Problem]:
    """Yield what a careful clerk would point out about a sheet before reading values."""
    sheet, spot = found.block.sheet, found.spot("")
    if sheet.is_hidden:
        yield spot.fault("sheet.hidden", None)
    for row, cells in sheet.rows.items():
        if row in sheet.hidden_rows:
            yield spot.fault("row.hidden", cells[0])
    for column in sorted(sheet.hidden_columns):
        first = next((cell for cell in in_order(sheet) if cell.column == column), None)
        if first is not None:
            yield spot.fault("column.hidden", first)
    for cell in in_order(sheet):
        if cell.is_struck:
            yield spot.fault("cell.struck-out", cell)
        if cell.comment:
            yield spot.fault("cell.commented", cell, actual=cell.comment)
    for cell in found.block.unmapped:
        yield spot.fault("column.unmapped", cell, actual=" ".join(cell.text.split()))
    for cell, other in found.block.repeated:
        yield spot.fault("column.repeated", cell, expected=other)


def _read_tables(
    found: Sequence[Found], book: Document, words: Vocabulary, rules: Rules
) -> tuple[dict[str, Sequence[Row]], list[Problem]]:
    colleges = read_colleges(book)
    people = Names(words, rules, colleges_index(colleges.rows, words), judges_index((), rules.year))
    judges = read_judges(book, people)
    submissions = read_submissions(book, people)
    applications, plans = read_applications(_of(found, "application_"), people)
    names = replace(
        people,
        judges=judges_index(judges.rows, rules.year),
        projects=projects_index(applications.rows),
    )
    decisions = read_decisions(book, names)
    applications = _with_outstanding(applications, decisions)
    votes, counts = read_tallies(_of(found, "vote_"), names)
    read = {
        "colleges": colleges,
        "judges": judges,
        "submissions": submissions,
        "applications": applications,
        "budget_plan": plans,
        "decisions": decisions,
        "running_order": read_running_order(_of(found, "mark_"), names),
        "marks": read_marks(_of(found, "mark_"), names),
        "votes": votes,
        "vote_counts": counts,
        "ledger": read_ledgers(_of(found, "ledger"), names),
    }
    problems = [fault for part in read.values() for fault in part.problems]
    return {name: part.rows for name, part in read.items()}, problems


def _with_outstanding(applications: Rows, decisions: Rows) -> Rows:
    """Mark second projects that the committee found outstanding; status is decided later."""
    found = {
        row["project_id"]
        for row in decisions.rows
        if row["matter"] == "second" and row["outcome"] == "yes"
    }
    rows = (
        row | {"is_exceptional": row["project_id"] in found, "status": None}
        for row in applications.rows
    )
    return Rows(tuple(rows), applications.problems)


def _of(found: Sequence[Found], kind: str) -> list[Found]:
    return [item for item in found if item.block.kind.startswith(kind)]


def _source(opened: Opened, found: Sequence[Found]) -> Row:
    kinds = {item.block.kind for item in found if item.document is opened.document}
    return opened.source | ({"kind": "+".join(sorted(kinds))} if kinds else {})
