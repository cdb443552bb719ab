"""Before any library opens a file: what its bytes say it is, and whether it may be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.intake.guard.limits import MIB, Refused
from assessment.intake.guard.limits import Limits as Limits
from assessment.intake.guard.media import VIDEOS, archive_of, medium_of
from assessment.intake.guard.packages import NO_PACKAGE, Package
from assessment.intake.guard.prescan import Look, check_members, scan_document, scan_workbook


class FileKind(StrEnum):
    """What a file is by its bytes."""

    XLSX = "xlsx"
    XLS = "xls"
    DOCX = "docx"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    ARCHIVE = "zip"
    SCAN = "scan"
    PHOTO = "photo"
    VIDEO = "video"
    OTHER = "other"


_EXTENSIONS = {
    FileKind.XLSX: (".xlsx", ".xlsm"),
    FileKind.XLS: (".xls", ".et"),
    FileKind.DOCX: (".docx",),
    FileKind.ODS: (".ods",),
    FileKind.CSV: (".csv", ".tsv", ".txt"),
    FileKind.HTML: (".html", ".htm"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SYSTEM_MADE = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_PHOTO_FOLDERS = (
    "照片",
    "图片",
    "相片",
    "影像",
    "结项材料",
    "活动材料",
    "宣传材料",
    "过程材料",
    "佐证",
)
_CONTROL = frozenset(range(32)) - {9, 10, 13}


@dataclass(frozen=True, slots=True)
class Inspection:
    """The verdict on one file: its kind, whether to open it, and what there is to say."""

    kind: FileKind
    may_open: bool
    problems: tuple[Problem, ...] = ()
    # What was seen of a workbook on the way.
    look: Look | None = None


def inspect_file(data: bytes, file: str, *, limits: Limits | None = None) -> Inspection:
    """Tell from its bytes what a file is and whether it may be opened.

    Problems
    --------
    file.editor-lock, file.system-made, file.empty, file.too-large, file.damaged, file.password,
    file.old-format, file.scan, file.unknown-type, file.other-archive, file.wrong-extension,
    file.doctype, file.duplicate-member, file.too-many-cells, file.too-many-merges,
    sheet.duplicate-name, cell.duplicate, cell.bad-reference, cell.bad-text-number
    """
    limits = limits or Limits()
    name = PurePosixPath(file).name
    if name.startswith(("~$", ".~")):
        return _refused(file, "file.editor-lock")
    if name in _SYSTEM_MADE or name.startswith("._"):
        return _refused(file, "file.system-made")
    if not data:
        return _refused(file, "file.empty")
    medium = medium_of(data)
    if medium:
        return _inspect_medium(medium, file)
    archive = archive_of(data)
    if archive:
        return _refused(file, "file.other-archive", archive)
    if len(data) > limits.file:
        size, most = f"{len(data) / MIB:.1f} MiB", f"{limits.file / MIB:.0f} MiB"
        return _refused(file, "file.too-large", size, most)
    if data.startswith(b"PK\x03\x04"):
        return _inspect_package(data, file, limits)
    if data.startswith(_OLE):
        return _inspect_compound(data, file)
    return _inspect_text(data, file)


def _refused(file: str, code: str, actual: str = "", expected: str = "") -> Inspection:
    found = problem(code, CellRef(file), actual=actual, expected=expected)
    return Inspection(FileKind.OTHER, False, (found,))


def _inspect_medium(medium: str, file: str) -> Inspection:
    """A film is a video; a picture in a folder of materials is a photo, elsewhere a scan."""
    if medium in VIDEOS:
        return Inspection(FileKind.VIDEO, False)
    folders = "/".join(PurePosixPath(file).parts[:-1])
    if medium != "PDF" and any(word in folders for word in _PHOTO_FOLDERS):
        return Inspection(FileKind.PHOTO, False)
    found = problem("file.scan", CellRef(file), actual=medium)
    return Inspection(FileKind.SCAN, False, (found,))


def _accepted(kind: FileKind, file: str) -> Inspection:
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in _EXTENSIONS[kind]:
        return Inspection(kind, True)
    where = CellRef(file)
    found = problem(
        "file.wrong-extension", where, actual=f".{kind}", expected=suffix or detail("none")
    )
    return Inspection(kind, True, (found,))


def _inspect_package(data: bytes, file: str, limits: Limits) -> Inspection:
    try:
        return _scanned(Package(data, limits), file, limits)
    except Refused as refused:
        return Inspection(FileKind.OTHER, False, (refused.problem(file),))
    except NO_PACKAGE:
        return _refused(file, "file.damaged", detail("broken"))


def _scanned(package: Package, file: str, limits: Limits) -> Inspection:
    names = [entry.filename for entry in package.entries]
    kind = kind_of_package(names)
    if kind is FileKind.ARCHIVE:
        return _refused(file, "file.unknown-type", detail("archive"))
    if kind is FileKind.OTHER and _is_apple(names):
        return _refused(file, "file.unknown-type", detail("apple"))
    if kind is FileKind.OTHER or (kind is FileKind.ODS and not _is_spreadsheet(package)):
        return _refused(file, "file.unknown-type", detail("other_office"))
    check_members(package)
    if kind is FileKind.XLSX:
        look = scan_workbook(package, limits)
        return replace(_accepted(kind, file), look=look)
    scan_document(package, limits)
    return _accepted(kind, file)


def kind_of_package(names: Sequence[str]) -> FileKind:
    """Return what a zip file with members of these names is."""
    if "xl/workbook.bin" in names:
        return FileKind.OTHER
    if any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    if any(name.startswith("word/") for name in names):
        return FileKind.DOCX
    if "mimetype" in names and "content.xml" in names:
        return FileKind.ODS
    is_document = "[Content_Types].xml" in names or _is_apple(names)
    return FileKind.OTHER if is_document else FileKind.ARCHIVE


def _is_apple(names: Sequence[str]) -> bool:
    return any(name.endswith((".iwa", "Index.zip")) for name in names)


def _is_spreadsheet(package: Package) -> bool:
    kinds = (entry for entry in package.entries if entry.filename == "mimetype")
    return any(b"spreadsheet" in b"".join(package.chunks(entry)) for entry in kinds)


def _inspect_compound(data: bytes, file: str) -> Inspection:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return _refused(file, "file.password")
    if has("WordDocument"):
        return _refused(file, "file.old-format", detail("word97"))
    if has("Workbook") or has("Book"):
        return _accepted(FileKind.XLS, file)
    return _refused(file, "file.unknown-type", detail("office97"))


def _inspect_text(data: bytes, file: str) -> Inspection:
    head = data[:4096]
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return _inspect_tags(head, file)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _CONTROL & set(head):
        return _refused(file, "file.unknown-type", detail("binary"))
    return _accepted(FileKind.CSV, file)


def _inspect_tags(head: bytes, file: str) -> Inspection:
    if any(tag in head.lower() for tag in (b"<html", b"<table", b"<!doctype html")):
        return _accepted(FileKind.HTML, file)
    return _refused(file, "file.unknown-type", detail("xml"))
