"""Word documents made ready to be turned into PDF."""

from __future__ import annotations

import zipfile
from io import BytesIO

from assessment.core.archive import pack

_BODY = "word/document.xml"
_HYPHEN = b"<w:noBreakHyphen/>"
# A hyphen and U+2060, which forbids a break behind it.
_JOINED = "<w:t>-\N{WORD JOINER}</w:t>".encode()


def for_pdf(document: bytes, /) -> bytes:
    """Return a Word document whose numbers LibreOffice leaves whole.

    Word keeps a number with a non-breaking hyphen on one line; LibreOffice breaks it between any
    two digits, and only heeds a word joiner, which Word may show as a box. So the document has the
    hyphen, and what its PDF is made of the joiner. What is no package is left as it is.
    """
    if not zipfile.is_zipfile(BytesIO(document)):
        return document
    with zipfile.ZipFile(BytesIO(document)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    if _BODY in parts:
        parts[_BODY] = parts[_BODY].replace(_HYPHEN, _JOINED)
    return pack(parts)
