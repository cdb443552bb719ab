"""现场统分表 read back: its results compared, its pages passed over, each mark counted once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assessment.core.result import Result
from papers import FIRST, SECOND, Read, book, codes, sheet

TITLE = "2017年“一团一品”现场答辩现场统分表"
HEAD = ["场次", "出场顺序", "申报单位", "项目名称", "评委1", "评委2", "评委3", "已录（应录3）", "有效评分", "去掉最高分",
        "去掉最低分", "平均分", "折合得分", "名次", "状态"]  # fmt: skip
ONE = ["第1场", 1, "临床医学院", FIRST, 90, "回避", 92, 3, 2, None, None, 91, 91, 2, "评委不足"]
OTHER = ["第2场", 1, "护理学院", SECOND, 91, 93, "缺席", 3, 2, None, None, 92, 92, 1, "评委不足"]
CRITERIA = ["申报单位", "项目名称", "思想性", "创新性", "效果", "参与度", "总分"]


def tally(*lines: Sequence[Any], title: str = TITLE, name: str = "统分", head: Any = HEAD) -> Any:
    return sheet([[title], head, *lines, ["统分人：　　复核人："]], name)


def judge(number: int, *lines: Sequence[Any]) -> Any:
    rows = [["现场答辩评分表"], [f"评委编号：{number}"], CRITERIA, *lines]
    return sheet(rows, f"评委{number}")


def given(result: Result) -> dict[tuple[str, str, str], Any]:
    frame = result.tables["marks"]
    told = zip(frame["project_id"], frame["judge_id"], frame["criterion"], strict=True)
    values = zip(frame["points"].fillna(-1.0), frame["status"], strict=True)
    return {key: points if points >= 0 else status
            for key, (points, status) in zip(told, values, strict=True)}  # fmt: skip


def test_a_right_tally_is_read_without_a_word(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(tally(ONE, OTHER))})
    assert codes(result) == []
    assert given(result)["2017-C01-1", "J2", "total"] == "recused"
    order = result.tables["running_order"]
    assert [*zip(order["order_no"], order["sitting_no"], strict=True)] == [(1, 1), (1, 2)]
    cells = result.tables["sheet_cells"].query("sheet == '统分'")
    classes = dict(zip(cells["cell_class"], cells["n_cells"], strict=True))
    assert classes == {"ignored": 2, "label": 16, "title": 1, "total": 10, "value": 14}


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [(8, 2, "3"), (9, 3, "2"), (10, 92, "无"), (12, 91.5, "91"), (13, 90.99, "91"), (14, 1, "2"),
     (14, "暂", "2"), (12, "#VALUE!", "91")],
)  # fmt: skip
def test_a_result_that_does_not_follow_is_told(
    read_files: Read, column: int, value: Any, expected: str
) -> None:
    wrong = [*ONE]
    wrong[column - 1] = value
    result = read_files({"a.xlsx": book(tally(wrong, OTHER))})
    (fault,) = result.problems
    letter = "ABCDEFGHIJKLMNO"[column - 1]
    assert (fault.code, fault.where.cell) == ("tally.result-differs", f"{letter}3")
    assert (fault.actual, fault.expected.partition("（")[0]) == (str(value), expected)
    assert given(result) == given(read_files({"a.xlsx": book(tally(ONE, OTHER))}))


@pytest.mark.parametrize(
    ("mean", "is_right"), [(90.67, True), (90.667, True), (90.7, False), (90.68, False)]
)
def test_a_mean_may_be_rounded_as_the_rules_round(
    read_files: Read, mean: float, is_right: bool
) -> None:
    rows = [["现场答辩现场统分表"], ["项目名称", "评委1", "评委2", "评委3", "平均分"],
            [FIRST, 91, 91, 90, mean]]  # fmt: skip
    faults = [] if is_right else [("tally.result-differs", "E3")]
    assert codes(read_files({"a.xlsx": book(sheet(rows, "统分"))})) == faults


def test_points_of_a_tally_are_said_to_be_without_weight(read_files: Read) -> None:
    wrong = [*ONE[:12], 63.7, *ONE[13:]]
    (fault,) = read_files({"a.xlsx": book(tally(wrong, OTHER))}).problems
    assert fault.expected == "91（折合得分是平均分减去扣分后折成百分制，不乘权重）"


def test_without_all_marks_there_is_no_rank(read_files: Read) -> None:
    open_ = [*ONE[:6], None, 2, 1, None, None, 90, 90, "暂", "待录1"]
    alone = [*OTHER[:13], 1, None]
    assert codes(read_files({"a.xlsx": book(tally(open_, alone))})) == []
    early = [*open_[:13], 2, None]
    assert codes(read_files({"a.xlsx": book(tally(early, alone))})) == [
        ("tally.result-differs", "N3")
    ]


def test_beside_a_mark_that_cannot_be_read_nothing_is_compared(read_files: Read) -> None:
    wrong = [*ONE[:4], "88分左右", *ONE[5:]]
    result = read_files({"a.xlsx": book(tally(wrong, OTHER))})
    assert codes(result) == [("points.not-a-number", "E3")]


def test_a_summary_of_other_people_is_not_compared(read_files: Read) -> None:
    rows = [*ONE[:11], 80, 80, 9, None]
    result = read_files({"a.xlsx": book(tally(rows, OTHER, title="现场答辩评分汇总表"))})
    assert codes(result) == []


@pytest.mark.parametrize(("stated", "sitting"), [("第三场", 3), (2, 2), ("2", 2), (None, 1)])
def test_a_column_says_the_sitting(read_files: Read, stated: Any, sitting: int) -> None:
    result = read_files({"a.xlsx": book(tally([stated, *ONE[1:]], OTHER))})
    assert result.tables["running_order"]["sitting_no"].tolist()[0] == sitting


def test_a_sitting_that_is_no_number_is_told(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(tally(["上午", *ONE[1:]], OTHER))})
    assert codes(result) == [("number.unreadable", "A3")]
    assert result.tables["running_order"]["project_id"].tolist() == ["2017-C02-1"]


# The second entry and the pages that are made.

AGAIN = "2017年“一团一品”现场答辩现场统分表（复录）"


def second(*lines: Sequence[Any]) -> Any:
    return tally(*(line[:7] for line in lines), title=AGAIN, name="复录", head=HEAD[:7])


def test_a_second_entry_is_compared_and_not_counted(read_files: Read) -> None:
    differs = [*OTHER[:4], 91, "弃权", "缺席"]
    result = read_files({"a.xlsx": book(tally(ONE, OTHER), second(ONE, differs))})
    (fault,) = result.problems
    assert (fault.code, fault.where.sheet, fault.where.cell) == (
        "marks.total-differs",
        "复录",
        "F4",
    )
    assert (fault.actual, fault.expected) == ("弃权", "2017/a.xlsx「统分」F4（93）")
    assert given(result) == given(read_files({"a.xlsx": book(tally(ONE, OTHER))}))
    cells = result.tables["sheet_cells"].query("sheet == '复录'")
    assert set(cells["cell_class"]) == {"label", "title", "total", "problem"}


def test_a_second_entry_left_blank_says_nothing(read_files: Read) -> None:
    blank = ([*ONE[:4], None, "回避"], OTHER[:4])
    result = read_files({"a.xlsx": book(tally(ONE, OTHER), second(*blank))})
    assert codes(result) == []


def test_a_second_entry_alone_is_not_lost(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(second(ONE, OTHER))})
    assert given(result) == given(read_files({"a.xlsx": book(tally(ONE, OTHER))}))


def test_pages_made_by_the_tally_are_passed_over(read_files: Read) -> None:
    rows = [
        ["2017年“一团一品”现场答辩实时名次"],
        ["名次", "申报单位", "项目名称", "得分", "已评"],
        [1, "护理学院", SECOND, 92, "3/3"],
        ["本页由「统分」自动生成，请勿填写。"],
    ]
    result = read_files({"a.xlsx": book(tally(ONE, OTHER), sheet(rows, "大屏"))})
    assert codes(result) == []
    cells = result.tables["sheet_cells"].query("sheet == '大屏'")
    assert cells[["cell_class", "reason", "n_cells"]].values.tolist() == [
        ["ignored", "paper.kept", 12]
    ]
    unknown = read_files({"a.xlsx": book(sheet(rows[:3], "大屏"))})
    assert codes(unknown) == [("sheet.header-unclear", "E2")]


# The judges' own sheets beside the tally.

SHEET = judge(1, ["临床医学院", FIRST, 32, 30, 23, 5, 90], ["护理学院", SECOND, 33, 30, 23, 5, 91])


def test_a_judges_own_sheet_counts_and_the_sum_is_compared(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(tally(ONE, OTHER)), "b.xlsx": book(SHEET)})
    assert codes(result) == []
    found = given(result)
    assert found["2017-C01-1", "J1", "思想性"] == 32
    assert ("2017-C01-1", "J1", "total") not in found
    assert found["2017-C01-1", "J3", "total"] == 92


def test_sums_that_differ_name_both_cells(read_files: Read) -> None:
    wrong = [*ONE[:4], 89, "回避", 92, 3, 2, None, None, 90.5, 90.5, 2, None]
    result = read_files({"a.xlsx": book(tally(wrong, OTHER)), "b.xlsx": book(SHEET)})
    (fault,) = result.problems
    assert (fault.code, fault.where.file, fault.where.cell) == (
        "marks.total-differs", "2017/a.xlsx", "E3"
    )  # fmt: skip
    assert (fault.actual, fault.expected) == ("89", "2017/b.xlsx「评委1」G4（90）")
    assert given(result)["2017-C01-1", "J1", "思想性"] == 32


def test_a_judge_who_was_absent_has_no_sum(read_files: Read) -> None:
    away = judge(1, ["临床医学院", FIRST, *["缺席"] * 4, None])
    result = read_files({"a.xlsx": book(tally(ONE, OTHER)), "b.xlsx": book(away)})
    (fault,) = result.problems
    assert (fault.code, fault.expected) == ("marks.total-differs", "2017/b.xlsx「评委1」C4（缺席）")
    assert given(result)["2017-C01-1", "J1", "效果"] == "absent"


def test_a_judges_sheet_left_blank_leaves_the_sum(read_files: Read) -> None:
    blank = judge(1, ["临床医学院", FIRST, None, None, None, None, None])
    result = read_files({"a.xlsx": book(tally(ONE, OTHER)), "b.xlsx": book(blank)})
    assert codes(result) == [("sheet.unfilled", "")]
    assert given(result) == given(read_files({"a.xlsx": book(tally(ONE, OTHER))}))


def test_a_blank_tally_is_told_and_takes_nothing_away(read_files: Read) -> None:
    lines = ([*ONE[:4], None, "回避", None], [*OTHER[:4], None, None, None])
    result = read_files({"a.xlsx": book(tally(*lines)), "b.xlsx": book(SHEET)})
    assert codes(result) == [("sheet.unfilled", "")]
    assert given(result)["2017-C01-1", "J1", "思想性"] == 32


def test_the_page_called_复录_is_the_second_entry_whatever_its_title(read_files: Read) -> None:
    head = ["项目名称", "评委1", "评委2"]
    pages = [sheet([["现场答辩现场统分表"], head, [FIRST, 90, 91]], "统分"),
             sheet([["现场答辩现场统分表"], head, [FIRST, 90, 91]], "复录")]  # fmt: skip
    result = read_files({"统分.xlsx": book(*pages)})
    assert codes(result) == []
    assert sorted(result.tables["marks"]["points"]) == [90, 91]
