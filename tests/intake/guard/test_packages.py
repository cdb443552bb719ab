"""What no program writes is refused with its place; what programs write is not."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from assessment.core.archive import pack
from assessment.core.problems import Problem
from assessment.intake.formats.one_file import read_one
from assessment.intake.guard import FileKind, Limits, inspect_file
from assessment.intake.guard.limits import MIB, LimitsError, parse_limits, setting_names
from assessment.intake.guard.packages import Package
from assessment.sample.build import SampleYear
from assessment.sample.draft import Draft, write_docx, write_xls, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


BOOK = write_xlsx(
    [Draft("评分表", cells={(1, 1): "项目", (1, 2): "得分", (2, 1): "志愿服务", (2, 2): 88})]
)


def edited(old: str, new: str, part: str = SHEET, data: bytes = BOOK) -> bytes:
    parts = parts_of(data)
    text = parts[part].decode()
    assert old in text
    return pack(parts | {part: text.replace(old, new, 1).encode()})


def only_fault(data: bytes, limits: Limits | None = None) -> Problem:
    reading = read_one("2017/答辩.xlsx", data, limits or Limits())
    assert reading.sheets is None
    (fault,) = (one for one in reading.problems if one.code != "file.wrong-extension")
    return fault


@pytest.mark.parametrize(
    ("old", "new", "code", "cell"),
    [
        ("<row r=", "<!DOCTYPE a><row r=", "file.damaged", ""),  # not where it may stand
        ('r="B2"', 'r="A2"', "cell.duplicate", "A2"),
        ('r="B2"', 'r="b2"', "cell.bad-reference", ""),
        ('r="B2"', 'r="B3"', "cell.bad-reference", ""),
        ('r="B2"', 'r="XFE2"', "cell.bad-reference", ""),
        ('<row r="2"', '<row r="1048577"', "cell.bad-reference", ""),
        ('<row r="2"', '<row r="0"', "cell.bad-reference", ""),
        ('<row r="2"', '<row r="２"', "cell.bad-reference", ""),
        ("<v>2</v>", "<v>3</v>", "cell.bad-text-number", "A2"),
        ("<v>2</v>", "<v>-1</v>", "cell.bad-text-number", "A2"),
        ("<v>2</v>", "<v></v>", "cell.bad-text-number", "A2"),
        ("<v>2</v>", "<v/>", "cell.bad-text-number", "A2"),
        ("<v>2</v>", f"<v>{'9' * 5000}</v>", "cell.bad-text-number", "A2"),
    ],
)
def test_cells_that_cannot_be_are_named(old: str, new: str, code: str, cell: str) -> None:
    fault = only_fault(edited(old, new))
    assert (fault.code, fault.where.cell) == (code, cell)
    assert fault.where.sheet == ("评分表" if code.startswith("cell.") else "")


def merged(reference: str) -> bytes:
    merges = f'</sheetData><mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    return edited("</sheetData>", merges)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("A1:XFD1048576", "file.too-many-merges"),
        ("A1:A1048576", "file.too-many-merges"),
        ("A1:B", "cell.bad-reference"),
        ("B2:A1", "cell.bad-reference"),
        ("", "cell.bad-reference"),
    ],
)
def test_merged_areas_without_end_are_refused_at_once(reference: str, code: str) -> None:
    assert only_fault(merged(reference)).code == code


def test_a_row_merged_from_end_to_end_is_read() -> None:
    reading = read_one("a.xlsx", merged("A1:XFD1"), Limits())
    assert reading.problems == () and reading.sheets is not None
    assert reading.sheets[0].merges == ((1, 1, 1, 16384),)


def test_limits_of_cells_and_merges_hold_for_every_format() -> None:
    draft = Draft("表", cells={(n, 1): n for n in range(1, 9)}, merges=[(1, 1, 1, 3), (2, 1, 2, 3)])
    books = [write_xlsx([draft]), write_xls([draft]), write_docx("表", draft, widths=(1, 1, 1))]
    for data in books:
        assert only_fault(data, Limits(cells=7)).code == "file.too-many-cells"
        assert only_fault(data, Limits(merges=1)).code == "file.too-many-merges"
        assert only_fault(data, Limits(merged_cells=5)).code == "file.too-many-merges"
        assert read_one("a.xlsx", data, Limits(cells=99, merges=2, merged_cells=6)).sheets


def test_a_word_table_with_a_cell_without_end_is_refused() -> None:
    data = write_docx("表", Draft("表", cells={(1, 1): "甲", (1, 2): "乙"}), widths=(1, 1))
    far = edited("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="999999999"/>', "word/document.xml", data)
    assert only_fault(far).code == "file.too-many-merges"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "xl/theme/theme1.xml", "[Content_Types].xml"])
def test_a_document_type_is_refused_in_any_part(part: str, encoding: str) -> None:
    text = parts_of(BOOK)[part].decode().partition("?>")[2]
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]>{text}'
    fault = only_fault(pack(parts_of(BOOK) | {part: text.encode(encoding)}))
    assert (fault.code, fault.actual) == ("file.doctype", "a")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", [SHEET, "XL/Worksheets/Sheet1.xml", "xl\\worksheets\\sheet1.xml"])
def test_two_members_of_one_name_are_refused(twin: str) -> None:
    buffer = BytesIO(BOOK)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(twin, "<worksheet/>")
    assert only_fault(buffer.getvalue()).code == "file.duplicate-member"


def test_two_sheets_of_one_name_are_refused() -> None:
    two = write_xlsx([Draft("甲A", cells={(1, 1): 1}), Draft("乙", cells={(1, 1): 2})])
    fault = only_fault(edited('name="乙"', 'name="甲a"', "xl/workbook.xml", two))
    assert (fault.code, fault.where.sheet) == ("sheet.duplicate-name", "甲a")


def shrunk(data: bytes, name: str, size: int) -> bytes:
    """Return the package with another size of a member, and the checksum of its beginning."""
    content = zlib.crc32(parts_of(data)[name][:size])
    body = bytearray(data)
    with zipfile.ZipFile(BytesIO(data)) as package:
        central = package.start_dir
        local = package.getinfo(name).header_offset
    place = body.index(name.encode(), central) - 46
    body[place + 16 : place + 20] = struct.pack("<I", content)
    body[place + 24 : place + 28] = struct.pack("<I", size)
    body[local + 14 : local + 18] = struct.pack("<I", content)
    body[local + 22 : local + 26] = struct.pack("<I", size)
    return bytes(body)


def test_a_member_that_holds_more_than_its_header_says_is_damaged() -> None:
    lying = shrunk(BOOK, SHEET, 50)
    assert len(parts_of(lying)[SHEET]) == 50  # the standard library believes it
    assert only_fault(lying).code == "file.damaged"


def test_a_member_is_counted_while_it_inflates() -> None:
    zeros = parts_of(BOOK) | {"xl/media/image1.png": bytes(30 * MIB)}
    fault = only_fault(pack(zeros))
    assert (fault.code, fault.expected) == ("file.too-large", "100:1")
    package = Package(pack(zeros), Limits(ratio=10_000, entry=MIB))
    entry = next(one for one in package.entries if one.filename.endswith("png"))
    taken = 0
    with pytest.raises(Exception, match=r"file\.too-large"):
        for chunk in package.chunks(entry):
            taken += len(chunk)
    assert taken <= MIB
    assert only_fault(pack(zeros), Limits(ratio=10_000, unzipped=MIB)).code == "file.too-large"


def test_a_member_with_a_password_is_told() -> None:
    body = bytearray(BOOK)
    with zipfile.ZipFile(BytesIO(BOOK)) as package:
        place = body.index(b"PK\x01\x02", package.start_dir)
    body[place + 8] |= 1
    assert only_fault(bytes(body)).code == "file.password"


def test_a_written_dimension_is_not_believed() -> None:
    reading = read_one("a.xlsx", edited("A1:B2", "A1"), Limits())
    assert reading.sheets is not None and len(reading.sheets[0].cells) == 4
    wide = read_one("a.xlsx", edited("A1:B2", "A1:XFD1048576"), Limits())
    assert wide.sheets == reading.sheets


def test_cells_without_an_address_follow_one_another() -> None:
    data = BOOK
    for place in ("A1", "B1", "A2", "B2"):
        data = edited(f' r="{place}"', "", data=data)
    data = edited('<row r="2"', "<row", data=edited('<row r="1"', "<row", data=data))
    assert read_one("a.xlsx", data, Limits()).sheets == read_one("a.xlsx", BOOK, Limits()).sheets


def test_prefixed_elements_are_seen_through() -> None:
    text = parts_of(BOOK)[SHEET].decode().replace("</", "</x:").replace("<", "<x:")
    text = text.replace("<x:/x:", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    sound = pack(parts_of(BOOK) | {SHEET: text.encode()})
    assert read_one("a.xlsx", sound, Limits()).sheets == read_one("a.xlsx", BOOK, Limits()).sheets
    twice = edited('r="B2"', 'r="A2"', data=sound)
    assert only_fault(twice).code == "cell.duplicate"


def test_a_million_cells_are_counted_and_no_more() -> None:
    row = "".join(f'<c r="{letter}{{n}}"><v>1</v></c>' for letter in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{n}">' + row.replace("{n}", str(n)) + "</row>" for n in range(1, 2002))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    data = pack(parts_of(BOOK) | {SHEET: sheet.encode()})
    assert inspect_file(data, "a.xlsx", limits=Limits(cells=20_010)).may_open
    fault = only_fault(data, Limits(cells=20_009))
    assert (fault.code, fault.expected) == ("file.too-many-cells", "20009")


# What programs write


def test_no_workbook_of_the_sample_is_refused(sample: SampleYear) -> None:
    for name, data in sample.files.items():
        if data.startswith(b"PK") and zipfile.is_zipfile(BytesIO(data)):
            assert inspect_file(data, name).may_open, name


def test_openpyxl_may_write_what_it_likes() -> None:
    book = openpyxl.Workbook()
    for name in ("汇总", "a", "b & <c>"):
        sheet = book.create_sheet(name)
        sheet.append(["项目", 1, None, "=SUM(B1:B1)", True])
        sheet.merge_cells("A2:C5")
        sheet.cell(70_000, 200, "远")
    buffer = BytesIO()
    book.save(buffer)
    verdict = inspect_file(buffer.getvalue(), "a.xlsx")
    assert verdict.may_open and verdict.problems == ()


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_may_write_what_it_likes(sample: SampleYear, tmp_path: Path) -> None:
    paths = []
    for name, data in sorted(sample.files.items()):
        kind = inspect_file(data, name).kind
        if inspect_file(data, name).may_open and kind in (
            FileKind.XLSX,
            FileKind.XLS,
            FileKind.DOCX,
        ):
            path = tmp_path / f"{len(paths)}.{kind}"
            path.write_bytes(data)
            paths.append(path)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    for old, new in (("xls", "xlsx"), ("docx", "docx")):
        some = [str(path) for path in paths if path.suffix.startswith(f".{old}")]
        command = [
            "soffice",
            "--headless",
            home,
            "--convert-to",
            new,
            "--outdir",
            str(tmp_path / new),
        ]
        subprocess.run([*command, *some], check=True, capture_output=True, timeout=180)
    made = [*(tmp_path / "xlsx").iterdir(), *(tmp_path / "docx").iterdir()]
    assert len(made) > 10
    for path in made:
        reading = read_one(path.name, path.read_bytes(), Limits())
        assert reading.problems == () and reading.sheets


# Settings


def test_limits_are_settings() -> None:
    assert parse_limits(b"") == Limits()
    assert parse_limits(b"\xef\xbb\xbffile_mib = 40\nseconds = 90\n") == Limits(
        file=40 * MIB, seconds=90
    )
    everything = "".join(f"{name} = 7\n" for name in setting_names())
    assert parse_limits(everything.encode()) == Limits(
        file=7 * MIB, unzipped=7 * MIB, entry=7 * MIB, ratio=7, members=7, cells=7, merges=7,
        merged_cells=7, seconds=7, memory=7 * MIB,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("file = 9", "file"),
        ("cells = 0", "cells"),
        ("cells = true", "cells"),
        ("cells = 1.5", "cells"),
        ("cells", ""),
        ("[cells]\na=1", "cells"),
    ],
)
def test_a_limit_that_cannot_be_is_named(text: str, key: str) -> None:
    with pytest.raises(LimitsError) as told:
        parse_limits(text.encode())
    assert told.value.key == key
