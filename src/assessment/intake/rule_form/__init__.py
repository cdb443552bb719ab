"""评审规则表.xlsx as an analyst filled it, back to rules: each fault with its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessment.core.labels import Phrase, labels, phrase
from assessment.core.provenance import address
from assessment.core.rule_faults import RuleFault, RulesError
from assessment.core.rule_fields import Key
from assessment.core.rule_form import GUIDE, LABEL, NOTE, Line, Section, meanings, sections
from assessment.core.rule_values import Place
from assessment.core.rules import Rules, check_rules
from assessment.core.text import plain
from assessment.intake.cells import Document, Sheet
from assessment.intake.guard.limits import Limits
from assessment.intake.inbox.opening import open_files
from assessment.intake.rule_form.lines import BLANK, Block, Spot, read_line

_Told = tuple[Phrase | str, Phrase]  # where, and what belongs there


@dataclass
class _Form:
    """What was read so far: values by key, the cell of each, and what is wrong."""

    raw: dict[str, Any] = field(default_factory=dict)
    spots: dict[Place, Spot] = field(default_factory=dict)
    faults: list[tuple[Spot, Phrase]] = field(default_factory=list)

    def fault(self, spot: Spot, key: str, **values: Any) -> None:
        """Note what is wrong with a cell."""
        self.faults.append((spot, phrase(key, **values)))


def read_rule_form(
    data: bytes, file: str, /, *, year: int | None = None, limits: Limits | None = None
) -> Rules:
    """Return the rules that a filled 评审规则表.xlsx holds, of that year where one is given.

    Lines are found by their labels, so that rows may be inserted and sheets be renamed or copied
    (a copied sheet of a component is a further component; one left blank is none).

    Raises
    ------
    RulesError
        With every fault, each with sheet and cell, when the form cannot be read, lacks a line,
        holds what is no value of its key, or the rules are not whole.
    """
    opened = open_files({file: data}, 0, limits=limits)[0]
    if opened.document is None:
        why = "；".join(fault.message for fault in opened.problems)
        raise RulesError(file, [("", phrase("form.unreadable", why=why))])
    form = _read(opened.document)
    if year is not None and form.raw.get("year", year) != year:
        form.fault(form.spots[("year",)], "form.year", found=form.raw["year"], year=year)
    rules, found = check_rules(form.raw)
    told = [_told(spot, what) for spot, what in form.faults]
    told += [_of_model(form, fault) for fault in found if not _is_known(form, fault.place)]
    if rules is None or told:
        raise RulesError(file, told)
    return rules


def _read(document: Document) -> _Form:
    form = _Form()
    counts: dict[str, int] = {}
    for sheet in (one for one in document.sheets if plain(one.name) != GUIDE):
        blocks = list(_blocks(sheet))
        if not blocks and sheet.cells:
            form.fault(Spot(sheet.name), "form.sheet")
        for block in blocks:
            if block.section.is_listed and not block.is_filled():
                continue
            number = counts.get(block.section.key or block.section.head, 0)
            counts[block.section.key or block.section.head] = number + 1
            if number and not block.section.is_listed:
                form.fault(block.head, "form.section_twice")
            _read_block(form, block, number)
    _name_components(form)
    return form


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Yield the sections of a sheet, each with the rows from its head to the next."""
    heads = {plain(section.head): section for section in sections()}
    found: list[tuple[int, Section]] = []
    for row in sheet.numbers:
        cell = sheet.own(row, LABEL)
        section = heads.get(plain(cell.text)) if cell else None
        if section:
            found.append((row, section))
    found_rows = [row for row, _ in found]
    for number, (row, section) in enumerate(found, start=1):
        end = next(iter(found_rows[number:]), None)
        rows = tuple(one for one in sheet.numbers if row < one and (end is None or one < end))
        yield Block(section, sheet, Spot(sheet.name, address(row, LABEL), section.head), rows)


def _read_block(form: _Form, block: Block, number: int) -> None:
    base = block.section.place(number)
    form.spots[base] = block.head
    here = _inside(form.raw, base)
    groups = dict(_grouped(form, block))
    for line in block.section.lines:
        if line.label not in groups:
            form.fault(block.head, "form.line_missing", name=line.label)
            continue
        _take(form, block, (line, groups[line.label]), (base, here))
    _drop_parts(here, block.section)


def _inside(raw: dict[str, Any], base: Place) -> dict[str, Any]:
    """Return the section's own dictionary, made where it is not there yet."""
    if not base:
        return raw
    key, *number = base
    if number:
        raw.setdefault(str(key), []).append({})
        last: dict[str, Any] = raw[str(key)][-1]
        return last
    found: dict[str, Any] = raw.setdefault(str(key), {})
    return found


def _grouped(form: _Form, block: Block) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each label with the rows from it to the next label."""
    known = {plain(line.label): line.label for line in block.section.lines}
    rows: dict[str, list[int]] = {}
    label = ""
    for row in block.rows:
        cell = block.sheet.own(row, LABEL)
        text = plain(cell.text) if cell else ""
        if text and cell:
            label = known.get(text, "")
            if not label or label in rows:
                key = "form.line_twice" if label else "form.line_unknown"
                form.fault(block.spot(cell), key, name=cell.text.strip())
                label = ""
        if label:
            rows.setdefault(label, []).append(row)
        elif not text:
            _refuse_loose(form, block, row)
    yield from ((label, tuple(numbers)) for label, numbers in rows.items())


def _refuse_loose(form: _Form, block: Block, row: int) -> None:
    for cell in block.sheet.rows[row]:
        if cell.column != NOTE:
            form.fault(block.spot(cell), "form.stray", found=cell.text)


def _take(
    form: _Form,
    block: Block,
    found: tuple[Line, tuple[int, ...]],
    into: tuple[Place, dict[str, Any]],
) -> None:
    line, rows = found
    base, here = into
    read = read_line(block, line, rows)
    form.faults += read.faults
    for place, spot in read.spots.items():
        form.spots[(*base, *line.place, *place)] = spot
    if read.value is BLANK:
        return
    for key in line.place[:-1]:
        here = here.setdefault(key, {})
    here[line.place[-1]] = read.value


def _drop_parts(here: dict[str, Any], section: Section) -> None:
    """Leave out a part none of whose lines is filled."""
    for part in {line.part for line in section.lines if line.part}:
        if not here.get(part):
            here.pop(part, None)


def _name_components(form: _Form) -> None:
    """Put the codes of components in place of the labels that lines give."""
    parts = form.raw.get("component", [])
    known = [(part["name"], part["label"]) for part in parts if {"name", "label"} <= set(part)]
    for section in sections():
        for line in section.lines:
            here = form.raw.get(section.key)
            if line.key.words.refers and isinstance(here, dict) and line.key.key in here:
                here[line.key.key] = _codes(here[line.key.key], line.key, known)


def _codes(values: list[str], key: Key, known: Sequence[tuple[str, str]]) -> list[str]:
    found = meanings(key, known)
    return [found.get(value, value) for value in values]


def _is_known(form: _Form, place: Place) -> bool:
    """Tell whether something is wrong with the cell of a key already."""
    told = {spot for spot, _ in form.faults}
    near = (spot for one, spot in form.spots.items() if one and _is_above(one, place))
    return not told.isdisjoint(near)


def _is_above(one: Place, other: Place) -> bool:
    """Tell whether one of two places holds the other."""
    n = min(len(one), len(other))
    return one[:n] == other[:n]


def _of_model(form: _Form, fault: RuleFault) -> _Told:
    """Return a fault that the models found, at the cell nearest to its key."""
    around = (fault.place[:n] for n in range(len(fault.place), 0, -1))
    spot = next((form.spots[place] for place in around if place in form.spots), None)
    name = fault.told.key.partition(".")[2]
    own = f"form.{name}"
    values = dict(fault.told.values)
    if "round" in values:
        values["round"] = phrase(f"round.{values['round']}")
    told = phrase(own, **values) if own in labels() else fault.told
    if spot is None:
        return "", phrase("form.section_missing", names=list(_heads_of(fault.place)))
    return _told(spot, told)


def _heads_of(place: Place) -> Iterator[str]:
    """Yield the heads of the sections that a key at the top of the rules may stand in."""
    for section in sections():
        if place[:1] in ((section.key,), (section.lines[0].key.key,)):
            yield section.head


def _told(spot: Spot, what: Phrase) -> _Told:
    where = {"sheet": spot.sheet, "cell": spot.cell, "name": spot.name}
    return (phrase("form.at", **where) if spot.sheet else ""), what
