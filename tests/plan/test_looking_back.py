"""Looking back over the programme, against trying every plan and on the sample."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.plan.looking_back import PastYear, look_back

MakeRules = Callable[..., Rules]


def past_year(rng: random.Random, rules: Rules, n: int) -> PastYear:
    rows = [
        {"project_id": f"{rules.year}-{k}", "college_code": rng.choice("ABC"),
         "theme_code": rng.choice(["T1", "T2", "T3", None]),
         "total_exact": f"{rng.randint(60, 99)}/1", "requested_fen": 0}
        for k in range(n)
    ]  # fmt: skip
    return PastYear(
        pd.DataFrame(rows), rules, {f"{rules.year}-{k}" for k in rng.sample(range(n), 2)}
    )


def allowed(year: PastYear) -> list[tuple[Any, ...]]:
    rows = list(year.candidates.itertuples())
    return [
        chosen for size in (1, 2) for chosen in combinations(rows, size)
        if max(Counter(row.college_code for row in chosen).values()) == 1
    ]  # fmt: skip


def points(chosen: Any) -> Fraction:
    return sum((Fraction(row.total_exact) for row in chosen), Fraction(0))


@pytest.mark.parametrize("seed", range(12))
def test_the_best_plan_is_that_of_trying_every_plan(seed: int, make_rules: MakeRules) -> None:
    rng = random.Random(seed)
    limits = {"min_projects": 1, "max_projects": 2, "budget_yuan": 10000, "grant_yuan": 5000}
    rules = [make_rules(selection=limits).model_copy(update={"year": year}) for year in (1, 2)]
    years = [past_year(rng, one, 5) for one in rules]
    offered = {theme for year in years for theme in year.candidates["theme_code"].dropna()}
    plans = [plan for plan in product(*map(allowed, years))
             if offered <= {row.theme_code for chosen in plan for row in chosen}]  # fmt: skip
    result = look_back(years)
    if not plans:
        assert result.tables["hindsight"].empty
        return
    table = result.tables["hindsight"]
    best = max(sum(map(points, plan)) for plan in plans)
    assert sum(map(Fraction, table["best_exact"])) == best
    assert table["best_points"].sum() == pytest.approx(float(best))
    assert table["best_new"].sum() == len(offered)
    actual = [
        [row for row in year.candidates.itertuples() if row.project_id in year.selected]
        for year in years
    ]
    assert list(map(Fraction, table["actual_exact"])) == list(map(points, actual))
    covered = {row.theme_code for chosen in actual for row in chosen} & offered
    assert table["actual_new"].sum() == len(covered)


def test_a_year_without_candidates_leaves_nothing_to_look_back_on(make_rules: MakeRules) -> None:
    none = PastYear(
        past_year(random.Random(1), make_rules(), 3).candidates.head(0), make_rules(), ()
    )
    assert look_back([none]).tables["hindsight"].empty
    assert look_back([]).tables["hindsight"].empty


def test_the_sample_is_looked_back_on_in_its_last_year_alone(demo: Demo) -> None:
    assert demo.workspace.run(2018).tables["hindsight"].empty
    table = demo.workspace.run(2019).tables["hindsight"]
    assert list(table["year"]) == [2017, 2018, 2019]
    required = [theme for theme in demo.workspace.rules(2019).themes if theme.required]
    assert table["best_new"].sum() == len(required)
    decided = demo.run.tables["decisions"].query("matter == 'selected' and outcome == 'yes'")
    for row in table.itertuples():
        mine = decided.loc[decided["year"] == row.year, "project_id"]
        assert row.actual_ids == "、".join(sorted(mine))
        assert len(row.best_ids.split("、")) <= 4


def test_of_more_themes_than_can_be_parted_nothing_is_worked_out(make_rules: MakeRules) -> None:
    rules = make_rules()
    themes = [
        rules.themes[0].model_copy(update={"code": f"T{n + 1}", "name": f"主题{n}"})
        for n in range(15)
    ]
    many = rules.model_copy(update={"themes": tuple(themes)})
    rows = [
        {"project_id": f"P{n}", "college_code": f"C{n}", "theme_code": f"T{n + 1}",
         "total_exact": "90/1", "requested_fen": 0}
        for n in range(15)
    ]  # fmt: skip
    for of_years, n_years in ((many, 0), (rules, 4)):
        years = [
            PastYear(pd.DataFrame(rows), of_years.model_copy(update={"year": 2017 + n}), {"P0"})
            for n in range(4)
        ]
        assert len(look_back(years).tables["hindsight"]) == n_years
