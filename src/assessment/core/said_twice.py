"""Amounts that a form states in digits and in capitals: 5000元（大写：伍仟元整）."""

from __future__ import annotations

import re

_CAPTION = re.compile("[(]?(?:人民币)?[(]?(?:大写|小写)[)]?:?")
_BRACKETED = re.compile("(?P<one>[^()]+)[(](?P<other>[^()]+)[)]")
_UNIT = re.compile("万?元")
_ENDS_IN_UNIT = re.compile("[元万圆块整正角分]$")


def stated_twice(cleaned: str) -> tuple[str, str] | None:
    """Return the two ways in which a text without white space states one amount, or None.

    One is in capitals, the other in digits. Whether they agree is not asked here.

    Examples
    --------
    >>> stated_twice("5000元(大写:伍仟元整)"), stated_twice("大写:伍仟元整小写:5000元")
    (('5000元', '伍仟元整'), ('伍仟元整', '5000元'))
    >>> stated_twice("(200)"), stated_twice("5000(其中300自筹)"), stated_twice("5000元")
    (None, None, None)
    """
    bracketed = _BRACKETED.fullmatch(cleaned)
    if bracketed:
        parts = [_CAPTION.sub("", one) for one in bracketed.groups()]
    elif len(_CAPTION.findall(cleaned)) > 1:
        parts = [one.strip(",;、/()") for one in _CAPTION.split(cleaned)]
    else:
        return None
    amounts = [one for one in parts if one not in ("", "人民币")]
    if any(_UNIT.fullmatch(one) for one in amounts):
        return None
    in_digits = [any(sign in "0123456789" for sign in one) for one in amounts]
    return (amounts[0], amounts[1]) if sorted(in_digits) == [False, True] else None


def without_brackets(cleaned: str) -> str:
    """Return an amount whose unit stands in brackets, or that is captioned, as it is without them.

    Examples
    --------
    >>> without_brackets("5000.00(元)"), without_brackets("小写:5000"), without_brackets("(200)")
    ('5000.00元', '5000', '(200)')
    """
    bracketed = _BRACKETED.fullmatch(cleaned)
    if bracketed and _UNIT.fullmatch(bracketed["other"]):
        is_bare = not _ENDS_IN_UNIT.search(bracketed["one"])
        return "".join(bracketed.groups()) if is_bare else cleaned
    caption = _CAPTION.match(cleaned)
    return cleaned[caption.end() :] if caption else cleaned
