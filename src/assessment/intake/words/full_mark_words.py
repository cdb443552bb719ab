"""What texts say of full marks: 满分35分, 0–35分, 十分制, 每项满分10分, 思想性40分."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from assessment.core.text import parse_number, plain
from assessment.intake.words.header_words import remarks
from assessment.intake.words.vocabulary import Vocabulary

_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百]+)"
_WORD = "(?:满分|总分|最高|共|占)[为是:]?"
# 35分, 满分35, 占35分, 0-35分, 十分制
_SAID = re.compile(
    rf"{_WORD}(?P<after>{_NUMBER})分?|(?:0分?[-–—~至到])?(?P<before>{_NUMBER})分(?:制|满分)?"
    rf"|0[-–—~至到](?P<span>{_NUMBER})"
)
_LINE = re.compile(rf"(?:满分|占)[为是:]?(?P<after>{_NUMBER})分?")
_WHOLE = re.compile(rf"满分[均为是:]*(?P<after>{_NUMBER})|(?P<before>{_NUMBER})分制")
# 总分10分, 打分区间为0—10分 above a table; 总分85分以上, 0–59分不合格 say what marks are worth.
_WHOLE_ABOVE = re.compile(
    rf"总分[均为是:]*(?P<after>{_NUMBER})分(?![以之及])"
    rf"|(?:打分|评分|分值|区间|范围|每[位人个名]|评委).*?(?<![0-9.])0分?[-–—~至到]+(?P<span>{_NUMBER})分(?![为不以的及])"
)
_TOKENS = re.compile("[,、;]")
# Of these a note tells the most as well, and they are no marks.
_OF_OTHERS = re.compile("加分|扣分|附加|其中")
_HUNDRED = "百"
# 每项满分10分, 各项按百分制打分; neither 各项目 nor 各项合计100分.
_EACH = re.compile(
    "(?:每一?项|各[分单小]?项|每个?指标|各指标|单项)(?!目|总|合|共)[^总合共,;。]{0,8}$"
)
_WITHIN = re.compile(rf"满分[均为是:]*(?P<after>{_NUMBER})分?")
_SHARED = re.compile("每|各|其中|分别")
# 思想性40分、创新性30分 names full marks; 思想性得30分以上 does not.
_EXAMPLE = re.compile("得分|例|[比譬假]如|低于|高于|不足|超过|实得|最[后终]|不少于|以[上下]")
_STANDARD = re.compile("满分|标准|分值")
_BEFORE = "(?:^|(?<=[^一-鿿])|(?<=其中)|(?<=[括含即和及与]))"


class Whole(NamedTuple):
    """Full marks that a text states for all marks together, or for each of them."""

    points: Fraction
    is_each: bool


def is_full_marks(token: str) -> bool:
    """Tell whether a remark states full marks: 满分35, 35, 0–35分, 十分制."""
    match = _SAID.fullmatch(token)
    return token.replace(".", "", 1).isdecimal() or bool(match and _points(match) is not None)


def in_remarks(text: str, *, is_bare: bool) -> Fraction | None:
    """Return the full marks in the brackets of a heading; a bare number too where it `is_bare`."""
    for remark in remarks(text):
        for token in _TOKENS.split(plain(remark)):
            match = _SAID.fullmatch(token)
            points = _points(match) if match else None
            if points is None and is_bare and token.replace(".", "", 1).isdecimal():
                points = Fraction(token)
            if points is not None:
                return points
    return None


def of_line(text: str) -> Fraction | None:
    """Return the full marks that a cell on the line of a criterion states, alone or in a standard.

    Examples
    --------
    >>> of_line("占35分"), of_line("立意新颖，满分10分"), of_line("每点满分5分")
    (Fraction(35, 1), Fraction(10, 1), None)
    """
    line = plain(text)
    match = _LINE.fullmatch(line)
    if match:
        return _points(match)
    found = [] if _SHARED.search(line) else [*_WITHIN.finditer(line)]
    return _points(found[0]) if len(found) == 1 else None


def of_criteria(text: str, words: Vocabulary) -> Iterator[tuple[str, Fraction]]:
    """Yield criteria with the full marks that a line states: 评分标准：思想性40分、创新性30分."""
    line = plain(text)
    if _EXAMPLE.search(line):
        return
    found: dict[str, Fraction] = {}
    for name in _criteria(words):
        match = re.search(
            rf"{_BEFORE}{re.escape(name)}[(:]?(?:满分|占|共|最高|计)?[为是:]?(?P<after>{_NUMBER})分(?![以之及为起钟])",
            line,
        ) if name in line else None  # fmt: skip
        points = _points(match) if match else None
        if points is not None:
            found[name] = points
    if len(found) > 1 or (found and _STANDARD.search(line)):
        yield from found.items()


def whole(text: str, words: Vocabulary, *, is_above: bool = False) -> Whole | None:
    """Return the full marks that a title or note states for all marks, if it states one number."""
    line = plain(text)
    if _OF_OTHERS.search(line) or any(word in line for word in _criteria(words)):
        return None
    matches = [*_WHOLE.finditer(line), *(_WHOLE_ABOVE.finditer(line) if is_above else ())]
    found = {points: match for match in matches if (points := _points(match))}
    if len(found) != 1:
        return None
    ((points, match),) = found.items()
    return Whole(points, _EACH.search(line[: match.start()]) is not None)


def _criteria(words: Vocabulary) -> Iterable[str]:
    named = (name for names in words.parts.values() for name in names)
    return sorted({name.partition(":")[2] for name in named if name.startswith("criterion:")})


def _points(match: re.Match[str]) -> Fraction | None:
    said = match.groupdict()
    number = said.get("after") or said.get("before") or said["span"]
    try:
        return Fraction(100) if number == _HUNDRED else Fraction(parse_number(number))
    except ValueError:
        return None
