"""What is a title of an 申报表, and what is filled in: 前期基础 speaks of other years."""

from __future__ import annotations

import re

from assessment.core.text import plain, with_year_in_digits
from assessment.intake.cells import Cell, Sheet
from assessment.intake.formats.word import TEXT_SHEET
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import CellClass

FORM, MARKS = "application_form", "mark_form"
_ONLY_YEAR = re.compile("(?:19|20)[0-9]{2}(?:年度?|学年)?")
_NAMES_PAPER = re.compile(
    r"(?:表|书|单|册|明细|汇总|登记|申报|申请|申报材料|申请材料)(?:[(【《“\"].*)?"
)
_OF_YEARS = re.compile("年度|学年|年份|年$")
_EARLIER = re.compile(
    "上年|去年|往年|历年|上期|上届|前期|以往|上一年|上学年|简介|介绍|获奖|荣誉|基础"
)
# 2016年获支持经费2000元 tells what was.
_TELLS = re.compile("获|已|曾|我们|[办展施行]了|支持|参与|[。,;]|[0-9](?:万?元|人|次|期|场)")
_OPINION = re.compile("意见|审核|审批|审查|评审|结论|状态")


def is_form_title(cell: Cell, block: Block) -> bool:
    """Tell whether what stands in a cell or line is a title of a form, by where it stands.

    Titles stand above the first of its fields; what follows is filled in.
    """
    if cell.sheet == TEXT_SHEET:
        return cell.row <= block.sheet.n_above
    kept = (CellClass.LABEL, CellClass.VALUE)
    rows = [row for (row, _), claim in block.claims.items() if claim.cell_class in kept]
    return not rows or cell.row < min(rows)


def heads_marks(cell: Cell, block: Block) -> bool:
    """Tell whether a cell stands above the last mark of a judge's form, or in the text around it.

    Below it a judge writes what comes to mind: 评语 | 比2016年有进步.
    """
    marks = (one.row for line in block.records for name, one in line.cells.items() if ":" in name)
    return bool(cell.sheet) or cell.row < max(marks, default=cell.row + 1)


def says_form(cell: Cell, sheet: Sheet) -> bool:
    """Tell whether a title of a form says of which year the form is, not what was in some year.

    2016年申报表, 年度：2016年 and （2016年） do, 前期基础：2016年举办三期 does not.
    """
    beside = _label_of(cell, sheet)
    head, mark, said = plain(cell.text).rpartition(":")
    if beside or mark:
        bare = with_year_in_digits(said.strip("()"))
        is_year = _ONLY_YEAR.fullmatch(bare) and _OF_YEARS.search(head or beside)
        return bool(is_year and not _EARLIER.search(head or beside)) or _names_paper(said)
    return _names_paper(said) or not _TELLS.search(said)


def tells_of_form(cell: Cell, sheet: Sheet) -> bool:
    """Tell whether what is filled in may say of the whole form that it does not count.

    It stands alone in its row, as 填写示例 does, or is an opinion: 学院意见 | 不予推荐.
    """
    label = _label_of(cell, sheet)
    return bool(_OPINION.search(label)) if label else len(sheet.rows.get(cell.row, ())) == 1


def tells_earlier(cell: Cell, sheet: Sheet) -> bool:
    """Tell whether a cell answers a label about what was before: 上年结余： | 2016年余20元."""
    is_earlier = _EARLIER.search(_label_of(cell, sheet)) is not None
    return is_earlier and not _names_paper(plain(cell.text))


def _names_paper(text: str) -> bool:
    return re.search(_NAMES_PAPER.pattern + "$", text) is not None


def _label_of(cell: Cell, sheet: Sheet) -> str:
    """Return what stands left of a cell in its row, or nothing."""
    if cell.sheet == TEXT_SHEET:
        return ""
    left = [one for one in sheet.rows.get(cell.row, ()) if one.column < cell.column]
    return plain(left[-1].text) if left else ""
