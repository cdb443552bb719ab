"""Boards of tiles drawn: rows of named fields with texts and marks in them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from assessment.report import page, rows, style
from assessment.report.page import GAP, LINE_HEIGHT, Pads, Words
from assessment.report.tiles import (
    GUTTER,
    INSET,
    MARGIN,
    MARK,
    Board,
    Layout,
    Line,
    Note,
    fields,
    height_of,
    lay_tiles,
)

_TOP, _BOTTOM = 44.0, 4.0


def draw_tiles(ax: Axes | None, board: Board, words: Words) -> Axes:
    """Draw a board; the vertical axis runs in points from the top, the horizontal in columns.

    Tiles are bars in containers labelled with their look; marks are lines labelled with their
    kind. A board without rows leaves the page to its title.
    """
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    layout = lay_tiles(board, wide, high, grow=ax is None)
    pads = Pads(layout.left, layout.right, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(sum(layout.heights), 60))
    if not board.lines:
        ax.set_axis_off()
        return ax
    _set_axes(ax, board, layout)
    for number in range(len(board.lines)):
        _draw_sides(ax, board.lines[number], layout, number)
    _draw_bars(ax, board, layout)
    _draw_notes(ax, board, layout)
    rows.write_legend(ax, _handles(board), pads, lift=_TOP - 20)
    return ax


def _set_axes(ax: Axes, board: Board, layout: Layout) -> None:
    edges = layout.edges
    middles = [(first + last) / 2 for first, last in pairwise(edges)]
    ax.set_ylim(edges[-1], 0)
    ax.set_xlim(0, len(board.heads))
    ax.set_yticks(middles, [""] * len(middles))
    ax.set_xticks([])
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    how: dict[str, Any] = {"va": "baseline", "color": style.MUTED, "fontsize": rows.HEAD_SIZE}
    for number, head in enumerate(board.heads):
        page.write_at(ax, head, (number, 0), (GUTTER, 8), **how)


def _draw_sides(ax: Axes, line: Line, layout: Layout, number: int) -> None:
    top, high = layout.edges[number], layout.heights[number]
    if line.is_open:
        _tint(ax, top, high, layout)
    name, remark = layout.side(line.name, layout.size), layout.side(line.remark, layout.small)
    tall, low = page.text_height(name, layout.size), height_of(remark, layout.small)
    start, shift = top + (high - tall - low) / 2, (MARGIN - layout.left, 0)
    page.beside(ax, name, (0, start + tall / 2), shift, fontsize=layout.size)
    how: dict[str, Any] = {"fontsize": layout.small, "color": style.MUTED}
    if remark:
        page.beside(ax, remark, (0, start + tall + low / 2), shift, **how)
    if line.told:
        how["color"] = style.WARN if line.is_open else style.ACCENT
        told = layout.side(line.told, layout.small)
        page.beside(ax, told, (1, top + high / 2), (GAP / 2, 0), **how)


def _tint(ax: Axes, top: float, high: float, layout: Layout) -> None:
    span = page.width_of(ax)
    left, right = layout.left / span, (layout.right + MARGIN) / span
    how: dict[str, Any] = {"facecolor": style.WARN_PALE, "linewidth": 0, "clip_on": False}
    place, wide = (-left, top), 1 + left + right
    ax.add_patch(Rectangle(place, wide, high, transform=ax.get_yaxis_transform(), zorder=0, **how))


def _draw_bars(ax: Axes, board: Board, layout: Layout) -> None:
    inset = GUTTER / layout.column
    for name, look in board.looks.items():
        mine = [field for field in fields(board, layout) if field[0].look == name]
        how: dict[str, Any] = {"color": look.face, "edgecolor": look.edge, "hatch": look.hatch}
        ax.barh(
            [top + high / 2 for _, _, top, high in mine],
            1 - 2 * inset,
            [high - 1.5 * GUTTER for _, _, _, high in mine],
            [column + inset for _, column, _, _ in mine],
            linewidth=0.7,
            label=name,
            clip_on=False,
            **how,
        )


def _draw_notes(ax: Axes, board: Board, layout: Layout) -> None:
    dots: dict[str, list[tuple[float, float]]] = {kind: [] for kind in board.marks}
    for tile, column, top, high in fields(board, layout):
        start = top + (high - layout.tile_height(tile)) / 2
        for note in tile.notes:
            _write(ax, note, (column, start), board.looks[tile.look].ink, layout)
            if note.mark:
                x = column + (GUTTER + INSET + MARK / 2) / layout.column
                dots[note.mark].append((x, start + LINE_HEIGHT * layout.size / 2))
            start += layout.note_height(note) + layout.between
    for kind, places in dots.items():
        handle = _mark(kind, kind, layout.size)
        handle.set_data([x for x, _ in places], [y for _, y in places])
        ax.add_line(handle)


def _write(ax: Axes, note: Note, place: tuple[float, float], ink: str, layout: Layout) -> None:
    text, below = layout.note(note)
    shift = GUTTER + INSET + layout.indent
    tall, low = page.text_height(text, layout.size), height_of(below, layout.small)
    middle = (place[0], place[1] + tall / 2)
    page.write_at(ax, text, middle, (shift, 0), fontsize=layout.size, color=ink)
    if below:
        how: dict[str, Any] = {"fontsize": layout.small, "color": style.MUTED}
        page.write_at(ax, below, (place[0], place[1] + tall + low / 2), (shift, 0), **how)


def _handles(board: Board) -> list[Line2D | Patch]:
    tiles = [tile for line in board.lines for tile in line.tiles]
    marked = {note.mark for tile in tiles for note in tile.notes}
    size = rows.HEAD_SIZE + 1
    marks = [_mark(kind, label, size) for kind, label in board.marks.items() if kind in marked]
    used = {tile.look for tile in tiles}
    looks = [look for name, look in board.looks.items() if look.label and name in used]
    patches = [
        Patch(facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, label=look.label)
        for look in looks
    ]
    return [*marks, *patches]


def _mark(kind: str, label: str, size: float) -> Line2D:
    """Return a star for what is certified and a ring for what is only selected."""
    marker, side = ("*", size * 0.95) if kind == "certified" else ("o", size * 0.55)
    face = style.ACCENT if kind == "certified" else style.PAPER
    how: dict[str, Any] = {"markerfacecolor": face, "markeredgecolor": style.ACCENT}
    return Line2D(
        [], [], linestyle="none", marker=marker, markersize=side, label=label, clip_on=False, **how
    )
