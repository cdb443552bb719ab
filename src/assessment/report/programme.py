"""The years of the programme as charts show them: each project's fate, and the words around."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import require
from assessment.report import wording
from assessment.report.page import Words

RulesOfYears = Rules | Sequence[Rules]
_SHORT = 8
_KEYS = ["year", "project_id"]


def in_order(rules: RulesOfYears) -> list[Rules]:
    """Return the rules of one or more years, earliest first.

    Raises
    ------
    ValueError
        When there are none, or two of the same year.
    """
    given = [rules] if isinstance(rules, Rules) else list(rules)
    if not given or len({one.year for one in given}) < len(given):
        raise ValueError(f"rules of one or more different years are wanted, got {len(given)}")
    return sorted(given, key=lambda one: one.year)


def programme_years(years: Sequence[Rules]) -> list[int]:
    """Return every year of the programme, also those that have no rules yet."""
    plan = years[-1].programme
    return list(range(plan.first_year, plan.first_year + plan.years))


def span(years: Sequence[int]) -> str:
    """Return the years from first to last.

    Examples
    --------
    >>> span([2017, 2018, 2019]), span([2017])
    ('2017–2019', '2017')
    """
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def of_years(frame: pd.DataFrame, name: str, years: Sequence[Rules]) -> pd.DataFrame:
    """Return the rows of table `name` that belong to the years of the rules.

    Raises
    ------
    ValueError
        When a column of the table is missing.
    """
    require(frame, name)
    return frame[frame["year"].isin([one.year for one in years])]


def fates(
    applications: pd.DataFrame,
    selected: pd.DataFrame,
    standings: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Sequence[Rules],
) -> pd.DataFrame:
    """Return the projects of the years with what became of them.

    Beside names: `is_selected`, `is_certified`, and grade, rank, `is_tied` and `standing` (its
    status, empty when there is none) of the assessment. Applications that were not admitted
    stand only if they were selected or assessed all the same.
    """
    mine = of_years(applications, "applications", rules)
    chosen = selected.reindex(columns=_KEYS).drop_duplicates().assign(is_selected=True)
    frame = mine[[*_KEYS, "status"]].merge(chosen, on=_KEYS, how="left", validate="one_to_one")
    frame = frame.merge(_assessed(standings, rules), on=_KEYS, how="left", validate="one_to_one")
    frame = frame.assign(
        is_selected=frame["is_selected"].notna(),
        is_certified=frame["is_certified"].notna(),
        is_tied=frame["is_tied"].fillna(False),
        standing=frame["standing"].fillna(""),
    )
    admitted = frame["status"].fillna("eligible") == "eligible"
    frame = frame[admitted | frame["is_selected"] | (frame["standing"] != "")]
    named = wording.with_names(frame, applications, wording.known_names(colleges))
    return named.sort_values(_KEYS, ignore_index=True)


def _assessed(standings: pd.DataFrame, years: Sequence[Rules]) -> pd.DataFrame:
    mine = of_years(standings, "standings", years)
    mine = mine[mine["round"] == "assessment"].rename(columns={"status": "standing"})
    passing = [
        f"{one.year} {band.grade}" for one in years for band in one.grades.bands[:-1]
    ]  # the last band is no certificate
    told = mine["year"].astype("str") + " " + mine["grade"].fillna("")
    is_certified = (mine["standing"] == "final") & told.isin(passing)
    columns = [*_KEYS, "grade", "rank", "is_tied", "standing", "is_certified"]
    return mine.assign(is_certified=is_certified.where(is_certified))[columns]


def told_open(projects: pd.DataFrame, lang: str) -> str:
    """Return the remark that standings shown are not final; nothing when all are."""
    number = int(projects["standing"].isin(["provisional", "incomplete"]).sum())
    return say("programme.open", lang, n=number) if number else ""


def words(title: str, subtitle: str, source: str, years: Sequence[Rules], lang: str) -> Words:
    """Return what stands around a chart of several years; `source` is a key of the catalogue."""
    mark = say("sample", lang) if any(one.sample for one in years) else ""
    if len(years) == 1:
        return Words(title, subtitle, wording.footer(source, years[0], lang), mark)
    told = say("sep", lang).join(_version(one, lang) for one in years)
    footer = say("footer", lang, source=say(source, lang), rules=told)
    return Words(title, subtitle, footer, mark)


def _version(rules: Rules, lang: str) -> str:
    decided = "" if rules.is_decided else say("rules.open", lang)
    digest = rules.digest[:_SHORT]
    version = say("programme.version", lang, digest=digest) if digest else ""
    return say("year", lang, year=rules.year) + decided + version
