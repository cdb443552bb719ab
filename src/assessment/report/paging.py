"""How a sheet is put on printed pages, so that none of them holds but its last lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_A4 = 9
# Between its margins across, in points.
_PAGE_HEIGHT = 508.0
# At 96 pixels an inch. Where the workbook's font lacks, another one sets how wide columns are: so
# many pixels of them, as Excel counts, still fit with Noto Sans and, at the least, DejaVu Sans.
PAGE_PIXELS, NOTO_PIXELS, LEAST_PIXELS = 1036, 950, 765
# A last page with less than this share of one is pressed into those before it; where it holds
# but what is to be signed, up to the other. Rows may come out lower or higher than they were set.
_LEAST, _MOST, _HEIGHTS = 0.16, 0.3, (0.97, 1.0, 1.03)


def lay_across(page: Any, footer: tuple[str, str]) -> None:
    """Print a sheet on A4 across, one page wide, with its footer and number on every page."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.45, right=0.45, top=0.55, bottom=0.65)
    page.center_horizontally()
    left, right = (part[:60].replace("&", "&&") for part in footer)
    page.set_footer(f"&L&8{left}&C&8第 &P 页，共 &N 页&R&8{right}")


def pixels(widths: Sequence[float]) -> float:
    """Return how many pixels columns of these widths take."""
    return sum(7 * width + 5 for width in widths)


def fitted(heights: Sequence[float], repeated: float, closing: float, wide: float) -> int:
    """Return the number of pages to press a sheet into; 0 when it may take what it takes.

    Parameters
    ----------
    heights : sequence of float
        Of its rows, in points.
    repeated, closing : float
        Height of the headers that every page but the first repeats, and of what stands below
        the last table.
    wide : float
        Pixels of its columns, which fit one page's width.

    Examples
    --------
    >>> [fitted([20.0] * n, 40, 60, 900) for n in (24, 27, 40)]
    [0, 1, 0]
    """
    tries = [(page, higher) for page in (PAGE_PIXELS, NOTO_PIXELS) for higher in _HEIGHTS]
    for page, higher in tries:
        room = _PAGE_HEIGHT / min(page / wide, 1.0)
        filled = list(_pages([height * higher for height in heights], repeated * higher, room))
        least = max(_LEAST * room, min(closing, _MOST * room) * higher)
        if len(filled) > 1 and filled[-1] <= least:
            return len(filled) - 1
    return 0


def scaled(parts: Sequence[Sequence[float]], wide: float) -> int:
    """Return the percentage at which a sheet is printed of which each part begins a page.

    Of each part the last page is no nearly empty one.

    Examples
    --------
    >>> scaled([[20.0] * 10, [20.0] * 27], 700), scaled([[20.0] * 10], 1530)
    (91, 50)
    """
    least = min(LEAST_PIXELS / wide, 1.0)
    scale = int(least * 100)
    for heights in parts:
        whole = [height * _HEIGHTS[-1] for height in heights]
        while _ends_in_few_lines(whole, _PAGE_HEIGHT * 100 / scale):
            scale -= 1
    return scale


def parted(widths: Sequence[float], groups: Sequence[str]) -> tuple[int, int]:
    """Return the column with which a second page begins, and at how many percent both are printed.

    The first two columns stand on both pages; a group of columns is not torn apart.

    Examples
    --------
    >>> parted([10, 20, 30, 30, 40, 40], ["", "", "A", "A", "B", "B"])
    (4, 96)
    """
    places = (n for n in range(3, len(groups)) if not groups[n] or groups[n] != groups[n - 1])
    wide, place = min(
        (max(pixels(widths[:n]), pixels(widths[:2]) + pixels(widths[n:])), n) for n in places
    )
    return place, min(int(LEAST_PIXELS / wide * 100), 100)


def _ends_in_few_lines(heights: Sequence[float], room: float) -> bool:
    filled = list(_pages(heights, 0.0, room))
    return len(filled) > 1 and filled[-1] < _LEAST * room


def _pages(heights: Sequence[float], repeated: float, room: float) -> Iterator[float]:
    """Yield how much of each page rows of these heights take, beside the headers it repeats."""
    used, free = 0.0, room
    for height in heights:
        if used and used + height > free:
            yield used
            used, free = 0.0, room - repeated
        used += height
    yield used
