"""A year's rules: one TOML file, read into frozen models or refused with file and key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from pydantic import Field, PrivateAttr, ValidationError, model_validator

from assessment.core import rule_sections as sections
from assessment.core.labels import Phrase, phrase
from assessment.core.rule_components import Component, Judged, Voted
from assessment.core.rule_faults import RuleFault, faults_of
from assessment.core.rule_faults import RulesError as RulesError
from assessment.core.rule_values import Fault, Flag, Frozen, Sourced, Text, Year

ROUNDS = ("review", "assessment")
TIE_WORDS = ("untrimmed", "votes")
_TOML_PLACE = re.compile(r"line ([0-9]+), column ([0-9]+)")


class Rules(Frozen):
    """What the committee decided for one year. `digest` is the sha256 of the file's bytes."""

    year: Year
    """The year the rules are for."""
    title: Text
    """What the rules are called."""
    sample: Flag = False
    """Marks an invented year; everything made from it says 示例数据."""
    decision: sections.Decision = sections.Decision()
    office: sections.Office = sections.Office()
    programme: sections.Programme
    calendar: sections.Calendar
    eligibility: sections.Eligibility
    assessment: sections.Assessment
    selection: sections.Selection
    themes_basis: Sourced = Field(alias="themes")
    themes: tuple[sections.Theme, ...] = Field(alias="theme", min_length=1)
    components: tuple[Component, ...] = Field(alias="component", min_length=1)
    ranking: sections.Ranking
    grades: sections.Grades
    budget: sections.Budget
    brands: sections.Brands
    red_flag: sections.RedFlag
    publication: sections.Publication
    _digest: str = PrivateAttr(default="")

    @property
    def digest(self) -> str:
        """The sha256 of the file these rules were read from (empty when built in code)."""
        return self._digest

    @property
    def name(self) -> str:
        """The title, with （示例数据） behind it when the year is invented."""
        return self.title + ("（示例数据）" if self.sample else "")

    @property
    def years_left(self) -> int:
        """How many years of the programme come after this one."""
        last = self.programme.first_year + self.programme.years - 1
        return max(last - self.year, 0)

    @property
    def slots_left(self) -> int:
        """How many projects the years of the programme after this one can select."""
        return self.years_left * self.selection.max_projects

    @property
    def is_decided(self) -> bool:
        """Whether the committee's decision is on record, so that nothing says 暂定."""
        return self.decision.decided_date is not None

    def of_round(self, name: str) -> tuple[Judged | Voted, ...]:
        """Return the components of a round, as the file orders them."""
        return tuple(part for part in self.components if part.round == name)

    def n_first(self, round: str, n_ranked: int) -> int:
        """Return how many are the first of a round: selected at most, or outstanding at most."""
        return self.selection.max_projects if round == "review" else self.grades.cap(n_ranked)

    def component(self, name: str) -> Judged | Voted:
        """Return the component of that name.

        Raises
        ------
        KeyError
            When the rules have none.
        """
        for part in self.components:
            if part.name == name:
                return part
        raise KeyError(f"rules {self.year} have no component {name!r}")

    def theme(self, code: str) -> sections.Theme:
        """Return the theme with that code.

        Raises
        ------
        KeyError
            When the rules have none.
        """
        for theme in self.themes:
            if theme.code == code:
                return theme
        raise KeyError(f"rules {self.year} have no theme {code!r}")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _refuse_later_start(self.programme.first_year, self.year)
        _refuse_repeated("theme", "code", [theme.code for theme in self.themes])
        _refuse_repeated("theme", "name", [theme.name for theme in self.themes])
        _refuse_repeated("component", "name", [part.name for part in self.components])
        for name in ROUNDS:
            rounds = [part.round for part in self.components]
            last = len(rounds) - 1 - rounds[::-1].index(name) if name in rounds else 0
            _refuse_weights(name, self.of_round(name), last)
        judged = {part.name for part in self.components if part.kind == "judged"}
        for word in self.ranking.ties:
            if word not in judged | set(TIE_WORDS) | {part.name for part in self.components}:
                at = ("ranking", "ties", self.ranking.ties.index(word))
                raise Fault("fault.tie", at=at, word=word, words=TIE_WORDS)
        lowest = self.grades.bands[-1].grade
        if self.red_flag.brand_bonus.get(lowest, 0) > 0:
            raise Fault("fault.bonus_grade", at=("red_flag", "brand_bonus", lowest), grade=lowest)
        return self


def _not_toml(error: tomllib.TOMLDecodeError) -> Phrase:
    """Return where a file is no TOML; what the parser says of it is English and is left out."""
    place = _TOML_PLACE.search(str(error))
    if place is None:
        return phrase("fault.toml_ends")
    return phrase("fault.not_toml", line=place[1], column=place[2])


def _refuse_later_start(first: int, year: int) -> None:
    if first > year:
        raise Fault("fault.first_year", at=("programme", "first_year"), year=year, first=first)


def _refuse_repeated(section: str, key: str, values: Sequence[str]) -> None:
    repeated = [value for value, n in Counter(values).items() if n > 1]
    if repeated:
        last = len(values) - 1 - values[::-1].index(repeated[0])
        at = (section, last, key)
        raise Fault("fault.repeated", at=at, key=f"{section}.{key}", names=repeated)


def _refuse_weights(name: str, parts: Sequence[Judged | Voted], at: int) -> None:
    total = sum((part.weight for part in parts), Decimal(0))
    if parts and total != 100:
        listed = " + ".join(f"{part.label} {part.weight}" for part in parts)
        place = ("component", at, "weight")
        raise Fault("fault.weights", at=place, round=name, total=total, listed=listed)


def load_rules(path: str | Path) -> Rules:
    """Read the rules of one year.

    Parameters
    ----------
    path : str or Path
        A file `rules/<year>.toml`.

    Raises
    ------
    RulesError
        With file, key and what belongs there, when the file is missing, is no TOML, has an
        unknown key, lacks one, or contradicts itself.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RulesError(str(path), [("", phrase("fault.unreadable"))]) from error
    return parse_rules(data, file=f"{path.parent.name}/{path.name}")


def parse_rules(data: bytes, *, file: str) -> Rules:
    """Read rules from the bytes of a TOML file; `file` is the name errors show.

    Raises
    ------
    RulesError
        As `load_rules`.
    """
    try:
        raw = tomllib.loads(data.decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise RulesError(file, [("", phrase("fault.not_utf8"))]) from error
    except tomllib.TOMLDecodeError as error:
        raise RulesError(file, [("", _not_toml(error))]) from error
    rules, faults = check_rules(raw)
    if rules is None:
        raise RulesError(file, [(fault.key, fault.told) for fault in faults])
    rules._digest = hashlib.sha256(data).hexdigest()
    return rules


def check_rules(raw: dict[str, Any]) -> tuple[Rules | None, list[RuleFault]]:
    """Return the rules that were read, or none and every fault found in them."""
    try:
        return Rules.model_validate(raw), []
    except ValidationError as error:
        return None, faults_of(error, raw)
