"""Every part of a package that is XML, walked through once while it inflates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from assessment.core.details import detail
from assessment.intake.guard.limits import Refused
from assessment.intake.guard.sheet_scan import Attributes, Counts, SheetScan

_RELATIONS = re.compile(r"(?P<folder>.*?)_rels/(?P<name>[^/]+)\.rels")
_XML = (".xml", ".rels")
_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_UNSOUND = (expat.ExpatError, ValueError, LookupError)
Action = Callable[[Attributes], None]


@dataclass(slots=True)
class Part:
    """What the walk through one member told; `content` only where it is XML.

    `listed` are the sheets of a workbook by name and link, `targets` what links of a part lead to.
    """

    name: str
    content: bytes = b""
    sheet: SheetScan | None = None
    has_cells: bool = False
    is_book: bool = False
    n_texts: int = 0
    listed: list[tuple[str, str]] = field(default_factory=list)
    targets: dict[tuple[str, str], str] = field(default_factory=dict)


def walk_part(name: str, chunks: Iterator[bytes], counts: Counts) -> Part:
    """Return what a member tells while it inflates.

    Raises
    ------
    Refused
        When it breaks a limit, declares a document type or is not well-formed.
    """
    first, must_be_sound = next(chunks, b""), name.endswith(_XML)
    if not must_be_sound and not _START.match(first):
        for _ in chunks:
            pass
        return Part(name)
    walk, kept = _Walk(name, counts), [first]
    walk.feed(first)
    for chunk in chunks:
        kept.append(chunk)
        walk.feed(chunk)
    walk.feed(b"", is_last=True)
    if walk.error and must_be_sound:
        raise Refused("file.damaged", detail("part", name=name))
    if walk.part.sheet:
        walk.part.sheet.end()
    walk.part.content = b"".join(kept)
    return walk.part


class _Actions(dict[str, Action | None]):
    """What to do at an element, also where its name bears a prefix."""

    def __missing__(self, name: str) -> Action | None:
        _, mark, local = name.partition(":")
        self[name] = found = self.get(local) if mark else None
        return found


class _Walk:
    """Follows one part; what is wrong with its XML ends the walk and is kept as `error`."""

    def __init__(self, name: str, counts: Counts) -> None:
        self.part, self.error = Part(name), ""
        self._counts = counts
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser.StartElementHandler = self._start_root
        self._parser.buffer_text = True

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        """Follow the next piece."""
        if self.error:
            return
        try:
            self._parser.Parse(chunk, is_last)
        except _UNSOUND as error:
            self.error = str(error)

    def _start_root(self, tag: str, _: Attributes) -> None:
        actions = self._actions(tag.rpartition(":")[2])
        self._parser.StartElementHandler = _dispatcher(actions) if actions else None

    def _actions(self, root: str) -> dict[str, Action] | None:
        part = self.part
        part.has_cells = root in ("worksheet", "document")
        if root == "worksheet":
            part.sheet = SheetScan(self._parser, self._counts)
            return part.sheet.actions
        if root == "workbook":
            part.is_book = True
            return {"sheet": self._list_sheet}
        if root == "sst":
            return {"si": self._count_text}
        if root == "document":
            return {"tc": self._count_box}
        return {"Relationship": self._relate} if root == "Relationships" else None

    def _list_sheet(self, attributes: Attributes) -> None:
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        self.part.listed.append((attributes.get("name", ""), relation))

    def _count_text(self, _: Attributes) -> None:
        self.part.n_texts += 1

    def _count_box(self, _: Attributes) -> None:
        self._counts.add_cells(1)

    def _relate(self, attributes: Attributes) -> None:
        relations = _RELATIONS.fullmatch(self.part.name)
        if relations is None or attributes.get("TargetMode") == "External":
            return
        owner = relations["folder"] + relations["name"]
        target = attributes.get("Target", "")
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
        self.part.targets[owner, attributes.get("Id", "")] = whole.lstrip("/")


def _refuse_doctype(name: str, *_: object) -> None:
    raise Refused("file.doctype", name)


def _dispatcher(actions: dict[str, Action]) -> Callable[[str, Attributes], None]:
    found = _Actions(actions)

    def start(tag: str, attributes: Attributes) -> None:
        action = found[tag]
        if action is not None:
            action(attributes)

    return start


class Book:
    """What the parts of a workbook tell together."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetScan] = {}
        self._listed: list[tuple[str, str]] = []
        self._targets: dict[tuple[str, str], str] = {}
        self._n_texts, self._book = 0, ""

    def add(self, part: Part) -> None:
        """Take in what one part told."""
        if part.sheet:
            self.sheets[part.name] = part.sheet
        if part.is_book:
            self._book = part.name
        self._n_texts += part.n_texts
        self._listed += part.listed
        self._targets |= part.targets

    def check(self) -> None:
        """Refuse sheets of one name, and what was found wrong on a sheet.

        Raises
        ------
        Refused
            With the first such fault in the order of the workbook.
        """
        self._check_names()
        named = {self._targets.get((self._book, link), ""): name for name, link in self._listed}
        order = list(named)
        for part in sorted(self.sheets, key=lambda one: order.index(one) if one in named else -1):
            scan, sheet = self.sheets[part], named.get(part, "")
            if scan.fault:
                code, cell, actual = scan.fault
                raise Refused(code, actual, sheet=sheet, cell=cell)
            if scan.top_index >= self._n_texts:
                n = f"{scan.top_index}"
                raise Refused("cell.bad-text-number", n, sheet=sheet, cell=scan.text_place())

    def _check_names(self) -> None:
        seen: set[str] = set()
        for name, _ in self._listed:
            if name.casefold() in seen:
                raise Refused("sheet.duplicate-name", name, sheet=name)
            seen.add(name.casefold())
