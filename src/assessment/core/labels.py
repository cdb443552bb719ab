"""The one catalogue of words (labels.toml): the official Chinese first, English beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")


@cache
def labels() -> Mapping[str, tuple[str, str]]:
    """Return every label by key: Chinese and English."""
    text = files("assessment.core").joinpath("labels.toml").read_text(encoding="utf-8")
    return {key: (chinese, english) for key, (chinese, english) in tomllib.loads(text).items()}


def say(key: str, lang: str = "zh", **values: Any) -> str:
    """Return a label in Chinese or English, its places filled in.

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
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang must be one of {LANGUAGES}, got {lang!r}")
    return labels()[key][LANGUAGES.index(lang)].format(**values)
