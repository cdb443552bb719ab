from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from assessment.core.archive import pack
from assessment.intake.guard import FileKind, Limits, inspect_file
from assessment.sample import broken
from assessment.sample.draft import Draft, write_xls, write_xlsx

DRAFT = Draft("表", cells={(1, 1): "项目名称"})


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("2017/~$答辩.xlsx", b"\x05demo", "file.editor-lock"),
        ("2017/.~答辩.xlsx", b"PK\x03\x04", "file.editor-lock"),
        ("2017/申报/.DS_Store", b"\x00\x00\x00\x01Bud1", "file.system-made"),
        ("2017/申报/Thumbs.db", broken.compound_file({"Catalog": b"1"}), "file.system-made"),
        ("2017/__MACOSX/._申报表.docx", b"\x00\x05\x16\x07", "file.system-made"),
        ("2017/空.xlsx", b"", "file.empty"),
        ("2017/加密.xlsx", broken.password_protected(), "file.password"),
        ("2017/旧.doc", broken.old_word(), "file.old-format"),
        ("2017/扫描.pdf", broken.scan(), "file.scan"),
        ("2017/照片.jpg", b"\xff\xd8\xff\xe0", "file.scan"),
        ("2017/半截.xlsx", write_xlsx([DRAFT])[:900], "file.damaged"),
        ("2017/包.zip", pack({"申报表.txt": b"1"}), "file.unknown-type"),
        ("2017/网页.xls", b'<?xml version="1.0"?><Workbook/>', "file.unknown-type"),
        ("2017/程序.bin", b"\x00\x01\x02\x03" * 9, "file.unknown-type"),
    ],
)
def test_what_may_not_be_opened_is_named(file: str, data: bytes, code: str) -> None:
    verdict = inspect_file(data, file)
    assert not verdict.may_open
    assert [fault.code for fault in verdict.problems] == [code]
    assert verdict.problems[0].where.file == file


@pytest.mark.parametrize(
    ("file", "data", "kind"),
    [
        ("a.xlsx", write_xlsx([DRAFT]), FileKind.XLSX),
        ("a.xls", write_xls([DRAFT]), FileKind.XLS),
        ("a.csv", "项目名称,票数\r\n".encode("gb18030"), FileKind.CSV),
        ("a.csv", "项目名称\t票数\n".encode("utf-16"), FileKind.CSV),
    ],
)
def test_bytes_decide_the_type(file: str, data: bytes, kind: FileKind) -> None:
    assert inspect_file(data, file) == inspect_file(data, file)
    assert inspect_file(data, file).kind is kind
    assert inspect_file(data, file).problems == ()
    renamed = inspect_file(data, "a.dat")
    assert renamed.may_open
    assert [fault.code for fault in renamed.problems] == ["file.wrong-extension"]


@pytest.mark.parametrize(
    ("file", "data", "kind"),
    [
        ("2017/结项材料/照片/1.jpg", b"\xff\xd8\xff\xe0", "photo"),
        ("2017/活动照片.zip/1.png", b"\x89PNG\r\n", "photo"),
        ("2017/结项材料/a.heic", b"\0\0\0\x18ftypheic", "photo"),
        ("2017/结项材料/b.dat", b"\0\0\0\x18ftypmp42", "video"),
        ("2017/c.mov", b"\0\0\0\x14ftypqt  ", "video"),
        ("2017/d.avi", b"RIFF\0\0\0\0AVI LIST", "video"),
        ("2017/申报/盖章页.jpg", b"\xff\xd8\xff\xe0", "scan"),
        ("2017/结项材料/总结.pdf", b"%PDF-1.4", "scan"),
    ],
)
def test_pictures_and_films_are_known_by_their_bytes(file: str, data: bytes, kind: str) -> None:
    verdict = inspect_file(data, file, limits=Limits(file=4))  # however large: none is opened
    assert (str(verdict.kind), verdict.may_open) == (kind, False)
    assert [fault.code for fault in verdict.problems] == ["file.scan"] * (kind == "scan")


def test_limits_hold_before_anything_is_unzipped() -> None:
    assert _code(b"PK\x03\x04" + b"0" * 100, Limits(file=50)) == "file.too-large"
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (3 * 1024 * 1024))
    assert _code(bomb.getvalue(), Limits()) == "file.too-large"
    many = pack({f"xl/{n}.xml": b"<a/>" for n in range(20)})
    assert _code(many, Limits(members=10)) == "file.too-large"
    assert _code(many, Limits()) is None


def _code(data: bytes, limits: Limits) -> str | None:
    problems = inspect_file(data, "a.xlsx", limits=limits).problems
    return problems[0].code if problems else None
