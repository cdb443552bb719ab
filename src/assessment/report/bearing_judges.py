"""What judges' severity, agreement and odd marks mean for a round, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from assessment.report import wording
from assessment.report.bearing import Bearing

# A judge's effect this many standard errors from 0 shows; a mark this far off is worth a look.
_SEEN, _ODD = 2.0, 3.0
_NAMED = 3


def judge_sentences(bearing: Bearing) -> Iterator[str]:
    """Yield for each judged component severity, what it moves, agreement, and marks to look at."""
    known = set(bearing.rows("severity")["component"])
    for part in bearing.rules.of_round(bearing.round):
        if part.name in known:
            yield from _severity(bearing, part.name)
            yield from _moved(bearing, part.name)
            yield from _leaning(bearing, part.name)
            yield from _agreement(bearing, part.name)
            yield from _odd(bearing, part.name)


def _of(bearing: Bearing, table: str, component: str) -> pd.DataFrame:
    rows = bearing.rows(table)
    return rows[rows["component"] == component]


def _label(bearing: Bearing, component: str) -> str:
    return wording.show_component(component, bearing.rules, bearing.lang)


def _severity(bearing: Bearing, component: str) -> Iterator[str]:
    rows = _of(bearing, "severity", component)
    label, n_groups = _label(bearing, component), int(rows["panel_group"].max())
    if n_groups > 1:
        yield bearing.say("severity_groups", component=label, n=n_groups)
        return
    if not (rows["effect_points"].abs() > _SEEN * rows["std_error"]).any():
        yield bearing.say("severity_none", component=label)
        return
    ordered = rows.sort_values(["effect_points", "judge_id"])
    strict, lenient = ordered.iloc[0], ordered.iloc[-1]
    yield bearing.say(
        "severity",
        component=label,
        lenient=bearing.judge(lenient["judge_id"]),
        high=_points(lenient["effect_points"]),
        strict=bearing.judge(strict["judge_id"]),
        low=_points(strict["effect_points"]),
    )


def _points(value: Any) -> str:
    return f"{abs(float(value)):.1f}"


def _moved(bearing: Bearing, component: str) -> Iterator[str]:
    rows = _of(bearing, "adjusted", component)
    if (rows["panel_group"] > 1).any():
        return
    moved = rows[rows["raw_rank"] != rows["adjusted_rank"]]
    if moved.empty:
        yield bearing.say("adjusted_same")
        return
    by = (moved["raw_rank"] - moved["adjusted_rank"]).abs()
    most = moved.assign(by=by).sort_values(["by", "raw_rank"], ascending=[False, True]).iloc[0]
    yield bearing.say(
        "adjusted",
        n=len(moved),
        name=bearing.name(most["project_id"]),
        before=int(most["raw_rank"]),
        after=int(most["adjusted_rank"]),
    )


def _leaning(bearing: Bearing, component: str) -> Iterator[str]:
    rows = _of(bearing, "leanings", component)
    rows = rows[rows["judge_id"] == "all"]
    seen = rows[(rows["low_points"] > 0) | (rows["high_points"] < 0)]
    if len(rows) and seen.empty:
        yield bearing.say("leaning_none")
    yield from (_leans(bearing, row) for row in seen.itertuples(index=False))


def _leans(bearing: Bearing, row: Any) -> str:
    low, high = map(_points, sorted((row.low_points, row.high_points), key=abs))
    key = "leaning_high" if row.leaning_points > 0 else "leaning_low"
    return bearing.say(key, kind=bearing.say(row.toward), points=_points(row.leaning_points),
                       low=low, high=high)  # fmt: skip


def _agreement(bearing: Bearing, component: str) -> Iterator[str]:
    rows = _of(bearing, "reliability", component).set_index("statistic")["value"]
    if "relative" not in rows:
        return
    values = {"component": _label(bearing, component), "value": f"{rows['relative']:.2f}"}
    if "judges_relative" in rows:
        yield bearing.say("reliable", **values, n=int(rows["judges_relative"]))
    else:
        yield bearing.say("reliable_one", **values)


def _odd(bearing: Bearing, component: str) -> Iterator[str]:
    rows = _of(bearing, "residuals", component)
    odd = rows[rows["misfit"].abs() >= _ODD]
    if odd.empty:
        return
    order = odd.assign(by=odd["misfit"].abs())
    order = order.sort_values(["by", "project_id", "judge_id"], ascending=[False, True, True])
    told = [_mark(bearing, row) for row in order.head(_NAMED).itertuples(index=False)]
    label = _label(bearing, component)
    marks = bearing.listed(told)
    if len(told) < len(odd):
        marks = bearing.say("among", names=marks, n=len(odd))
    yield bearing.say("odd", component=label, n=len(odd), marks=marks)


def _mark(bearing: Bearing, row: Any) -> str:
    key = "odd_high" if row.residual_points > 0 else "odd_low"
    return bearing.say(key, judge=bearing.judge(row.judge_id), name=bearing.name(row.project_id),
                       points=_points(row.residual_points))  # fmt: skip
