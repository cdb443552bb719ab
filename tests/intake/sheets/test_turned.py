"""Tables on their side: projects in the columns (layout 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment.sample.draft import write_csv, write_xls
from papers import Read, book, codes, sheet

FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"
BOARD: Sequence[Sequence[Any]] = (
    ["现场答辩评分表（第三场）"],
    ["项目", FIRST, SECOND],
    ["申报单位", "临床", "护理"],
    ["出场顺序", 2, 1],
    ["评委1", 90, "缺席"],
    ["评委2", "回避", 88.5],
    ["评委3", None, "约九十"],
    ["合计", 90, 88.5],
    ["平均分", 90, 88.5],
    ["名次", 1, 2],
    [],
    ["记分员：　　　　监督员："],
)


def test_judges_in_the_rows_give_a_mark_a_cell(read_files: Read) -> None:
    made = sheet(BOARD)
    made.merge(1, 1, 1, 3)
    result = read_files({"a.xls": write_xls([made])})
    assert codes(result) == [("points.not-a-number", "C7")]
    table = result.tables["marks"].set_index(["project_id", "judge_id"])
    assert table["status"].to_dict() == {
        ("2017-C01-1", "J1"): "given",
        ("2017-C01-1", "J2"): "recused",
        ("2017-C01-1", "J3"): "blank",
        ("2017-C02-1", "J1"): "absent",
        ("2017-C02-1", "J2"): "given",
        ("2017-C02-1", "J3"): "unreadable",
    }
    assert table.loc[("2017-C02-1", "J2"), "src"].endswith("!表!C6")
    assert table.loc[("2017-C01-1", "J3"), "src"].endswith("!表!B7")
    order = result.tables["running_order"]
    assert order[["project_id", "order_no", "sitting_no"]].to_numpy().tolist() == [
        ["2017-C01-1", 2, 3],
        ["2017-C02-1", 1, 3],
    ]


def test_a_judge_who_left_every_box_blank_is_still_there(read_files: Read) -> None:
    rows = [list(row) for row in BOARD]
    rows[6] = ["评委3"]
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["marks"]
    assert set(table.query("judge_id == 'J3'")["status"]) == {"blank"}


def test_rows_nobody_knows_and_rows_that_stand_twice_are_said(read_files: Read) -> None:
    rows = [list(row) for row in BOARD]
    rows[3], rows[6] = ["掌声", 9, 8], ["评委2", 80, 81]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [
        ("column.unmapped", "A4"), ("column.repeated", "A6"), ("column.repeated", "A7"),
    ]  # fmt: skip
    assert result.problems[1].expected == "A7"
    assert set(result.tables["marks"]["judge_id"]) == {"J1"}


def test_a_mark_merged_over_two_projects_belongs_to_one(read_files: Read) -> None:
    made = sheet([*BOARD[:3], ["评委1", 90, None], ["评委2", 80, 81]])
    made.merge(4, 2, 4, 3)
    assert codes(read_files({"a.xlsx": book(made)})) == [("cell.merged", "C4")]


def test_one_judges_criteria_and_votes_may_lie_on_their_side_too(read_files: Read) -> None:
    criteria = [["思想性", 30, 31], ["创新性", 30, 31], ["效果", 20, 21], ["参与度", 5, 4]]
    marks = [["现场答辩"], ["评委编号：", 3], ["项目名称", FIRST, SECOND], *criteria]
    votes = [["网络投票"], ["项目名称", FIRST, SECOND], ["微信", 12, 9], ["微博", 3, "4 "]]
    result = read_files({"a.xlsx": book(sheet(marks)), "b.csv": write_csv(sheet(votes), "gbk")})
    assert codes(result) == []
    assert len(result.tables["marks"]) == 8
    table = result.tables["votes"].set_index(["channel", "project_id"])["n_votes"]
    assert (table["微信", "2017-C01-1"], table["微博", "2017-C02-1"]) == (12, 4)


def test_the_projects_may_stand_again_on_the_next_page(read_files: Read) -> None:
    rows = [*BOARD[:6], *BOARD[1:3], ["评委3", 91, 92], *BOARD[7:]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert len(result.tables["marks"]) == 6
    cells = result.tables["sheet_cells"].set_index("reason")["n_cells"]
    assert cells["row.header-again"] == 6


def test_other_projects_below_are_no_repeated_header(read_files: Read) -> None:
    rows = [*BOARD[:6], ["项目", SECOND, FIRST], ["评委3", 91, 92]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert ("column.repeated", "A2") in codes(result)
    assert result.tables["marks"].empty
