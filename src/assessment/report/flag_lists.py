"""Lists behind the Red Flag ranking as people read them: items, bonuses, caps, commendation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.provenance import cell_of
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year
from assessment.report import wording

_BONUSES = ("unit", "project", "grade", "bonus", "state")
_ITEMS = ("unit", "item", "cap_points", "self_points", "checked", "place")
_COMMENDED = ("unit", "grade")
_TIPS = ("cap", "turn", "award")
_AGREED = ("scope", "statistic", "value", "low", "high", "p", "units", "pairs")


def _listed(rows: Sequence[dict[str, Any]], columns: Sequence[str], lang: str) -> pd.DataFrame:
    heads = {name: say(f"bonus.head.{name}", lang) for name in columns}
    return pd.DataFrame(rows, columns=list(columns)).rename(columns=heads)


def _names(colleges: pd.DataFrame) -> dict[str, str]:
    known = wording.known_names(colleges)
    return dict(zip(known["college_code"], known["college_name"], strict=True))


def list_unlike_items(
    items: pd.DataFrame,
    sources: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return the items of a year's papers whose verified points are not the college's own.

    Also those that the college filled in and nobody verified.
    """
    mine = of_year(items, "red_flag_items", rules.year)
    is_alike = (mine["points"] == mine["self_points"]).fillna(False)
    unlike = mine[mine["self_points"].notna() & ~is_alike]
    names, files = _names(colleges), file_names(sources)
    rows: list[Any] = list(unlike.itertuples(index=False))
    told = [
        {
            "unit": names.get(row.college_code, row.college_code),
            "item": row.item,
            "cap_points": _number(row.cap_points),
            "self_points": _number(row.self_points),
            "checked": say("bonus.unchecked", lang) if pd.isna(row.points) else _number(row.points),
            "place": str(cell_of(row.src, files)),
        }
        for row in rows
    ]
    return _listed(told, _ITEMS, lang)


def list_commended(
    red_flag: pd.DataFrame,
    bonuses: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return the list of commendations, a list of its own, with the grades of the brands."""
    names, mine = _names(colleges), of_year(red_flag, "red_flag", rules.year)
    given = of_year(bonuses, "brand_bonuses", rules.year)
    codes = mine.loc[mine["is_commended"], "college_code"]
    told = [
        {
            "unit": names.get(code, code),
            "grade": say("sep", lang).join(
                wording.show_grade(grade, lang)
                for grade in given.loc[given["college_code"] == code, "grade"]
            ),
        }
        for code in codes
    ]
    return _listed(told, _COMMENDED, lang)


def list_bonuses(
    bonuses: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return a year's bonuses: which project, which grade, how many points before the cap.

    `applications` holds all years of the programme.
    """
    mine = of_year(bonuses, "brand_bonuses", rules.year)
    titles = dict(zip(applications["project_id"], applications["project_name"], strict=True))
    names = _names(colleges)
    rows: list[Any] = list(mine.sort_values(["college_code", "project_id"]).itertuples(index=False))
    told = [
        {
            "unit": names.get(row.college_code, row.college_code),
            "project": titles.get(row.project_id, row.project_id),
            "grade": wording.show_grade(row.grade, lang),
            "bonus": _number(row.bonus_points),
            "state": say("brand.revoked", lang) if row.is_revoked else "",
        }
        for row in rows
    ]
    return _listed(told, _BONUSES, lang)


def list_tips(
    tips: pd.DataFrame, colleges: pd.DataFrame, /, *, rules: Rules, lang: str = "zh"
) -> pd.DataFrame:
    """Return a year's tipping points of the cap: at which value who passes whom."""
    names = _names(colleges)
    rows: list[Any] = list(
        of_year(tips, "bonus_tipping_points", rules.year).itertuples(index=False)
    )
    told = [
        {
            "cap": _number(row.cap_points),
            "turn": say(
                f"bonus.turn.{row.change}",
                lang,
                cap=_number(row.cap_points),
                name=names.get(row.college_code, row.college_code),
                other=names.get(row.other_college_code, row.other_college_code),
            ),
            "award": say("bonus.yes" if row.is_award_changed else "bonus.no", lang),
        }
        for row in rows
    ]
    return _listed(told, _TIPS, lang)


def list_agreement(association: pd.DataFrame, /, *, rules: Rules, lang: str = "zh") -> pd.DataFrame:
    """Return how far the orders by base points and by brand result agree, with numbers.

    For the analyst's notebook; the committee is told the sentences of `bonus_words`.
    """
    mine = of_year(association, "bonus_association", rules.year)
    rows: list[Any] = list(
        mine.sort_values(["scope", "statistic"], ascending=[False, False]).itertuples(index=False)
    )
    told = [
        {
            "scope": say(f"bonus.scope.{row.scope}", lang, year=row.year, years=row.n_years),
            "statistic": say(f"bonus.statistic.{row.statistic}", lang),
            "value": _figure(row.value),
            "low": _figure(row.low),
            "high": _figure(row.high),
            "p": _figure(row.p_share),
            "units": str(row.n_colleges),
            "pairs": str(row.n_units),
        }
        for row in rows
    ]
    return _listed(told, _AGREED, lang)


def _number(points: Any) -> str:
    return "—" if pd.isna(points) else wording.show_number(Decimal(repr(float(points))))


def _figure(value: Any) -> str:
    return "—" if pd.isna(value) else f"{float(value):.2f}"
