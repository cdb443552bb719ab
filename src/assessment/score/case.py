"""The tables of one project's round, read for people: names, points, places in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import exact
from assessment.core.labels import labels, say
from assessment.core.persons import persons_in, withhold
from assessment.core.provenance import cell_of
from assessment.core.rule_sections import Judged, Voted
from assessment.core.rule_values import Sourced
from assessment.core.rules import ROUNDS, TIE_WORDS, Rules
from assessment.core.shelf import Shelf
from assessment.core.tables import file_names, of_year
from assessment.score.exact import shown
from assessment.score.ranking import DECISION
from assessment.score.tree import Node

_STEPS = (*TIE_WORDS, DECISION)


@dataclass(frozen=True, slots=True)
class Case:
    """The rows of one year and round, the rules they follow, the language they are told in."""

    shelf: Shelf
    round: str
    rules: Rules
    files: Mapping[str, str]
    lang: str = "zh"
    persons: Sequence[str] = ()

    def say(self, key: str, **values: Any) -> str:
        """Return a line of the catalogue."""
        return say(key, self.lang, **values)

    def rows(self, table: str, **values: str) -> Sequence[Any]:
        """Return the year's rows of a table that have these values."""
        return self.shelf.rows(table, **values)

    def name(self, project_id: str) -> str:
        """Return a project's name, its id when it has none."""
        rows = self.rows("applications", project_id=project_id)
        return str(rows[0].project_name) if rows else project_id

    def points(self, value: object) -> str:
        """Return points as people read them."""
        if value is None or value is pd.NA:
            return self.say("explain.nothing")
        return shown(value if isinstance(value, Fraction) else exact(value), self.decimals)

    def step(self, word: str) -> str:
        """Return what a tie step compares."""
        if word in _STEPS:
            return self.say(f"explain.step.{word}")
        return self.label(self.rules.component(word))

    def label(self, part: Judged | Voted) -> str:
        """Return what a component is called; in English its code, which is the glossary's word."""
        return part.label if self.lang == "zh" else part.name.replace("_", " ")

    def lacking(self, missing: object) -> str:
        """Return the components that a standing names as missing."""
        parts = self.rules.of_round(self.round)
        return self.say("sep").join(
            self.label(part) for part in parts if part.label in str(missing).split("、")
        )

    def grade(self, grade: object) -> str:
        """Return a grade; one that the catalogue does not know stands as the rules name it."""
        key = f"grade.{grade}"
        return self.say(key) if key in labels() else str(grade)

    def title(self, name: str) -> str:
        """Return a heading: a name, the year and the round."""
        round_name = self.say(f"round.{self.round}")
        return self.say("explain.title", name=name, year=self.rules.year, round=round_name)

    def stage(self, standing: Any) -> str:
        """Return what the points so far of a standing are: their full mark, what is missing."""
        missing, names = str(standing.missing).split("、"), self.lacking(standing.missing)
        there = [part for part in self.rules.of_round(self.round) if part.label not in missing]
        if not there:
            return self.say("stage.none", names=names)
        full = shown(sum((Fraction(part.weight) for part in there), Fraction(0)), 4)
        return self.say("stage.points", full=full.rstrip("0").rstrip("."), names=names)

    @property
    def decimals(self) -> int:
        """Decimals that people are shown."""
        return self.rules.ranking.decimals

    def where(self, src: object) -> str:
        """Return file, sheet and cell of a `src` text; a judge's name in them is withheld."""
        return self.withhold(str(cell_of(src, self.files)))

    def withhold(self, text: str) -> str:
        """Return a text without the names of persons: judges stay coded."""
        return withhold(text, self.persons)

    def cited(self, label: str, value: str, src: object) -> Node:
        """Return a value with its place, and below it the correction that was made there."""
        return Node(label, value, self.where(src), tuple(self._corrections(src)))

    def _corrections(self, src: object) -> Iterator[Node]:
        place = str(src).split("!")
        for row in self.rows("corrections", sheet="!".join(place[1:-1]), cell=place[-1]):
            if row.is_applied and str(row.sha256).startswith(place[0]):
                yield Node(self.say("explain.correction"), self._mended(row), self.where(row.src))

    def _mended(self, row: Any) -> str:
        was, now = (
            self.say("explain.blank") if pd.isna(value) else self.withhold(str(value))
            for value in (row.was, row.now)
        )
        why = "" if pd.isna(row.reason) else self.withhold(str(row.reason))
        day = "" if pd.isna(row.date) else str(row.date.date())
        because = self.say("sep").join(part for part in (why, day) if part)
        told = self.say("explain.because", told=because) if because else ""
        return self.say("explain.corrected", was=was, now=now, told=told)

    def clause(self, section: Sourced) -> Node:
        """Return the clause a section of the rules rests on, marked while nobody decided it."""
        is_open = section.status == "assumed" and not self.rules.is_decided
        mark = self.say("rules.open") if is_open else ""
        return Node(self.say("explain.basis"), section.source + mark)


def find_case(
    tables: Mapping[str, pd.DataFrame], project_id: str, rules: Rules, name: str | None, lang: str
) -> tuple[Case, Any]:
    """Return the round in which a project stands, the last one unless named, and its standing.

    Raises
    ------
    KeyError
        When it does not stand there.
    """
    for case in open_cases(tables, rules, [name] if name else reversed(ROUNDS), lang):
        for row in case.rows("standings", round=case.round, project_id=project_id):
            return case, row
    raise KeyError(f"{project_id} does not stand in {name or 'any round'} of {rules.year}")


def open_cases(
    tables: Mapping[str, pd.DataFrame], rules: Rules, rounds: Iterable[str], lang: str
) -> list[Case]:
    """Return these rounds of a year, all from one shelf."""
    shelf, files, persons = (
        Shelf(lambda name: of_year(tables.get(name, pd.DataFrame()), name, rules.year)),
        file_names(tables.get("sources")),
        persons_in(tables),
    )
    return [Case(shelf, one, rules, files, lang, persons) for one in rounds]
