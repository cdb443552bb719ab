"""The planted truth of all years: what is read from the files is what was written there."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.problems import Severity
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import SPECS, conform
from assessment.intake.read import TABLES, read_year
from assessment.sample.build import SampleProgramme, SampleYear

BASES = {
    "application_form", "application_list", "mark_form", "mark_list", "mark_matrix", "mark_cross",
    "vote_tally", "vote_ballots", "ledger", "red_flag_form", "red_flag_summary",
    "activity_register", "recheck_list",
}  # fmt: skip


# What was recognised is no truth of the papers; intake/test_accounting looks after it.
STATED = [name for name in TABLES if not name.startswith("sheet_")]


@pytest.mark.parametrize("name", STATED)
def test_every_table_equals_the_truth(name: str, reading: Result, one: SampleYear) -> None:
    pd.testing.assert_frame_equal(reading.tables[name], one.tables[name])


def test_the_problems_are_exactly_the_planted_ones(reading: Result, one: SampleYear) -> None:
    found = Counter((p.code, p.where.file, p.where.sheet, p.where.cell) for p in reading.problems)
    assert found == Counter(one.planted)


def test_every_year_plants_every_severity_and_many_kinds(reading: Result, year: int) -> None:
    assert {fault.severity for fault in reading.problems} == set(Severity)
    assert len({fault.code for fault in reading.problems}) >= {2017: 25, 2018: 20, 2019: 18}[year]


def test_no_two_years_plant_the_same(programme: SampleProgramme) -> None:
    planted = [{code for code, *_ in one.planted} for one in programme.years.values()]
    assert all(planted[n] - planted[n - 1] for n in (1, 2))
    assert len(set.union(*planted)) >= 38


def test_the_order_of_files_does_not_matter(
    year: int,
    one: SampleYear,
    reading: Result,
    rules_of: dict[int, Rules],
    programme: SampleProgramme,
) -> None:
    before = [item.tables["applications"] for n, item in programme.years.items() if n < year]
    earlier = pd.concat(before, ignore_index=True) if before else None
    turned = dict(reversed(list(one.files.items())))
    again = read_year(turned, one.register, rules=rules_of[year], earlier=earlier)
    assert again.problems == reading.problems
    for name in TABLES:
        pd.testing.assert_frame_equal(again.tables[name], reading.tables[name])


def test_truth_tables_obey_their_specs(one: SampleYear) -> None:
    for name, table in one.tables.items():
        assert list(table.columns) == SPECS[name].names
        assert table.equals(conform(table, name))


def test_every_kind_of_paper_occurs(programme: SampleProgramme) -> None:
    kinds = {kind for one in programme.years.values() for kind in one.tables["sources"]["kind"]}
    assert kinds >= BASES


def test_what_the_rules_find_is_what_follows(
    programme: SampleProgramme, rules_of: dict[int, Rules]
) -> None:
    earlier: list[pipeline.EarlierYear] = []
    for year, one in programme.years.items():
        inputs = pipeline.YearInputs(rules_of[year], one.files, one.register)
        result = pipeline.run_year(inputs, earlier=earlier)
        earlier.append(pipeline.EarlierYear(rules_of[year], result.tables))
        found = Counter(
            (p.code, p.where.file, p.where.sheet, p.where.cell) for p in result.problems
        )
        assert found == Counter((*one.planted, *one.following))
