"""The parts inside an .xlsx or .docx, to be changed by hand."""

from __future__ import annotations

import zipfile
from io import BytesIO

from assessment.core.archive import pack

SHEET = "xl/worksheets/sheet1.xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def altered(data: bytes, *changes: tuple[str, str], part: str = SHEET) -> bytes:
    """Return a package with text of one part replaced; each text must stand in it."""
    parts = parts_of(data)
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return pack(parts | {part: text.encode()})
