"""Application forms that look like lists, and several of them on one sheet."""

from __future__ import annotations

import io

import docx

from papers import Read, book, codes, sheet

FORM = [
    ["项目名称", "微笑基层", "品牌主题", "社会实践类"],
    ["申请经费（元）", "5000", "负责人", "示例甲"],
]
ONE = [
    ["项目名称", "微笑基层", "申报单位", "护理学院"],
    ["品牌主题", "社会实践类", "申请经费（元）", "5000"],
]
OTHER = [
    ["项目名称", "牙语讲堂", "申报单位", "临床医学院"],
    ["品牌主题", "校园文化类", "申请经费（元）", "3000"],
]


def in_word(*rows: list[str], above: str) -> bytes:
    paper = docx.Document()
    paper.add_paragraph(above)
    table = paper.add_table(len(rows), len(rows[0]))
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            table.cell(n, m).text = text
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def test_a_form_whose_unit_stands_above_it_is_no_list(read_files: Read) -> None:
    data = in_word(*FORM, above="申报单位：护理学院")
    rows = read_files({"申报表.docx": data}).tables["applications"]
    mine = rows[rows["project_name"] == "微笑基层"]
    assert mine[["requested_fen", "lead_name"]].to_numpy().tolist() == [[500000, "示例甲"]]
    assert not set(rows["project_name"]) & {"申请经费（元）"}


def test_two_forms_below_each_other_are_two(read_files: Read) -> None:
    for between in ([[]], [], [[], ["申报表（二）"]]):
        result = read_files({"申报表.xlsx": book(sheet([*ONE, *between, *OTHER]))})
        rows = result.tables["applications"].set_index("project_name")
        assert rows.loc["微笑基层", "requested_fen"] == 500000
        assert rows.loc["牙语讲堂", "requested_fen"] == 300000
        assert rows.loc["牙语讲堂", "college_code"] != rows.loc["微笑基层", "college_code"]
        assert codes(result) == []


def test_a_second_form_that_lacks_something_is_told(read_files: Read) -> None:
    rows = [*ONE, [], ["项目名称", "牙语讲堂", "申报单位", "临床医学院"]]
    result = read_files({"申报表.xlsx": book(sheet(rows))})
    assert codes(result) != []
