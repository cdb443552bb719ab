"""Zip files from colleges to the files in them, under the same limits and one level deep."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.intake.guard import FileKind, kind_of_package
from assessment.intake.guard.limits import Limits, Refused
from assessment.intake.guard.packages import NO_PACKAGE, Package

_UTF_8 = 0x800
_DOCUMENT = (b"[Content_Types].xml", b"_rels/.rels", b"xl/", b"word/", b"mimetype")
_MAC = "__MACOSX"


@dataclass
class Unpacked:
    """Files with those of archives in place of them; the problems of each archive.

    An archive that is the same byte for byte as another is not unpacked; `same` names the other.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    archives: dict[str, tuple[Problem, ...]] = field(default_factory=dict)


def unpack_all(files: Mapping[str, bytes], limits: Limits) -> Unpacked:
    """Return the files, each archive `a.zip` with its members as `a.zip/b.xlsx`.

    Problems
    --------
    file.too-large, file.password, file.damaged, file.duplicate-member, file.deep-archive,
    file.empty-archive
    """
    found, firsts = Unpacked(), dict[bytes, str]()
    for file in sorted(files):
        data = files[file]
        if not is_archive(data, limits):
            found.files[file] = data
        elif data in firsts:
            found.same[file] = firsts[data]
        else:
            firsts[data] = file
            members, found.archives[file] = _unpacked(file, data, limits)
            found.files |= members
    return found


def _unpacked(
    file: str, data: bytes, limits: Limits
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    try:
        members, problems = _unpack(file, data, limits)
    except Refused as refused:
        return {}, (refused.problem(file),)
    except NO_PACKAGE:
        return {}, (problem("file.damaged", CellRef(file), actual=detail("broken")),)
    return members, tuple(problems)


def is_archive(data: bytes, limits: Limits) -> bool:
    """Tell whether the bytes are a zip file that is no document."""
    if not data.startswith(b"PK\x03\x04") or len(data) > limits.file:
        return False
    # The first member of nearly every document; most files need no second look.
    if data.startswith(_DOCUMENT, 30):
        return False
    try:
        names = [entry.filename for entry in Package(data, limits).entries]
    except Refused as refused:
        return refused.code == "file.password"
    except NO_PACKAGE:
        return False
    return kind_of_package(names) is FileKind.ARCHIVE


def _unpack(file: str, data: bytes, limits: Limits) -> tuple[dict[str, bytes], list[Problem]]:
    package = Package(data, limits)
    members: dict[str, bytes] = {}
    problems: list[Problem] = []
    for entry in package.entries:
        name = _decoded_name(entry)
        if entry.is_dir() or name.startswith(f"{_MAC}/"):
            continue
        path = f"{file}/{_safe(name)}"
        if path in members:
            raise Refused("file.duplicate-member", name)
        content = b"".join(package.chunks(entry))
        members[path] = content
        if is_archive(content, limits):
            problems.append(problem("file.deep-archive", CellRef(path)))
            del members[path]
    if not members and not problems:
        problems.append(problem("file.empty-archive", CellRef(file)))
    return members, problems


def _decoded_name(entry: zipfile.ZipInfo) -> str:
    """Return the name as its writer meant it: Chinese Windows writes gbk and says nothing of it."""
    if entry.flag_bits & _UTF_8:
        return entry.filename.replace("\\", "/")
    raw = entry.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename


def _safe(name: str) -> str:
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "..", ".")]
    return "/".join(part.replace(":", "_") for part in parts) or "_"
