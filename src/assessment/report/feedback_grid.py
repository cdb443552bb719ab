"""The list of problems of a file that cannot be annotated, with a picture of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import pandas as pd

from assessment.core.labels import say
from assessment.core.problems import Problem
from assessment.core.provenance import column_letters, position
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.feedback_list import HEADS, advice

_ORDER = ("ERROR", "WARNING", "NOTICE")
_LOOKS = {"ERROR": "alert", "WARNING": "warn", "NOTICE": ""}
_NOTE = (
    "“{file}”不能直接加批注。请对照下面的清单和“表格局部”，在原文件里改正后交回；本文件不必填写。"
)
_MOST_COLUMNS = 12
# A sheet's name, neighbouring rows of it, its cells.
Piece = tuple[str, list[int], dict[tuple[int, int], str | Styled]]


def write_grid_list(
    file: str, problems: Sequence[Problem], around: pd.DataFrame, /, *, created: datetime
) -> bytes:
    """Return the list of a file's problems, its second sheet the cells around each bad one.

    Parameters
    ----------
    file : str
        The name of the file, as people know it.
    problems : sequence of Problem
        Those of the file.
    around : DataFrame
        Its rows of table `surroundings`.
    created : datetime
        Stands in the workbook's properties.
    """
    book = Book("问题清单", created=created, footer=("问题清单（内部资料）", ""))
    columns = [Column(head, width, "centre" if width < 20 else "text") for head, width in HEADS]
    ordered = sorted(problems, key=lambda one: _ORDER.index(one.severity))
    sheet = book.sheet("问题清单", "需要核对、改正的地方")
    sheet.open(columns, [_NOTE.format(file=file)])
    sheet.table(columns, [_line(n, one) for n, one in enumerate(ordered, start=1)], frozen=0)
    pieces = list(_pieces(around))
    if pieces:
        _draw(book, pieces)
    return book.data()


def _line(number: int, fault: Problem) -> Row:
    where = fault.where
    severity = Styled(say(f"severity.{fault.severity}"), _LOOKS[fault.severity])
    told = (where.sheet, where.cell, fault.actual, fault.message, advice(fault.hint))
    return [number, severity, *told]


def _pieces(
    around: pd.DataFrame,
) -> Iterator[tuple[str, list[int], dict[tuple[int, int], str | Styled]]]:
    """Yield runs of neighbouring rows of each sheet with their cells, the bad ones marked."""
    for name, mine in around.groupby("sheet", sort=True):
        cells: dict[tuple[int, int], str | Styled] = {}
        for row in mine.to_dict("records"):
            text = str(row["content"])
            cells[position(str(row["cell"]))] = Styled(text, "alert") if row["is_told"] else text
        run: list[int] = []
        for number in sorted({place[0] for place in cells}):
            if run and number > run[-1] + 1:
                yield str(name), run, cells
                run = []
            run.append(number)
        yield str(name), run, cells


def _draw(book: Book, pieces: Sequence[Piece]) -> None:
    last = max(place[1] for _, _, cells in pieces for place in cells)
    letters = [column_letters(n) for n in range(1, min(last, _MOST_COLUMNS) + 1)]
    columns = [Column("行", 6, "centre"), *(Column(letter, 16) for letter in letters)]
    sheet = book.sheet("表格局部", "表格局部：有问题的单元格已着色")
    sheet.open(columns)
    for name, run, cells in pieces:
        bad = [place for place in cells if place[0] in run and isinstance(cells[place], Styled)]
        heads = columns if all(place[1] <= len(letters) for place in bad) else _moved(columns, bad)
        numbers = [_number(column.head) for column in heads[1:]]
        sheet.words("section", f"{name or '表'}　第 {run[0]}—{run[-1]} 行")
        rows: list[Row] = [
            [str(number), *(cells.get((number, column), "") for column in numbers)]
            for number in run
        ]
        sheet.table(heads, rows)
        sheet.gap()


def _moved(columns: Sequence[Column], bad: Sequence[tuple[int, int]]) -> list[Column]:
    """Return the columns that end where the last bad cell stands."""
    last, size = max(column for _, column in bad), len(columns) - 1
    letters = [column_letters(n) for n in range(max(last - size + 1, 1), last + 1)]
    return [columns[0], *(Column(letter, 16) for letter in letters)]


def _number(letters: str) -> int:
    return position(f"{letters}1")[1]
