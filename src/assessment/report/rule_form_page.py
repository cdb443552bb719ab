"""The sheets of 评审规则表.xlsx: labels and notes locked, places to fill open and guarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from assessment.core.rule_form import FIRST, LABEL, LAST, MOST_SHARE, NOTE
from assessment.report.cell_looks import RULE, cell_look, word_look
from assessment.report.cell_size import LINE_HEIGHT, row_height
from assessment.report.safe_book import safe_book
from assessment.report.sheet_names import free_name

_A4 = 9
_MAY = {"format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True}
_WIDTHS = {LABEL: 26.0, NOTE: 44.0}
_WIDE = 15.0
_LONGEST_LIST = 255
_OPEN = {"bg_color": "#FFFBE6", "locked": False, "border": 1, "border_color": RULE}
_NOTE = {"font_size": 9, "valign": "vcenter", "indent": 1}
_FORMATS = {"day": "yyyy-mm-dd", "share": "0.00%", "whole": "0", "text": "@"}
# Before that day Excel counts days of which one never was.
_FIRST_DAY = date(1900, 3, 1)
_SIGNS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
_TOLD = {"ge": "不小于 {}", "gt": "大于 {}", "le": "不大于 {}", "lt": "小于 {}"}


@dataclass(frozen=True, slots=True)
class Put:
    """A place to fill: the kind of its value, what stands there, what may be chosen.

    With `is_open` other texts may be typed as well; one that `is_fixed` is locked.
    """

    kind: str
    value: str | int | Decimal | date | None
    words: tuple[str, ...] = ()
    bounds: Mapping[str, Any] = field(default_factory=dict)
    is_open: bool = False
    is_fixed: bool = False


class FormBook:
    """The workbook; `page` adds a sheet, `data` ends it."""

    def __init__(self, title: str) -> None:
        self._buffer = BytesIO()
        self._book = safe_book(self._buffer, title)
        self._title = title
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: list[str] = []

    def guide(self, name: str, texts: Sequence[str]) -> None:
        """Add the sheet that says how to fill the others."""
        page = self.page(name)
        for number, text in enumerate(texts, start=1):
            page.words(f"{number}．{text}")

    def page(self, name: str) -> FormPage:
        """Add a sheet: A4 landscape, one page wide, protected without a password."""
        free = free_name(name, self._names)
        self._names.append(free)
        sheet = self._book.add_worksheet(free)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer("&C&9第 &P 页，共 &N 页")
        sheet.protect("", _MAY)
        return FormPage(self, sheet, f"{self._title}　{name}")

    def look(self, properties: Mapping[str, Any]) -> Any:
        """Return the format of these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(properties))
        return self._formats[key]

    def data(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._buffer.getvalue()


class FormPage:
    """One sheet, written from the top down: labels in A, values in B–F, notes in G."""

    def __init__(self, book: FormBook, sheet: Any, title: str) -> None:
        self._book, self._sheet = book, sheet
        self._row = 0
        for column in range(LABEL, NOTE + 1):
            sheet.set_column(column - 1, column - 1, _WIDTHS.get(column, _WIDE))
        self._across(title, word_look("title"), 34.0)

    def words(self, text: str) -> None:
        """Write a sentence across all columns."""
        look = word_look("sign") | {"text_wrap": True, "font_size": 12}
        self._across(text, look, 30.0)

    def head(self, text: str) -> None:
        """Begin a section."""
        self._sheet.set_row(self._row, 8)
        self._row += 1
        self._sheet.set_row(self._row, 26)
        look = self._book.look(word_look("section") | {"bottom": 2, "valign": "vcenter"})
        for column in range(LABEL, NOTE + 1):
            self._sheet.write_blank(self._row, column - 1, None, look)
        self._sheet.write_string(self._row, LABEL - 1, text, look)
        self._row += 1

    def one(self, label: str, put: Put, note: str) -> None:
        """Write a line with one value as wide as all columns of values."""
        style = self._style(put)
        self._sheet.merge_range(self._row, FIRST - 1, self._row, LAST - 1, "", style)
        self._value(FIRST, put, label)
        wide = [_WIDE] * (LAST - FIRST + 1)
        self._close(label, note, [row_height(_text(put), *wide)])

    def row(self, label: str, puts: Sequence[Put], note: str) -> None:
        """Write a line with a value in each of the first columns."""
        for number, put in enumerate(puts):
            self._value(FIRST + number, put, label)
        self._close(label, note, [row_height(_text(put), _WIDE) for put in puts])

    def many(self, label: str, puts: Sequence[Put], blank: Put, note: str) -> None:
        """Write a list, a cell each, with at least one cell left over."""
        wide = LAST - FIRST + 1
        cells = [*puts, blank]
        cells += [blank] * (-len(cells) % wide)
        for start in range(0, len(cells), wide):
            self.row("" if start else label, cells[start : start + wide], "" if start else note)

    def heads(self, label: str, heads: Sequence[str], note: str) -> None:
        """Write the line of a table's headers."""
        for number, head in enumerate(heads):
            style = self._book.look(word_look("head"))
            self._sheet.write_string(self._row, FIRST - 1 + number, head, style)
        self._close(label, note, [])

    def _close(self, label: str, note: str, heights: Sequence[float]) -> None:
        self._put_words(LABEL, label, {"font_name": "黑体"})
        self._put_words(NOTE, note, word_look("note") | _NOTE)
        tall = [row_height(label, _WIDTHS[LABEL]), row_height(note, _WIDTHS[NOTE])]
        self._sheet.set_row(self._row, max([LINE_HEIGHT + 8, *heights, *tall]))
        self._row += 1

    def _put_words(self, column: int, text: str, look: Mapping[str, Any]) -> None:
        style = self._book.look({**word_look("sign"), "text_wrap": True, **look})
        self._sheet.write_string(self._row, column - 1, text, style)

    def _across(self, text: str, look: Mapping[str, Any], height: float) -> None:
        self._sheet.set_row(self._row, height)
        style = self._book.look(look)
        self._sheet.merge_range(self._row, LABEL - 1, self._row, NOTE - 1, "", style)
        self._sheet.write_string(self._row, LABEL - 1, text, style)
        self._row += 1

    def _style(self, put: Put) -> Any:
        is_exact = isinstance(put.value, str) or (put.value is not None and not _is_kept(put.value))
        form = "@" if is_exact else _FORMATS.get(put.kind, "General")
        if put.kind == "share" and isinstance(put.value, Decimal):
            form = _percent(put.value)
        open_ = {} if put.is_fixed else _OPEN
        return self._book.look(
            cell_look("text") | {"num_format": form, "locked": put.is_fixed} | open_
        )

    def _value(self, column: int, put: Put, label: str) -> None:
        row, at, style = self._row, column - 1, self._style(put)
        value = put.value
        if value is None:
            self._sheet.write_blank(row, at, None, style)
        elif isinstance(value, str) or not _is_kept(value):
            self._sheet.write_string(row, at, _text(put), style)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, at, value, style)
        else:
            self._sheet.write_number(row, at, float(value), style)
        rule = None if put.is_fixed else _rule(put, label)
        if rule:
            self._sheet.data_validation(row, at, row, at, rule)


def _text(put: Put) -> str:
    value = put.value
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def _is_kept(value: int | Decimal | date) -> bool:
    """Tell whether a spreadsheet keeps a value as it is."""
    if isinstance(value, date):
        return value >= _FIRST_DAY
    return abs(Decimal(value)) < 10**15 and Decimal(format(float(value), ".15g")) == value


def _percent(value: Decimal) -> str:
    """Return the format that shows a share with all its decimals, at least two."""
    exponent = (value * 100).normalize().as_tuple().exponent
    return f"0.{'0' * max(2, -int(exponent))}%"


def _rule(put: Put, label: str) -> dict[str, Any] | None:
    """Return what a program enforces while the place is filled."""
    stop: dict[str, Any] = {"error_title": label[:32], "error_type": "stop"}
    if put.words:
        return _list_rule(put, stop)
    if put.kind == "day":
        limits = {"criteria": "between", "minimum": date(1990, 1, 1), "maximum": date(2199, 12, 31)}
        return {
            **stop,
            "validate": "date",
            **limits,
            "error_message": "请写成 2017-03-15 这样的日期。",
        }
    if put.kind in ("whole", "number", "share"):
        return {**stop, **_number_rule(put)}
    return None


def _list_rule(put: Put, stop: Mapping[str, Any]) -> dict[str, Any] | None:
    if len(",".join(put.words)) > _LONGEST_LIST or any("," in word for word in put.words):
        return None
    said = f"请从列表中选：{'、'.join(put.words)}"[:250]
    source = {"validate": "list", "source": list(put.words), "error_message": said}
    return {**stop, **source, "show_error": not put.is_open}


def _number_rule(put: Put) -> dict[str, Any]:
    bounds = dict(put.bounds) or {"ge": -(10**9)}
    if put.kind == "share":
        bounds.setdefault("le", MOST_SHARE)
    told = "，".join(_TOLD[name].format(limit) for name, limit in bounds.items())
    word = {"whole": "整数", "share": "比例，如 30%"}.get(put.kind, "数字")
    said = {"error_message": f"请填{word}（{told}），不写单位。" if put.bounds else f"请填{word}。"}
    kind = {"validate": "integer" if put.kind == "whole" else "decimal"}
    low, high = (
        next((n for n in names if n in bounds), "") for names in (("ge", "gt"), ("le", "lt"))
    )
    if low and high:
        span = {
            "criteria": "between",
            "minimum": _number(bounds[low]),
            "maximum": _number(bounds[high]),
        }
        return {**kind, **span, **said}
    one = low or high
    return {**kind, "criteria": _SIGNS[one], "value": _number(bounds[one]), **said}


def _number(limit: Any) -> float | int:
    return limit if isinstance(limit, int) else float(limit)
