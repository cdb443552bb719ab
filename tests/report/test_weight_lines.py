"""Totals as lines in a weight: the official total at the rules' weight, ranges rounded inwards."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report.weight_lines import Safe, Tip, lines_of, most_delicate, safe_range, tips_of
from bearing_tables import alone, bear


def test_at_the_weight_of_the_rules_a_line_has_the_official_total(year: Any, rules: Rules) -> None:
    totals = dict(zip(year.standings["project_id"], year.standings["total_points"], strict=True))
    for part in ("defense", "floor_vote", "online_vote"):
        lines = lines_of(year.components, year.standings, {}, part, rules=rules, round="assessment")
        weight = float(rules.component(part).weight)
        assert len(lines) == 22
        for line in lines:
            assert line.at(weight) == pytest.approx(totals[line.project_id], abs=1e-4)


def test_two_lines_meet_where_the_table_says(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    lines = lines_of(
        tables.components, tables.standings, {}, "defense", rules=rules, round="assessment"
    )
    known = {line.project_id: line for line in lines}
    tips = tips_of(tables.tipping_points, "defense")
    assert tips
    for tip in tips:
        one, other = (known[project_id].at(tip.weight) for project_id in tip.pair)
        assert one == pytest.approx(other)


def test_one_component_has_no_lines(year: Any, rules: Rules) -> None:
    only = alone(rules)
    assert (
        lines_of(year.components, year.standings, {}, "defense", rules=only, round="assessment")
        == []
    )


@pytest.mark.parametrize(
    ("weights", "kind", "low", "high"),
    [
        ([15.777, 77.4417], "range", "15.8", "77.4"),
        ([61.376], "most", "", "61.3"),
        ([2.51], "least", "2.6", ""),
        ([], "any", "", ""),
        ([20.0, 40.0], "at", "20.0", "20.0"),
    ],
)
def test_what_is_said_of_a_range_holds(weights: Any, kind: str, low: str, high: str) -> None:
    tips = [Tip(weight, ("a", "b"), True) for weight in weights]
    safe = safe_range([*tips, Tip(19.0, ("a", "c"), False)], 20.0)
    assert (safe.kind, safe.show()) == (kind, {"low": low, "high": high})


def test_a_range_that_is_open_has_no_numbers() -> None:
    assert Safe(None, None, 20.0).show() == {"low": "", "high": ""}


def test_the_most_delicate_component_is_the_nearest_to_a_turn_at_the_border(rules: Rules) -> None:
    def tips(**weights: float) -> pd.DataFrame:
        rows = [{"component": name, "weight": weight, "project_id": "a", "other_id": "b",
                 "is_at_border": name != "defense"} for name, weight in weights.items()]  # fmt: skip
        return pd.DataFrame(rows)

    near = tips(defense=70.1, floor_vote=30.0, online_vote=15.0)
    assert most_delicate(near, rules, "assessment") == "online_vote"
    assert most_delicate(empty("tipping_points"), rules, "assessment") == "defense"
