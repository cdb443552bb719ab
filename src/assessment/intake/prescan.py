"""One look through the parts of a workbook: is it so plain that the fast reader tells all of it?

Calamine reads cells a hundred times faster than openpyxl, but tells nothing of errors, comments,
struck-out or hidden cells and formulas without a result. So a workbook goes to it only when
nothing of the kind is in the package and its XML looks as spreadsheet programs write it;
any doubt sends it to openpyxl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from assessment.intake.limits import Limits, Refused
from assessment.intake.number_formats import may_differ
from assessment.intake.packages import Package
from assessment.intake.sheet_scan import SheetScan
from assessment.intake.xml_parts import Parts

_MAIN = rb"http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_VALUE = rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
# Found in no time; the pattern that tells whether it stands in a tag takes a hundred times longer.
_EQUALS = (b"= ", b"=\t", b"=\r", b"=\n", b"='", b" =", b"\t=", b"\r=", b"\n=")
_EQUALS_IN_TAG = re.compile(rb"<\w[^<>]*(?:='|\s=|=\s)")
_IN_ANY_PART = {
    "a declaration or comment": b"<!",
    "alternative content": b"AlternateContent",
}
_IN_TEXTS = {
    "escaped signs": rb"_x[0-9A-Fa-f]{4}_",
    "phonetic readings": rb"<rPh\b",
    "spaces that may or may not count": rb"<t>(?:\s|[^<]*\s<)",
    "letters struck out, raised or lowered": rb"<(?:strike|vertAlign)\b",
    "a text marked in another way": rb'<t\b(?!>| xml:space="preserve">|\s*/>)',
}
_IN_SHEETS = _IN_TEXTS | {
    "a root of its own": rb"(?s)\A(?!.{0,200}?<worksheet [^>]*\bxmlns=\"" + _MAIN + rb'")',
    "more in a cell than its value": rb"</v>(?!\s*</c>)|<c\b[^>]*[^/]>(?!\s*<)",
    "a number of a text that is none": rb'\st="s"[^>]*>(?!<v>\d+</v>)',
    "something hidden": rb'hidden="(?!0"|false")',
    "a formula without a result": rb"(?:</f>|<f\b[^>]*/>)\s*" + _NO_VALUE,
    "a whole number of too many digits": rb"<v>-?\d{16,}<",
}
_IN_STYLES = {
    "struck-out letters": rb"<strike\b",
    # East Asian dates, and lengths of time; what they show depends on who reads them.
    "a date format of its own": rb'numFmtId="(?:2[789]|3[0-6]|4[567]|5[0-8])"',
    "a length of time": rb"\[[hHmMsS]",
    "a share of a hundred": rb'(?s)<cellXfs\b.*?numFmtId="(?:9|10)".*</cellXfs>',
}
_FORMAT_CODE = re.compile(rb'formatCode="([^"]*)"')
_IN_BOOK = {
    "a root of its own": rb"(?s)\A(?!.{0,200}?<workbook [^>]*\bxmlns=\"" + _MAIN + rb'")',
    "a sheet name of several lines": rb'<sheet [^>]*\bname="[^"]*[\t\r\n]',
    "a hidden sheet": rb'state="(?!visible")',
    "dates since 1904": rb'date1904="(?!0"|false")',
}
_IN_PARTS = {
    "xl/workbook.xml": _IN_BOOK,
    "xl/styles.xml": _IN_STYLES,
    "xl/sharedStrings.xml": _IN_TEXTS,
}
_UTF_8 = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:<\?xml[^>]*encoding=[\"'][Uu][Tt][Ff]-8[\"'][^>]*\?>)?\s*<\w"
)
MOST_CELLS = 1_000_000
_FAR_ROW, _FAR_COLUMN = 999_999, 702


@dataclass(frozen=True, slots=True)
class Look:
    """What one look told: why the fast reader will not do (empty: it will), how many sheets."""

    oddity: str
    n_sheets: int


def scan_workbook(package: Package, limits: Limits) -> Look:
    """Walk through a workbook and tell whether it needs the reader that sees everything.

    Raises
    ------
    Refused
        When it breaks a limit or cannot be what a spreadsheet program wrote.
    zipfile.BadZipFile, zlib.error
        When a part cannot be unpacked.
    """
    found, parts = _strange_part([entry.filename for entry in package.entries]), Parts(limits)
    for entry in package.entries:
        content = parts.walk(package, entry)
        found = found or _part_oddity(entry.filename, content, parts)
    parts.check_sheets()
    return Look(found, len(parts.sheets))


def scan_document(package: Package, limits: Limits) -> None:
    """Walk through a package that is no workbook.

    Raises
    ------
    Refused, zipfile.BadZipFile, zlib.error
        As `scan_workbook`.
    """
    parts = Parts(limits)
    for entry in package.entries:
        parts.walk(package, entry)


def check_members(package: Package) -> None:
    """Refuse two members of one name.

    Raises
    ------
    Refused
        With the name.
    """
    seen: set[str] = set()
    for entry in package.entries:
        name = entry.filename.replace("\\", "/").lstrip("/").casefold()
        if name in seen:
            raise Refused("file.duplicate-member", entry.filename)
        seen.add(name)


def look_at(data: bytes) -> Look:
    """Walk through the bytes of a workbook under the usual limits.

    Raises
    ------
    Refused, zipfile.BadZipFile, zlib.error
        As `scan_workbook`.
    """
    return scan_workbook(Package(data, Limits()), Limits())


def _strange_part(names: list[str]) -> str:
    if "xl/workbook.xml" not in names:
        return "no workbook part at its usual place"
    kinds = ("comment", "chartsheets/", "dialogsheets/", "macrosheets/", "externalLinks/")
    return next((f"{name} lies in it" for name in names if any(k in name for k in kinds)), "")


def _part_oddity(name: str, part: bytes, parts: Parts) -> str:
    if not name.endswith((".xml", ".rels")):
        return "XML of another name" if part else ""
    is_usual = bool(_SHEET.fullmatch(name))
    if is_usual != (name in parts.sheets):
        return "a sheet at an unusual place"
    if is_usual:
        found = _first(_IN_SHEETS, part) or _places_oddity(parts.sheets[name])
    else:
        found = _first(_IN_PARTS[name], part) if name in _IN_PARTS else ""
        found = found or (_format_oddity(part) if name == "xl/styles.xml" else "")
    return f"{found}: {name}" if found else ""


def _first(oddities: dict[str, bytes], part: bytes) -> str:
    if not _UTF_8.match(part):
        return "an encoding of its own"
    if any(sign in part for sign in _EQUALS) and _EQUALS_IN_TAG.search(part):
        return "attributes not written as usual"
    found = next((name for name, sign in _IN_ANY_PART.items() if sign in part), "")
    signs = oddities.items()
    return found or next((name for name, sign in signs if re.search(sign, part)), "")


def _format_oddity(part: bytes) -> str:
    """Tell whether a number format shows another number than the one stored."""
    codes = (unescape(code.decode()) for code in _FORMAT_CODE.findall(part))
    return "a number format that scales" if any(map(may_differ, codes)) else ""


def _places_oddity(sheet: SheetScan) -> str:
    """Calamine takes cells for sorted and makes every one up to the farthest."""
    if sheet.oddity:
        return sheet.oddity
    row, column = sheet.extent
    is_far = row * column > MOST_CELLS or row > _FAR_ROW or column > _FAR_COLUMN
    return "a cell too far away" if is_far else ""
