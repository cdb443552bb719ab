"""Whether a paper with the labels of an 申报表 is one, or lists what was spent or held."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from assessment.core.details import detail
from assessment.core.labels import say
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet, in_order
from assessment.intake.forms import APPLICATION_LABELS
from assessment.intake.grids import headers_at
from assessment.intake.grids.kinds import KINDS, Header
from assessment.intake.layouts import Block
from assessment.intake.layouts.labels import labelled
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

CODE = "sheet.header-unclear"
_SETTLEMENT, _REGISTER = "settlement", "activity_register"
_OF_LINES = tuple(kind for kind in KINDS if kind.name in ("ledger", _SETTLEMENT, _REGISTER))
_FORM = re.compile(
    "(?:申报|申请|立项)(?:登记|审批|推荐|材料|信息|评审|备案|项目|品牌|经费|活动)*(?:[表书]|$)"
)
_LINES = re.compile(
    "支出(?!预算|计划|安排)|(?<!预算)明细|决算|结算|报销|台账|收支|流水|使用情况|结项|结题|验收|总结"
    "|(?:活动|材料).{0,6}(?:登记|记录|统计|汇总|开展情况|一览)"
)
_PLAN = re.compile("计划|安排|预算|方案|进度|预计|拟")
# Only who applies states these.
_ASKED = frozenset({"requested", "maturity", "is_second", "college_order", "continues"})
_PROSE = re.compile(
    "(?:项目|活动|品牌)简介|实施方案|申[报请]理由|推荐意见|预期(?:成果|效果|目标)|创建(?:目标|思路)"
)
# Nobody knows these before it was paid for or held.
_AFTERWARDS = frozenset(
    {"voucher_no", "reimbursement_no", "material_kind", "n_items", "held_state"}
)
_PAID = re.compile("支出日|支出时|开支|票|付|报销|实际|已")


class Paper(StrEnum):
    """What a paper is; nobody can tell of one that is `unclear`."""

    FORM = "form"
    LINES = "lines"
    UNCLEAR = "unclear"


class Heads(NamedTuple):
    """The header of lines: the kind of their table, its cells by field."""

    kind: str
    cells: Mapping[str, Cell]

    @property
    def first(self) -> Cell:
        """The first cell of the header."""
        return min(self.cells.values(), key=lambda cell: (cell.row, cell.column))

    @property
    def is_of_what_was(self) -> bool:
        """Tell whether the lines can only say what was: no plan has vouchers."""
        texts = [plain(cell.text) for cell in self.cells.values()]
        is_done = bool(_AFTERWARDS & self.cells.keys()) or any(map(_PAID.search, texts))
        return self.kind == _SETTLEMENT or is_done

    @property
    def is_plan(self) -> bool:
        """Tell whether the header says that its lines are yet to come: 预计人数."""
        texts = (plain(cell.text) for cell in self.cells.values())
        return self.kind != _SETTLEMENT and any(map(_PLAN.search, texts))


def paper_beside(
    form: Block, others: Sequence[Block], titles: Iterable[Cell], words: Vocabulary
) -> tuple[Paper, Cell | None]:
    """Return what a paper is of which one table is an 申报表 and others may list lines."""
    names = {kind.name for kind in _OF_LINES}
    heads = [Heads(one.kind, one.headers) for one in others if one.kind in names and one.headers]
    return paper_of(form, heads, titles, words)


def find_heads(sheet: Sheet, words: Vocabulary) -> Iterator[Heads]:
    """Yield the headers on a sheet that have lines below them."""
    single: set[int] = set()
    for row in sheet.rows:
        found = [one for one in headers_at(sheet, row, words, _OF_LINES) if _is_header(sheet, one)]
        alone = [one for one in found if one.row == one.last_row]
        single |= {one.row for one in alone}
        deep = [one for one in found if one not in alone and not _heads_alone(sheet, one, words)]
        if row not in single or alone:
            for header in sorted(alone or deep, key=lambda one: one.rank)[-1:]:
                yield Heads(
                    header.kind.name, {name: header.cells[n] for n, name in header.fields.items()}
                )


def _heads_alone(sheet: Sheet, header: Header, words: Vocabulary) -> bool:
    below = (
        headers_at(sheet, header.last_row, words, _OF_LINES)
        if header.last_row in sheet.rows
        else ()
    )
    return any(one.row == one.last_row for one in below)


def _is_header(sheet: Sheet, header: Header) -> bool:
    """Tell whether a row only heads what stands below: 日期 | 2017-03-01 | 金额 | 5 does not."""
    cells = [cell for row in (header.row, header.last_row) for cell in sheet.rows.get(row, ())]
    if any(
        cell.kind is not CellKind.TEXT or re.search("[0-9]", plain(cell.text)) for cell in cells
    ):
        return False
    key = [n for n, name in header.fields.items() if name in header.kind.key]
    return any(
        row > header.last_row
        and any(sheet.own(row, n) for n in key)
        and sum(sheet.own(row, n) is not None for n in header.fields) > 1
        for row in sheet.rows
    )


def paper_of(
    form: Block, heads: Sequence[Heads], titles: Iterable[Cell], words: Vocabulary
) -> tuple[Paper, Cell | None]:
    """Return what a paper is that was read as an 申报表, and where nobody can tell the header.

    `heads` are the headers of lines on it or beside it; its title decides, which may stand among
    `titles`, those of the text around it. Else what stands right above the header does, then
    whether the lines can only be of what was, and whether the form asks for anything.
    """
    told = [one for one in heads if not one.is_plan]
    if not told:
        return Paper.FORM, None
    rows = {cell.row for one in heads for cell in one.cells.values() if one.first in _cells(form)}
    pairs = [(label, name) for label, name, _ in labelled(form.sheet, form.titles, words)]
    named = {name for label, name in pairs if label.row not in rows}
    is_of_what_was = any(one.is_of_what_was for one in told)
    asked = [label.row for label, name in pairs if name in APPLICATION_LABELS]
    own = _titles(form, [row for row in asked if row not in rows])
    tops = [*own, *(cell.text for cell in titles)]
    said = _said(tops) or _said([form.sheet.name])
    if said == {Paper.FORM} or (len(said) > 1 and not is_of_what_was):
        return Paper.FORM, None
    if said == {Paper.LINES}:
        return Paper.LINES, None
    outside = form.labels.keys() - {name for _, name in pairs}
    if not said and not (named | outside) >= APPLICATION_LABELS:
        return Paper.LINES, None
    asks = bool(_ASKED & (named | outside)) or _has_prose(form) or _has_budget(form, rows)
    if not said and not asks:
        captions = [_above(form.sheet, one.first.row) for one in told if one.first in _cells(form)]
        is_plan = any(_PLAN.search(text) and not _LINES.search(text) for text in captions)
        return (Paper.FORM if is_plan and not is_of_what_was else Paper.LINES), None
    if not said and all(one.kind == _REGISTER for one in told) and not is_of_what_was:
        return Paper.FORM, None
    return Paper.UNCLEAR, told[0].first


def _cells(form: Block) -> Collection[Cell]:
    return form.sheet.cells.values()


def _titles(form: Block, label_rows: Sequence[int]) -> Iterator[str]:
    """Yield the texts alone in their rows down to the first label."""
    first = min(label_rows, default=0)
    for row in form.sheet.numbers:
        cells = form.sheet.rows[row]
        if row <= first and len(cells) == 1:
            yield cells[0].text


def _said(titles: Iterable[str]) -> set[Paper]:
    """Return what titles call the paper; only what stands before a colon is a title."""
    found: set[Paper] = set()
    for title in titles:
        text = plain(title).partition(":")[0].strip("()")
        rest = _FORM.sub("", text)
        found |= {Paper.FORM} if rest != text else set()
        found |= {Paper.LINES} if _LINES.search(rest) else set()
    return found


def _has_prose(form: Block) -> bool:
    return any(_PROSE.search(plain(cell.text)[:12]) for cell in form.titles)


def _has_budget(form: Block, rows: Collection[int]) -> bool:
    return any(cell.row not in rows for part in form.parts for cell in part.headers.values())


def _above(sheet: Sheet, row: int) -> str:
    above = [number for number in sheet.numbers if number < row][-1:]
    cells = sheet.rows[above[0]] if above else ()
    return plain(cells[0].text) if len(cells) == 1 else ""


def unclear_paper(spot: Spot, head: Cell, words: Vocabulary) -> Problem | None:
    """Return what is said of a paper of which nobody can tell whether it is an 申报表, or None.

    Problems
    --------
    sheet.header-unclear
    """
    kind = next(
        (one.kind for one in find_heads(spot.sheet, words) if head in one.cells.values()), None
    )
    if kind is None or head not in list(in_order(spot.sheet)):
        return None
    told = detail("form_or_lines", kind=say(f"kind.{kind}"))
    return spot.fault(CODE, head, actual=" ".join(head.text.split()), expected=told)
