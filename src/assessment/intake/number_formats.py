"""Number formats that show another number than the one stored: 95%, 3.2万元, thousands cut off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assessment.core.details import detail
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, shown

Place = tuple[int, int]
# Built into every spreadsheet program: 0% and 0.00%.
BUILT_IN = {9: "0%", 10: "0.00%"}
_GENERAL = re.compile(r"General|G/通用格式", re.IGNORECASE)
# Quoted or escaped text, what is in brackets, spaces as wide as a sign and signs that fill up.
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]?|[_*].|(?P<sign>.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)(?P<limit>-?[0-9.]+)")
STROKES = "-—–"
# What formats say in everyday use: units, currencies, signs between digits.
_USUAL = re.compile(
    "[元圆角分万千百亿十票张份人民币次名位个项篇件条段幅部天日年月周时号第场组岁届级期轮队共计合编]"
)
# 约88, 84（待定）, 9/10: words of which a person would take notice.
_WORDS = re.compile(r"[\u4e00-\u9fff?~≈<>≤≥±]|/\s*[0-9]")
_DIGITS, _MOMENTS = "0#?", "yYmMdDhHsSeEgGbBaA"
_SEEN = re.compile(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>.*)")
_MONEY = {"元": 1, "圆": 1, "百元": 100, "千元": 1000, "万": 10000, "万元": 10000}
_SCALE_WORDS = re.compile(r"[%‰十百千万亿元圆角]")


@dataclass(slots=True)
class _Section:
    """One part of a format: how a number is scaled, and the words behind it."""

    condition: str = ""
    digits: int = 0
    blanks: int = 0
    commas: int = 0
    percents: int = 0
    # Places behind a point that is written between the digits, as in 0!.0000
    inserted: int | None = None
    has_exponent: bool = False
    is_moment: bool = False
    before: str = ""
    after: str = ""

    @property
    def factor(self) -> Decimal:
        """What the stored number is multiplied by before it is shown."""
        power = 2 * self.percents - 3 * self.commas - (self.inserted or 0)
        return Decimal(10) ** power

    def say(self, text: str) -> None:
        """Take a piece of text that is shown as it is."""
        if text == "." and self.digits and self.inserted is None:
            self.inserted = 0
        elif self.digits:
            self.after += text
        else:
            self.before += text


def may_differ(code: str) -> bool:
    """Tell whether a number format may show another number, or a unit of money or share.

    Examples
    --------
    >>> may_differ("#,##0.00"), may_differ("0%"), may_differ('0.00"万元"'), may_differ("0!.0,")
    (False, True, True, True)
    """
    sections = _sections(code)
    nought, words = hidden_by(code)
    if (nought is not None and not is_stroke(nought)) or words is not None:
        return True
    has_conditions = any(section.condition for section in sections)
    # Behind the second stand those of nought and of text.
    told = sections if has_conditions else sections[:2]
    return any(_is_telling(section) or _is_worded(section) for section in told)


def as_shown(cell: Cell, code: str) -> Cell:
    """Return a number as its format shows it, with all its digits.

    A unit that the format writes becomes part of the text (`0.02万元`, `90%`); where the format
    only leaves digits away the cell is `scaled`: shown is one number, stored another. Other words
    around it, or what stands in place of 0, are what the cell `shows`.

    Examples
    --------
    >>> number = Cell(1, 1, CellKind.NUMBER, "0.9", Decimal("0.9"))
    >>> as_shown(number, "0%").text, as_shown(number, "0.0").text
    ('90%', '0.9')
    """
    if cell.kind is CellKind.TEXT or (cell.kind is CellKind.NUMBER and not cell.value):
        nought, words = hidden_by(code)
        shows = nought if cell.kind is CellKind.NUMBER else words
        return cell if shows is None else cell._replace(shows=shows)
    if not isinstance(cell.value, Decimal):
        return cell
    section = _chosen(_sections(code), cell.value)
    if not _is_telling(section):
        is_worded = _is_worded(section)
        return cell._replace(shows=_worded(section, cell.value)) if is_worded else cell
    text = _text(section, cell.value)
    return _with_unit(cell, text) if _is_plain_unit(section) else _scaled(cell, text)


@lru_cache(maxsize=4096)
def hidden_by(code: str) -> tuple[str | None, str | None]:
    """Return what a format shows in place of 0, and of text: None where it shows them.

    Examples
    --------
    >>> hidden_by(";;;"), hidden_by('0;-0;"缺席"'), hidden_by("0;-0;-;@")
    (('', ''), ('缺席', None), ('-', None))
    """
    sections = _sections(code)
    is_by_sign = len(sections) > 2 and not any(one.condition for one in sections)
    nought = _instead(sections[2] if is_by_sign else _chosen(sections, Decimal(0)))
    return nought, _instead(sections[3]) if len(sections) > 3 else None


def is_stroke(shows: str) -> bool:
    """Tell whether what stands in place of 0 is a stroke, as accounts write it."""
    return bool(shows) and not shows.strip(STROKES)


def strokes_nought(code: str) -> bool:
    """Tell whether a format shows a stroke in place of 0.

    Examples
    --------
    >>> strokes_nought('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), strokes_nought("0;-0;;@")
    (True, False)
    """
    return is_stroke(hidden_by(code)[0] or "")


def _instead(section: _Section) -> str | None:
    # Of 0 a question mark leaves only its room.
    is_number = section.digits > section.blanks or (section.digits and not section.before.strip())
    return None if is_number or section.is_moment else section.before.strip()


def without_noughts(cells: Mapping[Place, Cell]) -> dict[Place, Cell]:
    """Return the cells of a sheet that is told to show no 0."""
    return {
        place: cell._replace(shows="") if cell.kind is CellKind.NUMBER and not cell.value else cell
        for place, cell in cells.items()
    }


def as_seen(cell: Cell, text: str) -> Cell:
    """Return a number as `as_shown`, where only the text that it shows is known.

    Examples
    --------
    >>> number = Cell(1, 1, CellKind.NUMBER, "0.456", Decimal("0.456"))
    >>> as_seen(number, "45.6%").text, as_seen(number, "0.46").text, as_seen(number, "456").kind
    ('45.6%', '0.456', <CellKind.SCALED: 'scaled'>)
    """
    if cell.kind is not CellKind.NUMBER or not isinstance(cell.value, Decimal):
        return cell
    if not cell.value and not plain(text).strip(STROKES):
        return cell._replace(shows=plain(text))
    match = _SEEN.search(plain(text))
    if match is None:
        said = text.strip()
        return _scaled(cell, said or detail("blank")) if cell.value else cell._replace(shows=said)
    number, unit = Decimal(match["number"].replace(",", "")), match["unit"]
    if unit == "%":
        return _with_unit(cell, f"{shown(cell.value * 100)}%")
    if abs(number - abs(cell.value)) > _half(number):
        return _scaled(cell, text.strip())
    if _SCALE_WORDS.search(unit):
        return _with_unit(cell, shown(cell.value) + unit)
    around = plain(text)[: match.start()] + unit
    return cell._replace(shows=text.strip()) if _are_words(around) else cell


def _half(number: Decimal) -> Decimal:
    """Return half a unit of the last place, by which a number may be rounded."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent)) * Decimal("0.5000001")


def _with_unit(cell: Cell, text: str) -> Cell:
    return cell._replace(kind=CellKind.TEXT, text=text, value=text)


def _scaled(cell: Cell, text: str) -> Cell:
    """Return a cell of which one number is seen while another is stored."""
    return cell._replace(kind=CellKind.SCALED, text=text, value=cell.text)


def _is_worded(section: _Section) -> bool:
    return _are_words(f"{section.before} {section.after}")


@lru_cache(maxsize=4096)
def _are_words(around: str) -> bool:
    return _WORDS.search(_USUAL.sub("", plain(around))) is not None


def _worded(section: _Section, number: Decimal) -> str:
    return f"{section.before}{shown(number)}{section.after}".strip()


def _is_telling(section: _Section) -> bool:
    if section.has_exponent or section.is_moment:
        return False
    is_scaled = section.factor != 1 or bool(_SCALE_WORDS.search(section.after))
    return is_scaled or not section.digits


def _is_plain_unit(section: _Section) -> bool:
    """Tell whether what is shown is what the number means: the scale and its name agree."""
    unit = plain(section.after)
    if section.percents:
        return unit in ("", "%") and section.factor == 100
    return section.digits > 0 and (section.factor == 1 or section.factor * _MONEY.get(unit, 0) == 1)


def _text(section: _Section, number: Decimal) -> str:
    if not section.digits:
        return section.before.strip() or detail("blank")
    share = "%" * section.percents
    return f"{shown(number * section.factor)}{share}{section.after.strip()}"


def _chosen(sections: list[_Section], number: Decimal) -> _Section:
    for section in sections:
        if section.condition and _holds(section.condition, number):
            return section
    if any(section.condition for section in sections):
        rest = [section for section in sections if not section.condition]
        return rest[0] if rest else _Section(digits=1)
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
def _sections(code: str) -> list[_Section]:
    sections = [_Section()]
    for match in _PIECE.finditer(_GENERAL.sub("0", code)):
        if match["sign"] == ";":
            sections.append(_Section())
        else:
            _take(sections[-1], match)
    return sections


def _take(section: _Section, piece: re.Match[str]) -> None:
    sign = piece["sign"]
    if piece["bracket"] is not None:
        section.condition += piece["bracket"] if _CONDITION.fullmatch(piece["bracket"]) else ""
    elif sign is None:
        section.say(piece["quoted"] or piece["escaped"] or "")
    elif sign in _DIGITS:
        section.digits += 1
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
    elif sign not in ".-+() /":
        section.say(sign)
