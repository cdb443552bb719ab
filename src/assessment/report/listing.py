"""Tables as people read them: names for ids, official words for codes, nothing computed anew."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from assessment.core.labels import labels, say
from assessment.core.problems import Problems, problem_kinds
from assessment.core.rules import Rules
from assessment.report.standing_order import PLACES
from assessment.report.told_values import tell_yuan
from assessment.report.wording import (
    few_judges,
    round_words,
    show_component,
    show_grade,
    show_points,
    stage_words,
)

_SEVERITIES = ("ERROR", "WARNING", "NOTICE")


def list_ranking(
    standings: pd.DataFrame,
    components: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    round: str = "assessment",
    lang: str = "zh",
) -> pd.DataFrame:
    """Return a round's ranking: rank, unit, project, theme, each component's points, total, grade.

    Points are those of 100 before weighting, rounded as the rules say; a project without rank
    shows its status there and stands last. While anybody is without rank, or was marked by fewer
    judges than the rules want, a last column says what the points there are mean. In a
    provisional round the points so far take the place of totals.
    """
    key = ["year", "project_id"]
    is_mine = (standings["round"] == round) & (standings["year"] == rules.year)
    rows = (
        standings[is_mine]
        .merge(applications[[*key, "project_name", "college_code", "theme_code"]], on=key)
        .merge(colleges[["college_code", "college_name"]], on="college_code", how="left")
    )
    rows = rows.assign(place=rows["status"].map(PLACES)).sort_values(
        ["place", "rank", "total_points", "project_id"], ascending=[True, True, False, True]
    )
    scored = components[(components["round"] == round) & (components["year"] == rules.year)]
    points = dict(
        zip(
            zip(scored["project_id"], scored["component"], strict=True),
            scored["points"],
            strict=True,
        )
    )
    few = few_judges(components, rules, round, lang)
    is_open = bool(round_words(standings, rules, round, lang))
    records = rows.to_dict("records")
    listed = [
        _ranking_row(row, points, rules, lang)
        | _sums(row, rules, lang, is_open=is_open)
        | _with_few(_status(row, rules, lang, is_open=is_open), few.get(row["project_id"]), lang)
        for row in records
    ]
    is_settled = not few and all(row["status"] == "final" for row in records)
    frame = pd.DataFrame(listed)
    return frame.drop(columns=say("list.status", lang)) if listed and is_settled else frame


def _sums(row: dict[Any, Any], rules: Rules, lang: str, *, is_open: bool) -> dict[str, str]:
    """Return total and grade; points so far are a column of their own, never under the total."""
    is_total = is_open or row["status"] == "final"
    total = _total(row, rules) if is_total else say("none", lang)
    is_graded = not pd.isna(row["grade"])
    return {
        say("stage.total" if is_open else "list.total", lang): total,
        say("grade", lang): show_grade(row["grade"], lang) if is_graded else say("none", lang),
    }


def _status(row: dict[Any, Any], rules: Rules, lang: str, *, is_open: bool) -> dict[str, str]:
    """Return the status in words: what points so far are of, and what is missing."""
    told = say("standing.final", lang)
    if row["status"] != "final":
        points = "" if is_open else _total(row, rules)
        told = stage_words(row["missing"], rules, row["round"], lang, points)
    return {say("list.status", lang): told}


def _with_few(status: dict[str, str], few: str | None, lang: str) -> dict[str, str]:
    return {head: f"{told}{say('sep', lang)}{few}" if few else told
            for head, told in status.items()}  # fmt: skip


def _ranking_row(
    row: dict[Any, Any], points: dict[tuple[Any, Any], Any], rules: Rules, lang: str
) -> dict[str, str]:
    themes = {theme.code: theme.name for theme in rules.themes}
    parts = {
        f"{show_component(part.name, rules, lang)} {part.weight}%": _points(
            points.get((row["project_id"], part.name)), rules
        )
        for part in rules.of_round(row["round"])
    }
    ranked = not pd.isna(row["rank"])
    return {
        say("rank", lang): str(row["rank"]) if ranked else say(f"standing.{row['status']}", lang),
        say("unit", lang): str(row["college_name"]),
        say("project", lang): str(row["project_name"]),
        say("theme", lang): themes.get(row["theme_code"], say("none", lang)),
        **parts,
    }


def _total(row: dict[Any, Any], rules: Rules) -> str:
    return show_points(row["total_exact"], row["total_points"], rules.ranking.decimals)


def _points(value: Any, rules: Rules) -> str:
    return say("none") if value is None else show_points(pd.NA, value, rules.ranking.decimals)


def list_coverage(
    coverage: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
    standings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return a year's themes: applied, selected, certified, covered so far.

    Given table `standings` whose assessment is provisional, certified ones are not known yet.
    """
    is_open = standings is not None and bool(round_words(standings, rules, "assessment"))
    certified = say("list.certified", lang)
    if is_open:
        certified = say("stage.marked", lang, text=certified)
    mine = coverage[coverage["year"] == rules.year].sort_values("theme_code")
    names = {theme.code: theme.name for theme in rules.themes}
    return pd.DataFrame(
        {
            say("theme", lang): mine["theme_code"].map(names),
            say("list.applied", lang): mine["n_applied"],
            say("list.selected", lang): mine["n_selected"],
            certified: [say("none", lang)] * len(mine) if is_open else mine["n_certified"],
            say("list.covered", lang): [
                say("yes" if covered else "no", lang) for covered in mine["is_covered_so_far"]
            ],
        }
    ).reset_index(drop=True)


def list_problems(problems: Problems, /, *, lang: str = "zh") -> pd.DataFrame:
    """Return how many problems of each kind there are, the gravest first."""
    counted = Counter((str(fault.severity), fault.code) for fault in problems)
    order = sorted(counted, key=lambda item: (_SEVERITIES.index(item[0]), item[1]))
    return pd.DataFrame(
        {
            say("list.severity", lang): [
                say(f"severity.{severity}", lang) for severity, _ in order
            ],
            say("list.problem", lang): [problem_kinds()[code].title(lang) for _, code in order],
            say("list.count", lang): [counted[item] for item in order],
            say("list.code", lang): [code for _, code in order],
        }
    )


def list_submissions(
    submissions: pd.DataFrame, colleges: pd.DataFrame, /, *, year: int, lang: str = "zh"
) -> pd.DataFrame:
    """Return the colleges by what became of their applications: due, received, returned …"""
    is_mine = (submissions["year"] == year) & (submissions["kind"] == "application")
    named = submissions[is_mine].merge(colleges, on="college_code", how="left")
    groups = named.groupby("state", sort=True)["college_name"]
    return pd.DataFrame(
        [
            {
                say("list.state", lang): say(f"submission.{state}", lang),
                say("list.count", lang): len(names),
                say("list.units", lang): say("sep", lang).join(sorted(names)),
            }
            for state, names in groups
        ]
    )


def list_sources(sources: pd.DataFrame, /, *, year: int, lang: str = "zh") -> pd.DataFrame:
    """Return what each file of a year was read as."""
    mine = sources[sources["year"] == year].sort_values("file")
    return pd.DataFrame(
        {
            say("list.file", lang): mine["file"].array,
            say("list.kind", lang): [_kinds(kind, lang) for kind in mine["kind"]],
        }
    )


def _kinds(kind: str, lang: str) -> str:
    keys = [f"kind.{one}" if f"kind.{one}" in labels() else "kind.other" for one in kind.split("+")]
    return say("sep", lang).join(say(key, lang) for key in keys)


def list_usage(
    budget_usage: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return grant, accepted spending, what is left (yuan) and usage of each funded project."""
    key = ["year", "project_id"]
    rows = (
        budget_usage[budget_usage["year"] == rules.year]
        .merge(applications[[*key, "project_name", "college_code"]], on=key)
        .merge(colleges[["college_code", "college_name"]], on="college_code", how="left")
        .sort_values("project_id")
    )
    return pd.DataFrame(
        {
            say("unit", lang): rows["college_name"],
            say("project", lang): rows["project_name"],
            say("list.granted", lang): _yuan(rows["granted_fen"]),
            say("list.spent", lang): _yuan(rows["spent_fen"]),
            say("list.left", lang): _yuan(rows["left_fen"]),
            say("list.usage", lang): [
                say("none", lang) if pd.isna(share) else f"{share:.2%}"
                for share in rows["usage_share"]
            ],
        }
    ).reset_index(drop=True)


def _yuan(amounts: pd.Series) -> list[str]:
    return [tell_yuan(fen) for fen in amounts]
