"""Which columns make a table one of ours, and what each column may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from assessment.intake.cells import Cell, CellKind
from assessment.intake.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class GridKind:
    """What makes a header row one of this kind.

    `fields` are those it may have, the likelier meaning of a word first; it must have all of one
    of `needs`, or `key` with at least `n_parts` columns that the rules name (`part`); columns of
    `extra` may stand beside them. A row is a record when it states something of `key`. Columns of
    `passed` are known and kept in no table.
    """

    name: str
    fields: tuple[str, ...]
    key: frozenset[str]
    needs: tuple[frozenset[str], ...] = ()
    part: str = ""
    n_parts: int = 0
    extra: str = ""
    passed: frozenset[str] = frozenset()


def _sets(*texts: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(text.split()) for text in texts)


_PROJECT = ("project_name", "college", "order_no")
_IN_ORDER = (*_PROJECT, "sitting_no")
_NAMED = frozenset({"project_name"})
_LIST = tuple(
    "project_name college theme lead_name phone requested college_order is_second maturity"
    " submitted_date sent_at continues".split()
)
_LEDGER = tuple(
    "spent_date category amount purpose voucher_no reimbursement_no handler_name"
    " project_name".split()
)
_ACTIVITY = tuple(
    "activity held_date place participants is_planned held_state material_kind level n_items"
    " project_name college".split()
)
_FINANCE = ("reimbursement_no", "paid", "paid_date", "purpose")
_NUMBERED = frozenset({"reimbursement_no", "paid"})
_RECHECK = ("project_name", "college", "recheck_date", "outcome", "note")
_SETTLED = ("category", "settled_plan", "spent", "settled_left", "n_vouchers", "handler_name")
_RED_FLAG = ("item_1", "item_2", "cap", "self_points", "checked_points", "evidence")

KINDS = (
    GridKind("mark_matrix", _IN_ORDER, _NAMED, part="judge", n_parts=2, extra="penalty"),
    GridKind("mark_list", (*_IN_ORDER, "total_mark"), _NAMED, part="criterion", n_parts=2),
    GridKind(
        "vote_tally",
        (*_IN_ORDER, "votes"),
        _NAMED,
        _sets("project_name votes"),
        part="channel",
        n_parts=1,
    ),
    GridKind(
        "application_list", _LIST, _NAMED, _sets("project_name theme", "project_name requested")
    ),
    GridKind(
        "ledger", _LEDGER, frozenset({"amount"}), _sets("amount spent_date", "amount voucher_no")
    ),
    GridKind(
        "red_flag_form",
        _RED_FLAG,
        frozenset({"item_1", "item_2"}),
        _sets("item_1 checked_points", "item_1 self_points"),
    ),
    GridKind(
        "red_flag_summary",
        ("college", "veto", "total_mark"),
        frozenset({"college"}),
        part="item",
        n_parts=2,
    ),
    GridKind(
        "activity_register",
        _ACTIVITY,
        frozenset({"activity", "material_kind"}),
        _sets("activity participants", "activity material_kind", "material_kind n_items"),
    ),
    GridKind("finance_list", _FINANCE, _NUMBERED, _sets("reimbursement_no paid")),
    GridKind("recheck_list", _RECHECK, _NAMED, _sets("project_name outcome")),
    GridKind(
        "settlement",
        _SETTLED,
        frozenset({"settled_plan", "spent"}),
        _sets("category spent settled_plan", "category spent settled_left"),
        passed=frozenset({"handler_name"}),
    ),
)
# Kinds that may stand on their side, rows for columns.
TURNED = tuple(kind for kind in KINDS if kind.name in ("mark_matrix", "mark_list", "vote_tally"))
# One merged cell may state these for several rows; a number belongs to one place only.
MAY_SPAN = frozenset(
    "project_name college theme maturity lead_name phone submitted_date sent_at spent_date category"
    " purpose voucher_no reimbursement_no handler_name item_1 item_2 held_date place is_planned"
    " held_state"
    " material_kind level recheck_date note paid_date".split()
)
# Known for what it is, and kept in no table.
PASSED_OVER = frozenset({"purpose"})
# What another paper states of a project; beside marks, votes or money it need not be read again.
DESCRIBES = frozenset("project_name college theme lead_name phone order_no".split())


def columns_of(name: str) -> frozenset[str] | None:
    """Return the fields and kinds of parts that a table of a kind may have, None for no such.

    A judge's form has no other columns than that of its marks.
    """
    if name == "mark_form":
        return frozenset()
    kind = next((one for one in KINDS if one.name == name), None)
    if kind is None:
        return None
    return frozenset((*kind.fields, *(f"{word}:" for word in (kind.part, kind.extra) if word)))


@dataclass(frozen=True, slots=True)
class Heads:
    """What each cell of a row may head: fields that words stand for, names of the rules."""

    fields: Mapping[int, frozenset[str]]
    parts: Mapping[int, frozenset[str]]

    @property
    def all_fields(self) -> frozenset[str]:
        """The fields that the row may have."""
        return frozenset().union(*self.fields.values())


def heads_of(cells: Mapping[int, Cell], words: Vocabulary) -> Heads:
    """Return what the cells of a row may head; only text heads anything."""
    fields, parts = {}, {}
    for column, cell in cells.items():
        if cell.kind is CellKind.TEXT:
            if meant := words.fields_of(cell.text):
                fields[column] = meant
            penalty = words.penalty_of(cell.text)
            named = words.parts_of(cell.text) | ({f"penalty:{penalty}"} if penalty else set())
            if named:
                parts[column] = named
    return Heads(fields, parts)


def fields_in(heads: Heads, kind: GridKind) -> dict[int, str] | None:
    """Return what each column is in a table of this kind, or None when it is no such table."""
    present = heads.all_fields
    if not (any(needed <= present for needed in kind.needs) or (kind.part and kind.key <= present)):
        return None
    found = columns_in(heads, kind)
    return found if _fits(kind, frozenset(found.values())) else None


def columns_in(heads: Heads, kind: GridKind) -> dict[int, str]:
    """Return what each column would be in a table of this kind, were it one."""
    named = (
        (column, _part(heads, column, kind) or _field(heads, column, kind))
        for column in sorted({*heads.fields, *heads.parts})
    )
    return {column: name for column, name in named if name}


def _part(heads: Heads, column: int, kind: GridKind) -> str | None:
    named = heads.parts.get(column, frozenset()) if kind.part else frozenset()
    wanted = tuple(f"{word}:" for word in (kind.part, kind.extra) if word)
    return next((name for name in sorted(named) if name.startswith(wanted)), None)


def _field(heads: Heads, column: int, kind: GridKind) -> str | None:
    meant = heads.fields.get(column, frozenset())
    return next((name for name in kind.fields if name in meant), None)


def _fits(kind: GridKind, fields: frozenset[str]) -> bool:
    """Tell whether a row with these fields is a header of this kind."""
    if any(needed <= fields for needed in kind.needs):
        return True
    n_parts = sum(name.startswith(f"{kind.part}:") for name in fields)
    return bool(kind.part) and kind.key <= fields and n_parts >= kind.n_parts


class SplitDay(NamedTuple):
    """The year that stands above, and the columns of month and day."""

    year: str
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: its rows, the field of each column, and what fits no field.

    `spread` are heads that stand over several columns with something below more than one, `split`
    the columns of a day that stands in two of them, `parts` those that a field's column sums,
    `over` heads of two rows of which the column has another cell. In the lower row of one
    `is_headed_below` nothing but heads stand, several below one above.
    """

    kind: GridKind
    row: int
    last_row: int
    fields: Mapping[int, str]
    repeated: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    spread: tuple[Cell, ...]
    cells: Mapping[int, Cell]
    split: SplitDay | None = None
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    over: tuple[Cell, ...] = ()
    is_headed_below: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """How many columns were understood, then whether its lower row only heads.

        Else one row is likelier than two.
        """
        return len(self.fields), 2 if self.is_headed_below else int(self.row == self.last_row)
