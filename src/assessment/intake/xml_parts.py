"""Every part of a package that is XML, walked through once while it inflates."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from assessment.core.details import detail
from assessment.intake.limits import Limits, Refused
from assessment.intake.packages import Package
from assessment.intake.sheet_scan import Attributes, Counts, SheetScan

_RELATIONS = re.compile(r"(?P<folder>.*?)_rels/(?P<name>[^/]+)\.rels")
_XML = (".xml", ".rels")
_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
Action = Callable[[Attributes], None]


class _Actions(dict[str, Action | None]):
    """What to do at an element, also where its name bears a prefix."""

    def __missing__(self, name: str) -> Action | None:
        _, mark, local = name.partition(":")
        self[name] = found = self.get(local) if mark else None
        return found


@dataclass
class Parts:
    """What the walk found: sheets by part, their names, the number of shared texts."""

    limits: Limits
    counts: Counts = field(init=False)
    sheets: dict[str, SheetScan] = field(default_factory=dict)
    n_texts: int = 0
    _listed: list[tuple[str, str]] = field(default_factory=list)
    _targets: dict[tuple[str, str], str] = field(default_factory=dict)
    _book: str = ""
    n_boxes: int = 0

    def __post_init__(self) -> None:
        self.counts = Counts(self.limits)

    def walk(self, package: Package, entry: zipfile.ZipInfo) -> bytes:
        """Inflate one member and return it if it is XML, else nothing.

        Raises
        ------
        Refused
            When it breaks a limit, declares a document type or is not well-formed.
        """
        chunks = iter(package.chunks(entry))
        first = next(chunks, b"")
        if not entry.filename.endswith(_XML) and not _START.match(first):
            for _ in chunks:
                pass
            return b""
        must_be_sound = entry.filename.endswith(_XML)
        return self._parse(entry.filename, first, chunks, must_be_sound=must_be_sound)

    def _parse(
        self, name: str, first: bytes, chunks: Iterable[bytes], *, must_be_sound: bool
    ) -> bytes:
        parser, kept, error = self._parser(name), [first], ""
        try:
            parser.Parse(first, False)
        except _UNSOUND as fault:
            error = str(fault)
        for chunk in chunks:
            kept.append(chunk)
            if not error:
                error = _fed(parser, chunk)
        error = error or _fed(parser, b"", is_last=True)
        if error and must_be_sound:
            raise Refused("file.damaged", detail("part", name=name))
        if name in self.sheets:
            self.sheets[name].end()
        return b"".join(kept)

    def _parser(self, name: str) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.buffer_text = True

        def start_root(tag: str, attributes: Attributes) -> None:
            actions = self._actions(tag.rpartition(":")[2], name, parser)
            parser.StartElementHandler = _dispatcher(actions) if actions else None
            del attributes

        parser.StartElementHandler = start_root
        return parser

    def _actions(
        self, root: str, name: str, parser: expat.XMLParserType
    ) -> dict[str, Action] | None:
        if root == "worksheet":
            self.sheets[name] = SheetScan(parser, self.counts)
            return self.sheets[name].actions
        if root == "workbook":
            self._book = name
            return {"sheet": self._list_sheet}
        if root == "sst":
            return {"si": self._count_text}
        if root == "document":
            return {"tc": self._count_box}
        relations = _RELATIONS.fullmatch(name) if root == "Relationships" else None
        if relations:
            owner = relations["folder"] + relations["name"]
            return {"Relationship": lambda found: self._relate(owner, found)}
        return None

    def _list_sheet(self, attributes: Attributes) -> None:
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        self._listed.append((attributes.get("name", ""), relation))

    def _count_text(self, _: Attributes) -> None:
        self.n_texts += 1

    def _count_box(self, _: Attributes) -> None:
        self.counts.add_cells(1)

    def _relate(self, owner: str, attributes: Attributes) -> None:
        if attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
        self._targets[owner, attributes.get("Id", "")] = whole.lstrip("/")

    def check_sheets(self) -> None:
        """Refuse sheets of one name, and what was found wrong on a sheet.

        Raises
        ------
        Refused
            With the first such fault in the order of the workbook.
        """
        self._check_names()
        named = {self._targets.get((self._book, link), ""): name for name, link in self._listed}
        for part in sorted(
            self.sheets, key=lambda one: list(named).index(one) if one in named else -1
        ):
            scan, sheet = self.sheets[part], named.get(part, "")
            if scan.fault:
                code, cell, actual = scan.fault
                raise Refused(code, actual, sheet=sheet, cell=cell)
            if scan.top_index >= self.n_texts:
                n = f"{scan.top_index}"
                raise Refused("cell.bad-text-number", n, sheet=sheet, cell=scan.text_place())

    def _check_names(self) -> None:
        seen: set[str] = set()
        for name, _ in self._listed:
            if name.casefold() in seen:
                raise Refused("sheet.duplicate-name", name, sheet=name)
            seen.add(name.casefold())


_UNSOUND = (expat.ExpatError, ValueError, LookupError)


def _fed(parser: expat.XMLParserType, chunk: bytes, *, is_last: bool = False) -> str:
    """Return what is wrong with the XML so far."""
    try:
        parser.Parse(chunk, is_last)
    except _UNSOUND as error:
        return str(error)
    return ""


def _refuse_doctype(name: str, *_: object) -> None:
    raise Refused("file.doctype", name)


def _dispatcher(actions: dict[str, Action]) -> Callable[[str, Attributes], None]:
    found = _Actions(actions)

    def start(tag: str, attributes: Attributes) -> None:
        action = found[tag]
        if action is not None:
            action(attributes)

    return start
