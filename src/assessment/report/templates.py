"""Workbooks that people fill: 登记.xlsx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assessment.report.book import Book
from assessment.report.cell_looks import Column, Styled
from assessment.report.register_fields import REGISTER_FORMS, Form

CREATED = datetime(2017, 1, 1)
SPARE_ROWS, MOST_SPARE = 5, 20
GUIDE = "填写说明"
_GUIDE_NOTES = (
    "一本登记表用于各个年度，“年度”一栏说明该行算哪一年。每张表第 3 行是表头，请勿改名或删列；"
    "从第 4 行起填写，一行一件事，往年的行不要删。",
    "带下拉箭头的格子从列表中选；日期写成 2017-03-15。填错了会在运行时指出是哪一格。",
    "下面的示例都是虚构的，只供参照，不会被读取。",
)
_GUIDE_COLUMNS = (
    Column("栏目", 16, "centre"),
    Column("怎么填", 60),
    Column("示例一", 23),
    Column("示例二", 23),
)
# Where a printed page of the guide begins, so that no table is broken.
_GUIDE_PAGES = frozenset({"收件登记", "更正登记", "异议复核", "公示登记"})


def write_register(
    rows: Mapping[str, Sequence[Sequence[Any]]], /, *, is_sample: bool = False
) -> bytes:
    """Return 登记.xlsx: 填写说明 with examples, then one sheet a subject, its headers in row 3.

    Parameters
    ----------
    rows : mapping
        Filled rows by sheet, in the order of its columns, from row 4 on; a sheet that is not
        named stays blank.
    is_sample : bool
        Whether people and units are invented; every sheet then says 示例数据.

    Raises
    ------
    ValueError
        When there is no sheet of a name.
    """
    strange = sorted(set(rows) - set(REGISTER_FORMS))
    if strange:
        raise ValueError(f"登记.xlsx has the sheets {list(REGISTER_FORMS)}, not {strange}")
    book = Book("登记", created=CREATED, footer=("登记.xlsx（内部资料）", ""))
    mark = "（示例数据：单位和人员均为虚构）" if is_sample else ""
    _write_guide(book, mark)
    for name, form in REGISTER_FORMS.items():
        sheet = book.sheet(name, f"{name}{mark}")
        lines = rows.get(name, ())
        sheet.open(form.columns, [form.purpose])
        spare = max(MOST_SPARE - len(lines), SPARE_ROWS)
        sheet.table(form.columns, lines, frozen=0, spare=spare)
    return book.data()


def _write_guide(book: Book, mark: str) -> None:
    sheet = book.sheet(GUIDE, f"登记.xlsx {GUIDE}{mark}")
    sheet.open(_GUIDE_COLUMNS, _GUIDE_NOTES)
    for name, form in REGISTER_FORMS.items():
        if name in _GUIDE_PAGES:
            sheet.page_break()
        else:
            sheet.gap()
        sheet.words("section", f"{name}　　{form.purpose}")
        sheet.table(_GUIDE_COLUMNS, _guide_lines(form))


def _guide_lines(form: Form) -> list[list[str | Styled]]:
    return [
        [field.column.head, field.guidance, *(Styled(one, "word") for one in field.examples)]
        for field in form.fields
    ]
