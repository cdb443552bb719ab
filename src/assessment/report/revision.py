"""修订对照表: what two years' rules say clause by clause, and whom the change would move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rule_changes import Change, changes
from assessment.core.rules import Rules
from assessment.report.wording import show_grade, show_number, show_points
from assessment.report.workbook.clauses import Clause, clauses

# Sections that decide who stands where, by the rounds that they are about.
_SCORING = {
    "assessment": ("assessment",),
    "ranking": ("review", "assessment"),
    "grades": ("review", "assessment"),
}
_DATED = "只更新日期，不影响得分和名次。"
_BASIS = "只更新依据或状态，不影响得分和名次。"
_OTHER = "不影响项目得分和名次。"
_SPECIAL = {
    "eligibility": "只影响以后的申报，不影响已有得分和名次。",
    "selection": "影响以后的立项和拨付，不影响项目得分和名次。",
    "red_flag": "不影响项目得分和名次；五四红旗团委评比的变化未试算。",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A round of a year ranked under another year's rules.

    `weight` is what is kept of the other rules' weights, `left_out` the components that are not
    counted (code, label, reason), `places` every project with its places before and after.
    """

    year: int
    rules_year: int
    round: str
    weight: Decimal
    left_out: tuple[tuple[str, str, str], ...]
    places: pd.DataFrame

    @property
    def moved(self) -> pd.DataFrame:
        """The projects whose rank, grade or status differs, by their rank before."""
        order = self.places.assign(first=self.places["rank_before"].isna())
        order = order.sort_values(["first", "rank_before", "project_id"], kind="stable")
        return order[order["is_moved"]] if self.weight else order.iloc[:0]

    def count(self, name: str) -> int:
        """Return how many projects differ in rank or grade."""
        pairs = zip(self.places[f"{name}_before"], self.places[f"{name}_after"], strict=True)
        return sum(_known(before) != _known(after) for before, after in pairs)


@dataclass(frozen=True, slots=True)
class Revised:
    """A clause that differs: its words before and after, each value, why, and what follows."""

    item: str
    key: str
    before: str
    after: str
    details: tuple[Change, ...]
    reason: str
    impact: str


def revised(one: Rules, other: Rules, trials: Sequence[Trial], /) -> list[Revised]:
    """Return the clauses in which `other` differs from `one`, in the order of the newer rules.

    The reason is the source that a new or changed clause rests on; where the source stayed the
    same it says nothing about the change, and the reason is left to be filled.
    """
    first, second = ({clause.key: clause for clause in clauses(rules)} for rules in (one, other))
    found = changes(one, other)
    rounds = {f"component[{part.name}]": (part.round,)
              for part in (*one.components, *other.components)} | _SCORING  # fmt: skip
    rows = []
    for key in _in_order(list(first), list(second)):
        values = tuple(change for change in found if change.section == key)
        if values:
            told = [trial for trial in trials if trial.round in rounds.get(key, ())]
            impact = _impact(key, values, told if key in rounds else None)
            rows.append(_row(first.get(key), second.get(key), values, impact))
    return rows


def _in_order(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the newer rules' keys, each that is gone behind the one it followed."""
    keys = list(after)
    for number, key in enumerate(before):
        if key not in keys:
            place = keys.index(before[number - 1]) + 1 if number else 0
            keys.insert(place, key)
    return keys


def _row(
    before: Clause | None, after: Clause | None, values: tuple[Change, ...], impact: str
) -> Revised:
    clause = after or before
    assert clause is not None
    is_new_source = after is not None and (before is None or before.source != after.source)
    return Revised(
        clause.name,
        clause.key,
        before.text if before else "（无）",
        after.text if after else "（删去）",
        values if before and after else (),
        after.source if after and is_new_source else "",
        impact,
    )


def _impact(key: str, values: Sequence[Change], trials: Sequence[Trial] | None) -> str:
    """Return what follows from the change of a clause; trials are of all changes together."""
    telling = [change for change in values if not is_basis(change)]
    if not telling:
        return _BASIS
    if all(change.is_dated for change in telling):
        return _DATED
    if trials is None:
        return _SPECIAL.get(key, _OTHER)
    told = [f"{trial.year}年{say(f'round.{trial.round}')}{_counted(trial)}" for trial in trials]
    return f"与其他评分条款合并试算：{'；'.join(told)}。" if told else "尚无数据，未试算。"


def is_basis(change: Change) -> bool:
    """Tell whether a change is of what a clause rests on rather than of what it says."""
    return change.key.endswith((".source", ".status"))


def _counted(trial: Trial) -> str:
    if not trial.weight:
        return "没有可以套用的评分"
    ranks, grades = trial.count("rank"), trial.count("grade")
    if not ranks and not grades:
        return "名次、等次不变"
    return f"名次变动{ranks}个、等次变动{grades}个"


def trial_lines(trial: Trial, lang: str = "zh") -> list[str]:
    """Return in sentences what could not be carried over, and how many projects move."""
    years = {"year": trial.year, "other": trial.rules_year}
    told = []
    for code, label, reason in trial.left_out:
        name = label if lang == "zh" else code.replace("_", " ")
        told.append(say(f"revision.{reason}", lang, label=name, **years))
    if not trial.weight:
        return [*told, say("revision.impossible", lang)]
    if trial.weight != 100:
        told.append(say("revision.scaled", lang, weight=show_number(trial.weight)))
    counts = {"n": len(trial.places), "ranks": trial.count("rank"), "grades": trial.count("grade")}
    key = "revision.moved" if len(trial.moved) else "revision.unmoved"
    return [*told, say(key, lang, **counts)]


def trial_title(trial: Trial, lang: str = "zh") -> str:
    """Return what was tried: whose data under whose rules."""
    round = say(f"round.{trial.round}", lang)
    return say("revision.trial", lang, year=trial.year, other=trial.rules_year, round=round)


def list_moves(trial: Trial, /, *, decimals: int, lang: str = "zh") -> pd.DataFrame:
    """Return the projects that move as people read them: names, and each place before and after."""
    heads = [say(key, lang) for key in ("project", "unit", "revision.total", "rank", "grade")]
    rows = [list(_move(row, decimals, lang)) for row in trial.moved.to_dict("records")]
    return pd.DataFrame(rows, columns=heads)


def _move(row: dict[Any, Any], decimals: int, lang: str) -> Iterator[str]:
    yield str(row["project_name"])
    yield str(row["college_name"])
    points = [show_points(_na(row[f"total_{side}"]), pd.NA, decimals) for side in _SIDES]
    yield _from_to(points, lang)
    yield _from_to([_rank(row, side, lang) for side in _SIDES], lang)
    yield _from_to([_grade(row, side, lang) for side in _SIDES], lang)


_SIDES = ("before", "after")


def _from_to(pair: Sequence[str], lang: str) -> str:
    before, after = pair
    return before if before == after else say("revision.from_to", lang, before=before, after=after)


def _rank(row: dict[Any, Any], side: str, lang: str) -> str:
    rank, status = _known(row[f"rank_{side}"]), _known(row[f"status_{side}"])
    if rank is not None:
        return str(int(rank))
    return say(f"standing.{status}", lang) if status else say("revision.absent", lang)


def _grade(row: dict[Any, Any], side: str, lang: str) -> str:
    grade = _known(row[f"grade_{side}"])
    return show_grade(str(grade), lang) if grade is not None else say("none", lang)


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value


def _na(value: Any) -> Any:
    return pd.NA if pd.isna(value) else value
