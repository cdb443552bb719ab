"""From the ranking back to the marks: sheets whose formulas reach from each to the next."""

from __future__ import annotations

from assessment.core.labels import say
from assessment.core.rule_components import Judged, Voted
from assessment.core.rules import ROUNDS
from assessment.report.area import Area
from assessment.report.book import Book, Sheet
from assessment.report.workbook.details import open_details, write_details
from assessment.report.workbook.matrix import open_matrix, write_matrix
from assessment.report.workbook.ranking import ranking_title, write_ranking
from assessment.report.workbook.reckoning import open_reckoning, write_reckoning
from assessment.report.workbook.votes import open_votes, write_votes
from assessment.report.workbook.words import marked
from assessment.report.workbook.year_tables import YearTables


def write_scores(book: Book, year: YearTables) -> None:
    """Add the sheets of ranking, reckoning, marks and votes, the assessment first.

    People read the ranking first, while its formulas take from sheets behind it: all sheets are
    added in the order of reading, then written from the marks to the ranking.
    """
    stages = [stage for stage in reversed(ROUNDS) if year.rules.of_round(stage)]
    rankings = {
        stage: book.sheet(f"{say(f'round.{stage}')}排名", ranking_title(year, stage))
        for stage in stages
    }
    for stage in stages:
        reckoning = book.sheet(f"计算-{say(f'round.{stage}')}", _title(year, stage, "得分计算"))
        parts = {part.name: _write_part(book, year, part) for part in year.rules.of_round(stage)}
        area = open_reckoning(reckoning, year, stage)
        write_reckoning(reckoning, year, stage, area, parts)
        write_ranking(rankings[stage], year, stage, area)


def _title(year: YearTables, stage: str, what: str) -> str:
    text = f"{year.rules.year}年{say(f'round.{stage}')}{what}"
    return marked(text, year.told(stage))


def _write_part(book: Book, year: YearTables, part: Judged | Voted) -> Area:
    """Add the sheets of a component, and return where its points stand."""
    if isinstance(part, Voted):
        sheet = _sheet(book, year, part, ("投票", "统计"))
        area = open_votes(sheet, year, part)
        write_votes(sheet, year, part, area)
        return area
    sheet = _sheet(book, year, part, ("评分", "评分汇总"))
    single = _sheet(book, year, part, ("明细", "评分明细与出处"))
    details, area = open_details(single, year, part), open_matrix(sheet, year, part)
    write_details(single, year, part, details)
    write_matrix(sheet, year, part, area, details)
    return area


def _sheet(book: Book, year: YearTables, part: Judged | Voted, words: tuple[str, str]) -> Sheet:
    title = marked(f"{year.rules.year}年{part.label}{words[1]}", year.told(part.round))
    return book.sheet(f"{words[0]}-{part.label}", title)
