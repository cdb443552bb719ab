"""The proposal beside the record, on the sample years."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.plan.proposals import candidates_of, propose, years_left


def test_only_final_standings_of_eligible_applications_are_candidates(
    demo: Demo, rules: Rules
) -> None:
    tables = demo.workspace.run(2017).tables
    found = candidates_of(tables["applications"], tables["standings"], rules=rules)
    final = tables["standings"].query("round == 'review' and status == 'final'")
    assert sorted(found["project_id"]) == sorted(final["project_id"])
    open_ = tables["standings"].assign(status="provisional")
    assert candidates_of(tables["applications"], open_, rules=rules).empty


def test_the_years_left_run_out(demo: Demo) -> None:
    assert [years_left(demo.workspace.rules(year)) for year in (2017, 2018, 2019)] == [2, 1, 0]


@pytest.mark.parametrize(("year", "agrees"), [(2017, False), (2018, False), (2019, True)])
def test_every_year_has_one_proposal_of_four_and_the_committees_choice_beside_it(
    demo: Demo, year: int, agrees: bool
) -> None:
    tables = demo.workspace.run(year).tables
    selection = tables["selection"]
    proposed = set(selection.loc[selection["is_proposed"].fillna(False), "project_id"])
    chosen = set(selection.loc[selection["is_selected"], "project_id"])
    assert len(proposed) == 4
    assert (proposed == chosen) is agrees
    frontier = tables["selection_frontier"]
    mine = frontier[frontier["year"] == year]
    best = mine[mine["is_best"]]["project_ids"]
    assert "、".join(sorted(proposed)) == best.iloc[0]
    assert mine["is_chosen"].sum() == 1


def test_before_anything_is_decided_the_reason_is_the_proposals(demo: Demo) -> None:
    tables, rules = demo.workspace.run(2018).tables, demo.workspace.rules(2018)
    blank = tables["selection"].assign(is_selected=False, reason_code=pd.NA, reason=pd.NA)
    result = propose(
        tables["applications"], tables["standings"], blank, rules=rules,
        covered=frozenset({"T4", "T5"}), funded_colleges=frozenset(),
    )  # fmt: skip
    assert result.tables["selection"]["reason_code"].notna().all()
    assert result.tables["selection"]["reason"].notna().all()
    assert not result.tables["selection_frontier"]["is_chosen"].any()
