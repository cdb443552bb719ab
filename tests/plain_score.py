"""Random rounds, and their points, ranks and grades worked out from the words of the rules.

Nothing here knows the package: lists, dicts and fractions only, one project at a time.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

CRITERIA = ("思想性", "创新性", "效果", "参与度")
STATUSES = ["回避", "缺席", "弃权", "", "无法识别"]
Part = dict[str, Any]
Sheet = dict[str, Any] | None


@dataclass
class World:
    """One round: its components, who judged, what was marked, deducted and voted."""

    parts: list[Part]
    projects: list[str]
    ranking: dict[str, Any]
    grades: dict[str, Any]
    sheets: dict[str, dict[str, list[Sheet]]] = field(default_factory=dict)
    homes: dict[str, list[str]] = field(default_factory=dict)
    panels: dict[str, list[str | None]] = field(default_factory=dict)
    penalties: list[tuple[str, str, str, Decimal]] = field(default_factory=list)
    votes: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)


# --- random rounds ------------------------------------------------------------------------------


def random_world(seed: int) -> World:
    chance = random.Random(seed)
    is_coarse = chance.random() < 0.4
    n_judged, n_voted = chance.randint(1, 2), chance.randint(0, 2)
    names = ["defense", "exhibition"][:n_judged]
    voted = ["floor_vote", "online_vote"][:n_voted]
    weights = random_weights(chance, len(names) + len(voted))
    parts = [judged_part(chance, name, weights.pop(), is_coarse=is_coarse) for name in names]
    parts += [voted_part(chance, name, weights.pop()) for name in voted]
    projects = [f"P{n}" for n in range(chance.randint(2, 7))]
    world = World(parts, projects, random_ranking(chance, [*names, *voted]), random_grades(chance))
    for part in parts:
        fill = fill_judged if part["kind"] == "judged" else fill_voted
        fill(chance, world, part, is_coarse=is_coarse)
    return world


def random_weights(chance: random.Random, n: int) -> list[Decimal]:
    cuts = sorted(Decimal(chance.randint(0, 200)) / 2 for _ in range(n - 1))
    return [b - a for a, b in zip([Decimal(0), *cuts], [*cuts, Decimal(100)], strict=True)]


def judged_part(chance: random.Random, name: str, weight: Decimal, *, is_coarse: bool) -> Part:
    count = 1 if is_coarse else chance.randint(1, 4)
    fulls = ["100"] if is_coarse else ["5", "12.5", "35", "100"]
    factors = ["1"] if is_coarse else ["1", "0.5", "2", "0.3", "1.25"]
    high, low = chance.randint(0, 2), chance.randint(0, 2)
    part = {
        "round": "assessment", "name": name, "label": name, "kind": "judged", "weight": weight,
        "source": "示例", "status": "assumed", "min_judges": 1,
        "criteria": [{"name": one, "points": Decimal(chance.choice(fulls)),
                      "factor": Decimal(chance.choice(factors))} for one in CRITERIA[:count]],
        "combine": chance.choice(["trimmed_mean", "trimmed_mean", "mean", "median"]),
        "combine_on": chance.choice(["judge_total", "judge_total", "criterion"]),
        "drop_high": high, "drop_low": low, "trim_from": high + low + chance.randint(1, 3),
        "recuse_own_college": chance.random() < 0.7, "panel_coefficient": chance.random() < 0.3,
    }  # fmt: skip
    if part["combine_on"] == "criterion" and chance.random() < 0.5:
        part["criterion_decimals"] = chance.randint(0, 3)
    if chance.random() < 0.5:
        most = Decimal(chance.choice(["5", "2.5", "60", "1000"]))
        part["penalties"] = [{"name": "超时", "most": most}, {"name": "迟到", "most": Decimal(3)}]
    return part


def voted_part(chance: random.Random, name: str, weight: Decimal) -> Part:
    channels = [{"name": one} for one in ("现场", "微信", "微博")[: chance.randint(1, 3)]]
    if chance.random() < 0.5:
        for channel, share in zip(channels, random_weights(chance, len(channels)), strict=True):
            channel["weight"] = share
    part = {"round": "assessment", "name": name, "label": name, "kind": "voted", "weight": weight,
            "source": "示例", "status": "assumed", "channels": channels,
            "convert": chance.choice(["max_ratio", "share", "rank", "ladder", "threshold"])}  # fmt: skip
    if part["convert"] == "ladder":
        part["ladder"] = {"first": Decimal(20), "step": Decimal("2.5"), "floor": Decimal(14)}
    if part["convert"] == "threshold":
        part["threshold"] = {"votes": chance.randint(1, 40), "points": Decimal(50)}
    return part


def random_ranking(chance: random.Random, names: Sequence[str]) -> dict[str, Any]:
    words = [*names, "untrimmed", "votes"]
    return {
        "ties": chance.sample(words, chance.randint(0, len(words))),
        "style": chance.choice(["competition", "dense"]),
        "rank_on": chance.choice(["unrounded", "unrounded", "rounded"]),
        "decimals": chance.randint(0, 3),
    }


def random_grades(chance: random.Random) -> dict[str, Any]:
    return {
        "grade_on": chance.choice(["rounded", "unrounded"]),
        "outstanding_share_max": Decimal(chance.choice(["0", "0.3", "0.34", "0.5", "1"])),
        "bands": [{"grade": "优秀", "at_least": Decimal(70)},
                  {"grade": "良好", "at_least": Decimal("62.5")},
                  {"grade": "合格", "at_least": Decimal(50)},
                  {"grade": "不合格", "at_least": Decimal(0)}],
    }  # fmt: skip


def fill_judged(chance: random.Random, world: World, part: Part, *, is_coarse: bool) -> None:
    name, n_judges = part["name"], chance.randint(1, 9)
    world.homes[name] = [chance.choice([*(f"of-{p}" for p in world.projects), "hall"])
                         for _ in range(n_judges)]  # fmt: skip
    panels = [chance.choice(["甲", "乙"]) for _ in range(n_judges)]
    world.panels[name] = [None if chance.random() < 0.05 else panel for panel in panels]
    in_panel = {p: chance.choice(["甲", "乙", None]) for p in world.projects}
    is_missing = chance.random() < 0.05
    world.sheets[name] = {
        p: [None if is_missing or (part["panel_coefficient"] and in_panel[p] not in (None, panel))
            else random_sheet(chance, part, is_coarse=is_coarse) for panel in panels]
        for p in world.projects
    }  # fmt: skip
    for penalty in (*part.get("penalties", ()), {"name": "违规", "most": Decimal(9)}):
        for project in world.projects:
            if chance.random() < 0.3:
                most = int(penalty["most"] * 10)
                points = Decimal(chance.randint(1, most + 5)) / 10
                world.penalties.append((name, project, penalty["name"], points))


def random_mark(chance: random.Random, full: Decimal, *, is_coarse: bool) -> Any:
    if chance.random() < 0.08:
        return chance.choice(STATUSES)
    if is_coarse:
        return Decimal(chance.choice([60, 70, 80]))
    places = chance.randint(0, 4)
    most = int(full * 10**places)
    return Decimal(chance.randint(most // 2, most)).scaleb(-places)


def random_sheet(chance: random.Random, part: Part, *, is_coarse: bool) -> Sheet:
    if part["combine_on"] == "judge_total" and chance.random() < 0.2:
        full = sum(c["points"] * c["factor"] for c in part["criteria"])
        return {"total": random_mark(chance, full, is_coarse=is_coarse)}
    sheet = {c["name"]: random_mark(chance, c["points"], is_coarse=is_coarse)
             for c in part["criteria"]}  # fmt: skip
    if chance.random() < 0.05:
        sheet.pop(chance.choice(list(sheet)))
    return sheet or None


def fill_voted(chance: random.Random, world: World, part: Part, *, is_coarse: bool) -> None:
    most = chance.choice([0, 2]) if is_coarse else 60
    world.votes[part["name"]] = {
        channel["name"]: {p: chance.randint(0, most) for p in world.projects
                          if chance.random() > 0.03}
        for channel in part["channels"]
    }  # fmt: skip


# --- the rules in words --------------------------------------------------------------------------


@dataclass
class Points:
    """What one component gives one project; None where there is nothing."""

    raw: Fraction | None = None
    points: Fraction | None = None
    untrimmed: Fraction | None = None
    coefficient: Fraction | None = None
    penalty: Fraction | None = None
    n_given: int = 0
    n_dropped: int = 0


def half_up(value: Fraction, places: int) -> Fraction:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def full_marks(part: Part) -> Fraction:
    return sum(Fraction(c["points"]) * Fraction(c["factor"]) for c in part["criteria"])


def valid_sheets(world: World, part: Part, project: str) -> list[tuple[int, dict[str, Any]]]:
    """Return judge and sheet where every criterion (or the total alone) is a number."""
    found = []
    for judge, sheet in enumerate(world.sheets[part["name"]][project]):
        own = world.homes[part["name"]][judge] == f"of-{project}" and part["recuse_own_college"]
        if sheet is None or own:
            continue
        names = ["total"] if "total" in sheet else [c["name"] for c in part["criteria"]]
        if all(isinstance(sheet.get(name), Decimal) for name in names):
            found.append((judge, sheet))
    return found


def combined(part: Part, sheets: Sequence[dict[str, Any]]) -> tuple[Fraction, Fraction, int]:
    """Return the combined value, the plain mean, and how many marks were dropped."""
    trims = part["combine"] == "trimmed_mean" and len(sheets) >= part["trim_from"]
    dropped = part["drop_high"] + part["drop_low"] if trims else 0

    def one(values: list[Fraction]) -> Fraction:
        if part["combine"] == "median":
            return Fraction(statistics.median(values))
        values = sorted(values)
        return mean(values[part["drop_low"] : len(values) - part["drop_high"]] if trims else values)

    if part["combine_on"] == "judge_total":
        sums = [judge_sum(part, sheet) for sheet in sheets]
        return one(sums), mean(sums), dropped
    return by_criterion(part, sheets, one), by_criterion(part, sheets, mean), dropped


def judge_sum(part: Part, sheet: Mapping[str, Any]) -> Fraction:
    if "total" in sheet:
        return Fraction(sheet["total"])
    return sum(Fraction(sheet[c["name"]]) * Fraction(c["factor"]) for c in part["criteria"])


def by_criterion(
    part: Part, sheets: Sequence[dict[str, Any]], rule: Callable[[list[Fraction]], Fraction]
) -> Fraction:
    raw = Fraction(0)
    for c in part["criteria"]:
        value = rule([Fraction(sheet[c["name"]]) for sheet in sheets])
        if "criterion_decimals" in part:
            value = half_up(value, part["criterion_decimals"])
        raw += value * Fraction(c["factor"])
    return raw


def plain_judged(world: World, part: Part) -> dict[str, Points]:
    found: dict[str, Points] = {}
    panel_of: dict[str, str | None] = {}
    plains: dict[str, Fraction] = {}
    for project in world.projects:
        valid = valid_sheets(world, part, project)
        found[project] = Points(n_given=len(valid))
        if valid:
            raw, plains[project], dropped = combined(part, [sheet for _, sheet in valid])
            found[project] = Points(raw, n_given=len(valid), n_dropped=dropped)
        panels = {world.panels[part["name"]][judge] for judge, _ in valid}
        panel_of[project] = panels.pop() if len(panels) == 1 else None
    for project, plain in plains.items():
        finish(world, part, (project, plain), found, panel_of)
    if part.get("penalties"):
        for project in world.projects:
            found[project].penalty = deducted(world, part, project)
    return found


def finish(
    world: World,
    part: Part,
    one: tuple[str, Fraction],
    found: Mapping[str, Points],
    panel_of: Mapping[str, str | None],
) -> None:
    (project, plain), mine = one, found[one[0]]
    times = Fraction(1)
    if part["panel_coefficient"] and panel_of[project] is not None:
        raws = {p: points.raw for p, points in found.items() if points.raw is not None}
        group = mean([raw for p, raw in raws.items() if panel_of[p] == panel_of[project]])
        times = mine.coefficient = mean(list(raws.values())) / group if group else Fraction(1)
    full, taken = full_marks(part), deducted(world, part, project)
    mine.points = max((mine.raw * times - taken) * 100 / full, Fraction(0))
    mine.untrimmed = max((plain * times - taken) * 100 / full, Fraction(0))


def deducted(world: World, part: Part, project: str) -> Fraction:
    allowed = {one["name"]: one["most"] for one in part.get("penalties", ())}
    return sum(
        (Fraction(points) for component, p, name, points in world.penalties
         if (component, p) == (part["name"], project) and points <= allowed.get(name, 0)),
        Fraction(0),
    )  # fmt: skip


def plain_voted(world: World, part: Part) -> dict[str, Points]:
    votes = world.votes[part["name"]]
    counts = {p: [votes[c["name"]].get(p) for c in part["channels"]] for p in world.projects}
    if "weight" not in part["channels"][0]:
        sums = {p: None if None in mine else sum(mine) for p, mine in counts.items()}
        points = converted(part, sums)
    else:
        each = [converted(part, votes[c["name"]]) for c in part["channels"]]
        points = {
            p: None if None in mine else sum(
                (one[p] * Fraction(c["weight"]) / 100
                 for one, c in zip(each, part["channels"], strict=True)), Fraction(0))
            for p, mine in counts.items()
        }  # fmt: skip
    return {p: Points(points.get(p), points.get(p), points.get(p)) for p in world.projects}


def converted(part: Part, votes: Mapping[str, int | None]) -> dict[str, Fraction | None]:
    known = {p: n for p, n in votes.items() if n is not None}
    if not any(known.values()):
        return dict.fromkeys(known, Fraction(0))
    place = {p: 1 + sum(other > n for other in known.values()) for p, n in known.items()}
    most, every, m = max(known.values()), sum(known.values()), len(known)
    kinds = {
        "max_ratio": lambda p: Fraction(100 * known[p], most),
        "share": lambda p: Fraction(100 * known[p], every),
        "rank": lambda p: Fraction(100 * (m - place[p] + 1), m),
        "ladder": lambda p: laddered(part["ladder"], place[p]),
        "threshold": lambda p: reached(part["threshold"], known[p], most),
    }
    return {p: kinds[part["convert"]](p) for p in known}


def laddered(ladder: Mapping[str, Decimal], place: int) -> Fraction:
    value = max(ladder["first"] - ladder["step"] * (place - 1), ladder["floor"])
    return Fraction(value) * 100 / Fraction(ladder["first"])


def reached(threshold: Mapping[str, Any], n: int, most: int) -> Fraction:
    base = Fraction(threshold["points"])
    return (base if n >= threshold["votes"] else 0) + (100 - base) * Fraction(n, most)


# --- totals, ranks, grades -----------------------------------------------------------------------


@dataclass
class Place:
    """Where one project stands."""

    total: Fraction | None
    status: str
    rank: int | None = None
    is_tied: bool = False
    step: str | None = None
    grade: str | None = None


def plain_points(world: World) -> dict[str, dict[str, Points]]:
    """Return the points by component and project."""
    kinds = {"judged": plain_judged, "voted": plain_voted}
    return {part["name"]: kinds[part["kind"]](world, part) for part in world.parts}


def plain_places(world: World, points: Mapping[str, Mapping[str, Points]]) -> dict[str, Place]:
    places, keys = {}, {}
    empty = {name for name, mine in points.items() if all(p.points is None for p in mine.values())}
    for project in world.projects:
        lacks = {name for name in points if points[name][project].points is None}
        status = "final" if not lacks else "provisional" if lacks <= empty else "incomplete"
        known = [part for part in world.parts if part["name"] not in lacks]
        total = weighted(known, points, project) if known else None
        places[project] = Place(total, status)
        if status == "final":
            shown = half_up(total, world.ranking["decimals"])
            measured = shown if world.ranking["rank_on"] == "rounded" else total
            steps = (step(world, points, project, word) for word in world.ranking["ties"])
            keys[project] = (measured, *steps)
    set_ranks(world, places, keys)
    set_grades(world, places, keys)
    return places


def weighted(
    parts: Sequence[Part], points: Mapping[str, Mapping[str, Points]], project: str,
    which: str = "points",
) -> Fraction:  # fmt: skip
    return sum(
        (getattr(points[part["name"]][project], which) * Fraction(part["weight"]) / 100
         for part in parts),
        Fraction(0),
    )  # fmt: skip


def step(
    world: World, points: Mapping[str, Mapping[str, Points]], project: str, word: str
) -> Fraction:
    if word == "untrimmed":
        return weighted(world.parts, points, project, "untrimmed")
    if word == "votes":
        voted = [part for part in world.parts if part["kind"] == "voted"]
        return weighted(voted, points, project)
    return points[word][project].points


def set_ranks(world: World, places: Mapping[str, Place], keys: Mapping[str, tuple]) -> None:
    for project, key in keys.items():
        better = [other for other in keys.values() if other > key]
        is_dense = world.ranking["style"] == "dense"
        place, others = places[project], [k for p, k in keys.items() if p != project]
        place.rank = 1 + len(set(better) if is_dense else better)
        place.is_tied = key in others
        alone = next((n for n in range(1, len(key) + 1)
                      if all(other[:n] != key[:n] for other in others)), None)  # fmt: skip
        words = (None, *world.ranking["ties"])
        place.step = "unresolved" if alone is None else words[alone - 1]


def set_grades(world: World, places: Mapping[str, Place], keys: Mapping[str, tuple]) -> None:
    rules, left = world.grades, int(world.grades["outstanding_share_max"] * len(keys))
    top, second = (band["grade"] for band in rules["bands"][:2])
    ordered = sorted(keys, key=lambda p: keys[p], reverse=True)
    for _, group in groupby(ordered, key=lambda p: keys[p]):
        block = list(group)
        earned = {p: band(world, places[p].total) for p in block}
        first = [p for p in block if earned[p] == top]
        fits = len(first) <= left
        left = left - len(first) if fits else 0
        for p in block:
            places[p].grade = second if p in first and not fits else earned[p]


def band(world: World, total: Fraction) -> str:
    rules = world.grades
    value = total if rules["grade_on"] == "unrounded" else half_up(total, world.ranking["decimals"])
    return next(one["grade"] for one in rules["bands"] if value >= one["at_least"])
