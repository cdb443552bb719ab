"""Exports with a column for each option, 1 where it was chosen: 1、请投票（天使之翼） | 0 | 1."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names
from assessment.intake.words.names import find_with_college

_NUMBER = re.compile("[0-9]+")
_OPTION = re.compile(
    r".*?(?:[(（](?P<in>[^()（）]+(?:[(（][^()（）]*[)）])?)[)）]|[:：—-]+(?P<behind>[^:：]+))$"
)
_LISTED = re.compile(r"^(?:选项)?(?:[0-9]+|[A-Z])(?:号|[.、．:：])\s*")
_CHOSEN, _NOT = frozenset({"1", "√", "✓", "选中", "是"}), frozenset({"0", "否", "未选中"})


def with_options(found: Found, names: Names) -> Found:
    """Return ballots in which a mark below an option is that option, as in other exports.

    The columns of one question go together; one of them at least must name a project, and nothing
    but the marks of such exports stand below them.
    """
    questions: dict[str, dict[str, str]] = defaultdict(dict)
    for name, head in found.block.headers.items():
        number, option = _NUMBER.match(plain(head.text)), _option(head)
        if number and option and _are_marks(found, name):
            questions[number[0]][name] = option
    told = {
        name: option
        for options in questions.values()
        if any(_is_project(option, names) for option in options.values())
        for name, option in options.items()
    }
    if not told:
        return found
    records = tuple(replace(one, cells=_chosen(one, told)) for one in found.block.records)
    return replace(found, block=replace(found.block, records=records))


def _option(head: Cell) -> str:
    match = _OPTION.fullmatch(" ".join(head.text.split()))
    return _LISTED.sub("", (match["in"] or match["behind"]).strip()) if match else ""


def _is_project(option: str, names: Names) -> bool:
    return bool(
        names.projects.find(option) or find_with_college(names.projects, names.colleges, option)
    )


def _are_marks(found: Found, name: str) -> bool:
    cells = (record.cells.get(name) for record in found.block.records)
    said = {plain(cell.text) for cell in cells if cell is not None}
    return bool(said & _CHOSEN or said & _NOT) and said <= _CHOSEN | _NOT


def _chosen(record: Record, options: Mapping[str, str]) -> dict[str, Cell]:
    cells = dict(record.cells)
    for name in options.keys() & cells.keys():
        cell = cells.pop(name)
        if plain(cell.text) in _CHOSEN:
            cells[name] = cell._replace(kind=CellKind.TEXT, text=options[name], value=options[name])
    return cells
