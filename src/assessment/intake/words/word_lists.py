"""The lists of vocabulary.toml, which an analyst may extend, turned to be looked up by word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from assessment.core.text import plain
from assessment.intake.words.header_words import word_key


@cache
def raw_words() -> Mapping[str, Mapping[str, list[str]]]:
    """Return vocabulary.toml as it is written."""
    text = files("assessment.intake.words").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def keys_of(words: Iterable[str]) -> frozenset[str]:
    """Return words as headers are compared."""
    return frozenset(word_key(word) for word in words)


def fields_by_word(section: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Return the fields of each word of a section of fields."""
    found: dict[str, set[str]] = {}
    for name, words in section.items():
        for word in words:
            found.setdefault(word_key(word), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def by_word(section: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the one meaning of each word of a section."""
    return {plain(word): meaning for meaning, words in section.items() for word in words}
