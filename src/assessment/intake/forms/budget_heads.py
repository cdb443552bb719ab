"""The heads of a form's budget, also where its money is not headed 金额: 科目 | 预算（元）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import is_note, is_total
from assessment.intake.layouts.lower_heads import lower_heads
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sum_words import BARE, sum_grade
from assessment.intake.words.vocabulary import Vocabulary

LINE = ("category", "planned")
# In such a header 类别 is the theme of a project.
_OF_A_LIST = frozenset({"college", "lead_name", "phone", "college_order", "spent_date"})
_AMOUNT = re.compile(r"[¥￥]?[0-9][0-9,.]*(?:万?元)?")
_OF_MONEY = re.compile("金额|数额|总额|经费|费用|预算|总价|合计|小计|资金|款$|支持|配套|资助|自筹")


def budget_heads(sheet: Sheet, row: int, words: Vocabulary) -> list[dict[str, Cell]]:
    """Return the heads of category and amount of a row; they may stand twice, side by side.

    Where no column is headed as an amount, the only one of money beside a category is it, if its
    head can mean nothing else.
    """
    cells = sheet.rows[row]
    if not any("category" in words.fields_of(cell.text) for cell in cells):
        return []
    own = [(cell, words.fields_of(cell.text) & set(LINE)) for cell in cells]
    if not any("planned" in names for _, names in own):
        money = money_heads(sheet, row, words)
        n_categories = sum("category" in names for _, names in own)
        is_clear = {word_key(cell.text) for cell in money} <= words.budget_amounts
        if len(money) == n_categories and is_clear:
            own = [
                (cell, frozenset({"planned"}) if cell in money else names) for cell, names in own
            ]
    found: list[dict[str, Cell]] = [{}]
    for cell, names in own:
        for name in names:
            if name in found[-1] and len(found[-1]) == len(LINE):
                found.append({})
            found[-1].setdefault(name, cell)
    return [header for header in found if len(header) == len(LINE)]


class Lowered(NamedTuple):
    """The heads of a budget with the last row of its header, and those parted without a sum."""

    row: int
    headers: list[dict[str, Cell]]
    spread: tuple[Cell, ...]


def lowered(
    sheet: Sheet, row: int, headers: Sequence[Mapping[str, Cell]], words: Vocabulary
) -> Lowered:
    """Return what the row below says more of a budget's heads: its unit, or the parts of amounts.

    Of 申请 | 自筹 | 小计 below 金额 the sum is the amount; without one nobody can tell.
    """
    planned = [header["planned"] for header in headers]
    lines = [number for number in sheet.rows if number > row + 1]
    low = lower_heads(sheet, row, planned, lines, words)
    if not low.row or any((low.row, head["category"].column) in sheet.cells for head in headers):
        return Lowered(row, [dict(header) for header in headers], ())
    below = sheet.rows[low.row]
    found: list[dict[str, Cell]] = []
    spread: list[Cell] = []
    for header in headers:
        head = header["planned"]
        sums = [c for c in below if c.column >= head.column and sum_grade(c.text) == BARE]
        if head not in low.spread:
            found.append(dict(header))
        elif len(sums) == 1:
            found.append({**header, "planned": head._replace(column=sums[0].column)})
        else:
            spread.append(head)
    return Lowered(low.row, found, tuple(spread))


def money_heads(sheet: Sheet, row: int, words: Vocabulary) -> list[Cell]:
    """Return the heads of a row that are words of money, with amounts beside categories below."""
    cells = sheet.rows[row]
    named = [cell.column for cell in cells if "category" in words.fields_of(cell.text)]
    if any(words.fields_of(cell.text) & _OF_A_LIST for cell in cells):
        return []
    lines = list(_lines(sheet, row, named, words))
    is_theme = any("theme" in words.fields_of(cell.text) for cell in cells)
    if len(lines) < (2 if is_theme else 1):
        return []
    return [
        cell
        for cell in cells
        if cell.column not in named
        and cell.kind is CellKind.TEXT
        and _OF_MONEY.search(word_key(cell.text))
        and not _AMOUNT.fullmatch(plain(cell.text))
        and any(_is_amount(sheet.own(line, cell.column)) for line in lines)
    ]


def n_amounts(sheet: Sheet, head: Cell) -> int:
    """Return how many amounts stand below a head."""
    return sum(_is_amount(sheet.own(row, head.column)) for row in sheet.rows if row > head.row)


def _lines(sheet: Sheet, row: int, named: Sequence[int], words: Vocabulary) -> Iterator[int]:
    """Yield the rows below a head that are called something, as far as they follow each other."""
    for below in range(row + 1, sheet.numbers[-1] + 1):
        cells = sheet.rows.get(below, ())
        first = cells[0] if cells else None
        if first is None or is_total(first, words) or any(is_note(cell, words) for cell in cells):
            return
        boxes = [sheet.at(below, column) for column in named]
        # 负责人 and 联系电话 are labels of the form.
        if any(box is not None and words.fields_of(box.text) for box in boxes):
            return
        if any(box is not None and box.kind is CellKind.TEXT for box in boxes):
            yield below


def _is_amount(cell: Cell | None) -> bool:
    return cell is not None and _AMOUNT.fullmatch(plain(cell.text)) is not None
