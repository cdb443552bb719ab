"""The word of a header or label, freed of what people put around it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assessment.core.text import plain

_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")
_FIRST = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]")
_EDGE = "：:*＊、。；;,，._#※★☆◆◇▲△▼•·“”\"'‘’「」『』《》<>-—"
# NFKC makes a bare digit of it, which could be part of the word.
_CIRCLED = re.compile(r"^[\s*＊★☆※◆◇▲△▼•·]*[①-⑳]")
# 1.项目名称, 二、申报单位, 3)类别; but not 1.5倍.
_NUMBERED = re.compile(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、,):-](?=[^\W\d])")
_MUST = re.compile(r"(?<=\w)[*]?(?:必填项?|选填项?)$")
# 申请经费/元, 金额 万元, 得票数/票
_UNIT = re.compile(
    r"(?<=\S)\s*/\s*(?P<after>(?:人民币)?[万千百]?元|票|张|人次?|份|分|个|项|篇|件|次)\s*$"
    r"|(?<=\w\w)\s*(?P<money>(?:人民币)?[万千百]元)\s*$|(?<=\w\w)\s+(?P<yuan>元)\s*$"
)
FULL_MARKS = re.compile(r"(?<=[^0-9.])(?P<points>[0-9]+(?:\.[0-9]+)?)分?$")


@lru_cache(maxsize=65536)
def word_key(text: str) -> str:
    """Return a header without space, width, unit, number, bracketed remarks and edge punctuation.

    What stands wholly in brackets is the word itself.

    Examples
    --------
    >>> word_key("申 请 经 费\\n（元）："), word_key("思想性（35分）"), word_key("金额/万元")
    ('申请经费', '思想性', '金额')
    >>> word_key("*1.项目名称（必填）"), word_key("②申报单位"), word_key("【品牌主题】")
    ('项目名称', '申报单位', '品牌主题')
    """
    spelled = plain(_UNIT.sub("", _tidy(_CIRCLED.sub("", text))))
    bare = _BRACKETED.sub("", spelled).strip(_EDGE)
    first = _FIRST.match(spelled.strip(_EDGE)) if not bare else None
    return _MUST.sub("", _NUMBERED.sub("", first[1] if first else bare)).strip(_EDGE)


def is_listed(text: str) -> bool:
    """Tell whether a number stands before a text, as before the points of a list.

    Examples
    --------
    >>> is_listed("1、项目名称"), is_listed("①项目名称"), is_listed("项目名称")
    (True, True, False)
    """
    return bool(_CIRCLED.match(text) or _NUMBERED.match(plain(text)))


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def remarks(text: str) -> list[str]:
    """Return what a header adds to its word, in brackets or behind it: a unit, full marks, 必填.

    Examples
    --------
    >>> remarks("申请经费（万元）（必填）"), remarks("金额/万元"), remarks("预算合理 20分")
    (['万元', '必填'], ['万元'], ['20'])
    """
    tidied = _tidy(text)
    bare = plain(_BRACKETED.sub("", tidied))
    behind = (_UNIT.search(tidied), FULL_MARKS.search(bare))
    added = [next(part for part in match.groups() if part) for match in behind if match]
    return [*(found[1:-1] for found in _BRACKETED.findall(plain(text))), *added]
