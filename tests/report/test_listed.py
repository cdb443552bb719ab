"""Tables of Word documents: no column squeezed, and nobody signs on a page of its own."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from typing import Any

import docx
import pandas as pd
import pytest

from assessment import pipeline
from assessment.report.blanks.letter import Line, sign
from assessment.report.cell_size import text_width
from assessment.report.documents.official import Official

# As rules of four components have it, which no year of two does.
WIDE = ["名次", "申报单位", "项目名称", "品牌主题", "风采展示 20%", "现场答辩 50%", "现场投票 20%",
        "网络投票 10%", "总分", "等次"]  # fmt: skip
ROW = ["1", "生物医学工程学院", "“医路智行”人工智能创新训练营", "科技创新类", "88.80", "90.60",
       "100.00", "99.35", "88.94", "良好"]  # fmt: skip
POINTS_PER_HALF, SIDES = 5.0, 12.0


def paper(n_rows: int, *, is_wide: bool = False) -> bytes:
    made = Official("评分汇总表", is_wide=is_wide)
    made.table(pd.DataFrame([[f"{n}", *ROW[1:]] for n in range(1, n_rows + 1)], columns=WIDE))
    made.note("依据：示例规则")
    made.by_hand("统分人", "复核人")
    made.signed("共青团示例大学委员会", "年　　月　　日")
    return made.data()


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_no_column_is_squeezed_so_that_words_stand_on_end() -> None:
    (table,) = opened(paper(3)).tables
    for head, text, cell in zip(WIDE, ROW, table.rows[1].cells, strict=True):
        room = (cell.width.pt - SIDES) / POINTS_PER_HALF + 0.01
        is_number = re.fullmatch(r"[0-9.]+", text) is not None
        assert room >= (text_width(text) if is_number else min(text_width(text), 8)), head
        assert room >= min(text_width(head), 4), head


def test_a_table_is_as_wide_as_the_lines() -> None:
    for is_wide, centimetres in ((False, 16.0), (True, 24.7)):
        (table,) = opened(paper(1, is_wide=is_wide)).tables
        assert sum(cell.width.cm for cell in table.rows[0].cells) == pytest.approx(
            centimetres, abs=0.01
        )


def test_more_columns_than_fit_are_squeezed_alike() -> None:
    made = Official("宽表")
    made.table(pd.DataFrame([["88.80"] * 20], columns=["得分"] * 20))
    (table,) = opened(made.data()).tables
    widths = {round(cell.width.cm, 2) for cell in table.rows[0].cells}
    assert widths == {0.8}


def test_nobody_signs_on_a_page_without_a_row() -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice (soffice) or pdftotext is not installed")
    counts = range(5, 21)
    made = pipeline.as_pdf({f"{n}.docx": paper(n, is_wide=True) for n in counts})
    assert len(made) == len(counts)
    n_pages = set()
    for data in made.values():
        told = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        pages = told.stdout.decode().strip("\f").split("\f")
        n_pages.add(len(pages))
        assert "统分人" in pages[-1] and ROW[3] in pages[-1] and "年" in pages[-1]
    assert {1, 2} <= n_pages


def kept(data: bytes) -> list[bool]:
    """Return which parts of a document stay with the next one; a table by its last row."""
    told = []
    for part in opened(data).iter_inner_content():
        cells = part.rows[-1].cells if hasattr(part, "rows") else []
        (line,) = {one for cell in cells for one in map(_is_kept, cell.paragraphs)} or {
            _is_kept(part)
        }
        told.append(line)
    return told


def _is_kept(line: Any) -> bool:
    return line.paragraph_format.keep_with_next is True


def test_a_heading_between_table_and_signatures_stays_with_the_last_row() -> None:
    """As 并列与说明 does: the chain that began below the table left its heading behind."""
    made = Official("考核认证结果")
    made.table(pd.DataFrame([ROW] * 9, columns=WIDE))
    made.section("二、并列与说明")
    for _ in range(2):
        made.text("总分相同，按现场答辩得分排定。")
    made.note("依据：示例规则")
    made.by_hand("统分人", "复核人")
    made.signed("共青团示例大学委员会", "年　　月　　日")
    assert kept(made.data())[1:] == [True] * 9


def test_a_table_of_seals_stays_with_the_table_above() -> None:
    made = Official("经费决算表")
    made.table(pd.DataFrame([ROW] * 9, columns=WIDE))
    made.section("三、待核事项")
    made.note("1. 无。")
    made.by_hand("经办人")
    made.lines([Line((sign(8), sign(8)), 1.6)])
    assert kept(made.data())[1:] == [True] * 7
