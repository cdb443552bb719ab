"""The sheet 问题清单 in front of an annotated copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from assessment.core.labels import say
from assessment.core.problems import Problem
from assessment.core.returned import LIST
from assessment.report.cell_looks import BODY, HEADING, MUTED, RULE
from assessment.report.cell_size import row_height

HEADS = (("序号", 6), ("程度", 8), ("工作表", 16), ("单元格", 10), ("现在的内容", 24), ("问题", 46),
         ("怎么办", 46))  # fmt: skip
NOTES = (
    "以下各处需要核对或改正。点“单元格”一栏可到那一格；那一格已着色，并附批注。",
    "请在原来的工作表里直接改正（着色和批注不必删），改好后把本文件交回；本页不必填写。",
)
_OURS = re.compile("，[^，。]*登记\\.xlsx[^。]*。")
_ORDER = ("ERROR", "WARNING", "NOTICE")
_FILLS = {"ERROR": "FFFBE3D5", "WARNING": "FFFDF4ED", "NOTICE": "FFFFFFFF"}
_SIDE = Side(style="thin", color="FF" + RULE.removeprefix("#"))
_GRID = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def advice(hint: str) -> str:
    """Return what a college is told to do: nothing of the register, which is not its own.

    Examples
    --------
    >>> advice("请改正后重交，或在登记.xlsx「更正登记」更正。")
    '请改正后重交。'
    """
    return _OURS.sub("。", hint)


def write_list(book: Any, problems: Sequence[Problem]) -> None:
    """Put the list of problems in front of a workbook, with links to their cells."""
    page = book.create_sheet(_free(book.sheetnames), 0)
    for number, (_, width) in enumerate(HEADS):
        page.column_dimensions["ABCDEFG"[number]].width = width
    _words(page, 1, "需要核对、改正的地方", Font(name=HEADING, size=15), "center")
    for row, note in enumerate(NOTES, start=2):
        _words(page, row, note, Font(name=BODY, size=10, color="FF" + MUTED[1:]), "left")
    head = len(NOTES) + 2
    page.row_dimensions[head].height = 22
    for column, (text, _) in enumerate(HEADS, start=1):
        cell = page.cell(head, column, text)
        _dress(cell, Font(name=HEADING, size=10), "FFDCE6F1", "center")
    ordered = sorted(problems, key=lambda one: _ORDER.index(one.severity))
    for number, fault in enumerate(ordered, start=1):
        _line(page, head + number, number, fault, book.sheetnames)
    _for_print(page, head)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.active = 0


def _free(names: Sequence[str]) -> str:
    return LIST if LIST not in names else next(
        name for n in range(2, 99) if (name := f"{LIST}({n})") not in names
    )  # fmt: skip


def _words(page: Any, row: int, text: str, font: Font, align: str) -> None:
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADS))
    cell = page.cell(row, 1, text)
    cell.font, cell.alignment = font, Alignment(horizontal=align, vertical="center")
    page.row_dimensions[row].height = 26 if row == 1 else 18


def _line(page: Any, row: int, number: int, fault: Problem, names: Sequence[str]) -> None:
    where = fault.where
    severity = say(f"severity.{fault.severity}")
    hint = advice(fault.hint)
    values = (number, severity, where.sheet, where.cell, fault.actual, fault.message, hint)
    heights = [20.0]
    for column, value in enumerate(values, start=1):
        cell = page.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # what begins with = is no formula here
            heights.append(row_height(value, HEADS[column - 1][1]))
        fill = _FILLS[fault.severity] if column == 2 else "FFFFFFFF"
        _dress(cell, Font(name=BODY, size=10), fill, "left" if column > 4 else "center")
    if where.cell and where.sheet in names:
        quoted = where.sheet.replace("'", "''")
        link = page.cell(row, 4)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{where.cell}")
        link.font = Font(name=BODY, size=10, color="FF0B57A4", underline="single")
    page.row_dimensions[row].height = max(heights)


def _dress(cell: Any, font: Font, fill: str, align: str) -> None:
    cell.font, cell.border = font, _GRID
    cell.fill = PatternFill("solid", fgColor=fill)
    indent = 1 if align == "left" else 0
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True, indent=indent)


def _for_print(page: Any, head: int) -> None:
    page.freeze_panes = f"A{head + 1}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
