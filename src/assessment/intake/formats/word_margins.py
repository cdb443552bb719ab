"""What a Word document says at the head and foot of its pages, and in its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from assessment.core.details import detail
from assessment.intake.cells.runs import joined
from assessment.intake.formats.word_text import NOTES, Line


def margin_texts(document: Any) -> Iterator[str]:
    """Yield the paragraphs of headers and footers, of tables and boxes in them too."""
    for kind in ("header", "footer"):
        for root in _parts(document, kind):
            yield from filter(None, map(_said, root.iter(qn("w:p"))))


def find_notes(document: Any) -> Iterator[tuple[str, str]]:
    """Yield each footnote and endnote, with the reference by which the text calls it."""
    for reference, name in NOTES.items():
        for root in _parts(document, f"{name}s"):
            for note in root.iter(qn(f"w:{name}")):
                said = "".join(map(_said, note.iter(qn("w:p"))))
                if said:
                    key = f"{reference} {note.get(qn('w:id'), '')}"
                    yield key, detail("footnote", text=said)


def _parts(document: Any, kind: str) -> list[Any]:
    links = (link for link in document.part.rels.values() if not link.is_external)
    parts = [link.target_part for link in links if link.reltype.endswith(f"/{kind}")]
    ordered = sorted(parts, key=lambda part: str(part.partname))
    return [_root(part) for part in ordered]


def _root(part: Any) -> Any:
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _said(paragraph: Any) -> str:
    line = Line()
    line.add(paragraph)
    return joined(line.runs)[0].strip()
