"""Rows and columns of tiles with text in them: what they hold, and how large each becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assessment.report import page, style
from assessment.report.page import GAP

MARK, MARGIN, GUTTER, INSET = 6.5, 8.0, 2.0, 7.0
PALE = "#E4EEF7"
# Sizes, each with the room around a row as a share of it: comfortable, then close; only a given
# figure that is too low for its rows gets text under 8 points.
_GAPS = (0.7, 0.35)
_GROWING = tuple((half / 2, gap) for gap in _GAPS for half in range(21, 15, -1))
_SHRINKING = (
    *((half / 2, gap) for gap in _GAPS for half in range(26, 15, -1)),
    *((half / 2, _GAPS[-1]) for half in range(15, 6, -1)),
)
_SPREAD = 1.6
_SIDE, _SMALL = 0.17, 0.9


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of tile looks; a label puts it into the legend."""

    face: str
    ink: str = style.INK
    edge: str = "none"
    hatch: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A text in a tile, a smaller one below it, and the kind of its mark (empty: none)."""

    text: str
    below: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One field: the name of its look, and its notes from above."""

    look: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, a remark below, what is told at the right, and its tiles."""

    name: str
    remark: str
    told: str
    is_open: bool
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All rows, heads of columns, looks by name, and the legend's word for each mark."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    looks: Mapping[str, Look]
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows set at one size: widths of the sides, the widest a side may be, heights of rows."""

    size: float
    gap: float
    left: float
    right: float
    most: float
    column: float
    indent: float
    heights: tuple[float, ...] = ()

    @property
    def small(self) -> float:
        """Size of remarks and of the texts below others."""
        return self.size * _SMALL

    @property
    def edges(self) -> list[float]:
        """Where rows begin, and where the last one ends."""
        return [sum(self.heights[:number]) for number in range(len(self.heights) + 1)]

    @property
    def between(self) -> float:
        """Room between the notes of a tile."""
        return self.gap * self.size / 2

    def side(self, text: str, size: float) -> str:
        """Return a text beside the tiles in the lines it takes."""
        return _wrap(text, self.most, size)

    def note(self, note: Note) -> tuple[str, str]:
        """Return both texts of a note in the lines they take."""
        width = self.column - 2 * (GUTTER + INSET) - self.indent
        return _wrap(note.text, width, self.size), _wrap(note.below, width, self.small)

    def note_height(self, note: Note) -> float:
        """Return the height of a note."""
        text, below = self.note(note)
        return page.text_height(text, self.size) + height_of(below, self.small)

    def tile_height(self, tile: Tile) -> float:
        """Return the height of all notes of a tile."""
        between = self.between * max(len(tile.notes) - 1, 0)
        return sum(map(self.note_height, tile.notes)) + between


@lru_cache(maxsize=2048)
def _wrap(text: str, width: float, size: float) -> str:
    return page.wrap(text, width, size)


def height_of(text: str, size: float) -> float:
    """Return the height of a text; an empty one has none."""
    return page.text_height(text, size) if text else 0.0


def lay_tiles(board: Board, wide: float, high: float, *, grow: bool) -> Layout:
    """Set a board at the largest size at which it fits, its rows spread over what is left.

    Parameters
    ----------
    board : Board
        What to set.
    wide, high : float
        Room for rows and both sides, in points.
    grow : bool
        Whether the figure may grow rather than set text under 8 points.
    """
    for size, gap in _GROWING if grow else _SHRINKING:
        layout = _lay(board, size, gap, wide)
        if sum(layout.heights) <= high:
            break
    total = sum(layout.heights)
    factor = max(1.0, min(high / total, _SPREAD)) if total else 1.0
    return replace(layout, heights=tuple(height * factor for height in layout.heights))


def _lay(board: Board, size: float, gap: float, wide: float) -> Layout:
    small, most = size * _SMALL, _SIDE * wide
    names = _widest([line.name for line in board.lines], most, size)
    remarks = _widest([line.remark for line in board.lines], most, small)
    right = _widest([line.told for line in board.lines], most, small)
    left = max(names, remarks) + GAP + MARGIN
    right += GAP if right else 0.0
    column = (wide - left - right) / len(board.heads)
    bare = Layout(size, gap, left, right, most, column, MARK + 5 if board.marks else 0.0)
    heights = tuple(_line_height(line, bare) + gap * size for line in board.lines)
    return replace(bare, heights=heights)


def _widest(texts: Sequence[str], most: float, size: float) -> float:
    return max((page.text_width(_wrap(text, most, size), size) for text in texts), default=0.0)


def _line_height(line: Line, layout: Layout) -> float:
    name = page.text_height(layout.side(line.name, layout.size), layout.size)
    remark = height_of(layout.side(line.remark, layout.small), layout.small)
    told = height_of(layout.side(line.told, layout.small), layout.small)
    return max(name + remark, told, *map(layout.tile_height, line.tiles))


def fields(board: Board, layout: Layout) -> Iterator[tuple[Tile, int, float, float]]:
    """Yield every tile with its column, and where it begins and how high it is."""
    for line, top, high in zip(board.lines, layout.edges, layout.heights, strict=False):
        for column, tile in enumerate(line.tiles):
            yield tile, column, top, high
