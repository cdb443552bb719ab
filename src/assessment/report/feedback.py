"""Annotated copies to hand back: bad cells coloured and commented, a list of all in front.

This is the one module outside intake that opens a workbook; the guard has passed it before.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import to_excel

from assessment.core.archive import pack
from assessment.core.problems import Problem
from assessment.core.returned import AUTHOR, MARK, PARENT
from assessment.report.feedback_list import advice, write_list

_COLOURS = {"ERROR": "FFFFC7A8", "WARNING": "FFFFE9B3", "NOTICE": "FFD9E8F6"}
_ORDER = ("ERROR", "WARNING", "NOTICE")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b[^>]*?(?:/>|>.*?</f>))<v\s*(?:/>|></v>)</c>', re.DOTALL
)
_TYPE = re.compile(r'\st="[^"]*"')
# What the library raises on packages that another reader takes.
_FAULTS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile)


def write_copy(
    data: bytes, problems: Sequence[Problem], /, *, sha256: str, created: datetime
) -> bytes | None:
    """Return a copy of a workbook in which its problems are marked; None where it cannot be made.

    The copy carries the hash of its parent, so that intake knows it when it comes back. Results
    of formulas are kept; macros are not.

    Parameters
    ----------
    data : bytes
        An .xlsx or .xlsm that the guard has passed.
    problems : sequence of Problem
        Those of this file.
    sha256 : str
        The hash of the bytes, in hex.
    created : datetime
        Stands in the copy's properties, so that equal files give equal copies.
    """
    try:
        book = openpyxl.load_workbook(BytesIO(data))
        saved = _results(data, book)
        _mark(book, problems)
        write_list(book, problems)
        results = [saved.get(page.title, {}) for page in book.worksheets]
        properties: Any = book
        properties.custom_doc_props.append(StringProperty(name=PARENT, value=sha256))
        target = BytesIO()
        book.save(target)
    except _FAULTS:
        return None
    return _settled(target.getvalue(), results, created)


def _results(data: bytes, book: Any) -> dict[str, dict[str, Any]]:
    """Return the saved results of formulas by sheet and cell."""
    formulas = {
        page.title: [cell.coordinate for cell in page._cells.values() if cell.data_type == "f"]
        for page in book.worksheets
    }
    if not any(formulas.values()):
        return {}
    cached = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return {
        title: {place: _stored(cached[title][place].value, book.epoch) for place in places}
        for title, places in formulas.items()
    }


def _stored(value: Any, epoch: datetime) -> Any:
    if isinstance(value, date | time | timedelta):
        return to_excel(value, epoch)
    return value


def _mark(book: Any, problems: Sequence[Problem]) -> None:
    cells: dict[tuple[str, str], list[Problem]] = {}
    for fault in problems:
        if fault.where.cell and fault.where.sheet in book.sheetnames:
            cells.setdefault((fault.where.sheet, fault.where.cell), []).append(fault)
    for (sheet, place), mine in cells.items():
        page = book[sheet]
        page.sheet_state = "visible"
        cell = _anchor(page, page[place])
        gravest = min(mine, key=lambda one: _ORDER.index(one.severity))
        cell.fill = PatternFill("solid", fgColor=_COLOURS[gravest.severity])
        cell.comment = _comment(cell.comment, mine)


def _anchor(page: Any, cell: Any) -> Any:
    """Return the cell itself, or the one whose merged area covers it."""
    if not isinstance(cell, MergedCell):
        return cell
    area = next(one for one in page.merged_cells.ranges if cell.coordinate in one)
    return page.cell(area.min_row, area.min_col)


def _comment(old: Comment | None, problems: Sequence[Problem]) -> Comment:
    parts = [f"{MARK}{fault.message}\n{advice(fault.hint)}".strip() for fault in problems]
    kept = [old.text] if old is not None else []
    text = "\n\n".join([*kept, *dict.fromkeys(parts)])
    return Comment(text, AUTHOR, width=320, height=60 + 18 * (len(text) // 22 + text.count("\n")))


def _settled(saved: bytes, results: Sequence[Mapping[str, Any]], created: datetime) -> bytes:
    """Return the package with the results of formulas, sheet by sheet, and no time of saving."""
    with zipfile.ZipFile(BytesIO(saved)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    stamp = rb"\g<1>" + f"{created:%Y-%m-%dT%H:%M:%SZ}".encode()
    members["docProps/core.xml"] = _MODIFIED.sub(stamp, members["docProps/core.xml"])
    for number, found in enumerate(results, start=1):
        if found:
            part = f"xl/worksheets/sheet{number}.xml"
            members[part] = _with_results(members[part].decode("utf-8"), found).encode("utf-8")
    return pack(members)


def _with_results(xml: str, results: Mapping[str, Any]) -> str:
    def filled(match: re.Match[str]) -> str:
        place, looks, formula = match.groups()
        value = results.get(place)
        if value is None:
            return match[0]
        kind, text = _written(value)
        return f'<c r="{place}"{_TYPE.sub("", looks)}{kind}>{formula}<v>{text}</v></c>'

    return _FORMULA.sub(filled, xml)


def _written(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, str):
        kind = "e" if value.startswith("#") and value.isupper() else "str"
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f' t="{kind}"', text
    return "", repr(value)
