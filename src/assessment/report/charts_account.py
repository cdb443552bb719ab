"""Charts of money: how much of each grant was spent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import page, rows, style, wording
from assessment.report.page import GAP, Pads, Words
from assessment.report.rows import Column, Rows

_TOP, _BOTTOM = 44.0, 36.0
_GRANT, _MORE = "#D5DAE0", "#ECEFF2"
_WARNED = ("over", "unfunded")


@style.applied()
def draw_grant_usage(
    budget_usage: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw what each funded project spent against its grant, in yuan, one bullet a project.

    Rows follow the share spent, highest first. The broad bar is the grant, the slender one the
    accepted spending. Two strokes mark the shares of the grant above which the rules ask for a
    note, and which they set as limit.

    Parameters
    ----------
    budget_usage, applications, colleges : DataFrame
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
    mine = of_year(budget_usage, "budget_usage", rules.year)
    frame = wording.with_names(mine, applications, colleges)
    order = ["usage_share", "project_id"]
    frame = frame.sort_values(order, ascending=[False, True], ignore_index=True)
    frame = frame.assign(band=frame["band"].fillna("unfunded"))
    words = _words(frame, rules, lang)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    texts = [_texts(row, rules, lang) for row in frame.itertuples()]
    fitted = rows.fit_rows(texts, _columns(wide, lang), high, grow=ax is None)
    pads = _pads(fitted)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if frame.empty:
        ax.set_axis_off()
        return ax
    _set_axes(ax, frame, fitted, rules, lang)
    _draw_bullets(ax, frame, fitted, rules)
    _write(ax, fitted, pads)
    rows.write_legend(ax, _handles(frame, lang), pads)
    return ax


def _percent(share: Decimal) -> str:
    return f"{wording.show_number(share * 100)}%"


def _texts(row: Any, rules: Rules, lang: str) -> tuple[str, ...]:
    share = rules.budget.limit_share if row.band == "over" else rules.budget.note_above_share
    return (
        row.college_name,
        row.project_name,
        wording.show_yuan(row.spent_fen),
        wording.show_yuan(row.granted_fen),
        wording.show_share(row.spent_fen, row.granted_fen),
        say(f"usage.{row.band}", lang, limit=_percent(share)),
    )


def _columns(wide: float, lang: str) -> list[Column]:
    keys = {
        "unit": 0.13,
        "project": 0.26,
        "usage.spent": 0.1,
        "usage.granted": 0.1,
        "usage.share": 0.1,
        "usage.state": 0.11,
    }
    return [Column(say(key, lang), share * wide) for key, share in keys.items()]


def _pads(fitted: Rows) -> Pads:
    unit, project, *right = fitted.widths
    return Pads(unit + project + 2 * GAP, sum(right) + len(right) * GAP, _TOP, _BOTTOM)


def _words(frame: pd.DataFrame, rules: Rules, lang: str) -> Words:
    day = rules.budget.closing_date.isoformat()
    subtitle = say("usage.subtitle", lang, year=rules.year, day=day)
    mark = say("sample", lang) if rules.sample else ""
    footer = wording.footer("source.ledger", rules, lang)
    return Words(_title(frame, rules, lang), subtitle, footer, mark)


def _title(frame: pd.DataFrame, rules: Rules, lang: str) -> str:
    bands = [band for band in frame["band"] if band != "unfunded"]
    told = {
        "n": len(bands),
        "over": bands.count("over"),
        "note": bands.count("note"),
        "limit": _percent(rules.budget.limit_share),
    }
    worst = next((band for band in ("over", "note", "normal") if band in bands), "none")
    return say(f"usage.title.{worst}", lang, **told)


def _set_axes(ax: Axes, frame: pd.DataFrame, fitted: Rows, rules: Rules, lang: str) -> None:
    rows.stand_rows(ax, fitted, 1)
    limit = float(frame["granted_fen"].max()) * float(rules.budget.limit_share)
    most = max(limit, float(frame["spent_fen"].max())) / 100
    ax.set_xlim(0, most * 1.04 or 1)
    page.fix_ticks(ax.xaxis, 7)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(say("usage.axis", lang))


def _draw_bullets(ax: Axes, frame: pd.DataFrame, fitted: Rows, rules: Rules) -> None:
    granted = [float(fen) / 100 for fen in frame["granted_fen"]]
    spent = [float(fen) / 100 for fen in frame["spent_fen"]]
    limit, thick = float(rules.budget.limit_share), fitted.bar
    for lengths, color, name in (
        ([limit * yuan for yuan in granted], _MORE, "limit"),
        (granted, _GRANT, "granted"),
    ):
        ax.barh(fitted.middles, lengths, thick, color=color, label=name)
    colors = [style.WARN if band in _WARNED else style.ACCENT for band in frame["band"]]
    ax.barh(fitted.middles, spent, thick * 0.42, color=colors, label="spent")
    funded = [(yuan, at) for yuan, at in zip(granted, fitted.middles, strict=True) if yuan]
    _draw_strokes(ax, funded, thick, rules.budget.note_above_share, style.INK, "right")
    _draw_strokes(ax, funded, thick, rules.budget.limit_share, style.WARN, "left")


def _draw_strokes(
    ax: Axes,
    funded: list[tuple[float, float]],
    thick: float,
    share: Decimal,
    color: str,
    ha: str,
) -> None:
    """Mark a share of every grant with a stroke, and name the share above the first."""
    if not funded:
        return
    places = [float(share) * yuan for yuan, _ in funded]
    tops = [middle - thick * 0.62 for _, middle in funded]
    lows = [middle + thick * 0.62 for _, middle in funded]
    ax.vlines(places, tops, lows, color=color, linewidth=1.6, zorder=3)
    shift = (3, 2) if ha == "right" else (-3, 2)
    how: dict[str, Any] = {"ha": ha, "va": "bottom", "color": color, "fontsize": style.FOOT_SIZE}
    page.write_at(ax, _percent(share), (places[0], tops[0]), shift, **how)


def _write(ax: Axes, fitted: Rows, pads: Pads) -> None:
    rows.write_column(ax, fitted, 0, 0, -pads.left)
    rows.write_head(ax, fitted, 1, 0, -fitted.widths[1] - GAP)
    shift = 0.0
    for column in range(2, 6):
        shift += fitted.widths[column] + GAP
        start = shift - fitted.widths[column] if column == 5 else shift
        rows.write_column(ax, fitted, column, 1, start, ha="left" if column == 5 else "right")


def _handles(frame: pd.DataFrame, lang: str) -> list[Patch]:
    over = [Patch(color=style.WARN, label=say("usage.spent.over", lang))]
    return [
        Patch(color=style.ACCENT, label=say("usage.spent", lang)),
        *(over if set(_WARNED) & set(frame["band"]) else []),
        Patch(color=_GRANT, label=say("usage.granted", lang)),
    ]
