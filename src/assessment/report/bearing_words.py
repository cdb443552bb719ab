"""The paragraphs on what the scores of a year can bear, from the tables alone."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.rules import Rules
from assessment.core.tables import require
from assessment.report.bearing import Bearing, Tables
from assessment.report.bearing_judges import judge_sentences
from assessment.report.bearing_order import order_sentences
from assessment.report.bearing_weights import weight_sentences

NEEDED = (
    "applications", "standings", "severity", "leanings", "adjusted", "residuals", "reliability",
    "rank_intervals", "pairs", "weight_sensitivity", "tipping_points", "other_methods",
)  # fmt: skip


def bearing_sentences(
    tables: Tables,
    /,
    *,
    rules: Rules,
    round: str = "assessment",
    lang: str = "zh",
    is_brief: bool = False,
) -> list[str]:
    """Return what a reader of a round's ranking should know of it, one sentence a matter.

    Which order is certain and which pairs are not, who is surely among the first (as many as may
    be selected or be outstanding), how far severity and agreement of judges matter, which marks
    are worth another look, which weights and methods would change the first. Judges are told by
    their codes; no term of statistics is used. Nothing of it changes the official ranking.

    Parameters
    ----------
    tables : mapping
        The year's tables as `run_year` gives them; one that is absent counts as empty, other years
        are passed over.
    rules : Rules
        The year's rules.
    round : {"review", "assessment"}
        The round.
    lang : {"zh", "en"}
        Language.
    is_brief : bool
        Only how certain the order is, nothing of judges, weights and methods.

    Raises
    ------
    ValueError
        When a table is not as its specification says.
    """
    for name in NEEDED:
        if name in tables:
            require(tables[name], name)
    bearing = Bearing(tables, rules, round, lang)
    told = _brief(bearing) if is_brief else _whole(bearing)
    return [line[:1].upper() + line[1:] for line in told]


def _brief(bearing: Bearing) -> Iterator[str]:
    if bearing.intervals.empty:
        yield bearing.say("too_few", round=bearing.word(f"round.{bearing.round}"))
        return
    yield from order_sentences(bearing)
    yield from _note(bearing)


def _whole(bearing: Bearing) -> Iterator[str]:
    if bearing.intervals.empty:
        yield from _brief(bearing)
        yield from judge_sentences(bearing)
        return
    yield from order_sentences(bearing)
    yield from judge_sentences(bearing)
    yield from weight_sentences(bearing)
    yield from _note(bearing)


def _note(bearing: Bearing) -> Iterator[str]:
    names = [part.name for part in bearing.rules.of_round(bearing.round)]
    rows = bearing.rows("reliability")
    n_judges = rows[rows["component"].isin(names)]["n_judges"]
    if len(n_judges):
        yield bearing.say("note", n=int(n_judges.min()))
    else:
        yield bearing.say("note_plain")
