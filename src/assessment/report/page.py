"""Where things stand on a chart: measured text, line breaks, margins, title and footer.

All lengths are points (1/72 inch). A chart that has its figure for itself gets the whole page
laid out; beside other Axes it only writes its title above and its footer below itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ft2font import FT2Font
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from assessment.report import style

LINE_HEIGHT = 1.28  # that of the shipped font
GAP = 10.0
# Marks that may not begin a line, and marks that may not end one.
_NO_START = frozenset("，。、；：？！）》〉」』】〕”’…—·％%＋),.;:!?")
_NO_END = frozenset("（《〈「『【〔“‘(")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around every chart; `mark` (示例数据) is set apart in the footer."""

    title: str
    subtitle: str
    footer: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Pads:
    """Room that labels need outside the plot on each side."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


@cache
def _font() -> FT2Font:
    font = FT2Font(str(style.FONT))
    font.set_size(100, 72)
    return font


@cache
def _advance(char: str) -> float:
    return round(float(_font().load_char(ord(char)).linearHoriAdvance) / 6553600, 4)


def text_width(text: str, size: float) -> float:
    """Return the width of the widest line of `text` set at `size`.

    Examples
    --------
    >>> text_width("团委", 10)
    20.0
    """
    return max(sum(map(_advance, line)) for line in text.split("\n")) * size


def _is_glued(before: str, char: str) -> bool:
    if before == " ":
        return False
    return char in _NO_START or before in _NO_END or (before + char).isascii()


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for char in text:
        if piece and not _is_glued(piece[-1], char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _broken(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and text_width(lines[-1] + piece.rstrip(), size) > width + 1e-6:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


# Asked again for the same text at each size tried, and by chart after chart.
@lru_cache(maxsize=10_000)
def wrap(text: str, width: float, size: float) -> str:
    """Break `text` into lines no wider than `width` by the rules of Chinese typesetting.

    A part that must stay together (a Latin word) is left whole even if it is wider. The last
    line is not left with a character or two where narrower lines give it more.

    Examples
    --------
    >>> wrap("大学生志愿服务（基层）品牌活动", 70, 10)
    '大学生志愿服\\n务（基层）品\\n牌活动'
    """
    lines = _broken(text, width, size)
    for share in (0.9, 0.8, 0.7):
        if len(lines) == 1 or text_width(lines[-1], size) >= width / 4:
            break
        narrower = _broken(text, width * share, size)
        lines = narrower if len(narrower) == len(lines) else lines
    return "\n".join(lines)


def n_lines(text: str) -> int:
    """Return how many lines a text takes."""
    return text.count("\n") + 1


def text_height(text: str, size: float) -> float:
    """Return the height that the lines of `text` need at `size`."""
    return n_lines(text) * size * LINE_HEIGHT


def is_alone(ax: Axes) -> bool:
    """Return whether the Axes have their figure for themselves."""
    return len(style.figure_of(ax).axes) == 1


def figure_size(ax: Axes | None) -> tuple[float, float]:
    """Return width and height of the figure, A4 landscape where there is none yet."""
    if ax is None:
        return style.SIZES["a4"]
    wide, high = style.figure_of(ax).get_size_inches()
    return float(wide) * 72, float(high) * 72


def width_of(ax: Axes) -> float:
    """Return the width of the plot."""
    return float(ax.get_window_extent().width) * 72 / style.figure_of(ax).dpi


def height_of(ax: Axes) -> float:
    """Return the height of the plot."""
    return float(ax.get_window_extent().height) * 72 / style.figure_of(ax).dpi


def _head(words: Words, wide: float) -> tuple[str, str, float]:
    inner = wide - 2 * style.MARGIN
    title = wrap(words.title, inner, style.TITLE_SIZE)
    subtitle = wrap(words.subtitle, inner, style.SUBTITLE_SIZE)
    high = text_height(title, style.TITLE_SIZE) + text_height(subtitle, style.SUBTITLE_SIZE)
    return title, subtitle, style.MARGIN * 0.8 + high + 6 + GAP


def _foot(words: Words, wide: float) -> tuple[str, float]:
    mark = text_width(words.mark, style.FOOT_SIZE * 1.25) + GAP
    footer = wrap(words.footer, wide - 2 * style.MARGIN - mark, style.FOOT_SIZE)
    return footer, style.MARGIN * 0.7 + text_height(footer, style.FOOT_SIZE) + GAP


def room(ax: Axes | None, words: Words, pads: Pads) -> tuple[float, float]:
    """Return width and height that are left for the plot itself."""
    if ax is not None and not is_alone(ax):
        return width_of(ax), height_of(ax)
    wide, high = figure_size(ax)
    taken = _head(words, wide)[2] + _foot(words, wide)[1] + pads.top + pads.bottom
    return wide - 2 * style.MARGIN - pads.left - pads.right, high - taken


def lay_out(ax: Axes | None, words: Words, pads: Pads, height: float) -> Axes:
    """Place a plot of this height below its title and write everything around it.

    Parameters
    ----------
    ax : Axes or None
        None makes a new figure, A4 wide and as high as the content asks.
    words : Words
        Title, subtitle and footer.
    pads : Pads
        Room for labels outside the plot.
    height : float
        Height of the plot; a given figure is never resized.
    """
    if ax is None:
        spare = style.SIZES["a4"][1] - room(None, words, pads)[1]
        ax = style.new_axes(height=height + spare)
    style.dress(ax)
    if not is_alone(ax):
        return _beside_others(ax, words)
    wide, high = figure_size(ax)
    width, most = room(ax, words, pads)
    height = min(height, most)
    top = _head(words, wide)[2] + pads.top
    left = style.MARGIN + pads.left
    style.figure_of(ax).set_layout_engine("none")
    ax.set_position((left / wide, 1 - (top + height) / high, width / wide, height / high))
    _write_around(ax, words)
    return ax


def _write_around(ax: Axes, words: Words) -> None:
    wide, high = figure_size(ax)
    title, subtitle, _ = _head(words, wide)
    footer, _ = _foot(words, wide)
    top, low = high - style.MARGIN * 0.8, style.MARGIN * 0.7
    below = top - text_height(title, style.TITLE_SIZE) - 6
    left, right = style.MARGIN, wide - style.MARGIN
    _put(ax, title, (left, top), size=style.TITLE_SIZE, va="top")
    _put(ax, subtitle, (left, below), size=style.SUBTITLE_SIZE, color=style.MUTED, va="top")
    _put(ax, footer, (left, low), size=style.FOOT_SIZE, color=style.MUTED, va="bottom")
    how = {"size": style.FOOT_SIZE * 1.25, "color": style.WARN, "va": "bottom", "ha": "right"}
    _put(ax, words.mark, (right, low), **how)


@style.applied()
def add_remark(ax: Axes, text: str) -> None:
    """Write a line below the footer of a chart that has its figure for itself."""
    low = style.MARGIN * 0.7 - style.FOOT_SIZE * LINE_HEIGHT
    _put(ax, text, (style.MARGIN, low), size=style.FOOT_SIZE, color=style.WARN, va="bottom")


def _put(ax: Axes, text: str, place: tuple[float, float], **how: Any) -> None:
    wide, high = figure_size(ax)
    figure = style.figure_of(ax)
    figure.text(place[0] / wide, place[1] / high, text, **how)


def _beside_others(ax: Axes, words: Words) -> Axes:
    how: dict[str, Any] = {"fontsize": style.SUBTITLE_SIZE, "va": "bottom"}
    ax.annotate(
        f"{words.title}\n{words.subtitle}", (0, 1), (0, 50), "axes fraction", "offset points", **how
    )
    footer = "　".join(part for part in (words.footer, words.mark) if part)
    how = {"fontsize": style.FOOT_SIZE, "color": style.MUTED, "va": "top"}
    ax.annotate(footer, (0, 0), (0, -40), "axes fraction", "offset points", **how)
    return ax


def fix_ticks(axis: Axis, most: int) -> None:
    """Set at most so many round ticks, all within the view, once and for all."""
    low, high = sorted(axis.get_view_interval())
    places = MaxNLocator(most, steps=[1, 2, 5, 10]).tick_values(low, high)
    axis.set_ticks([float(place) for place in places if low <= place <= high])


def beside(
    ax: Axes, text: str, place: tuple[float, float], shift: tuple[float, float], **how: Any
) -> Annotation:
    """Write outside the plot: `place` is (share of the width, data height), `shift` in points."""
    return write_at(ax, text, place, shift, xycoords=ax.get_yaxis_transform(), **how)


def write_at(
    ax: Axes, text: str, place: tuple[float, float], shift: tuple[float, float], **how: Any
) -> Annotation:
    """Write at a place in data, `shift` points away, whether or not it lies inside the plot."""
    settings: dict[str, Any] = {"va": "center", "fontsize": style.TEXT_SIZE} | how
    # Only a text of several lines gets half a line's gap above it; without it, tops align.
    raised = settings["va"] == "top" and n_lines(text) > 1
    lift = (LINE_HEIGHT - 1) / 2 * settings["fontsize"] if raised else 0.0
    return ax.annotate(
        text,
        place,
        xytext=(shift[0], shift[1] + lift),
        textcoords="offset points",
        annotation_clip=False,
        **settings,
    )
