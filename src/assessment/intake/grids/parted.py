"""A header that goes on in the row below: units there, and heads over parts of what they name.

（元） below 申请额度, 教师 | 学生 | 合计 below 参与人数, 自评 | 核评 below an item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.grids.head_remarks import Verdict, group_of, verdict
from assessment.intake.grids.kinds import GridKind, columns_in, heads_of
from assessment.intake.layouts import is_label, is_note, lead
from assessment.intake.layouts.lower_heads import is_head_word
from assessment.intake.layouts.units import is_unit
from assessment.intake.words.header_words import remarks, word_key
from assessment.intake.words.vocabulary import Vocabulary

_BRACKETED = re.compile(r"[(（][^()（）]+[)）]")
_SUM = "(?:合计|小计|总计|共计)"
# What a sum of a column may be called, by what the column holds; 累计 is another quantity.
_OF = {
    "money": "金额|支出|费用|经费",
    "counts": "人次|人数|件数|数量",
    "votes": "票数?",
    "points": "分",
}
_ITEM, _TOTAL = "item:", "total_mark"
# What stands beside the points of an item, or their sum, below one head.
_BESIDE = {"self_points": "self:", "cap": "cap:"}
# Beside the column that its head means: known, and not read.
OTHER = "other:"
_ANY_YEAR = 0


class Group(NamedTuple):
    """A head with the cells of the row below that stand under it."""

    head: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """What a table's kind makes of heads over parts.

    `cells` are the heads by column: that of a whole stands over the column of its sum. `parts` are
    the columns of its parts by its field, `own` those beside a column that is no sum (自评 and 分值
    of an item, 计划 of people) with the fields they are, `spread` the first columns of heads of
    which nobody can tell the column, and `lost` all that stand below these.
    """

    cells: Mapping[int, Cell]
    parts: Mapping[str, tuple[int, ...]]
    own: Mapping[int, str]
    spread: frozenset[int]
    lost: frozenset[int]
    heads: tuple[Cell, ...]

    def is_read(self, column: int) -> bool:
        """Tell whether a column is one of its own field, no part and not lost."""
        parts = {n for columns in self.parts.values() for n in columns}
        return column not in parts | self.own.keys() | (self.lost - self.spread)


def with_units_below(sheet: Sheet, row: int, cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Return the heads of a row below which only a unit or a remark in brackets stands: （元）."""
    found = {}
    for column, below in cells.items():
        head = sheet.at(row, column)
        if head is None or below.row == row or head.row != row:
            continue
        if is_unit(below) or _BRACKETED.fullmatch(below.text.strip()):
            said = below.text.strip()
            text = said if said[:1] in "(（" else f"（{said}）"
            found[column] = head._replace(column=column, text=f"{head.text}{text}")
    return found


def find_groups(sheet: Sheet, row: int, words: Vocabulary) -> list[Group]:
    """Return the heads of a row that stand over several of the row below, which only heads too."""
    below = sheet.rows.get(row + 1, ())
    if len(below) < 2 or not all(is_unit(cell) or is_head_word(cell, words) for cell in below):
        return []
    groups = [Group(head, _under(sheet, head, below)) for head in sheet.rows.get(row, ())]
    groups = [one for one in groups if len(one.cells) > 1]
    grouped = {cell.column for one in groups for cell in one.cells}
    alone = (cell for cell in below if cell.column not in grouped)
    return groups if all(_only_adds(sheet, row, cell) for cell in alone) else []


def _under(sheet: Sheet, head: Cell, below: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells below a head, by its merge or up to the next head of its row."""
    named = {cell.column: cell for cell in below}
    columns = list(range(head.column, sheet.after(head)))
    if head.column in named:
        while columns[-1] + 1 in named and sheet.at(head.row, columns[-1] + 1) is None:
            columns.append(columns[-1] + 1)
    return tuple(named[column] for column in columns if column in named)


def _only_adds(sheet: Sheet, row: int, cell: Cell) -> bool:
    """Tell whether a cell of the lower row is a head of its own, or a remark on the one above."""
    is_remark = is_unit(cell) or _BRACKETED.fullmatch(cell.text.strip()) is not None
    return is_remark or sheet.at(row, cell.column) is None


def part(
    groups: Sequence[Group], cells: Mapping[int, Cell], kind: GridKind, words: Vocabulary
) -> Parting | None:
    """Return what heads over parts mean in a table of a kind; None where it has none of them.

    Heads whose parts are columns of such a table themselves (姓名, 电话 below 负责人) are none.
    """
    found = {
        name: one
        for one in groups
        if (name := _field(one.head, kind, words)) and _is_parted(one, name, kind, words)
    }
    doubled = _of_both(groups, kind, words)
    if not found and not doubled:
        return None
    new: dict[int, Cell] = {}
    parts: dict[str, tuple[int, ...]] = {}
    own = doubled
    spread, lost = set(), set()
    for name, one in found.items():
        columns = [cell.column for cell in one.cells]
        whole = _whole(one, name, words) or _sum_beside(one, name, cells)
        if whole is None:
            spread.add(columns[0])
            lost.update(columns)
            new |= dict.fromkeys(columns, one.head)
            continue
        said = "".join(f"（{remark}）" for remark in remarks(whole.text))
        new[whole.column] = whole._replace(text=f"{one.head.text}{said}")
        rest = [cell for cell in one.cells if cell is not whole]
        if whole in one.cells and not _is_sum(whole, name, one.head):
            own |= {cell.column: _beside(cell, name, words) for cell in rest}
        else:
            parts[name] = tuple(cell.column for cell in rest)
    heads = tuple(one.head for one in found.values())
    return Parting(new, parts, own, frozenset(spread), frozenset(lost), heads)


def _of_both(groups: Sequence[Group], kind: GridKind, words: Vocabulary) -> dict[int, str]:
    """Return the items below 自评分, by column, of a summary that has some below 核评分, too."""
    of = {name: [one for one in groups if name in words.fields_of(one.head.text)]
          for name in ("self_points", "checked_points")}  # fmt: skip
    if kind.name != "red_flag_summary" or not all(len(mine) == 1 for mine in of.values()):
        return {}
    cells = of["self_points"][0].cells
    named = ((c.column, n) for c in cells for n in words.parts_of(c.text) if n.startswith(_ITEM))
    return {column: name.replace(_ITEM, _BESIDE["self_points"], 1) for column, name in named}


def _field(head: Cell, kind: GridKind, words: Vocabulary) -> str:
    return columns_in(heads_of({head.column: head}, words), kind).get(head.column, "")


def _is_parted(one: Group, name: str, kind: GridKind, words: Vocabulary) -> bool:
    if _group(name) not in _OF:
        return False
    others = (cell for cell in one.cells if not _is_sum(cell, name, one.head))
    # 票数 below the name of a channel is that channel's.
    own = {"", name, "votes" if name.startswith("channel:") else name}
    return all(_field(cell, kind, words) in own for cell in others)


def _whole(one: Group, name: str, words: Vocabulary) -> Cell | None:
    """Return the one of several columns that holds what their head names."""
    sums = [cell for cell in one.cells if _is_sum(cell, name, one.head)]
    if sums:
        return sums[0] if len(sums) == 1 else None
    told = {cell: _said_of(cell, name, words) for cell in one.cells}
    own = [cell for cell, said in told.items() if said is Verdict.HARMLESS]
    others = all(said is Verdict.OTHER for cell, said in told.items() if cell not in own)
    return own[0] if len(own) == 1 and others else None


def _said_of(cell: Cell, name: str, words: Vocabulary) -> Verdict:
    if _is_of_points(name):
        meant = words.fields_of(cell.text)
        if {"cap", "checked_points"} & meant:
            return Verdict.OTHER if "cap" in meant else Verdict.HARMLESS
    return verdict(plain(cell.text), "item:" if name == _TOTAL else name, words, _ANY_YEAR)


def _is_sum(cell: Cell, name: str, head: Cell) -> bool:
    kinds = rf"(?:{_OF[_group(name)]}|{re.escape(word_key(head.text))})"
    key = word_key(cell.text)
    return re.fullmatch(rf"{_SUM}{kinds}?|{kinds}{_SUM}|总{kinds}", key) is not None


def _sum_beside(one: Group, name: str, cells: Mapping[int, Cell]) -> Cell | None:
    """Return the column right behind the parts, else right before them, that is their sum."""
    if _is_of_points(name):
        return None
    columns = [cell.column for cell in one.cells]
    beside = (cells.get(column) for column in (columns[-1] + 1, columns[0] - 1))
    return next((cell for cell in beside if cell and _is_sum(cell, name, one.head)), None)


def _is_of_points(name: str) -> bool:
    return name.startswith(_ITEM) or name == _TOTAL


def _group(name: str) -> str:
    return "points" if name == _TOTAL else group_of(name)


def _beside(cell: Cell, name: str, words: Vocabulary) -> str:
    """Return the field of what stands beside the points of an item: self:思想政治建设."""
    told = (_BESIDE[one] for one in words.fields_of(cell.text) if one in _BESIDE)
    own = next(told, "") if name.startswith(_ITEM) else ""
    return f"{own}{name.removeprefix(_ITEM)}" if own else f"{OTHER}{cell.address}"


def is_spread(sheet: Sheet, head: Cell, last_row: int, words: Vocabulary) -> bool:
    """Tell whether a head stands over several columns of which more than one hold anything.

    Which of them it means nobody can tell: 评委1 over 名次 and 打分.
    """
    others = range(head.column + 1, sheet.after(head))
    if not others:
        return False
    below = (cells for row, cells in sheet.rows.items() if row > last_row)
    return any(
        cell.column in others and _is_beside(sheet, cell, head.column)
        for cells in below
        if not is_note(lead(cells), words)
        for cell in cells
    )


def _is_beside(sheet: Sheet, cell: Cell, column: int) -> bool:
    """Tell whether a cell states something of its own beside what stands in a column."""
    first = sheet.cells.get((cell.row, column))
    return first is not None and not is_label(first) and not is_label(cell)
