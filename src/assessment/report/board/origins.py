"""Where the numbers come from: files with their hashes, rules, problems, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from assessment.core.labels import say
from assessment.core.problems import Problem, Severity, read_problems
from assessment.report import rolls
from assessment.report.board.registers import listed
from assessment.report.board.year import BoardYear
from assessment.report.listing import list_problems
from assessment.report.workbook.clauses import clauses
from assessment.report.workbook.words import NOTHING


def origins(board: BoardYear, lang: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield titled lists: problems, corrections, clauses of the rules, files."""
    found = read_problems(board.year.table("problems"))
    yield say("board.list.problem_kinds", lang), list_problems(found, lang=lang)
    yield say("board.list.problems", lang), _problems(board, found, lang)
    tables = board.frames("corrections", "sources")
    corrections = rolls.list_corrections(*tables, rules=board.rules, lang=lang)
    yield say("board.list.corrections", lang), _withheld(board, corrections)
    yield say("board.list.rules", lang), _clauses(board, lang)
    yield say("board.list.files", lang), _files(board, lang)


def _problems(board: BoardYear, found: Sequence[Problem], lang: str) -> pd.DataFrame:
    order = list(Severity)
    rows = (
        [say(f"severity.{fault.severity}", lang), _line(board, fault, lang)]
        for fault in sorted(found, key=lambda fault: order.index(fault.severity))
    )
    return listed(("severity", "problem"), rows, lang)


def _line(board: BoardYear, fault: Problem, lang: str) -> str:
    """Return a problem's line; persons are taken out of what it quotes, and of names of files."""
    line = fault.line(lang)
    quoted = (fault.actual, fault.expected, fault.where.file, fault.where.sheet)
    for text in filter(None, quoted):
        line = line.replace(text, board.year.withhold(text))
    return line


def _withheld(board: BoardYear, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(board.year.withhold) if len(frame) else frame


def _clauses(board: BoardYear, lang: str) -> pd.DataFrame:
    rows = (
        [one.name, one.text, one.source,
         say("board.decided" if one.status == "decided" else "board.assumed", lang)]
        for one in clauses(board.rules)
    )  # fmt: skip
    return listed(("clause", "text", "basis", "state"), rows, lang)


def _files(board: BoardYear, lang: str) -> pd.DataFrame:
    rows = (
        [board.year.withhold(row.file), row.sha256[:12],
         NOTHING if pd.isna(row.received_date) else row.received_date.date().isoformat()]
        for row in sorted(board.year.rows("sources"), key=lambda row: row.file)
    )  # fmt: skip
    return listed(("file", "sha", "received"), rows, lang)
