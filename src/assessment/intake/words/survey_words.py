"""The words by which exports of survey sites are known and read (vocabulary.toml, [surveys])."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.core.text import plain
from assessment.intake.words.header_words import word_key


@dataclass(frozen=True, slots=True)
class Surveys:
    """How exports of survey sites look: their headers, the voting question, no answer.

    What stands under `private` says who took part, from where and when. A question with a word
    `against` asks whom one is against, one with a word `about` of the voter himself, unless it has
    a word `doing` as well. Every ballot has a `number` and a `time`; below `valid` it says
    whether it counts.
    """

    headers: frozenset[str]
    private: frozenset[str]
    question: tuple[str, ...]
    nothing: frozenset[str]
    against: tuple[str, ...]
    about: tuple[str, ...]
    doing: tuple[str, ...]
    number: frozenset[str]
    time: frozenset[str]
    valid: frozenset[str]


def survey_words(raw: Mapping[str, Sequence[str]]) -> Surveys:
    """Return the words of section [surveys]; headers are stored as `word_key` gives them."""
    keys = {name: frozenset(map(word_key, words)) for name, words in raw.items()}
    return Surveys(
        headers=keys["header"],
        private=keys["private"],
        question=tuple(raw["question"]),
        nothing=frozenset(map(plain, raw["nothing"])),
        against=tuple(raw["against"]),
        about=tuple(raw["about"]),
        doing=tuple(raw["doing"]),
        number=keys["number"],
        time=keys["time"],
        valid=keys["valid"],
    )
