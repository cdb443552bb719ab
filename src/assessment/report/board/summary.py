"""The head of the board: what it rests on, what is still open, and a few figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from assessment.core.labels import say
from assessment.report import wording
from assessment.report.board.year import BoardYear, Pair, both, in_both


def about(board: BoardYear) -> list[Pair]:
    """Return which rules the board follows and whether a meeting decided them."""
    decision = board.rules.decision
    decided = [decision.document_no, decision.meeting, str(decision.decided_date or "")]
    told = [part for part in decided if part]
    state = in_both(
        lambda lang: (
            say("sep", lang).join(told) if board.rules.is_decided else say("board.rules.open", lang)
        )
    )
    title = board.rules.title
    return [in_both(lambda lang: say("board.rules", lang, title=title,
                                     state=state[lang != "zh"]))]  # fmt: skip


def warnings(board: BoardYear) -> list[Pair]:
    """Return what a reader must know first: provisional rounds, errors that are unsolved."""
    n_errors = sum(row.severity == "ERROR" for row in board.year.rows("problems"))
    errors = [both("board.errors", n=n_errors)] if n_errors else []
    return [*_open_rounds(board), *errors]


def _open_rounds(board: BoardYear) -> Iterator[Pair]:
    for stage in board.rounds:
        if board.year.told(stage):
            yield in_both(partial(_open_round, board, stage))


def _open_round(board: BoardYear, stage: str, lang: str) -> str:
    told = wording.round_words(board.year.whole("standings"), board.rules, stage, lang)
    return say("board.stage", lang, round=say(f"round.{stage}", lang), told=told)


def cards(board: BoardYear) -> list[tuple[Pair, Pair]]:
    """Return figures of the year, each with what it counts."""
    year = board.year
    chosen = year.rows("decisions", round="review", matter="selected", outcome="yes")
    ranked = [row for row in year.rows("standings", round="assessment") if not pd.isna(row.rank)]
    usage = year.rows("budget_usage")
    errors = sum(row.severity == "ERROR" for row in year.rows("problems"))
    applied = year.rows("applications")
    eligible = sum(row.status == "eligible" for row in applied)
    figures = {
        "applied": say("board.of", n=eligible, all=len(applied)),
        "selected": str(len(chosen)),
        "ranked": str(len(ranked)),
        "themes": covered(board),
        "granted": wording.show_yuan(sum(int(row.granted_fen) for row in usage)),
        "spent": wording.show_yuan(sum(int(row.spent_fen) for row in usage)),
        "errors": str(errors),
        "appeals": str(len(year.rows("appeals"))),
    }
    return [((told, told), both(f"board.card.{name}")) for name, told in figures.items()]


def covered(board: BoardYear) -> str:
    """Return how many of the themes that must be covered are by the end of the year."""
    required = {theme.code for theme in board.rules.themes if theme.required}
    rows = board.year.rows("coverage")
    done = [row for row in rows if row.is_covered_so_far and row.theme_code in required]
    return say("board.of", n=len(done), all=len(required))
