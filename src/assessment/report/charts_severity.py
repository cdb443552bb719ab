"""Chart of how mild or strict the judges of each component marked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import caution, page, rows, style, wording
from assessment.report.page import GAP, Pads, Words
from assessment.report.rows import Column, Rows

_TOP, _BOTTOM = 26.0, 36.0
_LEVEL = 0.95
_PLAIN = "#98A3AE"


@dataclass(frozen=True, slots=True)
class _Judge:
    """A judge of a section: the mean difference and how far it may be off."""

    section: str
    judge_id: str
    n_marks: int
    effect: float
    reach: float

    @property
    def kind(self) -> str:
        """Whether the judge is clearly mild or strict, or neither."""
        if abs(self.effect) <= self.reach:
            return "plain"
        return "mild" if self.effect > 0 else "strict"


@style.applied()
def draw_severity(
    severity: pd.DataFrame,
    adjusted: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw by how many points each judge marks above or below the others, with 95 % intervals.

    A row a judge, mildest first, by component and group; judges stay coded. Groups of judges
    without common projects stand apart: each has a zero of its own.

    Parameters
    ----------
    severity, adjusted : DataFrame
        Tables of these names; other years are passed over.
    rules : Rules
        Rules of the year to show.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the rows ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    mine = of_year(severity, "severity", rules.year)
    sections = _sections(mine, of_year(adjusted, "adjusted", rules.year), rules, lang)
    judges = [judge for section in sections for judge in section]
    words = _words(sections, mine, rules, lang)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    fitted = rows.fit_rows(_texts(sections, lang), _columns(wide, lang), high, grow=ax is None)
    part, judge, marks, value, verdict = fitted.widths
    pads = Pads(part + judge + marks + 3 * GAP, value + verdict + 2 * GAP, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not judges:
        ax.set_axis_off()
        return ax
    _set_axes(ax, judges, fitted, lang)
    _draw_judges(ax, judges, fitted)
    _write(ax, sections, fitted, pads)
    return ax


def reach_of(std_error: float, df: int) -> float:
    """Return how far 95 % intervals reach to each side: Student's t times the standard error.

    Source
    ------
    Abramowitz & Stegun 1964, 26.7.5; of three degrees of freedom 0.7 % too short, of more exact
    to what can be seen.

    Examples
    --------
    >>> round(reach_of(1.0, 10), 3)
    2.228
    """
    z = NormalDist().inv_cdf((1 + _LEVEL) / 2)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return std_error * math.fsum(term / df**power for power, term in enumerate(terms))


def _sections(
    severity: pd.DataFrame, adjusted: pd.DataFrame, rules: Rules, lang: str
) -> list[list[_Judge]]:
    """Return the judges of each component and group, mildest first."""
    found = []
    for name in caution.components_of(severity, rules):
        mine = severity[severity["component"] == name]
        n_projects = int((adjusted["component"] == name).sum())
        n_groups = mine["panel_group"].nunique()
        # As the model has it: marks less projects less judges, and one mean of each group.
        df = max(int(mine["n_marks"].sum()) - n_projects - len(mine) + n_groups, 1)
        label = wording.show_component(name, rules, lang)
        for number, group in mine.groupby("panel_group"):
            section = label if n_groups == 1 else say("severe.group", lang, part=label, n=number)
            ordered = group.sort_values(["effect_points", "judge_id"], ascending=[False, True])
            lines = cast(Iterator[Any], ordered.itertuples(index=False))
            found.append([
                _Judge(section, line.judge_id, int(line.n_marks), float(line.effect_points),
                       reach_of(float(line.std_error), df))
                for line in lines
            ])  # fmt: skip
    return found


def _words(
    sections: Sequence[Sequence[_Judge]], severity: pd.DataFrame, rules: Rules, lang: str
) -> Words:
    subtitle = say(
        "severe.subtitle", lang, year=rules.year, left=caution.left_out(severity, rules, lang)
    )
    several = len(sections) > severity["component"].nunique()
    note = say("severe.note.groups" if several else "severe.note", lang)
    notes = (note, say("caution.few_judges", lang))
    return caution.words(_title(sections, lang), subtitle, notes, rules=rules, lang=lang)


def _title(sections: Sequence[Sequence[_Judge]], lang: str) -> str:
    if not sections:
        return say("caution.few", lang, what=say("severe.what", lang))
    apart = [section for section in sections if any(judge.kind != "plain" for judge in section)]
    if not apart:
        return say("severe.title.none", lang)
    most = max(apart, key=_gap)
    key = "severe.title.only" if len(sections) == 1 else "severe.title"
    n = sum(judge.kind != "plain" for judge in most)
    gap = wording.show_points(pd.NA, _gap(most), 1)
    return say(key, lang, part=most[0].section, gap=gap, all=len(most), n=n)


def _gap(section: Sequence[_Judge]) -> float:
    return section[0].effect - section[-1].effect


def _texts(sections: Sequence[Sequence[_Judge]], lang: str) -> list[tuple[str, ...]]:
    return [
        (
            judge.section if number == 0 else "",
            caution.show_judge(judge.judge_id, lang),
            str(judge.n_marks),
            _value(judge, lang),
            say(f"severe.{judge.kind}", lang),
        )
        for section in sections
        for number, judge in enumerate(section)
    ]


def _value(judge: _Judge, lang: str) -> str:
    effect, reach = judge.effect, judge.reach
    value, low, high = map(caution.show_change, (effect, effect - reach, effect + reach))
    return say("severe.value", lang, value=value, low=low, high=high)


def _columns(wide: float, lang: str) -> list[Column]:
    shares = {"part": 0.13, "judge": 0.12, "marks": 0.08, "range": 0.22, "verdict": 0.16}
    return [Column(say(f"severe.{key}", lang), share * wide) for key, share in shares.items()]


def _set_axes(ax: Axes, judges: Sequence[_Judge], fitted: Rows, lang: str) -> None:
    rows.stand_rows(ax, fitted, 2)
    ax.tick_params(axis="y", pad=fitted.widths[2] + GAP)
    far = 1.06 * max(abs(judge.effect) + judge.reach for judge in judges)
    ax.set_xlim(-far, far)
    page.fix_ticks(ax.xaxis, 10)
    ax.grid(axis="x")
    ax.axvline(0, color=style.MUTED, linewidth=0.9, zorder=1)
    ax.set_xlabel(say("severe.axis", lang))
    for side, ha in ((0, "left"), (1, "right")):
        text = say("severe.right" if side else "severe.left", lang)
        how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "color": style.MUTED}
        page.beside(ax, text, (side, 0), (0, 8), ha=ha, va="baseline", **how)


def _draw_judges(ax: Axes, judges: Sequence[_Judge], fitted: Rows) -> None:
    for judge, middle in zip(judges, fitted.middles, strict=True):
        color = _PLAIN if judge.kind == "plain" else style.ACCENT
        ends = [judge.effect - judge.reach, judge.effect + judge.reach]
        ax.plot(ends, [middle] * 2, color=color, linewidth=2.6, alpha=0.55, zorder=2)
        how: dict[str, Any] = {"markersize": 6, "label": f"{judge.section} {judge.judge_id}"}
        ax.plot([judge.effect], [middle], "o", color=color, zorder=3, **how)


def _write(ax: Axes, sections: Sequence[Sequence[_Judge]], fitted: Rows, pads: Pads) -> None:
    part, _, marks, value, _ = fitted.widths
    rows.write_column(ax, fitted, 0, 0, -pads.left)
    rows.write_column(ax, fitted, 1, 0, part + GAP - pads.left)
    rows.write_head(ax, fitted, 2, 0, -marks - GAP)
    rows.write_column(ax, fitted, 3, 1, GAP)
    rows.write_column(ax, fitted, 4, 1, GAP + value + GAP)
    number = 0
    for section in sections[:-1]:
        number += len(section)
        rows.rule(ax, fitted.edges[number], pads.left, pads.right)
