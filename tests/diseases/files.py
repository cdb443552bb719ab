"""Files that lie about themselves, are broken, or are no papers at all."""

from __future__ import annotations

import re
from io import BytesIO

import xlwt

from assessment.core.archive import pack
from diseases.making import BOARD, Disease, marks, xlsx
from diseases.packages import SHEET, altered, parts_of
from papers import FIRST

WHOLE = xlsx(BOARD)
TEXT = "\r\n".join(",".join(str(v) for v in row) for row in BOARD)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def beside(name: str, data: bytes) -> dict[str, bytes]:
    """Return a bad file beside the sound board."""
    return {"答辩.xlsx": WHOLE, name: data}


def xls(*, ragged: bool = False) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("现场答辩")
    for row, values in enumerate(BOARD):
        for column, value in enumerate(values):
            sheet.write(row, column, f" {value} " if ragged else value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def looped() -> bytes:
    """Return an old workbook whose list of streams leads back to its own first entry."""
    data = bytearray(xls())
    directory = 512 * (1 + int.from_bytes(data[48:52], "little"))
    entry, left = directory + 128, 68
    data[entry + left : entry + left + 4] = (1).to_bytes(4, "little")
    return bytes(data)


def compound(stream: str) -> bytes:
    return OLE + b"\0" * 1000 + stream.encode("utf-16-le") + b"\0" * 3000


def strict() -> bytes:
    """Return the board in the strict form of the standard, of which openpyxl sees no cell."""
    old = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = {
        name: part.replace(old.encode(), new.encode()) for name, part in parts_of(WHOLE).items()
    }
    return pack(parts)


def without(part: str) -> bytes:
    return pack({name: data for name, data in parts_of(WHOLE).items() if name != part})


def read_wrongly_sized() -> bytes:
    """Return the board whose sheet says that it has one cell."""
    return altered(WHOLE, ('<dimension ref="A1:E4"', '<dimension ref="A1"'))


def without_places() -> bytes:
    """Return the board whose cells and rows do not say where they stand."""
    parts = parts_of(WHOLE)
    bare = re.sub(rb'(<(?:c|row)) r="[A-Z]*[0-9]+"', rb"\1", parts[SHEET])
    return pack(parts | {SHEET: bare})


def prefixed() -> bytes:
    """Return the board whose elements bear a prefix, as some programs write them."""
    parts = parts_of(WHOLE)
    text = parts[SHEET].decode()
    text = text.replace("<worksheet xmlns=", "<worksheet xmlns:x=")
    text = re.sub(r"<(/?)(\w)", r"<\1x:\2", text)
    return pack(parts | {SHEET: text.encode()})


SOUND = marks()
CASES = (
    Disease("an empty file", "0 bytes", beside("b.xlsx", b""), ("file.empty@",), SOUND),
    Disease("an old workbook that leads in a circle", "its list of streams has no end",
            beside("b.xls", looped()), ("file.damaged@",), SOUND),
    Disease("a lock file", "what Excel leaves while open", beside("~$答辩.xlsx", b"\5demo"),
            ("file.editor-lock@",), SOUND),
    Disease("a lock file of LibreOffice", "what it leaves while open",
            beside(".~lock.答辩.xlsx#", b",demo,"), ("file.editor-lock@",), SOUND),
    Disease("a thumbnail store", "what Windows makes", beside("Thumbs.db", OLE),
            ("file.system-made@",), SOUND),
    Disease("a Mac's shadow", "what macOS makes", beside("._答辩.xlsx", b"\0\5"),
            ("file.system-made@",), SOUND),
    Disease("cut short", "half a workbook", beside("b.xlsx", WHOLE[: len(WHOLE) // 2]),
            ("file.damaged@",), SOUND),
    Disease("no list of sheets", "a package without its workbook part",
            beside("b.xlsx", without("xl/workbook.xml")), ("file.damaged@",), SOUND),
    Disease("strict OOXML", "a form of the standard openpyxl does not see",
            beside("b.xlsx", strict()), ("file.damaged@",), SOUND),
    Disease("a password", "an encrypted workbook", beside("b.xlsx", compound("EncryptedPackage")),
            ("file.password@",), SOUND),
    Disease("an old Word file", ".doc", beside("申请.doc", compound("WordDocument")) | {},
            ("file.old-format@",), SOUND),
    Disease("another compound file", "a mail", beside("a.msg", compound("__substg1.0")),
            ("file.unknown-type@",), SOUND),
    Disease("noise", "bytes of no format", beside("a.xlsx", bytes(range(256)) * 4),
            ("file.unknown-type@",), SOUND),
    Disease("a scan", "a picture of a paper", beside("a.pdf", b"%PDF-1.4\n"), ("file.scan@",), SOUND),
    Disease("a photo named xlsx", "a picture under a wrong name",
            beside("a.xlsx", b"\xff\xd8\xff\xe0JFIF"), ("file.scan@",), SOUND),
    Disease("the same file twice", "a copy", beside("答辩 (1).xlsx", WHOLE), ("file.duplicate@",), SOUND),
    Disease("xls named xlsx", "the name lies", {"答辩.xlsx": xls()}, ("file.wrong-extension@",), SOUND),
    Disease("an old workbook of a strange length", "some bytes behind its last sector",
            {"答辩.xls": xls() + b"\0" * 100}, (), SOUND),
    Disease("xlsx named xls", "the name lies", {"答辩.xls": WHOLE}, ("file.wrong-extension@",), SOUND),
    Disease("text named xls", "the name lies", {"答辩.xls": TEXT.encode()},
            ("file.wrong-extension@",), SOUND),
    Disease("gb18030 text", "no BOM, not UTF-8", {"答辩.csv": TEXT.encode("gb18030")}, (), SOUND),
    Disease("UTF-8 text with a mark", "BOM", {"答辩.csv": TEXT.encode("utf-8-sig")}, (), SOUND),
    Disease("UTF-16 text", "as Excel saves Unicode text",
            {"答辩.txt": TEXT.replace(",", "\t").encode("utf-16")}, (), SOUND),
    Disease("text with semicolons", "as some programs save", {"答辩.csv": TEXT.replace(",", ";").encode()},
            (), SOUND),
    Disease("text in no encoding", "neither UTF-8 nor GB18030",
            beside("b.csv", TEXT.encode() + b"\xff\xff\x80"), ("file.damaged@",), SOUND),
    Disease("text of spaces around numbers", "every cell padded", {"答辩.xls": xls(ragged=True)}, (), SOUND),
    Disease("a dimension that lies", 'dimension ref="A1"', {"答辩.xlsx": read_wrongly_sized()}, (), SOUND),
    Disease("cells without a place", "no r attribute", {"答辩.xlsx": without_places()}, (), SOUND),
    Disease("elements with a prefix", "x:c for c", {"答辩.xlsx": prefixed()}, (), SOUND),
    Disease("a share of the wrong type", "a number in a cell that says it is a number of a text",
            beside("b.xlsx", altered(WHOLE, ('<c r="C3" t="n">', '<c r="C3" t="s">'))),
            ("cell.bad-text-number@C3",), SOUND),
    Disease("a project twice in two files", "the same marks in two workbooks",
            {"答辩.xlsx": WHOLE, "b.csv": f"现场答辩\n项目名称,评委1,评委2\n{FIRST},90,85".encode()},
            ("judge.two-files@", "judge.two-files@"),
            {"marks": marks(D3="unreadable")["marks"]}),
)  # fmt: skip
