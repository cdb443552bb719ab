"""Chart of money by category: what was planned against what was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import page, rows, style, wording
from assessment.report.page import GAP, Pads, Words
from assessment.report.rows import Column, Rows
from assessment.report.spending import Panel, categories_of, short_yuan, spending_of, sum_of

_TOP, _BOTTOM, _APART = 44.0, 6.0, 16.0
_NAMED = 3
_HEAD = rows.HEAD_SIZE * page.LINE_HEIGHT
# Most projects beside the sum, least width of the sum's longest bar, the plot's share of a row.
_MOST_PANELS, _LEAST, _SHARE = 5, 90.0, 0.68
_COLORS = {
    "planned": "#D5DAE0",
    "spent": style.ACCENT,
    "over": style.WARN,
    "bare": style.TINTS[1],
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a panel begins (in yuan), its head in lines, and the points of a yuan."""

    start: float
    head: str
    points: float


@style.applied()
def draw_spending(
    budget_spending: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw planned and accepted spending by category, all projects together and each beside.

    The broad bar is the plan, the slender one the spending. What projects without a plan spent
    has a colour of its own and is not compared. Single projects stand beside their sum while
    there are at most five; all columns have one scale.

    Parameters
    ----------
    budget_spending, applications, colleges : DataFrame
        Tables of these names; other years are passed over. A project has a plan where any of
        its `planned_fen` is known.
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
    mine = of_year(budget_spending, "budget_spending", rules.year)
    named = wording.with_names(mine, applications, wording.known_names(colleges))
    projects = spending_of(list(cast(Iterator[Any], named.itertuples(index=False))), lang)
    total = projects[0] if len(projects) == 1 else sum_of(projects, lang)
    categories = categories_of(total, rules)
    panels = _shown(ax, [total, *projects], categories)
    words = _words(projects, categories, rules, lang)
    wide, high = page.room(ax, words, Pads(top=_TOP + 2 * _HEAD, bottom=_BOTTOM))
    texts = [_texts(total, category) for category in categories]
    fitted = rows.fit_rows(texts, _columns(total, wide, lang), high, grow=ax is None)
    left = sum(fitted.widths) + len(fitted.widths) * GAP
    spots = _spots(panels, categories, fitted.size, wide - left)
    lines = max((page.n_lines(spot.head) for spot in spots), default=1)
    pads = Pads(left, 0, _TOP + (lines - 1) * _HEAD, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not categories:
        ax.set_axis_off()
        return ax
    _set_axes(ax, fitted, pads)
    ax.set_xlim(0, (wide - left) / spots[0].points)
    for panel, spot in zip(panels, spots, strict=True):
        _draw_panel(ax, panel, spot, categories, fitted)
    rows.write_legend(ax, _handles(panels, categories, lang), pads, lift=pads.top - 20)
    return ax


def _parts(total: Panel) -> list[str]:
    """Return the columns of amounts: none for plans where no project has one."""
    compared = ["planned", "spent"] if total.planned else []
    return [*compared, *(["bare"] if total.bare else [])]


def _texts(total: Panel, category: str) -> tuple[str, ...]:
    amounts = [getattr(total, part).get(category) for part in _parts(total)]
    return category, *("—" if fen is None else short_yuan(fen) for fen in amounts)


def _columns(total: Panel, wide: float, lang: str) -> list[Column]:
    heads = [say(f"spending.{part}", lang) for part in _parts(total)]
    category = Column(say("spending.category", lang), 0.16 * wide)
    return [category, *(Column(head, 0.12 * wide) for head in heads)]


def _words(projects: Sequence[Panel], categories: Sequence[str], rules: Rules, lang: str) -> Words:
    day = rules.budget.closing_date.isoformat()
    subtitle = say("spending.subtitle", lang, year=rules.year, day=day)
    mark = say("sample", lang) if rules.sample else ""
    footer = wording.footer("source.spending", rules, lang)
    return Words(_title(projects, categories, lang), subtitle, footer, mark)


def _title(projects: Sequence[Panel], categories: Sequence[str], lang: str) -> str:
    if not categories:
        return say("spending.title.none", lang)
    total = sum_of(projects, lang)
    n_bare = sum(1 for panel in projects if not panel.planned)
    if n_bare == len(projects):
        return say(
            "spending.title.bare", lang, n=n_bare, spent=short_yuan(sum(total.bare.values()))
        )
    bare = say("spending.apart", lang, n=n_bare) if n_bare else ""
    over = [category for category in categories if total.over(category)]
    if over:
        most = max(map(total.over, over))
        worst = [category for category in over if total.over(category) == most]
        key = "spending.title.over" if len(worst) == 1 else "spending.title.over.several"
        more = {"n": len(over), "name": _named(worst, lang), "more": short_yuan(most)}
        return say(key, lang, bare=bare, **more)
    sums = {name: short_yuan(sum(getattr(total, name).values())) for name in ("planned", "spent")}
    return say("spending.title.within", lang, bare=bare, **sums)


def _named(categories: Sequence[str], lang: str) -> str:
    many = len(categories) > _NAMED
    return (
        say("spending.some", lang, n=len(categories)) if many else say("sep", lang).join(categories)
    )


def _shown(ax: Axes | None, panels: list[Panel], categories: Sequence[str]) -> list[Panel]:
    """Return the sum and the projects beside it; the sum alone where they would be too small."""
    if not 2 < len(panels) <= _MOST_PANELS + 1 or not categories:
        return panels[: 1 if categories else 0]
    wide = _SHARE * page.room(ax, Words("", "", ""), Pads())[0]
    longest = _scale(panels, categories, style.TEXT_SIZE, wide) * panels[0].most(categories)
    return panels if longest >= _LEAST else panels[:1]


def _ends(panels: Sequence[Panel], categories: Sequence[str], size: float) -> list[float]:
    """Return the room each panel needs for the amounts behind its bars; the sum needs none."""
    amounts = [[short_yuan(panel.all_spent(c)) for c in categories] for panel in panels[1:]]
    widths = (max(page.text_width(text, size - 1) for text in texts) for texts in amounts)
    return [0.0, *(width + 4 for width in widths)]


def _scale(panels: Sequence[Panel], categories: Sequence[str], size: float, wide: float) -> float:
    """Return points a fen."""
    taken = sum(_ends(panels, categories, size)) + _APART * (len(panels) - 1)
    return max(wide - taken, _LEAST) / sum(panel.most(categories) for panel in panels)


def _spots(
    panels: Sequence[Panel], categories: Sequence[str], size: float, wide: float
) -> list[_Spot]:
    """Return where each panel stands when all share one scale."""
    if not panels:
        return []
    points = 100 * _scale(panels, categories, size, wide)
    widths = [
        panel.most(categories) / 100 + (end + _APART) / points
        for panel, end in zip(panels, _ends(panels, categories, size), strict=True)
    ]
    starts = accumulate(widths[:-1], initial=0.0)
    return [
        _Spot(start, page.wrap(panel.head, room * points - GAP, rows.HEAD_SIZE), points)
        for panel, start, room in zip(panels, starts, widths, strict=True)
    ]


def _set_axes(ax: Axes, fitted: Rows, pads: Pads) -> None:
    rows.stand_rows(ax, fitted, 0)
    ax.tick_params(axis="y", pad=pads.left)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    rows.write_head(ax, fitted, 0, 0, -pads.left)
    shift = fitted.widths[0] - pads.left
    for column in range(1, len(fitted.widths)):
        shift += GAP + fitted.widths[column]
        rows.write_column(ax, fitted, column, 0, shift, ha="right")
    for edge in fitted.edges:
        rows.rule(ax, edge, pads.left, 0)


def _draw_panel(
    ax: Axes, panel: Panel, spot: _Spot, categories: Sequence[str], fitted: Rows
) -> None:
    """Draw bars in yuan from where the panel begins, its head above and amounts behind them."""
    planned, spent, bare = (
        [part.get(category, 0) / 100 for category in categories]
        for part in (panel.planned, panel.spent, panel.bare)
    )
    thick, slim, start = fitted.bar, fitted.bar * 0.42, spot.start
    lefts = [start + yuan for yuan in spent]
    colors = [_COLORS["over" if panel.over(category) else "spent"] for category in categories]
    ax.vlines(start, 0, fitted.height, color=style.MUTED, linewidth=0.6)
    ax.barh(fitted.middles, planned, thick, start, color=_COLORS["planned"], label="planned")
    ax.barh(fitted.middles, spent, slim, start, color=colors, label="spent")
    ax.barh(fitted.middles, bare, slim, lefts, color=_COLORS["bare"], label="bare")
    how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "color": style.MUTED, "va": "bottom"}
    page.write_at(ax, spot.head, (start, 0), (0, 6.6), **how)
    if start > 0:
        _write_amounts(ax, panel, spot, categories, fitted)


def _write_amounts(
    ax: Axes, panel: Panel, spot: _Spot, categories: Sequence[str], fitted: Rows
) -> None:
    for category, middle in zip(categories, fitted.middles, strict=True):
        spent = panel.all_spent(category)
        if spent or category in panel.planned:
            end = spot.start + max(spent, panel.planned.get(category, 0)) / 100
            color = style.WARN if panel.over(category) else style.INK
            how: dict[str, Any] = {"fontsize": fitted.size - 1, "color": color}
            page.write_at(ax, short_yuan(spent), (end, middle), (3, 0), **how)


def _handles(panels: Sequence[Panel], categories: Sequence[str], lang: str) -> list[Patch]:
    used = {
        "planned": any(panel.planned for panel in panels),
        "spent": any(panel.spent for panel in panels),
        "over": any(panel.over(category) for panel in panels for category in categories),
        "bare": any(panel.bare for panel in panels),
    }
    return [
        Patch(color=_COLORS[name], label=say(f"spending.mark.{name}", lang))
        for name, is_used in used.items()
        if is_used
    ]
