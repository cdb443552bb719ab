"""Files that cannot be read, built byte by byte."""

from __future__ import annotations

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(streams: dict[str, bytes]) -> bytes:
    """Return a small OLE compound file: the wrapping of .doc and of workbooks with a password.

    Each stream takes one sector; the directory has four entries.
    """
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 0, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = [_FAT, _END] + [_END] * len(streams)
    table += [_FREE] * (_SECTOR // 4 - len(table))
    names = ["Root Entry", *streams]
    entries = b"".join(_entry(name, n, len(streams)) for n, name in enumerate(names))
    directory = entries.ljust(_SECTOR, b"\0")
    body = b"".join(data[:_SECTOR].ljust(_SECTOR, b"\0") for data in streams.values())
    return header + struct.pack("<128I", *table) + directory + body


def _entry(name: str, number: int, n_streams: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    is_root = number == 0
    child = 1 if is_root and n_streams else _FREE
    right = number + 1 if 0 < number < n_streams else _FREE
    start = _END if is_root else number + 1
    fields = struct.pack("<HBBIII16xIQQIQ", len(text), 5 if is_root else 2, 1, _FREE, right, child,
                         0, 0, 0, start, 0 if is_root else _SECTOR)  # fmt: skip
    return text.ljust(64, b"\0") + fields


def password_protected() -> bytes:
    """Return what Excel writes for a workbook with a password to open."""
    return compound_file({"EncryptionInfo": b"\x04\0\x04\0", "EncryptedPackage": b"\x10"})


def old_word() -> bytes:
    """Return the outside of a Word 97–2003 document."""
    return compound_file({"WordDocument": b"\xec\xa5\xc1\0"})


def scan() -> bytes:
    """Return a one-page PDF without text, as a scanner makes it."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )
