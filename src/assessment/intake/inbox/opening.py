"""The bytes of one year's files and of the register to documents, past the guard."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.intake.cells import Document
from assessment.intake.formats.conversion import convert_all, is_old_word
from assessment.intake.formats.reading import Reading
from assessment.intake.guard import FileKind
from assessment.intake.guard.archives import Unpacked, unpack_all
from assessment.intake.guard.limits import Limits
from assessment.intake.isolate import readers
from assessment.intake.layouts.context import Row
from assessment.intake.register import check_sheets, has_sheets

REGISTER = "登记.xlsx"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file after the guard: its row in `sources`, its cells if any, its problems.

    One that is the same byte for byte as another has no row; `same_as` names the other. `data` are
    the bytes of a workbook, which may lie in an archive.
    """

    file: str
    source: Row
    document: Document | None
    problems: tuple[Problem, ...]
    same_as: str = ""
    data: bytes = b""


def open_register(data: bytes | None, *, limits: Limits | None = None) -> Opened:
    """Return 登记.xlsx with the problems of its sheets.

    Problems
    --------
    Those of `guard.inspect_file`, and register.missing, register.other-file,
    register.sheet-missing, register.sheet-absent, register.column-missing.
    """
    return open_all(data, {}, 0, limits=limits)[0]


def open_files(
    files: Mapping[str, bytes], year: int, *, limits: Limits | None = None
) -> list[Opened]:
    """Return the files of a year by path, the same bytes once.

    Problems
    --------
    Those of `guard.inspect_file` and `unpack_all`, and file.duplicate, file.reader-died,
    file.converted.
    """
    return open_all(None, files, year, limits=limits)[1]


def open_all(
    register: bytes | None, files: Mapping[str, bytes], year: int, *, limits: Limits | None = None
) -> tuple[Opened, list[Opened]]:
    """Return the register and the files of a year, read side by side.

    Problems
    --------
    Those of `open_register` and `open_files`.
    """
    limits = limits or Limits()
    unpacked = unpack_all(files, limits)
    papers = unpacked.files
    firsts = _firsts(papers, set(papers) - set(files))
    old = {file: papers[file] for file in firsts.values() if is_old_word(papers[file])}
    converted = convert_all(old, seconds=limits.seconds)
    jobs = [(file, converted.get(file, papers[file])) for file in firsts.values()]
    if register is not None:
        jobs.append((REGISTER, register))
    readings = readers().read(jobs, limits)
    known = dict(zip(firsts, readings, strict=False))
    for digest, file in firsts.items():
        if file in converted:
            known[digest] = _of_converted(file, known[digest])
    opened = [_of_file(file, papers[file], year, (firsts, known)) for file in papers]
    opened += [_of_archive(file, files[file], year, unpacked) for file in unpacked.archives]
    opened += [_duplicate(file, first) for file, first in unpacked.same.items()]
    return _of_register(register, readings), sorted(opened, key=lambda one: one.file)


def _of_converted(file: str, reading: Reading) -> Reading:
    """Return what was read of a converted document; its extension is as it should be."""
    usual = (one for one in reading.problems if one.code != "file.wrong-extension")
    notice = problem("file.converted", CellRef(file))
    return replace(reading, kind="doc", problems=(notice, *usual))


def _of_archive(file: str, data: bytes, year: int, unpacked: Unpacked) -> Opened:
    problems = unpacked.archives[file]
    digest = hashlib.sha256(data).hexdigest()
    return _opened(file, digest, year, Reading(str(FileKind.ARCHIVE), problems, None))


def _firsts(files: Mapping[str, bytes], members: Collection[str]) -> dict[str, str]:
    """Return the first file of each content by its sha256: by path, those of archives last."""
    found: dict[str, str] = {}
    for file in sorted(files, key=lambda name: (name in members, name)):
        found.setdefault(hashlib.sha256(files[file]).hexdigest(), file)
    return found


def _of_register(register: bytes | None, readings: Sequence[Reading]) -> Opened:
    if register is None:
        fault = problem("register.missing", CellRef(REGISTER))
        return Opened(REGISTER, {}, None, (fault,))
    opened = _opened(REGISTER, hashlib.sha256(register).hexdigest(), None, readings[-1])
    if opened.document and not has_sheets(opened.document):
        # One cause: nothing that follows from it need be said of every sheet and row.
        fault = problem("register.other-file", CellRef(REGISTER))
        return replace(opened, document=None, problems=(*opened.problems, fault))
    missing = check_sheets(opened.document) if opened.document else ()
    return replace(opened, problems=(*opened.problems, *missing))


def _of_file(
    file: str, data: bytes, year: int, found: tuple[Mapping[str, str], Mapping[str, Reading]]
) -> Opened:
    digest, (firsts, readings) = hashlib.sha256(data).hexdigest(), found
    if firsts[digest] != file and not data:
        # Nothing is no copy of nothing: each of them is somebody's paper that did not arrive.
        return Opened(file, {}, None, (problem("file.empty", CellRef(file)),))
    if firsts[digest] != file:
        return _duplicate(file, firsts[digest])
    opened = _opened(file, digest, year, readings[digest])
    return replace(opened, data=data) if readings[digest].kind == FileKind.XLSX else opened


def _duplicate(file: str, first: str) -> Opened:
    fault = problem("file.duplicate", CellRef(file), actual=first)
    return Opened(file, {}, None, (fault,), same_as=first)


def _opened(file: str, digest: str, year: int | None, reading: Reading) -> Opened:
    source: Row = {
        "source_id": digest[:12],
        "file": file,
        "year": year,
        "kind": reading.kind,
        "sha256": digest,
        "received_date": None,
        "is_superseded": False,
    }
    sheets = reading.sheets
    document = None if sheets is None else Document(file, digest[:12], sheets)
    return Opened(file, source, document, reading.problems)
