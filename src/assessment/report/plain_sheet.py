"""A list as a workbook of one sheet that is safe to open: texts only, no formula, no link."""

from __future__ import annotations

from io import BytesIO

import pandas as pd

from assessment.report.safe_book import safe_book

_LEAST, _MOST = 12, 60


def plain_sheet(title: str, frame: pd.DataFrame, *, name: str) -> bytes:
    """Return a workbook with a title, the heads of a list and its rows, all of them texts."""
    buffer = BytesIO()
    book = safe_book(buffer, title)
    sheet = book.add_worksheet(name)
    bold, ruled = (book.add_format({"border": 1, "bold": one}) for one in (True, False))
    sheet.write_string(0, 0, title)
    for column, head in enumerate(frame.columns):
        texts = ["" if pd.isna(value) else str(value) for value in frame.iloc[:, column]]
        sheet.write_string(1, column, str(head), bold)
        wide = max(_LEAST, *(2 * len(text) for text in texts), 0)
        sheet.set_column(column, column, min(wide, _MOST))
        for row, text in enumerate(texts, start=2):
            sheet.write_string(row, column, text, ruled)
    book.close()
    return buffer.getvalue()
