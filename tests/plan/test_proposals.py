"""The proposal beside the record, on the sample years."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.plan.large import LargeChoice
from assessment.plan.promise import chances, promise_share, theme_supply
from assessment.plan.proposals import Proposals, candidates_of

YEARS = (2017, 2018, 2019)


@pytest.fixture(scope="module")
def years(demo: Demo) -> dict[int, dict[str, pd.DataFrame]]:
    return {year: demo.workspace.run(year).tables for year in YEARS}


@pytest.fixture
def second(demo: Demo, years: dict[int, dict[str, pd.DataFrame]]) -> Proposals:
    tables, before = years[2018], years[2017]
    joined = [pd.concat([before[name], tables[name]]).drop_duplicates()
              for name in ("applications", "standings")]  # fmt: skip
    return Proposals(*joined, demo.workspace.rules(2018), {"T1", "T4", "T5"}, {"C01"})


def test_only_final_standings_of_eligible_applications_are_candidates(
    years: dict[int, dict[str, pd.DataFrame]], rules: Rules
) -> None:
    tables = years[2017]
    found = candidates_of(tables["applications"], tables["standings"], rules=rules)
    final = tables["standings"].query("round == 'review' and status == 'final'")
    assert sorted(found["project_id"]) == sorted(final["project_id"])
    open_ = tables["standings"].assign(status="provisional")
    assert candidates_of(tables["applications"], open_, rules=rules).empty


@pytest.mark.parametrize(("year", "agrees"), [(2017, False), (2018, False), (2019, True)])
def test_every_year_has_one_proposal_of_four_and_the_committees_choice_beside_it(
    years: dict[int, dict[str, pd.DataFrame]], year: int, agrees: bool
) -> None:
    selection = years[year]["selection"]
    selection = selection[selection["year"] == year]
    proposed = set(selection.loc[selection["is_proposed"], "project_id"])
    chosen = set(selection.loc[selection["is_selected"], "project_id"])
    assert len(proposed) == 4
    assert (proposed == chosen) is agrees
    assert set(selection.loc[selection["is_overruled"], "project_id"]) == proposed ^ chosen
    assert selection["reason_code"].notna().all()
    frontier = years[year]["selection_frontier"]
    mine = frontier[frontier["year"] == year]
    best = mine[mine["is_best"]]["project_ids"]
    assert "、".join(sorted(proposed)) == best.iloc[0]
    assert list(mine.loc[mine["is_chosen"], "project_ids"]) == ["、".join(sorted(chosen))]


def test_a_choice_that_is_none_of_the_sets_shown_is_shown_all_the_same(second: Proposals) -> None:
    found = second.propose()
    ids = sorted(found.tables["selection"]["project_id"])[-3:]  # three, so never among the best
    table = found.tables["selection"]
    decided = table.assign(is_selected=table["project_id"].isin(ids))
    frontier = second.lay_beside(found.tables["selection_frontier"], decided).tables[
        "selection_frontier"
    ]
    assert len(frontier) == len(found.tables["selection_frontier"]) + 1
    mine = frontier[frontier["is_chosen"]].iloc[0]
    points = second.standings.query("round == 'review' and year == 2018").set_index("project_id")
    assert mine["project_ids"] == "、".join(ids)
    assert mine["total_points"] == pytest.approx(points.loc[ids, "total_points"].sum())
    themes = (
        second.applications.query("year == 2018").set_index("project_id").loc[ids, "theme_code"]
    )
    required = {theme.code for theme in second.rules.themes if theme.required}
    assert mine["n_new_themes"] == len((set(themes) & required) - {"T1", "T4", "T5"})
    supply = chances(theme_supply(second.applications, rules=second.rules))
    after = promise_share({"T1", "T4", "T5", *themes}, supply, years_left=1,
                          slots=second.rules.selection.max_projects)  # fmt: skip
    assert mine["promise_share"] == pytest.approx(after)


def test_the_promise_is_told_with_and_without_the_themes_that_need_not_be_covered(
    second: Proposals,
) -> None:
    found = second.propose()
    promise = second.lay_beside(found.tables["selection_frontier"], found.tables["selection"])
    rows = promise.tables["promise"].set_index("themes")
    assert list(rows["choice"]) == ["proposed", "proposed"]  # nothing is decided
    assert rows.loc["required", "promise_share"] == pytest.approx(found.facts["promise_share"])
    assert rows.loc["all", "promise_share"] <= rows.loc["required", "promise_share"]
    optional = [theme.code for theme in second.rules.themes if not theme.required]
    assert rows.loc["all", "n_open"] - rows.loc["required", "n_open"] <= len(optional)
    assert rows.loc["all", "n_slots"] == 4


def lasting(rules: Rules, years: int) -> Rules:
    """Return rules of a programme of so many years."""
    programme = rules.programme.model_copy(update={"years": years})
    return rules.model_copy(update={"programme": programme})


def test_what_is_not_sure_among_very_many_is_told(
    second: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = second.propose().tables["selection"].query("is_proposed")["project_id"]
    themes = second.applications.set_index("project_id")["theme_code"]
    required = {theme.code for theme in second.rules.themes if theme.required}
    open_ = min((required & set(themes[second.propose().tables["selection"]["project_id"]]))
                - set(themes[chosen]))  # fmt: skip

    def near(*_: Any, **__: Any) -> LargeChoice:
        return LargeChoice(tuple(chosen), 300.0, 0.0004)

    def late(*_: Any, **__: Any) -> LargeChoice:
        raise TimeoutError

    monkeypatch.setattr("assessment.plan.choice.MOST_SETS", 0)
    # Without the theme rule the best set is known at once, and here it keeps to that rule.
    assert not second.propose().problems
    last = replace(second, rules=lasting(second.rules, 2), covered=required - {open_})
    for how, code, actual in ((near, "selection.within-gap", "0.04%"),
                              (late, "selection.not-found", "")):  # fmt: skip
        monkeypatch.setattr("assessment.plan.many.choose_among_many", how)
        assert [(one.code, one.actual) for one in last.propose().problems] == [(code, actual)]


def test_a_choice_that_cannot_be_made_is_told_with_what_would_allow_one(
    second: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not second.propose().problems
    late = lasting(second.rules, 2)
    told = replace(second, rules=late, covered=set()).propose().problems
    assert [(one.code, str(one.where)) for one in told] == [("selection.no-set", "rules/2018.toml")]
    assert told[0].actual == "三年覆盖全部品牌主题"
    assert told[0].expected == "本年新覆盖 4 类，计划延长 2 年"
    assert "new themes this year: 4, years added to the programme: 2" in told[0].line("en")
    # Of so many that no set can be looked at alone, the same is known all the same.
    monkeypatch.setattr("assessment.plan.choice.MOST_SETS", 0)
    assert replace(second, rules=late, covered=set()).propose().problems == told
    # Before the review is over nothing is wrong.
    is_mine = (second.standings["year"] == 2018) & (second.standings["round"] == "review")
    status = second.standings["status"].where(~is_mine, "provisional")
    open_ = replace(
        second, rules=late, covered=set(), standings=second.standings.assign(status=status)
    )
    assert not open_.propose().problems
