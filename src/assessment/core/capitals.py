"""Amounts of money in capitals (大写), as settlements and vouchers state them."""

from __future__ import annotations

_SIGNS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ((10**8, "亿"), (10**4, "万"), (1, ""))
_MOST_YUAN = 10**12


def capital_money(fen: int) -> str:
    """Return an amount in capitals; one of whole yuan or jiao ends with 整.

    Raises
    ------
    ValueError
        When it has more than twelve digits of yuan.

    Examples
    --------
    >>> capital_money(500000), capital_money(100505), capital_money(-30050)
    ('伍仟元整', '壹仟零伍元零伍分', '负叁佰元伍角整')
    """
    yuan, rest = divmod(abs(fen), 100)
    if yuan >= _MOST_YUAN:
        raise ValueError(f"an amount of at most twelve digits of yuan, got {fen} fen")
    whole = f"{_whole(yuan)}元" if yuan or not rest else ""
    return ("负" if fen < 0 else "") + whole + _rest(rest, is_behind=bool(whole))


def _rest(rest: int, *, is_behind: bool) -> str:
    if not rest:
        return "整"
    jiao, cents = divmod(rest, 10)
    tenth = f"{_SIGNS[jiao]}角" if jiao else "零" if is_behind else ""
    return tenth + (f"{_SIGNS[cents]}分" if cents else "整")


def _whole(yuan: int) -> str:
    if not yuan:
        return _SIGNS[0]
    text, is_gap = "", False
    for size, name in _GROUPS:
        part, yuan = divmod(yuan, size)
        if not part:
            is_gap = bool(text)
            continue
        gap = _SIGNS[0] if text and (is_gap or part < 1000) else ""
        text, is_gap = text + gap + _four(part) + name, False
    return text


def _four(part: int) -> str:
    """Return a number below 10,000 in capitals."""
    text, is_gap = "", False
    for digit, place in zip(f"{part:04d}", _PLACES, strict=True):
        if digit == "0":
            is_gap = bool(text)
            continue
        text += (_SIGNS[0] if is_gap else "") + _SIGNS[int(digit)] + place
        is_gap = False
    return text
