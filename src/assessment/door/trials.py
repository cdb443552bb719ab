"""Widgets of the notebooks: other weights, methods and limits of the choice, tried at once."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as widgets

from assessment import pipeline
from assessment.core.labels import say
from assessment.pipeline import EarlierYear
from assessment.report.wording import show_grade, show_points
from assessment.score.trial_rules import CONVERSIONS, TRIMS, share_out
from assessment.workspace import Workspace

_AS_RULED = ""
_ROOM = "padding:2px 14px 2px 0"
_LABELS = {"description_width": "9em"}
_WIDE = widgets.Layout(width="32em")


class ScoringTrial:
    """Sliders for the weights of December, how marks are combined, how votes are converted."""

    def __init__(self, workspace: Workspace, year: int, *, lang: str = "zh") -> None:
        self.lang, self.rules = lang, workspace.rules(year)
        self.tables = workspace.run(year).tables
        parts = self.rules.of_round("assessment")
        self.official = {part.name: round(part.weight) for part in parts}
        self.sliders = {
            part.name: widgets.IntSlider(
                self.official[part.name], min=0, max=100, description=part.label,
                continuous_update=False, style=_LABELS, layout=_WIDE,
            )
            for part in parts
        }  # fmt: skip
        self.trim = self._choices("trim", TRIMS)
        self.convert = self._choices("convert", CONVERSIONS)
        self.reset = widgets.Button(description=self._say("reset"))
        self.shown = widgets.HTML()
        self._is_setting = False
        for name, slider in self.sliders.items():
            slider.observe(lambda change, name=name: self._moved(name, change["new"]), "value")
        for one in (self.trim, self.convert):
            one.observe(lambda _: self._show(), "value")
        self.reset.on_click(lambda _: self._back())
        self._show()

    def show(self) -> widgets.VBox:
        """Return the sliders with the ranking below them."""
        note = widgets.HTML(f"<p><b>{escape(self._say('note'))}</b></p>")
        how = widgets.HTML(f"<p>{escape(self._say('shared'))}</p>")
        choices = (self.trim, self.convert, self.reset)
        return widgets.VBox([note, how, *self.sliders.values(), *choices, self.shown])

    def weights(self) -> dict[str, int]:
        """Return the percents that the sliders show."""
        return {name: int(slider.value) for name, slider in self.sliders.items()}

    def _say(self, key: str, **values: Any) -> str:
        return say(f"door.trial.{key}", self.lang, **values)

    def _choices(self, key: str, options: tuple[str, ...]) -> widgets.Dropdown:
        told = [(self._say("as_ruled"), _AS_RULED)]
        told += [(self._say(f"{key}.{one}"), one) for one in options]
        return widgets.Dropdown(
            options=told, description=self._say(key), style=_LABELS, layout=_WIDE
        )

    def _moved(self, name: str, value: int) -> None:
        if self._is_setting:
            return
        self._set(share_out(self.weights(), name, value))
        self._show()

    def _set(self, weights: dict[str, int]) -> None:
        self._is_setting = True
        for name, weight in weights.items():
            self.sliders[name].value = weight
        self._is_setting = False

    def _back(self) -> None:
        self._set(self.official)
        self.trim.value = self.convert.value = _AS_RULED
        self._show()

    def _show(self) -> None:
        weights = self.weights()
        tried = pipeline.try_scoring(
            self.tables,
            self.rules,
            weights=None if weights == self.official else weights,
            trim=self.trim.value or None,
            convert=self.convert.value or None,
        )
        heads = ("rank", "official", "unit", "project", "total", "official_total", "grade")
        head = "".join(
            f"<th style='text-align:left;{_ROOM}'>{self._say(name)}</th>" for name in heads
        )
        rows = "".join(self._row(row) for row in tried.itertuples(index=False))
        self.shown.value = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _row(self, row: Any) -> str:
        cells = (
            _rank(row.rank_after), _rank(row.rank_before), row.college_name, row.project_name,
            self._points(row.total_after), self._points(row.total_before),
            show_grade(row.grade_after or "", self.lang),
        )  # fmt: skip
        weight = "font-weight:bold" if row.is_moved else ""
        return (
            f"<tr style='{weight}'>"
            + "".join(f"<td style='{_ROOM}'>{escape(one)}</td>" for one in cells)
            + "</tr>"
        )

    def _points(self, total: str | None) -> str:
        return "" if total is None else show_points(total, None, self.rules.ranking.decimals)


class ChoiceTrial:
    """How many projects, how many of one college, who goes first: the meeting's page anew."""

    def __init__(self, workspace: Workspace, year: int, *, lang: str = "zh") -> None:
        self.lang, self.rules = lang, workspace.rules(year)
        self.tables = workspace.run(year).tables
        self.earlier = [
            EarlierYear(one, workspace.run(one.year).tables)
            for one in workspace.programme_rules(year)[:-1]
        ]
        limits = self.rules.selection
        style: dict[str, Any] = {"style": _LABELS, "layout": _WIDE}
        self.n_projects = widgets.IntSlider(
            limits.max_projects, min=1, max=9, description=self._say("n_projects"),
            continuous_update=False, **style,
        )  # fmt: skip
        self.n_per_college = widgets.IntSlider(
            max(1, limits.max_selected_per_college), min=1, max=3,
            description=self._say("n_per_college"), continuous_update=False, **style,
        )  # fmt: skip
        self.prefers = widgets.Checkbox(
            limits.prefer_unfunded_colleges, description=self._say("prefers"), **style
        )
        self.shown = widgets.HTML()
        for one in (self.n_projects, self.n_per_college, self.prefers):
            one.observe(lambda _: self._show(), "value")
        self._show()

    def show(self) -> widgets.VBox:
        """Return the controls with the page below them."""
        note = widgets.HTML(f"<p><b>{escape(self._say('note'))}</b></p>")
        return widgets.VBox([note, self.n_projects, self.n_per_college, self.prefers, self.shown])

    def _say(self, key: str) -> str:
        return say(f"door.trial.{key}", self.lang)

    def _show(self) -> None:
        page = pipeline.try_choice(
            self.tables,
            self.rules,
            earlier=self.earlier,
            n_projects=self.n_projects.value,
            n_per_college=self.n_per_college.value,
            prefers_unfunded=self.prefers.value,
        )
        self.shown.value = page._repr_html_()


def _rank(value: Any) -> str:
    return "" if value is None or value != value else str(int(value))
