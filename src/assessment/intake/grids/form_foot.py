"""Rows at the foot of a 考核表 that are no items: opinions, outcomes, what was worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grids.kinds import Header
from assessment.intake.layouts import is_total, lead
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import POINTS, read_number, without_unit
from assessment.intake.words.vocabulary import Vocabulary

_POINTS = ("checked_points", "self_points", "cap")
_MONEY = ("settled_plan", "spent")
_OF_ALL = (
    "(?:考核|自评|核评|实得|最终|最后|综合|年度|本年度|加减分后|[加扣减]分后|全部|各项|以上|实际|评分|总体|指标|得分|分值"
    "|五四红旗|团委)*"
)
_OPINION = re.compile(
    ".{0,16}(?:意见|评语|批示|审批|审核|审定|鉴定|结论|承诺|签字|签名|签章|盖章|公章|公示|公示情况|公示结果)(?:栏|情况)?"
    "|.{0,8}(?:等次|等级|档次|考核结果|评定结果|评审结果)|是否.{0,6}推荐.{0,4}|.{0,4}考核(?:小?组)?(?:组长|成员|人员|时间|日期)"
)
_SUM = re.compile(f"{_OF_ALL}(?:总分数?|总得分|总成绩|总评分?|总计|合计|合计分)")
_CONVERTED = re.compile(
    f"{_OF_ALL}(?:得分率|(?:折合|折算|换算|加权|平均).*|比例|占比|百分比|名次|排名|位次|排序)"
)
# An item may be called so as well, of few points among others.
_RESULT = re.compile(f"{_OF_ALL}(?:评价|得分|评分|成绩|分数)")


def is_of_opinions(cells: Sequence[Cell], values: Mapping[str, Cell], words: Vocabulary) -> bool:
    """Tell whether a row of a form says what somebody thinks of the unit: 学院党委意见 | 同意推荐.

    It states no points or money, and is no item of the rules.
    """
    label, stated = _label(cells, values), (*_POINTS, *_MONEY)
    if _is_item(label, words) or any(_number(values.get(name)) is not None for name in stated):
        return False
    key = word_key(label.text)
    return key in words.persons or _OPINION.fullmatch(key) is not None


def is_sum_of_form(cells: Sequence[Cell], values: Mapping[str, Cell], words: Vocabulary) -> bool:
    """Tell whether a row sums the lines of a form under a name of its own: 考核总分."""
    label = _label(cells, values)
    is_named = _SUM.fullmatch(word_key(label.text)) is not None
    return is_named and _is_whole(label, values) and not _is_item(label, words)


def is_result_of_form(
    sheet: Sheet, header: Header, cells: Sequence[Cell], values: Mapping[str, Cell],
    words: Vocabulary,
) -> bool:  # fmt: skip
    """Tell whether a row states what was worked out from the lines of a form: 得分率, 折合得分.

    综合评价 is such a row where it has no fewer points than any line above it.
    """
    label = _label(cells, values)
    if not _is_whole(label, values) or _is_item(label, words):
        return False
    key = word_key(label.text)
    if _CONVERTED.fullmatch(key):
        return True
    stated = {name: _number(values.get(name)) for name in _POINTS}
    return _RESULT.fullmatch(key) is not None and all(
        number is None
        or number >= max(_above(sheet, header, name, label, words), default=number + 1)
        for name, number in stated.items()
    )


def _label(cells: Sequence[Cell], values: Mapping[str, Cell]) -> Cell:
    return values.get("item_1") or lead(cells)


def _is_item(label: Cell, words: Vocabulary) -> bool:
    return any(name.startswith("item:") for name in words.parts_of(label.text))


def _is_whole(label: Cell, values: Mapping[str, Cell]) -> bool:
    """Tell whether nothing but a remark without words stands where a second level would."""
    second = values.get("item_2")
    is_own = second is not None and (second.row, second.column) != (label.row, label.column)
    return not (second and is_own and any(sign.isalpha() for sign in second.text))


def _above(
    sheet: Sheet, header: Header, name: str, label: Cell, words: Vocabulary
) -> Iterator[Decimal]:
    """Yield the points of a column in the lines above a row."""
    column = next(n for n, field in header.fields.items() if field == name)
    for row, cells in sheet.rows.items():
        if header.last_row < row < label.row and not is_total(lead(cells), words):
            number = _number(sheet.cells.get((row, column)))
            if number is not None:
                yield number


def _number(cell: Cell | None) -> Decimal | None:
    if cell is None or cell.kind not in (CellKind.NUMBER, CellKind.TEXT):
        return None
    try:
        return read_number(without_unit(cell, POINTS))
    except ValueError:
        return None
