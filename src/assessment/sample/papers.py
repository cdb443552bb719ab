"""The files of a sample year as they are drawn up: where each fact stands, what is planted."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.sample.draft import Draft

FOLDER = "2017"
Placed = tuple[str, str, str, str]  # code, file, sheet, cell


class Papers:
    """The files of a year as they are drawn up, where each fact stands, what is planted."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.kinds: dict[str, str] = {}
        self.facts: dict[tuple[object, ...], tuple[str, str, str]] = {}
        self.planted: list[Placed] = []
        self.following: list[Placed] = []

    def add(
        self, file: str, data: bytes, drafts: Mapping[str, Draft] | None = None, *, kind: str
    ) -> None:
        """Lay a file down; the first paper that states a fact is its source."""
        path = f"{FOLDER}/{file}"
        self.files[path], self.kinds[path] = data, kind
        for sheet, draft in (drafts or {}).items():
            for fact, cell in draft.facts.items():
                self.facts.setdefault(fact, (path, sheet, cell))

    def expect(self, code: str, file: str, sheet: str = "", cell: str = "") -> None:
        """Note a problem that reading must give."""
        self.planted.append((code, f"{FOLDER}/{file}", sheet, cell))

    def expect_later(self, code: str, fact: tuple[object, ...]) -> None:
        """Note a problem that the rules must find at a fact that reads well by itself."""
        self.following.append((code, *self.facts[fact]))
