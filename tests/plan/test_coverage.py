"""Coverage of themes and colleges, counted again by hand."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.plan.coverage import coverage

COLLEGES = ("C1", "C2", "C3")


def application(project, theme, college="C1", year=2017, status="eligible"):
    return {
        "year": year, "project_id": project, "brand_id": project, "project_name": project,
        "college_code": college, "theme_code": theme, "maturity": None, "is_second": False,
        "is_exceptional": False, "college_order": 1, "requested_fen": None,
        "submitted_date": None, "lead_name": None, "phone": None, "status": status, "src": "x",
    }  # fmt: skip


def applications(*rows):
    return conform(pd.DataFrame(rows), "applications") if rows else empty("applications")


def selected(*pairs):
    return pd.DataFrame(pairs, columns=["year", "project_id"]).assign(granted_fen=500000)


def standing(project, grade, year=2017, **values):
    row = {
        "year": year, "round": "assessment", "project_id": project, "total_points": 80.0,
        "total_exact": "80/1", "rank": 1, "is_tied": False, "tie_step": None, "grade": grade,
        "status": "final", "missing": None,
    }  # fmt: skip
    return row | values


def standings(*rows):
    return conform(pd.DataFrame(rows), "standings") if rows else empty("standings")


def colleges(*codes, **years):
    rows = [
        {"college_code": code, "college_name": code, "aliases": None, "unit_type": None,
         "valid_from_year": years.get("first"), "valid_to_year": years.get("last")}
        for code in codes
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "colleges") if rows else empty("colleges")


def theme(result, code, year=2017):
    return result.tables["coverage"].set_index(["theme_code", "year"]).loc[(code, year)]


def test_slots_of_the_years_after(make_rules):
    assert make_rules(2017).slots_left == 8
    assert make_rules(2019).slots_left == 0
    assert make_rules(2020).slots_left == 0
    assert make_rules(2017, selection={"max_projects": 3}).slots_left == 6


def test_one_year(make_rules):
    result = coverage(
        applications(
            application("A", "T1"), application("B", "T1", "C2"),
            application("C", "T2", "C3", status="late"), application("D", None, "C3"),
        ),
        selected((2017, "A"), (2016, "B")),
        standings(
            standing("A", "优秀"), standing("B", "不合格"), standing("D", "合格"),
            standing("C", None, status="incomplete"),
        ),
        colleges(*COLLEGES),
        rules=make_rules(),
    )  # fmt: skip
    first = theme(result, "T1")
    counts = [first[name] for name in ("n_applied", "n_selected", "n_certified")]
    assert counts == [2, 1, 1]
    assert first["is_covered_so_far"]
    assert first["slots_left"] == 8
    assert theme(result, "T2")["n_applied"] == 0
    assert not theme(result, "T2")["is_covered_so_far"]
    assert len(result.tables["coverage"]) == 9
    reached = result.tables["college_coverage"].set_index("college_code")
    assert reached["n_applied"].to_dict() == {"C1": 1, "C2": 1, "C3": 1}
    assert reached["n_certified"].to_dict() == {"C1": 1, "C2": 0, "C3": 1}
    assert reached["is_never_reached"].to_dict() == {"C1": False, "C2": True, "C3": True}
    assert result.facts == {"n_uncovered": 8, "slots_open": 8, "n_never_reached": 2}
    assert not result.problems


def test_review_standings_certify_nobody(make_rules):
    result = coverage(
        applications(application("A", "T1")), selected((2017, "A")),
        standings(standing("A", "优秀", round="review")), colleges("C1"), rules=make_rules(),
    )  # fmt: skip
    assert theme(result, "T1")["n_certified"] == 0


def test_the_promise_is_at_risk_when_themes_exceed_slots(make_rules):
    apps = applications(application("A", "T1"), application("B", "T1", "C2"))
    tight = make_rules(selection={"max_projects": 3})  # 6 slots left, 8 themes open
    result = coverage(apps, selected((2017, "A")), standings(), colleges(), rules=tight)
    assert [p.code for p in result.problems] == ["coverage.promise-at-risk"]
    assert "组织建设类" in result.problems[0].message
    assert result.problems[0].expected == "6"
    before = coverage(apps, selected(), standings(), colleges(), rules=tight)
    assert before.facts["slots_open"] == 9  # this year's three are still open
    assert not before.problems


def test_themes_that_need_no_covering_are_no_risk(make_rules):
    themes = [{"code": "T1", "name": "甲", "required": True},
              {"code": "T2", "name": "乙", "required": False}]  # fmt: skip
    base = make_rules(2019)
    rules = base.model_copy(
        update={"themes": tuple(base.themes[0].model_copy(update=t) for t in themes)}
    )
    result = coverage(
        applications(application("A", "T1", year=2019)), selected((2019, "A")), standings(),
        colleges(), rules=rules,
    )  # fmt: skip
    assert result.facts["n_uncovered"] == 0
    assert not result.problems


def test_years_add_up(make_rules):
    years = {year: make_rules(year) for year in (2018, 2017, 2019)}
    apps = applications(
        application("A", "T1"), application("B", "T2", "C2", 2018),
        application("C", "T1", "C2", 2019),
    )  # fmt: skip
    chosen = selected((2017, "A"), (2018, "B"), (2019, "C"))
    result = coverage(apps, chosen, standings(), colleges("C1", "C2", "C3"), rules=years)
    table = result.tables["coverage"].set_index(["theme_code", "year"])
    assert table.loc["T1", "is_covered_so_far"].tolist() == [True, True, True]
    assert table.loc["T2", "is_covered_so_far"].tolist() == [False, True, True]
    assert table.loc["T1", "n_selected"].tolist() == [1, 0, 1]
    assert table.loc["T3", "slots_left"].tolist() == [8, 4, 0]
    reached = result.tables["college_coverage"].set_index(["college_code", "year"])
    assert reached.loc["C2", "is_never_reached"].tolist() == [True, False, False]
    assert result.facts["n_uncovered"] == 7
    assert [p.expected for p in result.problems] == ["0"]
    again = coverage(apps, chosen, standings(), colleges("C1", "C2", "C3"), rules=[*years.values()])
    for name, frame in result.tables.items():
        pd.testing.assert_frame_equal(frame, again.tables[name])


@pytest.mark.parametrize("seed", range(10))
def test_random_years_equal_counting_one_by_one(seed, make_rules):
    chance = random.Random(seed)
    years = [make_rules(year) for year in (2017, 2018, 2019)]
    rows = [
        application(f"{rules.year}-{n}", f"T{chance.randint(1, 9)}", chance.choice(COLLEGES),
                    rules.year, chance.choice(["eligible", "eligible", "late"]))
        for rules in years for n in range(12)
    ]  # fmt: skip
    chosen = {row["project_id"] for row in chance.sample(rows, 9)}
    grades = {row["project_id"]: chance.choice(["优秀", "合格", "不合格"]) for row in rows}
    result = coverage(
        applications(*rows),
        selected(
            *((row["year"], row["project_id"]) for row in rows if row["project_id"] in chosen)
        ),
        standings(*(standing(p, grades[p], int(p[:4])) for p in grades)),
        colleges(*COLLEGES),
        rules=years,
    )
    for name, by in (("coverage", "theme_code"), ("college_coverage", "college_code")):
        for line in result.tables[name].itertuples(index=False):
            key = getattr(line, by)
            mine = [r for r in rows if r["year"] == line.year and r[by] == key]
            assert line.n_applied == sum(r["status"] == "eligible" for r in mine)
            assert line.n_selected == sum(r["project_id"] in chosen for r in mine)
            assert line.n_certified == sum(grades[r["project_id"]] != "不合格" for r in mine)
            reached = any(
                r["project_id"] in chosen and r[by] == key and r["year"] <= line.year for r in rows
            )
            assert (
                line.is_covered_so_far if by == "theme_code" else not line.is_never_reached
            ) == (reached)


def test_colleges_count_only_while_they_exist(make_rules):
    result = coverage(
        applications(), selected(), standings(),
        pd.concat([colleges("C1", last=2016), colleges("C2", first=2017, last=2017),
                   colleges("C3", first=2018)]),
        rules=make_rules(),
    )  # fmt: skip
    assert result.tables["college_coverage"]["college_code"].tolist() == ["C2"]


def test_calls_that_cannot_be_right_are_refused(make_rules):
    good = (applications(), selected(), standings(), colleges())
    with pytest.raises(ValueError, match="one or more different years"):
        coverage(*good, rules=[])
    with pytest.raises(ValueError, match="one or more different years"):
        coverage(*good, rules=[make_rules(), make_rules()])
    with pytest.raises(ValueError, match="lacks the columns"):
        coverage(good[0].drop(columns="theme_code"), *good[1:], rules=make_rules())


# --- three years ----------------------------------------------------------------------------------


def three_years(make_rules, **changes):
    return [make_rules(year, **changes) for year in (2017, 2018, 2019)]


def test_a_theme_covered_once_stays_covered(make_rules):
    apps = applications(
        application("A", "T1"),
        application("B", "T1", "C2", 2018),
        application("C", "T1", year=2019),
    )
    result = coverage(
        apps, selected((2017, "A")), standings(), colleges(*COLLEGES), rules=three_years(make_rules)
    )
    table = result.tables["coverage"].set_index(["theme_code", "year"])
    assert table.loc["T1", "n_applied"].tolist() == [1, 1, 1]
    assert table.loc["T1", "n_selected"].tolist() == [1, 0, 0]
    assert table.loc["T1", "is_covered_so_far"].all()
    reached = result.tables["college_coverage"].set_index(["college_code", "year"])
    assert not reached.loc["C1", "is_never_reached"].any()
    assert reached.loc["C2", "is_never_reached"].all()


def test_a_selection_says_nothing_of_the_years_before(make_rules):
    apps = applications(application("A", "T1"), application("B", "T2", "C2", 2019))
    chosen = selected((2017, "A"), (2019, "B"))
    result = coverage(apps, chosen, standings(), colleges(*COLLEGES), rules=three_years(make_rules))
    assert not theme(result, "T2", 2018)["is_covered_so_far"]
    assert theme(result, "T2", 2019)["is_covered_so_far"]


@pytest.mark.parametrize(
    ("upto", "n_themes", "slots", "at_risk"),
    [
        (1, 4, 8, False), (1, 1, 8, False), (1, 0, 12, False),
        (2, 5, 4, False), (2, 4, 4, True), (3, 9, 0, False), (3, 8, 0, True),
    ],
)  # fmt: skip
def test_slots_and_the_promise_year_by_year(make_rules, upto, n_themes, slots, at_risk):
    """Themes covered so far, all in the last of so many years, against the places still there."""
    rules = three_years(make_rules)[:upto]
    year = rules[-1].year
    rows = [application(f"P{n}", f"T{n}", year=year) for n in range(1, 10)]
    chosen = selected(*((year, f"P{n}") for n in range(1, n_themes + 1)))
    result = coverage(applications(*rows), chosen, standings(), colleges(), rules=rules)
    assert result.facts["n_uncovered"] == 9 - n_themes
    assert result.facts["slots_open"] == slots
    assert [p.code for p in result.problems] == ["coverage.promise-at-risk"] * at_risk


def test_places_of_a_year_not_decided_yet_are_open(make_rules):
    """2019 is not decided: its four places may cover what is left."""
    rows = [application(f"P{n}", f"T{n}", year=2017 + n % 2) for n in range(1, 6)]
    chosen = selected(*((2017 + n % 2, f"P{n}") for n in range(1, 6)))
    result = coverage(
        applications(*rows), chosen, standings(), colleges(), rules=three_years(make_rules)
    )
    assert (result.facts["n_uncovered"], result.facts["slots_open"]) == (4, 4)
    assert not result.problems
    tight = three_years(make_rules, selection={"max_projects": 3})
    result = coverage(applications(*rows), chosen, standings(), colleges(), rules=tight)
    assert (result.facts["n_uncovered"], result.facts["slots_open"]) == (4, 3)
    assert [p.code for p in result.problems] == ["coverage.promise-at-risk"]


@pytest.mark.parametrize("applies_again", [True, False])
def test_a_renamed_college_was_reached_under_its_old_name(make_rules, applies_again):
    """The list of 2019 knows C2 under the name it bears since 2018 only; its code is the same."""
    rows = [application("A", "T1", "C2")]
    rows += [application("B", "T2", "C2", 2019)] if applies_again else []
    listed = pd.concat([colleges("C1"), colleges("C2", first=2018)])
    result = coverage(
        applications(*rows), selected((2017, "A")), standings(), listed,
        rules=three_years(make_rules),
    )  # fmt: skip
    reached = result.tables["college_coverage"].set_index(["college_code", "year"])
    assert reached.loc["C2", "n_selected"].tolist() == [1, 0, 0]
    assert reached.loc["C2", "is_never_reached"].tolist() == [False, False, False]
    assert result.facts["n_never_reached"] == 1


def test_a_college_listed_under_both_names_stands_once_a_year(make_rules):
    listed = pd.concat([colleges("C2", last=2017), colleges("C2", first=2018), colleges("C3")])
    result = coverage(
        applications(application("A", "T1", "C2")), selected((2017, "A")), standings(), listed,
        rules=three_years(make_rules),
    )  # fmt: skip
    reached = result.tables["college_coverage"]
    assert reached["college_code"].value_counts().to_dict() == {"C2": 3, "C3": 3}


def test_rules_that_differ_by_year_give_each_year_its_own_slots(make_rules):
    years = [make_rules(2017), make_rules(2018, selection={"max_projects": 3}), make_rules(2019)]
    result = coverage(applications(), selected(), standings(), colleges(), rules=years)
    table = result.tables["coverage"].set_index(["theme_code", "year"])
    assert table.loc["T1", "slots_left"].tolist() == [8, 3, 0]
