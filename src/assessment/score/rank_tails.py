"""The ends of each project's ranks over many draws, found by as many threads as there are parts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from assessment.score import rank_draws
from assessment.score.rank_draws import Lost, Ranks, rank_blocks
from assessment.score.severity.codes import Floats, Ints

# Each thread holds a block of ranks of its own; more of them wait for memory, not for a processor.
MOST_THREADS = 4
# Fewer ranks than these are found sooner than a second thread starts.
_WORTH_A_THREAD = 500_000
# So many rows turned over fit the processor's caches.
_TURNED_AT_ONCE = 64


class Tails(NamedTuple):
    """The k-th lowest and highest of each project's ranks, from 0, and how often it is on top."""

    low: Ints
    high: Ints
    n_top: Ints


class _Ends(NamedTuple):
    """Of each block of draws the lowest and highest ranks of each project, ordered outside in.

    `edges` are the innermost that were kept, of the blocks that something was left out of.
    """

    lows: list[Ranks]
    highs: list[Ranks]
    edges: list[tuple[Ranks, Ranks]]
    n_top: Ints


def rank_tails(lost: Lost, counts: Floats, places: tuple[int, int], top: int) -> Tails:
    """Return the ranks at two places of each project's ordered ranks, and how many are below top.

    Exact, though of each 512 draws only the ends are kept: where they were too short for a
    project, its ranks are gone through once more and all of them kept. How many threads share the
    work changes nothing: each draw's ranks are whole numbers.

    Parameters
    ----------
    lost, counts
        What `rank_blocks` takes; the draws are in no order.
    places : tuple of int
        From the lowest rank and from the highest one, each from 0.
    top : int
        Ranks from 0 below this one are counted.
    """
    parts = _parts(counts, len(lost.points))
    expected = rank_draws.CHUNK * (max(places) + 1) / len(counts)
    kept = int(expected + 5 * np.sqrt(expected)) + 4
    with ThreadPoolExecutor(len(parts)) as threads:
        ends = _joined(threads.map(lambda own: _ends(rank_blocks(lost, own), kept, top), parts))
        low, high, is_sure = _at_places(ends, places, threads)
    again = np.flatnonzero(~is_sure)
    if len(again):
        blocks = (ranks[:, again] for ranks in rank_blocks(lost, counts))
        with ThreadPoolExecutor(1) as threads:
            low[again], high[again], _ = _at_places(
                _ends(blocks, rank_draws.CHUNK, top), places, threads
            )
    return Tails(low, high, ends.n_top)


def _parts(counts: Floats, n_projects: int) -> list[Floats]:
    """Return the draws in as many parts as threads are worth it, each of whole blocks."""
    n_worth = max(1, counts.shape[0] * n_projects // _WORTH_A_THREAD)
    n_blocks = -(-len(counts) // rank_draws.CHUNK)
    n_parts = min(n_worth, n_blocks, os.cpu_count() or 1, MOST_THREADS)
    size = -(-n_blocks // n_parts) * rank_draws.CHUNK
    return [counts[first : first + size] for first in range(0, len(counts), size)]


def _joined(parts: Iterable[_Ends]) -> _Ends:
    lows, highs, edges = [], [], []
    n_top: Any = 0
    for part in parts:
        lows += part.lows
        highs += part.highs
        edges += part.edges
        n_top = n_top + part.n_top
    return _Ends(lows, highs, edges, n_top)


def _ends(blocks: Iterable[Ranks], kept: int, top: int) -> _Ends:
    lows, highs, edges = [], [], []
    n_top: Any = 0
    turned: Ranks | None = None
    for ranks in blocks:
        if turned is None or len(ranks) != turned.shape[1]:
            turned = np.empty(ranks.shape[::-1], ranks.dtype)
        own = turned
        for first in range(0, len(ranks), _TURNED_AT_ONCE):
            part = slice(first, first + _TURNED_AT_ONCE)
            own[:, part] = ranks[part].T
        own.sort(axis=1)
        n_top = n_top + _n_below(own, top)
        lows.append(own[:, :kept].copy())
        highs.append(own[:, : -kept - 1 : -1].copy())
        if kept < len(ranks):
            edges.append((lows[-1][:, -1], highs[-1][:, -1]))
    return _Ends(lows, highs, edges, n_top)


def _at_places(
    ends: _Ends, places: tuple[int, int], threads: ThreadPoolExecutor
) -> tuple[Ranks, Ranks, np.ndarray[Any, np.dtype[np.bool_]]]:
    """Return the ranks at both places, and of which projects nothing left out lies between."""
    below = threads.submit(_at, list(ends.lows), places[0])
    # Turned over, so that what is to be found is the lowest there too.
    above = threads.submit(_at, [~part for part in ends.highs], places[1])
    low, high = below.result(), ~above.result()
    is_sure = np.ones(len(low), dtype=bool)
    for left, right in ends.edges:
        is_sure &= (left >= low) & (right <= high)
    return low, high, is_sure


def _n_below(ordered: Ranks, top: int) -> Ints:
    """Return how many numbers of each ordered row are below `top`."""
    found = np.where(ordered[:, -1] < top, ordered.shape[1], 0)
    is_mixed = (ordered[:, 0] < top) & (ordered[:, -1] >= top)
    found[is_mixed] = (ordered[is_mixed] < top).sum(axis=1)
    return found


def _at(parts: list[Ranks], place: int) -> Ranks:
    """Return the number at a place of each row's order, the parts side by side."""
    found: Ranks
    while len(parts) > 1 and place < rank_draws.CHUNK // 2:
        together = [parts.pop()]
        n = together[0].shape[1]
        while parts and (len(together) < 2 or n + parts[-1].shape[1] <= rank_draws.CHUNK):
            together.append(parts.pop())
            n += together[-1].shape[1]
        # No more than these can be at the place.
        parts.append(np.sort(np.concatenate(together, axis=1), axis=1)[:, : place + 1])
    found = np.partition(np.concatenate(parts, axis=1), place, axis=1)[:, place]
    return found
