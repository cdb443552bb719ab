"""Files that the guard keeps out or unpacks: limits, archives, types that lie, two versions."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

import openpyxl

from assessment.core.archive import pack
from assessment.intake.guard.limits import Limits
from diseases.files import TEXT, WHOLE, beside, compound, xls
from diseases.forms import read, word
from diseases.making import BOARD, Disease, marks, xlsx
from diseases.packages import SHEET, altered, parts_of

SOUND = marks()
NOTHING: dict[str, Any] = {"marks": {}}
SMALL = Limits(file=200_000, members=20, cells=500, merges=100, merged_cells=2000)
FIRST_CELL = '<c r="C3" t="n"><v>90</v></c>'


def packed(name: str = "临床.zip", **members: bytes) -> dict[str, bytes]:
    return {name: pack(members)}


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def many_members() -> bytes:
    return pack(parts_of(WHOLE) | {f"xl/media/{n}.png": b"\x89PNG" for n in range(30)})


def bomb() -> bytes:
    return pack(parts_of(WHOLE) | {"xl/media/a.bin": bytes(3 << 20)})


def with_type() -> bytes:
    """Return the board whose sheet declares a document type, as no spreadsheet program does."""
    return altered(WHOLE, ("<worksheet", '<!DOCTYPE a [<!ENTITY b "90">]><worksheet'))


def with_member_twice() -> bytes:
    parts = parts_of(WHOLE)
    return pack(parts | {SHEET.upper(): parts[SHEET]})


def two_sheets_of_one_name() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "评分"
    book.create_sheet("他")
    buffer = BytesIO()
    book.save(buffer)
    return altered(buffer.getvalue(), ('name="他"', 'name="评分"'), part="xl/workbook.xml")


def with_cell_twice() -> bytes:
    return altered(WHOLE, (FIRST_CELL, FIRST_CELL + FIRST_CELL.replace("90", "91")))


def merged(area: str) -> bytes:
    return xlsx(BOARD, lambda sheet: sheet.merge_cells(area))


def web(head: str = "") -> str:
    lines = "".join(
        f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in BOARD[1:]
    )
    return f"<html>{head}<body><table><tr><td colspan=5>现场答辩</td></tr>{lines}</table></body></html>"


def encrypted_zip() -> bytes:
    data = bytearray(pack({"答辩.xlsx": WHOLE}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def versions() -> dict[str, bytes]:
    """Return two forms of one project that ask for different amounts."""
    one, other = word(), word((2, 3, "6000"))
    return {"申报表.docx": one["申报表.docx"], "申报表（修改版）.docx": other["申报表.docx"],
            "申报汇总.xlsx": one["申报汇总.xlsx"]}  # fmt: skip


NUMBERS = pack(
    {"Index/Document.iwa": b"\0\1", "Index/Tables/a.iwa": b"\0", "preview.jpg": b"\xff\xd8"}
)
CASES = (
    Disease("a file too big", "more bytes than the limit", beside("b.xlsx", noise(200_001)),
            ("file.too-large@",), SOUND, limits=SMALL),
    Disease("a part packed too well", "3 MiB of noughts", beside("b.xlsx", bomb()), ("file.too-large@",), SOUND),
    Disease("too many parts", "pictures without end", beside("b.xlsx", many_members()), ("file.too-large@",),
            SOUND, limits=SMALL),
    Disease("too many cells", "501 of 500", beside("b.xlsx", xlsx([[1] * 50] * 11)), ("file.too-many-cells@",),
            SOUND, limits=SMALL),
    Disease("too many merged cells", "an area of 2,500", beside("b.xlsx", merged("A6:A2505")),
            ("file.too-many-merges@",), SOUND, limits=SMALL),
    Disease("a document type", "entities in a sheet", beside("b.xlsx", with_type()), ("file.doctype@",), SOUND),
    Disease("a part twice", "two parts of one name but for capitals", beside("b.xlsx", with_member_twice()),
            ("file.duplicate-member@",), SOUND),
    Disease("two sheets of one name", "which one is meant?", beside("b.xlsx", two_sheets_of_one_name()),
            ("sheet.duplicate-name@",), SOUND),
    Disease("a cell twice", "C3 is 90 and 91", beside("b.xlsx", with_cell_twice()), ("cell.duplicate@C3",), SOUND),
    Disease("a cell outside every sheet", "a place that no sheet has",
            beside("b.xlsx", altered(WHOLE, ('r="C3"', 'r="XFE3"'))), ("cell.bad-reference@",), SOUND),
    Disease("a web page named xls", "as many systems export", {"答辩.xls": web().encode()},
            ("file.wrong-extension@",), SOUND),
    Disease("a web page in gbk", "it says gb2312",
            {"答辩.xls": web('<meta charset="gb2312">').encode("gb18030")}, ("file.wrong-extension@",), SOUND),
    Disease("an archive from a college", "the board in a zip", packed(**{"材料/答辩.xlsx": WHOLE}), (), SOUND),
    Disease("an archive in an archive", "nested once more than we unpack",
            packed(**{"答辩.xlsx": WHOLE, "旧.zip": pack({"b.xlsx": WHOLE})}), ("file.deep-archive@",), SOUND),
    Disease("an archive in an archive in an archive", "nested twice",
            packed(**{"答辩.xlsx": WHOLE, "旧.zip": pack({"c.zip": pack({"b.xlsx": WHOLE})})}),
            ("file.deep-archive@",), SOUND),
    Disease("an archive that climbs", "../../答辩.xlsx", packed(**{"../../答辩.xlsx": WHOLE}), (), SOUND),
    Disease("an archive with roots", r"C:\答辩.xlsx", packed(**{"C:\\..\\答辩.xlsx": WHOLE}), (), SOUND),
    Disease("an archive with a password", "an encrypted zip", beside("b.zip", encrypted_zip()),
            ("file.password@",), SOUND),
    Disease("an archive of nothing", "only a folder", beside("b.zip", pack({"材料/": b""})),
            ("file.empty-archive@",), SOUND),
    Disease("an archive cut short", "half of it",
            beside("b.zip", pack({"a.csv": noise(3000)})[:2000]), ("file.damaged@",), SOUND),
    Disease("a file that is in the archive as well", "the board twice", packed(**{"答辩.xlsx": WHOLE}) | {
            "答辩.xlsx": WHOLE}, ("file.duplicate@",), SOUND),
    Disease("a rar archive", "known by its bytes", beside("临床.rar", b"Rar!\x1a\x07\x01\0" + noise(99)),
            ("file.other-archive@",), SOUND),
    Disease("a 7z archive named zip", "known by its bytes", beside("b.zip", b"7z\xbc\xaf\x27\x1c" + noise(99)),
            ("file.other-archive@",), SOUND),
    Disease("a tar archive", "known by its bytes", beside("b.tar", bytes(257) + b"ustar\0" + bytes(250)),
            ("file.other-archive@",), SOUND),
    Disease("a rar archive in a zip", "it is told where it lies",
            packed(**{"答辩.xlsx": WHOLE, "b.rar": b"Rar!\x1a\x07\x01\0"}), ("file.other-archive@",), SOUND),
    Disease("an encrypted workbook", "a container with its keys",
            beside("b.xlsx", compound("EncryptionInfo")), ("file.password@",), SOUND),
    Disease("Numbers named xlsx", "a file of Apple's program", beside("b.xlsx", NUMBERS),
            ("file.unknown-type@",), SOUND),
    Disease("et named xlsx", "a workbook of old WPS", {"答辩.xlsx": xls()}, ("file.wrong-extension@",), SOUND),
    Disease("a sound et", "a workbook of old WPS", {"答辩.et": xls()}, (), SOUND),
    Disease("pdf named xlsx", "a printed board", beside("b.xlsx", b"%PDF-1.7\n"), ("file.scan@",), SOUND),
    Disease("text named xlsx", "lines with commas", {"答辩.xlsx": TEXT.encode()}, ("file.wrong-extension@",), SOUND),
    Disease("spaces alone", "a text file of spaces", beside("b.csv", b" \r\n \r\n"), (), SOUND),
    Disease("two versions of a form", "nobody said which one holds", versions(),
            ("submission.two-versions@B1",), read(("T7", None))),
)  # fmt: skip
