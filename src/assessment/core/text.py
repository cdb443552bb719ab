"""From what people type to numbers, money and dates: a strict grammar that never guesses."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from assessment.core.said_twice import stated_twice, without_brackets

_PLAIN = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_NUMERALS = "〇零一二三四五六七八九十百千两万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_CHINESE_NUMBER = re.compile(rf"负?[{_NUMERALS}点]+")
_UPPER_MONEY = re.compile(
    rf"(?:人民币)?(?P<yuan>[{_NUMERALS}]+)[圆元]零?"
    r"(?:(?P<jiao>[零壹贰叁肆伍陆柒捌玖一二三四五六七八九])角)?零?"
    r"(?:(?P<fen>[壹贰叁肆伍陆柒捌玖一二三四五六七八九])分)?[整正]?"
)
_MONEY = re.compile(
    r"(?:人民币|RMB|CNY)?(?P<number>.+?)(?P<unit>万元|千元|百元|万|元|圆|块)?[整正]?"
)
_UNITS = {"万元": 10000, "千元": 1000, "百元": 100, "万": 10000, "元": 1, "圆": 1, "块": 1}
# In fen.
_MONEY_UNITS = {"fen": 1, "jiao": 10, "yuan": 100, "bai": 10**4, "qian": 10**5, "wan": 10**6}
_HOURS = r"[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?|[点时](?:半|整|[0-9]{1,2}分?)?)"
_PART_OF_DAY = "(?:上午|下午|中午|晚上|晚间|傍晚|早上|早晨|凌晨|全天|晚|早)"
_UNTIL = rf"(?:\s*(?:[-~–—]+|至|到)\s*{_PART_OF_DAY}?\s*{_HOURS})?"
_DATE = re.compile(
    r"(?P<y>(?:19|20|21)[0-9]{2})(?:年|[-/.])(?P<m>[0-9]{1,2})(?:月|[-/.])(?P<d>[0-9]{1,2})(?:[日号]|\.(?=$))?"
    r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
    rf"(?:\s*\(?{_PART_OF_DAY}\)?(?:\s*{_HOURS}{_UNTIL})?|(?:T|\s+|(?<=[日号)])){_HOURS}{_UNTIL})?"
)
_COMPACT_DATE = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_CHINESE_DATE = re.compile(
    r"(?P<y>(?:19|20|21)[0-9]{2})年(?P<m>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<d>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)
# Many type a circle for 〇.
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile("[一二][〇零○一二三四五六七八九]{3}(?=年|学年)")
# 一〇〇 is 100; 七八 means seven or eight, and 九零 may be a slip.
_DIGIT_BY_DIGIT = re.compile("[一二三四五六七八九][〇零○一二三四五六七八九]{2,}")
# 50元5角, 1千2百元: digits between the words of numerals.
_PARTED_MONEY = re.compile(
    r"(?P<yuan>[0-9]+)[元圆块](?=[0-9零])(?:(?P<jiao>[0-9])角)?零?(?:(?P<fen>[0-9])分)?[整正]?"
)
_PARTED_NUMBER = re.compile("(?:[0-9][万千百十]){2,}[元圆块]?[整正]?")
# A sheet keeps 15 digits: beyond them its fen are no longer what was typed, and sums overflow.
_MOST_FEN = 10**12
_BIG = re.compile("[百千万亿佰仟]")
_SPACE = re.compile(r"\s+")
_SPACE_IN_NUMBER = re.compile(r"[0-9.,]\s+[0-9.,]")
_SPACE_IN_DATE = re.compile(
    r"(?<=[年月])\s+|\s+(?=[年月日号(星周])|(?<=[0-9][-/.])\s+(?=[0-9])|\s+(?=[-/.]\s*[0-9]{1,2}(?![0-9:]))"
)
_MINUS = "\N{MINUS SIGN}"  # as Word writes it
_FORMS_OF_WIDTH = ("<wide", "<narrow", "<noBreak")


def plain(text: str) -> str:
    """Return the text in NFKC form without any white space: full-width digits become ASCII.

    Examples
    --------
    >>> plain(" ８８．５ 分\\n")
    '88.5分'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).replace(_MINUS, "-")


def _joined(text: str) -> str:
    """Return the text without white space, unless that would join two numbers into one."""
    if _SPACE_IN_NUMBER.search(_undecorated(text)):
        raise ValueError(f"a space inside a number: {text!r}")
    return plain(text)


def _undecorated(text: str) -> str:
    """Return the text in NFKC form, unless that would make a digit of 9² or of the note in 9①."""
    if not text.isascii() and any(_is_decorated(letter) for letter in text):
        raise ValueError(f"a raised or circled sign is no part of a number: {text!r}")
    return unicodedata.normalize("NFKC", text)


def _is_decorated(letter: str) -> bool:
    form, mark, _ = unicodedata.decomposition(letter).partition("> ")
    return bool(mark) and form not in _FORMS_OF_WIDTH and not letter.isspace()


def parse_number(text: str) -> Decimal:
    """Return the number a text states, in digits or Chinese numerals.

    Thousands separators must stand in threes; `nan`, `inf`, `1_000`, `1e3` and units are refused.

    Raises
    ------
    ValueError
        With what was read, when it is anything but one number.

    Examples
    --------
    >>> parse_number(" ８８．５ "), parse_number("1,234"), parse_number("八十八")
    (Decimal('88.5'), Decimal('1234'), Decimal('88'))
    """
    cleaned = _joined(text)
    if _PLAIN.fullmatch(cleaned):
        return Decimal(cleaned.replace(",", ""))
    if _CHINESE_NUMBER.fullmatch(cleaned):
        return _chinese_number(cleaned, text)
    raise ValueError(f"not a number: {text!r}")


def ordinal(text: str) -> int | None:
    """Return the whole number that digits or Chinese numerals state; None when they state none.

    Examples
    --------
    >>> ordinal("12"), ordinal("十二"), ordinal("一二")
    (12, 12, None)
    """
    try:
        return int(parse_number(text))
    except ValueError:
        return None


def with_year_in_digits(text: str) -> str:
    """Return the text with a year in Chinese digits written as 2017.

    Examples
    --------
    >>> with_year_in_digits("二〇一七年三月"), with_year_in_digits("二○二五年度")
    ('2017年三月', '2025年度')
    """
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), text)


def _chinese_number(cleaned: str, text: str) -> Decimal:
    if _DIGIT_BY_DIGIT.fullmatch(cleaned):
        return Decimal(cleaned.translate(_DIGITS))
    # It takes a quarter of a second to load, and most commands read no numeral.
    import cn2an

    try:
        value = cn2an.cn2an(cleaned.replace("〇", "零").replace("两", "二"), "strict")
    except ValueError as error:
        raise ValueError(f"not a number: {text!r}") from error
    return Decimal(str(value))


def parse_money(text: str, *, unit: str = "yuan") -> int:
    """Return an amount in fen; `unit` is what a bare number counts.

    It is `fen`, `jiao`, `yuan`, `bai` (100), `qian` or `wan`. A unit written beside the number
    wins over `unit`. An amount given both in capitals and in digits (`壹拾伍圆整 ¥15.00`) must
    agree with itself, also in brackets or behind 大写：. Brackets around an amount are refused: to
    an accountant they are a minus.

    Raises
    ------
    ValueError
        When it is no amount, is finer than one fen or above ten billion yuan, or its two forms
        differ.

    Examples
    --------
    >>> parse_money("1.5万元"), parse_money("壹拾伍圆整 ¥15.00"), parse_money("0.5", unit="wan")
    (1500000, 1500, 500000)
    """
    if unit not in _MONEY_UNITS:
        raise ValueError(f"unit must be one of {sorted(_MONEY_UNITS)}, got {unit!r}")
    cleaned = _joined(text)
    if both := stated_twice(cleaned):
        first, second = (_money(one.replace("¥", "", 1), text, unit) for one in both)
        return _countable(_agreeing(first, second, text), text)
    cleaned = without_brackets(cleaned)
    capitals, mark, digits = cleaned.partition("¥")
    if mark and capitals and capitals not in ("人民币", "-", "+"):
        if capitals.endswith("(") and digits.endswith(")"):
            capitals, digits = capitals[:-1], digits[:-1]
        first = _agreeing(_money(capitals, text, unit), _money(digits, text, unit), text)
        return _countable(first, text)
    return _countable(_money(cleaned.replace("¥", "", 1), text, unit), text)


def _countable(fen: int, text: str) -> int:
    if abs(fen) > _MOST_FEN:
        raise ValueError(f"more than ten billion yuan: {text!r}")
    return fen


def _agreeing(first: int, second: int, text: str) -> int:
    if first != second:
        raise ValueError(f"the amount differs from itself: {text!r}")
    return first


def _money(cleaned: str, text: str, unit: str) -> int:
    parted = _PARTED_MONEY.fullmatch(cleaned)
    if parted:
        yuan, jiao, rest = (int(parted[part] or 0) for part in ("yuan", "jiao", "fen"))
        return yuan * 100 + jiao * 10 + rest
    if _PARTED_NUMBER.fullmatch(cleaned):
        cleaned = "".join(_numeral(sign) for sign in cleaned)
    capital = _UPPER_MONEY.fullmatch(cleaned)
    if capital:
        return _capital_fen(capital, text)
    match = _MONEY.fullmatch(cleaned)
    if match is None:
        raise ValueError(f"not an amount of money: {text!r}")
    try:
        number = parse_number(match["number"])
    except ValueError as error:
        raise ValueError(f"not an amount of money: {text!r}") from error
    if not match["unit"] and unit != "yuan" and _BIG.search(cleaned):
        raise ValueError(f"万 or what the column counts: {text!r}")
    fen = number * (_UNITS[match["unit"]] * 100 if match["unit"] else _MONEY_UNITS[unit])
    if fen != fen.to_integral_value():
        raise ValueError(f"finer than one fen: {text!r}")
    return int(fen)


def _numeral(sign: str) -> str:
    return "零一二三四五六七八九"[int(sign)] if sign.isdecimal() else sign


def _capital_fen(match: re.Match[str], text: str) -> int:
    yuan = _chinese_number(match["yuan"], text)
    small = str.maketrans("壹贰叁肆伍陆柒捌玖零一二三四五六七八九", "1234567890123456789")
    jiao, fen = (int((match[part] or "0").translate(small)) for part in ("jiao", "fen"))
    return int(yuan) * 100 + jiao * 10 + fen


def parse_date(text: str) -> date:
    """Return the day a text states; a time of day behind it is passed over.

    Year, month and day must all be there: `3月1日` or `17.3.1` are refused.

    Raises
    ------
    ValueError
        With what was read, when it is no full date or no day of the calendar.

    Examples
    --------
    >>> parse_date("2017年3月1日"), parse_date("2016.08.22"), parse_date("二〇一七年三月一日")
    (datetime.date(2017, 3, 1), datetime.date(2016, 8, 22), datetime.date(2017, 3, 1))
    """
    cleaned = with_year_in_digits(_SPACE_IN_DATE.sub("", _undecorated(text).strip()))
    for pattern in (_DATE, _COMPACT_DATE):
        match = pattern.fullmatch(cleaned)
        if match:
            return _day(int(match["y"]), int(match["m"]), int(match["d"]), text)
    match = _CHINESE_DATE.fullmatch(cleaned)
    if match:
        month, day = (int(parse_number(match[part])) for part in ("m", "d"))
        return _day(int(match["y"]), month, day, text)
    raise ValueError(f"not a full date: {text!r}")


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"no day of the calendar: {text!r}") from error
