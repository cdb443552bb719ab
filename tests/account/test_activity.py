"""Counts of activities and materials, against sums by hand."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from assessment.account.activity import KINDS, is_complete, project_activity
from assessment.core.rule_sections import MaterialsNeeded
from assessment.core.tables import empty

ENOUGH = {"photo": 6, "video": 1, "news": 1, "document": 4}


def held(project, number, **values):
    row = {"project_id": project, "activity_no": number, "name": f"活动{number}"}
    return row | {"n_participants": 100, "is_planned": True} | values


def item(project, kind, n_items, level="校级", **values):
    return {"project_id": project, "kind": kind, "level": level, "n_items": n_items} | values


def complete(project):
    return [item(project, kind, n) for kind, n in ENOUGH.items()]


def test_each_application_has_a_row_and_nothing_counts_0(table, make_rules):
    applications = table(
        "applications", {"project_id": "A"}, {"project_id": "B"}, {"project_id": "C", "year": 2016},
        college_code="C1",
    )  # fmt: skip
    result = project_activity(
        table(
            "activities",
            held("A", 1),
            held("A", 2, is_planned=False),
            held("A", 3, is_planned=None),
        ),
        table("materials", *complete("A"), item("A", "photo", 2, level="省级")),
        applications,
        rules=make_rules(),
    )
    rows = result.frame.set_index("project_id").drop(columns="year")
    assert rows.loc["A"].tolist() == [3, 1, 1, 0, 300, 1, 8, 1, 4, True]
    assert rows.loc["B"].tolist() == [0, 0, 0, 0, 0, 0, 0, 0, 0, False]
    assert len(rows) == 2
    assert result.facts == {"n_complete": 1}
    assert not result.problems


def test_participants_sum_what_was_read(table, make_rules):
    activities = table(
        "activities",
        held("A", 1, n_participants=30), held("A", 2, n_participants=None),
        held("B", 1, n_participants=None), held("C", 1, n_participants=0),
    )  # fmt: skip
    projects = [{"project_id": name, "college_code": "C1"} for name in "ABC"]
    rules = make_rules()
    frame = project_activity(
        activities, empty("materials"), table("applications", *projects), rules=rules
    ).frame
    assert frame["n_participants"].fillna(-1).tolist() == [30, -1, 0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n_items", [None, "one less"])
def test_one_kind_short_or_unread_is_not_complete(kind, n_items, table, make_rules):
    rows = complete("A")
    short = None if n_items is None else ENOUGH[kind] - 1
    materials = table(
        "materials", *[r | {"n_items": short} if r["kind"] == kind else r for r in rows]
    )
    applications = table("applications", {"project_id": "A", "college_code": "C1"})
    frame = project_activity(empty("activities"), materials, applications, rules=make_rules()).frame
    assert not frame["is_complete"].item()
    assert frame[f"n_{kind}"].item() == (short or 0)


def test_what_is_needed_comes_from_the_rules(table, make_rules):
    rules = make_rules(
        assessment={"materials_needed": {"photo": 0, "video": 0, "news": 0, "document": 0}}
    )
    applications = table("applications", {"project_id": "A", "college_code": "C1"})
    frame = project_activity(
        empty("activities"), empty("materials"), applications, rules=rules
    ).frame
    assert frame["is_complete"].item()
    assert not is_complete({}, MaterialsNeeded())


def test_empty_tables_give_an_empty_table(make_rules):
    nothing = pd.DataFrame()
    result = project_activity(nothing, nothing, nothing, rules=make_rules())
    assert result.frame.empty
    assert result.facts == {"n_complete": 0}
    with pytest.raises(ValueError, match="lacks the columns"):
        project_activity(nothing, nothing, pd.DataFrame({"year": [2017]}), rules=make_rules())


@pytest.mark.parametrize("seed", range(10))
def test_random_registers_equal_plain_sums(seed, table, make_rules):
    chance, rules = random.Random(seed), make_rules()
    names = [f"P{n}" for n in range(6)]
    acts = [
        held(chance.choice(names), n, n_participants=chance.choice([None, chance.randint(0, 500)]),
             is_planned=chance.choice([True, False, None]), year=chance.choice([2016, 2017, 2017]))
        for n in range(30)
    ]  # fmt: skip
    papers = {}
    for _ in range(60):
        key = (
            chance.choice(names),
            chance.choice(KINDS),
            chance.choice(["校级", "省级", "未注明"]),
        )
        papers[key] = item(
            key[0], key[1], chance.choice([None, chance.randint(0, 6)]), level=key[2]
        )
    frame = project_activity(
        table("activities", *acts), table("materials", *papers.values()),
        table("applications", *({"project_id": name} for name in names), college_code="C1"),
        rules=rules,
    ).frame  # fmt: skip
    for row in frame.itertuples():
        mine = [a for a in acts if a["project_id"] == row.project_id and a["year"] == 2017]
        told = [a["n_participants"] for a in mine if a["n_participants"] is not None]
        count = {
            kind: sum(
                p["n_items"] or 0 for k, p in papers.items() if k[:2] == (row.project_id, kind)
            )
            for kind in KINDS
        }
        assert row.n_activities == len(mine)
        assert row.n_planned == sum(a["is_planned"] is True for a in mine)
        assert pd.isna(row.n_participants) == (bool(mine) and not told)
        assert pd.isna(row.n_participants) or row.n_participants == sum(told)
        assert {kind: getattr(row, f"n_{kind}") for kind in KINDS} == count
        assert row.is_complete == all(count[kind] >= n for kind, n in ENOUGH.items())


def missed(project, number, name, outcome, **values):
    row = {"project_id": project, "activity_no": number, "name": name, "outcome": outcome}
    return row | {"src": "x!y!A1"} | values


def test_what_was_planned_and_not_held_is_counted_unless_it_was_held_later(table, make_rules):
    applications = table("applications", *({"project_id": one} for one in "ABC"), college_code="C1")
    frame = project_activity(
        table("activities", held("A", 1, name="成果 展示"), held("B", 1)),
        empty("materials"),
        applications,
        rules=make_rules(),
        missed=table(
            "activities_missed",
            missed("A", 1, "成果展示", "postponed"),
            missed("A", 2, "讲座", "postponed"),
            missed("A", 3, "活动1", "cancelled"),
            missed("B", 1, "活动1", "cancelled"),
            missed("B", 2, "成果展示", "postponed"),
            missed("C", 1, "讲座", "cancelled"),
            missed("C", 2, "讲座", "cancelled", year=2016),
        ),
    ).frame.set_index("project_id")
    assert frame["n_missed"].to_dict() == {"A": 2, "B": 2, "C": 1}
    assert frame["n_activities"].to_dict() == {"A": 1, "B": 1, "C": 0}
    assert frame.loc["C", "n_participants"] == 0
