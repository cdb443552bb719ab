"""Around charts of what the scores can bear: names, caution, and who are the first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import wording
from assessment.report.page import Words


def words(title: str, subtitle: str, notes: Iterable[str], *, rules: Rules, lang: str) -> Words:
    """Return what stands around such a chart: its footer begins with notes and the caution.

    Parameters
    ----------
    title, subtitle : str
        Finding and measure.
    notes : iterable of str
        How to read the chart, where that is not plain; what has to be said of few judges.
    rules : Rules
        Rules of the year.
    lang : {"zh", "en"}
        Language.
    """
    told = (*notes, say("caution.official", lang), wording.footer("source.scores", rules, lang))
    mark = say("sample", lang) if rules.sample else ""
    footer = say("caution.join", lang).join(part for part in told if part)
    return Words(title, subtitle, footer, mark)


def left_out(table: pd.DataFrame, rules: Rules, lang: str) -> str:
    """Return which judged components have no row, because they have too few marks; or nothing."""
    there = set(table["component"])
    gone = [part.name for part in rules.components
            if part.kind == "judged" and part.name not in there]  # fmt: skip
    names = [wording.show_component(name, rules, lang) for name in gone]
    return say("caution.left_out", lang, names=names) if names and there else ""


def components_of(table: pd.DataFrame, rules: Rules) -> list[str]:
    """Return the components that have rows, in the order of the rules."""
    there = set(table["component"])
    return [part.name for part in rules.components if part.name in there]


def judge_number(judge_id: str) -> str:
    """Return the number of a judge's code.

    Examples
    --------
    >>> judge_number("J7")
    '7'
    """
    return str(judge_id).removeprefix("J")


def show_judge(judge_id: str, lang: str) -> str:
    """Return the code of a judge as it stands everywhere, never the name."""
    return say("explain.judge", lang, number=judge_number(judge_id))


def project_names(applications: pd.DataFrame, rules: Rules) -> dict[str, str]:
    """Return the names of the year's projects by id."""
    mine = of_year(applications, "applications", rules.year)
    return dict(zip(mine["project_id"], mine["project_name"], strict=True))


def of_round(table: pd.DataFrame, name: str, rules: Rules, round: str) -> pd.DataFrame:
    """Return the rows of table `name` of one round of the year."""
    mine = of_year(table, name, rules.year)
    return mine[mine["round"] == round]


def ranked(standings: pd.DataFrame, rules: Rules, round: str) -> list[Any]:
    """Return the ranked standings of a round in the order of rank and id."""
    mine = of_round(standings, "standings", rules, round)
    mine = mine[mine["rank"].notna()].sort_values(["rank", "project_id"])
    return list(mine.itertuples(index=False))


def n_first(rules: Rules, round: str, n_ranked: int) -> int:
    """Return how many are the first of a round; 0 where that parts nobody from the others.

    In the review as many as are selected at most, in the assessment as may take the first grade.
    """
    first = rules.n_first(round, n_ranked)
    return first if 0 < first < n_ranked else 0


def show_chance(share: float, lang: str = "zh") -> str:
    """Return a share found by drawing as whole percents: it is never certain.

    Examples
    --------
    >>> show_chance(0.0), show_chance(1.0), show_chance(0.455), show_chance(0.015)
    ('<1%', '>99%', '46%', '2%')
    """
    if share < 0.01:
        return say("caution.below", lang)
    if share > 0.99:
        return say("caution.above", lang)
    return f"{wording.show_points(pd.NA, 100 * share, 0)}%"


def show_change(points: float, decimals: int = 1) -> str:
    """Return points with their sign, a minus as wide as a plus; zero has none.

    Examples
    --------
    >>> show_change(2.25), show_change(-3.04), show_change(-0.01)
    ('+2.3', '−3.0', '0.0')
    """
    text = wording.show_points(pd.NA, abs(points), decimals)
    if not float(text):
        return text
    return f"{'+' if points > 0 else '−'}{text}"


def rank_ticks(n_ranks: int, most: int = 20) -> list[int]:
    """Return the ranks that an axis names: all, or the first and every fifth or tenth.

    Examples
    --------
    >>> rank_ticks(3), rank_ticks(22)
    ([1, 2, 3], [1, 5, 10, 15, 20])
    """
    if n_ranks <= most:
        return list(range(1, n_ranks + 1))
    step = 5 if n_ranks <= 5 * most else 10
    return [1, *range(step, n_ranks + 1, step)]
