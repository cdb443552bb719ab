"""Labels of one field that say different things: which holds nobody can tell, so none does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assessment.core.problems import Problem
from assessment.core.spelling import match_key
from assessment.core.text import parse_date, parse_money, plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.cells.ticks import ticked
from assessment.intake.forms import label_cells
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import Place
from assessment.intake.layouts.context import Found, Names
from assessment.intake.layouts.labels import labelled
from assessment.intake.words.header_units import MONEY, STRANGE, unit_of
from assessment.intake.words.header_words import remarks, word_key
from assessment.intake.words.values import Spot

_FORM = "application_form"
# Where the refusal of a value is told by who reads it; the others are left out.
_REFUSED = frozenset({"project_name", "college", "theme", "requested", "submitted_date"})
_LEFT_OUT = frozenset({"lead_name", "phone", "maturity", "college_order", "continues"})
_OF_FORMS = _REFUSED | _LEFT_OUT
_OF_TABLES = frozenset({"project_name", "college"})
# What a project does may be called so beside the project's own name.
_ALSO_OTHERS = frozenset({"活动名称", "项目", "品牌活动名称"})
Pair = tuple[Cell, Cell]


def settle_labels(found: Sequence[Found], names: Names) -> tuple[list[Found], tuple[Problem, ...]]:
    """Return the tables and forms with what their labels say in one way only, and the problems.

    A label that stands twice with the same value passes, and of 申请经费 beside 经费预算 the first.
    What a label says in two ways is of kind `disputed`, so that who needs it refuses it.

    Problems
    --------
    label.disputed
    """
    settled: list[Found] = []
    problems: list[Problem] = []
    others = _claimed(found)
    for item in found:
        block, told = _settle(item, names, others)
        settled.append(replace(item, block=block) if block is not item.block else item)
        problems += told
    return settled, tuple(problems)


def _claimed(found: Sequence[Found]) -> Mapping[tuple[str, str, Place], set[int]]:
    """Return the tables to which each cell of a sheet belongs, by its identity."""
    tables: dict[tuple[str, str, Place], set[int]] = defaultdict(set)
    for item in found:
        for place in item.block.claims:
            tables[item.document.file, item.block.sheet.name, place].add(id(item.block))
    return tables


def _settle(
    item: Found, names: Names, claimed: Mapping[tuple[str, str, Place], set[int]]
) -> tuple[Block, list[Problem]]:
    block = item.block
    problems: list[Problem] = []
    said: dict[str, list[Pair]] = {}
    wanted = _OF_FORMS if block.kind == _FORM else _OF_TABLES
    wanted &= block.labels.keys()
    cells = label_cells(block.sheet, names.words) if block.kind == _FORM else block.titles
    for label, name, value in labelled(block.sheet, cells, names.words) if wanted else ():
        place = item.document.file, block.sheet.name, (label.row, label.column)
        is_another_s = bool(claimed.get(place, set()) - {id(block)})
        if name in wanted and (label.sheet or not is_another_s):
            said.setdefault(name, []).append((label, value))
    for name, every in said.items():
        block, pairs = _asked(block, every, names) if name == "requested" else (block, every)
        (_, first), *others = pairs
        mine = block.labels[name]
        rivals = [pair[1] for pair in others if _differ(name, pairs[0], pair, names)]
        if rivals and not mine.sheet and (mine.row, mine.column) == (first.row, first.column):
            block = _without(block, name, mine, rivals)
            problems += _told(item.spot(""), name, [mine, *rivals])
    return block, problems


def _asked(block: Block, pairs: Sequence[Pair], names: Names) -> tuple[Block, Sequence[Pair]]:
    """Return a form with what it asks for beside its whole budget, which is no less: 经费预算."""
    own = [pair for pair in pairs if _key(pair[0]) not in names.words.whole_budgets]
    amounts = [_money(value.text, label) for label, value in own]
    whole = [_money(value.text, label) for label, value in pairs if (label, value) not in own]
    if not own or not whole or any(
        one is None or other is None or one > other for one in amounts for other in whole
    ):  # fmt: skip
        return block, pairs
    asked = {"requested": own[0][1]}
    records = tuple(
        replace(one, cells=_put(one.cells, "requested", asked)) for one in block.records
    )
    return replace(block, labels=_put(block.labels, "requested", asked), records=records), own


def _without(block: Block, name: str, mine: Cell, rivals: Sequence[Cell]) -> Block:
    """Return a block in which a label is disputed, or left out where it is only kept."""
    cell = mine._replace(kind=CellKind.DISPUTED, value=_places(rivals))
    more = {name: cell} if name in _REFUSED else {}
    labels = _put(block.labels, name, more)
    if block.kind != _FORM:
        return replace(block, labels=labels)
    records = tuple(replace(one, cells=_put(one.cells, name, more)) for one in block.records)
    return replace(block, labels=labels, records=records)


def _put(cells: Mapping[str, Cell], name: str, more: Mapping[str, Cell]) -> dict[str, Cell]:
    return {key: cell for key, cell in cells.items() if key != name} | dict(more)


def _told(spot: Spot, name: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield the problem at each place but that which who reads it tells."""
    for n, cell in enumerate(cells):
        if n or name in _LEFT_OUT:
            others = [one for one in cells if one is not cell]
            yield spot.fault("label.disputed", cell, expected=_places(others))


def _places(cells: Sequence[Cell]) -> str:
    return "、".join(dict.fromkeys(cell.address for cell in cells))


def _differ(name: str, one: Pair, other: Pair, names: Names) -> bool:
    """Tell whether two labels say different things; what is no such thing contradicts nothing."""
    if name == "project_name" and _ALSO_OTHERS & {_key(one[0]), _key(other[0])}:
        return False
    mine, yours = (_meaning(name, pair, names) for pair in (one, other))
    return mine is not None and yours is not None and mine != yours


def _key(label: Cell) -> str:
    return word_key(label.text.replace("：", ":").partition(":")[0])


def _meaning(name: str, pair: Pair, names: Names) -> object:
    """Return what a value means, or None where it says nothing of the field."""
    label, value = pair
    text = value.text
    if plain(text) in names.words.statuses:
        return None
    if name == "college":
        return names.colleges.find(text)
    if name == "theme":
        return _theme(text, names)
    if name == "requested":
        return _money(text, label)
    if name == "submitted_date":
        return _day(value)
    return match_key(text) or None


def _theme(text: str, names: Names) -> str | None:
    chosen = {match_key(one) for one in ticked(text)}
    found = [
        theme.code
        for theme in names.rules.themes
        if chosen & {match_key(one) for one in (theme.name, *theme.aliases, theme.code)}
    ]
    return found[0] if len(found) == 1 else None


def _money(text: str, label: Cell) -> int | None:
    unit = unit_of(remarks(label.text), MONEY) or "yuan"
    try:
        return None if unit == STRANGE else parse_money(text, unit=unit)
    except ValueError:
        return None


def _day(value: Cell) -> date | None:
    try:
        return parse_date(value.text)
    except ValueError:
        return None
