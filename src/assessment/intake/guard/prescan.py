"""One look through the parts of a workbook: is it so plain that the fast reader tells all of it?

Calamine reads cells a hundred times faster than openpyxl, but tells nothing of errors, comments,
struck-out or hidden cells and formulas without a result. So a workbook goes to it only when
nothing of the kind is in the package and its XML looks as spreadsheet programs write it;
any doubt sends it to openpyxl.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from assessment.intake.cells.number_formats import may_differ
from assessment.intake.guard.limits import Limits, Refused
from assessment.intake.guard.packages import Member, Package
from assessment.intake.guard.sheet_scan import Counts, SheetScan
from assessment.intake.guard.xml_parts import Book, Part, walk_part

_MAIN = rb"http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_VALUE = rb"(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
# Every pattern begins with letters of its own where it can: a search for these takes no time.
_EQUALS = re.compile(rb'=(?:(?!")|(?<=\s=))')
_EQUALS_IN_TAG = re.compile(rb"<\w[^<>]*(?:='|\s=|=\s)")
_IN_ANY_PART = {
    "a declaration or comment": b"<!",
    "alternative content": b"AlternateContent",
}
_Signs = dict[str, re.Pattern[bytes]]


def _signs(patterns: dict[str, bytes]) -> _Signs:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


_IN_TEXTS = _signs(
    {
        "escaped signs": rb"_x[0-9A-Fa-f]{4}_",
        "phonetic readings": rb"<rPh\b",
        "spaces that may or may not count": rb"<t>(?:\s|[^<]*\s<)",
        "letters struck out, raised or lowered": rb"<(?:strike|vertAlign)\b",
        "a text marked in another way": rb'<t\b(?!>| xml:space="preserve">|\s*/>)',
    }
)
_IN_SHEETS = _IN_TEXTS | _signs(
    {
        "a root of its own": rb"(?s)\A(?!.{0,200}?<worksheet [^>]*\bxmlns=\"" + _MAIN + rb'")',
        "more in a cell than its value": rb"</v>(?!\s*</c>)",
        "text in a cell": rb"<c\b[^>]*>(?!\s*<)",
        "a number of a text that is none": rb'\st="s"[^>]*>(?!<v>\d+</v>)',
        "noughts that are not shown": rb'showZeros="(?:0|false)"',
        "something hidden": rb'hidden="(?!0"|false")',
        "a formula without a result": rb"(?:</f>|<f\b[^>]*/>)\s*" + _NO_VALUE,
        "a whole number of too many digits": rb"<v>-?\d{16,}<",
    }
)
_IN_STYLES = _signs(
    {
        "struck-out letters": rb"<strike\b",
        # East Asian dates, and lengths of time; what they show depends on who reads them.
        "a date format of its own": rb'numFmtId="(?:2[789]|3[0-6]|4[567]|5[0-8])"',
        "a length of time": rb"\[[hHmMsS]",
        "a share of a hundred": rb'(?s)<cellXfs\b.*?numFmtId="(?:9|10)".*</cellXfs>',
    }
)
_FORMAT_CODE = re.compile(rb'formatCode="([^"]*)"')
_IN_BOOK = _signs(
    {
        "a root of its own": rb"(?s)\A(?!.{0,200}?<workbook [^>]*\bxmlns=\"" + _MAIN + rb'")',
        "a sheet name of several lines": rb'<sheet [^>]*\bname="[^"]*[\t\r\n]',
        "a hidden sheet": rb'state="(?!visible")',
        "dates since 1904": rb'date1904="(?!0"|false")',
    }
)
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
    oddity, book = _strange_part([entry.filename for entry in package.entries]), Book()
    counts = Counts(limits)
    for entry in package.entries:
        seen = _seen(package, package.member(entry), counts)
        oddity = oddity or seen.oddity
        book.add(seen.part)
    book.check()
    return Look(oddity, len(book.sheets))


class _Seen(NamedTuple):
    part: Part
    oddity: str


# Files that one program wrote share most of their parts byte for byte.
_SEEN: dict[Member, _Seen] = {}
_MOST_SEEN, _SMALL = 256, 32 * 1024


def _seen(package: Package, member: Member, counts: Counts) -> _Seen:
    """Return what a part tells; one without cells that came before is not walked again."""
    seen = _SEEN.get(member)
    if seen is not None:
        package.count_again(member)
        return seen
    part = walk_part(member.name, package.inflate(member), counts)
    seen = _Seen(part, _part_oddity(part))
    part.content = b""
    if not part.has_cells and max(member.size, len(member.packed)) <= _SMALL:
        if len(_SEEN) >= _MOST_SEEN:
            del _SEEN[next(iter(_SEEN))]
        _SEEN[member] = seen
    return seen


def scan_document(package: Package, limits: Limits) -> None:
    """Walk through a package that is no workbook.

    Raises
    ------
    Refused, zipfile.BadZipFile, zlib.error
        As `scan_workbook`.
    """
    counts = Counts(limits)
    for entry in package.entries:
        walk_part(entry.filename, package.chunks(entry), counts)


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


def _part_oddity(part: Part) -> str:
    name, content = part.name, part.content
    if not name.endswith((".xml", ".rels")):
        return "XML of another name" if content else ""
    is_usual = bool(_SHEET.fullmatch(name))
    if is_usual != bool(part.sheet):
        return "a sheet at an unusual place"
    if part.sheet:
        found = _first(_IN_SHEETS, content) or _places_oddity(part.sheet)
    else:
        found = _first(_IN_PARTS[name], content) if name in _IN_PARTS else ""
        found = found or (_format_oddity(content) if name == "xl/styles.xml" else "")
    return f"{found}: {name}" if found else ""


def _first(oddities: _Signs, part: bytes) -> str:
    if not _UTF_8.match(part):
        return "an encoding of its own"
    if _EQUALS.search(part) and _EQUALS_IN_TAG.search(part):
        return "attributes not written as usual"
    found = next((name for name, sign in _IN_ANY_PART.items() if sign in part), "")
    return found or next((name for name, sign in oddities.items() if sign.search(part)), "")


def _format_oddity(part: bytes) -> str:
    """Tell whether a number format shows another number than the one stored."""
    is_scaling = any(map(may_differ, format_codes(part)))
    return "a number format that scales" if is_scaling else ""


def format_codes(part: bytes) -> Iterator[str]:
    """Yield the number formats that the styles of a workbook spell out."""
    return (unescape(code.decode()) for code in _FORMAT_CODE.findall(part))


def _places_oddity(sheet: SheetScan) -> str:
    """Calamine takes cells for sorted and makes every one up to the farthest."""
    if sheet.oddity:
        return sheet.oddity
    row, column = sheet.extent
    is_far = row * column > MOST_CELLS or row > _FAR_ROW or column > _FAR_COLUMN
    return "a cell too far away" if is_far else ""
