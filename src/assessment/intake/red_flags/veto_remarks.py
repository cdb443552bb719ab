"""What stands beside a veto whose box is blank: does it say that something happened?"""

from __future__ import annotations

import re

from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found
from assessment.intake.words.vocabulary import Vocabulary

_CLAUSES = re.compile("[,，。;；、\\n]")
_TIMES = "(?:[0-9]+|[一二两三四五六七八九十数多])(?:起|次|例|件)"
_HAPPENED = re.compile(
    f"发生|出现|受(?:到|过)|违[规纪法反]|处分|通报批评|{_TIMES}|有.{{0,8}}(?:事故|情况|行为|问题|现象)|存在"
)
# Nothing did, or only what a veto is: 未发生, 如发生…的.
_NOTHING = re.compile(
    "未|无|没有|不存在|从不|零|(?<![0-9])0(?:起|次|例|件)|杜绝|避免|防止|预防|不得|如|若|凡|即|情形|的$|否决"
)
_DATED = re.compile(f"20[0-9]{{2}}年|[0-9]{{1,2}}月|20[0-9]{{2}}[-./][0-9]|{_TIMES}")
_REMARKS = frozenset({"evidence", "note"})


def happened(found: Found, record: Record, words: Vocabulary) -> Cell | None:
    """Return the cell below 评分依据 or 备注 that says that a veto's case occurred, or None."""
    heads = found.block.headers.values()
    rows = {cell.row for cell in heads}
    columns = [
        cell.column
        for row in sorted(rows)
        for cell in found.block.sheet.rows.get(row, ())
        if words.fields_of(cell.text) & _REMARKS
    ]
    cells = (found.block.sheet.cells.get((record.anchor.row, column)) for column in columns)
    return next((cell for cell in cells if cell and says_it_happened(cell.text)), None)


def says_it_happened(text: str) -> bool:
    """Tell whether a remark beside a veto says that something happened.

    Examples
    --------
    >>> says_it_happened("2017年5月发生一起，未造成伤亡"), says_it_happened("有一起火灾事故")
    (True, True)
    >>> says_it_happened("全年未发生安全事故"), says_it_happened("发生重大安全责任事故的，一票否决")
    (False, False)
    """
    clauses = _CLAUSES.split(plain(text))
    return any(_HAPPENED.search(one) and not _NOTHING.search(one) for one in clauses)


def is_dated(text: str) -> bool:
    """Tell whether a text names a day or how often, as no heading of a case does."""
    return _DATED.search(plain(text)) is not None
