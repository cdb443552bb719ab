"""Word documents whose text is revised, struck out, ticked, or stands in boxes and controls."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from assessment.intake.cells import Cell, Document, Sheet
from assessment.intake.formats.word import BOX_SHEET, TEXT_SHEET, is_word_text, read_docx
from diseases.word_xml import (
    CHECKBOX,
    CONTROL,
    HIDDEN,
    PROMPT,
    STRIKE,
    boxed,
    document,
    p,
    r,
    table,
    tc,
    tr,
)


def word(*blocks: str) -> tuple[Sheet, ...]:
    return read_docx(document(*blocks))


def one(content: str) -> Cell:
    """Return what a box of a table with this content becomes."""
    return word(table(tr(tc(p(content)))))[1].cells[1, 1]


def texts(sheet: Sheet) -> dict[str, str]:
    return {cell.address: cell.text for cell in sheet.cells.values()}


DOUBLE = "<w:dstrike/>"
FORM_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData>'
    "</w:fldChar></w:r>"
)
CHOICE = '<w:dropDownList><w:listItem w:value="a"/></w:dropDownList>'


@pytest.mark.parametrize(("content", "text"), [
    (r("50") + r("00", "<w:b/>"), "5000"),
    (r("5000", STRIKE) + r("6000"), "〔删除线：5000〕6000"),
    (r("5", DOUBLE) + r("000"), "〔删除线：5〕000"),
    (r("5000", '<w:strike w:val="0"/>'), "5000"),
    (r("5") + r("000", HIDDEN), "5〔隐藏文字：000〕"),
    (r("5000", HIDDEN), "〔隐藏文字：5000〕"),
    (r("5000") + r("1", '<w:vertAlign w:val="superscript"/>'), "5000¹"),
    (f"<w:ins>{r('60')}</w:ins>" + r("00"), "6000"),
    (f"<w:moveTo>{r('6000')}</w:moveTo>", "6000"),
    ("<w:del><w:r><w:delText>5</w:delText></w:r></w:del>" + r("6000"), "6000"),
    (f"<w:moveFrom>{r('5')}</w:moveFrom>" + r("6000"), "6000"),
    ("<w:del><w:r><w:delText>5000</w:delText></w:r></w:del>", "〔修订中删去：5000〕"),
    (f"<w:hyperlink>{r('a@b.c')}</w:hyperlink>", "a@b.c"),
    (f"<w:smartTag>{r('2017')}</w:smartTag>" + r("年"), "2017年"),
    (f"<w:fldSimple>{r('3')}</w:fldSimple>", "3"),
    ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>", "一\n二\t三"),
    (CONTROL.format("", r("临床")), "临床"),
    (CONTROL.format(CHOICE, r("志愿服务类")), "志愿服务类"),
    (r("主题") + CONTROL.format(CHOICE + PROMPT, r("选择一项。")), "主题"),
    (CHECKBOX.format(1) + r("是") + CHECKBOX.format(0) + r("否"), "☑是□否"),
    (FORM_BOX.format("<w:checked/>") + r("是"), "☑是"),
    (FORM_BOX.format('<w:default w:val="0"/>') + r("是"), "□是"),
    (FORM_BOX.format('<w:default w:val="1"/>') + r("是"), "☑是"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("思想"), "☑思想"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + r("思想"), "□思想"),
    ('<w:r><w:sym w:font="Wingdings 2" w:char="0052"/></w:r>' + r("思想"), "☑思想"),
    ('<w:r><w:sym w:font="Elsewhere" w:char="F041"/></w:r>' + r("思想"), "\ufffd思想"),
    (r("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>') + r("思想"), "☑思想"),
    ("<w:r><w:ruby><w:rt><w:r><w:t>lin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>临</w:t></w:r>"
     "</w:rubyBase></w:ruby></w:r>", "临"),
    ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
     "</m:f></m:oMath>", "〔公式：12〕"),
])  # fmt: skip
def test_a_box_holds_what_its_reader_sees(content: str, text: str) -> None:
    assert one(content).text == text


def test_a_list_of_an_old_form_holds_what_was_chosen() -> None:
    entries = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("甲", "乙"))
    chosen = '<w:result w:val="1"/>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{}</w:ddList></w:ffData>'
        "</w:fldChar></w:r>"
    )
    assert one(field.format(chosen + entries)).text == "乙"
    assert one(field.format(entries)).text == "甲"


def test_what_is_wholly_struck_out_or_was_deleted_is_told() -> None:
    assert one(r("50", STRIKE) + r("00", DOUBLE)) == one(r("5000", STRIKE))
    assert one(r("5000", STRIKE)).is_struck and one(r("5000", STRIKE)).text == "5000"
    deleted = one("<w:del><w:r><w:delText>5</w:delText></w:r></w:del>" + r("6000"))
    assert deleted.comment == "修订中删去了「5」"
    assert one(f"<w:ins>{r('6000')}</w:ins>").comment == ""


def test_boxes_and_rows_in_content_controls_keep_their_places() -> None:
    boxed = CONTROL.format("", tc(p(r("临床"))))
    blank = CONTROL.format(PROMPT, tc(p(r("单击此处输入文字。"))))
    rows = CONTROL.format("", tr(tc(p(r("一"))), blank, tc(p(r("三")))))
    whole = CONTROL.format("", table(tr(tc(p(r("单位"))), boxed, tc(p(r("电话")))), rows))
    _, sheet = word(whole)
    assert texts(sheet) == {"A1": "单位", "B1": "临床", "C1": "电话", "A2": "一", "C2": "三"}


def test_a_table_in_a_box_is_a_sheet_of_its_own() -> None:
    inner = table(tr(tc(p(r("科目"))), tc(p(r("金额")))))
    outer = table(tr(tc(p(r("预算")) + inner + p("")), tc(p(r("旁")))))
    _, first, second, third = word(outer, table(tr(tc(p(r("后"))))))
    assert [sheet.name for sheet in (first, second, third)] == ["表1", "表2", "表3"]
    assert texts(first) == {"A1": "预算\n", "B1": "旁"}
    assert texts(second) == {"A1": "科目", "B1": "金额"}
    assert texts(third) == {"A1": "后"}


@pytest.mark.parametrize("shape", [boxed("项目名称：甲"), boxed("项目名称：甲", is_old=True)])
def test_text_boxes_stand_apart_and_once(shape: str) -> None:
    text, sheet, boxes = word(p(r("正") + shape), table(tr(tc(p(r("5000") + shape)))))
    assert texts(text) == {"A1": "正"} and texts(sheet) == {"A1": "5000"}
    assert boxes.name == BOX_SHEET
    assert texts(boxes) == {"A1": "项目名称：甲", "A2": "项目名称：甲"}


def test_a_hidden_row_and_a_remark_in_the_margin_are_told() -> None:
    _, sheet = word(table("<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p/></w:tc></w:tr>"))
    assert sheet.hidden_rows == {1}
    made = docx.Document()
    run = made.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("5000")
    made.add_comment(run, text="请核对", author="示例")
    buffer = BytesIO()
    made.save(buffer)
    assert read_docx(buffer.getvalue())[1].cells[1, 1].comment == "请核对"


def test_paragraphs_in_controls_count_as_lines() -> None:
    text, *_ = word(p(r("一")), CONTROL.format("", p(r("二"))), p(r("三")))
    assert texts(text) == {"A1": "一", "A2": "二", "A3": "三"}


def test_deep_nesting_ends_in_an_answer() -> None:
    deep = p(r("底"))
    for _ in range(60):
        deep = table(tr(tc(deep + p(""))))
    assert len(word(deep)) == 61


def test_a_sheet_of_that_name_in_a_workbook_is_no_word_text() -> None:
    text, other = word(table(tr(tc(p(r("一"))))))
    assert text.name == TEXT_SHEET
    assert is_word_text(Document("a.docx", "0", (text, other)), text)
    assert not is_word_text(Document("a.docx", "0", (text, other)), other)
    wide = Sheet(TEXT_SHEET, {(1, 2): other.cells[1, 1]})
    assert not is_word_text(Document("a.xlsx", "0", (wide,)), wide)
    second = Sheet("评分", other.cells)
    assert not is_word_text(Document("a.xlsx", "0", (text, second)), text)
