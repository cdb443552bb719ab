"""Lists of the whole programme as people read them: choice, brands, Red Flag, activities."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report.told_values import tell_day, tell_text, tell_yuan
from assessment.report.verdicts import passed_over, verdict
from assessment.report.wording import show_points

_SELECTION = ("unit", "project", "theme", "review_points", "rank", "by_points", "proposed",
              "chosen", "reason")  # fmt: skip
_RED_FLAG = ("rank", "unit", "base", "bonus", "total", "plain_rank", "verdict")
_BRANDS = ("brand", "unit", "theme", "certified", "grade", "state", "next")
_ACTIVITY = (
    "unit",
    "project",
    "sittings",
    "missed",
    "people",
    "news",
    "photo",
    "video",
    "document",
    "whole",
)
_SPENDING = ("unit", "project", "category", "planned", "spent")
_CORRECTIONS = ("place", "was", "now", "reason", "state")


def _listed(rows: list[dict[str, Any]], columns: tuple[str, ...], lang: str) -> pd.DataFrame:
    heads = {name: say(f"roll.{name}", lang) for name in columns}
    return pd.DataFrame(rows, columns=list(columns)).rename(columns=heads)


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def _named(table: pd.DataFrame, applications: pd.DataFrame, colleges: pd.DataFrame) -> pd.DataFrame:
    names = applications[["year", "project_id", "project_name", "college_code", "theme_code"]]
    units = colleges[["college_code", "college_name"]]
    joined = table.merge(names, on=["year", "project_id"], how="left", validate="m:1")
    return joined.merge(units, on="college_code", how="left", validate="m:1")


def list_selection(
    selection: pd.DataFrame,
    standings: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return a year's choice beside the points: who was chosen, and whom points alone would."""
    review = standings[standings["round"] == "review"]
    points = review[["year", "project_id", "rank", "total_points", "total_exact"]]
    mine = _named(selection[selection["year"] == rules.year], applications, colleges)
    mine = mine.merge(points, on=["year", "project_id"], how="left", validate="1:1")
    rows = [
        {
            "unit": row.college_name,
            "project": row.project_name,
            "theme": _theme(row.theme_code, rules),
            "review_points": _points(row.total_points, rules, row.total_exact),
            "rank": tell_text(row.rank),
            "by_points": _tick(row.is_greedy),
            "proposed": _tick(row.is_proposed),
            "chosen": _tick(row.is_selected),
            "reason": tell_text(row.reason),
        }
        for row in _rows(mine.sort_values(["rank", "project_id"]))
    ]
    return _listed(rows, _SELECTION, lang)


def list_red_flag(
    red_flag: pd.DataFrame, colleges: pd.DataFrame, /, *, rules: Rules, lang: str = "zh"
) -> pd.DataFrame:
    """Return a year's Red Flag ranking: base, bonus, total, the rank without bonus, the verdict."""
    units = colleges[["college_code", "college_name"]]
    mine = red_flag[red_flag["year"] == rules.year]
    mine = mine.merge(units, on="college_code", how="left", validate="m:1")
    ranked = list(_rows(mine.sort_values(["rank", "college_code"])))
    passed = passed_over(ranked)
    rows = [
        {
            "rank": tell_text(row.rank),
            "unit": row.college_name,
            "base": _points(row.base_points, rules),
            "bonus": _points(row.bonus_points, rules),
            "total": _points(row.total_points, rules),
            "plain_rank": tell_text(row.rank_without_bonus),
            "verdict": _verdict(row, passed, lang),
        }
        for row in ranked
    ]
    return _listed(rows, _RED_FLAG, lang)


def _verdict(row: Any, passed: Collection[str], lang: str) -> str:
    said = [say(f"red_flag.{name}", lang) for name in verdict(row, passed)]
    if not row.is_candidate:
        said.append(say("red_flag.no_candidate", lang))
    elif pd.isna(row.base_points):
        said.append(say("red_flag.unverified", lang))
    return say("sep", lang).join(said)


def list_brands(
    brands: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return the register of brands: what each is called now, its grade, state and next re-check.

    `applications` holds all years of the programme.
    """
    latest = applications.sort_values("year")
    names = dict(zip(latest["brand_id"], latest["project_name"], strict=True))
    units = dict(zip(colleges["college_code"], colleges["college_name"], strict=True))
    rows = [
        {
            "brand": names.get(row.brand_id, row.brand_id),
            "unit": units.get(row.college_code, row.college_code),
            "theme": _theme(row.theme_code, rules),
            "certified": int(row.year),
            "grade": tell_text(row.grade),
            "state": say(f"brand.{row.state}", lang),
            "next": tell_day(row.next_recheck_date),
        }
        for row in _rows(brands)
    ]
    return _listed(rows, _BRANDS, lang)


def list_activity(
    project_activity: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return activities, participants and materials of the projects that registered any."""
    kinds = ("news", "photo", "video", "document")
    counted = ["n_activities", "n_missed", *(f"n_{kind}" for kind in kinds)]
    mine = project_activity[project_activity["year"] == rules.year]
    mine = _named(mine[mine[counted].sum(axis=1) > 0], applications, colleges)
    rows = [
        {
            "unit": row.college_name,
            "project": row.project_name,
            "sittings": int(row.n_activities),
            "missed": int(row.n_missed),
            "people": tell_text(row.n_participants),
            **{kind: int(getattr(row, f"n_{kind}")) for kind in kinds},
            "whole": _tick(row.is_complete),
        }
        for row in _rows(mine)
    ]
    return _listed(rows, _ACTIVITY, lang)


def list_spending(
    budget_spending: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return what each project planned and spent by category, in yuan."""
    mine = budget_spending[budget_spending["year"] == rules.year]
    rows = [
        {
            "unit": row.college_name,
            "project": row.project_name,
            "category": row.category,
            "planned": tell_yuan(row.planned_fen),
            "spent": tell_yuan(row.spent_fen),
        }
        for row in _rows(_named(mine, applications, colleges))
    ]
    return _listed(rows, _SPENDING, lang)


def list_corrections(
    corrections: pd.DataFrame, sources: pd.DataFrame, /, *, rules: Rules, lang: str = "zh"
) -> pd.DataFrame:
    """Return every correction entered for the year and whether it was applied."""
    files = dict(zip(sources["sha256"], sources["file"], strict=True))
    mine = corrections[corrections["year"] == rules.year]
    rows = [
        {
            "place": f"{files.get(row.sha256, row.sha256[:12])}「{row.sheet}」{row.cell}",
            "was": tell_text(row.was),
            "now": tell_text(row.now),
            "reason": tell_text(row.reason),
            "state": say("correction.applied" if row.is_applied else "correction.refused", lang),
        }
        for row in _rows(mine)
    ]
    return _listed(rows, _CORRECTIONS, lang)


def _theme(code: Any, rules: Rules) -> str:
    themes = {theme.code: theme.name for theme in rules.themes}
    return "" if pd.isna(code) else themes.get(code, str(code))


def _tick(value: Any) -> str:
    return "—" if pd.isna(value) or not value else "√"


def _points(value: Any, rules: Rules, exact: Any = pd.NA) -> str:
    return "—" if pd.isna(value) else show_points(exact, value, rules.ranking.decimals)
