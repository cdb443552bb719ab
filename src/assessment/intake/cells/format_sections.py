"""The parts of a number format: of numbers above and below 0, of 0, of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_GENERAL = re.compile(r"General|G/通用格式", re.IGNORECASE)
# Quoted or escaped text, what is in brackets, spaces as wide as a sign and signs that fill up.
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]?|[_*].|(?P<sign>.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)(?P<limit>-?[0-9.]+)")
# [$US$-409]: the sign of a currency, then a language.
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)(?:-.*)?")
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|color *[0-9]+|颜色 *[0-9]+|[黑蓝青绿红白黄]色",
    re.IGNORECASE,
)
_DIGITS, _MOMENTS = "0#?", "yYmMdDhHsSeEgGbBaA"


@dataclass(slots=True)
class Section:
    """One part of a format: how a number is scaled, and the words behind it."""

    condition: str = ""
    digits: int = 0
    blanks: int = 0
    commas: int = 0
    percents: int = 0
    # Places behind a point that is written between the digits, as in 0!.0000
    inserted: int | None = None
    has_exponent: bool = False
    has_point: bool = False
    is_moment: bool = False
    is_signed: bool = False
    zeros: int = 0
    before: str = ""
    after: str = ""

    @property
    def factor(self) -> Decimal:
        """What the stored number is multiplied by before it is shown."""
        power = 2 * self.percents - 3 * self.commas - (self.inserted or 0)
        return Decimal(10) ** power

    @property
    def is_padded(self) -> bool:
        """Whether noughts are written before a number of fewer digits: 000000."""
        is_whole = not (self.has_point or self.is_signed)
        return self.zeros == self.digits >= 2 and is_whole and self.factor == 1

    def say(self, text: str) -> None:
        """Take a piece of text that is shown as it is."""
        if text == "." and self.digits and self.inserted is None:
            self.inserted = 0
        elif self.digits:
            self.after += text
        else:
            self.before += text


def chosen(sections: list[Section], number: Decimal) -> Section:
    for section in sections:
        if section.condition and _holds(section.condition, number):
            return section
    if any(section.condition for section in sections):
        rest = [section for section in sections if not section.condition]
        return rest[0] if rest else Section(digits=1)
    return sections[1] if number < 0 and len(sections) > 1 else sections[0]


def _holds(condition: str, number: Decimal) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        return False
    limit = Decimal(match["limit"])
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[match["sign"]]


@lru_cache(maxsize=4096)
def sections(code: str) -> list[Section]:
    sections = [Section()]
    for match in _PIECE.finditer(_GENERAL.sub("0", code)):
        if match["sign"] == ";":
            sections.append(Section())
        else:
            _take(sections[-1], match)
    return sections


def _take(section: Section, piece: re.Match[str]) -> None:
    sign = piece["sign"]
    if piece["bracket"] is not None:
        _take_bracket(section, piece["bracket"])
    elif sign is None:
        section.say(piece["quoted"] or piece["escaped"] or "")
    elif sign in _DIGITS:
        section.digits += 1
        section.zeros += sign == "0"
        section.blanks += sign == "?"
        # A comma between digits only groups them.
        section.commas = 0
        section.inserted = None if section.inserted is None else section.inserted + 1
    elif sign == "@":
        section.digits += 1
    elif sign == "%":
        section.percents += 1
    elif sign == ",":
        section.commas += 1 if section.digits else 0
    elif sign in "Ee" and section.digits:
        section.has_exponent = True
    elif sign in _MOMENTS and not section.digits:
        section.is_moment = True
    elif sign == "-" and not section.digits:
        section.before += sign
    elif sign in "-(":
        section.is_signed = True
    elif sign == ".":
        section.has_point = True
    elif sign not in "+) /":
        section.say(sign)


def _take_bracket(section: Section, text: str) -> None:
    """Take what stands in brackets: a condition, a colour, the sign of a currency."""
    if _CONDITION.fullmatch(text):
        section.condition += text
    elif currency := _CURRENCY.fullmatch(text):
        section.say(currency["sign"])
    elif _COLOUR.fullmatch(text):
        section.is_signed = True
