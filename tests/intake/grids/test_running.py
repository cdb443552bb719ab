"""The running order: from marks, else from tallies of votes; what two sheets differ in is told."""

from __future__ import annotations

import pytest

from assessment.core.result import Result
from papers import FIRST, SECOND, Read, book, codes, sheet

MARKS = ["出场顺序", "项目名称"]
TALLY = ["出场顺序", "项目名称", "票数"]


def judged(judge: int, *orders: int, title: str = "2017年现场答辩评分") -> bytes:
    judges = [f"评委{judge}", f"评委{judge + 1}"]
    lines = [[n, name, 90, 91] for n, name in zip(orders, (FIRST, SECOND), strict=True)]
    return book(sheet([[title], [*MARKS, *judges], *lines]))


def voted(*orders: int, title: str = "2017年现场投票统计表") -> bytes:
    lines = [[n, name, 60] for n, name in zip(orders, (FIRST, SECOND), strict=True)]
    return book(sheet([[title], TALLY, *lines]))


def order(result: Result) -> list[tuple[str, int, int]]:
    table = result.tables["running_order"]
    assert set(table["round"]) <= {"assessment"}
    return [*table[["project_id", "order_no", "sitting_no"]].itertuples(index=False, name=None)]


def test_a_tally_of_votes_gives_the_order_where_no_sheet_of_marks_does(read_files: Read) -> None:
    result = read_files({"票.xlsx": voted(2, 1, title="2017年现场投票统计表（第二场）")})
    assert codes(result) == []
    assert order(result) == [("2017-C01-1", 2, 2), ("2017-C02-1", 1, 2)]


def test_sheets_of_marks_go_before_tallies_of_votes(read_files: Read) -> None:
    result = read_files({"a票.xlsx": voted(1, 2), "b答辩.xlsx": judged(1, 2, 1)})
    assert codes(result) == []
    assert order(result) == [("2017-C01-1", 2, 1), ("2017-C02-1", 1, 1)]


def test_the_marks_of_two_judges_in_another_order_are_told(read_files: Read) -> None:
    result = read_files({"a.xlsx": judged(1, 1, 2), "b.xlsx": judged(2, 2, 2)})
    told = [one for one in result.problems if one.code == "running-order.differs"]
    assert [(one.where.file, one.where.cell) for one in told] == [("2017/b.xlsx", "A3")]
    assert "a.xlsx" in told[0].message and "第 1 场第 1 个" in told[0].message
    assert order(result) == [("2017-C01-1", 1, 1), ("2017-C02-1", 2, 1)]


@pytest.mark.parametrize(
    ("titles", "n_told"),
    [
        (("现场答辩（第一场）", "现场答辩（第二场）"), 2),
        (("现场答辩", "现场答辩（第二场）"), 0),
        (("现场答辩（第二场）", "现场答辩（第二场）"), 0),
        # Each component may be drawn anew.
        (("风采展示（第一场）", "现场答辩（第二场）"), 0),
    ],
)
def test_sittings_that_differ_are_told(
    read_files: Read, titles: tuple[str, str], n_told: int
) -> None:
    one, other = titles
    result = read_files(
        {"a.xlsx": judged(1, 1, 2, title=one), "b.xlsx": judged(2, 1, 2, title=other)}
    )
    assert [code for code, _ in codes(result)].count("running-order.differs") == n_told


@pytest.mark.parametrize(("orders", "told"), [((2, 1), ["A3"]), ((1, 2), [])])
def test_a_part_that_was_drawn_anew_is_told_once_a_sheet(
    read_files: Read, orders: tuple[int, int], told: list[str]
) -> None:
    files = {
        "a.xlsx": judged(1, 1, 2, title="风采展示"),
        "b.xlsx": judged(1, *orders, title="现场答辩"),
    }
    result = read_files({**files, "c.xlsx": voted(2, 1, title="现场投票")}, year=2019)
    found = [one for one in result.problems if one.code == "running-order.other-part"]
    assert [one.where.cell for one in found] == told
    assert order(result) == [("2019-C01-1", 1, 1), ("2019-C02-1", 2, 1)]


def test_each_round_has_an_order_of_its_own(read_files: Read) -> None:
    review = judged(1, 2, 1, title="申报材料评审")
    table = read_files({"a.xlsx": judged(1, 1, 2), "b.xlsx": review}).tables["running_order"]
    found = table.set_index(["round", "project_id"])["order_no"].to_dict()
    assert found["assessment", "2017-C01-1"] == 1 and found["review", "2017-C01-1"] == 2
