"""The rules as they stood when marks or votes of a round were read: kept, and compared with now.

A copy of the rules file is kept beside the rules, outside of what is rebuilt, each time a round's
marks are read under rules that differ from the copy before. Its name says year, round, number and
day: `2017.assessment.01.2017-12-20.toml`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from assessment.core.details import detail
from assessment.core.labels import say
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.core.rule_changes import differences
from assessment.core.rules import ROUNDS, Rules, RulesError, parse_rules

FOLDER = "rules/seen"
_NAME = re.compile(r"(\d{4})\.(review|assessment)\.(\d+)\.(\d{4}-\d{2}-\d{2})\.toml")
_MOST_TOLD, _LONG = 5, 20


@dataclass(frozen=True, slots=True)
class SeenRules:
    """A rules file under which marks or votes of a round were read, from that day on."""

    round: str
    number: int
    day: date
    text: bytes

    @property
    def digest(self) -> str:
        """The sha256 of the file."""
        return hashlib.sha256(self.text).hexdigest()


@dataclass(frozen=True, slots=True)
class RulesHistory:
    """A year's rules file as it is today, and those under which marks were read before."""

    year: int
    text: bytes
    day: date
    seen: tuple[SeenRules, ...] = ()

    def of_round(self, name: str) -> list[SeenRules]:
        """Return what was seen of a round, the first one first."""
        mine = (one for one in self.seen if one.round == name)
        return sorted(mine, key=lambda one: one.number)

    def with_marks(self, tables: Mapping[str, pd.DataFrame], rules: Rules) -> RulesHistory:
        """Return the history after a reading: today's rules are seen by the rounds with marks."""
        new = []
        for name in _rounds_read(tables, rules):
            before = self.of_round(name)
            now = SeenRules(name, len(before) + 1, self.day, self.text)
            if not before or before[-1].digest != now.digest:
                new.append(now)
        return replace(self, seen=(*self.seen, *new))

    def files(self) -> dict[str, bytes]:
        """Return the copies by their place in the workspace."""
        return {
            f"{FOLDER}/{self.year}.{one.round}.{one.number:02}.{one.day}.toml": one.text
            for one in self.seen
        }


def read_seen(files: Mapping[str, bytes], year: int) -> tuple[SeenRules, ...]:
    """Return the copies of a year among files by name; other files are passed over.

    Examples
    --------
    >>> read_seen({"2017.review.01.2017-03-25.toml": b"", "note.txt": b""}, 2017)
    (SeenRules(round='review', number=1, day=datetime.date(2017, 3, 25), text=b''),)
    """
    found = ((_NAME.fullmatch(name), text) for name, text in sorted(files.items()))
    return tuple(
        SeenRules(match[2], int(match[3]), date.fromisoformat(match[4]), text)
        for match, text in found
        if match and int(match[1]) == year
    )


def _rounds_read(tables: Mapping[str, pd.DataFrame], rules: Rules) -> list[str]:
    """Return the rounds of which a mark or a vote was read; blank boxes are none."""
    marks, votes = tables["marks"], tables["votes"]
    named = {*marks.loc[marks["status"] != "blank", "component"]}
    named |= {*votes.loc[votes["n_votes"].notna(), "component"]}
    return [name for name in ROUNDS if named & {part.name for part in rules.of_round(name)}]


def check_history(history: RulesHistory, rules: Rules) -> list[Problem]:
    """Return a problem for each round whose marks were first read under other rules.

    Parameters
    ----------
    history : RulesHistory
        After the reading (`with_marks`).
    rules : Rules
        The rules as they are.

    Problems
    --------
    rule.changed-after-marks
    """
    return [
        _changed(versions[0], versions[-1], name, rules)
        for name in ROUNDS
        if (versions := history.of_round(name)) and versions[0].digest != versions[-1].digest
    ]


def _changed(first: SeenRules, last: SeenRules, name: str, rules: Rules) -> Problem:
    round_name = say(f"round.{name}")
    then = detail("rules_first", name=round_name, day=first.day, place=first.digest[:8])
    now = detail("rules_now", day=last.day, place=last.digest[:8], names=_told(first, rules))
    where = CellRef(f"rules/{rules.year}.toml")
    return problem("rule.changed-after-marks", where, actual=now, expected=then)


def _told(first: SeenRules, rules: Rules) -> str:
    try:
        before = parse_rules(first.text, file=f"{FOLDER}/{rules.year}.{first.round}")
    except RulesError:
        return detail("not_comparable")
    changes = [_change(*one) for one in differences(before, rules)]
    if not changes:
        return detail("same_content")
    if len(changes) > _MOST_TOLD:
        listed = "，".join(changes[:_MOST_TOLD])
        return detail("and_others", names=listed, n=len(changes))
    return "，".join(changes)


def _change(key: str, before: str, after: str) -> str:
    is_short = max(len(before), len(after)) <= _LONG
    return f"{key}（{before} → {after}）" if is_short else key


def digests(seen: Sequence[SeenRules]) -> dict[str, str]:
    """Return the hash of each copy by round and number."""
    return {f"{one.round}.{one.number}": one.digest for one in seen}
