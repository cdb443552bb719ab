"""The table written as markup is the one that python-docx would read and write."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from assessment.report.blanks.letter import Box, Line, down, label, ruled, sign, under
from assessment.report.blanks.word_table import Cell, Row, add_table

FONT = ("仿宋", 11.0)


@pytest.fixture
def paper() -> Any:
    document = docx.Document()
    document.add_paragraph("上")
    return document


def one_cell(paper: Any, text: str, **how: Any) -> Any:
    add_table(paper, [Cm(4)], [Row([Cell(text, Cm(4), FONT, **how)])])
    return paper.tables[-1].cell(0, 0)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5 < 6 & “甲”\"'", "5 < 6 & “甲”\"'"),
        ("  前后有空格  ", "  前后有空格  "),
        ("一\n二\t三", "一\n二\t三"),
        ("甲\r\n乙", "甲\n\n乙"),
        ("\n", "\n"),
        ("坏\x07字\x00符\x0b", "坏字符"),
        ("", ""),
    ],
)
def test_any_text_of_a_workbook_can_stand_in_a_cell(paper: Any, text: str, read: str) -> None:
    assert one_cell(paper, text).text == read


def test_fonts_sizes_and_places_are_as_asked(paper: Any) -> None:
    cell = one_cell(paper, "甲", align="right", place="bottom")
    run = cell.paragraphs[0].runs[0]
    assert (run.font.name, run.font.size.pt) == FONT
    assert cell.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert str(cell.vertical_alignment).startswith("BOTTOM")
    assert paper.tables[0].style.name == "Table Grid"


def test_it_stands_where_the_document_ends(paper: Any) -> None:
    one_cell(paper, "甲")
    paper.add_paragraph("下")
    kinds = [type(part).__name__ for part in paper.iter_inner_content()]
    assert kinds == ["Paragraph", "Table", "Paragraph"]


def test_what_margins_are_stands_before_how_it_looks(paper: Any) -> None:
    """The order that the format asks for; python-docx appends at the end."""
    one_cell(paper, "甲")
    names = [one.tag.partition("}")[2] for one in paper.tables[0]._tbl.tblPr]
    assert names == ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"]


def test_boxes_span_and_labels_stand_beside_rows(paper: Any) -> None:
    ruled(
        paper,
        [
            Line((down("甲"), label("乙", 3), Box("丙", 11))),
            Line((under(), label("丁", 3), Box("", 11))),
            Line((label("意见", 2), sign(14)), 2.0),
        ],
    )
    table = paper.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["甲"] * 2 + ["乙"] * 3 + ["丙"] * 11
    assert table.cell(1, 0)._tc is table.cell(0, 0)._tc is not table.cell(2, 0)._tc
    assert [row.height.cm for row in table.rows] == pytest.approx([0.9, 0.9, 2.0], abs=0.01)
    assert all(row._tr.trPr.find(docx.oxml.ns.qn("w:cantSplit")) is not None for row in table.rows)


def test_a_head_stands_on_every_page(paper: Any) -> None:
    add_table(paper, [Cm(4)], [Row([Cell("名", Cm(4), FONT)], is_head=True),
                               Row([Cell("甲", Cm(4), FONT)])])  # fmt: skip
    heads = [row._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) for row in paper.tables[0].rows]
    assert heads[0] is not None and heads[1] is None


def test_a_hundred_rows_cost_next_to_nothing(paper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The markup is parsed once, however many rows there are."""
    from assessment.report.blanks import word_table

    parsed: list[int] = []
    real = word_table.parse_xml
    monkeypatch.setattr(word_table, "parse_xml", lambda text: parsed.append(1) or real(text))
    add_table(paper, [Cm(4)], [Row([Cell(str(n), Cm(4), FONT)]) for n in range(100)])
    assert parsed == [1] and len(paper.tables[0].rows) == 100
