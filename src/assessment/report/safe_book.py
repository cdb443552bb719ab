"""A new workbook for xlsxwriter in which texts stay texts: no formula, number or link of them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import xlsxwriter

_CREATED = datetime(2017, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def safe_book(buffer: BytesIO, title: str, *, created: datetime = _CREATED) -> xlsxwriter.Workbook:
    """Return an empty workbook that is written to the buffer when it is closed.

    Its day of creation is told and not taken from the clock: the same content gives the same bytes.
    """
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": title, "created": created})
    return book
