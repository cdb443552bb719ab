"""An official paper in Word: title, paragraphs, ruled tables, signature; marked when internal."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
import pandas as pd
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor

from assessment.core.archive import repack
from assessment.report.blanks.letter import (
    BODY,
    HEADING,
    TITLE,
    Line,
    lay_on_side,
    paragraph,
    ruled,
    set_up,
)
from assessment.report.documents.listed import keep_ending, listed

INTERNAL = "内部资料"
_SIZE, _INDENT, _SPACE = 14.0, 2, 1.3
# What a page on its side holds below a caption.
_PLATE = (Cm(26.8), Cm(16.4))


class Official:
    """A document being written from the top down; `data` ends it."""

    def __init__(
        self, title: str, *, below: str = "", is_internal: bool = False, is_wide: bool = False
    ) -> None:
        self._document: Any = docx.Document()
        self._heading = self._document.styles["Heading 2"].style_id
        set_up(self._document, title, is_wide=is_wide)
        if is_internal:
            self._add(INTERNAL, (HEADING, 12), WD_ALIGN_PARAGRAPH.RIGHT)
        self._add(title, (TITLE, 18), WD_ALIGN_PARAGRAPH.CENTER, after=8)
        if below:
            self._add(below, (BODY, 12), WD_ALIGN_PARAGRAPH.CENTER, after=8)

    def _add(self, text: str, font: tuple[str, float], align: Any = None, after: float = 0) -> Any:
        line = self._document.add_paragraph()
        paragraph(line, text, font, align, after=after)
        return line

    def to(self, whom: str) -> None:
        """Say to whom the paper is addressed."""
        self._add(f"{whom}：", (BODY, _SIZE)).paragraph_format.line_spacing = _SPACE

    def text(self, text: str) -> None:
        """Add a paragraph, its first line indented by two signs."""
        form = self._add(text, (BODY, _SIZE), after=4).paragraph_format
        form.first_line_indent, form.line_spacing = Pt(_SIZE * _INDENT), _SPACE

    def section(self, text: str) -> None:
        """Add a heading, kept with what follows it."""
        line = self._add(text, (HEADING, 12), after=3)
        line._p.style = self._heading  # by name it would be looked up anew each time
        line.runs[0].font.color.rgb, line.runs[0].font.bold = RGBColor(0, 0, 0), False
        line.paragraph_format.space_before = Pt(8)
        line.paragraph_format.keep_with_next = True

    def lines(self, lines: Sequence[Line]) -> None:
        """Add a ruled table."""
        ruled(self._document, lines)
        self._add("", (BODY, 6))

    def table(self, frame: pd.DataFrame, widths: Sequence[float] = ()) -> None:
        """Add a table whose header stands on every page; widths are shares of the line's."""
        listed(self._document, frame, widths)
        self._add("", (BODY, 6))

    def plate(self, caption: str, image: bytes) -> None:
        """Add a picture behind all text, on a page of its own on its side, as large as it goes."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        lay_on_side(section)
        self._add(caption, (HEADING, 12), after=3).paragraph_format.keep_with_next = True
        line = self._document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = line.add_run().add_picture(BytesIO(image))
        scale = min(_PLATE[0] / shape.width, _PLATE[1] / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)

    def notes(self, notes: Sequence[str]) -> None:
        """Add numbered remarks in small type."""
        for number, note in enumerate(notes, start=1):
            self._add(f"{'说明：' if number == 1 else ''}{number}. {note}", (BODY, 10))

    def note(self, text: str) -> None:
        """Add one remark in small type, its first line indented by two signs."""
        self._add(text, (BODY, 11), after=2).paragraph_format.first_line_indent = Pt(11 * _INDENT)

    def signed(self, *lines: str) -> None:
        """Add what stands on the right below everything: who signs, and when."""
        for number, line in enumerate(lines):
            form = self._add(line, (BODY, _SIZE), WD_ALIGN_PARAGRAPH.RIGHT).paragraph_format
            form.space_before = Pt(14 if not number else 2)
            form.keep_with_next = number < len(lines) - 1

    def by_hand(self, *names: str) -> None:
        """Add one line of places to sign by hand."""
        text = "　".join(f"{name}：＿＿＿＿" for name in names)
        form = self._add(text, (BODY, 11), after=4).paragraph_format
        form.space_before, form.keep_with_next = Pt(16), True

    def data(self) -> bytes:
        """Return the document; the same content gives the same bytes."""
        keep_ending(self._document)
        buffer = BytesIO()
        self._document.save(buffer)
        return repack(buffer.getvalue())
