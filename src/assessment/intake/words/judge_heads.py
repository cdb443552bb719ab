"""Headers that name a judge by number, with or without the judge's name beside it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from assessment.core.text import ordinal, plain
from assessment.intake.words.header_words import remarks, word_key

_NUMERAL = "[0-9]+|[一二三四五六七八九十]+"
_WORD = "(?:评委|专家)"
_NUMBER = (
    rf"(?:{_WORD}(?P<after>{_NUMERAL})号?|(?P<before>{_NUMERAL})号{_WORD}"
    rf"|{_WORD}\((?P<within>{_NUMERAL})号?\))"
)
_PERSON = "[一-鿿]{2,4}(?:·[一-鿿]{1,6})?"
_JUDGE = re.compile(rf"{_NUMBER}(?:得分|评分|打分|分数|总分)?")
_NAMED_BEHIND = re.compile(
    rf"(?P<name>{_PERSON})\((?:{_WORD}(?P<after>{_NUMERAL})号?|(?P<before>{_NUMERAL})号{_WORD})\)"
)
_NAMED = re.compile(rf"{_NUMBER}[:、/-]?(?P<name>{_PERSON})")
# What else people put behind 评委1: another column of that judge's, not a name.
_NO_NAME = re.compile(
    "平均|最[高低]|合计|总|名次|排名|意见|评语|建议|理由|签|姓名|编号|序号|备注|单位|学院|职[务称]"
    "|权重|系数|折合|[校院][内外]|回避|缺席|弃权|日期|时间|电话|是否|复核|核对|[初复终]评|轮|^第|[分差票]$"
)
# 专家一致同意 names no first expert.
_GAP = re.compile(rf"(?:评\s*委|专\s*家)\s*(?:[0-9]+|(?:{_NUMERAL})\s*(?:号|[\s:、/-]))")
_TWO_NUMBERS = re.compile(r"[0-9]\s+[0-9]")


class JudgeHead(NamedTuple):
    """The number in a header and the name beside it; what stands in brackets may be no name."""

    number: int
    name: str = ""
    is_surely_name: bool = False


@lru_cache(maxsize=65536)
def judge_head(text: str) -> JudgeHead | None:
    """Return the judge that a header names, or None.

    Examples
    --------
    >>> judge_head("评委1 张三")
    JudgeHead(number=1, name='张三', is_surely_name=True)
    >>> judge_head("评委2（校外）")
    JudgeHead(number=2, name='校外', is_surely_name=False)
    """
    spaced, whole, key = unicodedata.normalize("NFKC", text), plain(text), word_key(text)
    if _TWO_NUMBERS.search(spaced):
        return None
    named = _NAMED_BEHIND.fullmatch(whole) or _NAMED.fullmatch(key)
    if named and not _NO_NAME.search(named["name"]):
        is_parted = not named["after"] or _GAP.search(spaced)
        return _head(named, named["name"], is_surely_name=True) if is_parted else None
    found = _JUDGE.fullmatch(key) or _JUDGE.fullmatch(whole)
    beside = "".join(remark for remark in remarks(text) if not remark.isdecimal())
    return _head(found, beside, is_surely_name=False) if found else None


def judge_number(text: str) -> int | None:
    """Return the number in `评委3`, `评委三（校外）`, `三号评委 张三`, `评委（3）`, or None.

    Examples
    --------
    >>> judge_number("评委3"), judge_number("三号评委"), judge_number("评委（3）")
    (3, 3, 3)
    >>> judge_number("评委签名")
    """
    head = judge_head(text)
    return head.number if head else None


def looks_like_a_name(text: str) -> bool:
    """Tell whether a header may be a person's name.

    Examples
    --------
    >>> looks_like_a_name("张 三"), looks_like_a_name("平均分"), looks_like_a_name("王五老师")
    (True, False, True)
    >>> looks_like_a_name("初评"), looks_like_a_name("第一轮")
    (False, False)
    """
    key = word_key(text)
    return re.fullmatch(_PERSON, key) is not None and not _NO_NAME.search(key)


def _head(found: re.Match[str], name: str, *, is_surely_name: bool) -> JudgeHead | None:
    """Return the judge of a match; 一一 and 十十 are no number."""
    parts = found.groupdict()
    digits = next(parts[n] for n in ("after", "before", "within") if parts.get(n))
    number = ordinal(digits)
    return None if number is None else JudgeHead(number, name, is_surely_name)
