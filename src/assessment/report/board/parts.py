"""The sections of the board below the ranking: charts, sentences and lists of a year."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from assessment.core.labels import LANGUAGES, say
from assessment.report import flag_lists, listing, money_lists, rolls
from assessment.report.bearing_words import bearing_sentences
from assessment.report.board.certainty import certainty
from assessment.report.board.origins import origins
from assessment.report.board.registers import appeals, brands_due, never_reached
from assessment.report.board.year import BoardYear, Pair, both
from assessment.report.bonus_words import bonus_sentences
from assessment.report.meeting import meeting_page


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, sentences below it, and a table below them where there is one."""

    title: str = ""
    lines: Sequence[str] = ()
    table: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its anchor, title, the charts it shows, and its blocks by language."""

    id: str
    title: Pair
    charts: Sequence[str]
    blocks: dict[str, list[Block]]


Tell = Callable[[BoardYear, str], Iterator[Block]]


def parts(board: BoardYear, pictures: Container[str]) -> list[Part]:
    """Return the sections of a year that have anything to tell, in the order they are read.

    Of the charts they show those that are among the pictures.
    """
    made = [part(name, charts, pictures, partial(tell, board)) for name, charts, tell in _PARTS]
    return [one for one in made if one.charts or any(one.blocks.values())]


def part(
    name: str,
    charts: Sequence[str],
    pictures: Container[str],
    tell: Callable[[str], Iterator[Block]],
) -> Part:
    """Return the section `board.part.…` with what is told in each language."""
    shown = [chart for chart in charts if chart in pictures]
    told = {lang: [one for one in tell(lang) if _is_said(one)] for lang in LANGUAGES}
    return Part(name.replace("_", "-"), both(f"board.part.{name}"), shown, told)


def _is_said(block: Block) -> bool:
    return bool(block.lines) or (block.table is not None and not block.table.empty)


def _certainty(board: BoardYear, lang: str) -> Iterator[Block]:
    for stage in board.rounds:
        lines = bearing_sentences(board.tables, rules=board.rules, round=stage, lang=lang)
        gaps = list(certainty(board, stage, lang))
        yield Block(say(f"round.{stage}", lang).capitalize(), lines=[*gaps, *lines])


def _coverage(board: BoardYear, lang: str) -> Iterator[Block]:
    coverage, standings = board.frames("coverage", "standings")
    themes = listing.list_coverage(coverage, rules=board.rules, lang=lang, standings=standings)
    yield Block(say("board.list.themes", lang), table=themes)
    yield Block(say("board.list.units", lang), never_reached(board, lang))


def _plan(board: BoardYear, lang: str) -> Iterator[Block]:
    if not board.year.rows("selection"):
        return
    for part in meeting_page(board.tables, rules=board.rules, lang=lang).parts:
        yield Block(part.title, part.lines, part.table)


def _money(board: BoardYear, lang: str) -> Iterator[Block]:
    rules, ids = board.rules, board.frames("applications", "colleges")
    (usage,), (spending,) = board.frames("budget_usage"), board.frames("budget_spending")
    yield Block(say("board.list.usage", lang),
                table=listing.list_usage(usage, *ids, rules=rules, lang=lang))  # fmt: skip
    instalments, applications = board.frames("instalments", "applications")
    yield Block(say("board.list.instalments", lang),
                table=money_lists.list_instalments(instalments, applications, rules=rules,
                                                   lang=lang))  # fmt: skip
    yield Block(say("board.list.categories", lang),
                table=rolls.list_spending(spending, *ids, rules=rules, lang=lang))  # fmt: skip
    left_out = money_lists.list_left_out(
        *board.frames("ledger", "applications", "sources"), rules=rules, lang=lang
    )
    yield Block(say("board.list.left_out", lang), table=left_out)


def _activity(board: BoardYear, lang: str) -> Iterator[Block]:
    tables = board.frames("project_activity", "applications", "colleges")
    yield Block(table=rolls.list_activity(*tables, rules=board.rules, lang=lang))


def _red_flag(board: BoardYear, lang: str) -> Iterator[Block]:
    tables = board.frames("red_flag", "colleges")
    yield Block(lines=bonus_sentences(board.tables, rules=board.rules, lang=lang))
    yield Block(say("board.list.red_flag", lang),
                table=rolls.list_red_flag(*tables, rules=board.rules, lang=lang))  # fmt: skip
    bonuses = board.frames("brand_bonuses", "applications", "colleges")
    yield Block(say("bonus.head.bonus", lang),
                table=flag_lists.list_bonuses(*bonuses, rules=board.rules, lang=lang))  # fmt: skip


def _brands(board: BoardYear, lang: str) -> Iterator[Block]:
    tables = board.frames("brands", "applications", "colleges")
    yield Block(say("board.list.due", lang), table=brands_due(board, lang))
    yield Block(say("board.list.brands", lang),
                table=rolls.list_brands(*tables, rules=board.rules, lang=lang))  # fmt: skip


def _appeals(board: BoardYear, lang: str) -> Iterator[Block]:
    yield Block(table=appeals(board, lang))


def _origins(board: BoardYear, lang: str) -> Iterator[Block]:
    for title, table in origins(board, lang):
        yield Block(title, table=table)


_PARTS: Sequence[tuple[str, Sequence[str], Tell]] = (
    ("certainty", (), _certainty),
    ("coverage", ("三年主题覆盖",), _coverage),
    ("plan", ("立项方案比较",), _plan),
    ("money", ("经费使用",), _money),
    ("activity", (), _activity),
    ("red_flag", ("五四红旗排名",), _red_flag),
    ("brands", (), _brands),
    ("appeals", (), _appeals),
    ("origins", (), _origins),
)
