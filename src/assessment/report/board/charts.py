"""The interactive charts of the board: points by component, and each judge's points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from assessment.core.labels import labels, say
from assessment.core.rule_components import Judged
from assessment.report import wording
from assessment.report.board.standing import in_order
from assessment.report.board.year import BoardYear, Pair
from assessment.report.style import ACCENT, INK, LINE, MUTED, TINTS

_FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
_DOT = 130
_STEP, _WIDE = 22, 640
_NAMED = 2

Spec = dict[str, Any]
Row = dict[str, Any]


class Said(NamedTuple):
    """An interactive chart in one language: what it finds, what it measures, how it is drawn."""

    title: str
    about: str
    spec: Spec


class Drawn(NamedTuple):
    """An interactive chart in both languages, of the round at a place among the board's."""

    round: int
    title: Pair
    about: Pair
    specs: tuple[Spec, Spec]


def interactive(board: BoardYear) -> list[Drawn]:
    """Return the interactive charts, drawn as Vega-Lite specifications."""
    return [
        Drawn(n, (zh.title, en.title), (zh.about, en.about), (zh.spec, en.spec))
        for n, stage in enumerate(board.rounds)
        for draw in (_by_component, _by_judge)
        if (zh := draw(board, stage, "zh")) and (en := draw(board, stage, "en"))
    ]


def _by_component(board: BoardYear, stage: str, lang: str) -> Said | None:
    """Return a strip a component: a dot a project at its points of 100."""
    rows = list(_component_rows(board, stage, lang))
    parts = list(dict.fromkeys(row["component"] for row in rows))
    if len(parts) < 2:
        return None
    pick = alt.selection_point(fields=["project"], on="pointerover", empty=False)
    chart = (
        alt.Chart(_data(rows), width=_WIDE, height=_STEP * 3 * len(parts))
        .mark_circle(size=_DOT)
        .encode(
            x=alt.X("points:Q", title=say("board.axis.points", lang), scale=alt.Scale(zero=False)),
            y=alt.Y("component:N", title=None, sort=parts),
            color=alt.condition(pick, alt.value(ACCENT), alt.value(TINTS[4])),
            opacity=alt.condition(pick, alt.value(1), alt.value(0.65)),
            tooltip=_tooltips(lang, "rank", "unit", "project", "component", "points"),
        )
        .add_params(pick)
    )
    title = _widest(rows, "component", lang)
    return Said(title, _about(board, stage, lang, "board.drawn.components"), _finished(chart))


def _about(board: BoardYear, stage: str, lang: str, key: str, **told: str) -> str:
    return say(key, lang, year=board.rules.year, round=say(f"round.{stage}", lang), **told)


def _widest(rows: list[Row], field: str, lang: str) -> str:
    """Return where points lie furthest apart: in which component, or at which project."""
    points: dict[str, list[float]] = {}
    for row in rows:
        points.setdefault(row[field], []).append(row["points"])
    # What floats of equal distances differ by is below the last place of a mark.
    apart = {name: round(max(one) - min(one), 6) for name, one in points.items()}
    wide = max(apart.values())
    names = [name for name in apart if apart[name] == wide]
    if not wide:
        return say("board.drawn.level", lang)
    told = say("sep", lang).join(names[:_NAMED])
    if len(names) > _NAMED:
        told = say("bearing.among", lang, names=told, n=len(names))
    return say(f"board.drawn.{field}", lang, names=told, wide=f"{wide:.4g}")


def _component_rows(board: BoardYear, stage: str, lang: str) -> Iterator[Row]:
    for row in in_order(board, stage):
        for part in board.rules.of_round(stage):
            scored = board.year.points(part).get(row.project_id)
            if scored is not None and not pd.isna(scored.points):
                name = wording.show_component(part.name, board.rules, lang)
                yield _named(board, row) | {"component": name, "points": float(scored.points)}


def _by_judge(board: BoardYear, stage: str, lang: str) -> Said | None:
    """Return a row a project with a dot a judge: the points given in the weightiest component."""
    judged = [one for one in board.rules.of_round(stage) if isinstance(one, Judged)]
    part = max(judged, key=lambda one: one.weight, default=None)
    rows = list(_judge_rows(board, part, stage, lang)) if part else []
    if not part or not rows:
        return None
    order = list(dict.fromkeys(row["project"] for row in rows))
    pick = alt.selection_point(fields=["judge"], on="pointerover", empty=False)
    name = wording.show_component(part.name, board.rules, lang)
    chart = (
        alt.Chart(_data(rows), width=_WIDE, height=alt.Step(_STEP))
        .mark_circle(size=_DOT * 0.6)
        .encode(
            x=alt.X(
                "points:Q",
                title=say("board.axis.judged", lang, part=name),
                scale=alt.Scale(zero=False),
            ),
            y=alt.Y("project:N", title=None, sort=order, axis=alt.Axis(labelLimit=220)),
            color=alt.condition(pick, alt.value(ACCENT), alt.value(TINTS[4])),
            tooltip=_tooltips(lang, "rank", "unit", "project", "judge", "points", "use"),
        )
        .add_params(pick)
    )
    about = _about(board, stage, lang, "board.drawn.judges", part=name)
    return Said(_widest(rows, "project", lang), about, _finished(chart))


def _judge_rows(board: BoardYear, part: Judged, stage: str, lang: str) -> Iterator[Row]:
    standing = {row.project_id: row for row in in_order(board, stage)}
    uses: dict[str, list[Any]] = {one: [] for one in standing}
    for use in board.year.rows("mark_use", component=part.name, criterion="total"):
        uses.setdefault(use.project_id, []).append(use)
    for project_id, mine in uses.items():
        for use in mine:
            if project_id in standing and not pd.isna(use.judge_points):
                judge = say("explain.judge", lang, number=str(use.judge_id).removeprefix("J"))
                yield _named(board, standing[project_id]) | {
                    "judge": judge, "points": float(use.judge_points),
                    "use": _use(use.use, lang),
                }  # fmt: skip


def _use(use: str, lang: str) -> str:
    key = f"use.{use}"
    return say(key if key in labels() else f"mark.{use}", lang)


def _named(board: BoardYear, row: Any) -> Row:
    project = board.year.project(row.project_id)
    rank = "—" if pd.isna(row.rank) else str(row.rank)
    return {"rank": rank, "unit": project.unit, "project": project.name}


def _data(rows: list[Row]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _tooltips(lang: str, *fields: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{one}:{'Q' if one == 'points' else 'N'}",
                        title=say(f"board.tip.{one}", lang)) for one in fields]  # fmt: skip


def _finished(chart: alt.Chart) -> Spec:
    look: dict[str, Any] = {
        **dict.fromkeys(("labelFont", "titleFont"), _FONT),
        **dict.fromkeys(("gridColor", "domainColor", "tickColor"), LINE),
        **dict.fromkeys(("labelFontSize", "titleFontSize"), 12),
        "labelColor": INK,
        "titleColor": MUTED,
        "titleFontWeight": "normal",
    }
    spec: Spec = chart.configure_axis(**look).configure_view(stroke=None).to_dict()
    return spec
