"""The sample as a whole: files, register, what reading must give, what is planted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.provenance import source_text
from assessment.core.rules import Rules
from assessment.core.tables import table_of
from assessment.sample import year2017, year2018, year2019
from assessment.sample.enter import (
    REGISTER,
    SHEETS,
    Drawn,
    planted_in_register,
    refused_corrections,
    register_lines,
    unmet_payments,
)
from assessment.sample.papers import Papers, Placed
from assessment.sample.truth import Row, Truth, key_of

_DRAWN_UP: Mapping[int, Callable[[Rules], Drawn]] = {
    2017: year2017.draw_up,
    2018: year2018.draw_up,
    2019: year2019.draw_up,
}
# Tables whose facts stand in the year's files, each at a cell of its own.
_ON_PAPER = (
    "applications",
    "budget_plan",
    "marks",
    "penalties",
    "votes",
    "ledger",
    "finance",
    "activities",
    "activities_missed",
    "materials",
    "red_flag_items",
    "rechecks",
    "settlements",
)
_PLACELESS = ("colleges", "submissions", "running_order", "vote_counts", "appeal_terms")
WriteRegister = Callable[[Mapping[str, Sequence[Sequence[Any]]]], bytes]


@dataclass(frozen=True, slots=True)
class SampleYear:
    """One invented year.

    `files` are bytes by path under data/raw, `register` the book of all years, `tables` what
    intake must read from them, `planted` the problems intake must give as (code, file, sheet,
    cell), `following` those that the rules must find afterwards, `severity` by how many points of
    100 each judge (component, judge_id) was drawn to mark higher than others do.
    """

    year: int
    files: Mapping[str, bytes]
    register: bytes
    tables: Mapping[str, pd.DataFrame]
    planted: tuple[Placed, ...]
    following: tuple[Placed, ...]
    severity: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class SampleProgramme:
    """The invented years by year, and the one 登记.xlsx they share."""

    years: Mapping[int, SampleYear]
    register: bytes


def sample_programme(
    rules: Mapping[int, Rules], /, *, write_register: WriteRegister
) -> SampleProgramme:
    """Return the sample years of these rules; the same rules give the same bytes.

    Parameters
    ----------
    rules : mapping
        Rules by year, of the years there is a sample of.
    write_register : callable
        Takes the filled rows of each sheet of 登记.xlsx and returns the workbook.

    Raises
    ------
    ValueError
        When there is no sample of a year, or rules of none are given.
    """
    strange = sorted(set(rules) - set(_DRAWN_UP))
    if strange or not rules:
        raise ValueError(f"there is a sample of {tuple(_DRAWN_UP)}, not of {strange}")
    drawn = [_DRAWN_UP[year](rules[year]) for year in sorted(rules)]
    lines = register_lines(drawn)
    register = write_register(lines)
    _settle_owed(drawn)
    years = {truth.rules.year: _year(truth, papers, lines, register) for truth, papers in drawn}
    return SampleProgramme(years, register)


def _settle_owed(drawn: Sequence[Drawn]) -> None:
    """Give what a year finds at facts of earlier years its places, where those years are drawn."""
    facts = {fact: place for _, papers in drawn for fact, place in papers.facts.items()}
    for _, papers in drawn:
        papers.following += [(code, *facts[fact]) for code, fact in papers.owed if fact in facts]


def _year(
    truth: Truth, papers: Papers, lines: Mapping[str, Sequence[Sequence[Any]]], register: bytes
) -> SampleYear:
    year = truth.rules.year
    planted = [*papers.planted, *planted_in_register(lines, year), *refused_corrections(truth)]
    following = tuple(sorted([*papers.following, *unmet_payments(truth)]))
    tables = _tables(truth, papers, register)
    return SampleYear(
        year, papers.files, register, tables, tuple(sorted(planted)), following, truth.severity
    )


def _tables(truth: Truth, papers: Papers, register: bytes) -> dict[str, pd.DataFrame]:
    ids = {file: _source_id(data) for file, data in papers.files.items()}
    book = _source_id(register)
    rows = {name: truth.rows.get(name, []) for name in _PLACELESS}
    for table, (sheet, _) in SHEETS.items():
        rows[table] = [
            _registered(row, papers) | {"src": source_text(book, sheet, row["_cell"])}
            for row in truth.rows.get(table, ())
        ]
    for table in _ON_PAPER:
        rows[table] = [
            row | {"src": _source_of(papers.facts[key_of(table, row)], ids)}
            for row in truth.rows.get(table, ())
        ]
    rows["sources"] = list(_sources(papers, register))
    return {name: table_of(found, name) for name, found in rows.items()}


def _registered(row: Row, papers: Papers) -> Row:
    """Return the row of a table without what only the register says of it."""
    known = {name: value for name, value in row.items() if not name.startswith("_")}
    if "_file" in row:
        known["sha256"] = hashlib.sha256(papers.files[row["_file"]]).hexdigest()
    return known


def _source_of(place: tuple[str, str, str], ids: Mapping[str, str]) -> str:
    file, sheet, cell = place
    return source_text(ids[file], sheet, cell)


def _source_id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _sources(papers: Papers, register: bytes) -> Iterator[Row]:
    named: list[tuple[str, bytes, int | None, str]] = [(REGISTER, register, None, "xlsx")]
    named += [(file, papers.files[file], papers.year, kind) for file, kind in papers.kinds.items()]
    for file, data, year, kind in named:
        yield {
            "source_id": _source_id(data),
            "file": file,
            "year": year,
            "kind": kind,
            "sha256": hashlib.sha256(data).hexdigest(),
            "received_date": None,
            "is_superseded": file in papers.superseded,
        }
