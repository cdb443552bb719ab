"""Chart of the programme: what was applied for and what was selected, theme by theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report import page, programme, rows, style
from assessment.report.page import GAP, Pads
from assessment.report.programme import RulesOfYears
from assessment.report.rows import Column, Rows

_TOP, _BOTTOM = 44.0, 6.0
_APART = 18.0  # between the years
_MOST, _FILL = 20.0, 0.8  # largest square with its gap; share that the square takes
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many projects applied and how many were selected, by theme (in order) and year."""

    themes: list[tuple[str, str]]
    years: list[int]
    applied: dict[tuple[str, int], int]
    selected: dict[tuple[str, int], int]

    def total(self, name: str, *, theme: str = "", year: int = 0) -> int:
        """Return the sum of `applied` or `selected` over a theme or a year."""
        counts: dict[tuple[str, int], int] = getattr(self, name)
        return sum(n for at, n in counts.items() if theme in ("", at[0]) and year in (0, at[1]))

    def text(self, theme: str, year: int, lang: str) -> str:
        """Return what stands behind the squares of a theme and year."""
        applied, selected = (counts.get((theme, year), 0) for counts in self.counts)
        return f"{selected}/{applied}" if applied or selected else say("coverage.none", lang)

    @property
    def counts(self) -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], int]]:
        """Return both counts."""
        return self.applied, self.selected


@style.applied()
def draw_theme_demand(
    coverage: pd.DataFrame,
    /,
    *,
    rules: RulesOfYears,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw how many projects applied and were selected by theme, a square each, a column a year.

    Themes with the most applications stand above. A filled square is a selected project.

    Parameters
    ----------
    coverage : DataFrame
        Table `coverage`; years without rules are passed over.
    rules : Rules or sequence of Rules
        Rules of the years to show; the last one's themes count.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the rows ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When the table lacks a column, there are no rules, or `lang` is unknown.
    """
    years = programme.in_order(rules)
    counts = _counts(programme.of_years(coverage, "coverage", years), years)
    title, subtitle = _title(counts, lang), _subtitle(counts, lang)
    words = programme.words(title, subtitle, "source.coverage", years, lang)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    fitted = rows.fit_rows(_texts(counts), _columns(counts, wide, lang), high, grow=ax is None)
    theme, *totals = fitted.widths
    pads = Pads(theme + 2 * GAP, sum(totals) + len(totals) * GAP, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not counts.total("applied") and not counts.total("selected"):
        ax.set_axis_off()
        return ax
    _set_axes(ax, counts, fitted, pads, lang)
    _draw_squares(ax, counts, fitted, lang)
    rows.write_legend(ax, _handles(lang), pads, lift=_TOP - 20)
    return ax


def _counts(coverage: pd.DataFrame, years: Sequence[Rules]) -> _Counts:
    found = list(cast(Iterator[Any], coverage.itertuples(index=False)))
    applied = {(row.theme_code, int(row.year)): int(row.n_applied) for row in found}
    selected = {(row.theme_code, int(row.year)): int(row.n_selected) for row in found}
    themes = [(theme.code, theme.name) for theme in years[-1].themes]
    counts = _Counts(themes, [one.year for one in years], applied, selected)
    themes.sort(key=lambda theme: -counts.total("applied", theme=theme[0]))
    return counts


def _texts(counts: _Counts) -> list[tuple[str, ...]]:
    """Return the theme of each row and, of several years, its totals."""
    names = ("applied", "selected") if len(counts.years) > 1 else ()
    return [
        (theme, *(str(counts.total(name, theme=code)) for name in names))
        for code, theme in counts.themes
    ]


def _columns(counts: _Counts, wide: float, lang: str) -> list[Column]:
    heads = ("demand.applied", "demand.selected") if len(counts.years) > 1 else ()
    totals = [Column(say(head, lang), 0.1 * wide) for head in heads]
    return [Column(say("theme", lang), 0.2 * wide), *totals]


def _title(counts: _Counts, lang: str) -> str:
    totals = {theme: counts.total("applied", theme=theme) for theme, _ in counts.themes}
    most = max(totals.values(), default=0)
    if not most:
        return say("demand.empty", lang)
    none = [name for theme, name in counts.themes if not totals[theme]]
    return say(
        "demand.title",
        lang,
        applied=counts.total("applied"),
        selected=counts.total("selected"),
        names=_named([name for theme, name in counts.themes if totals[theme] == most], lang),
        most=most,
        none=say("demand.unwanted", lang, names=_named(none, lang)) if none else "",
    )


def _named(names: list[str], lang: str) -> str:
    many = len(names) > _NAMED
    return say("demand.some", lang, n=len(names)) if many else say("sep", lang).join(names)


def _subtitle(counts: _Counts, lang: str) -> str:
    undecided = [
        str(year)
        for year in counts.years
        if counts.total("applied", year=year) and not counts.total("selected", year=year)
    ]
    told = say("demand.open", lang, years=say("sep", lang).join(undecided)) if undecided else ""
    return say("demand.subtitle", lang, year=programme.span(counts.years), open=told)


def _panel(ax: Axes, counts: _Counts) -> float:
    """Return the width of one year's column."""
    number = len(counts.years)
    return (page.width_of(ax) - _APART * (number - 1)) / number


def _set_axes(ax: Axes, counts: _Counts, fitted: Rows, pads: Pads, lang: str) -> None:
    rows.stand_rows(ax, fitted, 0)
    ax.set_xlim(0, page.width_of(ax))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    rows.write_head(ax, fitted, 0, 0, -pads.left + GAP)
    shift = 0.0
    for column in range(1, len(fitted.widths)):
        shift += fitted.widths[column] + GAP
        rows.write_column(ax, fitted, column, 1, shift, ha="right")
    for edge in fitted.edges:
        rows.rule(ax, edge, pads.left, pads.right)
    how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "color": style.MUTED, "va": "baseline"}
    for number, year in enumerate(counts.years):
        totals = {name: counts.total(name, year=year) for name in ("applied", "selected")}
        head = say("demand.head", lang, year=year, **totals)
        page.write_at(ax, head, (number * (_panel(ax, counts) + _APART), 0), (0, 8), **how)


def _draw_squares(ax: Axes, counts: _Counts, fitted: Rows, lang: str) -> None:
    panel, places = _panel(ax, counts), list(zip(counts.themes, fitted.middles, strict=True))
    told = [counts.text(theme, year, lang) for theme, _ in counts.themes for year in counts.years]
    room = max(page.text_width(text, fitted.size) for text in told) + GAP
    most = max(max(of.values(), default=0) for of in counts.counts)
    side = min((panel - room) / most, 0.8 * min(fitted.heights), _MOST)
    squares: dict[str, list[tuple[float, float]]] = {"applied": [], "selected": []}
    for number, year in enumerate(counts.years):
        start = number * (panel + _APART)
        for (theme, _), middle in places:
            applied, selected = (of.get((theme, year), 0) for of in counts.counts)
            for n in range(max(applied, selected)):
                kind = "selected" if n < selected else "applied"
                squares[kind].append((start + (n + 0.5) * side, middle))
            how: dict[str, Any] = {"fontsize": fitted.size, "color": style.MUTED}
            end = start + max(applied, selected) * side
            shift = (GAP / 2 if applied or selected else 0, 0)
            page.write_at(ax, counts.text(theme, year, lang), (end, middle), shift, **how)
    for kind, dots in squares.items():
        handle = _square(kind, kind, side * _FILL)
        handle.set_data([x for x, _ in dots], [y for _, y in dots])
        ax.add_line(handle)


def _handles(lang: str) -> list[Line2D]:
    return [_square(kind, say(f"demand.mark.{kind}", lang), 8) for kind in ("selected", "applied")]


def _square(kind: str, label: str, side: float) -> Line2D:
    face = style.ACCENT if kind == "selected" else style.PAPER
    edge = style.ACCENT if kind == "selected" else style.MUTED
    how: dict[str, Any] = {"markerfacecolor": face, "markeredgecolor": edge, "clip_on": False}
    return Line2D([], [], linestyle="none", marker="s", markersize=side, label=label, **how)
