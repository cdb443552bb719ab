"""Base points beside brand results: who is looked at, in which year, and what is left open."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.score.brand_association import bonus_association

FLAGS = {
    "bonus_points": 0.0, "total_points": None, "rank": None, "rank_without_bonus": None,
    "is_candidate": True, "is_vetoed": False, "is_awarded": False, "is_border_tied": False,
    "is_commended": False,
}  # fmt: skip


def flags(year, **base):
    rows = [{"year": year, "college_code": code, "base_points": points} | FLAGS
            for code, points in base.items()]  # fmt: skip
    return conform(pd.DataFrame(rows), "red_flag") if rows else empty("red_flag")


@pytest.fixture
def results(make_applications):
    """Return final standings and applications of a year from projects (`A`, `A_2`) and totals."""

    def make(year, **totals):
        rows = [
            {"year": year, "round": "assessment", "project_id": f"{year}-{name}",
             "total_points": float(Fraction(total)), "total_exact": str(Fraction(total)), "rank": None,
             "is_tied": False, "tie_step": None, "grade": None, "status": "final",
             "missing": None}
            for name, total in totals.items()
        ]  # fmt: skip
        owners = make_applications(
            [row["project_id"] for row in rows],
            {f"{year}-{name}": name.partition("_")[0] for name in totals},
        )
        return conform(pd.DataFrame(rows), "standings"), owners.assign(year=year)

    return make


def table_of(result):
    return result.frame.set_index(["scope", "statistic"])


@pytest.fixture
def rules_of(make_rules):
    def make(year, counted):
        rules = make_rules(red_flag={"counts_results_of": counted})
        return rules.model_copy(update={"year": year})

    return make


def test_the_best_project_of_a_college_counts_and_who_lacks_one_is_left_out(results, rules_of):
    given = results(2017, A=80, A_2="271/3", B=90, C=70, D=60, E=50)
    base = flags(2018, A=99, B=90, C=80, D=70, X=60)
    rules = [rules_of(2018, 2017)]
    found = table_of(bonus_association(base, *given, rules=rules, seed=1))
    assert found.loc[("year", "kendall"), "value"] == 1  # A by its 90⅓, before B's 90
    counts = ["n_units", "n_colleges", "n_years", "n_orders"]
    assert found.loc[("year", "kendall"), counts].tolist() == [4, 4, 1, 24]
    assert found.loc[("year", "spearman"), "p_share"] == 2 / 24
    assert found["low"].isna().all()  # of a coefficient of 1
    assert set(found.index.get_level_values("scope")) == {"year"}


def test_who_has_no_base_points_or_is_no_candidate_is_left_out(results, rules_of):
    given = results(2017, A=80, B=90, C=70, D=60, E=50, F=40)
    base = flags(2018, A=99, B=90, C=80, D=70, E=None, F=50)
    base["is_candidate"] = base["college_code"] != "F"
    base["is_vetoed"] = base["college_code"] == "A"  # it has both numbers nevertheless
    found = bonus_association(base, *given, rules=[rules_of(2018, 2017)], seed=1).frame
    assert found["n_units"].tolist() == [4, 4]


def test_pooled_compares_within_years_and_counts_colleges_once(results, rules_of):
    one, two = results(2017, A=10, B=20, C=30), results(2018, A=70, B=80, D=90)
    given = [pd.concat(pair, ignore_index=True) for pair in zip(one, two, strict=True)]
    base = pd.concat([flags(2018, A=30, B=20, C=10), flags(2019, A=90, B=80, D=70)])
    years = [rules_of(2018, 2017), rules_of(2019, 2018)]
    found = table_of(bonus_association(base, *given, rules=years, seed=1))
    pooled = found.loc[("pooled", "spearman")]
    assert pooled[["value", "n_units", "n_colleges", "n_years"]].tolist() == [-1, 6, 4, 2]
    assert pooled["p_share"] == 2 / 36
    alone = found.loc[("year", "spearman")]
    assert (alone["n_units"], alone["n_orders"]) == (3, 0)
    assert pd.isna(alone["value"])  # three units tell nothing


def test_open_results_and_other_years_play_no_part(results, rules_of):
    standings, owners = results(2017, A=80, B=90, C=70, D=60)
    base = flags(2018, A=1, B=2, C=3, D=4)
    open_ = standings.assign(status="provisional", total_exact=None).astype(standings.dtypes)
    for tables, counted in (((open_, owners), 2017), ((standings, owners), 2016),
                            ((standings, owners), None)):  # fmt: skip
        found = bonus_association(base, *tables, rules=[rules_of(2018, counted)], seed=1)
        assert found.frame.empty
