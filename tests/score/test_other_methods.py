"""Other methods against the whole scoring done once more, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.exact import read_fraction
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.score.other_methods import other_methods

NEEDED = ("mark_use", "votes", "components", "standings")


def ranks(totals: dict[str, Fraction]) -> dict[str, int]:
    """Return competition ranks of exact totals."""
    return {one: 1 + sum(x > total for x in totals.values()) for one, total in totals.items()}


@pytest.fixture(scope="module")
def found(result: Result, rules: Rules) -> pd.DataFrame:
    frames = (result.tables[name] for name in NEEDED)
    return other_methods(*frames, rules=rules).tables["other_methods"]


def then(found: pd.DataFrame, method: str, round: str = "assessment") -> dict[str, int]:
    rows = found[(found["method"] == method) & (found["round"] == round)]
    return dict(zip(rows["project_id"], rows["rank_then"], strict=True))


@pytest.mark.parametrize(
    ("method", "asked"),
    [
        ("combine:mean", {"trim": "mean"}),
        ("combine:median", {"trim": "median"}),
        ("combine:trim_2", {"trim": "trim_2"}),
        ("convert:share", {"convert": "share"}),
        ("convert:rank", {"convert": "rank"}),
    ],
)
def test_another_method_ranks_as_scoring_all_anew_does(
    found: pd.DataFrame, result: Result, rules: Rules, method: str, asked: dict[str, Any]
) -> None:
    again = pipeline.try_scoring(result.tables, rules, **asked)
    mine = then(found, method)
    totals = zip(again["project_id"], again["total_after"], strict=True)
    assert mine == ranks({one: read_fraction(total) for one, total in totals if one in mine})


def test_leaving_a_component_out_ranks_by_the_others(found: pd.DataFrame, result: Result) -> None:
    components = result.tables["components"]
    mine = components[components["round"] == "assessment"]
    for left_out in ("defense", "floor_vote", "online_vote"):
        others = mine[mine["component"] != left_out]
        totals = others.groupby("project_id")["weighted_exact"].agg(
            lambda exact: sum(map(read_fraction, exact))
        )
        wanted = then(found, f"without:{left_out}")
        assert wanted == ranks({one: totals[one] for one in wanted})


def test_the_method_of_the_rules_has_no_rows(found: pd.DataFrame) -> None:
    methods = set(found["method"])
    assert not {"combine:trim_1", "convert:max_ratio"} & methods
    # One component: there is nothing to leave out, and nobody votes.
    review = set(found.loc[found["round"] == "review", "method"])
    assert review == {"combine:mean", "combine:median", "combine:trim_2"}
    assert (then(found, "combine:mean", "review") != {}) and (found["rank"] >= 1).all()


def test_one_ranked_project_has_no_rows(result: Result, rules: Rules) -> None:
    frames = [result.tables[name] for name in NEEDED[:3]]
    one = result.tables["standings"].groupby("round").head(1).reset_index(drop=True)
    assert other_methods(*frames, one, rules=rules).tables["other_methods"].empty
