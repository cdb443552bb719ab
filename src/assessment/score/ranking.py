"""Ranks: exact totals in order, ties parted step by step, then by the committee's decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from assessment.core.rule_sections import Ranking
from assessment.score.exact import half_up, order_key
from assessment.score.totals import Total

DECISION = "decision"
UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Block:
    """Projects that share a rank; `step` is what parted them from others with their total."""

    totals: Sequence[Total]
    step: str | None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """Blocks from the top down.

    `tied` are those no step of the rules parted, as they stood before decisions; `misfits` are
    those of them whose decided ranks do not fit the places they share.
    """

    blocks: Sequence[Block]
    tied: Sequence[Block]
    misfits: Sequence[Block]


def rank_totals(totals: Sequence[Total], decided: Mapping[str, int], ranking: Ranking) -> Ranked:
    """Rank projects by their exact totals.

    Parameters
    ----------
    totals : sequence of Total
        Projects with a complete total.
    decided : mapping
        project_id → the rank that the committee gave to one of several tied projects.
    ranking : Ranking
        `rank_on`, `ties` and `style` of the rules.

    Source
    ------
    Rules section `[ranking]`.
    """
    blocks: list[Block] = []
    tied: list[Block] = []
    misfits: list[Block] = []
    for group in _falling(totals, lambda total: measured(total, ranking)):
        for block in _parted(group, ranking.ties, None):
            placed = replace(block, rank=_next_rank(blocks, ranking))
            settled = [placed]
            if block.step == UNRESOLVED:
                tied.append(placed)
                settled = _settled(placed, decided, ranking)
                misfits += [] if settled else [placed]
            blocks += settled or [placed]
    return Ranked(blocks, tied, misfits)


def measured(total: Total, ranking: Ranking) -> Fraction:
    """Return what is ranked: the total, rounded where the rules rank rounded totals."""
    points = total.points or Fraction(0)
    return points if ranking.rank_on == "unrounded" else half_up(points, ranking.decimals)


def _falling(totals: Sequence[Total], by: Callable[[Total], Fraction]) -> list[list[Total]]:
    """Return groups of equal value, the largest value first, projects by id within."""
    by_id = sorted(totals, key=lambda total: total.project_id)
    keyed = [(order_key(by(total)), total) for total in by_id]
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    return [[total for _, total in group] for _, group in groupby(keyed, key=lambda pair: pair[0])]


def _parted(group: Sequence[Total], steps: Sequence[str], last: str | None) -> list[Block]:
    if len(group) == 1:
        return [Block(group, last)]
    if not steps:
        return [Block(group, UNRESOLVED)]
    parts = _falling(group, lambda total: total.step(steps[0]))
    return [block for part in parts for block in _parted(part, steps[1:], steps[0])]


def _next_rank(blocks: Sequence[Block], ranking: Ranking) -> int:
    if not blocks:
        return 1
    last = blocks[-1]
    return last.rank + (1 if ranking.style == "dense" else len(last.totals))


def _settled(tied: Block, decided: Mapping[str, int], ranking: Ranking) -> list[Block]:
    """Return the block parted as decided, or nothing when the decided ranks do not fit.

    Those without a decision take the first place that nobody was given.
    """
    given = [decided[t.project_id] for t in tied.totals if t.project_id in decided]
    if not given:
        return [tied]
    free = next(rank for rank in range(tied.rank, max(given) + 2) if rank not in given)
    parts = _falling(tied.totals, lambda t: Fraction(-decided.get(t.project_id, free)))
    blocks: list[Block] = []
    for part in parts:
        step = DECISION if len(part) == 1 or _all_in(part, decided) else UNRESOLVED
        rank = _next_rank(blocks, ranking) if blocks else tied.rank
        if any(decided.get(total.project_id, rank) != rank for total in part):
            return []
        blocks.append(Block(part, step, rank))
    return blocks


def _all_in(totals: Sequence[Total], decided: Mapping[str, int]) -> bool:
    return all(total.project_id in decided for total in totals)
