"""Several tables below each other on one sheet."""

from __future__ import annotations

from assessment.core.rules import Rules
from papers import Read, blocks, book, codes, sheet, told

FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"
LEDGER = ["日期", "类别", "金额"]


def test_tables_below_each_other_keep_their_own_titles_and_notes(rules: Rules) -> None:
    first, second = blocks(
        rules,
        [
            ["现场投票"],
            ["项目名称", "票数"],
            ["甲", 3],
            ["合计", 3],
            ["计票人：示例"],
            [],
            ["网络投票"],
            ["项目名称", "微信", "微博"],
            ["甲", 1, 2],
        ],
    )
    assert (told(first, "votes"), told(second, "channel:微信")) == (["3"], ["1"])
    assert [cell.text for cell in first.notes] == ["计票人：示例"]
    assert [cell.text for cell in second.titles] == ["网络投票"]
    assert len(first.totals) == 1 and second.totals == ()


def test_each_table_has_its_own_project_also_an_empty_one(rules: Rules) -> None:
    rows = [
        ["支出明细"],
        ["项目名称：", "甲"],
        LEDGER,
        ["2017.3.1", "交通", 10],
        ["合计", None, 10],
        ["项目名称：", "乙"],
        LEDGER,
        ["项目名称：", "丙"],
        LEDGER,
        ["2017.3.2", "交通", 30],
    ]
    found = blocks(rules, rows)
    assert [block.labels["project_name"].text for block in found] == ["甲", "乙", "丙"]
    assert [told(block, "amount") for block in found] == [["10"], [], ["30"]]


def test_what_stands_twice_on_a_sheet_is_read_twice(read_files: Read) -> None:
    tally = [["项目名称", "票数"], [FIRST, 10], [SECOND, 9], ["合计", 19]]
    rows = [["现场投票"], *tally, [], ["现场投票（抄件）"], *tally]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("votes.duplicate", "B9"), ("votes.duplicate", "B10")]
    assert len(result.tables["votes"]) == 2


def test_each_judges_list_on_one_sheet_is_the_judges_own(read_files: Read) -> None:
    header = ["项目名称", "思想性", "创新性", "效果", "参与度"]
    rows = [
        ["现场答辩评分表"],
        ["评委编号：1"],
        header,
        [FIRST, 30, 30, 20, 5],
        [],
        ["评委3"],
        header,
        [FIRST, 31, 31, 21, 4],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    marks = result.tables["marks"].set_index(["judge_id", "criterion"])["points"]
    assert (marks["J1", "效果"], marks["J3", "效果"]) == (20, 21)
