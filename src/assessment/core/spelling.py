"""What two spellings of one name share, and the signs in a name that nobody can see."""

from __future__ import annotations

import re
import unicodedata

from assessment.core.text import plain

# Blank on the screen, though Unicode counts them among letters and marks.
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_LINE_SIGNS = "\t\n\r"
_QUOTES = str.maketrans(dict.fromkeys("“”\"‘’'「」『』《》〈〉·•・()[]【】〔〕", None))
# 1.交通费, （二）物料, 三、宣传
_NUMBERED = re.compile(
    r"^(?:\([0-9一二三四五六七八九十]{1,3}\)|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[.、)])(?=[^\W\d])"
)


def match_key(text: str) -> str:
    """Return what two spellings of one name share: no space, quotes, brackets' shape or case.

    Examples
    --------
    >>> match_key("“杏林 青马” 工程") == match_key("「杏林青马」工程")
    True
    """
    return plain(text).translate(_QUOTES).casefold()


def category_key(text: str) -> str:
    """Return what two spellings of a category of spending share.

    Examples
    --------
    >>> category_key("宣传 制作费") == category_key("宣传制作") == category_key("（二）宣传制作")
    True
    """
    return match_key(unnumbered(text)).removesuffix("费")


def unnumbered(text: str) -> str:
    """Return a text without white space and the number that lists it.

    Examples
    --------
    >>> unnumbered("1.交通费"), unnumbered("（二）护理学院"), unnumbered("3D 打印")
    ('交通费', '护理学院', '3D打印')
    """
    return _NUMBERED.sub("", plain(text))


def invisible_signs(text: str) -> str:
    """Return the code points of a text that nobody can see, each once; empty when there are none.

    They are zero-width and direction marks, byte order marks, soft hyphens, fillers and control
    signs. Two names that look the same and differ in these are not the same name.

    Examples
    --------
    >>> invisible_signs("护理\\u200b学院\\ufeff"), invisible_signs("护理 学院\\n")
    ('U+200B、U+FEFF', '')
    """
    found = dict.fromkeys(sign for sign in text if _is_invisible(sign))
    return "、".join(f"U+{ord(sign):04X}" for sign in found)


def _is_invisible(sign: str) -> bool:
    if sign in _FILLERS:
        return True
    return unicodedata.category(sign) in ("Cf", "Cc", "Zl", "Zp") and sign not in _LINE_SIGNS
