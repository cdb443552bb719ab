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
from matplotlib.ft2font import FT2Font
from matplotlib.style import context
from matplotlib.text import Text
from PIL import Image

FAMILY = "Assessment Sans SC"
FALLBACK = "DejaVu Sans"  # for signs that the first lacks
FONT = Path(__file__).with_name("fonts") / "AssessmentSansSC-Regular.ttf"
SIZES = {"a4": (842.0, 595.0), "16:9": (960.0, 540.0), "4:3": (720.0, 540.0)}

INK, MUTED, LINE, PAPER = "#1B1F24", "#59636E", "#D5DAE0", "#FFFFFF"
ACCENT, WARN, WARN_PALE = "#0B5A9E", "#BF4A0A", "#FDF4ED"
# One hue from dark to pale, then greys: told apart by lightness alone, so also in print
# without colour and by the colour-blind.
TINTS = ("#0B5A9E", "#6CA6D4", "#BCD6EC", "#6F7B87", "#A9B2BB", "#DDE1E5")

MARGIN, TITLE_SIZE, SUBTITLE_SIZE, TEXT_SIZE, FOOT_SIZE = 30.0, 17.0, 10.5, 9.0, 8.0

_RC: dict[Any, Any] = {
    "font.family": [FAMILY],
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
    "pdf.fonttype": 42,  # TrueType: letters that can be searched and copied
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
    ax.tick_params(labelfontfamily=FAMILY, labelsize=TEXT_SIZE, color=MUTED, labelcolor=MUTED)
    ax.set_axisbelow(True)
    for text in (ax.xaxis.label, ax.yaxis.label, ax.title):
        text.set(fontfamily=FAMILY, fontsize=TEXT_SIZE, color=MUTED, parse_math=False)
    return ax


def new_axes(size: str = "a4", *, height: float | None = None) -> Axes:
    """Return the Axes of a new figure without pyplot.

    Parameters
    ----------
    size : {"a4", "16:9", "4:3"}
        A4 landscape (842 × 595 points) or a slide (960 or 720 × 540 points).
    height : float, optional
        Another height in points, for charts with many or few rows.

    Raises
    ------
    ValueError
        When `size` is unknown.
    """
    wide, high = _sides(size)
    return _axes_of(wide, height or high)


def page_axes(size: str, wide: float, high: float) -> Axes:
    """Return the Axes of a new figure of a page's shape in which content of these sides fits.

    A slide or a page scales it, so the figure may be larger than the page, in points.

    Raises
    ------
    ValueError
        When `size` is unknown.
    """
    across, down = _sides(size)
    scale = max(wide / across, high / down)
    return _axes_of(across * scale, down * scale)


def _sides(size: str) -> tuple[float, float]:
    if size not in SIZES:
        raise ValueError(f"size must be one of {sorted(SIZES)}, got {size!r}")
    return SIZES[size]


def _axes_of(wide: float, high: float) -> Axes:
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


def write_figure(figure: Figure, format: str, *, dpi: int = 150) -> bytes:
    """Return a figure as the bytes of a picture; the same figure gives the same bytes.

    Parameters
    ----------
    figure : Figure
        Usually `ax.get_figure()` of a chart.
    format : {"png", "svg", "pdf"}
        SVG holds its text as outlines, so it looks the same without the font; PDF as text with
        the font inside, so it can be searched.
    dpi : int
        Pixels per inch of a PNG; 150 makes an A4 page 1,754 pixels wide.

    Raises
    ------
    ValueError
        When `format` is none of these.
    """
    writers = {"png": _png, "svg": _svg, "pdf": _pdf}
    if format not in writers:
        raise ValueError(f"format must be one of {sorted(writers)}, got {format!r}")
    with applied():
        _fall_back(figure)
        return writers[format](figure, dpi)


def _fall_back(figure: Figure) -> None:
    """Give texts with signs that the font lacks a second one; for all it would cost time."""
    for text in figure.findobj(Text):
        if not _signs().issuperset(map(ord, text.get_text())):
            text.set_fontfamily([FAMILY, FALLBACK])


@cache
def _signs() -> frozenset[int]:
    return frozenset([*FT2Font(str(FONT)).get_charmap(), ord("\n")])


def _png(figure: Figure, dpi: int) -> bytes:
    """Return the picture without the opacity of each pixel, which is a quarter of the work."""
    pixels, picture = io.BytesIO(), io.BytesIO()
    figure.savefig(pixels, format="rgba", dpi=dpi)
    wide, high = (int(side) for side in figure.get_size_inches() * dpi)
    image = Image.frombytes("RGBA", (wide, high), pixels.getvalue()).convert("RGB")
    image.save(picture, "png", compress_level=3, dpi=(dpi, dpi))
    return picture.getvalue()


def _svg(figure: Figure, _: int) -> bytes:
    picture = io.BytesIO()
    figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": "assessment"})
    return picture.getvalue()


def _pdf(figure: Figure, _: int) -> bytes:
    picture = io.BytesIO()
    figure.savefig(picture, format="pdf", metadata={"CreationDate": None, "Creator": "assessment"})
    return picture.getvalue()
