"""One look through the parts of a workbook: is it so plain that the fast reader tells all of it?

Calamine reads cells a hundred times faster than openpyxl, but tells nothing of errors, comments,
struck-out or hidden cells and formulas without a result. So a workbook goes to it only when
nothing of the kind is in the package and its XML looks as spreadsheet programs write it;
any doubt sends it to openpyxl.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from xml.parsers import expat

_MAIN = rb"http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_VALUE = rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
_IN_ANY_PART = {
    "attributes not written as usual": rb"<\w[^<>]*(?:='|\s=|=\s)",
    "a declaration or comment": rb"<!",
    "alternative content": rb"AlternateContent",
}
_IN_TEXTS = {
    "escaped signs": rb"_x[0-9A-Fa-f]{4}_",
    "phonetic readings": rb"<rPh\b",
    "spaces that may or may not count": rb"<t>(?:\s|[^<]*\s<)",
    "a text marked in another way": rb'<t\b(?!>| xml:space="preserve">|\s*/>)',
}
_IN_SHEETS = _IN_TEXTS | {
    "a root of its own": rb"(?s)\A(?!.{0,200}?<worksheet [^>]*\bxmlns=\"" + _MAIN + rb'")',
    "a type of cell": rb'<c\b[^>]*\st="(?!(?:s|n|b|str|inlineStr)")',
    "more in a cell than its value": rb"</v>(?!\s*</c>)|<c\b[^>]*[^/]>(?!\s*<)",
    "a number of a text that is none": rb'\st="s"[^>]*>(?!<v>\d+</v>)',
    "something hidden": rb'\bhidden="(?!0"|false")',
    "a formula without a result": rb"(?:</f>|<f\b[^>]*/>)\s*" + _NO_VALUE,
    "a whole number of too many digits": rb"<v>-?\d{16,}<",
    "a cell or row without a place": rb'<(?:c|row)(?:\s+(?!r=)[\w:]+="[^"]*")*\s*/?>',
    "a place not written as A1": rb'<c\b[^>]*\sr="(?![A-Z]{1,2}[1-9]\d{0,5}")',
}
_IN_STYLES = {
    "struck-out letters": rb"<strike\b",
    # East Asian dates, and lengths of time; what they show depends on who reads them.
    "a date format of its own": rb'\bnumFmtId="(?:2[789]|3[0-6]|4[567]|5[0-8])"|\[[hHmMsS]',
}
_IN_BOOK = {
    "a root of its own": rb"(?s)\A(?!.{0,200}?<workbook [^>]*\bxmlns=\"" + _MAIN + rb'")',
    "a sheet name of several lines": rb'<sheet [^>]*\bname="[^"]*[\t\r\n]',
    "a hidden sheet": rb'\bstate="(?!visible")',
    "dates since 1904": rb'\bdate1904="(?!0"|false")',
}
_IN_PARTS = {
    "xl/workbook.xml": _IN_BOOK,
    "xl/styles.xml": _IN_STYLES,
    "xl/sharedStrings.xml": _IN_TEXTS,
}
_UTF_8 = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:<\?xml[^>]*encoding=[\"'][Uu][Tt][Ff]-8[\"'][^>]*\?>)?\s*<\w"
)
_PLACE = re.compile(rb'<c\b[^>]*?\sr="([A-Z]{1,2})(\d+)"')
MOST_CELLS = 1_000_000


def oddity(data: bytes) -> str:
    """Return why a package needs the reader that sees everything; empty when it is plain.

    Raises
    ------
    zipfile.BadZipFile, zlib.error, NotImplementedError
        When a part cannot be unpacked.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        strange = _strange_part(names)
        if strange:
            return strange
        for name in names:
            found = _part_oddity(name, package)
            if found:
                return f"{found}: {name}"
    return ""


def n_sheet_parts(data: bytes) -> int:
    """Return how many sheets lie in the package, whether the workbook lists them or not."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return sum(bool(_SHEET.fullmatch(name)) for name in package.namelist())


def _strange_part(names: list[str]) -> str:
    if len(names) != len(set(names)):
        return "two parts of one name"
    if "xl/workbook.xml" not in names:
        return "no workbook part at its usual place"
    kinds = ("comment", "chartsheets/", "dialogsheets/", "macrosheets/", "externalLinks/")
    return next((f"{name} lies in it" for name in names if any(k in name for k in kinds)), "")


def _part_oddity(name: str, package: zipfile.ZipFile) -> str:
    if not name.endswith((".xml", ".rels")):
        return ""
    part = package.read(name)
    if not _is_well_formed(part):
        return "not well-formed"
    if _SHEET.fullmatch(name):
        return _first(_IN_SHEETS, part) or _places_oddity(part)
    return _first(_IN_PARTS[name], part) if name in _IN_PARTS else ""


def _is_well_formed(part: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _first(oddities: dict[str, bytes], part: bytes) -> str:
    if not _UTF_8.match(part):
        return "an encoding of its own"
    signs = (_IN_ANY_PART | oddities).items()
    return next((name for name, sign in signs if re.search(sign, part)), "")


def _places_oddity(part: bytes) -> str:
    """Calamine takes cells for sorted and makes every one up to the farthest."""
    places = [(int(row), len(column), column) for column, row in _PLACE.findall(part)]
    if any(place >= after for place, after in pairwise(places)):
        return "cells out of order"
    width = 702 if any(letters > 1 for _, letters, _ in places) else 26
    return "a cell too far away" if places and places[-1][0] * width > MOST_CELLS else ""
