"""Tables for the terminal: the same results as everywhere else, cut to what fits a screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
from rich.markup import escape
from rich.table import Table

from assessment.core.problems import SEVERITY_LABELS, Problems, Severity
from assessment.core.rules import Rules

WORDS = {
    "rank": ("名次", "Rank"),
    "unit": ("申报单位", "Unit"),
    "project": ("项目名称", "Project"),
    "theme": ("品牌主题", "Theme"),
    "total": ("总分", "Total"),
    "grade": ("等次", "Grade"),
    "applied": ("申报", "Applied"),
    "selected": ("立项", "Selected"),
    "certified": ("认证", "Certified"),
    "covered": ("是否覆盖", "Covered"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "severity": ("程度", "Severity"),
    "count": ("数量", "Count"),
    "code": ("代码", "Code"),
    "file": ("文件", "File"),
    "kind": ("识别为", "Read as"),
    "state": ("状态", "State"),
    "colleges": ("单位", "Colleges"),
    "ranking": ("{year} 年考核认证排名", "Assessment ranking {year}"),
    "coverage": ("{year} 年品牌主题覆盖", "Theme coverage {year}"),
    "submissions": ("{year} 年申报材料收件情况", "Submissions {year}"),
    "sources": ("{year} 年材料识别情况", "What the files of {year} were read as"),
    "final": ("最终", "final"),
    "provisional": ("阶段性", "provisional"),
    "incomplete": ("暂不排定", "incomplete"),
}
KINDS = {
    "application_form": ("申报表", "application form"),
    "application_list": ("申报汇总表", "application summary"),
    "mark_form": ("单项评分表", "judge's form"),
    "mark_list": ("评委评分表", "judge's list"),
    "mark_matrix": ("评分汇总表", "marks of all judges"),
    "vote_tally": ("投票统计表", "vote tally"),
    "ledger": ("经费支出明细表", "ledger"),
    "scan": ("纸质扫描件", "scan"),
    "other": ("未读取", "not read"),
}
STATES = {
    "due": ("应交未交", "due"),
    "received": ("已交", "received"),
    "returned": ("退回", "returned"),
    "resent": ("重交", "resent"),
    "void": ("作废", "void"),
}


def word(key: str, lang: str, **values: object) -> str:
    """Return a word of the screen in a language."""
    return WORDS[key][lang == "en"].format(**values)


def ranking_table(tables: Mapping[str, pd.DataFrame], rules: Rules, lang: str) -> Table:
    """Return the assessment ranking: rank, unit, project, theme, components, total, grade."""
    parts = rules.of_round("assessment")
    table = Table(title=word("ranking", lang, year=rules.year))
    for key in ("rank", "unit", "project", "theme"):
        table.add_column(word(key, lang), justify="right" if key == "rank" else "left")
    for part in parts:
        table.add_column(f"{part.label}\n{part.weight}%", justify="right")
    table.add_column(word("total", lang), justify="right")
    table.add_column(word("grade", lang))
    for row in _ranked(tables, rules):
        table.add_row(*_ranking_row(row, rules, lang))
    return table


def _ranked(tables: Mapping[str, pd.DataFrame], rules: Rules) -> Iterable[pd.Series]:
    standing = tables["standings"]
    mine = standing[(standing["round"] == "assessment") & (standing["year"] == rules.year)]
    points = tables["components"].pivot_table(
        index=["year", "round", "project_id"], columns="component", values="points"
    )
    names = tables["applications"][["year", "project_id", "project_name", "college_code"]]
    themes = tables["applications"][["year", "project_id", "theme_code"]]
    joined = (
        mine.merge(names, on=["year", "project_id"], validate="1:1")
        .merge(themes, on=["year", "project_id"], validate="1:1")
        .merge(tables["colleges"][["college_code", "college_name"]], on="college_code")
        .merge(points.reset_index(), on=["year", "round", "project_id"], validate="1:1")
        .sort_values(["rank", "total_points", "project_id"], ascending=[True, False, True])
    )
    return (row for _, row in joined.iterrows())


def _ranking_row(row: pd.Series, rules: Rules, lang: str) -> list[str]:
    places = rules.ranking.decimals
    themes = {theme.code: theme.name for theme in rules.themes}
    shown = [
        "—" if pd.isna(row[part.name]) else f"{row[part.name]:.{places}f}"
        for part in rules.of_round("assessment")
    ]
    rank = word(row["status"], lang) if pd.isna(row["rank"]) else str(row["rank"])
    total = "—" if pd.isna(row["total_points"]) else f"{row['total_points']:.{places}f}"
    grade = "—" if pd.isna(row["grade"]) else row["grade"]
    theme = "—" if pd.isna(row["theme_code"]) else themes[row["theme_code"]]
    texts = (rank, row["college_name"], row["project_name"], theme, *shown, total, grade)
    return [escape(text) for text in texts]


def coverage_table(tables: Mapping[str, pd.DataFrame], rules: Rules, lang: str) -> Table:
    """Return the year's themes: applied, selected, certified, covered so far."""
    table = Table(title=word("coverage", lang, year=rules.year))
    table.add_column(word("theme", lang))
    for key in ("applied", "selected", "certified"):
        table.add_column(word(key, lang), justify="right")
    table.add_column(word("covered", lang))
    mine = tables["coverage"][tables["coverage"]["year"] == rules.year]
    for row in mine.sort_values("theme_code").itertuples(index=False):
        covered = word("yes" if row.is_covered_so_far else "no", lang)
        counts = (row.n_applied, row.n_selected, row.n_certified)
        table.add_row(rules.theme(row.theme_code).name, *map(str, counts), covered)
    return table


def problems_table(problems: Problems, lang: str) -> Table:
    """Return how many problems of each code there are, the gravest first."""
    table = Table()
    for key in ("severity", "code", "count"):
        table.add_column(word(key, lang), justify="right" if key == "count" else "left")
    for severity in Severity:
        codes = [item.code for item in problems if item.severity is severity]
        for code in sorted(set(codes)):
            table.add_row(SEVERITY_LABELS[lang][severity], code, str(codes.count(code)))
    return table


def submissions_table(
    submissions: pd.DataFrame, colleges: pd.DataFrame, year: int, lang: str
) -> Table:
    """Return who has handed in and who has not: the colleges by state."""
    table = Table(title=word("submissions", lang, year=year))
    for key in ("state", "count", "colleges"):
        table.add_column(word(key, lang), justify="right" if key == "count" else "left")
    mine = submissions[(submissions["year"] == year) & (submissions["kind"] == "application")]
    named = mine.merge(colleges[["college_code", "college_name"]], on="college_code")
    for state, label in STATES.items():
        names = sorted(named.loc[named["state"] == state, "college_name"])
        if names:
            table.add_row(label[lang == "en"], str(len(names)), "、".join(names))
    return table


def sources_table(sources: pd.DataFrame, year: int, lang: str) -> Table:
    """Return what each file was read as."""
    table = Table(title=word("sources", lang, year=year))
    table.add_column(word("file", lang))
    table.add_column(word("kind", lang))
    mine = sources[sources["year"] == year].sort_values("file")
    for row in mine.itertuples(index=False):
        kinds = [KINDS.get(kind, KINDS["other"])[lang == "en"] for kind in row.kind.split("+")]
        table.add_row(escape(row.file), "、".join(kinds))
    return table


def output_lines(outputs: Sequence[Path]) -> list[str]:
    """Return the files worth opening: workbook and charts, not tables."""
    wanted = (path for path in outputs if path.suffix in (".xlsx", ".png", ".html"))
    return [str(path) for path in sorted(wanted)]
