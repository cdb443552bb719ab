"""What differs between the rules of two years, key by key, in codes and in official words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from assessment.core.rule_fields import Key, keys_of
from assessment.core.rule_words import Words
from assessment.core.rules import Rules

NOTHING = "—"
# Themes share the clause of their section.
_CLAUSES = {"theme": "themes"}
_NAMES = ("code", "name", "grade", "item")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of the rules: its key and its value, each as the file has it and in words.

    `section` is the clause it belongs to: a section's key, or `component[code]`.
    """

    section: str
    key: str
    name: str
    code: str
    shown: str
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs; a side that lacks it is —."""

    section: str
    key: str
    name: str
    codes: tuple[str, str]
    shown: tuple[str, str]
    is_dated: bool


def changes(one: Rules, other: Rules) -> list[Change]:
    """Return everything in which two years' rules differ; year and title are passed over."""
    before, after = ({leaf.key: leaf for leaf in _of_rules(rules)} for rules in (one, other))
    both = [(before.get(key), after.get(key)) for key in {**before, **after}]
    return [_change(*pair) for pair in both if _code(pair[0]) != _code(pair[1])]


def differences(one: Rules, other: Rules) -> list[tuple[str, str, str]]:
    """Return (key, before, after) for everything in which two years' rules differ.

    A key that one side lacks is shown as —. `year` and `title` are passed over.
    """
    return [(change.key, *change.codes) for change in changes(one, other)]


def _code(leaf: Leaf | None) -> str:
    return leaf.code if leaf else NOTHING


def _change(before: Leaf | None, after: Leaf | None) -> Change:
    leaf = after or before
    assert leaf is not None
    shown = tuple(one.shown if one else NOTHING for one in (before, after))
    return Change(leaf.section, leaf.key, leaf.name, (_code(before), _code(after)),
                  (shown[0], shown[1]), leaf.is_dated)  # fmt: skip


def _of_rules(rules: Rules) -> Iterator[Leaf]:
    labels = {part.name: part.label for part in rules.components}
    for key in keys_of(Rules):
        value = getattr(rules, key.name)
        if key.key not in ("year", "title"):
            yield from _leaves(key, value, (key.key, (), labels))


def _leaves(
    key: Key, value: Any, at: tuple[str, tuple[str, ...], dict[str, str]]
) -> Iterator[Leaf]:
    """Yield the values below a key; `at`: the key so far, its words, the components' labels."""
    path, words, labels = at
    if isinstance(value, BaseModel):
        yield from _of_section(value, at)
    elif value and isinstance(value, tuple) and isinstance(value[0], BaseModel):
        for number, (name, one) in enumerate(_named(value), start=1):
            told = labels.get(name, name) if key.shape == "blocks" else name
            word = f"第{number}项" if name == f"{number}" else f"「{told}」"
            inner = (f"{path}[{name}]", (*words, word), labels)
            yield from _of_section(one, inner)
    elif isinstance(value, dict):
        for name, one in value.items():
            told = "".join((*words, f"「{name}」"))
            yield _leaf(f"{path}.{name}", told, _coded(one), _shown(one, key.words))
    else:
        known = labels if key.words.refers == "component" else {}
        yield _leaf(path, "".join(words), _coded(value), _in_words(value, key.words, known))


def _of_section(
    section: BaseModel, at: tuple[str, tuple[str, ...], dict[str, str]]
) -> Iterator[Leaf]:
    path, words, labels = at
    for key in keys_of(type(section)):
        inner = (f"{path}.{key.key}", (*words, key.words.zh), labels)
        yield from _leaves(key, getattr(section, key.name), inner)


def _leaf(path: str, name: str, code: str, shown: str) -> Leaf:
    head = path.partition(".")[0]
    is_component = head.startswith("component[")
    section = head if is_component else _CLAUSES.get(head.partition("[")[0], head)
    return Leaf(section, path, name, code, shown, _is_dated(path, code))


def _is_dated(path: str, code: str) -> bool:
    """Return whether a value is a day or a year, which moves on every year."""
    return path.endswith("counts_results_of") or all(map(_is_day, code.split("、")))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _named(sections: Sequence[BaseModel]) -> Iterator[tuple[str, BaseModel]]:
    """Yield the sections of a list with their names; one without or with another's is numbered."""
    seen: set[str] = set()
    for n, one in enumerate(sections, start=1):
        found = (getattr(one, name, None) for name in _NAMES)
        name = next((str(name) for name in found if name), f"{n}")
        yield (f"{name}·{n}" if name in seen else name), one
        seen.add(name)


def _coded(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(map(_coded, value))
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _in_words(value: Any, words: Words, labels: dict[str, str]) -> str:
    values: Sequence[Any] = value if isinstance(value, tuple) else [value]
    known = {**labels, **words.words}
    return "、".join(known.get(str(one), _shown(one, words)) for one in values) or NOTHING


def _shown(value: Any, words: Words) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        scaled = value * 100 if words.is_share else value
        text = format(scaled.normalize(), "f")
        return f"{text}%" if words.is_share else text
    return words.words.get(str(value), str(value))
