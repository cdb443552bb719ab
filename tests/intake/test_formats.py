"""Web pages, OpenDocument, old Word and archives become the sheets a person sees in them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from assessment.core.archive import pack
from assessment.intake.cells import CellKind, Sheet
from assessment.intake.formats.conversion import convert_all, is_old_word
from assessment.intake.formats.excel import read_xlsx
from assessment.intake.formats.one_file import read_one
from assessment.intake.guard.limits import Limits
from assessment.intake.inbox.opening import Opened, open_files
from assessment.sample import broken
from assessment.sample.draft import Draft, Formula, write_csv, write_docx, write_xlsx

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


def texts(sheet: Sheet) -> dict[str, str]:
    return {cell.address: cell.text for cell in sheet.cells.values()}


def web(body: str, encoding: str = "utf-8", head: str = "") -> tuple[Sheet, ...]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    reading = read_one("导出.xls", page.encode(encoding), Limits())
    assert [fault.code for fault in reading.problems] == ["file.wrong-extension"]
    assert reading.kind == "html" and reading.sheets is not None
    return reading.sheets


# Web pages


def test_tables_of_a_web_page_are_sheets_with_their_merges() -> None:
    around, first, second = web(
        "<p>外面</p><table><tr><th rowspan=2>单位<th colspan='2'>得分</tr>"
        "<tr><td>甲&amp;乙</td><td> 88\n 分 </td></tr>"
        "<tr><td>a<br>b</td><td></td><td>&nbsp;</td></tr></table>"
        "<script>x = '<td>no</td>'</script><TABLE><TR><TD>二</TD></TR></TABLE>"
    )
    assert (around.name, first.name, second.name) == ("正文", "表1", "表2")
    assert texts(around) == {"A1": "外面"} and (first.n_above, second.n_above) == (1, 1)
    assert texts(first) == {"A1": "单位", "B1": "得分", "B2": "甲&乙", "C2": "88 分", "A3": "a\nb"}
    assert first.merges == ((1, 1, 2, 1), (1, 2, 1, 3))
    assert texts(second) == {"A1": "二"}


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8-sig"])
def test_a_web_page_says_its_encoding_or_it_is_found(encoding: str) -> None:
    plain = web("<table><tr><td>护理学院</td></tr></table>", encoding)
    assert texts(plain[0]) == {"A1": "护理学院"}
    if encoding == "gbk":
        head = '<meta http-equiv="Content-Type" content="text/html; charset=GB2312">'
        told = web("<table><tr><td>喆</td></tr></table>", encoding, head)  # not in gb2312
        assert texts(told[0]) == {"A1": "喆"}


def test_a_table_in_a_cell_is_a_sheet_of_its_own() -> None:
    outer, inner = web("<table><tr><td>外<table><tr><td>内</table>后</td><td>旁</table>")
    assert (texts(outer), texts(inner)) == ({"A1": "外\n后", "B1": "旁"}, {"A1": "内"})


def test_what_a_page_strikes_hides_or_raises_is_told_apart() -> None:
    style = "<style><!-- td, .xl65 {color:red} font.d {text-decoration: line-through} --></style>"
    (sheet,) = web(
        f"{style}<table><tr><td><s>58</s>60<td><font class=d>38</font>40<td>30<sup>1</sup>"
        "<td>x<sub>2</sub><td><span style='display:none'>1</span>10<td><del>7"
        "<td><span style='Text-Decoration : Line-Through'>2</span>20<td>3<b>0</b>"
        "<td>4<br>0<td><input value=7><input type=hidden value=8></table>"
    )
    assert texts(sheet) == {
        "A1": "〔删除线：58〕60", "B1": "〔删除线：38〕40", "C1": "30¹", "D1": "x₂",
        "E1": "〔隐藏文字：1〕10", "F1": "7", "G1": "〔删除线：2〕20", "H1": "30",
        "I1": "4\n0", "J1": "7",
    }  # fmt: skip
    assert [cell.address for cell in sheet.cells.values() if cell.is_struck] == [
        "A1", "B1", "F1", "G1",
    ]  # fmt: skip


def test_what_a_page_hides_whole_is_hidden_as_in_a_workbook() -> None:
    style = "<style>.h{display:none}</style>"
    around, shown, hidden = web(
        f"{style}<h2>现场<s>展示</s>投票</h2><table><caption>2018年</caption>"
        "<tr><td>项目<td class=h>票<td>数<tr hidden><td>甲<td class=h>1<td>2"
        "<tr><td>乙<td class=h>3<td style='display:none'>4</table>"
        "<div class=h><table><tr><td>丙</table></div><p>注："
    )
    assert texts(around) == {"A1": "现场〔删除线：展示〕投票", "A2": "2018年", "A3": "注："}
    assert (shown.hidden_rows, shown.hidden_columns, shown.n_above) == ({2}, {2}, 2)
    assert texts(shown)["B2"] == "1" and texts(shown)["C3"] == "〔隐藏文字：4〕"
    assert (shown.is_hidden, hidden.is_hidden) == (False, True)


@pytest.mark.parametrize("span", ["999999999999", "-1", "x", "0", "２"])
def test_spans_without_end_do_not_hang(span: str) -> None:
    page = f"<html><table><tr><td rowspan={span} colspan={span}>a<td>b</table>".encode()
    reading = read_one("a.html", page, Limits())
    codes = [fault.code for fault in reading.problems]
    assert codes == (["file.too-many-merges"] if len(span) > 9 else [])


def test_a_page_in_no_known_encoding_is_damaged() -> None:
    page = b'<html><meta charset="utf-9"><table><tr><td>a</table>'
    assert [f.code for f in read_one("a.html", page, Limits()).problems] == ["file.damaged"]


# OpenDocument and macros


@pytest.mark.needs_libreoffice
@needs_office
def test_an_ods_workbook_tells_what_its_xlsx_tells(tmp_path: Path) -> None:
    draft = Draft(
        "评分表",
        cells={
            (1, 1): "评分  汇总", (3, 1): "甲\n乙", (3, 2): 88.5, (3, 3): date(2017, 3, 1),
            (4, 1): "丙", (4, 2): 7, (5, 2): Formula("=B3+B4", 95.5), (6, 2): Formula("=1/0", "#DIV/0!"),
            (900, 30): "远",
        },
        merges=[(1, 1, 1, 4), (3, 1, 3, 1)][:1], hidden_rows={4}, hidden_columns={3},
        struck={(4, 1)}, comments={(3, 2): "请核对"},
    )  # fmt: skip
    other = Draft("隐藏", cells={(1, 1): "看不见"}, is_hidden=True)
    data = write_xlsx([draft, other])
    (tmp_path / "a.xlsx").write_bytes(data)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=120
    )
    reading = read_one("a.ods", (tmp_path / "a.ods").read_bytes(), Limits())
    assert (reading.kind, reading.problems) == ("ods", ())
    assert reading.sheets is not None
    for ours, theirs in zip(reading.sheets, read_xlsx(data), strict=True):
        mine = {place: (c.kind, c.text, c.value, c.is_struck) for place, c in ours.cells.items()}
        assert mine == {p: (c.kind, c.text, c.value, c.is_struck) for p, c in theirs.cells.items()}
        assert (ours.name, ours.merges, ours.is_hidden) == (
            theirs.name,
            theirs.merges,
            theirs.is_hidden,
        )
        assert (ours.hidden_rows, ours.hidden_columns) == (
            theirs.hidden_rows,
            theirs.hidden_columns,
        )
    assert "请核对" in reading.sheets[0].cells[3, 2].comment
    assert reading.sheets[0].cells[6, 2].kind is CellKind.ERROR


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def ods(rows: str) -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": mimetype, "content.xml": content.encode()})


def test_repeated_cells_of_an_ods_are_counted_before_they_are_made() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="5" table:number-columns-repeated="{}"/>'
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    good = read_one("a.ods", ods(row.format(3, cell.format(2))), Limits())
    assert good.sheets is not None
    assert sorted(texts(good.sheets[0])) == ["A1", "A2", "A3", "B1", "B2", "B3"]
    bomb = read_one("a.ods", ods(row.format(1048576, cell.format(16384))), Limits())
    assert [fault.code for fault in bomb.problems] == ["file.too-many-cells"]


def test_an_ods_formula_never_calculated_is_uncached() -> None:
    row = '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>'
    reading = read_one("a.ods", ods(row), Limits())
    assert reading.sheets is not None
    assert [cell.kind for cell in reading.sheets[0].cells.values()] == [CellKind.UNCACHED]


def test_an_ods_with_a_document_type_is_refused() -> None:
    data = ods("")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read("content.xml")
    bad = pack({"mimetype": b"spreadsheet", "content.xml": b"<!DOCTYPE a>" + text})
    assert [fault.code for fault in read_one("a.ods", bad, Limits()).problems] == ["file.doctype"]


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"},
        {"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b"1"},
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"},
        {"ppt/presentation.xml": b"<a/>", "[Content_Types].xml": b"<a/>"},
    ],
)
def test_other_office_files_are_no_archives(parts: dict[str, bytes]) -> None:
    (one,) = open_files({"a.pptx": pack(parts)}, 2017)
    assert [(f.code, f.actual) for f in one.problems] == [
        ("file.unknown-type", "演示文稿等其他 Office 文件")
    ]


def test_macros_are_neither_run_nor_in_the_way() -> None:
    data = write_xlsx([Draft("表", cells={(1, 1): "项目"})])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    usual = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = parts["[Content_Types].xml"].replace(usual, macro)
    xlsm = pack(parts | {"[Content_Types].xml": types, "xl/vbaProject.bin": broken.old_word()})
    reading = read_one("a.xlsm", xlsm, Limits())
    assert reading.problems == () and reading.sheets is not None
    assert texts(reading.sheets[0]) == {"A1": "项目"}


# Archives

FORM = write_docx("申报表", Draft("表", cells={(1, 1): "项目名称"}), widths=(1,))
BOOK = write_xlsx([Draft("表", cells={(1, 1): "项目"})])
LINES = write_csv(Draft("表", cells={(1, 1): "票数"}), "gb18030")


def opened(files: dict[str, bytes], limits: Limits | None = None) -> dict[str, Opened]:
    return {one.file: one for one in open_files(files, 2017, limits=limits)}


def codes(one: Opened) -> list[str]:
    return [fault.code for fault in one.problems]


def test_members_of_an_archive_are_files_of_their_own() -> None:
    data = pack(
        {"材料/": b"", "材料/申报表.docx": FORM, "b.xlsx": BOOK, "__MACOSX/._b.xlsx": b"\0\5"}
    )
    found = opened({"2017/甲.zip": data, "2017/c.csv": LINES})
    assert list(found) == [
        "2017/c.csv", "2017/甲.zip", "2017/甲.zip/b.xlsx", "2017/甲.zip/材料/申报表.docx"
    ]  # fmt: skip
    assert all(one.problems == () for one in found.values())
    assert found["2017/甲.zip"].source["kind"] == "zip"
    member = found["2017/甲.zip/b.xlsx"]
    assert member.document is not None and member.source["file"] == "2017/甲.zip/b.xlsx"


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new) and data.count(old) == 2
    return data.replace(old, new)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_that_chinese_windows_wrote_are_read(encoding: str) -> None:
    name = "护理学院.csv".encode(encoding)
    data = renamed(pack({"x" * len(name): LINES}), b"x" * len(name), name)
    assert list(opened({"a.zip": data})) == ["a.zip", "a.zip/护理学院.csv"]


def test_an_archive_in_an_archive_is_told_and_the_rest_is_read() -> None:
    found = opened({"a.zip": pack({"b.zip": pack({"c.csv": LINES}), "d.csv": LINES})})
    assert list(found) == ["a.zip", "a.zip/d.csv"]
    (fault,) = found["a.zip"].problems
    assert (fault.code, fault.where.file) == ("file.deep-archive", "a.zip/b.zip")


def test_archives_stand_under_the_same_limits() -> None:
    bomb = opened({"a.zip": pack({"b.csv": bytes(30 << 20)})})
    assert list(bomb) == ["a.zip"] and codes(bomb["a.zip"]) == ["file.too-large"]
    many = pack({f"{n}.csv": b"a" for n in range(9)})
    limits = Limits(members=8)
    assert codes(opened({"a.zip": many}, limits)["a.zip"]) == ["file.too-large"]


def test_strange_archives_are_coded() -> None:
    body = bytearray(pack({"b.csv": LINES}))
    assert codes(opened({"a.zip": bytes(body[:60])})["a.zip"]) == ["file.damaged"]
    locked = bytearray(body)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert codes(opened({"a.zip": bytes(locked)})["a.zip"]) == ["file.password"]
    bad = bytearray(body)
    bad[40] ^= 0xFF
    assert codes(opened({"a.zip": bytes(bad)})["a.zip"]) == ["file.damaged"]
    assert codes(opened({"a.zip": pack({"x/": b""})})["a.zip"]) == ["file.empty-archive"]
    up = opened({"2017/a.zip": pack({"../../../b.csv": LINES})})
    assert list(up) == ["2017/a.zip", "2017/a.zip/b.csv"]


def test_the_same_file_in_two_archives_is_read_once() -> None:
    files = {"a.zip": pack({"1.csv": LINES}), "b.zip": pack({"2.csv": LINES})}
    found = opened(files | {"c.zip": files["a.zip"]})
    assert codes(found["b.zip/2.csv"]) == ["file.duplicate"]
    assert found["b.zip/2.csv"].same_as == "a.zip/1.csv"
    assert codes(found["c.zip"]) == ["file.duplicate"] and found["c.zip"].source == {}
    assert list(found) == ["a.zip", "a.zip/1.csv", "b.zip", "b.zip/2.csv", "c.zip"]


def test_of_equal_files_the_one_in_an_archive_is_the_copy_and_empty_ones_are_none() -> None:
    found = opened({"a.zip": pack({"1.csv": LINES}), "b.csv": LINES, "c.csv": LINES})
    assert codes(found["a.zip/1.csv"]) == codes(found["c.csv"]) == ["file.duplicate"]
    assert found["a.zip/1.csv"].same_as == found["c.csv"].same_as == "b.csv"
    empty = opened({"1.csv": b"", "2.docx": b"", "3.xlsx": b""})
    assert [codes(one) for one in empty.values()] == [["file.empty"]] * 3


# Old Word


@pytest.mark.needs_libreoffice
@needs_office
def test_an_old_word_document_is_converted_and_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(FORM)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120
    )
    old = (tmp_path / "a.doc").read_bytes()
    found = opened({"2017/申报表.doc": old, "2017/b.csv": LINES})
    one = found["2017/申报表.doc"]
    assert codes(one) == ["file.converted"] and one.source["kind"] == "doc"
    assert one.document is not None
    assert [texts(sheet) for sheet in one.document.sheets[1:]] == [{"A1": "项目名称"}]


def test_what_is_no_whole_old_document_is_not_handed_to_libreoffice() -> None:
    assert not is_old_word(broken.old_word())
    assert codes(opened({"2017/旧.doc": broken.old_word()})["2017/旧.doc"]) == ["file.old-format"]


def test_without_libreoffice_nothing_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.intake.formats.conversion.find_office", lambda: None)
    whole = broken.compound_file({"WordDocument": b"\xec\xa5", "1Table": b"1"})
    assert is_old_word(whole)
    assert convert_all({"a.doc": whole}, seconds=1) == {}
    assert codes(opened({"2017/旧.doc": whole})["2017/旧.doc"]) == ["file.old-format"]


@pytest.mark.skipif(shutil.which("sleep") is None, reason="needs sleep")
def test_a_conversion_that_takes_too_long_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr("assessment.intake.formats.conversion.find_office", lambda: str(slow))
    assert convert_all({"a.doc": b"x"}, seconds=1) == {}
