"""Small valid files and the ways in which their bytes, parts and elements may be spoilt."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

import docx

from assessment.core.archive import pack
from assessment.sample.draft import Draft, Formula, write_csv, write_xls, write_xlsx
from papers import APPLICATIONS, FIRST, SECOND, sheet

Chance = random.Random
BOARD = (
    ["现场答辩"],
    ["项目名称", "评委1", "评委2", "评委3"],
    [FIRST, 90, 91.5, "回避"],
    [SECOND, 80, "８１", 82],
)
HUGE = (
    "-1",
    "0",
    "1048577",
    "16385",
    "4294967296",
    "99999999999999999999",
    "1e309",
    "NaN",
    "-0",
    "",
)
STRANGE = (
    "A0",
    "XFE1",
    "A1048577",
    "AAAA1",
    "1A",
    "$A$1",
    "A1:B",
    "A1:XFD1048576",
    "xyz",
    "§",
    "../x",
    "rId999",
)
TYPES = ("s", "str", "inlineStr", "b", "n", "e", "d", "z")
_TAG = re.compile(rb"<[^<>?!]+>")
_ELEMENT = re.compile(rb"<(\w[\w:]*)\b[^<>]*?(?:/>|>[^<>]*</\1>)")
_VALUE = re.compile(rb'="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")


def _xlsx() -> bytes:
    """Return a workbook with everything that a part of it may be about."""
    draft = sheet(BOARD)
    draft.merge(1, 1, 1, 4)
    draft.put(5, 1, "平均分")
    draft.put(5, 2, Formula("=AVERAGE(B3:B4)", 85))
    draft.comments[3, 2] = "核对"
    draft.struck.add((4, 2))
    draft.hidden_rows.add(5)
    return write_xlsx([draft, Draft("Sheet2")])


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("申报表")
    rows = (
        ["项目名称", FIRST],
        ["申报单位", "临床医学院"],
        ["品牌主题", "☑志愿服务类"],
        ["", "往返"],
    )
    table = document.add_table(len(rows), 2)
    for n, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(n, column).text = value
    table.cell(3, 0).merge(table.cell(3, 1))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def wholes() -> Mapping[str, bytes]:
    """Return the valid files by name, one of each kind and a plain and a rich workbook."""
    return {
        "答辩.xlsx": _xlsx(),
        "汇总.xlsx": write_xlsx([sheet(APPLICATIONS)]),
        "答辩.xls": write_xls([sheet(BOARD)]),
        "申报表.docx": _docx(),
        "答辩.csv": write_csv(sheet(BOARD), "gb18030"),
    }


def spoilt(data: bytes, chance: Chance) -> bytes:
    """Return the file with some of its bytes, or of what a package holds, spoilt."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return _times(data, chance, _BYTES)
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    if chance.random() < 0.08:
        return _repacked(parts, chance)
    name = chance.choice([name for name, part in parts.items() if part])
    how = _BYTES if chance.random() < 0.15 else _XML
    return pack(parts | {name: _times(parts[name], chance, how)})


def _times(data: bytes, chance: Chance, how: tuple[Callable[[bytes, Chance], bytes], ...]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice(how)(data, chance) or b"x"
    return data


def _repacked(parts: dict[str, bytes], chance: Chance) -> bytes:
    """Return a package with a part missing, doubled, renamed, swapped or blown up."""
    names = list(parts)
    one, other = chance.choice(names), chance.choice(names)
    kind = chance.randrange(5)
    if kind == 0:
        return pack({name: data for name, data in parts.items() if name != one})
    if kind == 1:
        return pack(parts | {one: parts[other], other: parts[one]})
    if kind == 2:
        return pack(parts | {one: parts[one][:60] + b" " * 3_000_000 + parts[one][60:]})
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(f"{name}x" if kind == 3 and name == one else name, data)
    return (
        buffer.getvalue()
        if kind == 3
        else buffer.getvalue().replace(
            one.encode(), other.encode()[: len(one)].ljust(len(one), b"x")
        )
    )


# Bytes


def _flip(data: bytes, chance: Chance) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def _span(data: bytes, chance: Chance) -> tuple[int, int]:
    first = chance.randrange(len(data))
    return first, min(len(data), first + chance.choice((1, 4, 60, 600)))


def _cut(data: bytes, chance: Chance) -> bytes:
    first, last = _span(data, chance)
    return data[:first] + data[last:]


def _cut_off(data: bytes, chance: Chance) -> bytes:
    return data[: chance.randrange(len(data)) + 1]


def _double(data: bytes, chance: Chance) -> bytes:
    first, last = _span(data, chance)
    return data[:last] + data[first:last] + data[last:]


def _swap(data: bytes, chance: Chance) -> bytes:
    first, last = _span(data, chance)
    place = chance.randrange(len(data))
    rest = data[:first] + data[last:]
    return rest[:place] + data[first:last] + rest[place:]


def _overwrite(data: bytes, chance: Chance) -> bytes:
    place = chance.randrange(len(data))
    junk = chance.choice((b"\0" * 4, b"\xff" * 4, chance.randbytes(4)))
    return data[:place] + junk + data[place + 4 :]


_BYTES = (_flip, _cut, _cut_off, _double, _swap, _overwrite)


# XML


def _element(data: bytes, chance: Chance) -> re.Match[bytes] | None:
    found = list(_ELEMENT.finditer(data))
    return chance.choice(found) if found else None


def _with(data: bytes, place: re.Match[bytes] | None, new: bytes, group: int = 0) -> bytes:
    return data if place is None else data[: place.start(group)] + new + data[place.end(group) :]


def _drop_element(data: bytes, chance: Chance) -> bytes:
    return _with(data, _element(data, chance), b"")


def _double_element(data: bytes, chance: Chance) -> bytes:
    place = _element(data, chance)
    return _with(data, place, place[0] * chance.choice((2, 2, 300))) if place else data


def _move_element(data: bytes, chance: Chance) -> bytes:
    one, other = _element(data, chance), _element(data, chance)
    return _with(data, one, other[0]) if one and other else data


def _drop_tag(data: bytes, chance: Chance) -> bytes:
    found = list(_TAG.finditer(data))
    return _with(data, chance.choice(found), b"") if found else data


def _nest(data: bytes, chance: Chance) -> bytes:
    place = _element(data, chance)
    n = chance.choice((1, 50, 3000))
    return _with(data, place, b"<a>" * n + place[0] + b"</a>" * n) if place else data


def _some(data: bytes, chance: Chance, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
    found = list(pattern.finditer(data))
    return chance.choice(found) if found else None


def _junk(chance: Chance) -> bytes:
    return chance.choice((*HUGE, *STRANGE, *TYPES)).encode()


def _alter_attribute(data: bytes, chance: Chance) -> bytes:
    return _with(data, _some(data, chance, _VALUE), _junk(chance), 1)


def _swap_attributes(data: bytes, chance: Chance) -> bytes:
    one, other = _some(data, chance, _VALUE), _some(data, chance, _VALUE)
    return _with(data, one, other[1], 1) if one and other else data


def _drop_attribute(data: bytes, chance: Chance) -> bytes:
    return _with(data, _some(data, chance, re.compile(rb'\s[\w:]+="[^"]*"')), b"")


def _alter_text(data: bytes, chance: Chance) -> bytes:
    return _with(data, _some(data, chance, _TEXT), _junk(chance), 1)


def _entity(data: bytes, chance: Chance) -> bytes:
    new = chance.choice(
        (b"&x;", b"&#0;", b"&#x110000;", b"<![CDATA[", b"<!-- ", b"]]>", b"&lt;" * 9)
    )
    return _with(data, _some(data, chance, _TEXT), new, 1)


def _doctype(data: bytes, chance: Chance) -> bytes:
    body = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9))
    head = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + body + b"]>"
    used = _with(data, _some(data, chance, _TEXT), b"&a8;", 1)
    return used.replace(b"?>", b"?>" + head, 1)


_XML = (
    _drop_element, _double_element, _move_element, _drop_tag, _nest, _alter_attribute,
    _alter_attribute, _alter_attribute, _swap_attributes, _drop_attribute, _alter_text, _entity,
    _doctype,
)  # fmt: skip
