"""Zip packages whose bytes depend on their content alone."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of the members in the order given, all entries dated 1980-01-01."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, data)
    return buffer.getvalue()


def repack(package: bytes) -> bytes:
    """Return the same package with fixed entry times, so equal content gives equal bytes.

    Raises
    ------
    zipfile.BadZipFile
        When the bytes are no zip package.
    """
    with zipfile.ZipFile(BytesIO(package)) as source:
        return pack({entry.filename: source.read(entry) for entry in source.infolist()})
