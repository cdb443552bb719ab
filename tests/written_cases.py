"""Cases as analysts write them, worked out: tests/cases and the examples of docs/methods.md.

A case is a TOML file. `name` says what it shows. `rule` changes the rules of 2017: `weights`
keeps only the components named, other keys are sections or components with what is changed.
`given` holds the marks of a judged component (one list a project, judge 1 first; words as on
paper: 回避 缺席 弃权 无法识别, "" for a blank box), the votes of a voted one (by channel where
there are several), `judges` (their colleges), `panels` (theirs too), `colleges` (of the
projects), `entrants` (where others were marked as well), `sittings`, `penalties` and `decisions`.
`expect` holds what is looked at: `points` by component and `total`, as printed with two
decimals; `raw`, `penalty` and `coefficient` of the defense; `spread` of each component; `rank`,
`grade`, `status`, `tie_step`, `missing`; `use` of each judge's mark; and `problems`, all codes
that may come up.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from assessment.core.exact import read_fraction
from assessment.core.rule_sections import Voted
from assessment.core.tables import conform, empty
from assessment.score.exact import shown
from assessment.score.official import component_points
from assessment.score.standings import standings

DEFENSE = {
    "raw": "raw_points", "penalty": "penalty_points", "coefficient": "panel_coefficient",
}  # fmt: skip
KEYS = {"name", "rule", "given", "expect"}
USES = {
    "used": "计入", "trimmed_high": "去掉的最高分", "trimmed_low": "去掉的最低分",
    "recused": "回避", "absent": "缺席", "abstained": "弃权", "blank": "未评分",
    "unreadable": "无法识别", "incomplete": "缺少评分项",
}  # fmt: skip


def votes_of(given, rules):
    counts = {}
    for part in rules.components:
        if isinstance(part, Voted) and part.name in given:
            channels = given[part.name]
            by_channel = isinstance(next(iter(channels.values())), dict)
            counts[part.name] = channels if by_channel else {part.channels[0].name: channels}
    return counts


def decisions_of(given):
    rows = [
        {"year": 2017, "round": "assessment", "granted_fen": None, "reason": None,
         "decided_by": None, "decided_date": None, "src": f"register!评审决定!E{n}", **line}
        for n, line in enumerate(given.get("decisions", []), start=2)
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "decisions") if rows else empty("decisions")


def penalties_of(given):
    rows = [
        {"year": 2017, "component": "defense", "reason": None, "src": f"paper!扣分!C{n}", **line}
        for n, line in enumerate(given.get("penalties", []), start=2)
    ]
    rows = [row | {"points": float(row["points"])} for row in rows]
    return conform(pd.DataFrame(rows), "penalties") if rows else empty("penalties")


def running_order_of(given):
    rows = [
        {
            "year": 2017,
            "round": "assessment",
            "project_id": project,
            "order_no": n,
            "sitting_no": no,
        }
        for n, (project, no) in enumerate(given.get("sittings", {}).items(), start=1)
    ]
    return conform(pd.DataFrame(rows), "running_order") if rows else empty("running_order")


def projects_of(given, rules):
    if "entrants" in given:
        return given["entrants"]
    names = set()
    for part in rules.of_round("assessment"):
        for key, value in given.get(part.name, {}).items():
            names |= set(value) if isinstance(value, dict) else {key}
    return sorted(names | set(given.get("colleges", {})))


def judges_of(given, make_judges):
    n = max(len(given.get("judges", [])), len(given.get("panels", [])))
    colleges, panels = (given.get(key, [None] * n) for key in ("judges", "panels"))
    return make_judges(colleges, panels)


def worked_out(case, make):
    """Return the tables and problems of a case; `make` holds what builds small tables."""
    rule, given = case.get("rule", {}), case["given"]
    rules = make.rules(**rule)
    judged = [p.name for p in rules.of_round("assessment") if p.kind == "judged"]
    marks = [make.marks(given[name], name) for name in judged if name in given]
    apps = make.applications(projects_of(given, rules), given.get("colleges"))
    points = component_points(
        pd.concat([empty("marks"), *marks]) if marks else empty("marks"),
        make.votes(votes_of(given, rules)), judges_of(given, make.judges), apps,
        rules=rules, round="assessment", penalties=penalties_of(given),
        running_order=running_order_of(given),
    )  # fmt: skip
    stand = standings(points.tables["components"], apps, decisions_of(given), rules=rules)
    return points.tables | stand.tables, points.problems + stand.problems


def printed(text):
    return "暂无" if pd.isna(text) else shown(text, 2)


def points_of(components):
    """Return the points of a component as printed, from the exact weighted ones."""
    return {
        row.project_id: printed(
            pd.NA
            if pd.isna(row.weighted_exact)
            else read_fraction(row.weighted_exact) * 100 / Fraction(str(row.weight))
        )
        for row in components.itertuples()
    }


def given_as(number):
    return pd.NA if pd.isna(number) else Fraction(str(number))


def found_in(tables, problems, expect):
    """Return what the case looks at, in the shape it was written down."""
    components, ranked = tables["components"], tables["standings"].set_index("project_id")
    found = {}
    for key, wanted in expect.items():
        if key == "points":
            every = {c: points_of(rows) for c, rows in components.groupby("component")}
            found[key] = {c: {p: every[c][p] for p in wanted[c]} for c in wanted}
        elif key == "total":
            exact = {p: read_fraction(text) for p, text in ranked["total_exact"].dropna().items()}
            found[key] = {p: printed(exact.get(p, pd.NA)) for p in wanted}
        elif key in DEFENSE:
            mine = components[components["component"] == "defense"].set_index("project_id")
            found[key] = {p: printed(given_as(mine.loc[p, DEFENSE[key]])) for p in wanted}
        elif key == "spread":
            weights = tables["effective_weights"].set_index("component")["spread_points"]
            found[key] = {name: printed(given_as(weights[name])) for name in wanted}
        elif key == "use":
            uses = tables["mark_use"].groupby("project_id")["use"].agg(list)
            found[key] = {p: [USES[use] for use in uses[p]] for p in wanted}
        elif key == "problems":
            found[key] = sorted(problem.code for problem in problems)
        else:
            found[key] = {
                p: "" if pd.isna(ranked.loc[p, key]) else ranked.loc[p, key] for p in wanted
            }
    return found
