"""The rows 一票否决 of a 考核表: a case and its box, or what is written or ticked instead."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.cells.ticks import ticked
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names, Row, Rows, gather
from assessment.intake.red_flags.items import TABLE, Item, item_row, shown_at
from assessment.intake.red_flags.veto_answers import VETO, Answer, answer_in, behind_head
from assessment.intake.red_flags.veto_remarks import happened
from assessment.intake.words.values import Read, read_text

CODE = "red-flag.veto-unreadable"


def read_veto(found: Found, names: Names, record: Record, item: Item) -> Rows:
    """Return a veto line: it occurred, or it did not; a blank box says that it did not.

    Where the box is blank and a cell beside it says that something happened, nobody can tell.
    The words of the line may be the answer: ☑发生重大安全责任事故 □无.

    Problems
    --------
    red-flag.veto-unreadable
    """
    told = next(_answers(record, item, names), None)
    if told is not None:
        return _answered(found, names, record, *told)
    spot, cells = found.spot(TABLE), record.cells
    stated = cells.get("checked_points") or cells.get("self_points")
    answer = occurred(stated, names)
    is_blank = stated is None or not stated.text.strip()
    beside = happened(found, record, names.words) if is_blank else None
    unclear = beside or (stated if answer.value is None else None)
    if unclear is not None:
        return Rows((), (spot.fault(CODE, unclear, column="is_veto"),))
    return Rows((_row(found, record, item.name, is_veto=answer.value or False),))


def vetoes_around(found: Found, names: Names) -> Rows:
    """Return what rows of one cell say of vetoes: 一票否决：有 over or below the lines.

    Problems
    --------
    red-flag.veto-unreadable
    """
    groups = dict.fromkeys(record.group for record in found.block.records if record.group)
    read = []
    for cell in (*groups, *found.block.notes):
        answer = _answer(behind_head(cell.text), names)
        if answer is not None:
            read.append(_rows_of(found, Record({"item_1": cell}, cell), cell, answer))
    return gather(read)


def occurred(cell: Cell | None, names: Names) -> Read[bool]:
    """Return whether a box says that a veto occurred; a blank one and 0 say that it did not.

    It takes words, or one of them ticked: what √, × or 1 alone means nobody can tell.
    """
    chosen = [plain(text) for text in ticked(cell.text)] if cell else [""]
    if len(chosen) != 1:
        return Read(None)
    if not chosen[0] or names.words.statuses.get(chosen[0]) == "blank":
        return Read(False)
    return Read(names.words.vetoes.get(chosen[0]))


def _answers(record: Record, item: Item, names: Names) -> Iterator[tuple[Cell, Answer]]:
    """Yield the cells of a line whose words answer; a case of the rules is none."""
    cells = record.cells
    first, second = cells.get("item_1"), cells.get("item_2")
    if item.name in names.rules.red_flag.veto:
        second = None
    texts = [(second, second.text if second else "")]
    if first is not None and first.row == record.anchor.row:
        texts.insert(0, (first, behind_head(first.text)))
    cap = cells.get("cap")
    if cap is not None and cap.kind is CellKind.TEXT:
        texts.append((cap, cap.text))
    for cell, text in texts:
        answer = _answer(text, names)
        if cell is not None and answer is not None:
            yield cell, answer


def _answer(text: str, names: Names) -> Answer | None:
    known = tuple(names.rules.red_flag.veto)
    return answer_in(text, names.words, known) if text.strip() else None


def _answered(found: Found, names: Names, record: Record, cell: Cell, answer: Answer) -> Rows:
    """Return what the words of a line say; a box that says something else makes it unreadable."""
    boxes = (record.cells.get(name) for name in ("checked_points", "self_points"))
    own = [box for box in boxes if box and not _is_covered(box, cell) and plain(box.text)]
    said = {occurred(box, names).value for box in own}
    if said - {bool(answer.occurred)}:
        answer = Answer(is_unreadable=True)
    return _rows_of(found, record, cell, answer)


def _is_covered(box: Cell, cell: Cell) -> bool:
    """Tell whether a box is merged with the cell that holds the words."""
    return box.kind is CellKind.MERGED and box.value == cell.address


def _rows_of(found: Found, record: Record, cell: Cell, answer: Answer) -> Rows:
    if answer.is_unreadable:
        return Rows((), (found.spot(TABLE).fault(CODE, cell, column="is_veto"),))
    is_veto = bool(answer.occurred)
    named = answer.occurred or (VETO,)
    return Rows(tuple(_row(found, record, name, is_veto=is_veto, where=cell) for name in named))


def _row(
    found: Found, record: Record, name: str, *, is_veto: bool, where: Cell | None = None
) -> Row:
    spot, cell = found.spot(TABLE), where or shown_at(record)
    return item_row(Item(name, is_veto=is_veto), None, spot.src(cell)) | {
        "_is_pointless": True,  # whether it occurred or not
        "evidence": read_text(record.cells.get("evidence")),
        "_below": None,
        "_cell": cell,
        "_spot": spot,
    }
