"""Counts of ballots beside the votes: what cannot be true together is told with both cells."""

from __future__ import annotations

import pytest

from diseases.word_xml import document, line, table
from diseases.words import row
from papers import FIRST, SECOND, Read, book, codes, sheet


def tally(read_files: Read, counts: str, *votes: int):
    lines = [[name, n] for name, n in zip((FIRST, SECOND), votes, strict=False)]
    rows = [["现场投票"], ["项目名称", "票数"], *lines, [counts]]
    return read_files({"a.xlsx": book(sheet(rows))})


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ("发出120，收回110，有效100", "有效 100 张"),
        ("发出120，收回100", "收回 100 张"),
        ("发出100", "发出 100 张"),
    ],
)
def test_more_votes_than_voters_are_told_and_read(read_files: Read, counts: str, told: str) -> None:
    result = tally(read_files, counts, 101, 100)
    (fault,) = result.problems
    assert (fault.code, fault.where.cell, fault.actual) == ("votes.more-than-voters", "B3", "101")
    assert fault.expected == f"{told}（见 2017/a.xlsx「表」A5）"
    assert result.tables["votes"]["n_votes"].tolist() == [101, 100]


def test_votes_up_to_the_number_of_ballots_are_fine(read_files: Read) -> None:
    result = tally(read_files, "发出120，收回110，有效100，无效10", 100, 99)
    assert codes(result) == []


def test_valid_and_invalid_make_up_what_was_returned(read_files: Read) -> None:
    result = tally(read_files, "发出120，收回110，有效100，无效9", 10)
    (fault,) = result.problems
    assert (fault.code, fault.where.cell, fault.expected) == ("total.does-not-add-up", "A4", "109")


def test_a_count_above_the_one_before_names_both_cells(read_files: Read) -> None:
    result = tally(read_files, "发出120，收回118，有效119", 10)
    (fault,) = result.problems
    assert (fault.code, fault.actual) == ("votes.more-than-returned", "有效 119 张")
    assert fault.expected == "收回 118 张（见 2017/a.xlsx「表」A4）"


def test_counts_in_a_line_of_word_outside_the_table_are_read(read_files: Read) -> None:
    votes = table(row("项目名称", "票数"), row(FIRST, "60"), row(SECOND, "40"))
    said = line("发放选票120张，收回110张，其中有效票100张，废票12张")
    result = read_files({"票.docx": document(line("现场投票统计表"), said, votes)})
    assert codes(result) == [("total.does-not-add-up", "A2")]
    assert result.problems[0].where.sheet == "正文"
    (counts,) = result.tables["vote_counts"].to_dict("records")
    assert [counts[name] for name in ("n_issued", "n_returned", "n_valid")] == [120, 110, 100]
