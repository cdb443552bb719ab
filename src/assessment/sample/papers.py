"""The files of a sample year as they are drawn up: where each fact stands, what is planted."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.sample.draft import Draft
from assessment.sample.truth import Plant

Placed = tuple[str, str, str, str]  # code, file, sheet, cell


class Papers:
    """The files of a year as they are drawn up, where each fact stands, what is planted."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.files: dict[str, bytes] = {}
        self.kinds: dict[str, str] = {}
        self.facts: dict[tuple[object, ...], tuple[str, str, str]] = {}
        self.planted: list[Placed] = []
        self.following: list[Placed] = []
        self.owed: list[tuple[str, tuple[object, ...]]] = []
        self.superseded: set[str] = set()

    def add(
        self, file: str, data: bytes, drafts: Mapping[str, Draft] | None = None, *, kind: str
    ) -> None:
        """Lay a file down; of the papers that state a fact the first by name is its source."""
        path = self.path(file)
        self.files[path], self.kinds[path] = data, kind
        for sheet, draft in (drafts or {}).items():
            for fact, cell in draft.facts.items():
                if fact not in self.facts or path < self.facts[fact][0]:
                    self.facts[fact] = path, sheet, cell

    def add_superseded(self, file: str, data: bytes, *, kind: str) -> None:
        """Lay down a paper whose place a later version takes: nothing is read from it."""
        self.add(file, data, kind=kind)
        self.superseded.add(self.path(file))
        self.expect("file.superseded", file)

    def path(self, file: str) -> str:
        """Return the path of a file under data/raw."""
        return f"{self.year}/{file}"

    def expect(self, code: str, file: str, sheet: str = "", cell: str = "") -> None:
        """Note a problem that reading must give."""
        self.planted.append((code, self.path(file), sheet, cell))

    def expect_plants(self, plants: Mapping[tuple[object, ...], Plant]) -> None:
        """Note the problem of everything planted on a fact that a paper states."""
        for fact, plant in plants.items():
            if plant.code and fact in self.facts:
                self.planted.append((plant.code, *self.facts[fact]))

    def expect_later(self, code: str, fact: tuple[object, ...]) -> None:
        """Note a problem that the rules must find at a fact that reads well by itself."""
        self.following.append((code, *self.facts[fact]))

    def expect_of_earlier(self, code: str, fact: tuple[object, ...]) -> None:
        """Note a problem that the rules must find this year at a fact of an earlier year."""
        self.owed.append((code, fact))
