"""A workbook goes to the fast reader only when that tells all that the other one tells."""

from __future__ import annotations

import random
import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font

from assessment.core.archive import pack
from assessment.intake.cells import Sheet
from assessment.intake.formats.excel import read_whole, read_xlsx
from assessment.intake.formats.plain import read_plain
from assessment.intake.guard import prescan
from assessment.intake.guard.limits import Limits, Refused
from assessment.intake.guard.packages import Package
from assessment.intake.guard.prescan import look_at, scan_workbook
from assessment.sample.build import SampleYear

Book = openpyxl.Workbook


def saved(book: Book) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def book_of(*rows: tuple[object, ...]) -> Book:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    text = parts[part].decode()
    assert old in text
    return pack(parts | {part: text.replace(old, new, 1).encode()})


def fast(data: bytes) -> tuple[Sheet, ...] | None:
    """Return what the fast reader tells of a workbook that is plain."""
    look = look_at(data)
    return None if look.oddity else read_plain(data, n_sheets=look.n_sheets)


def is_doubtful(data: bytes) -> bool:
    """Return whether a workbook is kept from the fast reader, or from every reader."""
    try:
        return bool(look_at(data).oddity)
    except Refused:
        return True


def plain_book() -> Book:
    return book_of(("项目", "得分", "日期"), ("志愿服务", 88.5, date(2017, 3, 1)), ("x", 7, None))


def test_a_plain_workbook_is_read_by_the_fast_reader() -> None:
    data = saved(plain_book())
    assert look_at(data).oddity == ""
    assert fast(data) == read_whole(data) == read_xlsx(data)


SHEET = "xl/worksheets/sheet1.xml"
EDITS = [
    (SHEET, 't="n"', 't="e"'),
    (SHEET, 't="n"', 't="d"'),
    (SHEET, '<row r="2"', '<row hidden="1" r="2"'),
    (SHEET, "<v>88.5</v>", "<f>A1</f>"),
    (SHEET, "<v>88.5</v>", "<f>A1</f><v></v>"),
    (SHEET, "<v>88.5</v>", "<f>A1</f><v />"),
    (SHEET, "<v>88.5</v>", "<v>88.5</v>7"),
    (SHEET, "<v>88.5</v>", "<v>1234567890123456789</v>"),
    (SHEET, 'r="B2"', 'r="AAA2"'),
    (SHEET, 'r="B2"', 'r="B999999"'),
    (SHEET, 'r="B2"', 'r="b2"'),
    (SHEET, 'r="B2"', 'r="A2"'),
    (SHEET, 'r="B2"', ""),
    (SHEET, 'r="B2"', "r='B2'"),
    (SHEET, "<sheetData>", "<sheetData><!-- x -->"),
    (SHEET, "<sheetData>", "<sheetData><x>"),
    (SHEET, "<worksheet xmlns=", "<worksheet xmlns:a="),
    (SHEET, "<t>x</t>", "<t> x</t>"),
    (SHEET, "<t>x</t>", "<t>x_x000D_y</t>"),
    (SHEET, "<t>x</t>", "<t>x</t><rPh><t>y</t></rPh>"),
    ("xl/workbook.xml", 'state="visible"', 'state="hidden"'),
    ("xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"'),
    ("xl/workbook.xml", "http://schemas.openxmlformats.org", "http://purl.oclc.org"),
    ("xl/styles.xml", '<xf numFmtId="164"', '<xf numFmtId="31"'),
    ("xl/styles.xml", '<xf numFmtId="164"', '<xf numFmtId="10"'),
    ("xl/styles.xml", 'formatCode="yyyy-mm-dd"', 'formatCode="0.0&quot;万元&quot;"'),
    (SHEET, "<t>x</t>", "<r><rPr><strike/></rPr><t>x</t></r>"),
    (SHEET, "<t>x</t>", '<r><rPr><vertAlign val="superscript"/></rPr><t>x</t></r>'),
]


@pytest.mark.parametrize(("part", "old", "new"), EDITS)
def test_whatever_is_odd_goes_to_the_reader_that_sees_it(part: str, old: str, new: str) -> None:
    assert is_doubtful(edited(saved(plain_book()), part, old, new))


def test_comments_and_struck_out_cells_are_odd() -> None:
    commented, struck = plain_book(), plain_book()
    commented.active["B2"].comment = Comment("请核对", "示例")
    struck.active["B2"].font = Font(strike=True)
    assert look_at(saved(commented)).oddity and look_at(saved(struck)).oddity
    assert read_xlsx(saved(commented))[0].cells[2, 2].comment == "请核对"
    assert read_xlsx(saved(struck))[0].cells[2, 2].is_struck


def test_values_under_a_merged_area_are_no_cells_to_either_reader() -> None:
    data = saved(plain_book())
    data = edited(
        data, SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
    )
    plain = fast(data)
    assert plain == read_whole(data)
    assert plain is not None and (2, 2) not in plain[0].cells


def test_sheets_that_openpyxl_passes_over_are_not_taken_for_empty() -> None:
    strict = edited(
        saved(plain_book()),
        SHEET,
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    with pytest.raises(ValueError, match="cannot be seen"):
        read_xlsx(strict)


values = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
)


@settings(max_examples=60, deadline=None)
@example([[-0.0]])
@given(st.lists(st.lists(values, max_size=4), min_size=1, max_size=6))
def test_both_readers_tell_the_same_of_any_values(rows: list[list[object]]) -> None:
    data = saved(book_of(*map(tuple, rows)))
    plain = fast(data)
    assert plain in (None, read_whole(data))


def nudged(data: bytes, chance: random.Random) -> bytes:
    """Return a package with one letter or digit of one part changed, mostly still well-formed."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {entry.filename: bytearray(package.read(entry)) for entry in package.infolist()}
    name = chance.choice([name for name in parts if name.startswith("xl/") or name[0] == "["])
    part = parts[name]
    places = [place for place, sign in enumerate(part) if chr(sign).isalnum() and sign < 128]
    part[chance.choice(places)] = chance.choice(b"0123456789abeghrstvxABCEXZ")
    return pack({key: bytes(value) for key, value in parts.items()})


def check_readers_agree(sample: SampleYear, seed: int, n_files: int) -> int:
    """Return how many damaged workbooks both readers read, after comparing what they told."""
    chance, n_compared = random.Random(seed), 0
    whole_books = [
        data
        for name, data in sorted(sample.files.items())
        if name.endswith(".xlsx") and data.startswith(b"PK") and zipfile.is_zipfile(BytesIO(data))
    ]
    whole_books = [data for data in whole_books if not look_at(data).oddity]
    for _ in range(n_files):
        data = nudged(chance.choice(whole_books), chance)
        try:
            look = look_at(data)
        except (Refused, zipfile.BadZipFile, ValueError):
            continue
        # Ours may decline a workbook, never crash on it.
        plain = None if look.oddity else read_plain(data, n_sheets=look.n_sheets)
        try:
            whole = read_whole(data)
        except Exception:  # openpyxl refuses in many ways; what it reads is what counts here
            continue
        assert plain in (None, whole)
        n_compared += plain is not None
    return n_compared


def test_both_readers_tell_the_same_of_damaged_workbooks(sample: SampleYear) -> None:
    assert check_readers_agree(sample, seed=3, n_files=100) > 20


@pytest.mark.slow
def test_both_readers_tell_the_same_of_many_damaged_workbooks(sample: SampleYear) -> None:
    assert check_readers_agree(sample, seed=4, n_files=5_000) > 1_000


def test_a_lone_far_cell_does_not_fill_the_memory() -> None:
    book = plain_book()
    book.active.cell(1_048_576, 16_384, 1)
    (sheet,) = read_xlsx(saved(book))
    assert (1_048_576, 16_384) in sheet.cells


def test_a_part_seen_before_is_told_of_each_file_anew() -> None:
    odd = edited(saved(plain_book()), "xl/workbook.xml", 'state="visible"', 'state="hidden"')
    for _ in range(3):
        assert look_at(saved(plain_book())).oddity == ""
        assert look_at(odd).oddity == "a hidden sheet: xl/workbook.xml"
        damaged = odd.replace(b"[Content_Types].xml", b"[Content_Typos].xml", 1)
        with pytest.raises(zipfile.BadZipFile, match="two names"):
            look_at(damaged)


def test_a_part_seen_before_counts_like_any_other() -> None:
    data = saved(plain_book())
    with zipfile.ZipFile(BytesIO(data)) as package:
        size = sum(entry.file_size for entry in package.infolist())
    for _ in range(2):
        assert scan_workbook(Package(data, Limits(unzipped=size)), Limits()).n_sheets == 1
        with pytest.raises(Refused, match="too-large"):
            scan_workbook(Package(data, Limits(unzipped=size - 1)), Limits())


def test_no_more_than_some_parts_are_kept_in_mind() -> None:
    data = saved(plain_book())
    for n in range(prescan._MOST_SEEN + 20):
        look_at(edited(data, "xl/workbook.xml", 'name="Sheet"', f'name="表{n}"'))
    assert len(prescan._SEEN) == prescan._MOST_SEEN
    long = edited(data, "xl/workbook.xml", 'name="Sheet"', f'name="表{" " * prescan._SMALL}"')
    before = set(prescan._SEEN)
    look_at(long)
    assert set(prescan._SEEN) == before
