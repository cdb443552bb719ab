"""Themes as rows of named projects: measured, laid out in points and drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from assessment.report import page, rows, style
from assessment.report.page import GAP, LINE_HEIGHT, Pads, Words

MARK = 6.5
_TEXT = MARK + 5
_HEADED, _TOP, _BOTTOM, _MARGIN = 42.0, 24.0, 4.0, 8.0
_GROWING = (9.5, 9.0, 8.5)
_SHRINKING = tuple(half / 2 for half in range(26, 6, -1))


@dataclass(frozen=True, slots=True)
class Item:
    """A project in a cell; `kind` is selected, applied, or note for a remark without a mark."""

    text: str
    unit: str
    kind: str
    project_id: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One theme: its name, a remark below, its state at the right, and lines of cells."""

    name: str
    remark: str
    told: str
    state: str
    lanes: tuple[tuple[Item | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Bands set at one size: wrapped names and remarks, heights of lanes and of bands."""

    size: float
    cell: float
    lanes: tuple[tuple[float, ...], ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """Height of all bands together."""
        return sum(self.heights)


def draw(
    ax: Axes | None,
    bands: Sequence[Band],
    words: Words,
    heads: Sequence[str],
    legend: Mapping[str, str],
) -> Axes:
    """Draw bands with as many columns of cells as there are heads.

    The vertical axis runs in points from the top, the horizontal in columns.
    """
    top = _HEADED if any(heads) else _TOP
    wide, high = page.room(ax, words, Pads(top=top, bottom=_BOTTOM))
    for size in _GROWING if ax is None else _SHRINKING:
        left, right = _side_widths(bands, size)
        layout = _lay(bands, size, (wide - left - right) / len(heads))
        if layout.height <= high:
            break
    pads = Pads(left, right, top, _BOTTOM)
    ax = page.lay_out(ax, words, pads, layout.height if ax is None else min(layout.height, high))
    _set_axes(ax, bands, layout, heads)
    _draw_bands(ax, bands, layout, pads)
    _draw_items(ax, bands, layout)
    handles = [_handle(kind, text) for kind, text in legend.items()]
    rows.write_legend(ax, handles, pads, lift=top - 22)
    return ax


def _side_widths(bands: Sequence[Band], size: float) -> tuple[float, float]:
    small = size * 0.9
    names = max(page.text_width(band.name, size) for band in bands)
    remarks = max(page.text_width(band.remark, small) for band in bands)
    told = max(page.text_width(band.told, size) for band in bands)
    return max(names, remarks) + 2 * GAP, told + GAP


def _name(item: Item, size: float, cell: float) -> str:
    return page.wrap(item.text, cell - _TEXT - GAP, size)


def _unit(item: Item, size: float, cell: float) -> str:
    return page.wrap(item.unit, cell - _TEXT - GAP, size * 0.9) if item.unit else ""


def _item_height(item: Item | None, size: float, cell: float) -> float:
    if item is None:
        return 0.0
    unit = _unit(item, size, cell)
    below = page.text_height(unit, size * 0.9) if unit else 0.0
    return page.text_height(_name(item, size, cell), size) + below + 0.5 * size


def _lay(bands: Sequence[Band], size: float, cell: float) -> Layout:
    lanes = tuple(
        tuple(max(_item_height(item, size, cell) for item in lane) for lane in band.lanes)
        for band in bands
    )
    heights = tuple(max(sum(lane), 2 * LINE_HEIGHT * size) + 0.6 * size for lane in lanes)
    return Layout(size, cell, lanes, heights)


def _edges(layout: Layout) -> list[float]:
    return [sum(layout.heights[:number]) for number in range(len(layout.heights) + 1)]


def _set_axes(ax: Axes, bands: Sequence[Band], layout: Layout, heads: Sequence[str]) -> None:
    edges = _edges(layout)
    middles = [(first + last) / 2 for first, last in pairwise(edges)]
    ax.set_ylim(layout.height, 0)
    ax.set_xlim(0, len(heads))
    ax.set_yticks(middles, [""] * len(bands))
    ax.set_xticks([])
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    how: dict[str, Any] = {"va": "baseline", "color": style.MUTED, "fontsize": rows.HEAD_SIZE}
    for number, head in enumerate(heads):
        page.write_at(ax, head, (number, 0), (0, 8), **how)


def _draw_bands(ax: Axes, bands: Sequence[Band], layout: Layout, pads: Pads) -> None:
    edges = _edges(layout)
    for number, band in enumerate(bands):
        top, high = edges[number], layout.heights[number]
        if band.state == "uncovered":
            _tint(ax, top, high, pads)
        rows.rule(ax, top, pads.left + _MARGIN, pads.right + _MARGIN)
        start = top + 0.55 * layout.size
        how: dict[str, Any] = {"va": "top", "fontsize": layout.size}
        page.beside(ax, band.name, (0, start), (-pads.left, 0), **how)
        color = {"covered": style.ACCENT, "uncovered": style.WARN}.get(band.state, style.MUTED)
        page.beside(ax, band.told, (1, start), (GAP, 0), color=color, **how)
        below = start + LINE_HEIGHT * layout.size
        how = {"va": "top", "fontsize": layout.size * 0.9, "color": style.MUTED}
        page.beside(ax, band.remark, (0, below), (-pads.left, 0), **how)
    rows.rule(ax, edges[-1], pads.left + _MARGIN, pads.right + _MARGIN)


def _tint(ax: Axes, top: float, high: float, pads: Pads) -> None:
    span = page.width_of(ax)
    left, right = (pads.left + _MARGIN) / span, (pads.right + _MARGIN) / span
    how: dict[str, Any] = {"facecolor": style.WARN_PALE, "linewidth": 0, "clip_on": False}
    place, wide = (-left, top), 1 + left + right
    ax.add_patch(Rectangle(place, wide, high, transform=ax.get_yaxis_transform(), zorder=0, **how))


def _draw_items(ax: Axes, bands: Sequence[Band], layout: Layout) -> None:
    for band, top, lanes in zip(bands, _edges(layout), layout.lanes, strict=False):
        start = top + 0.55 * layout.size
        for lane, high in zip(band.lanes, lanes, strict=True):
            for column, item in enumerate(lane):
                if item is not None:
                    _draw_item(ax, item, (column, start), layout)
            start += high


def _draw_item(ax: Axes, item: Item, place: tuple[float, float], layout: Layout) -> None:
    size, name = layout.size, _name(item, layout.size, layout.cell)
    color = {"selected": style.ACCENT, "applied": style.INK}.get(item.kind, style.MUTED)
    page.write_at(ax, name, place, (_TEXT, 0), va="top", fontsize=size, color=color)
    below = (place[0], place[1] + page.text_height(name, size))
    how: dict[str, Any] = {"va": "top", "fontsize": size * 0.9, "color": style.MUTED}
    page.write_at(ax, _unit(item, size, layout.cell), below, (_TEXT, 0), **how)
    if item.kind != "note":
        handle = _handle(item.kind, item.project_id)
        handle.set_data([place[0] + MARK / 2 / layout.cell], [place[1] + size / 2])
        ax.add_line(handle)


def _handle(kind: str, text: str) -> Line2D:
    fill = style.ACCENT if kind == "selected" else style.PAPER
    edge = style.ACCENT if kind == "selected" else style.MUTED
    return Line2D(
        [],
        [],
        linestyle="none",
        marker="s",
        markersize=MARK,
        markerfacecolor=fill,
        markeredgecolor=edge,
        label=text,
        clip_on=False,
    )
