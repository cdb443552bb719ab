"""Tipping points: at which weight of a component two projects change places, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

Exact = Sequence[Fraction]


class Turn(NamedTuple):
    """At this weight (a share of 1) `first` and `second`, by their numbers, have equal totals."""

    weight: Fraction
    first: int
    second: int


class Line(NamedTuple):
    """A project's total as a line in the weight of one component: start + weight · slope."""

    start: Fraction
    slope: Fraction

    def at(self, weight: Fraction) -> Fraction:
        """Return the total at a weight."""
        return self.start + weight * self.slope


def lines_in(points: Sequence[Exact], weights: Exact, component: int) -> list[Line]:
    """Return each project's total as a line in the weight of one component.

    The other weights keep their proportions and make up what is left of 1.

    Parameters
    ----------
    points : sequence
        Projects × components, each of 100.
    weights : sequence
        Weights of the components, which sum to 1.
    component : int
        The number of the component whose weight moves.

    Raises
    ------
    ValueError
        When no other component has a weight.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> lines_in([[Fraction(90), Fraction(80)]], [half, half], 0)
    [Line(start=Fraction(80, 1), slope=Fraction(10, 1))]
    """
    rest = 1 - weights[component]
    if not rest:
        raise ValueError("no other component has a weight")
    lines = []
    for row in points:
        others = sum(
            (w * p for n, (w, p) in enumerate(zip(weights, row, strict=True)) if n != component),
            Fraction(0),
        )
        start = others / rest
        lines.append(Line(start, row[component] - start))
    return lines


def turns(lines: Sequence[Line]) -> list[Turn]:
    """Return where two lines cross between the weights 0 and 1, in the order of the weights."""
    found = []
    for (first, one), (second, other) in combinations(enumerate(lines), 2):
        bend = one.slope - other.slope
        if bend and 0 < (at := (other.start - one.start) / bend) < 1:
            found.append(Turn(at, first, second))
    return sorted(found)


def border_turns(
    lines: Sequence[Line], found: Sequence[Turn], weight: Fraction, n_first: int
) -> Iterator[Turn]:
    """Yield, below and above a weight, the nearest turn at which other projects are the first.

    Where several pairs turn at one weight, those that change who is among the first `n_first` are
    yielded. Projects equal all along keep their order.
    """
    if not 0 < n_first < len(lines):
        return
    stops = sorted({Fraction(0), weight, Fraction(1), *(one.weight for one in found)})
    for is_above in (False, True):
        onward = [stop for stop in stops if (stop >= weight if is_above else stop <= weight)]
        path = onward if is_above else onward[::-1]
        yield from _first_change(lines, found, path, n_first)


def _first_change(
    lines: Sequence[Line], found: Sequence[Turn], path: Sequence[Fraction], n_first: int
) -> Iterator[Turn]:
    known: frozenset[int] | None = None
    for near, far in pairwise(path):
        ahead = _first(lines, (near + far) / 2, n_first)
        if known is not None and ahead != known:
            changed = known ^ ahead
            for one in found:
                if one.weight == near and {one.first, one.second} <= changed:
                    yield one
            return
        known = ahead


def _first(lines: Sequence[Line], weight: Fraction, n_first: int) -> frozenset[int]:
    order = sorted(range(len(lines)), key=lambda n: (-lines[n].at(weight), n))
    return frozenset(order[:n_first])
