"""A zip package inflated part by part, counted while it inflates; its headers are not believed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from assessment.core.details import detail
from assessment.intake.guard.limits import MIB, Limits, Refused

# What is raised over bytes that are no package.
NO_PACKAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OverflowError)
_LOCAL = struct.Struct("<4s22x2H")
_PACKED_STEP, _STEP = 64 * 1024, 256 * 1024
_ENCRYPTED, _UTF_8 = 0x1, 0x800


class Member(NamedTuple):
    """A member as it is packed: whatever comes of inflating it follows from this alone."""

    name: str
    method: int
    size: int
    checksum: int
    packed: bytes


class Package:
    """The members of a zip file; each is inflated once, within the limits.

    Raises
    ------
    zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError
        When it has no readable directory.
    Refused
        When it has too many members, or a member has a password.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        with zipfile.ZipFile(BytesIO(data)) as package:
            self.entries = package.infolist()
        self._data, self._limits, self._inflated = data, limits, 0
        if len(self.entries) > limits.members:
            n, most = detail("members", n=len(self.entries)), detail("files", n=limits.members)
            raise Refused("file.too-large", n, most)
        if any(entry.flag_bits & _ENCRYPTED for entry in self.entries):
            raise Refused("file.password")

    def chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the content of a member piece by piece; raises as `inflate` and `member`."""
        return self.inflate(self.member(entry))

    def member(self, entry: zipfile.ZipInfo) -> Member:
        """Return a member as it lies in the file.

        Raises
        ------
        zipfile.BadZipFile
            When it does not lie where the directory says.
        """
        start, stop = entry.header_offset, entry.header_offset + _LOCAL.size
        head = self._data[start:stop]
        if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile(f"no header of {entry.filename!r}")
        _, n_name, n_extra = _LOCAL.unpack(head)
        name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF_8 else "cp437")
        if self._data[stop : stop + n_name] != name:
            raise zipfile.BadZipFile(f"two names of {entry.filename!r}")
        start = stop + n_name + n_extra
        packed = self._data[start : start + entry.compress_size]
        return Member(entry.filename, entry.compress_type, entry.file_size, entry.CRC, packed)

    def inflate(self, member: Member) -> Iterator[bytes]:
        """Yield the content of a member piece by piece.

        Raises
        ------
        Refused
            When it inflates beyond a limit.
        zipfile.BadZipFile, zlib.error
            When it is not what the directory says.
        """
        size = checksum = 0
        for chunk in _inflate(memoryview(member.packed), member.method):
            size += len(chunk)
            self._count(member, len(chunk), size)
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if size != member.size or checksum != member.checksum:
            raise zipfile.BadZipFile(f"bad content of {member.name!r}")

    def count_again(self, member: Member) -> None:
        """Count a member whose like was inflated before, and so found to be of its stated size.

        Raises
        ------
        Refused
            As `inflate`.
        """
        self._count(member, member.size, member.size)

    def _count(self, member: Member, more: int, size: int) -> None:
        limits, name = self._limits, member.name
        self._inflated += more
        if self._inflated > limits.unzipped:
            raise Refused("file.too-large", detail("unzips"), f"{limits.unzipped // MIB} MiB")
        if size > limits.entry:
            what = detail("entry_unzips", name=name)
            raise Refused("file.too-large", what, f"{limits.entry // MIB} MiB")
        if size > MIB and size > limits.ratio * max(len(member.packed), 1):
            raise Refused(
                "file.too-large", detail("entry_inflates", name=name), f"{limits.ratio}:1"
            )


def _inflate(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _STEP]) for at in range(0, len(packed), _STEP))
    elif method == zipfile.ZIP_DEFLATED:
        yield from _deflated(packed)
    else:
        raise zipfile.BadZipFile(f"compression {method}")


def _deflated(packed: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _PACKED_STEP):
        piece: bytes | memoryview = packed[at : at + _PACKED_STEP]
        while piece and not stream.eof:
            yield stream.decompress(piece, _STEP)
            piece = stream.unconsumed_tail
    while not stream.eof:
        chunk = stream.decompress(b"", _STEP)
        if not chunk:
            raise zipfile.BadZipFile("a member that is cut short")
        yield chunk
    if stream.unused_data:
        raise zipfile.BadZipFile("more in a member than it says")
