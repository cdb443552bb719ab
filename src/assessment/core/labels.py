"""The one catalogue of words: the official Chinese first, English beside it.

A key's first part says in which file it lies: `cli.…` in labels_cli.toml, so that
`assessment --help` reads no more than its own words, `detail.…` in labels_details.toml (what
`core.details` puts inside problems), `bearing.…`, `board.…` and `door.…` in files of their own, all
else in labels.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

LANGUAGES = ("zh", "en")
_MAIN = "labels.toml"
_FILES = {
    "board": "labels_board.toml",
    "cli": "labels_cli.toml",
    "detail": "labels_details.toml",
    "bearing": "labels_bearing.toml",
    "door": "labels_door.toml",
}


class Phrase(NamedTuple):
    """A label with what fills its places, told later in the language of whoever reads it."""

    key: str
    values: Mapping[str, Any]

    def line(self, lang: str = "zh") -> str:
        """Return the words in Chinese or English."""
        return say(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.line()


def phrase(key: str, /, **values: Any) -> Phrase:
    """Return a label to be told later.

    Examples
    --------
    >>> phrase("tied", rank=3).line("en")
    '3 tied'
    """
    return Phrase(key, values)


@cache
def labels() -> Mapping[str, tuple[str, str]]:
    """Return every label by key: Chinese and English."""
    return {key: pair for file in (_MAIN, *_FILES.values()) for key, pair in _read(file).items()}


@cache
def _read(file: str) -> Mapping[str, tuple[str, str]]:
    path = __file__.removesuffix("labels.py") + file
    # pathlib or importlib.resources would cost --help more than all its words do.
    with open(path, "rb") as text:  # noqa: PTH123
        return {key: (zh, en) for key, (zh, en) in tomllib.load(text).items()}


def say(key: str, /, lang: str = "zh", **values: Any) -> str:
    """Return a label in Chinese or English, its places filled in.

    A value that is a phrase is told in the same language; a list is told with the language's
    separator.

    Raises
    ------
    KeyError
        When the catalogue has no such label.
    ValueError
        When `lang` is neither zh nor en.

    Examples
    --------
    >>> say("tied", rank=3), say("tied", "en", rank=3)
    ('3 并列', '3 tied')
    >>> say("missing", "en", names=["A", phrase("theme")])
    'lacks A, Theme'
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang must be one of {LANGUAGES}, got {lang!r}")
    words = _read(_FILES.get(key.partition(".")[0], _MAIN))[key]
    told = {name: _told(value, lang) for name, value in values.items()}
    return words[LANGUAGES.index(lang)].format(**told)


def _told(value: Any, lang: str) -> Any:
    if isinstance(value, Phrase):
        return value.line(lang)
    if isinstance(value, list):
        return say("sep", lang).join(str(_told(one, lang)) for one in value)
    return value
