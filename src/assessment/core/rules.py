"""A year's rules: one TOML file, read into frozen models or refused with file and key."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from pydantic import Field, PrivateAttr, ValidationError, model_validator

from assessment.core import rule_components
from assessment.core import rule_sections as sections
from assessment.core.labels import Phrase, phrase, say
from assessment.core.rule_components import Component, Judged, Voted
from assessment.core.rule_values import Fault, Flag, Frozen, Sourced, Text, Year

ROUNDS = ("review", "assessment")
TIE_WORDS = ("untrimmed", "votes")
_TOML_PLACE = re.compile(r"line ([0-9]+), column ([0-9]+)")


class RulesError(ValueError):
    """A rules file that cannot be used; `faults` pairs each key with what belongs there."""

    def __init__(self, file: str, faults: Sequence[tuple[str, Phrase]]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__(self.line())

    def line(self, lang: str = "zh") -> str:
        """Return one line a fault in Chinese or English: file, key, what belongs there."""
        told = (phrase("fault.key", key=key, what=what) if key else what
                for key, what in self.faults)  # fmt: skip
        return "\n".join(say("fault.at", lang, file=self.file, what=what) for what in told)


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
    def is_decided(self) -> bool:
        """Whether the committee's decision is on record, so that nothing says 暂定."""
        return self.decision.decided_date is not None

    def of_round(self, name: str) -> tuple[Judged | Voted, ...]:
        """Return the components of a round, as the file orders them."""
        return tuple(part for part in self.components if part.round == name)

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
        _refuse_repeated("theme.code", (theme.code for theme in self.themes))
        _refuse_repeated("theme.name", (theme.name for theme in self.themes))
        _refuse_repeated("component.name", (part.name for part in self.components))
        for name in ROUNDS:
            _refuse_weights(name, self.of_round(name))
        judged = {part.name for part in self.components if part.kind == "judged"}
        for word in self.ranking.ties:
            if word not in judged | set(TIE_WORDS) | {part.name for part in self.components}:
                raise Fault("fault.tie", word=word, words=TIE_WORDS)
        return self


def _not_toml(error: tomllib.TOMLDecodeError) -> Phrase:
    """Return where a file is no TOML; what the parser says of it is English and is left out."""
    place = _TOML_PLACE.search(str(error))
    if place is None:
        return phrase("fault.toml_ends")
    return phrase("fault.not_toml", line=place[1], column=place[2])


def _refuse_repeated(key: str, values: Iterable[str]) -> None:
    repeated = [value for value, n in Counter(values).items() if n > 1]
    if repeated:
        raise Fault("fault.repeated", key=key, names=repeated)


def _refuse_weights(name: str, parts: Sequence[Judged | Voted]) -> None:
    total = sum((part.weight for part in parts), Decimal(0))
    if parts and total != 100:
        listed = " + ".join(f"{part.label} {part.weight}" for part in parts)
        raise Fault("fault.weights", round=name, total=total, listed=listed)


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
    try:
        rules = Rules.model_validate(raw)
    except ValidationError as error:
        raise RulesError(file, [_fault(item, raw) for item in error.errors()]) from None
    rules._digest = hashlib.sha256(data).hexdigest()
    return rules


def _fault(item: Any, raw: dict[str, Any]) -> tuple[str, Phrase]:
    key, context, kind = _key(item["loc"], raw), item.get("ctx", {}), item["type"]
    if kind == "missing":
        return key, phrase("fault.missing")
    if kind == "extra_forbidden":
        return key, phrase("fault.unknown", near=_nearest(item))
    if kind == "literal_error":
        return key, phrase("fault.word", expected=context["expected"], found=item["input"])
    if kind.startswith("union_tag"):
        return f"{key}.kind", phrase("fault.kind")
    if kind == "value_error" and isinstance(context["error"], Fault):
        return key, context["error"].phrase
    return key, phrase("fault.wrong", error=item["msg"], found=item["input"])


def _key(location: tuple[str | int, ...], raw: dict[str, Any]) -> str:
    """Return the key as a person would find it: `component[defense].weight`."""
    parts: list[str] = []
    here: Any = raw
    for step in location:
        if isinstance(here, dict) and step not in here and step in ("judged", "voted"):
            continue
        here = _inside(here, step)
        if isinstance(step, int):
            name = here.get("name") or here.get("code") if isinstance(here, dict) else None
            parts[-1] += f"[{name or step + 1}]"
        else:
            parts.append(step)
    return ".".join(parts)


def _inside(here: Any, step: str | int) -> Any:
    if isinstance(here, list) and isinstance(step, int):
        return here[step]
    return here.get(step) if isinstance(here, dict) else None


_KNOWN_KEYS = sorted(
    {
        field.alias or name
        for model in (*vars(sections).values(), *vars(rule_components).values(), Rules)
        if isinstance(model, type) and issubclass(model, Frozen)
        for name, field in model.model_fields.items()
    }
)


def _nearest(item: Any) -> Phrase:
    near = difflib.get_close_matches(str(item["loc"][-1]), _KNOWN_KEYS, n=1)
    return phrase("fault.near", name=near[0]) if near else phrase("fault.not_near")


def differences(one: Rules, other: Rules) -> list[tuple[str, str, str]]:
    """Return (key, before, after) for everything in which two years' rules differ.

    A key that one side lacks is shown as —. `year` and `title` are passed over.
    """
    before, after = _flat(one), _flat(other)
    keys = [key for key in {**before, **after} if key not in ("year", "title")]
    changed = [key for key in keys if before.get(key) != after.get(key)]
    return [(key, before.get(key, "—"), after.get(key, "—")) for key in changed]


def _flat(rules: Rules) -> dict[str, str]:
    found: dict[str, str] = {}
    _flatten(rules.model_dump(by_alias=True), "", found)
    return found


def _flatten(value: Any, key: str, found: dict[str, str]) -> None:
    if isinstance(value, dict):
        for name, item in value.items():
            _flatten(item, f"{key}.{name}" if key else str(name), found)
    elif isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        for n, item in enumerate(value, start=1):
            name = item.get("name") or item.get("code") or item.get("grade") or n
            _flatten(item, f"{key}[{name}]", found)
    else:
        found[key] = str(value) if not isinstance(value, (list, tuple)) else _listed(value)


def _listed(values: Sequence[Any]) -> str:
    return "、".join(str(value) for value in values)
