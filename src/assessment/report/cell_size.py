"""How much room a text takes in a cell of a sheet."""

from __future__ import annotations

import unicodedata
from math import ceil

# A Latin letter is half as wide as a Chinese one in 宋体, and wider in the fonts that replace it.
_NARROW = 1.15
# Pixels of half a character of size 10, and what indent and borders take, in half characters.
_PIXELS, _MARGINS = 6.667, 2.2
LINE_HEIGHT, PADDING = 14.0, 8.0
MOST_HEIGHT, MOST_TEXT = 400.0, 2000


def count_lines(text: str, *widths: float) -> int:
    """Return how many lines a text takes in a cell as wide as these columns together.

    Examples
    --------
    >>> count_lines("第一临床学院", 9), count_lines("第一临床学院", 9, 9), count_lines("", 9)
    (2, 1, 1)
    """
    pixels = sum(7 * width + 5 for width in widths)
    room = max(pixels / _PIXELS - _MARGINS, 2.0)
    return sum(_lines(text_width(line), room) for line in text.split("\n"))


def text_width(line: str) -> float:
    """Return how many half characters a line takes."""
    return sum(2.0 if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in line)


def _lines(width: float, room: float) -> int:
    # A line that must break may leave the room of one character unused.
    return 1 if width <= room else ceil(width / max(room - 1, 1))


def row_height(text: str, *widths: float) -> float:
    """Return the height in points of a row that holds the text, at most 400.

    Examples
    --------
    >>> row_height("名次", 9), row_height("第一临床学院", 9)
    (22.0, 36.0)
    """
    return min(count_lines(clip(text), *widths) * LINE_HEIGHT + PADDING, MOST_HEIGHT)


def clip(text: str) -> str:
    """Return a text no longer than a cell can print."""
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + "…"
