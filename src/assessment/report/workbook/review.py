"""评分汇总复核表.xlsx: everything behind a year's results, for those who check them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time

import pandas as pd

from assessment.core.rules import Rules
from assessment.report.book import Book
from assessment.report.workbook.accounts import write_coverage, write_usage
from assessment.report.workbook.brands import write_brands
from assessment.report.workbook.check_code import check_code
from assessment.report.workbook.closing import write_closing
from assessment.report.workbook.cover import marking, write_cover
from assessment.report.workbook.followup import (
    write_activity,
    write_appeals,
    write_corrections,
    write_selection,
    write_spending,
)
from assessment.report.workbook.honours import write_red_flag
from assessment.report.workbook.problems import write_problems
from assessment.report.workbook.scores import write_scores
from assessment.report.workbook.year_tables import YearTables


def write_review_workbook(tables: Mapping[str, pd.DataFrame], /, *, rules: Rules) -> bytes:
    """Return 评分汇总复核表.xlsx of a year.

    The sheets: 说明, the ranking of each round (the assessment first), marks of each judged
    component and their details, each vote, selection, coverage, grants and spending, activities,
    brands, Red Flag, corrections, appeals, problems. An absent table counts as empty and gives no
    sheet of its own. Persons are never named: judges appear by number. The same tables and rules
    give the same bytes.

    Parameters
    ----------
    tables : mapping
        The year's tables by name; rows of other years are passed over.
    rules : Rules
        The year's rules.

    Raises
    ------
    ValueError
        When a table lacks a column it must have.
    """
    year = YearTables(tables, rules)
    title = f"{rules.year}年“一团一品”评分汇总复核表"
    book = Book(
        title,
        created=datetime.combine(rules.calendar.assessment[1], time()),
        footer=(marking(rules), f"校验码 {check_code(tables, rules=rules)}"),
        decimals=rules.ranking.decimals,
    )
    cover = book.sheet("说明", title)
    write_scores(book, year)
    write_selection(book, year)
    write_coverage(book, year)
    write_usage(book, year)
    write_spending(book, year)
    write_activity(book, year)
    write_closing(book, year)
    write_brands(book, year)
    write_red_flag(book, year)
    write_corrections(book, year)
    write_appeals(book, year)
    write_problems(book, year)
    write_cover(cover, book.names[1:], year)
    return book.data()
