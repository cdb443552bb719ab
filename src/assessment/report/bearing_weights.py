"""Which weights and methods would change the first projects of a round, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from assessment.report import wording
from assessment.report.bearing import Bearing

# The project_ids of those who go and of those who come.
Change = tuple[tuple[str, ...], tuple[str, ...]]
NOBODY: Change = ((), ())
# Shares are kept from 0.05 % on, so that those of a project may fall short of 1 by a hair.
_ALWAYS = 0.995


def weight_sentences(bearing: Bearing) -> Iterator[str]:
    """Yield at which weights, and by which other methods, others would be among the first."""
    if not bearing.n_first:
        return
    if sum(bool(part.weight) for part in bearing.rules.of_round(bearing.round)) > 1:
        yield from _tips(bearing)
        yield from _near(bearing)
    yield from _methods(bearing)


def _tips(bearing: Bearing) -> Iterator[str]:
    rows = bearing.rows("tipping_points")
    border = rows[rows["is_at_border"]]
    told = []
    for part in bearing.rules.of_round(bearing.round):
        now, weights = float(part.weight), border[border["component"] == part.name]["weight"]
        below, above = weights[weights <= now], weights[weights > now]
        turns = [bearing.say("below", weight=_percent(below.max()))] if len(below) else []
        turns += [bearing.say("above", weight=_percent(above.min()))] if len(above) else []
        if turns:
            label = wording.show_component(part.name, bearing.rules, bearing.lang)
            values = {"component": label, "now": _percent(now)}
            told.append(bearing.say("weight", **values, turns=bearing.say("or").join(turns)))
    if told:
        yield bearing.say("weights", first=bearing.first, tips=bearing.say("semicolon").join(told))
    else:
        yield bearing.say("weights_never", first=bearing.first)


def _percent(weight: float) -> str:
    return f"{weight:.1f}".removesuffix(".0")


def _near(bearing: Bearing) -> Iterator[str]:
    rows = bearing.rows("weight_sensitivity")
    among = rows[(rows["rank"] <= bearing.n_first) & rows["near_share"].notna()]
    shares = among.groupby("project_id")["near_share"].sum()
    found = {one: float(shares.get(one, 0.0)) for one in bearing.ranks}
    edge = {one: share for one, share in found.items() if 1 - _ALWAYS < share < _ALWAYS}
    key = "near_some" if edge else "near_same"
    yield bearing.say(key, first=bearing.first, edge=bearing.with_shares(edge))


def _methods(bearing: Bearing) -> Iterator[str]:
    by_change: dict[Change, list[str]] = defaultdict(list)
    for method, rows in bearing.rows("other_methods").groupby("method", sort=False):
        by_change[_change(bearing, rows)].append(_method(bearing, str(method)))
    # What changes nothing is told last.
    for change in sorted(by_change, key=lambda one: (one == NOBODY, one)):
        methods = bearing.say("or").join(by_change[change])
        yield _changed(bearing, methods, change)


def _method(bearing: Bearing, method: str) -> str:
    kind, _, what = method.partition(":")
    if kind == "without":
        label = wording.show_component(what, bearing.rules, bearing.lang)
        return bearing.say("without", component=label)
    return bearing.say(f"method.{what}")


def _change(bearing: Bearing, rows: pd.DataFrame) -> Change:
    """Return who would no longer be among the first, and who would be instead."""
    now = set(rows[rows["rank"] <= bearing.n_first]["project_id"])
    then = set(rows[rows["rank_then"] <= bearing.n_first]["project_id"])
    return tuple(sorted(now - then)), tuple(sorted(then - now))


def _changed(bearing: Bearing, methods: str, change: Change) -> str:
    gone, come = (bearing.listed([bearing.name(one) for one in ids]) for ids in change)
    values = {"methods": methods, "first": bearing.first}
    if change == NOBODY:
        return bearing.say("methods_same", **values)
    if not gone or not come:
        return bearing.say("method_level", **values)
    return bearing.say("method", **values, gone=gone, come=come)
