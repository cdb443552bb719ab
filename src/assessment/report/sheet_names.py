"""Names that Excel allows for the sheets of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, count

_LONGEST = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that Excel allows for a sheet and no other sheet bears.

    Examples
    --------
    >>> free_name("评分/答辩", []), free_name("说明", ["说明"]), free_name("'", [])
    ('评分 答辩', '说明(2)', '表')
    """
    plain = _NOT_IN_NAMES.sub(" ", name).strip(" '")[:_LONGEST] or "表"
    numbered = (f"{plain[: _LONGEST - 3]}({n})" for n in count(2))
    used = {other.casefold() for other in taken}
    return next(one for one in chain([plain], numbered) if one.casefold() not in used)
