"""经费决算表: read by category, its own sums compared, nothing guessed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest

from assessment.core.result import Result
from papers import FIRST, SECOND, Read, book, codes, sheet

HEAD = ["科目", "预算（元）", "实际（元）", "差额（元）", "票据张数", "经办人", "备注"]
LINES: Sequence[Sequence[Any]] = (
    ["交通", 500, 480.5, 19.5, 3, "示例甲", "往返"],
    ["物料", 700, 719.5, -19.5, "2张", "示例乙", None],
)
SUMS: Sequence[Sequence[Any]] = (
    ["合计", 1200, 1200, 0],
    ["实际合计（大写）", "壹仟贰佰元整"],
    ["经办人签字：　　负责人签字：　　（单位盖章）"],
)
SOUND = [("交通", "stated", 50000, 48050, 3), ("物料", "stated", 70000, 71950, 2)]


def page(*rows: Sequence[Any], left: Any = 3800, project: Any = SECOND) -> list[list[Any]]:
    """Return a settlement of these rows below its labels."""
    return [
        ["2017年经费决算表（示例数据）"],
        ["项目名称：", project, None, None, "支持经费：", 5000],
        ["申报单位：", "护理学院", None, None, "剩余：", left],
        *map(list, rows),
    ]


WHOLE = page(HEAD, *LINES, *SUMS)


def settled(result: Result) -> list[tuple[Any, ...]]:
    columns = ["category", "state", "planned_fen", "spent_fen", "n_vouchers"]
    frame = result.tables["settlements"][columns].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def read(read_files: Read, rows: Sequence[Sequence[Any]], *, name: str = "决算.xlsx") -> Result:
    return read_files({name: book(sheet(rows))})


def test_every_line_is_read_and_every_sum_is_right(read_files: Read) -> None:
    draft = sheet(WHOLE)
    draft.merge(1, 1, 1, 7)
    draft.merge(8, 2, 8, 7)
    result = read_files({"决算.xlsx": book(draft)})
    assert codes(result) == []
    assert settled(result) == SOUND
    table = result.tables["settlements"]
    assert table["project_id"].unique().tolist() == ["2017-C02-1"]
    assert [src.rpartition("!")[2] for src in table["src"]] == ["C5", "C6"]
    kinds = result.tables["sources"].set_index("file")["kind"]
    assert kinds["2017/决算.xlsx"] == "settlement"
    assert result.tables["ledger"].empty and result.tables["budget_plan"].empty


def test_each_cell_has_its_class(read_files: Read) -> None:
    counted = read(read_files, WHOLE).tables["sheet_cells"]
    counted = counted[counted["n_cells"] > 0].groupby(["cell_class", "reason"])["n_cells"].sum()
    mine = {key: int(n) for key, n in counted.items() if key[0] != "value"}
    # 差额 twice, the rows of both sums, 支持经费 and 剩余; 经办人 twice and a remark are passed over.
    assert mine["total", ""] == 2 + 4 + 2 + 2
    assert mine["ignored", "header.ignored"] == 3
    assert not any(name == "problem" for name, _ in mine)


def changed(**cells: Any) -> list[list[Any]]:
    rows = [[*row, *[None] * (7 - len(row))] for row in WHOLE]
    for place, value in cells.items():
        rows[int(place[1:]) - 1]["ABCDEFG".index(place[0])] = value
    return rows


UNREAD = [("交通", "unread", 50000, None, 3), SOUND[1]]


@pytest.mark.parametrize(
    ("rows", "told", "lines"),
    [
        (changed(C5="0.04805万元", C6="柒佰壹拾玖元伍角"), [], SOUND),
        (changed(B5="伍佰元整", C5="￥480.50", E5="三张"), [], SOUND),
        (changed(D5=20), [("total.does-not-add-up", "D5", "19.50 元")], SOUND),
        (changed(D5="-"), [], SOUND),
        (changed(B7=1300), [("total.does-not-add-up", "B7", "1200.00 元")], SOUND),
        (changed(C7=1201), [("total.does-not-add-up", "C7", "1200.00 元")], SOUND),
        (changed(D7=1), [("total.does-not-add-up", "D7", "0.00 元")], SOUND),
        (changed(B8="壹仟叁佰元整"), [("total.does-not-add-up", "B8", "1200.00 元")], SOUND),
        (changed(B7="壹仟贰佰元整"), [], SOUND),
        (changed(B5=600, D5=119.5, B7="壹仟叁佰元整", D7=100), [],
         [("交通", "stated", 60000, 48050, 3), SOUND[1]]),
        (changed(B4="预算（万元）", B5=0.05, B6=0.07, B7=0.12), [], SOUND),
        (changed(F3=3900), [("total.does-not-add-up", "F3", "3800.00 元")], SOUND),
        (changed(F2=None), [], SOUND),
        (changed(C5="约480"), [("money.unreadable", "C5", "")], UNREAD),
        (changed(E5="若干"), [("number.unreadable", "E5", "非负整数")],
         [(*SOUND[0][:4], None), SOUND[1]]),
        (changed(B5="五百左右"), [("money.unreadable", "B5", "")],
         [("交通", "stated", None, 48050, 3), SOUND[1]]),
        (changed(C5=None, D5=500, C7=719.5, D7=480.5, B8="柒佰壹拾玖元伍角", F3=4280.5), [],
         [("交通", "blank", 50000, None, 3), SOUND[1]]),
        (changed(A5=None), [("settlement.no-category", "C5", "")], SOUND[1:]),
        (changed(A6="交 通费"), [
            ("settlement.category-repeated", "A5", "A6"),
            ("settlement.category-repeated", "A6", "A5"),
        ], [("交通", "unread", None, None, None)]),
        (changed(B3="口腔医学院"), [("college.unknown", "B3", "临床医学院")], []),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be(
    read_files: Read, rows: Sequence[Sequence[Any]], told: Sequence[Any], lines: Sequence[Any]
) -> None:
    result = read(read_files, rows)
    found = [(fault.code, fault.where.cell, fault.expected) for fault in result.problems]
    assert [one[:2] for one in found] == [one[:2] for one in told]
    assert all(one[2] == other[2] for one, other in zip(found, told, strict=True) if other[2])
    assert settled(result) == lines


def touched(*cells: tuple[str, Any], error: str = "") -> bytes:
    """Return the sound settlement as openpyxl writes it, with formulas that nobody saved."""
    made = openpyxl.Workbook()
    for row in WHOLE:
        made.active.append(row)
    for place, value in cells:
        made.active[place] = value
    if error:
        made.active[error].value = "#REF!"
        made.active[error].data_type = "e"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_a_formula_never_saved_is_refused_where_it_is_a_value_and_passed_over_where_it_sums(
    read_files: Read,
) -> None:
    sums = [("D5", "=B5-C5"), ("C7", "=SUM(C5:C6)"), ("F3", "=F2-C7")]
    result = read_files({"决算.xlsx": touched(*sums)})
    assert codes(result) == [] and settled(result) == SOUND
    result = read_files({"决算.xlsx": touched(("C5", "=480+0.5"))})
    assert codes(result) == [("cell.formula-not-cached", "C5")] and settled(result) == UNREAD


def test_an_error_is_refused(read_files: Read) -> None:
    result = read_files({"决算.xlsx": touched(error="C5")})
    assert codes(result) == [("cell.error-value", "C5")] and settled(result) == UNREAD
    result = read_files({"决算.xlsx": touched(error="A5")})
    assert codes(result) == [("cell.error-value", "A5")] and settled(result) == SOUND[1:]


def test_columns_in_another_order_and_in_other_words(read_files: Read) -> None:
    rows = page(
        ["序号", "支出科目", "单据张数", "实际支出", "预算金额", "差额", "备注"],
        [1, "交通", 3, 480.5, 500, 19.5],
        [2, "物料", 2, 719.5, 700, -19.5],
        ["合计", None, None, 1200, 1200],
        ["合计（大写）：壹仟贰佰元整"],
    )
    result = read(read_files, rows)
    assert codes(result) == [] and settled(result) == SOUND


def test_the_unit_of_each_column_is_its_own(read_files: Read) -> None:
    rows = page(
        ["科目", "预算（万元）", "实际（万元）", "差额（元）"],
        ["交通", 0.05, 0.04805, 19.5],
        ["物料", 0.07, 0.07195, -19.5],
        ["合计", 0.12, 0.12, 0],
    )
    result = read(read_files, rows)
    assert codes(result) == []
    assert [row[:4] for row in settled(result)] == [row[:4] for row in SOUND]
    rows[1][5], rows[2][5] = 0.5, 0.38  # the labels count as the columns do
    assert codes(read(read_files, rows)) == []
    rows[2][5] = 0.39
    assert codes(read(read_files, rows)) == [("total.does-not-add-up", "F3")]


def test_a_subtotal_is_a_sum_and_no_category(read_files: Read) -> None:
    rows = page(
        HEAD, *LINES, ["小计", 1200, 1200], ["餐饮", 0, 100], ["总计", 1200, 1300], left=3700
    )
    result = read(read_files, rows)
    assert codes(result) == []
    assert [row[0] for row in settled(result)] == ["交通", "物料", "餐饮"]


def test_what_was_granted_and_is_left_may_stand_below_and_is_no_category(read_files: Read) -> None:
    below = [["支持经费", 5000], ["剩余", 3800], ["备注：票据附后"]]
    result = read(read_files, page(HEAD, *LINES, SUMS[0], *below))
    assert codes(result) == [] and settled(result) == SOUND
    counted = result.tables["sheet_cells"]
    mine = counted[counted["reason"] == "row.passed"]
    assert mine["n_cells"].sum() == 4


def test_it_may_stand_below_a_ledger_on_one_sheet(read_files: Read) -> None:
    labels = [["项目名称：", SECOND, None, "申报单位：", "护理学院"]]
    ledger = [["日期", "类别", "金额", "票据号"], ["2017.4.1", "交通", 480.5, "P1"]]
    rows = [["支出明细"], *labels, *ledger, [], ["经费决算表"], *labels, HEAD, *LINES]
    result = read(read_files, rows)
    assert codes(result) == []
    assert len(result.tables["ledger"]) == 1 and settled(result) == SOUND


def test_a_word_table_is_read_with_what_stands_around_it(read_files: Read) -> None:
    document = docx.Document()
    document.add_paragraph("经费决算表（示例数据）")
    document.add_paragraph("项目名称：天使之翼　　申报单位：护理学院")
    rows = [HEAD[:5], *[row[:5] for row in LINES], SUMS[0]]
    table = document.add_table(len(rows), 5)
    for n, row in enumerate(rows):
        for column, value in enumerate(row):
            table.cell(n, column).text = "" if value is None else str(value)
    buffer = io.BytesIO()
    document.save(buffer)
    result = read_files({"决算.docx": buffer.getvalue()})
    assert codes(result) == [] and settled(result) == SOUND


def test_two_settlements_of_a_project_are_told_and_only_what_agrees_is_read(
    read_files: Read,
) -> None:
    other = changed(C5=490.5, D5=9.5, C7=1210, D7=-10, B8="壹仟贰佰壹拾元整", F3=3790)
    result = read_files({"a.xlsx": book(sheet(WHOLE)), "b.xlsx": book(sheet(other))})
    assert codes(result) == [("settlement.two-papers", "B2"), ("settlement.two-papers", "B2")]
    told = [(fault.where.file, fault.actual, fault.expected) for fault in result.problems]
    assert told == [
        ("2017/a.xlsx", "其中交通写得不同", "2017/b.xlsx「表」B2"),
        ("2017/b.xlsx", "其中交通写得不同", "2017/a.xlsx「表」B2"),
    ]
    assert settled(result) == [("交通", "unread", None, None, None), SOUND[1]]


def test_a_category_on_one_of_two_settlements_is_not_read_either(read_files: Read) -> None:
    other = page(HEAD, LINES[1], left=4280.5)
    result = read_files({"a.xlsx": book(sheet(WHOLE)), "b.xlsx": book(sheet(other))})
    assert settled(result) == [("交通", "unread", None, None, None), SOUND[1]]


def test_a_copy_is_read_once_and_told(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(sheet(WHOLE)), "b.xlsx": book(sheet(WHOLE, "副本"))})
    assert {fault.code for fault in result.problems} == {"settlement.two-papers"}
    assert {fault.actual for fault in result.problems} == {"各科目相同"}
    assert settled(result) == SOUND


def test_settlements_of_two_projects_are_two(read_files: Read) -> None:
    rows = page(HEAD, *LINES, *SUMS, project=FIRST)
    rows[2][1] = "临床医学院"
    result = read_files({"a.xlsx": book(sheet(WHOLE)), "b.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert result.tables["settlements"]["project_id"].nunique() == 2


AGAIN = [2017, "护理学院", "经费决算", 2, "2017.12.20", "2017.12.20", "是", "是", "重交"]


def test_one_handed_in_again_takes_the_place_of_the_first_and_leaves_the_ledger(
    read_files: Read,
) -> None:
    other = changed(C5=490.5, D5=9.5, C7=1210, D7=-10, B8="壹仟贰佰壹拾元整", F3=3790)
    ledger = [
        ["支出明细"],
        ["项目名称：", SECOND],
        ["日期", "科目", "金额"],
        ["2017.5.1", "交通", 490.5],
    ]
    files = {
        "决算.xlsx": book(sheet(WHOLE)),
        "决算（修改）.xlsx": book(sheet(other)),
        "明细.xlsx": book(sheet(ledger)),
    }
    result = read_files(files, {"收件登记": [AGAIN]})
    assert [(one.code, one.where.file) for one in result.problems] == [
        ("file.superseded", "2017/决算.xlsx")
    ]
    assert settled(result)[0][3] == 49050 and len(result.tables["ledger"]) == 1
    asked = read_files(files)
    assert [one.code for one in asked.problems] == ["submission.two-versions"]
    assert asked.tables["settlements"].empty and len(asked.tables["ledger"]) == 1


@pytest.mark.parametrize("rows", [[*WHOLE[:3], HEAD], page(HEAD, ["交通", 500, None, 500])])
def test_one_that_states_no_spending_is_blank(
    read_files: Read, rows: Sequence[Sequence[Any]]
) -> None:
    result = read(read_files, rows)
    assert codes(result) == [("sheet.unfilled", "")]
    assert result.tables["settlements"].empty


def test_a_ledger_with_numbers_of_vouchers_is_a_ledger(read_files: Read) -> None:
    head = ["日期", "类别", "金额", "余额", "票据张数", "票据号", "经办人"]
    rows = [
        ["支出明细"],
        ["项目名称：", SECOND],
        head,
        ["2017.5.1", "交通", 10, 90, 1, "P1", "示例甲"],
    ]
    result = read(read_files, rows)
    assert codes(result) == [] and len(result.tables["ledger"]) == 1
    assert result.tables["settlements"].empty


def test_rows_are_typed(read_files: Read) -> None:
    dtypes = read(read_files, WHOLE).tables["settlements"].dtypes
    assert dtypes["spent_fen"] == pd.Int64Dtype() and dtypes["category"] == "str"


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (1, [("交通", "stated", None, 48050, 3), ("物料", "stated", None, 71950, 2)]),
        (2, [("交通", "unread", 50000, None, 3), ("物料", "unread", 70000, None, 2)]),
        (3, SOUND),
    ],
)
def test_a_column_of_a_unit_nobody_can_convert_is_unread_and_sums_nothing(
    read_files: Read, column: int, expected: list[tuple[Any, ...]]
) -> None:
    head = list(HEAD)
    head[column] = f"{head[column][:2]}（美元）"
    result = read(read_files, page(head, *LINES, *SUMS))
    assert codes(result) == [("column.other-unit", f"{'ABCD'[column]}4")]
    assert settled(result) == expected


def test_a_count_of_vouchers_is_told_in_the_words_of_its_column(read_files: Read) -> None:
    rows = page(HEAD, ["交通", 500, 480.5, 19.5, "2-3"], left=4519.5)
    (fault,) = read(read_files, rows).problems
    assert (fault.code, fault.where.cell) == ("number.unreadable", "E5")
    assert "票据张数" in fault.message
    assert "n_vouchers" not in fault.message


def test_spending_under_a_head_of_several_columns_is_unread_and_not_blank(read_files: Read) -> None:
    head = ["科目", "预算（元）", "实际（元）", None, "差额（元）"]
    draft = sheet(page(head, ["交通", 500, 300, 180.5, 19.5], ["合计", 500, 300, 180.5, 19.5]))
    draft.merge(4, 3, 4, 4)
    result = read_files({"决算.xlsx": book(draft)})
    assert codes(result) == [("column.spread", "C4")]
    assert settled(result) == [("交通", "unread", 50000, None, None)]
