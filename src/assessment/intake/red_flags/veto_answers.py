"""What is written or ticked in the words of a row 一票否决, where its box is blank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.cells.ticks import TICKED, UNTICKED, is_unclear, ticked
from assessment.intake.red_flags.veto_remarks import is_dated, says_it_happened
from assessment.intake.words.vocabulary import Vocabulary

VETO = "一票否决"
_HEAD = re.compile(f"^{VETO}(?:事?项|情况|情形|指标)*[:：]?")
_CLAUSE = re.compile(r"[,，。;；:：、\s(（]+")
# 发生（含瞒报）安全事故 names a case.
_OF_CASES = frozenset({"发生", "存在"})
_BRACKETS = " ()（）【】[]"
_OPTIONS = re.compile(f"[{re.escape(TICKED + UNTICKED + _BRACKETS)}、,，;；:：]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """The vetoes that occurred (none: nothing did), or that nobody can tell."""

    occurred: tuple[str, ...] = ()
    is_unreadable: bool = False


_NOTHING, _UNREADABLE = Answer(), Answer(is_unreadable=True)


def answer_in(text: str, words: Vocabulary, vetoes: tuple[str, ...]) -> Answer | None:
    """Return what a text says of vetoes; None for one that only names or explains a case.

    Boxes are ticked (☑发生重大安全责任事故 □无), 有 or 无 stands first (是，2017年5月…), or
    something is said to have happened on a day.
    """
    if any(sign in text for sign in TICKED + UNTICKED):
        return _of_boxes(text, words, vetoes)
    first, *rest = _CLAUSE.split(plain(text).strip(_BRACKETS), maxsplit=1)
    said = None if first in _OF_CASES and rest else words.vetoes.get(first)
    if said is None:
        is_told = is_dated(text) and says_it_happened(text)
        return _UNREADABLE if is_told else None
    if said:
        return Answer(_named_in("".join(rest), vetoes) or (VETO,))
    return _UNREADABLE if says_it_happened("".join(rest)) else _NOTHING


def behind_head(text: str) -> str:
    """Return what stands in one cell behind 一票否决："""
    return _HEAD.sub("", plain(text), count=1) if text.startswith(VETO) else ""


def _of_boxes(text: str, words: Vocabulary, vetoes: tuple[str, ...]) -> Answer:
    if is_unclear(text):
        return _UNREADABLE
    chosen = [plain(word) for word in ticked(text)]
    if not chosen:
        # 有□ 无□, which nobody filled in; of cases none is ticked that did not occur.
        options = _OPTIONS.split(plain(text))
        return _UNREADABLE if any(word in words.vetoes for word in options) else _NOTHING
    said = {words.vetoes.get(word) for word in chosen}
    if False in said:
        return _NOTHING if said == {False} else _UNREADABLE
    known = {match_key(name): name for name in vetoes}
    cases = [_case(word, known) for word in chosen if words.vetoes.get(word) is None]
    return Answer(tuple(cases) or _named_in(text, vetoes) or (VETO,))


def _case(word: str, known: Mapping[str, str]) -> str:
    return known.get(match_key(word), word)


def _named_in(text: str, vetoes: tuple[str, ...]) -> tuple[str, ...]:
    key = match_key(text)
    return tuple(name for name in vetoes if match_key(name) in key)
