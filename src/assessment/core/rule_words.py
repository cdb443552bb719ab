"""What people call each key of the rules: the one catalogue, rule_words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """What a key is called, what it means, and Chinese for the codes its value may be.

    `key_zh` and `value_zh` are the two sides of a table of numbers by text. `refers` is set where
    the value names a component.
    """

    zh: str
    note: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    is_share: bool = False
    comment: str = ""
    sheet: str = ""
    key_zh: str = ""
    value_zh: str = ""
    refers: str = ""


@cache
def _catalogue() -> Mapping[str, Mapping[str, Any]]:
    path = __file__.removesuffix("rule_words.py") + "rule_words.toml"
    with open(path, "rb") as text:  # noqa: PTH123
        return tomllib.load(text)


def entries() -> list[tuple[str, str]]:
    """Return model and key of every entry; the key of a model's own entry is empty."""
    found = []
    for model, own in _catalogue().items():
        found += [(model, "")] if "zh" in own else []
        found += [(model, key) for key, value in own.items() if _is_entry(value)]
    return found


def _is_entry(value: Any) -> bool:
    return isinstance(value, dict) and "zh" in value


@cache
def words_of(model: type, key: str = "") -> Words:
    """Return the words of a model's key, as the model or one it extends has them.

    Without a key they are those of the model itself.

    Raises
    ------
    KeyError
        When the catalogue has no entry.
    """
    for one in model.__mro__:
        own = _catalogue().get(one.__name__, {})
        found = own if not key else own.get(key, {})
        if _is_entry(found):
            return Words(**{name: found[name] for name in Words.__slots__ if name in found})
    raise KeyError(f"rule_words.toml has no entry [{model.__name__}.{key}]")
