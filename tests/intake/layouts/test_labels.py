"""Labels that were left blank beside another label."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
import pytest

from papers import FIRST, Read, book, codes, sheet

THEME = "☑志愿服务类 □思想教育类"
FORM: Sequence[Sequence[Any]] = (
    ["项目名称", "新项目", "申报单位", "护理学院"],
    ["负责人", "示例", "联系电话", "000"],
    ["品牌主题", THEME, "申请经费（元）", 5000],
)


def word(rows: Sequence[Sequence[Any]]) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), max(map(len, rows)))
    for n, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(n, column).text = "" if value is None else str(value)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def both(rows: Sequence[Sequence[Any]]) -> list[tuple[str, bytes]]:
    return [("申报表.xlsx", book(sheet(rows))), ("申报表.docx", word(rows))]


@pytest.mark.parametrize(
    "first",
    [
        ["项目名称", "项目级别", "校级", None],
        ["项目名称", "校区归属：", "东区", None],
        ["项目名称： 项目级别：校级"],
        ["项目名称： 校区归属："],
    ],
)
def test_the_label_beside_a_blank_one_is_not_its_value(
    read_files: Read, first: Sequence[Any]
) -> None:
    for name, data in both([first, ["申报单位", "护理学院"], *FORM[1:]]):
        result = read_files({name: data})
        assert "project.name-missing" in {code for code, _ in codes(result)}
        assert len(result.tables["applications"]) == 2


@pytest.mark.parametrize(
    "heads", [["项目", "依据及理由", "备用", "金额"], ["姓名", "学号", "专业", "联系方式"]]
)
def test_the_heads_of_a_table_inside_are_no_labels(read_files: Read, heads: Sequence[Any]) -> None:
    rows = [["项目名称", None, *FORM[0][2:]], ["负责人", None, *FORM[1][2:]], FORM[2], heads]
    for name, data in both([*rows, ["甲", "乙", "丙", None]]):
        result = read_files({name: data})
        assert codes(result) == [("project.name-missing", "A1")]
        rows_named = [["项目名称", "新项目", *FORM[0][2:]], *rows[1:], ["甲", "乙", "丙", None]]
        result = read_files({"申报表.xlsx": book(sheet(rows_named))})
        assert codes(result) == []
        table = result.tables["applications"].set_index("project_name")
        assert table.loc["新项目", ["lead_name"]].isna().all()


def test_a_name_with_a_colon_inside_is_one(read_files: Read) -> None:
    rows = [["项目名称：青春：我的梦"], ["申报单位", "护理学院"], *FORM[1:]]
    result = read_files({"申报表.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert "青春：我的梦" in {
        name.replace(":", "：") for name in result.tables["applications"]["project_name"]
    }


def test_a_blank_label_over_a_ledger_takes_no_other_label(read_files: Read) -> None:
    rows = [
        ["项目名称：", "项目级别：", "校级"],
        ["日期", "类别", "金额"],
        ["2017.3.1", "交通", 10],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert [code for code, _ in codes(result)] == ["project.name-missing"]
    assert FIRST not in set(result.tables["ledger"]["project_id"])


@pytest.mark.parametrize(
    ("answer", "is_second"),
    [("第二项", True), ("是", True), ("第一项", False), ("□第一项 ☑第二项", True), (None, False)],
)
@pytest.mark.parametrize("is_last", [True, False])
def test_an_answer_in_the_words_of_its_question_is_no_label(
    read_files: Read, answer: str | None, is_second: bool, is_last: bool
) -> None:
    asked, order = ["是否第二项", answer], ["院内排序", 2]
    rows = [[*order, *asked] if is_last else [*asked, *order], *FORM]
    for name, data in both(rows):
        result = read_files({name: data})
        assert codes(result) == []
        table = result.tables["applications"].set_index("project_name")
        assert table.loc["新项目", ["is_second", "college_order"]].tolist() == [is_second, 2]
