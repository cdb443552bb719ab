"""What is wrong with rules, told with the key as a person would find it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from assessment.core.labels import Phrase, phrase, say
from assessment.core.rule_values import Fault, Place
from assessment.core.rule_words import entries

# Kinds of faults of the models, with the limit that their line names.
_KINDS: Mapping[str, tuple[str, str]] = {
    "missing": ("fault.missing", ""),
    "greater_than": ("fault.above", "gt"),
    "greater_than_equal": ("fault.least", "ge"),
    "less_than": ("fault.below", "lt"),
    "less_than_equal": ("fault.most", "le"),
    "int_type": ("fault.whole", ""),
    "bool_type": ("fault.flag", ""),
    "string_type": ("fault.text", ""),
    "string_too_short": ("fault.empty", ""),
    "too_short": ("fault.none", ""),
    "date_type": ("fault.day", ""),
    "date_from_datetime_inexact": ("fault.day", ""),
}


class RulesError(ValueError):
    """A rules file that cannot be used; `faults` pairs each key with what belongs there.

    In a form the place of a cell takes the place of the key.
    """

    def __init__(self, file: str, faults: Sequence[tuple[str | Phrase, Phrase]]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__(self.line())

    def line(self, lang: str = "zh") -> str:
        """Return one line a fault in Chinese or English: file, key, what belongs there."""
        told = (phrase("fault.key", key=key, what=what) if key else what
                for key, what in self.faults)  # fmt: skip
        return "\n".join(say("fault.at", lang, file=self.file, what=what) for what in told)


@dataclass(frozen=True, slots=True)
class RuleFault:
    """One fault: where it is (keys and numbers in lists), the key in words, what belongs there."""

    place: Place
    key: str
    told: Phrase


def faults_of(error: ValidationError, raw: dict[str, Any]) -> list[RuleFault]:
    """Return every fault that the models found in what was read."""
    return [_fault(item, raw) for item in error.errors()]


def _fault(item: Any, raw: dict[str, Any]) -> RuleFault:
    place, key = _place(item["loc"], raw)
    context, kind = item.get("ctx", {}), item["type"]
    if kind.startswith("union_tag"):
        return RuleFault((*place, "kind"), f"{key}.kind", phrase("fault.kind"))
    if kind == "value_error" and isinstance(context["error"], Fault):
        fault = context["error"]
        return RuleFault((*place, *fault.at), key, fault.phrase)
    return RuleFault(place, key, _told(kind, context, item))


def _told(kind: str, context: Mapping[str, Any], item: Any) -> Phrase:
    found = item["input"]
    if kind == "extra_forbidden":
        return phrase("fault.unknown", near=_nearest(item))
    if kind == "literal_error":
        return phrase("fault.word", expected=context["expected"], found=found)
    if kind in _KINDS:
        line, limit = _KINDS[kind]
        values = {"limit": context[limit], "found": found} if limit else {}
        return phrase(line, **values)
    return phrase("fault.wrong", error=item["msg"], found=found)


def _place(location: Place, raw: dict[str, Any]) -> tuple[Place, str]:
    """Return where a fault is, and the key as a person would find it: `component[defense].weight`.

    The kind by which a component is told apart is no key of the file.
    """
    place: list[str | int] = []
    parts: list[str] = []
    here: Any = raw
    for step in location:
        if isinstance(here, dict) and step not in here and step in ("judged", "voted"):
            continue
        here = _inside(here, step)
        place.append(step)
        if isinstance(step, int):
            name = here.get("name") or here.get("code") if isinstance(here, dict) else None
            parts[-1] += f"[{name or step + 1}]"
        else:
            parts.append(step)
    return tuple(place), ".".join(parts)


def _inside(here: Any, step: str | int) -> Any:
    if isinstance(here, list) and isinstance(step, int):
        return here[step]
    return here.get(step) if isinstance(here, dict) else None


def _nearest(item: Any) -> Phrase:
    known = sorted({key for _, key in entries() if key})
    near = difflib.get_close_matches(str(item["loc"][-1]), known, n=1)
    return phrase("fault.near", name=near[0]) if near else phrase("fault.not_near")
