"""Invented rounds of every kind the rules allow: small, coarse, so that ties and gaps abound."""

from __future__ import annotations

import copy
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.score.official import component_points
from assessment.score.standings import standings

YEAR = 2019
STAGE = "assessment"
SRC = "000000000000!表1!A1"
_BASE = tomllib.loads(
    (Path(__file__).parents[1] / "rules" / f"{YEAR}.toml").read_text(encoding="utf-8"),
    parse_float=Decimal,
)
_WORDS = ("recused", "absent", "abstained", "blank", "unreadable")


@dataclass(frozen=True)
class RandomRound:
    """Rules and what was handed in, and what the toolkit makes of it."""

    rules: Rules
    tables: Mapping[str, pd.DataFrame]

    def given(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    def with_given(self, **changed: pd.DataFrame) -> RandomRound:
        """Return the round computed anew on other marks, votes or decisions."""
        return computed(self.rules, {**self.tables, **changed})


def computed(rules: Rules, given: Mapping[str, pd.DataFrame]) -> RandomRound:
    """Return a round with its results."""
    points = component_points(
        given["marks"], given["votes"], given["judges"], given["applications"],
        rules=rules, round=STAGE, penalties=given["penalties"],
    )  # fmt: skip
    stood = standings(
        points.tables["components"], given["applications"], given["decisions"], rules=rules
    )
    return RandomRound(rules, {**given, **points.tables, **stood.tables})


def random_round(seed: int, *, decided: bool = True) -> RandomRound:
    """Return one round; `decided` lets a committee settle some of its ties and grades."""
    rng = random.Random(seed)
    rules = _rules(rng)
    found = computed(rules, _given(rng, rules))
    return found.with_given(decisions=_decisions(rng, found)) if decided else found


def _rules(rng: random.Random) -> Rules:
    raw = copy.deepcopy(_BASE)
    names = ["defense", *rng.sample(["exhibition", "floor_vote", "online_vote"], rng.randint(0, 2))]
    weights = _split(rng, len(names))
    parts = [_part(rng, name, weight) for name, weight in zip(names, weights, strict=True)]
    raw["component"] = [one for one in raw["component"] if one["round"] != STAGE] + parts
    known = [part["name"] for part in parts if part["kind"] == "judged"]
    ties = ["untrimmed", "votes", *known]
    raw["ranking"] |= {
        "decimals": rng.randint(0, 3),
        "rank_on": rng.choice(["unrounded", "unrounded", "rounded"]),
        "ties": rng.sample(ties, rng.randint(0, len(ties))),
        "style": rng.choice(["competition", "competition", "dense"]),
    }
    raw["grades"] |= {
        "grade_on": rng.choice(["rounded", "unrounded"]),
        "outstanding_share_max": Decimal(rng.choice(["0", "0.3", "0.5", "1"])),
        "bands": [
            {"grade": word, "at_least": least}
            for word, least in zip(("优秀", "良好", "合格", "不合格"),
                                   rng.choice([(90, 80, 60, 0), (70, 60, 50, 0)]), strict=True)
        ],
    }  # fmt: skip
    return Rules.model_validate(raw)


def _split(rng: random.Random, n: int) -> list[int]:
    cuts = sorted(rng.sample(range(5, 100, 5), n - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]


def _part(rng: random.Random, name: str, weight: int) -> dict[str, Any]:
    head = {"round": STAGE, "name": name, "label": {"defense": "现场答辩", "exhibition": "成果展示",
            "floor_vote": "现场投票", "online_vote": "网络投票"}[name], "weight": weight,
            "source": "示例", "status": "assumed"}  # fmt: skip
    return head | (_voted(rng) if name.endswith("vote") else _judged(rng))


def _judged(rng: random.Random) -> dict[str, Any]:
    by_criterion = rng.random() < 0.3
    criteria = [
        {"name": f"项{n}", "points": rng.choice([5, 10, 20]),
         "factor": Decimal(rng.choice(["1", "1", "1", "0.5", "1.2"]))}
        for n in range(rng.randint(1, 3))
    ]  # fmt: skip
    drops = {"drop_high": rng.randint(0, 2), "drop_low": rng.randint(0, 2)}
    found = {
        "kind": "judged",
        "criteria": criteria,
        "combine": rng.choice(["trimmed_mean", "trimmed_mean", "mean", "median"]),
        "combine_on": "criterion" if by_criterion else "judge_total",
        **drops,
        "trim_from": sum(drops.values()) + rng.randint(1, 3),
        "min_judges": 1,
        "recuse_own_college": rng.random() < 0.7,
        "panel_coefficient": rng.random() < 0.3,
        "penalties": [{"name": "超时", "most": 5}] if rng.random() < 0.4 else [],
    }
    if by_criterion and rng.random() < 0.5:
        found["criterion_decimals"] = rng.randint(0, 2)
    return found


def _voted(rng: random.Random) -> dict[str, Any]:
    convert = rng.choice(["max_ratio", "share", "rank", "ladder", "threshold"])
    names = ["现场", "线上"][: rng.randint(1, 2)]
    apart = len(names) == 2 and rng.random() < 0.5
    weights = [rng.choice([40, 50])] * apart
    channels = [{"name": name} | ({"weight": w} if apart else {}) for name, w in
                zip(names, [*weights, *[100 - w for w in weights]] or [0, 0], strict=False)]  # fmt: skip
    settings = {"ladder": {"first": 20, "step": 3, "floor": 12},
                "threshold": {"votes": 4, "points": 50}}  # fmt: skip
    extra = {convert: settings[convert]} if convert in settings else {}
    return {"kind": "voted", "channels": channels, "convert": convert, **extra}


def _given(rng: random.Random, rules: Rules) -> dict[str, pd.DataFrame]:
    n_projects = rng.randint(2, 9)
    ids = [f"{YEAR}-C{n:02d}-1" for n in range(n_projects)]
    applications = pd.DataFrame({
        "year": YEAR, "project_id": ids, "brand_id": pd.NA,
        "project_name": [f"项目{n:02d}" for n in range(n_projects)],
        "college_code": [one[5:8] for one in ids], "theme_code": "T1", "maturity": "formed",
        "is_second": False, "is_exceptional": False, "college_order": 1, "requested_fen": 1,
        "submitted_date": pd.Timestamp("2019-03-01"), "lead_name": pd.NA, "phone": pd.NA,
        "status": "eligible", "src": SRC,
    })  # fmt: skip
    judges: list[dict[str, Any]] = []
    penalties: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    votes: list[dict[str, Any]] = []
    for part in rules.of_round(STAGE):
        if part.kind == "voted":
            votes += _votes(rng, part, ids)
        else:
            seats = _judges(rng, part, ids)
            judges += seats
            marks += _marks(rng, part, ids, seats)
            penalties += [
                {"year": YEAR, "component": part.name, "project_id": project, "name": one.name,
                 "points": rng.choice([0.5, 1, 3]), "reason": pd.NA, "src": SRC}
                for one in part.penalties for project in ids if rng.random() < 0.3
            ]  # fmt: skip
    tables = {"judges": judges, "marks": marks, "votes": votes, "penalties": penalties}
    return {
        "applications": conform(applications, "applications"),
        **{name: conform(pd.DataFrame(rows), name) if rows else empty(name)
           for name, rows in tables.items()},
        "decisions": empty("decisions"),
    }  # fmt: skip


def _judges(rng: random.Random, part: Any, ids: list[str]) -> list[dict[str, Any]]:
    return [
        {"year": YEAR, "component": part.name, "judge_id": f"J{n}", "judge_name": pd.NA,
         "college_code": rng.choice([rng.choice(ids)[5:8], "校外"]),
         "panel": rng.choice(["甲组", "乙组"]), "src": SRC}
        for n in range(1, rng.randint(2, 8))
    ]  # fmt: skip


def _marks(
    rng: random.Random, part: Any, ids: list[str], judges: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    seats = {one["judge_id"]: one["panel"] for one in judges}
    panel_of = {project: rng.choice(["甲组", "乙组", ""]) for project in ids}
    is_total_only = part.combine_on == "judge_total" and rng.random() < 0.25
    rows = []
    for project in ids:
        for judge, panel in seats.items():
            wrong_panel = part.panel_coefficient and panel_of[project] not in ("", panel)
            if wrong_panel or rng.random() < 0.05:
                continue
            word = rng.choice(_WORDS) if rng.random() < 0.12 else "given"
            whole = [("total", float(part.full))] if is_total_only else [
                (item.name, float(item.points)) for item in part.criteria]  # fmt: skip
            for name, full in whole:
                status = rng.choice(_WORDS) if rng.random() < 0.02 else word
                rows.append({
                    "year": YEAR, "component": part.name, "project_id": project, "judge_id": judge,
                    "criterion": name, "status": status, "src": SRC,
                    "points": _point(rng, full) if status == "given" else None,
                })  # fmt: skip
    return rows


def _point(rng: random.Random, full: float) -> float:
    """Return a mark on a coarse grid, so that totals coincide."""
    return round(full * rng.choice([0.6, 0.7, 0.8, 0.85, 0.9, 1.0]), 4)


def _votes(rng: random.Random, part: Any, ids: list[str]) -> list[dict[str, Any]]:
    most = rng.choice([0, 3, 8])
    return [
        {"year": YEAR, "component": part.name, "channel": channel.name, "project_id": project,
         "n_votes": rng.randint(0, most) if rng.random() > 0.03 else None, "src": SRC}
        for channel in part.channels
        for project in ids
        if rng.random() > 0.02
    ]  # fmt: skip


def _decisions(rng: random.Random, found: RandomRound) -> pd.DataFrame:
    """Return ranks for some of the ties the rules leave open, and some grades."""
    stood = found.tables["standings"]
    rows = [_decision(project, "grade", rng.choice(["优秀", "良好", "合格"]))
            for project in stood["project_id"] if rng.random() < 0.1]  # fmt: skip
    open_ties = stood[stood["tie_step"] == "unresolved"]
    for rank, group in open_ties.groupby("rank"):
        places = list(range(int(rank), int(rank) + len(group)))
        rng.shuffle(places)
        n = rng.choice([0, 1, len(group)])
        pairs = zip(group["project_id"], places[:n], strict=False)
        rows += [_decision(project, "tie", str(place)) for project, place in pairs]
    return conform(pd.DataFrame(rows), "decisions") if rows else empty("decisions")


def _decision(project: str, matter: str, outcome: str) -> dict[str, Any]:
    return {"year": YEAR, "round": STAGE, "project_id": project, "matter": matter,
            "outcome": outcome, "granted_fen": pd.NA, "reason": "示例", "decided_by": pd.NA,
            "decided_date": pd.NaT, "src": SRC}  # fmt: skip
