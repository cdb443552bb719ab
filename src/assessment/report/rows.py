"""Charts that read like a table: one row a project, columns of text on both sides of the plot.

All lengths are points (1/72 inch), and so is the data unit of the vertical axis: a row that needs
two lines of text is higher than one that needs one, a bar is as thick in each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from assessment.report import page, style
from assessment.report.page import GAP, LINE_HEIGHT, Pads

# Sizes, each with the gap between rows as a share of it: comfortable, close, then touching; only
# a given figure that is too low for its rows gets text under 8 points.
_GAPS = (0.7, 0.4, 0.15)
_GROWING = tuple((half / 2, gap) for gap in _GAPS for half in range(19, 15, -1))
_SHRINKING = (
    *((half / 2, gap) for gap in _GAPS for half in range(28, 15, -1)),
    *((half / 2, _GAPS[-1]) for half in range(15, 6, -1)),
)
_BEYOND = (8.5, 0.4)
HEAD_SIZE = style.FOOT_SIZE + 0.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of texts: its head and the widest it may become."""

    head: str
    most: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts of rows, wrapped and set at one size; `widths` are those the columns need."""

    heads: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    size: float
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """Height of all rows together."""
        return sum(self.heights)

    @property
    def edges(self) -> list[float]:
        """Where rows begin, and where the last one ends."""
        return [sum(self.heights[:number]) for number in range(len(self.heights) + 1)]

    @property
    def middles(self) -> list[float]:
        """The middle of each row: where its bar and its texts stand."""
        return [sum(self.heights[:n]) + high / 2 for n, high in enumerate(self.heights)]

    @property
    def bar(self) -> float:
        """Thickness of a bar."""
        return min(22.0, 0.66 * min(self.heights, default=22.0))


def fit_rows(
    texts: Sequence[tuple[str, ...]], columns: Sequence[Column], high: float, *, grow: bool
) -> Rows:
    """Set the texts of rows at the largest size at which they fit into `high`.

    Parameters
    ----------
    texts : sequence of tuple of str
        One tuple a row, one text a column.
    columns : sequence of Column
        Heads and greatest widths.
    high : float
        Height for all rows; what is left over widens the rows by up to a half.
    grow : bool
        Whether the figure may grow rather than set text under 8 points.
    """
    for size, gap in _GROWING if grow else _SHRINKING:
        rows = _set(texts, columns, size, gap)
        if rows.height <= high:
            break
    else:
        rows = _set(texts, columns, *_BEYOND) if grow else rows
    spread = min(high / rows.height, 1.5) if texts else 1.0
    spread = max(spread, 1.0) if grow else spread
    heights = tuple(height * spread for height in rows.heights)
    return Rows(rows.heads, rows.cells, rows.widths, rows.size, heights)


def _set(
    texts: Sequence[tuple[str, ...]], columns: Sequence[Column], size: float, gap: float
) -> Rows:
    cells = tuple(
        tuple(page.wrap(text, column.most, size) for text, column in zip(row, columns, strict=True))
        for row in texts
    )
    heads = tuple(column.head for column in columns)
    widths = [page.text_width(head, HEAD_SIZE) for head in heads]
    for row in cells:
        widths = [max(w, page.text_width(c, size)) for w, c in zip(widths, row, strict=True)]
    lines = [max(map(page.n_lines, row)) for row in cells]
    heights = tuple((number * LINE_HEIGHT + gap) * size for number in lines)
    return Rows(heads, cells, tuple(map(math.ceil, widths)), size, heights)


def stand_rows(ax: Axes, rows: Rows, column: int) -> None:
    """Make the vertical axis run in points from the top; label rows with one column of texts."""
    labels = [cells[column] for cells in rows.cells]
    ax.set_yticks(rows.middles, labels, fontsize=rows.size)
    ax.set_ylim(rows.height, 0)
    ax.tick_params(axis="y", length=0, pad=rows.widths[column] + GAP)
    ax.spines["left"].set_visible(False)
    for label in ax.get_yticklabels():
        label.set(ha="left", va="center", color=style.INK, parse_math=False)


def write_column(
    ax: Axes, rows: Rows, column: int, edge: float, shift: float, *, ha: str = "left"
) -> None:
    """Write one column of texts, `shift` points from the left (0) or right (1) edge."""
    for height, cells in zip(rows.middles, rows.cells, strict=True):
        page.beside(ax, cells[column], (edge, height), (shift, 0), fontsize=rows.size, ha=ha)
    write_head(ax, rows, column, edge, shift, ha=ha)


def write_head(
    ax: Axes, rows: Rows, column: int, edge: float, shift: float, *, ha: str = "left"
) -> None:
    """Write the head of a column above its first row."""
    how = {"fontsize": HEAD_SIZE, "color": style.MUTED, "ha": ha, "va": "baseline"}
    page.beside(ax, rows.heads[column], (edge, 0), (shift, 8), **how)


def rule(ax: Axes, height: float, left: float, right: float) -> None:
    """Draw a thin line at `height`, reaching `left` and `right` points beyond the plot."""
    span = page.width_of(ax)
    ax.plot(
        [-left / span, 1 + right / span],
        [height, height],
        transform=ax.get_yaxis_transform(),
        color=style.LINE,
        linewidth=0.7,
        clip_on=False,
        zorder=0.5,
    )


def write_legend(
    ax: Axes, handles: Sequence[Any], pads: Pads, *, lift: float = 22.0, length: float = 1.0
) -> None:
    """Write a legend in one line, `lift` above the plot, ending where the right columns end.

    `length` is that of its marks, in letters: dashes and rings need more than a patch.
    """
    if not handles:
        return
    ax.legend(
        handles=list(handles),
        loc="lower right",
        bbox_to_anchor=(1 + pads.right / page.width_of(ax), 1),
        ncols=len(handles),
        fontsize=HEAD_SIZE,
        borderaxespad=lift / HEAD_SIZE,
        borderpad=0.3,
        columnspacing=1.4,
        handlelength=length,
        handletextpad=0.5,
    )
