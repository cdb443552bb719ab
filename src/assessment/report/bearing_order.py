"""How certain the order of a round is, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assessment.report.bearing import SURE, Bearing
from assessment.report.caution import show_chance

_NAMED = 3
Shares = dict[tuple[str, str], float]


def order_sentences(bearing: Bearing) -> Iterator[str]:
    """Yield which neighbours, which bands and which places among the first are certain."""
    rows = bearing.rows("pairs")
    keys = zip(rows["project_id"], rows["other_id"], strict=True)
    shares = dict(zip(keys, rows["before_share"], strict=True))
    yield from _neighbours(bearing, shares)
    yield from _border(bearing)
    yield from _voters(bearing)


def _neighbours(bearing: Bearing, shares: Shares) -> Iterator[str]:
    ids = list(bearing.ranks)
    neighbours = list(pairwise(ids))
    unsure = [pair for pair in neighbours if shares[pair] < SURE]
    values = {"round": bearing.word(f"round.{bearing.round}"), "n": len(ids)}
    if not unsure:
        yield bearing.say("steady", **values)
        return
    sure = len(neighbours) - len(unsure)
    yield bearing.say("open" if sure else "open_all", **values, sure=sure, open=len(unsure))
    yield from _bands(bearing)
    hardest = sorted(unsure, key=lambda pair: (abs(shares[pair] - 0.5), pair))[:_NAMED]
    hardest.sort(key=neighbours.index)
    told = [_pair(bearing, one, other, shares[one, other]) for one, other in hardest]
    yield bearing.say("nearest", pairs=bearing.say("semicolon").join(told))


def _bands(bearing: Bearing) -> Iterator[str]:
    """Yield which ranks are apart in all of the sets that hold together."""
    sets = bearing.intervals[bearing.intervals["method"] == "simultaneous"]
    if sets.empty:
        return
    ids, own = list(bearing.ranks), sets.set_index("project_id")
    low, high = own["rank_low"].loc[ids].tolist(), own["rank_high"].loc[ids].tolist()
    cuts = [n for n in range(1, len(ids)) if max(high[:n]) <= n < min(low[n:])]
    if not cuts:
        yield bearing.say("no_bands")
        return
    told = []
    for start, stop in pairwise([0, *cuts, len(ids)]):
        first, last = bearing.ranks[ids[start]], bearing.ranks[ids[stop - 1]]
        told.append(bearing.say("band_one" if first == last else "band", first=first, last=last))
    yield bearing.say("bands", bands=bearing.listed(told))


def _pair(bearing: Bearing, one: str, other: str, share: float) -> str:
    ranks, chance = bearing.ranks, show_chance(share, bearing.lang)
    return bearing.say("pair", rank=ranks[one], first=bearing.name(one), below=ranks[other],
                       second=bearing.name(other), share=chance)  # fmt: skip


def _border(bearing: Bearing) -> Iterator[str]:
    chances = _chances(bearing, "bootstrap")
    if not chances:
        return
    sure = [bearing.name(one) for one, share in chances.items() if share >= SURE]
    edge = _edge(bearing, chances)
    if not edge:
        yield bearing.say("border_sure", first=bearing.first_why)
    elif sure:
        yield bearing.say("border", first=bearing.first_why, sure=bearing.listed(sure), edge=edge)
    else:
        yield bearing.say("border_open", first=bearing.first_why, edge=edge)


def _voters(bearing: Bearing) -> Iterator[str]:
    chances = _chances(bearing, "votes")
    if not chances:
        return
    edge = _edge(bearing, chances)
    key = "voters" if edge else "voters_sure"
    yield bearing.say(key, first=bearing.first, edge=edge)


def _chances(bearing: Bearing, method: str) -> dict[str, float]:
    """Return each project's chance to be among the first, the best rank first; {} without any."""
    rows = bearing.intervals
    rows = rows[(rows["method"] == method) & rows["top_share"].notna()]
    found = dict(zip(rows["project_id"], rows["top_share"], strict=True))
    return {one: float(found[one]) for one in bearing.ranks if one in found and bearing.n_first}


def _edge(bearing: Bearing, chances: dict[str, float]) -> str:
    return bearing.with_shares({k: v for k, v in chances.items() if 1 - SURE < v < SURE})
