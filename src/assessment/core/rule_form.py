"""How 评审规则表.xlsx is laid out: its sections, their lines, and words for codes.

Whoever writes the form and whoever reads it back follow this plan; it comes from the models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from assessment.core.rule_fields import Key, keys_of
from assessment.core.rule_values import Place
from assessment.core.rule_words import words_of
from assessment.core.rules import Rules

GUIDE = "填写说明"
# Columns counted from 1: labels, values, notes.
LABEL, FIRST, LAST, NOTE = 1, 2, 6, 7
YES, NO = "是", "否"
MOST_SHARE = 10  # 1000 %
SEPARATORS = "\n、，,；;"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: its label, its key, and where its value belongs below the section.

    Lines of a `part` that may be missing are all filled or all blank.
    """

    label: str
    key: Key
    place: tuple[str, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form under its head; `key` lists several of them where `is_listed`."""

    head: str
    sheet: str
    key: str
    lines: tuple[Line, ...]
    is_listed: bool = False

    def place(self, number: int) -> Place:
        """Return where the section belongs in the rules; `number` counts those that are listed."""
        if self.is_listed:
            return (self.key, number)
        return (self.key,) if self.key else ()


@cache
def sections() -> tuple[Section, ...]:
    """Return the sections of the form in their order, one of each kind of component."""
    return tuple(_sections())


def _sections() -> Iterator[Section]:
    plain = [key for key in keys_of(Rules) if key.shape == "one"]
    own = words_of(Rules)
    yield Section(_head(own.zh), own.sheet, "", tuple(_lines(plain)))
    for key in (key for key in keys_of(Rules) if key not in plain):
        head, sheet = _head(key.words.zh), key.words.sheet
        if key.shape == "part":
            yield Section(head, sheet, key.key, tuple(_lines(keys_of(key.model))))
        elif key.shape == "blocks":
            yield from (_block(key, model) for model in key.models)
        else:
            yield Section(head, sheet, "", tuple(_lines([key])))


def _block(key: Key, model: type[BaseModel]) -> Section:
    head = _head(words_of(model).zh)
    return Section(head, key.words.sheet, key.key, tuple(_lines(keys_of(model))), is_listed=True)


def _head(words: str) -> str:
    return f"【{words}】"


def _lines(keys: Sequence[Key]) -> Iterator[Line]:
    for key in keys:
        if key.shape != "part":
            yield Line(key.words.zh, key, (key.key,))
            continue
        part = key.key if key.is_optional else ""
        for inner in keys_of(key.model):
            label = f"{key.words.zh}：{inner.words.zh}"
            yield Line(label, inner, (key.key, inner.key), part)


def columns_of(key: Key) -> tuple[tuple[str, Key | None], ...]:
    """Return the headers of a table with their keys; those of a mapping have none."""
    if key.shape == "mapping":
        return ((key.words.key_zh, None), (key.words.value_zh, None))
    return tuple((inner.words.zh, inner) for inner in keys_of(key.model))


def meanings(key: Key, components: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the codes that words stand for; a text that is none of the words is itself.

    Parameters
    ----------
    key : Key
        The key whose value they are.
    components : sequence of (code, label)
        The components, which a key that refers to them may name by their labels.
    """
    labels = [label for _, label in components]
    known = {label: code for code, label in components
             if key.words.refers == "component" and labels.count(label) == 1}  # fmt: skip
    return {**known, **{word: code for code, word in key.words.words.items()}}


def word_for(code: str, key: Key, components: Sequence[tuple[str, str]]) -> str:
    """Return the word that is read back as the code, or the code where there is none."""
    found = meanings(key, components)
    words = (word for word, meant in found.items() if meant == code)
    return next(words, code)
