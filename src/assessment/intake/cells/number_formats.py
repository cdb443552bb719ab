"""Number formats that show another number than the one stored: 95%, 3.2万元, thousands cut off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from assessment.core.details import detail
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, shown
from assessment.intake.cells.format_sections import Section, chosen, sections

Place = tuple[int, int]
# Built into every spreadsheet program: 0% and 0.00%.
BUILT_IN = {9: "0%", 10: "0.00%"}
STROKES = "-—–"
# Other money than yuan.
_FOREIGN = re.compile(
    r"[$€£₩฿₽]|\b(?:USD|EUR|GBP|HKD|JPY|US|HK)\b|美元|港币|港元|欧元|日元|英镑|美金"
)
_LETTERS = re.compile(r"(?!RMB|CNY)[A-Za-z]{0,4}[-–]?")
# What formats say in everyday use: units, currencies, signs between digits.
_USUAL = re.compile(
    "[元圆角分万千百亿十票张份人民币次名位个项篇件条段幅部天日年月周时号第场组岁届级期轮队共计合编]"
)
# 约88, 84（待定）, 9/10: words of which a person would take notice.
_WORDS = re.compile(r"[\u4e00-\u9fff?~≈<>≤≥±]|/\s*[0-9]")
_SEEN = re.compile(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>.*)")
_MONEY = {"元": 1, "圆": 1, "百元": 100, "千元": 1000, "万": 10000, "万元": 10000}
_SCALE_WORDS = re.compile(r"[%‰十百千万亿元圆角]")


def may_differ(code: str) -> bool:
    """Tell whether a number format may show another number, or a unit of money or share.

    Examples
    --------
    >>> may_differ("#,##0.00"), may_differ("0%"), may_differ('0.00"万元"'), may_differ("0!.0,")
    (False, True, True, True)
    """
    parts = sections(code)
    nought, words = hidden_by(code)
    if (nought is not None and not is_stroke(nought)) or words is not None:
        return True
    has_conditions = any(section.condition for section in parts)
    # Behind the second stand those of nought and of text.
    told = parts if has_conditions else parts[:2]
    if not has_conditions and any(_is_signed_otherwise(parts, number) for number in (1, -1)):
        return True
    return any(
        _is_telling(section) or _is_worded(section) or _is_padded(section) for section in told
    )


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
    parts = sections(code)
    section = chosen(parts, cell.value)
    if _is_padded(section) and cell.value == cell.value.to_integral_value() and cell.value >= 0:
        return _padded(cell, section)
    if not _is_telling(section):
        if _is_signed_otherwise(parts, cell.value):
            return _scaled(cell, f"{section.before}{shown(abs(cell.value))}{section.after}".strip())
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
    parts = sections(code)
    is_by_sign = len(parts) > 2 and not any(one.condition for one in parts)
    nought = _instead(parts[2] if is_by_sign else chosen(parts, Decimal(0)))
    return nought, _instead(parts[3]) if len(parts) > 3 else None


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


def _instead(section: Section) -> str | None:
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
    if abs(number - abs(cell.value)) > _half(number) or _FOREIGN.search(text):
        return _scaled(cell, text.strip())
    if cell.value > 0 and any(sign in text[: text.find(match["number"])] for sign in STROKES):
        return _scaled(cell, text.strip())
    if match["number"].startswith("0") and match["number"].isdecimal() and number:
        return _with_unit(cell, plain(text))
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


def _is_worded(section: Section) -> bool:
    return _are_words(f"{section.before} {section.after}")


@lru_cache(maxsize=4096)
def _are_words(around: str) -> bool:
    return _WORDS.search(_USUAL.sub("", plain(around))) is not None


def _worded(section: Section, number: Decimal) -> str:
    return f"{section.before}{shown(number)}{section.after}".strip()


def _padded(cell: Cell, section: Section) -> Cell:
    """Return a number as it is written with noughts and letters before it: 000301, P007."""
    text = f"{section.before}{str(cell.value).partition('.')[0].zfill(section.digits)}"
    return cell if text == cell.text else _with_unit(cell, text)


def _is_padded(section: Section) -> bool:
    return (
        section.is_padded and not section.after and _LETTERS.fullmatch(section.before) is not None
    )


def _is_signed_otherwise(parts: Sequence[Section], number: Decimal | int) -> bool:
    """Tell whether a number is shown with a minus that it has not, or without its own.

    In brackets or in a colour of its own a number is shown as one below 0.
    """
    if any(part.condition for part in parts):
        return False
    section = parts[1] if number < 0 and len(parts) > 1 else parts[0]
    if not section.digits or section.is_moment:
        return False
    has_minus = any(sign in section.before for sign in STROKES)
    if number < 0:
        return len(parts) > 1 and not has_minus and not section.is_signed
    return number > 0 and has_minus


def _is_misleading(section: Section) -> bool:
    """Tell whether signs beside a number make another of it: 0"00", "1"0, US$200."""
    if not section.digits or section.is_moment:
        return False
    is_joined = section.before[-1:].isdecimal() or section.after[:1].isdecimal()
    return is_joined or _FOREIGN.search(f"{section.before} {section.after}") is not None


def _is_telling(section: Section) -> bool:
    if section.has_exponent or section.is_moment:
        return False
    if _is_misleading(section):
        return True
    is_scaled = section.factor != 1 or bool(_SCALE_WORDS.search(section.after))
    return is_scaled or not section.digits


def _is_plain_unit(section: Section) -> bool:
    """Tell whether what is shown is what the number means: the scale and its name agree."""
    if _is_misleading(section):
        return False
    unit = plain(section.after)
    if section.percents:
        return unit in ("", "%") and section.factor == 100
    return section.digits > 0 and (section.factor == 1 or section.factor * _MONEY.get(unit, 0) == 1)


def _text(section: Section, number: Decimal) -> str:
    if not section.digits:
        return section.before.strip() or detail("blank")
    share = "%" * section.percents
    before = section.before.strip() if _is_misleading(section) else ""
    return f"{before}{shown(number * section.factor)}{share}{section.after.strip()}"
