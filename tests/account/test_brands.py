"""The register of brands, against a walk through the calendar day by day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pandas as pd
import pytest

from assessment.account.brands import brands
from assessment.core.tables import empty

CALENDARS = {
    year: {"application": [date(year, 3, 1), date(year, 3, 20)],
           "implementation": [date(year, 4, 1), date(year, 12, 6)],
           "assessment": [date(year, 12, 9), date(year, 12, 20)]}
    for year in range(2017, 2022)
}  # fmt: skip


@pytest.fixture(scope="module")
def rules_of(make_rules):
    """Rules of the years 2017–2021; every assessment ends on 20 December."""
    return {year: make_rules(year, calendar=CALENDARS[year]) for year in CALENDARS}


@pytest.fixture(scope="module")
def register(table, rules_of):
    """Return the brands of a year: projects as (year, brand, grade), re-checks as (brand, day, outcome)."""

    def make(year, projects, checks=(), **values):
        ids = [f"{when}-{brand}" for when, brand, _ in projects]
        pairs = list(zip(ids, projects, strict=True))
        applications = [
            {"year": when, "project_id": name, "brand_id": brand, "project_name": f"{brand}品牌",
             "college_code": "C" + brand, "theme_code": "T1", "src": f"a{when}!表!{brand}1"}
            for name, (when, brand, _) in pairs
        ]  # fmt: skip
        standings = [
            {"year": when, "project_id": name, "grade": grade} for name, (when, _, grade) in pairs
        ]
        rows = [
            {"brand_id": brand, "recheck_date": pd.Timestamp(day), "outcome": outcome,
             "src": f"c!{brand}!E{n}"}
            for n, (brand, day, outcome) in enumerate(checks, 1)
        ]  # fmt: skip
        return brands(
            table("applications", *applications), table("standings", *standings),
            table("rechecks", *rows), rules=rules_of[year], rules_by_year=rules_of, **values,
        )  # fmt: skip

    return make


def row(result, brand="A"):
    found = result.tables["brands"].set_index("brand_id").loc[brand]
    day = found["next_recheck_date"]
    return (
        found["year"],
        found["grade"],
        found["state"],
        None if pd.isna(day) else f"{day:%Y-%m-%d}",
    )


def codes(result):
    return [found.code for found in result.problems]


def test_any_grade_but_the_last_certifies(register):
    projects = [(2017, "A", "优秀"), (2017, "B", "合格"), (2017, "C", "不合格"), (2017, "D", None)]
    result = register(2017, projects)
    assert result.tables["brands"]["brand_id"].tolist() == ["A", "B"]
    assert row(result) == (2017, "优秀", "valid", "2019-12-20")
    assert result.tables["brands"].loc[0, ["college_code", "theme_code"]].tolist() == ["CA", "T1"]
    assert result.facts == {"n_brands": 2, "n_valid": 2}
    assert not result.problems


def test_only_final_standings_of_the_assessment_up_to_the_year_count(table, make_rules):
    projects = [{"project_id": name, "college_code": "C1"} for name in "ABCD"]
    applications = table(
        "applications", *projects, {"project_id": "E", "college_code": "C1", "year": 2018}
    )
    standings = table(
        "standings",
        {"project_id": "A"}, {"project_id": "B", "round": "review"},
        {"project_id": "C", "status": "provisional"}, {"project_id": "E", "year": 2018},
        grade="良好",
    )  # fmt: skip
    result = brands(applications, standings, empty("rechecks"), rules=make_rules())
    assert result.tables["brands"]["brand_id"].tolist() == [
        "A"
    ]  # without a brand_id the project is the brand


def test_the_last_certification_gives_year_and_grade(register):
    projects = [(2017, "A", "优秀"), (2018, "A", "合格"), (2019, "A", "不合格")]
    assert row(register(2019, projects)) == (2018, "合格", "valid", "2020-12-20")
    assert row(register(2017, projects)) == (2017, "优秀", "valid", "2019-12-20")


def test_each_year_is_judged_by_its_own_bands_and_calendar(table, make_rules):
    applications = table("applications", {"project_id": "A", "college_code": "C1"})
    standings = table("standings", {"project_id": "A", "grade": "达标"})
    bands = {"bands": [{"grade": "达标", "at_least": 60}, {"grade": "未达标", "at_least": 0}]}
    this, before = make_rules(2018, calendar=CALENDARS[2018]), make_rules(2017, grades=bands)
    given = (applications, standings, empty("rechecks"))
    assert brands(*given, rules=this).tables["brands"].empty
    frame = brands(*given, rules=this, rules_by_year={2017: before}).tables["brands"]
    assert frame["next_recheck_date"].item() == pd.Timestamp(2019, 12, 29)


def test_a_year_without_rules_ends_on_31_december(table, make_rules):
    applications = table("applications", {"project_id": "A", "college_code": "C1", "year": 2016})
    standings = table("standings", {"project_id": "A", "grade": "良好", "year": 2016})
    frame = brands(applications, standings, empty("rechecks"), rules=make_rules()).tables["brands"]
    assert frame["next_recheck_date"].item() == pd.Timestamp(2018, 12, 31)


CERTIFIED = [(2017, "A", "良好")]


@pytest.mark.parametrize(
    ("checks", "expected", "told"),
    [
        ([], ("valid", "2019-12-20"), ["brand.recheck-due"]),
        ([("2019-05-10", "valid")], ("valid", "2021-05-10"), []),
        ([("2017-12-20", "revoked")], ("valid", "2019-12-20"), ["brand.recheck-due"]),
        ([("2019-11-20", "rectify")], ("rectify", "2019-12-20"), []),
        ([("2019-11-19", "rectify")], ("rectify", "2019-12-19"), ["brand.rectify-overdue"]),
        ([("2019-01-31", "rectify")], ("rectify", "2019-02-28"), ["brand.rectify-overdue"]),
        ([("2019-10-10", "rectify"), ("2019-11-01", "valid")], ("valid", "2021-11-01"), []),
        ([("2019-10-10", "rectify"), ("2019-12-12", "valid")], ("valid", "2021-12-12"), []),
        ([("2019-10-10", "rectify"), ("2019-11-11", "downgraded")], ("downgraded", "2021-11-11"), []),
        ([("2019-10-10", "revoked")], ("revoked", None), ["brand.step-skipped"]),
        ([("2018-10-10", "revoked"), ("2019-10-10", "valid")], ("revoked", None),
         ["recheck.after-revocation"]),
        ([("2019-12-31", "valid")], ("valid", "2021-12-31"), []),
        ([("2020-01-01", "valid")], ("valid", "2019-12-20"), ["brand.recheck-due"]),
    ],
)  # fmt: skip
def test_states_of_a_brand_at_the_end_of_2019(checks, expected, told, register):
    result = register(2019, CERTIFIED, [("A", *check) for check in checks])
    assert row(result)[2:] == expected
    assert codes(result) == told


def test_a_due_recheck_is_told_with_name_day_and_cell(register):
    sources = pd.DataFrame(
        {"source_id": ["a2017", "c"], "file": ["申报表.xlsx", "复查.xlsx"], "year": [2017, 2019]}
    )
    (due,) = register(2019, CERTIFIED, sources=sources).problems
    assert (due.actual, due.expected, str(due.where)) == (
        "A品牌",
        "2019-12-20",
        "申报表.xlsx「表」A1",
    )
    late = register(2019, CERTIFIED, [("A", "2019-03-01", "rectify")], sources=sources).problems[0]
    assert (late.expected, str(late.where)) == ("2019-04-01", "复查.xlsx「A」E1")
    assert not register(2018, CERTIFIED).problems
    (nameless,) = register(2019, CERTIFIED, sources=sources[1:]).problems
    assert str(nameless.where) == ""


def test_a_brand_banned_stays_revoked_until_the_ban_is_over(register):
    projects = [(year, "A", "优秀") for year in (2017, 2018, 2019, 2020)]
    steps = (("04", "rectify"), ("05", "downgraded"), ("06", "revoked"))
    checks = [("A", f"2018-{month}-01", word) for month, word in steps]
    sources = pd.DataFrame({"source_id": ["a2018"], "file": ["申报表.xlsx"], "year": [2018]})
    early = register(2018, projects, checks, sources=sources)
    assert row(early) == (2017, "优秀", "revoked", None)
    assert [(f.code, f.expected, f.where.file) for f in early.problems] == [
        ("brand.banned", "2", "申报表.xlsx")
    ]
    assert codes(register(2019, projects, checks)) == ["brand.banned"]  # 2018's was told in 2018
    after = register(2020, projects, checks)
    assert row(after) == (2020, "优秀", "valid", "2022-12-20")
    assert not after.problems


def test_the_ban_ends_on_its_last_day(register):
    projects = [(2017, "A", "良好"), (2020, "A", "良好")]
    assert row(register(2020, projects, [("A", "2018-12-20", "revoked")]))[2] == "valid"
    assert row(register(2020, projects, [("A", "2018-12-21", "revoked")]))[2] == "revoked"


def test_a_recheck_of_no_certified_brand_is_told_and_passed_over(register):
    result = register(
        2019, CERTIFIED, [("Z", "2019-01-01", "revoked"), ("A", "2019-01-02", "valid")]
    )
    assert result.tables["brands"]["brand_id"].tolist() == ["A"]
    (found,) = result.problems
    assert (found.code, found.actual, found.where.cell) == ("recheck.not-certified", "Z", "E1")


@pytest.mark.parametrize("year", [2018, 2019])
def test_a_recheck_dated_before_certification_is_told_in_the_year_of_its_paper(year, register):
    sources = pd.DataFrame({"source_id": ["c"], "file": ["复查.xlsx"], "year": [2019]})
    checks = [("A", "2016-12-10", "revoked")]  # a slip of the pen for 2019
    result = register(year, CERTIFIED, checks, sources=sources)
    assert row(result)[2] == "valid"
    told = [p for p in result.problems if p.code.startswith("recheck")]
    if year == 2018:
        assert not told
        return
    (found,) = told
    assert (found.code, str(found.where)) == ("recheck.before-certification", "复查.xlsx「A」E1")
    assert (found.actual, found.expected) == ("2016-12-10", "2017-12-20")


def test_a_step_left_out_is_told_and_the_conclusion_stands(register):
    (found,) = register(2018, CERTIFIED, [("A", "2018-05-01", "downgraded")]).problems
    assert (found.code, found.actual, found.expected) == ("brand.step-skipped", "有效", "降级")
    in_order = [("A", f"2018-0{n}-01", word) for n, word in
                enumerate(("rectify", "downgraded", "revoked"), 4)]  # fmt: skip
    result = register(2018, CERTIFIED, in_order)
    assert row(result)[2] == "revoked"
    assert not result.problems


def test_the_events_of_a_brand_and_what_is_due(register):
    projects = [(2017, "A", "良好"), (2018, "A", "优秀"), (2020, "A", "良好")]
    checks = [
        ("A", "2017-05-01", "valid"),
        ("A", "2018-06-01", "revoked"),
        ("A", "2018-07-01", "valid"),
    ]
    result = register(2018, projects, checks)
    events = result.tables["brand_events"]
    assert events[["event_no", "event", "outcome", "state"]].fillna("").to_numpy().tolist() == [
        [1, "too_early", "valid", ""], [2, "certified", "良好", "valid"],
        [3, "rechecked", "revoked", "revoked"], [4, "after_revocation", "valid", "revoked"],
        [5, "banned", "优秀", "revoked"],
    ]  # fmt: skip
    (due,) = result.tables["brand_calendar"].itertuples()
    assert (f"{due.due_date:%Y-%m-%d}", due.matter, due.is_overdue) == (
        "2020-06-01",
        "ban_ends",
        False,
    )
    (back,) = register(2020, projects, checks).tables["brand_calendar"].itertuples()
    assert (f"{back.due_date:%Y-%m-%d}", back.matter) == ("2022-12-20", "recheck")
    late = register(2018, CERTIFIED, [("A", "2018-02-01", "rectify")]).tables["brand_calendar"]
    assert late[["matter", "is_overdue"]].to_numpy().tolist() == [["rectify", True]]


def test_a_colleges_brands_are_counted_and_a_second_one_may_come_too_early(table, rules_of):
    names = {"A": (2017, "良好"), "B": (2018, "优秀"), "C": (2018, "优秀")}
    applications = table("applications", *(
        {"year": year, "project_id": f"{year}-{name}", "brand_id": name, "project_name": name,
         "college_code": "C1" if name != "C" else "C2", "src": f"a!表!{name}1"}
        for name, (year, _) in names.items()
    ))  # fmt: skip
    standings = table("standings", *(
        {"year": year, "project_id": f"{year}-{name}", "grade": grade}
        for name, (year, grade) in names.items()
    ))  # fmt: skip
    for outcome, told in (("rectify", ["brand.second-too-early"]), ("valid", [])):
        checks = table("rechecks", {"brand_id": "A", "outcome": outcome,
                                    "recheck_date": pd.Timestamp(2018, 12, 1)})  # fmt: skip
        result = brands(
            applications, standings, checks, rules=rules_of[2018], rules_by_year=rules_of
        )
        assert result.tables["brands"]["brand_no"].tolist() == [1, 2, 1]
        assert codes(result) == told
    found = brands(
        applications, standings, checks.assign(outcome="rectify"), rules=rules_of[2018],
        rules_by_year=rules_of,
    ).problems[0]  # fmt: skip
    assert (found.actual, found.expected) == ("B", "A（限期整改）")


def test_empty_tables_give_an_empty_table(make_rules):
    nothing = pd.DataFrame()
    result = brands(nothing, nothing, nothing, rules=make_rules())
    assert result.tables["brands"].empty
    assert result.tables["brands"].columns[0] == "brand_id"
    assert not result.problems


def walk(year, grades, checks):
    """Return (year, grade, state, what happened last) of one brand by walking through every day."""
    now, found, state, since, revoked_on = date(2017, 1, 1), None, None, None, None
    by_day = {date.fromisoformat(day): outcome for day, outcome in checks}
    while now <= date(year, 12, 31):
        if now in by_day and found and state != "revoked":
            state, since = by_day[now], now
            revoked_on = now if state == "revoked" else revoked_on
        grade = grades.get(now.year)
        if (now.month, now.day) == (12, 20) and grade not in (None, "不合格"):
            is_free = revoked_on is None or now >= revoked_on.replace(year=revoked_on.year + 2)
            if is_free:
                found, state, since, revoked_on = (now.year, grade), "valid", now, None
        now += timedelta(days=1)
    return None if found is None else (*found, state, since)


@pytest.mark.parametrize("seed", range(8))
def test_random_stories_equal_a_walk_through_the_calendar(seed, register):
    chance = random.Random(seed)
    words = ["valid", "rectify", "downgraded", "revoked"]
    grades, checks = {}, {}
    for brand in "ABCDE":
        grades[brand] = {
            year: chance.choice(["优秀", "良好", "不合格"]) for year in range(2017, 2022)
            if chance.random() < 0.6
        }  # fmt: skip
        days = chance.sample(range(1, 1700), chance.randint(0, 6))
        checks[brand] = [
            (str(date(2017, 1, 1) + timedelta(days=day)), chance.choice(words))
            for day in sorted(days)
        ]
    projects = [(year, brand, g) for brand, known in grades.items() for year, g in known.items()]
    rows = [(brand, *check) for brand, told in checks.items() for check in told]
    for year in range(2017, 2022):
        result = register(
            year, chance.sample(projects, len(projects)), chance.sample(rows, len(rows))
        )
        expected = {brand: walk(year, grades[brand], checks[brand]) for brand in "ABCDE"}
        expected = {brand: story for brand, story in expected.items() if story}
        assert result.tables["brands"]["brand_id"].tolist() == sorted(expected)
        end, told = date(year, 12, 20), set()
        for brand, (when, grade, state, since) in expected.items():
            due = pd.Timestamp(since) + (
                pd.DateOffset(months=1) if state == "rectify" else pd.DateOffset(years=2)
            )
            due = None if state == "revoked" else due.date()
            assert row(result, brand) == (when, grade, state, due and str(due))
            if state == "rectify" and due < end:
                told.add(("brand.rectify-overdue", brand + "品牌"))
            if state in ("valid", "downgraded") and due.year <= year:
                told.add(("brand.recheck-due", brand + "品牌"))
        due = ("brand.rectify-overdue", "brand.recheck-due")
        found = {(f.code, f.actual) for f in result.problems if f.code in due}
        assert found == told
