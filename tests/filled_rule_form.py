"""评审规则表.xlsx filled as an analyst would: cells found by sheet, section and label."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from assessment.core.rules import RulesError
from assessment.intake.rule_form import read_rule_form

FILE = "评审规则表.xlsx"


class Filled:
    """A form opened to be changed."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def sheet(self, name: str) -> Worksheet:
        return self.book[name]

    def row(self, sheet: str, head: str, label: str) -> int:
        """Return the row of a label below a head."""
        cells = [cell.value for cell in self.sheet(sheet)["A"]]
        start = cells.index(f"【{head}】")
        return cells.index(label, start) + 1

    def put(
        self, sheet: str, head: str, label: str, value: Any, *, at: tuple[int, int] = (0, 0)
    ) -> str:
        """Write a value beside a label, `at` rows below and columns to the right; give the cell."""
        below, right = at
        cell = self.sheet(sheet).cell(self.row(sheet, head, label) + below, 2 + right)
        cell.value = value
        return cell.coordinate

    @staticmethod
    def covered(sheet: Worksheet) -> set[str]:
        """Return the cells that merged areas cover, which hold nothing of their own."""
        areas = [list(area.cells) for area in sheet.merged_cells.ranges]
        return {sheet.cell(*place).coordinate for cells in areas for place in sorted(cells)[1:]}

    def data(self) -> bytes:
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def faults(self, lang: str = "zh") -> list[str]:
        """Return the lines in which the form is refused, none when it is read."""
        try:
            read_rule_form(self.data(), FILE)
        except RulesError as error:
            return error.line(lang).splitlines()
        return []
