"""What was answered to an appeal beside what the files give."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.score.appeals import check_appeals


def row(table, **values):
    return conform(
        pd.DataFrame([dict.fromkeys(empty(table).columns) | {"year": 2017} | values]), table
    )


def standing(round_name, total):
    return row("standings", round=round_name, project_id="A", total_exact=total, is_tied=False,
               status="final")  # fmt: skip


STANDINGS = pd.concat([standing("review", "3201/40"), standing("assessment", "689/8")])


def appeal(after, project="A"):
    return row("appeals", appeal_no="1", college_code="C01", project_id=project, matter="漏统",
               after_points=after, src="0123456789ab!异议复核!A4")  # fmt: skip


def terms(round_name):
    return row("appeal_terms", appeal_no="1", round=round_name)


@pytest.mark.parametrize(
    ("after", "round_name", "said"),
    [
        (86.13, "assessment", None),
        (86.125, "assessment", None),
        (86.12, "assessment", ("86.12", "86.13")),
        (86.13, None, None),
        (86.13, "review", ("86.13", "80.03")),
        (80.03, "review", None),
        (None, "assessment", None),
    ],
)
def test_points_are_those_of_the_result_the_appeal_is_about(
    make_rules, after, round_name, said
) -> None:
    found = check_appeals(appeal(after), terms(round_name), STANDINGS, rules=make_rules())
    assert [(fault.actual, fault.expected) for fault in found] == ([said] if said else [])
    assert all(fault.where.cell == "A4" for fault in found)


def test_an_appeal_of_no_project_or_one_that_does_not_stand_is_passed_over(make_rules) -> None:
    for project in (None, "Z"):
        assert not check_appeals(
            appeal(1.0, project), terms("assessment"), STANDINGS, rules=make_rules()
        )
