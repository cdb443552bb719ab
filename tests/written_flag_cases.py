"""Cases of the Red Flag evaluation as analysts write them, worked out: tests/cases/*_flag_*.toml.

`rule` changes section `[red_flag]` of the rules of 2018, which count the assessment of 2017.
`given.papers` holds a paper a college: item → verified points (核评分), or a table with 核评分,
自评分, 分值, or 是/无 for a veto. `given.brands` holds the grades of a college's brands; 已撤销
behind a grade says that the brand was revoked since. `expect` holds what is looked at: `base`,
`bonus`, `total` (暂无 where there is none), `rank` and `rank_without_bonus` ("" where there is
none), the lists `candidates`, `vetoed`, `awarded`, `border_tied`, `commended`, the tipping points
`tips` (cap, who, what, whom, whether an award changes) and `problems`, all codes that may come up.
"""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from pathlib import Path

import pandas as pd

from assessment.account.bonus_caps import bonus_caps
from assessment.account.brand_bonus import brand_bonuses
from assessment.account.red_flag import red_flag
from assessment.core.exact import exact, plain
from assessment.core.rules import Rules
from assessment.core.tables import conform, empty

KEYS = {"name", "rule", "given", "expect"}
POINTS = {"base": "base_points", "bonus": "bonus_points", "total": "total_points"}
LISTS = {
    "candidates": "is_candidate", "vetoed": "is_vetoed", "awarded": "is_awarded",
    "border_tied": "is_border_tied", "commended": "is_commended",
}  # fmt: skip
STATED = {"核评分": "points", "自评分": "self_points", "分值": "cap_points"}
CHANGES = {"passes": "超过", "joins": "追平", "leaves": "领先"}
REVOKED = "已撤销"


def rules_of(case):
    path = Path(__file__).parents[1] / "rules" / "2018.toml"
    raw = copy.deepcopy(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    change = case.get("rule", {})
    for other in {"award_top": "award_share", "award_share": "award_top"}.items():
        if other[0] in change:
            raw["red_flag"].pop(other[1], None)
    raw["red_flag"] |= change
    if change.get("counts_results_of") == "无":
        del raw["red_flag"]["counts_results_of"]
    return Rules.model_validate(raw)


def items_of(papers):
    usual = {"year": 2018, "points": None, "self_points": None, "cap_points": None,
             "is_deduction": False, "is_veto": False, "evidence": None}  # fmt: skip
    rows = [
        usual | {"college_code": college, "item": item, "src": f"k!{college}!F{n}"} | stated(told)
        for college, paper in papers.items()
        for n, (item, told) in enumerate(paper.items(), start=4)
    ]
    return conform(pd.DataFrame(rows), "red_flag_items") if rows else empty("red_flag_items")


def stated(told):
    if told in ("是", "无"):
        return {"is_veto": told == "是"}
    columns = told if isinstance(told, dict) else {"核评分": told}
    return {STATED[name]: float(points) for name, points in columns.items()}


def brands_of(given):
    """Return standings, applications and brands of the colleges' grades."""
    projects = [
        (f"2017-{college}-{n}", college, grade)
        for college, grades in given.items()
        for n, grade in enumerate(grades, start=1)
    ]
    if not projects:
        return empty("standings"), empty("applications"), empty("brands")
    standings = [
        {"year": 2017, "round": "assessment", "project_id": project, "total_points": None,
         "total_exact": None, "rank": None, "is_tied": False, "tie_step": None,
         "grade": grade.removesuffix(REVOKED), "status": "final", "missing": None}
        for project, _, grade in projects
    ]  # fmt: skip
    owners = [
        dict.fromkeys(empty("applications").columns)
        | {"year": 2017, "project_id": project, "college_code": college, "brand_id": project,
           "project_name": project, "is_second": False, "is_exceptional": False,
           "status": "eligible", "src": "s!表!A1"}
        for project, college, _ in projects
    ]  # fmt: skip
    known = [
        {"brand_id": project, "year": 2017, "college_code": college, "theme_code": "T1",
         "grade": grade.removesuffix(REVOKED), "next_recheck_date": None, "brand_no": 1,
         "state": "revoked" if grade.endswith(REVOKED) else "valid"}
        for project, college, grade in projects
    ]  # fmt: skip
    tables = {"standings": standings, "applications": owners, "brands": known}
    return [conform(pd.DataFrame(rows), name) for name, rows in tables.items()]


def worked_out(case):
    """Return the evaluation, the tipping points and the problems of a case."""
    rules = rules_of(case)
    items = items_of(case["given"].get("papers", {}))
    honours = brands_of(case["given"].get("brands", {}))
    result = red_flag(items, *honours, rules=rules)
    bonuses = brand_bonuses(*honours, rules=rules).frame
    tips = bonus_caps(result.frame, bonuses, rules=rules).tables["bonus_tipping_points"]
    return result.frame.set_index("college_code"), tips, result.problems


def found_in(frame, tips, problems, expect):
    """Return what the case looks at, in the shape it was written down."""
    found = {}
    for key, wanted in expect.items():
        if key in POINTS:
            found[key] = {code: printed(frame.loc[code, POINTS[key]]) for code in wanted}
        elif key in LISTS:
            told = frame.index[frame[LISTS[key]]].tolist()
            found[key] = sorted(told, key=(wanted + told).index)
        elif key == "tips":
            found[key] = [
                [plain(exact(tip.cap_points)), tip.college_code, CHANGES[tip.change],
                 tip.other_college_code, "是" if tip.is_award_changed else "否"]
                for tip in tips.itertuples()
            ]  # fmt: skip
        elif key == "problems":
            found[key] = sorted(problem.code for problem in problems)
        else:
            ranks = {code: frame.loc[code, key] for code in wanted}
            found[key] = {code: "" if pd.isna(rank) else rank for code, rank in ranks.items()}
    return found


def printed(points):
    return "暂无" if pd.isna(points) else plain(exact(points))
