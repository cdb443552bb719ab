"""Word documents written as XML: what python-docx cannot write, people's Word does."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

SPACES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
STRIKE, HIDDEN, PROMPT = "<w:strike/>", "<w:vanish/>", "<w:showingPlcHdr/>"
CHECKBOX = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
)
NOTED = '<w:r><w:footnoteReference w:id="2"/></w:r>'
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def document(*blocks: str) -> bytes:
    """Return a document whose body is these blocks of XML."""
    made = docx.Document()
    body = made.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block.replace(">", f" {SPACES}>", 1)))
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_margins(data: bytes, *, header: str = "", footer: str = "") -> bytes:
    """Return a document with a line at the head and one at the foot of every page."""
    made = docx.Document(BytesIO(data))
    made.sections[0].header.paragraphs[0].text = header
    made.sections[0].footer.paragraphs[0].text = footer
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_footnote(data: bytes, text: str) -> bytes:
    """Return a document with footnote 2, to which `NOTED` refers."""
    made = docx.Document(BytesIO(data))
    note = f'<w:footnotes {SPACES}><w:footnote w:id="2">{line(text)}</w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), made.part.package)
    made.part.relate_to(part, RT.FOOTNOTES)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def p(content: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{content}</w:p>"


def r(text: str, look: str = "") -> str:
    """Return a run of text with properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(text: str) -> str:
    """Return a paragraph of plain text."""
    return p(r(text))


def deleted(text: str) -> str:
    """Return text that a revision took out."""
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def table(*rows: str) -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*boxes: str) -> str:
    """Return a row of boxes."""
    return f"<w:tr>{''.join(boxes)}</w:tr>"


def tc(content: str) -> str:
    """Return a box of paragraphs and tables."""
    return f"<w:tc>{content}</w:tc>"


def boxed(text: str, *, is_old: bool = False) -> str:
    """Return a run with a text box, as Word writes it since 2010 or as it did before."""
    box = f"<w:txbxContent>{line(text)}</w:txbxContent>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    if is_old:
        return f"<w:r>{old}</w:r>"
    new = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    choices = f"<mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"
