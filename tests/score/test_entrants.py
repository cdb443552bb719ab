"""Who may take part: dates, what is missing, quotas, and the rounds."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.score.eligibility import within_quota
from assessment.score.entrants import application_status, entrants

LAST_DAY, NEXT_DAY = pd.Timestamp(2017, 3, 20), pd.Timestamp(2017, 3, 21)


@pytest.fixture
def applied(make_applications):
    """Return applications without status: project → college and changes."""

    def make(**projects):
        frame = make_applications(list(projects), {p: v["college"] for p, v in projects.items()})
        frame["status"] = pd.Series([pd.NA] * len(frame), dtype="str")
        for project, values in projects.items():
            for column, value in values.items():
                if column != "college":
                    frame.loc[frame["project_id"] == project, column] = value
        return conform(frame, "applications")

    return make


def receipt(college, version=1, **values):
    row = {
        "year": 2017, "college_code": college, "kind": "application", "version": version,
        "electronic_date": LAST_DAY, "paper_date": LAST_DAY, "has_plan": True,
        "is_sealed": True, "state": "received",
    }  # fmt: skip
    return row | values


def receipts(*rows):
    return conform(pd.DataFrame(rows), "submissions")


def decide(**outcomes):
    rows = [
        {"year": 2017, "round": "review", "project_id": project, "matter": matter,
         "outcome": outcome, "granted_fen": None, "reason": None, "decided_by": None,
         "decided_date": None, "src": "r!评审决定!E2"}
        for project, (matter, outcome) in outcomes.items()
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "decisions")


def statuses(result):
    frame = result.tables["applications"]
    return dict(zip(frame["project_id"], frame["status"], strict=True))


# --- in time --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "status", "said"),
    [
        ({}, "eligible", ""),
        ({"paper_date": NEXT_DAY}, "late", "纸质版2017-03-21收到"),
        ({"electronic_date": NEXT_DAY}, "late", "电子版2017-03-21收到"),
        ({"paper_date": None}, "late", "缺纸质版"),
        ({"electronic_date": None}, "late", "缺电子版"),
        ({"has_plan": False}, "late", "缺实施方案"),
        ({"has_plan": None, "paper_date": None}, "late", "缺实施方案、缺纸质版"),
        ({"state": "due"}, "late", "缺电子版、缺实施方案、缺纸质版"),
        ({"state": "void"}, "invalid", ""),
        ({"kind": "settlement"}, "eligible", ""),  # nothing registered for applications at all
    ],
)
def test_everything_the_rules_need_must_be_there_in_time(values, status, said, applied, make_rules):
    apps = applied(A={"college": "C1", "submitted_date": None})
    if "kind" in values:
        apps = applied(A={"college": "C1", "submitted_date": LAST_DAY})
    result = application_status(apps, receipts(receipt("C1", **values)), rules=make_rules())
    assert statuses(result) == {"A": status}
    late = [p for p in result.problems if p.code == "application.late"]
    assert [p.expected for p in late] == ([said] if said else [])
    assert all(p.where.cell == "B1" for p in late)


def test_a_college_is_not_judged_by_the_receipts_of_others(applied, make_rules):
    day = {"submitted_date": LAST_DAY}
    apps = applied(A={"college": "C1"}, B={"college": "C2"} | day, C={"college": "C3"} | day)
    names = pd.DataFrame({"college_code": ["C2", "C3"], "college_name": ["护理学院", "药学院"]})
    for book in (receipts(receipt("C1")), receipts(receipt("C1", state="returned"))):
        result = application_status(apps, book, rules=make_rules(), colleges=names)
        assert statuses(result)["B"] == statuses(result)["C"] == "eligible"
        (told,) = [p for p in result.problems if p.code == "application.unregistered"]
        assert told.actual == "护理学院、药学院" and str(told.where) == "登记.xlsx「收件登记」"
    only_form = make_rules(eligibility={"needs": ["form"]})
    assert not application_status(apps, receipts(receipt("C1")), rules=only_form).problems


@pytest.mark.parametrize("late", ["exclude", "flag"])
def test_what_was_sent_back_does_not_stand_until_it_comes_again(late, applied, make_rules):
    apps = applied(A={"college": "C1", "submitted_date": LAST_DAY})
    rules = make_rules(eligibility={"late": late})
    book = receipts(receipt("C1", state="returned"))
    result = application_status(apps, book, rules=rules)
    assert statuses(result) == {"A": "late"}
    assert [(p.code, p.expected) for p in result.problems] == [
        ("application.late", "退回后尚未重交")
    ]
    again = receipts(receipt("C1", state="returned"), receipt("C1", 2, state="resent"))
    assert statuses(application_status(apps, again, rules=rules)) == {"A": "eligible"}


def test_the_earliest_of_several_versions_counts(applied, make_rules):
    rows = [
        receipt("C1", state="returned", has_plan=False),
        receipt("C1", 2, state="resent", electronic_date=NEXT_DAY, paper_date=NEXT_DAY),
        receipt("C2", state="void"),
        receipt("C2", 2, paper_date=NEXT_DAY),
    ]
    apps = applied(A={"college": "C1"}, B={"college": "C2"})
    result = application_status(apps, receipts(*rows), rules=make_rules())
    assert statuses(result) == {"A": "eligible", "B": "late"}


def test_without_any_receipt_the_date_of_the_form_is_all_there_is(applied, make_rules):
    apps = applied(
        A={"college": "C1", "submitted_date": LAST_DAY},
        B={"college": "C2", "submitted_date": NEXT_DAY},
        C={"college": "C3"},
    )
    result = application_status(apps, empty("submissions"), rules=make_rules())
    assert statuses(result) == {"A": "eligible", "B": "late", "C": "eligible"}
    assert [(p.code, p.actual) for p in result.problems] == [
        ("application.late", "项目B"), ("application.undated", "项目C"),
        ("application.unregistered", "C1、C2、C3"),
    ]  # fmt: skip


def test_late_ones_may_only_be_flagged_and_needs_are_the_rules_own(applied, make_rules):
    apps = applied(A={"college": "C1"})
    book = receipts(receipt("C1", paper_date=NEXT_DAY))
    flagged = application_status(apps, book, rules=make_rules(eligibility={"late": "flag"}))
    assert statuses(flagged) == {"A": "eligible"}
    assert [p.code for p in flagged.problems] == ["application.late"]
    no_paper = application_status(apps, book, rules=make_rules(eligibility={"needs": ["form"]}))
    assert statuses(no_paper) == {"A": "eligible"}
    assert not no_paper.problems


def test_a_status_that_is_there_stays(applied, make_rules):
    apps = applied(A={"college": "C1", "status": "withdrawn"}, B={"college": "C1"})
    result = application_status(apps, receipts(receipt("C1")), rules=make_rules())
    assert statuses(result) == {"A": "withdrawn", "B": "eligible"}


def test_a_project_already_let_in_keeps_its_place_in_the_quota(applied, make_rules):
    apps = applied(
        A={"college": "C1", "college_order": 2, "status": "eligible"},
        B={"college": "C1", "college_order": 1},
    )
    result = application_status(apps, receipts(receipt("C1")), rules=make_rules())
    assert statuses(result) == {"A": "eligible", "B": "over_quota"}


def test_other_years_stay_as_they_are(applied, make_rules):
    apps = applied(A={"college": "C1"})
    both = pd.concat([apps, apps.assign(year=2016)])
    result = application_status(both, receipts(receipt("C1")), rules=make_rules())
    found = result.tables["applications"].set_index("year")["status"]
    assert found[2017] == "eligible"
    assert pd.isna(found[2016])


# --- the quota ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outstanding", "inside"),
    [
        ([False], [True]),
        ([False, False], [True, False]),
        ([False, True, True], [True, True, False]),
        ([True, False, True], [True, False, True]),
        ([], []),
    ],
)
def test_quota_of_one_or_two(outstanding, inside):
    assert within_quota(outstanding, most=1, most_outstanding=2) == inside


def test_the_surplus_goes_by_the_colleges_own_order(applied, make_rules):
    apps = applied(
        A={"college": "C1", "college_order": 3},
        B={"college": "C1", "college_order": 1},
        C={"college": "C1", "college_order": 2, "is_exceptional": True},
        D={"college": "C2", "college_order": None, "submitted_date": LAST_DAY},
        E={"college": "C2", "college_order": None, "submitted_date": pd.Timestamp(2017, 3, 2)},
    )
    book = receipts(receipt("C1"), receipt("C2"))
    result = application_status(apps, book, rules=make_rules())
    assert statuses(result) == {
        "A": "over_quota", "B": "eligible", "C": "eligible", "D": "over_quota", "E": "eligible",
    }  # fmt: skip
    assert [p.code for p in result.problems] == ["application.over-quota"] * 2


def test_the_declared_second_project_never_pushes_out_the_first(applied, make_rules):
    apps = applied(
        A={"college": "C1", "college_order": None},
        B={"college": "C1", "college_order": 2, "is_second": True},
    )
    result = application_status(apps, receipts(receipt("C1")), rules=make_rules())
    assert statuses(result) == {"A": "eligible", "B": "over_quota"}
    (told,) = result.problems
    src = apps.set_index("project_id")["src"]
    assert told.actual == "项目B" and told.where.cell == src["B"].split("!")[2]
    assert "「项目A」" in told.expected and src["A"].split("!")[2] in told.expected


@pytest.mark.parametrize(("outcome", "status"), [("yes", "eligible"), ("no", "over_quota")])
def test_the_committees_word_on_a_second_project_counts(outcome, status, applied, make_rules):
    apps = applied(
        A={"college": "C1", "college_order": 1},
        B={"college": "C1", "college_order": 2, "is_exceptional": outcome == "no"},
    )
    result = application_status(
        apps, receipts(receipt("C1")), rules=make_rules(), decisions=decide(B=("second", outcome))
    )
    assert statuses(result)["B"] == status


# --- rounds ---------------------------------------------------------------------------------------


@pytest.fixture
def standing(applied):
    return applied(
        A={"college": "C1", "status": "eligible"},
        B={"college": "C2", "status": "eligible"},
        C={"college": "C3", "status": "eligible"},
        D={"college": "C4", "status": "late"},
        E={"college": "C5"},
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("eligible", {"A": "符合申报条件", "B": "符合申报条件", "C": "符合申报条件"}),
        ("selected", {"A": "已立项"}),
        ("with_materials", {"A": "已立项", "B": "未立项，结项材料齐全"}),
    ],
)
def test_who_stands_in_the_assessment(rule, expected, standing, make_rules):
    result = entrants(
        standing, decide(A=("selected", "yes"), C=("selected", "no")),
        rules=make_rules(assessment={"entrants": rule}), complete_materials={"B", "D"},
    )  # fmt: skip
    frame = result.frame
    inside = frame[frame["is_entrant"] & (frame["round"] == "assessment")]
    assert dict(zip(inside["project_id"], inside["reason"], strict=True)) == expected
    review = frame[frame["is_entrant"] & (frame["round"] == "review")]
    assert review["project_id"].tolist() == ["A", "B", "C"]
    outside = frame[~frame["is_entrant"]].set_index(["round", "project_id"])["reason"]
    assert outside["review", "D"] == "逾期，不参评"
    assert outside["assessment", "E"] == "申报资格尚未认定"


def test_a_selected_project_that_is_not_eligible_is_told(standing, make_rules):
    result = entrants(standing, decide(D=("selected", "yes")), rules=make_rules())
    assert [(p.code, p.actual) for p in result.problems] == [("decision.not-eligible", "项目D")]
    frame = result.frame.query("project_id == 'D'")
    assert not frame["is_entrant"].any()


def test_nobody_applied(make_rules):
    result = entrants(empty("applications"), empty("decisions"), rules=make_rules())
    assert result.frame.empty
    nothing = application_status(empty("applications"), empty("submissions"), rules=make_rules())
    assert nothing.frame.empty
