"""Lines around the tables of a Word document: whose they are, and which class each has."""

from __future__ import annotations

import pytest

from assessment.core.rules import Rules
from assessment.intake.cells import Document
from assessment.intake.formats.word import read_docx
from assessment.intake.layouts.claims import CellClass
from assessment.intake.sheets.recognise import recognise
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.vocabulary import vocabulary
from diseases.word_xml import boxed, document, line, p, table
from diseases.words import LINES, NAMES, REST, row
from papers import Read


def told(rules: Rules, *blocks: str) -> tuple[dict[str, SheetRead], list[tuple[str, str, str]]]:
    read, problems = recognise(
        [Document("申报表.docx", "0" * 12, read_docx(document(*blocks)))], vocabulary(rules)
    )
    faults = [(fault.code, fault.where.sheet, fault.where.cell) for fault in problems]
    return {one.sheet.name: one for one in read}, faults


def classes(read: SheetRead) -> dict[str, str]:
    cells = read.sheet.cells
    return {cells[at].address: f"{claim[0]}:{claim[1]}" for at, claim in read.claims.items()}


def test_each_line_has_one_class_and_a_value_keeps_its_own_place(rules: Rules) -> None:
    prose = "本项目" + "面向全校学生，" * 20
    read, faults = told(
        rules, line("申报表"), *map(line, LINES), table(row(*REST)), line(prose), line("附件：方案")
    )
    assert faults == []
    assert classes(read["正文"]) == {
        "A1": "title:",
        "A2": "value:",
        "A3": "value:",
        "A4": "ignored:word.text",
        "A5": "title:",
    }
    (block,) = read["表1"].blocks
    cell = block.labels["project_name"]
    assert (cell.sheet, cell.address) == ("正文", "A2")
    assert read["表1"].document.ref(block.sheet, cell).sheet == "正文"
    assert all(claim.cell_class is not CellClass.PROBLEM for claim in read["表1"].claims.values())


def test_what_several_tables_might_mean_belongs_to_none(rules: Rules) -> None:
    lists = table(row("日期", "活动名称", "参与人次"), row("2017.5.4", "走进社区", "40"))
    read, faults = told(rules, lists, line("项目名称：天使之翼"), lists)
    assert set(faults) == {("caption.unclear", "正文", "A1")}
    assert not read["表1"].blocks and not read["表2"].blocks
    assert set(classes(read["表2"]).values()) == {"problem:caption.unclear"}


def test_what_stands_above_all_parts_of_a_register_belongs_to_each(rules: Rules) -> None:
    held = table(row("日期", "活动名称", "参与人次"), row("2017.5.4", "走进社区", "40"))
    handed = table(row("材料类型", "数量"), row("照片", "6"))
    lines = (line("活动及材料登记表"), line("项目名称：天使之翼"), line("一、活动"))
    read, faults = told(rules, *lines, held, line("二、材料"), handed)
    assert faults == []
    for name in ("表1", "表2"):
        (block,) = read[name].blocks
        cell = block.labels["project_name"]
        assert (cell.text, cell.sheet, cell.address) == ("天使之翼", "正文", "A2")


def test_a_project_named_above_each_table_is_that_tables(rules: Rules) -> None:
    lists = table(row("日期", "活动名称", "参与人次"), row("2017.5.4", "走进社区", "40"))
    read, faults = told(rules, line("项目名称：天使之翼"), lists, line("项目名称：护航行动"), lists)
    assert faults == []
    named = [read[name].blocks[0].labels["project_name"] for name in ("表1", "表2")]
    assert [cell.text for cell in named] == ["天使之翼", "护航行动"]
    assert classes(read["正文"]) == {"A1": "value:", "A2": "value:"}


def test_a_project_named_above_some_tables_is_not_the_others(rules: Rules) -> None:
    lists = table(row("日期", "活动名称", "参与人次"), row("2017.5.4", "走进社区", "40"))
    names = (line("项目名称：天使之翼"), line("项目名称：护航行动"))
    read, _ = told(rules, names[0], lists, line("二"), lists, names[1], lists)
    blocks = [read[name].blocks[0] for name in ("表1", "表2", "表3")]
    assert ["project_name" in block.labels for block in blocks] == [True, False, True]


def test_text_without_papers_is_left_alone(rules: Rules) -> None:
    read, faults = told(rules, line("项目名称：天使之翼"), line("总结报告"))
    assert faults == [] and set(classes(read["正文"]).values()) == {"ignored:word.text"}


@pytest.mark.parametrize("text", ["申报单位：护理学院", "随便写的"])
def test_a_text_box_that_is_not_read_is_told_in_its_place(rules: Rules, text: str) -> None:
    _, faults = told(rules, p(boxed(text)), table(row(*NAMES), row(*REST)))
    code = "text.not-read" if "：" in text else "text.in-box"
    assert faults == [(code, "文本框", "A1")]


def test_a_table_without_its_project_is_told_where_the_name_stands(rules: Rules) -> None:
    marks = table(row("评分项", "满分", "得分"), row("思想性", "35", "30"), row("创新性", "35", "29"),
                  row("效果", "25", "20"), row("参与度", "5", "4"))  # fmt: skip
    for text in ("项目名称：天使之翼", "评委编号：2"):
        paper = Document("a.docx", "0" * 12, read_docx(document(line(text), marks)))
        (fault,) = recognise([paper], vocabulary(rules))[1]
        assert fault.code == "marks.project-not-stated"
        assert "第一行写“项目名称”" in fault.hint and "表格以外" in fault.hint


def test_a_form_all_of_whose_labels_stand_around_its_table_is_read(read_files: Read) -> None:
    lines = (
        line("申报单位：护理学院团委"),
        line("项目名称：示例新翼"),
        line("品牌主题：思想教育类"),
    )
    form = table(
        row("负责人", "示例戊", "项目基础", "新培育"),
        row("申请经费（元）", "4000", "院内排序", "1"),
    )
    result = read_files({"申报表.docx": document(*lines, form)})
    mine = result.tables["applications"].set_index("project_name").loc["示例新翼"]
    assert (mine["college_code"], mine["theme_code"], mine["maturity"]) == ("C02", "T1", "growing")
    assert (mine["lead_name"], int(mine["requested_fen"])) == ("示例戊", 400_000)
    assert [
        fault.code for fault in result.problems if fault.where.file.endswith("申报表.docx")
    ] == []


@pytest.mark.parametrize(
    ("lines", "fen"),
    [
        (["项目名称：天使之翼　　金额单位：万元"], 15_000_000),
        (["金额单位：百元　　项目名称：天使之翼"], 150_000),
        (["项目名称：天使之翼  （单位：万元）"], 15_000_000),
        (["项目名称：天使之翼", "单位：百元"], 150_000),
        (["项目名称：天使之翼　　申报单位：护理学院"], 1_500),
    ],
)
def test_a_unit_beside_another_label_holds(read_files: Read, lines: list[str], fen: int) -> None:
    ledger = table(row("日期", "科目", "金额", "票据号"), row("2017/6/1", "交通", "15", "P1"))
    paper = document(line("经费支出明细表"), *map(line, lines), ledger)
    result = read_files({"支出明细.docx": paper})
    assert result.tables["ledger"]["amount_fen"].tolist() == [fen]


def test_the_sitting_may_stand_above_a_table_of_word(read_files: Read) -> None:
    marks = table(row("答辩顺序", "项目名称", "评委1", "评委2"), row("2", "天使之翼", "90", "91"))
    paper = document(line("现场答辩评分汇总表（第二场）"), marks)
    order = read_files({"答辩.docx": paper}).tables["running_order"]
    assert order[["order_no", "sitting_no"]].to_numpy().tolist() == [[2, 2]]
