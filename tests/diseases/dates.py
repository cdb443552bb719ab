"""Days in every form people and programs write, and what is no day."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import Any

import openpyxl
import xlwt

from assessment.core.archive import pack
from diseases.making import LEDGER, Disease, Touch, ledger, lines, saved, xlsx
from diseases.packages import parts_of

DAY = dt.date(2017, 4, 2)
SERIAL = 42827
TEXTS = (
    "2017年4月2日", "2017.4.2", "2017/04/02", "2017-4-2", "20170402", "２０１７．４．２", "二〇一七年四月二日",
    "二零一七年四月二日", "2017 年 4 月 2 日", "2017年4月2日（星期日）", "2017.4.2 9:30",
    "2017-04-02T09:30:00", "2017年4月2号", "2017年四月二日", "二○一七年4月2日",
)  # fmt: skip
NO_DAYS = {
    "4月2日": "no year",
    "17.4.2": "a year of two digits",
    "2017.4": "no day",
    "2017年4月": "no day",
    "2017.2.30": "no day of the calendar",
    "2017.13.1": "no month of the calendar",
    "4/2/2017": "day and month may be exchanged",
    "2017.4.2-4.5": "a span",
    "2017.4.2、4.3": "two days",
    "2O17.4.2": "the letter O",
    "2017.4.②": "a circled digit",
    "0017.4.2": "a year of long ago",
    "上周五": "spoken",
}


def second(day: str | None) -> dict[str, Any]:
    """Return the ledger whose second line is of another day."""
    return lines(("2017-04-01", 10000), (day, 20000), ("2017-04-03", 30000))


def shown_as(code: int) -> dict[str, bytes]:
    """Return a ledger in which a stored number bears a built-in format that only China has."""
    data = ledger(_dated)["决算.xlsx"]
    parts = parts_of(data)
    styles = parts["xl/styles.xml"].decode()
    changed, n = re.subn(r'(<xf\b[^>]*numFmtId=")14(")', rf"\g<1>{code}\2", styles)
    assert n
    return {"决算.xlsx": pack(parts | {"xl/styles.xml": changed.encode()})}


def _dated(sheet: Any) -> None:
    sheet["A5"] = SERIAL
    sheet["A5"].number_format = "mm-dd-yy"  # built in as 14


def since_1904() -> dict[str, bytes]:
    """Return a ledger of a workbook that counts days from 1904."""
    book = openpyxl.load_workbook(BytesIO(ledger(_dated)["决算.xlsx"]))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A5"] = SERIAL - 1462
    return {"决算.xlsx": saved(book)}


def old(number: float, look: str, *, is_1904: bool = False) -> dict[str, bytes]:
    """Return the ledger as .xls with a number under a format."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = is_1904
    sheet = book.add_sheet("表")
    for row, values in enumerate(LEDGER):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    style = xlwt.XFStyle()
    style.num_format_str = look
    sheet._cell_overwrite_ok = True
    sheet.write(4, 0, number, style)
    buffer = BytesIO()
    book.save(buffer)
    return {"决算.xls": buffer.getvalue()}


def formatted(value: Any, look: str) -> Touch:
    """Return what puts a value under a number format into A5."""

    def touch(sheet: Any) -> None:
        sheet["A5"] = value
        sheet["A5"].number_format = look

    return touch


LOOKS = ("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]yyyy.m.d", 'm"月"d"日"', "yyyy/m/d h:mm")
CASES = (
    *(Disease(f"a day {text!r}", "a year far from this one", ledger(A5=text), ("date.far-off@A5",), second(None))
      for text in ("1926-3-1", "2071.4.2")),
    *(Disease(f"a day {text!r}", "a place nobody filled", ledger(A5=text), (), second(None))
      for text in ("2017年  月  日", "　　年　月　日", "2017年月")),
    *(Disease(f"day {text}", "a day as text", ledger(A5=text), (), second("2017-04-02"))
      for text in TEXTS),
    *(Disease(f"day {text}", wrong, ledger(A5=text), ("date.unreadable@A5",), second(None))
      for text, wrong in NO_DAYS.items()),
    *(Disease(f"built-in format {code}", "a day under a format openpyxl does not know",
              shown_as(code), (), second("2017-04-02"))
      for code in (27, 31, 36, 50, 57, 58)),
    *(Disease(f"day shown as {look}", "a day under a format of its own",
              ledger(formatted(DAY, look)), (), second("2017-04-02"))
      for look in LOOKS),
    Disease("eight digits as a number", "20170402 stored as a number", ledger(A5=20170402), (),
            second("2017-04-02")),
    Disease("a serial without a format", "42827 shown as a number", ledger(A5=SERIAL),
            ("date.unreadable@A5",), second(None)),
    Disease("a time without a day", "9:30 in a column of days", ledger(A5=dt.time(9, 30)),
            ("date.unreadable@A5",), second(None)),
    Disease("days since 1904", "the workbook of an old Mac", since_1904(), (), second("2017-04-02")),
    Disease("old workbook, day", "a day in .xls", old(SERIAL, "yyyy/m/d"), (), second("2017-04-02")),
    Disease("old workbook, since 1904", "a day in .xls of an old Mac",
            old(SERIAL - 1462, "yyyy/m/d", is_1904=True), (), second("2017-04-02")),
    Disease("a mark shown as a number with letters", "a number format is no date",
            {"决算.xlsx": xlsx(LEDGER, lambda s: setattr(s["C5"], "number_format", '[Red]0.00"元";\\m0'))},
            (), lines()),
)  # fmt: skip
