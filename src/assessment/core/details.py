"""What the toolkit says inside a problem's sentence, and the same in English.

A problem is stored with its Chinese details. Their English is found from the form of the words,
so that a problem read back from a table is told in either language.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Any

from assessment.core.labels import labels, say

_PLACE = re.compile(r"\{(\w+)\}")
_LISTED = "、"
# Not one inside the words of a paper.
_PARTED = re.compile("、(?![^「」]*」)")
_QUOTED = re.compile(r"「\{(\w+)\}」")
# Words of the rules that have an official English name.
_NAMED = ("grade.", "round.", "kind.")


def detail(key: str, /, **values: Any) -> str:
    """Return a detail in Chinese, as a problem stores it.

    Raises
    ------
    KeyError
        When the catalogue has no such detail.

    Examples
    --------
    >>> detail("returned", n=163)
    '收回 163 张'
    """
    return say(f"detail.{key}", **values)


def in_english(text: str) -> str:
    """Return a detail in English; what is none, such as words of a paper, stays as it is.

    Examples
    --------
    >>> in_english("收回 163 张"), in_english("纸质版2017-03-23收到、缺实施方案")
    ('163 returned', 'paper copy received on 2017-03-23, lacks implementation plan')
    >>> in_english("约三百元")
    '约三百元'
    """
    whole = _known().get(text) or _formed(text)
    if whole is not None or _LISTED not in text:
        return whole or text
    return say("sep", "en").join(map(in_english, _PARTED.split(text)))


def _formed(text: str) -> str | None:
    for form, english, quoted in _forms():
        found = form.fullmatch(text)
        if found:
            said = found.groupdict().items()
            parts = {name: part if name in quoted else in_english(part) for name, part in said}
            return english.format(**parts)
    return None


@cache
def _known() -> dict[str, str]:
    """Return the details without places, and the official words of the rules."""
    details = ((zh, en) for zh, en in _details() if not _PLACE.search(zh))
    named = (pair for key, pair in labels().items() if key.startswith(_NAMED))
    return dict(chain(named, details))


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]:
    """Return each detail with places, its English, and the places quoted word for word."""
    return tuple(
        (_form(zh), en, frozenset(_QUOTED.findall(zh)))
        for zh, en in _details()
        if _PLACE.search(zh)
    )


def _form(chinese: str) -> re.Pattern[str]:
    """Return what matches a Chinese detail: {n} and its like are numbers, other places words."""
    parts = _PLACE.split(chinese)
    texts, names = map(re.escape, parts[::2]), (*parts[1::2], "")
    quoted = _QUOTED.findall(chinese)
    kinds = {name: "[^「」]+" if name in quoted else _kind(name) for name in names}
    places = [f"(?P<{name}>{kinds[name]})" if name else "" for name in names]
    return re.compile("".join(chain.from_iterable(zip(texts, places, strict=True))), re.DOTALL)


def _kind(name: str) -> str:
    if name == "at":
        return "[A-Z]{1,3}[0-9]*"
    return r"[0-9][0-9,.-]*" if name in ("n", "day", "year", "plain", "other") else ".+?"


def _details() -> list[tuple[str, str]]:
    return [pair for key, pair in labels().items() if key.startswith("detail.")]
