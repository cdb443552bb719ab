"""Rules that are only tried: weights shared out, trimming, conversion of votes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.rules import Rules, load_rules
from assessment.score.trial_rules import share_out, trial_rules

RULES = Path(__file__).resolve().parents[2] / "rules"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(RULES / "2019.toml")


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(0, 100), st.data())
def test_shares_always_sum_to_100_and_the_one_set_stays(
    others: list[int], value: int, data: st.DataObject
) -> None:
    weights = {f"w{n}": one for n, one in enumerate(others)} | {"moved": 50}
    shared = share_out(weights, "moved", value)
    assert shared["moved"] == value and sum(shared.values()) == 100
    assert min(shared.values()) >= 0 and list(shared) == list(weights)
    one, other = (data.draw(st.sampled_from(sorted(weights.keys() - {"moved"}))) for _ in range(2))
    if weights[one] > weights[other]:
        assert shared[one] >= shared[other]


def test_nothing_changed_is_the_rules_themselves(rules: Rules) -> None:
    assert trial_rules(rules, round="assessment") == rules


def test_only_the_round_that_is_tried_changes(rules: Rules) -> None:
    weights = {"exhibition": 0, "defense": 80, "floor_vote": 10, "online_vote": 10}
    tried = trial_rules(rules, round="assessment", weights=weights, trim="trim_2", convert="rank")
    parts = {part.name: part for part in tried.components}
    assert {name: int(parts[name].weight) for name in weights} == weights
    assert (parts["defense"].drop_high, parts["defense"].trim_from) == (2, 5)
    assert parts["floor_vote"].convert == "rank"
    assert tried.of_round("selection") == rules.of_round("selection")
    mean = trial_rules(rules, round="assessment", trim="mean").component("defense")
    assert (mean.combine, mean.drop_high, mean.drop_low) == ("mean", 0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": {"exhibition": 20, "defense": 50, "floor_vote": 20, "online_vote": 11}},
        {"weights": {"defense": 100}},
        {"trim": "trim_3"},
        {"convert": "ladder"},
    ],
)
def test_what_cannot_be_tried_is_refused(rules: Rules, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        trial_rules(rules, round="assessment", **wrong)
