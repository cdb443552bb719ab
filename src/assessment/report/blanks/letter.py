"""Word forms: a centred title, remarks, one ruled table of labels and places to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assessment.core.archive import repack

# As the rules for official papers have them; beside each what every computer has.
TITLE, HEADING, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
_INSTEAD = {TITLE: "华文中宋;宋体;SimSun", BODY: "仿宋;FangSong", HEADING: "SimHei"}
_CREATED = datetime(2017, 1, 1)
_UNIT = 1.0  # centimetres of one of the columns that cells span
COLUMNS = 16
_SIZE = 11.0
_ALIGN = {
    **dict.fromkeys(("label", "down", "centre"), WD_ALIGN_PARAGRAPH.CENTER),
    **dict.fromkeys(("sign", "amount"), WD_ALIGN_PARAGRAPH.RIGHT),
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
        _styled(line.add_run(text), font)


def _styled(run: Any, font: tuple[str, float]) -> None:
    name, size = font
    run.font.name, run.font.size = name, Pt(size)
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), name)


def ruled(document: Any, lines: Sequence[Line]) -> None:
    """Add a ruled table of labels and places to write."""
    table = document.add_table(rows=len(lines), cols=COLUMNS, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column in table.columns:
        column.width = Cm(_UNIT)
    set_margins(table)
    cells = [list(row.cells) for row in table.rows]
    _join_down(cells, lines)
    for row, line, boxes in zip(table.rows, lines, cells, strict=True):
        row.height, row.height_rule = Cm(line.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        keep_whole(row)
        _fill(boxes, line)


def set_margins(table: Any) -> None:
    """Leave a little room around what is written in a cell."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _join_down(cells: list[list[Any]], lines: Sequence[Line]) -> None:
    """Merge the place of each label that stands beside several rows."""
    top = 0
    for number, line in enumerate(lines):
        first = line.boxes[0]
        top = number if first.kind == "down" else top
        is_last = number + 1 == len(lines) or lines[number + 1].boxes[0].kind != "under"
        if first.kind in ("down", "under") and is_last:
            cells[top][0].merge(cells[number][first.span - 1])


def keep_whole(row: Any) -> None:
    """Keep a row on one page, unless what is written in it grows beyond one."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cells: list[Any], line: Line) -> None:
    first = 0
    for box in line.boxes:
        last = first + box.span - 1
        place = cells[first]
        if box.kind not in ("down", "under") and box.span > 1:
            place = cells[first].merge(cells[last])
        if box.kind != "under":
            _write(place, box)
        first = last + 1


def _write(cell: Any, box: Box) -> None:
    cell.width = Cm(box.span * _UNIT)
    at = WD_CELL_VERTICAL_ALIGNMENT
    cell.vertical_alignment = at.BOTTOM if box.kind == "sign" else at.CENTER
    font = (HEADING if box.kind in ("label", "down") else BODY, _SIZE)
    align = _ALIGN.get(box.kind, WD_ALIGN_PARAGRAPH.LEFT)
    paragraph(cell.paragraphs[0], box.text, font, align)
