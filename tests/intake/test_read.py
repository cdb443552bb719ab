"""The planted truth: what is read from the sample's files is what was written there."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from assessment.core.problems import Severity
from assessment.core.provenance import split_source
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.intake.read import TABLES, read_year
from assessment.sample.build import SampleYear
from papers import Read, book, codes, sheet

# What was recognised is no truth of the papers; test_accounting looks after it.
STATED = [name for name in TABLES if not name.startswith("sheet_")]


@pytest.mark.parametrize("name", STATED)
def test_every_table_equals_the_truth(name: str, read: Result, sample: SampleYear) -> None:
    truth = sample.tables.get(name, empty(name))
    pd.testing.assert_frame_equal(read.tables[name], truth)


def test_the_problems_are_exactly_the_planted_ones(read: Result, sample: SampleYear) -> None:
    found = Counter((p.code, p.where.file, p.where.sheet, p.where.cell) for p in read.problems)
    assert found == Counter(sample.planted)


def test_the_sample_plants_every_severity_and_many_kinds(read: Result) -> None:
    assert {fault.severity for fault in read.problems} == set(Severity)
    assert len({fault.code for fault in read.problems}) >= 25


def test_a_planted_mark_is_missing_and_says_unreadable(read: Result) -> None:
    marks = read.tables["marks"].set_index(["component", "project_id", "judge_id", "criterion"])
    row = marks.loc[("defense", "2017-C07-1", "J3", "total")]
    assert pd.isna(row["points"])
    assert row["status"] == "unreadable"


def test_every_src_names_a_file_that_was_read(read: Result) -> None:
    known = set(read.tables["sources"]["source_id"])
    for name in ("applications", "budget_plan", "marks", "votes", "ledger", "judges", "decisions"):
        assert {split_source(src)[0] for src in read.tables[name]["src"]} <= known


def test_the_order_of_files_does_not_matter(rules: Rules, sample: SampleYear, read: Result) -> None:
    turned = dict(reversed(list(sample.files.items())))
    again = read_year(turned, sample.register, rules=rules)
    assert again.problems == read.problems
    for name in TABLES:
        pd.testing.assert_frame_equal(again.tables[name], read.tables[name])


def test_without_register_one_problem_says_so(rules: Rules, sample: SampleYear) -> None:
    other = book(sheet([["项目名称", "得票数"], ["天使之翼", 3]]))
    for register, codes_of in (
        (None, ["register.missing"]),
        (b"PK\x03\x04", ["file.damaged"]),
        (b"xx", ["file.wrong-extension", "register.other-file"]),
        (other, ["register.other-file"]),
    ):
        result = read_year(sample.files, register, rules=rules)
        assert [p.code for p in result.problems if p.where.file == "登记.xlsx"] == codes_of
        assert not {"college.unknown", "judge.unknown"} & {p.code for p in result.problems}
        assert result.tables["applications"].empty
        assert len(result.tables["sources"]) >= len(sample.files) - 1


def test_without_files_the_register_is_still_read(rules: Rules, sample: SampleYear) -> None:
    result = read_year({}, sample.register, rules=rules)
    assert "year.no-data" in {fault.code for fault in result.problems}
    assert len(result.tables["colleges"]) == 20


def test_what_is_wrong_with_a_merged_cell_is_said_once(read_files: Read) -> None:
    lines = [["5月中旬", "物料", "10", "F1"], [None, "交通", "20", "F2"]]
    paper = sheet([["项目名称：", "天使之翼"], ["日期", "科目", "金额（元）", "票据号"], *lines])
    paper.merge(3, 1, 4, 1)
    result = read_files({"支出.xlsx": book(paper)})
    assert codes(result) == [("date.unreadable", "A3")]
    assert len(result.tables["ledger"]) == 2
