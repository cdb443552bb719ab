"""Lines appended to 登记.xlsx: they are read, and nothing else of the file is touched."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assessment.core.archive import pack
from assessment.intake.inbox.opening import open_register
from assessment.intake.register import lines_of, room_in
from assessment.report.register_append import append_lines
from assessment.report.templates import write_register
from assessment.sample.build import SampleYear

LINE = {1: 2017, 2: "2017/甲.xlsx", 3: "表", 4: "C5", 5: "88分左右", 6: "88", 7: "评委本人确认 <&>",
        8: "示例丙", 9: date(2017, 12, 20)}  # fmt: skip
OLD = [2017, "甲.xlsx", "表", "C4", "7l", "71", "评委本人确认", "示例丙", date(2017, 12, 19)]


def appended(register: bytes, *lines: Mapping[int, object]) -> bytes:
    document = open_register(register).document
    assert document is not None
    room = room_in(document, "更正登记")
    assert room is not None
    return append_lines(register, sheet="更正登记", row=room[1], lines=lines)  # type: ignore[arg-type]


def told(register: bytes) -> list[list[str]]:
    document = open_register(register).document
    assert document is not None
    return [[cell.text for cell in line.cells.values()]
            for line in lines_of(document, "更正登记", "corrections")]  # fmt: skip


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_line_is_read_below_those_that_are_there() -> None:
    register = write_register({"更正登记": [OLD]})
    made = appended(register, LINE, LINE | {4: "C6"})
    first, second, third = told(made)
    assert first == told(register)[0]
    assert second == ["2017", "2017/甲.xlsx", "表", "C5", "88分左右", "88", "评委本人确认 <&>",
                      "示例丙", "2017-12-20"]  # fmt: skip
    assert third[3] == "C6"


def test_every_other_member_is_the_same_byte_for_byte(sample: SampleYear) -> None:
    before, after = members(sample.register), members(appended(sample.register, LINE))
    assert list(before) == list(after)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["xl/worksheets/sheet6.xml"]
    old, new = (
        re.sub(rb"<sheetData>.*</sheetData>", b"", part[changed[0]]) for part in (before, after)
    )
    assert old == new


def test_looks_and_drop_downs_stay(sample: SampleYear) -> None:
    before, after = (
        openpyxl.load_workbook(io.BytesIO(data))["更正登记"]
        for data in (sample.register, appended(sample.register, LINE))
    )
    rules = [
        [(str(r.sqref), r.type, r.formula1) for r in page.data_validations.dataValidation]
        for page in (before, after)
    ]
    assert rules[0] == rules[1] and rules[0]
    row = next(
        row
        for row in after.iter_rows(min_row=4)
        if row[3].value == "C5" and row[4].value == "88分左右"
    )
    number = row[0].row
    for cell in row:
        assert cell.style_id == before.cell(number, cell.column).style_id
    assert row[8].is_date and row[8].value.date() == date(2017, 12, 20)
    assert after.row_dimensions[number].height >= 22


def test_rows_below_the_lined_ones_take_the_look_of_their_column() -> None:
    full = [[*OLD[:3], f"C{n}", *OLD[4:]] for n in range(1, 60)]
    made = appended(write_register({"更正登记": full}), *([LINE] * 30))
    page = openpyxl.load_workbook(io.BytesIO(made))["更正登记"]
    assert len(told(made)) == 89
    assert page["F92"].number_format == "@" and page["I92"].number_format == "yyyy-mm-dd"
    assert page.dimensions == "A1:I92"


def test_a_workbook_of_1904_counts_its_own_days() -> None:
    register = write_register({})
    parts = members(register)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbookPr ", b'<workbookPr date1904="1" '
    )
    page = openpyxl.load_workbook(io.BytesIO(appended(pack(parts), LINE)))["更正登记"]
    assert page["I4"].value.date() == date(2017, 12, 20)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="4" ', b"<row "),
        (b"sheetData>", b"x:sheetData>"),
        (b'<c r="B4" s="19"/>', b'<c r="B4" s="19"><f>1+1</f></c>'),
    ],
)
def test_a_sheet_that_cannot_be_told_is_refused(old: bytes, new: bytes) -> None:
    parts = members(write_register({}))
    name = "xl/worksheets/sheet6.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with pytest.raises(ValueError, match=r"row|told"):
        append_lines(pack(parts), sheet="更正登记", row=4, lines=[LINE])
    with pytest.raises(ValueError, match="无此表"):
        append_lines(write_register({}), sheet="无此表", row=4, lines=[LINE])


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_register_saved_by_libreoffice_can_be_appended_to(tmp_path: Path) -> None:
    source = tmp_path / "in" / "登记.xlsx"
    source.parent.mkdir()
    source.write_bytes(write_register({"更正登记": [OLD]}))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    made = appended((tmp_path / "登记.xlsx").read_bytes(), LINE)
    assert [line[3] for line in told(made)] == ["C4", "C5"]
