"""Printed pages: none holds but the last lines."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.report.book import Book
from assessment.report.cell_looks import Column
from assessment.report.paging import fitted, scaled
from assessment.report.register_fields import REGISTER_FORMS
from assessment.report.templates import write_register
from recalculation import needs_libreoffice

COLUMNS = [Column("序号", 8, "count"), Column("项目名称", 60), Column("得分", 40, "points")]
LENGTHS = range(16, 29)
ROOM = 508.0


def pages_of(heights: list[float], repeated: float, room: float) -> list[list[float]]:
    """Return the rows of each page, laid down one by one."""
    pages: list[list[float]] = [[]]
    for height in heights:
        free = room - (repeated if len(pages) > 1 else 0)
        if pages[-1] and sum(pages[-1]) + height > free:
            pages.append([])
        pages[-1].append(height)
    return pages


@given(
    st.lists(st.integers(22, 90), min_size=1, max_size=120),
    st.integers(0, 120),
    st.integers(300, 2500),
)
def test_a_sheet_is_pressed_exactly_where_its_last_page_is_nearly_empty(
    heights: list[int], closing: int, wide: int
) -> None:
    expected = 0
    for page in (1036, 950):
        room = ROOM / min(page / wide, 1.0)
        for higher in (0.97, 1.0, 1.03):
            laid = pages_of([one * higher for one in heights], 36.0 * higher, room)
            least = max(0.16 * room, min(closing, 0.3 * room) * higher)
            if not expected and len(laid) > 1 and sum(laid[-1]) <= least:
                expected = len(laid) - 1
    assert fitted(heights, 36.0, closing, wide) == expected


@given(st.lists(st.integers(22, 60), min_size=1, max_size=80), st.integers(300, 2500))
def test_a_sheet_of_parts_shrinks_by_a_fifth_at_most(heights: list[int], wide: int) -> None:
    usual = int(min(765 / wide, 1.0) * 100)
    assert usual * 0.8 - 2 <= scaled([heights[:5], heights], wide) <= usual


def drawn() -> bytes:
    book = Book("示例", created=datetime(2019, 1, 1), footer=("", ""))
    for n in LENGTHS:
        sheet = book.sheet(f"表{n}", f"第{n}张")
        sheet.open(COLUMNS, ["说明"])
        sheet.table(COLUMNS, [[i, f"项目{i}", 90.5] for i in range(n)], frozen=2)
        sheet.gap()
        sheet.words("section", "发出与收回")
        sheet.words("sign", "统分人：")
    return book.data()


def printed(data: bytes, tmp_path: Path) -> list[str]:
    """Return the text of each page that LibreOffice prints."""
    program = needs_libreoffice()
    (tmp_path / "a.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([program, *options, str(tmp_path / "a.xlsx")], check=True, capture_output=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    return text.split("\f")[:-1]


@pytest.mark.needs_libreoffice
def test_nobody_signs_a_page_without_a_line(tmp_path: Path) -> None:
    pages = printed(drawn(), tmp_path)
    signed = [page for page in pages if "统分人" in page]
    assert len(signed) == len(LENGTHS)
    assert all(re.search("项目[0-9]", page) for page in signed)
    assert len(pages) < 2 * len(LENGTHS)


@pytest.mark.needs_libreoffice
def test_no_column_is_printed_on_a_page_of_its_own(tmp_path: Path) -> None:
    pages = printed(write_register({}), tmp_path)
    assert len(pages) >= len(REGISTER_FORMS) + 3
    guide = [page for page in pages if "示例一" in page or "示例二" in page]
    assert len(guide) >= 3
    assert all(re.search("栏目 .*示例一 .*示例二", page) for page in guide)
