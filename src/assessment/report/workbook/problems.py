"""Every problem of the run: where it stands, what it is, what to do, what the run did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.problems import Severity, problem_kinds
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.year_tables import YearTables

_COLUMNS = (
    Column("程度", 7, "centre"),
    Column("文件", 38),
    Column("工作表", 13),
    Column("单元格", 8, "centre"),
    Column("说明", 48),
    Column("建议", 32),
    Column("本次处理", 32),
    Column("代码", 24),
)
_LOOKS = {"ERROR": "alert", "WARNING": "warn", "NOTICE": ""}


def write_problems(book: Book, year: YearTables) -> None:
    """Add the sheet of problems, the gravest first."""
    order = list(Severity)
    rows = sorted(year.rows("problems"), key=lambda row: order.index(row.severity))
    counts = {_word(code): sum(row.severity == code for row in rows) for code in order}
    sheet = book.sheet("问题", f"{year.rules.year}年材料中的问题")
    told = "，".join(f"{word}{count}个" for word, count in counts.items())
    note = f"{told}。位置为收到的原始文件；改正后重交或在登记.xlsx登记，再运行一次。"
    sheet.open(_COLUMNS, [rules_line(year.rules), note])
    sheet.table(_COLUMNS, [_row(year, row) for row in rows], frozen=1)


def _row(year: YearTables, row: Any) -> Row:
    kind = problem_kinds().get(row.code)
    hidden = _withheld(year, row)
    return [
        Styled(_word(row.severity), _LOOKS[row.severity]),
        year.withhold(_text(row.file)),
        year.withhold(_text(row.sheet)),
        _text(row.cell),
        hidden(_text(row.message)),
        hidden(_text(row.hint)),
        kind.effect_zh if kind else "",
        str(row.code),
    ]


def _word(severity: str) -> str:
    return say(f"severity.{severity}")


def _withheld(year: YearTables, row: Any) -> Callable[[str], str]:
    """Return what takes persons out of a sentence, but only where the sentence quotes a cell.

    The catalogue's own words stay, even where a person signs with one of them.
    """
    quoted = [(text, year.withhold(text)) for text in (_text(row.actual), _text(row.expected))]
    changed = [(text, shown) for text, shown in quoted if text != shown]

    def hidden(sentence: str) -> str:
        for text, shown in changed:
            sentence = sentence.replace(text, shown)
        return sentence

    return hidden


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
