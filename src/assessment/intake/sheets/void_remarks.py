"""Remarks that some marks, votes or re-checks do not count: told, as nobody can tell which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, in_order
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import CellClass, Place
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.values import Spot

_KINDS = ("mark_", "vote_tally", "recheck_")
_VOID = re.compile(
    "作废|(?:评分|打分|成绩|分数|得分|结果|结论|此项|该项|本行|这行)(?:均|都)?(?:无效|不算|不计)|取消.{0,4}(?:资格|成绩)"
    "|退赛|退出评|不参与(?:评|排)|应扣(?:除|减)|填错|写错|请忽略"
)
# What the rules say of all, and counts of ballots, speak of no line.
_IN_GENERAL = re.compile(
    "如|若|凡|一律|视为|超过|以上|以下|须|应当|逾期|票.*张|[废无]效?票|规则|办法|标准|去掉"
)
_ITSELF = re.compile("应扣|以下项目")
_LONGEST = 40


def void_remarks(sheets: Sequence[SheetRead]) -> Iterator[Problem]:
    """Yield the problem of each remark beside marks, votes or re-checks that some do not count.

    Problems
    --------
    remark.may-void
    """
    for one in sheets:
        if not any(block.kind.startswith(_KINDS) for block in one.blocks):
            continue
        spot = Spot(one.document, one.sheet, "")
        notes = {place for block in one.blocks for place in _notes(block)}
        for cell in in_order(one.sheet):
            place = cell.row, cell.column
            claim = one.claims.get(place)
            is_remark = place in notes or claim is None or _is_remark(cell, claim.cell_class)
            if is_remark and _may_void(cell):
                yield spot.fault("remark.may-void", cell)


def _notes(block: Block) -> Iterator[Place]:
    cells = (record.cells.get("note") for record in block.records)
    return ((cell.row, cell.column) for cell in cells if cell is not None)


def _is_remark(cell: Cell, kind: CellClass) -> bool:
    """Tell whether a cell is neither read nor a header; 说明：…… passes for either."""
    return kind not in (CellClass.VALUE, CellClass.LABEL) or ":" in plain(cell.text)


def _may_void(cell: Cell) -> bool:
    text = plain(cell.text)
    if cell.kind is not CellKind.TEXT or len(text) > _LONGEST or not _VOID.search(text):
        return False
    return not _IN_GENERAL.search(_ITSELF.sub("", text))
