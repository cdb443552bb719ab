"""Pictures, films, scanned papers and archives, known by how their bytes begin."""

from __future__ import annotations

VIDEOS = frozenset({"MP4", "AVI", "WMV", "MKV", "FLV", "MPG"})
_STARTS = {
    b"%PDF": "PDF",
    b"\xff\xd8\xff": "JPG",
    b"\x89PNG": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "WMV",
    b"\x1a\x45\xdf\xa3": "MKV",
    b"FLV\x01": "FLV",
    b"\0\0\x01\xba": "MPG",
}
_ARCHIVES = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b\x08": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
}
_TAR = slice(257, 262)
_IN_RIFF = {b"WEBP": "WEBP", b"AVI ": "AVI"}
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def medium_of(data: bytes) -> str:
    """Return the name of the format of a picture, film or PDF; empty when it is none.

    Examples
    --------
    >>> medium_of(b"%PDF-1.4"), medium_of(b"\\0\\0\\0\\x18ftypheic"), medium_of(b"PK")
    ('PDF', 'HEIC', '')
    """
    for start, name in _STARTS.items():
        if data.startswith(start):
            return name
    if data.startswith(b"RIFF"):
        return _IN_RIFF.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        return "HEIC" if data[8:12] in _PICTURE_BRANDS else "MP4"
    if data[4:8] in (b"moov", b"mdat", b"wide"):
        return "MP4"
    is_bitmap = data.startswith(b"BM") and data[6:10] == b"\0\0\0\0" and len(data) > 26
    return "BMP" if is_bitmap else ""


def archive_of(data: bytes) -> str:
    """Return the name of the format of an archive that is not unpacked here; empty for others.

    Examples
    --------
    >>> archive_of(b"Rar!\\x1a\\x07\\x01\\x00"), archive_of(b"PK\\x03\\x04")
    ('RAR', '')
    """
    if data[_TAR] == b"ustar":
        return "tar"
    return next((name for start, name in _ARCHIVES.items() if data.startswith(start)), "")
