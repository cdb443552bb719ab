"""Units that stand on a sheet and were not used, and amounts that hardly are of their unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rules import Rules
from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.layouts.context import Found
from assessment.intake.layouts.units import UNIT_NAMES, budget_unit, money_unit, strange_money
from assessment.intake.words.values import Spot

# Not the amount 2万元 or 数万元, which bears its own unit.
_UNIT = re.compile(r"(?<![0-9一二三四五六七八九十百千两几数多余零〇.])(?P<unit>[万千]元)")
_OF_A_LABEL = re.compile(r"[^()]+\((?:单位:?)?[万千]元\):?")
_COLUMNS = {
    "application_form": "requested",
    "application_list": "requested",
    "ledger": "amount",
    "settlement": "spent",
}
_FEN_OF_A_YUAN = 100
# Longer texts are prose.
_LONGEST = 60
# So far above the fixed grant nobody asks.
_FAR_ABOVE = 20
_WAN = 10_000
_YUAN_OF = {"bai": 100, "qian": 1000, "wan": _WAN}


def unused_units(found: Sequence[Found]) -> Iterator[Problem]:
    """Yield each cell that names 万元 or 千元 though no money of its table was read so.

    Problems
    --------
    money.unit-unused
    """
    told: set[tuple[str, str, str]] = set()
    for paper in found:
        used = set(_units_used(paper))
        for cell in paper.block.sheet.cells.values() if used else ():
            unit = _named(paper, cell)
            place = (paper.document.file, paper.block.sheet.name, cell.address)
            if unit and UNIT_NAMES[unit] not in used and place not in told:
                told.add(place)
                yield paper.spot("").fault("money.unit-unused", cell, expected=unit)


def _units_used(paper: Found) -> Iterator[str]:
    name = _COLUMNS.get(paper.block.kind, "")
    told = {**paper.block.headers, **paper.block.labels}
    if name in told and strange_money(paper.block, name) is None:
        yield money_unit(paper, name)
    for part in paper.block.parts:
        if strange_money(part, "planned", paper.block) is None:
            yield budget_unit(paper, part)
    if paper.block.kind == "settlement":
        settled = ("settled_plan", "settled_left", "granted")
        sound = (one for one in settled if strange_money(paper.block, one) is None)
        yield from (money_unit(paper, one) for one in sound)


def _named(paper: Found, cell: Cell) -> str:
    """Return the unit a cell names for what is not in itself; empty when none."""
    text = plain(cell.text)
    match = _UNIT.search(text) if len(text) <= _LONGEST else None
    return match["unit"] if match and not _is_of_another(paper, cell, text) else ""


def _is_of_another(paper: Found, cell: Cell, text: str) -> bool:
    """Tell whether a cell is the heading of a column, or the label of a box, that is no money."""
    headers = paper.block.headers.values()
    if any(cell.row == head.row for head in headers):
        return cell not in headers and _OF_A_LABEL.fullmatch(text) is not None
    sheet: Sheet = paper.block.sheet
    is_label = _OF_A_LABEL.fullmatch(text) is not None and "表" not in text
    return is_label and sheet.at(cell.row, sheet.after(cell)) is not None


def too_small(
    spot: Spot, cells: Iterable[Cell | None], amounts: Iterable[int | None]
) -> tuple[Problem, ...]:
    """Return the problem of a paper of which every amount is below one yuan, at its first.

    Problems
    --------
    money.too-small
    """
    stated = [(c, n) for c, n in zip(cells, amounts, strict=True) if c is not None and n]
    if not stated or any(abs(amount) >= _FEN_OF_A_YUAN for _, amount in stated):
        return ()
    first, fen = stated[0]
    yuan = detail("yuan", n=f"{fen / _FEN_OF_A_YUAN:.2f}")
    return (spot.fault("money.too-small", first, actual=yuan, column="amount_fen"),)


def far_from_grant(
    spot: Spot, cells: Iterable[Cell | None], amounts: Iterable[int | None],
    *, rules: Rules, unit: str,
) -> Iterator[Problem]:  # fmt: skip
    """Yield the notice of each amount asked for that is far from the fixed grant of the rules.

    Nothing is changed. Where all amounts are below one yuan, `too_small` says so.

    Parameters
    ----------
    unit : str
        What bare numbers were taken to count, as `money_unit` gives it.

    Problems
    --------
    request.unit-doubtful
    """
    stated = [(c, n) for c, n in zip(cells, amounts, strict=True) if c is not None and n]
    grant_fen = int(rules.selection.grant_yuan * _FEN_OF_A_YUAN)
    are_small = all(abs(fen) < _FEN_OF_A_YUAN for _, fen in stated)
    for cell, fen in stated:
        meant, key = _likely(fen, _own_unit(cell) or unit, grant_fen)
        if key and not are_small:
            amount = detail("yuan", n=f"{meant / _FEN_OF_A_YUAN:.2f}")
            yield spot.fault(
                "request.unit-doubtful",
                cell,
                actual=detail("yuan", n=f"{fen / _FEN_OF_A_YUAN:.2f}"),
                expected=detail("meant_in", unit=detail(key), amount=amount),
                column="requested_fen" if spot.table == "applications" else "planned_fen",
            )


def _likely(fen: int, unit: str, grant_fen: int) -> tuple[int, str]:
    """Return what an amount was likely meant to be and in which unit, if it is far off."""
    if 0 < fen < _FEN_OF_A_YUAN:
        return fen * _WAN, "unit_wan"
    if not grant_fen or fen < _FAR_ABOVE * grant_fen:
        return fen, ""
    factor = _YUAN_OF.get(unit)
    return (fen // factor, "unit_yuan") if factor else (fen // _FEN_OF_A_YUAN, "unit_fen")


def _own_unit(cell: Cell) -> str:
    """Return the larger unit that stands behind an amount itself: 5000万元."""
    text = plain(cell.text)
    return next((UNIT_NAMES[word] for word in ("万元", "千元", "百元") if word in text), "")
