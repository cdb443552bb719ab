"""An annotated copy comes back: our own additions are not read, results are restored with care."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment.core.archive import pack
from assessment.core.problems import problem
from assessment.core.provenance import CellRef
from assessment.report.feedback import write_copy
from papers import Read, activity_register, codes

LINE = ["2017.4.12", "启动仪式", None, "多人", "是", "照片", "院级", 4]


def copy_of(data: bytes, cell: str = "E5") -> bytes:
    fault = problem("number.unreadable", CellRef("2017/甲.xlsx", "表", cell), actual="多人")
    made = write_copy(
        data, [fault], sha256=hashlib.sha256(data).hexdigest(), created=datetime(2017, 3, 1)
    )
    assert made is not None
    return made


def changed(data: bytes, **cells: Any) -> bytes:
    """Return a workbook saved again by a program that keeps no results."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for place, value in cells.items():
        book["表"][place] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_list_in_front_and_our_comments_are_not_read(read_files: Read) -> None:
    paper = activity_register(LINE)
    assert codes(read_files({"甲.xlsx": paper})) == [("number.unreadable", "E5")]
    back = copy_of(paper)
    assert codes(read_files({"甲.xlsx": back})) == [("number.unreadable", "E5")]
    mended = read_files({"甲.xlsx": changed(back, E5=30)})
    assert codes(mended) == []
    assert mended.tables["activities"]["n_participants"].tolist() == [30]


def test_a_sheet_of_that_name_in_a_file_of_their_own_is_read(read_files: Read) -> None:
    book = openpyxl.load_workbook(io.BytesIO(activity_register(LINE)))
    book.create_sheet("问题清单", 0)["A1"] = "我们的问题"
    target = io.BytesIO()
    book.save(target)
    assert ("sheet.not-recognised", "") in codes(read_files({"甲.xlsx": target.getvalue()}))


@pytest.mark.parametrize("is_there", [True, False])
def test_a_lost_result_comes_from_the_parent_when_nothing_else_was_changed(
    read_files: Read, is_there: bool
) -> None:
    parent = with_formula()
    lost = changed(copy_of(parent))
    files = {"乙.xlsx": lost} | ({"甲.xlsx": parent} if is_there else {})
    found = codes(read_files(files))
    assert (("cell.formula-not-cached", "E5") in found) is not is_there


def test_a_lost_result_stays_lost_when_anything_was_changed(read_files: Read) -> None:
    parent = with_formula()
    for cells in ({"H5": 5}, {"E5": "=20+20"}):
        files = {"乙.xlsx": changed(copy_of(parent), **cells), "甲.xlsx": parent}
        assert ("cell.formula-not-cached", "E5") in codes(read_files(files))


def with_formula() -> bytes:
    """Return a register whose number of participants is a formula with a saved result."""
    data = changed(activity_register(LINE), E5="=10+20")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    before = parts[name]
    for blank in (b"<v />", b"<v></v>", b"<v/>"):
        parts[name] = parts[name].replace(b"</f>" + blank, b"</f><v>30</v>")
    assert parts[name] != before
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for member, content in parts.items():
            package.writestr(member, content)
    return target.getvalue()


def test_a_copy_with_damaged_properties_is_a_damaged_file(read_files: Read) -> None:
    back = copy_of(activity_register(LINE))
    with zipfile.ZipFile(io.BytesIO(back)) as package:
        offset = package.getinfo("docProps/custom.xml").header_offset
    damaged = bytearray(back)
    damaged[offset + 60 : offset + 70] = b"0123456789"
    assert codes(read_files({"甲.xlsx": bytes(damaged)})) == [("file.damaged", "")]


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_copy_saved_by_libreoffice_is_still_known(read_files: Read, tmp_path: Path) -> None:
    source = tmp_path / "in" / "甲.xlsx"
    source.parent.mkdir()
    source.write_bytes(copy_of(with_formula()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    assert codes(read_files({"甲.xlsx": (tmp_path / "甲.xlsx").read_bytes()})) == []


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_copy_in_an_archive_is_known_when_it_comes_back(
    read_files: Read, is_packed: bool
) -> None:
    parent = with_formula()
    back = changed(copy_of(parent))
    files = {"回.zip": pack({"材料/乙.xlsx": back})}
    files |= {"原.zip": pack({"甲.xlsx": parent})} if is_packed else {"甲.xlsx": parent}
    found = codes(read_files(files))
    assert ("sheet.not-recognised", "") not in found
    assert ("cell.formula-not-cached", "E5") not in found
