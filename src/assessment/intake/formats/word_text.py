"""The text of a Word paragraph as its reader sees it: revisions taken over, ticks as signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from assessment.core.details import detail
from assessment.intake.cells.runs import Run

_GONE = ("del", "moveFrom")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
# What a small figure in the text refers to, by the name of the reference.
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_OFF = ("0", "false", "off", "none")
TICKED, UNTICKED = "☑", "□"
# What stands for what in fonts that hold signs in the places of letters.
_SIGNS = {
    "wingdings": {0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0xA8: "□", 0x6F: "□", 0x71: "□",
                  0x72: "□", 0x6E: "■", 0xA1: "○", 0x6C: "●"},
    "wingdings 2": {0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗", 0xA3: "□", 0x2A: "□",
                    0x2E: "■"},
}  # fmt: skip
_UNKNOWN_SIGN = "\ufffd"


@dataclass(slots=True)
class Line:
    """Paragraphs read one after the other: their pieces, and what does not stand in the text."""

    runs: list[Run] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    def add(self, paragraph: Any) -> None:
        """Take a paragraph, below those that were taken before."""
        if self.runs:
            self.runs.append(Run("\n"))
        _walk(paragraph, self)


def local(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment in the XML."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def inside(element: Any) -> Iterator[Any]:
    """Yield the children of an element as they count: of alternatives the first, no properties.

    What only wraps others, as a content control or a revision does, gives way to its content; a
    control that still shows its prompt holds nothing but boxes of a table.
    """
    for child in element:
        name = local(child)
        if name == "AlternateContent":
            chosen = next(iter(child), None)
            yield from () if chosen is None else inside(chosen)
        elif name == "sdt" and not _tick(child):
            yield from _controlled(child)
        elif name in ("ins", "moveTo", "customXml", "smartTag"):
            yield from inside(child)
        elif name not in _PROPERTIES:
            yield child


def _controlled(control: Any) -> Iterator[Any]:
    content = control.find(qn("w:sdtContent"))
    for child in () if content is None else inside(content):
        if not is_prompt(control) or local(child) in ("tr", "tc"):
            yield child


def is_prompt(control: Any) -> bool:
    """Tell whether a content control shows only what is to be entered: 单击此处输入文字。"""
    return control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _tick(control: Any) -> str:
    """Return the sign of a content control that is a box to tick, else nothing."""
    for box in control.iterfind(f"{qn('w:sdtPr')}/*"):
        if local(box) == "checkbox":
            states = [value for one in box if local(one) == "checked" for value in one.values()]
            return TICKED if states and states[0] not in _OFF else UNTICKED
    return ""


def _walk(element: Any, line: Line) -> None:
    for child in inside(element):
        name = local(child)
        if name in _GONE:
            line.deleted.append(_all_text(child))
        elif name == "sdt":
            line.runs.append(Run(_tick(child)))
        elif name == "oMath":
            line.runs.append(Run(detail("formula_text", text=_all_text(child))))
        elif name == "r":
            _walk_run(child, line)
        elif name:
            _walk(child, line)


def _all_text(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter() if local(one) in ("t", "delText"))


def _walk_run(run: Any, line: Line) -> None:
    look = _look(run.find(qn("w:rPr")))
    signs = _signs(run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}"))
    for child in inside(run):
        name = local(child)
        if name == "commentReference":
            line.comments.append(child.get(qn("w:id"), ""))
        elif name in NOTES:
            line.comments.append(f"{name} {child.get(qn('w:id'), '')}")
        elif name in ("drawing", "pict", "object"):
            line.boxes += _boxes(child)
        elif name == "ruby":
            _walk(child.find(qn("w:rubyBase")), line)
        else:
            line.runs.append(look._replace(text=_piece(child, name, signs)))


def _look(properties: Any) -> Run:
    if properties is None:
        return Run("")
    place = properties.find(qn("w:vertAlign"))
    return Run(
        "",
        _is_on(properties, "strike") or _is_on(properties, "dstrike"),
        _is_on(properties, "vanish"),
        None if place is None else place.get(qn("w:val")),
    )


def _is_on(parent: Any, name: str) -> bool:
    found = parent.find(qn(f"w:{name}"))
    return found is not None and found.get(qn("w:val"), "1") not in _OFF


def _piece(part: Any, name: str, signs: dict[int, str] | None) -> str:
    if name == "t":
        text = part.text or ""
        return text if signs is None else "".join(_sign(ord(letter), signs) for letter in text)
    if name == "sym":
        font = part.get(qn("w:font"), "").casefold()
        return _sign(int(part.get(qn("w:char"), "0"), 16), _SIGNS.get(font, {}))
    return _form_field(part) if name == "fldChar" else _BREAKS.get(name, "")


def _signs(fonts: Any) -> dict[int, str] | None:
    """Return the signs of the font that a run is set in, if it is one of signs."""
    name = fonts.get(qn("w:ascii"), "").casefold() if fonts is not None else ""
    return _SIGNS.get(name)


def _sign(code: int, signs: dict[int, str]) -> str:
    is_plain = code > 0xFF and not 0xF000 <= code <= 0xF0FF
    if is_plain or code == 0x20:
        return chr(code)
    return signs.get(code & 0xFF, _UNKNOWN_SIGN)


def _form_field(part: Any) -> str:
    """Return what a box or a list of an old form holds; other fields hold their own text."""
    box = part.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is not None:
        state = "default" if box.find(qn("w:checked")) is None else "checked"
        return TICKED if _is_on(box, state) else UNTICKED
    choice = part.find(f"{qn('w:ffData')}/{qn('w:ddList')}")
    if choice is None:
        return ""
    chosen = choice.find(qn("w:result"))
    entries = [one.get(qn("w:val"), "") for one in choice.iter(qn("w:listEntry"))]
    return entries[0 if chosen is None else int(chosen.get(qn("w:val"), "0"))] if entries else ""


def _boxes(drawing: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes in a drawing, once each."""
    for child in inside(drawing):
        if local(child) == "txbxContent":
            yield child
        elif local(child):
            yield from _boxes(child)
