"""Word forms: a centred title, remarks, one ruled table of labels and places to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assessment.core.archive import repack
from assessment.report.blanks.word_table import Cell, Row, add_table

# As the rules for official papers have them; beside each what every computer has.
TITLE, HEADING, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
_INSTEAD = {TITLE: "华文中宋;宋体;SimSun", BODY: "仿宋;FangSong", HEADING: "SimHei"}
# A telephone number or a code stands on one line.
_HYPHEN = re.compile("(?<=[0-9A-Z])-(?=[0-9A-Z])")
_CREATED = datetime(2017, 1, 1)
_UNIT = 1.0  # centimetres of one of the columns that cells span
COLUMNS = 16
_SIZE = 11.0
_ALIGN = {
    **dict.fromkeys(("label", "down", "centre"), "center"),
    **dict.fromkeys(("sign", "amount"), "right"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its text (empty: to be filled), how many of the 16 columns it spans, what it is.

    `kind` is label, text, centre, amount (on the right), sign (to be signed below) or down (a
    label beside this row and those below whose first box is `under`).
    """

    text: str
    span: int
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of boxes, at least so many centimetres high."""

    boxes: tuple[Box, ...]
    height: float = 0.9


def label(text: str, span: int = 2) -> Box:
    """Return a printed label."""
    return Box(text, span, "label")


def room(span: int) -> Box:
    """Return a place to write."""
    return Box("", span)


def down(text: str) -> Box:
    """Return a label beside this row and those below that begin with `under()`."""
    return Box(text, 2, "down")


def under() -> Box:
    """Return the place that the label above covers."""
    return Box("", 2, "under")


def sign(span: int = COLUMNS - 2) -> Box:
    """Return a place for an opinion, signature and seal."""
    return Box("签字（盖章）：　　　　　　　　年　　月　　日", span, "sign")


def write_form(
    title: str, notes: Sequence[str], lines: Sequence[Line], *, lead: str = "填表说明："
) -> bytes:
    """Return a Word form on A4: title, table, then the remarks under a lead."""
    document = docx.Document()
    set_up(document, title)
    paragraph(document.add_paragraph(), title, (TITLE, 18), WD_ALIGN_PARAGRAPH.CENTER, after=10)
    ruled(document, lines)
    for number, note in enumerate(notes):
        text = f"{lead if not number else ''}{number + 1}. {note}"
        line = document.add_paragraph()
        paragraph(line, text, (BODY, 10))
        line.paragraph_format.space_before = Pt(0 if number else 6)
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def set_up(document: Any, title: str, *, is_wide: bool = False) -> None:
    """Give a document its paper (on its side if wide), margins, fonts, page numbers, properties."""
    section = document.sections[0]
    sides = (Cm(29.7), Cm(21)) if is_wide else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = sides
    if is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = _CREATED
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(_SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    _name_other_fonts(document)
    _number_pages(section)


def lay_on_side(section: Any) -> None:
    """Turn a section of A4 on its side, with narrow margins: a picture fills it."""
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = section.top_margin = Cm(1.4)
    section.bottom_margin = Cm(1.8)


def _name_other_fonts(document: Any) -> None:
    """Name the fonts to take where those of official papers are not installed."""
    part = next(one for one in document.part.package.iter_parts()
                if str(one.partname) == "/word/fontTable.xml")  # fmt: skip
    told = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
        for name, other in _INSTEAD.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{told}</w:fonts>".encode())


def _number_pages(section: Any) -> None:
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _styled(line.add_run("— "), (BODY, 9))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)
    _styled(line.add_run(" —"), (BODY, 9))


def paragraph(
    line: Any, text: str, font: tuple[str, float], align: Any = None, *, after: float = 0
) -> None:
    """Fill a paragraph with text of a font and size."""
    line.alignment = align
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(0), Pt(after)
    if text:
        head, *rest = _HYPHEN.split(text)
        run = line.add_run(head)
        for part in rest:
            run._r.append(OxmlElement("w:noBreakHyphen"))
            run.add_text(part)
        _styled(run, font)


def _styled(run: Any, font: tuple[str, float]) -> None:
    name, size = font
    run.font.name, run.font.size = name, Pt(size)
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), name)


def ruled(document: Any, lines: Sequence[Line]) -> None:
    """Add a ruled table of labels and places to write."""
    add_table(document, [Cm(_UNIT)] * COLUMNS, [_row(lines, n) for n in range(len(lines))])


def _row(lines: Sequence[Line], number: int) -> Row:
    line = lines[number]
    is_beside = number + 1 < len(lines) and lines[number + 1].boxes[0].kind == "under"
    return Row([_cell(box, is_beside=is_beside) for box in line.boxes], Cm(line.height))


def _cell(box: Box, *, is_beside: bool) -> Cell:
    joined = "continue" if box.kind == "under" else ""
    return Cell(
        box.text,
        Cm(box.span * _UNIT),
        (HEADING if box.kind in ("label", "down") else BODY, _SIZE),
        _ALIGN.get(box.kind, "left"),
        box.span,
        "bottom" if box.kind == "sign" else "center",
        "restart" if box.kind == "down" and is_beside else joined,
    )
