"""Free places for texts beside dots: all lengths in points, the same places each time."""

from __future__ import annotations

import math
from collections.abc import Iterator

from assessment.report import page

Box = tuple[float, float, float, float]
DOT = 3.4


def dot_boxes(places: list[tuple[float, float]]) -> list[Box]:
    """Return the boxes that dots fill."""
    return [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in places]


def place_texts(
    places: list[tuple[float, float]], texts: list[str], size: float, frame: Box
) -> list[Box]:
    """Return a box for each text near its dot, clear of all dots and of the boxes before it.

    Parameters
    ----------
    places : list of (x, y)
        Dots, in points.
    texts : list of str
        What to write beside each, in the order in which they may choose.
    size : float
        Size of the text.
    frame : (left, low, right, high)
        Where texts must stay.

    Returns
    -------
    list of (left, low, right, high)
        The nearest free place of rings around the dot; the nearest at all when none is free.
    """
    taken = dot_boxes(places)
    boxes: list[Box] = []
    for place, text in zip(places, texts, strict=True):
        tried = list(_around(place, page.text_width(text, size) + 2, size))
        free = (box for box in tried if is_inside(box, frame) and not meets(box, taken + boxes))
        boxes.append(next(free, tried[0]))
    return boxes


def _around(place: tuple[float, float], wide: float, high: float) -> Iterator[Box]:
    """Yield boxes around a dot, nearest first; on each ring to the right, then around."""
    for ring in range(12):
        for step in range(16):
            angle = (step + 1) // 2 * (-1) ** step * math.tau / 16
            x = place[0] + math.cos(angle) * (DOT + 1.5 + wide / 2 + 7 * ring)
            y = place[1] + math.sin(angle) * (DOT + 1.0 + high / 2 + 7 * ring)
            yield x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def is_inside(box: Box, frame: Box) -> bool:
    """Return whether a box lies wholly in another."""
    return frame[0] < box[0] and frame[1] < box[1] and box[2] < frame[2] and box[3] < frame[3]


def meets(box: Box, others: list[Box]) -> bool:
    """Return whether a box overlaps any of the others."""
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )
