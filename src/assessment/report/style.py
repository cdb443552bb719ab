"""One standard for every chart: font, colours, sizes, furniture and the bytes of a picture.

The title says the finding, the subtitle the measure and the year, the footer the source and the
version of the rules (`page` places them). All lengths are points (1/72 inch).
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.style import context

FAMILY = "Assessment Sans SC"
FONTS = [FAMILY, "DejaVu Sans"]  # the second for signs that the first lacks
FONT = Path(__file__).with_name("fonts") / "AssessmentSansSC-Regular.ttf"
SIZES = {"a4": (842.0, 595.0), "projector": (960.0, 540.0)}

INK, MUTED, LINE, PAPER = "#1B1F24", "#59636E", "#D5DAE0", "#FFFFFF"
ACCENT, WARN, WARN_PALE = "#0B5A9E", "#BF4A0A", "#FDF4ED"
# One hue from dark to pale, then greys: told apart by lightness alone, so also in print
# without colour and by the colour-blind.
TINTS = ("#0B5A9E", "#6CA6D4", "#BCD6EC", "#6F7B87", "#A9B2BB", "#DDE1E5")

MARGIN, TITLE_SIZE, SUBTITLE_SIZE, TEXT_SIZE, FOOT_SIZE = 30.0, 17.0, 10.5, 9.0, 8.0

_RC: dict[Any, Any] = {
    "font.family": FONTS,
    "font.size": TEXT_SIZE,
    "text.color": INK,
    # Hinted widths differ by up to 6 % between resolutions; what fits must fit in each.
    "text.hinting": "no_hinting",
    "text.parse_math": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.labelsize": TEXT_SIZE,
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.facecolor": PAPER,
    "axes.prop_cycle": cycler(color=TINTS),
    "figure.facecolor": PAPER,
    "figure.dpi": 100,
    "figure.constrained_layout.use": False,
    "figure.autolayout": False,
    "grid.color": LINE,
    "grid.linewidth": 0.5,
    "hatch.linewidth": 0.6,
    "legend.fontsize": TEXT_SIZE,
    "legend.frameon": False,
    "savefig.bbox": None,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "path",  # outlines: the picture is the same where the font is missing
    "svg.hashsalt": "assessment",
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": INK,
    "xtick.labelsize": TEXT_SIZE,
    "ytick.labelsize": TEXT_SIZE,
}
# rcParams belong to the whole process; two threads inside rc_context would restore each other's.
_LOCK = threading.RLock()


class ChartAxes(Axes):
    """Axes of a figure without pyplot that still show themselves at the end of a notebook cell."""

    name = "chart"

    def _repr_png_(self) -> bytes:
        return write_figure(figure_of(self), "png", dpi=120)


@cache
def register_font() -> str:
    """Make the shipped font known to matplotlib, once, and return its family name."""
    fontManager.addfont(str(FONT))
    return FAMILY


@contextmanager
def applied() -> Iterator[None]:
    """Put the standard in force for a block, whatever style the caller has set.

    Also works as a decorator. Nothing global is changed after the block.
    """
    with _LOCK, context("default"), mpl.rc_context(_RC):
        register_font()
        yield


def dress(ax: Axes) -> Axes:
    """Put font and colours on Axes that were made outside `applied` (empty ones)."""
    ax.set_facecolor(PAPER)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set(color=MUTED, linewidth=0.6)
    ax.tick_params(labelfontfamily=FONTS, labelsize=TEXT_SIZE, color=MUTED, labelcolor=MUTED)
    ax.set_axisbelow(True)
    for text in (ax.xaxis.label, ax.yaxis.label, ax.title):
        text.set(fontfamily=FONTS, fontsize=TEXT_SIZE, color=MUTED, parse_math=False)
    return ax


def new_axes(size: str = "a4", *, height: float | None = None) -> Axes:
    """Return the Axes of a new figure without pyplot.

    Parameters
    ----------
    size : {"a4", "projector"}
        A4 landscape (842 × 595 points) or a 16:9 slide (960 × 540 points).
    height : float, optional
        Another height in points, for charts with many or few rows.

    Raises
    ------
    ValueError
        When `size` is unknown.
    """
    if size not in SIZES:
        raise ValueError(f"size must be one of {sorted(SIZES)}, got {size!r}")
    wide, high = SIZES[size][0], height or SIZES[size][1]
    with applied():
        figure = Figure(figsize=(wide / 72, high / 72))
        FigureCanvasAgg(figure)
        return figure.add_subplot(axes_class=ChartAxes)


def figure_of(axes: Axes) -> Figure:
    """Return the whole picture in which a chart stands.

    Raises
    ------
    ValueError
        When the axes were taken out of it.
    """
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("these axes stand in no figure")
    return figure


def write_figure(figure: Figure, format: str, *, dpi: int = 160) -> bytes:
    """Return a figure as the bytes of a picture; the same figure gives the same bytes.

    Parameters
    ----------
    figure : Figure
        Usually `ax.get_figure()` of a chart.
    format : {"png", "svg"}
        SVG holds its text as outlines, so it looks the same without the font.
    dpi : int
        Pixels per inch of a PNG; 160 makes an A4 page 1,871 pixels wide.

    Raises
    ------
    ValueError
        When `format` is neither png nor svg.
    """
    settings: dict[str, dict[str, Any]] = {
        "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 3}},
        "svg": {"metadata": {"Date": None, "Creator": "assessment"}},
    }
    if format not in settings:
        raise ValueError(f"format must be one of {sorted(settings)}, got {format!r}")
    with applied():
        buffer = io.BytesIO()
        figure.savefig(buffer, format=format, dpi=dpi, **settings[format])
    return buffer.getvalue()
