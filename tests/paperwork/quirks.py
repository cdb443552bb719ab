"""How people write one and the same thing."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from paperwork.truths import COLLEGES

WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
DIGITS = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
STATUS_WORDS = {
    "recused": ("回避", "本院回避"),
    "absent": ("缺席", "请假", "缺考"),
    "abstained": ("弃权",),
    "blank": (None, "/", "—", "未评"),
}
QUIRKS = (
    "titles", "blank rows above", "blank rows inside", "blank rows below", "footers", "merged title",
    "numbers as text", "full width", "padded", "Chinese numerals", "days as text", "spaced headers",
    "headers of two lines", "remarks in headers", "totals", "aliases", "committees", "extra columns",
    "far down", "far right", "empty sheets", "a decoy sheet", "header again", "in wan", "in capitals",
    "shuffled columns", "other words", "merged colleges", "blank column", "numbered columns",
    "group rows", "merged group rows", "footnotes", "unknown columns", "unit beside", "hidden rows",
    "hidden columns",
)  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A number that may be written in many ways; money counts fen."""

    value: Decimal
    is_money: bool = False
    is_mark: bool = False


@dataclass(frozen=True)
class Hand:
    """Who writes: with which quirks, and by what chance."""

    quirks: frozenset[str]
    chance: random.Random

    def has(self, quirk: str) -> bool:
        return quirk in self.quirks

    def word(self, *words: str) -> str:
        """Return a header: the usual word, or another of the same meaning, written as is done."""
        text = self.chance.choice(words) if self.has("other words") else words[0]
        if self.has("spaced headers") and self.chance.random() < 0.6:
            text = self.chance.choice((" ", "　", "  ")).join(text)
        elif self.has("headers of two lines") and len(text) > 2:
            text = f"{text[:2]}\n{text[2:]}"
        if self.has("remarks in headers"):
            text += self.chance.choice(("", "（必填）", "：", "*", " "))
        return text

    def college(self, code: str) -> str:
        name, aliases, _ = COLLEGES[code]
        if self.has("committees"):
            ends = ("团委", "分团委", "团总支")
            return self.chance.choice((f"{name}{self.chance.choice(ends)}", f"共青团{name}委员会"))
        return self.chance.choice(aliases) if self.has("aliases") else name

    def name(self, text: str) -> str:
        """Return the name of a project, with other quotes, or broken over two lines."""
        if not self.has("other words"):
            return text
        if text.startswith("“"):
            text = text.replace("“", "「").replace("”", "」")
        return self.chance.choice((text, f" {text}", f"{text[:3]}\n{text[3:]}"))

    def mark(self, mark: Any) -> Any:
        if isinstance(mark, str):
            words = STATUS_WORDS[mark]
            return self.chance.choice(words) if self.has("other words") else words[0]
        return Number(mark, is_mark=True)

    def written(self, value: Any, unit: str = "yuan") -> Any:
        """Return what stands in the cell for a value."""
        if isinstance(value, dt.date):
            return self._day(value)
        if not isinstance(value, Number):
            return value
        scale = {"yuan": 100, "wan": 1000000}[unit] if value.is_money else 1
        number = value.value / scale
        return self._figure(number, value, unit)

    def _figure(self, number: Decimal, value: Number, unit: str) -> Any:
        plain = format(number.normalize(), "f")
        if (
            value.is_money
            and self.has("in capitals")
            and unit == "yuan"
            and self.chance.random() < 0.5
        ):
            return capitals(int(value.value))
        if self.has("Chinese numerals") and number == int(number) and number < 10000:
            return numerals(int(number))
        if not self.has("numbers as text"):
            return float(number)
        if value.is_money and unit == "yuan":
            plain = self.chance.choice((plain, f"{number:,.2f}", f"¥{plain}", f"{plain}元"))
        text = plain.translate(WIDE) if self.has("full width") else plain
        return (
            self.chance.choice((f" {text}", f"{text}\n", f"　{text} "))
            if self.has("padded")
            else text
        )

    def _day(self, day: dt.date) -> Any:
        if not self.has("days as text"):
            return day
        forms = (f"{day.year}.{day.month}.{day.day}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日",
                 f"{day:%Y%m%d}", f"{day:%Y-%m-%d} 09:30")  # fmt: skip
        text = self.chance.choice(forms)
        return text.translate(WIDE) if self.has("full width") else text


def numerals(
    number: int, digits: str = DIGITS, units: Sequence[str] = ("", "十", "百", "千")
) -> str:
    """Return a whole number below 10,000 in Chinese, as it is written on paper."""
    if number == 0:
        return digits[0]
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + units[place]
        gap = False
    return text[1:] if text.startswith("一十") else text


def capitals(fen: int) -> str:
    """Return an amount in capitals: 壹仟贰佰叁拾肆元伍角陆分."""
    yuan, rest = divmod(fen, 100)
    units = ("", "拾", "佰", "仟")
    high, low = divmod(yuan, 10000)
    text = (numerals(high, CAPITALS, units) + "万") if high else ""
    if low or not high:
        text += ("零" if high and low < 1000 else "") + numerals(low, CAPITALS, units)
    jiao, odd = divmod(rest, 10)
    if not rest:
        return f"{text}元整"
    middle = f"{CAPITALS[jiao]}角" if jiao else "零"
    return f"{text}元{middle}{CAPITALS[odd] + '分' if odd else '整'}"
