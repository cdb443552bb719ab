"""Which college each file comes from, and what kind of material it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from assessment.core.provenance import split_source
from assessment.core.tables import file_names

Tables = Mapping[str, pd.DataFrame]
# Tables whose rows belong to a college or a project, and the material their papers are.
_FACTS = {
    "applications": "application",
    "budget_plan": "application",
    "ledger": "settlement",
    "settlements": "settlement",
    "activities": "activities",
    "materials": "activities",
    "red_flag_items": "red_flag",
}
_PAPERS = {
    "application_form": "application",
    "application_list": "application",
    "ledger": "settlement",
    "settlement": "settlement",
    "activity_register": "activities",
    "red_flag_form": "red_flag",
}
# How people call a paper in the name of its file or folder, when it could not be read.
_WORDS = {
    "申报": "application",
    "决算": "settlement",
    "支出": "settlement",
    "活动": "activities",
    "材料登记": "activities",
    "结项": "materials",
    "考核表": "red_flag",
}
_SAME_PAPER = {"materials": ("materials", "activities")}
_NOT_PAPERS = ("~", ".", "desktop.ini", "Thumbs.db")


@dataclass(frozen=True, slots=True)
class Origins:
    """The files of each college and kind: those that facts were read from, and others."""

    read: Mapping[tuple[str, str], Sequence[str]]
    unread: Mapping[tuple[str, str], Sequence[str]]
    owners: Mapping[str, Sequence[str]]

    @property
    def kinds(self) -> frozenset[tuple[str, str]]:
        """College and kind of everything that was read."""
        return frozenset(self.read)

    def files_of(self, code: str, kind: str) -> list[str]:
        """Return the files of a college's material, those that were read first."""
        kinds = _SAME_PAPER.get(kind, (kind,))
        found = [file for part in (self.read, self.unread) for one in kinds
                 for file in part.get((code, one), ())]  # fmt: skip
        return list(dict.fromkeys(found))

    def is_read(self, code: str, kind: str) -> bool:
        """Tell whether anything of the material was read."""
        return any((code, one) in self.read for one in _SAME_PAPER.get(kind, (kind,)))

    def owner(self, file: str) -> str | None:
        """Return the one college that a file comes from; None for none or several."""
        codes = self.owners.get(file, ())
        return codes[0] if len(codes) == 1 else None


def find_origins(tables: Tables, year: int) -> Origins:
    """Return which file belongs to which college, by what was read from it.

    A file that no row of a table leads to belongs to the college whose name is in its path, the
    longest of its names first; what it is then follows from its kind or from words in its path.
    """
    files = file_names(tables["sources"])
    stated = {*_stated(tables, year, files)}
    named = {*_named(tables, year, {file for _, _, file in stated})}
    owners: dict[str, list[str]] = {}
    for code, _, file, *_ in sorted({*stated, *((c, k, f) for c, k, f, _ in named)}):
        if code not in owners.setdefault(file, []):
            owners[file].append(code)
    read = {*stated, *((code, kind, file) for code, kind, file, is_read in named if is_read)}
    unread = {(code, kind, file) for code, kind, file, is_read in named if not is_read}
    return Origins(_grouped(read), _grouped(unread), owners)


def _grouped(found: set[tuple[str, str, str]]) -> dict[tuple[str, str], list[str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for code, kind, file in sorted(found):
        if kind:
            groups.setdefault((code, kind), []).append(file)
    return groups


def _stated(tables: Tables, year: int, files: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    applied = tables["applications"]
    homes = dict(zip(applied["project_id"], applied["college_code"], strict=True))
    for name, kind in _FACTS.items():
        table = tables[name][tables[name]["year"] == year]
        whose = "college_code" if "college_code" in table else "project_id"
        for owner, src in dict.fromkeys(zip(table[whose], table["src"], strict=True)):
            source_id, _, _ = split_source(src)
            yield homes.get(owner, owner), kind, files.get(source_id, "")


def _named(tables: Tables, year: int, known: set[str]) -> Iterator[tuple[str, str, str, bool]]:
    sources = tables["sources"]
    mine = sources.loc[sources["year"] == year, ["file", "kind"]]
    spellings = list(_spellings(tables["colleges"]))
    for file, kind in mine.itertuples(index=False):
        code = None if file in known else _college_in(file, spellings)
        if code is not None and not PurePosixPath(file).name.startswith(_NOT_PAPERS):
            paper = next((_PAPERS[one] for one in kind.split("+") if one in _PAPERS), "")
            yield code, paper or _kind_in(file), file, bool(paper)


def _spellings(colleges: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield every name of every college and its code, the longest name first."""
    found = [
        (name.strip(), code)
        for code, whole, aliases in colleges[
            ["college_code", "college_name", "aliases"]
        ].itertuples(index=False)
        for name in (whole, *("" if pd.isna(aliases) else aliases).split("、"))
        if len(name.strip()) > 1
    ]
    yield from sorted(found, key=lambda one: (-len(one[0]), one))


def _college_in(file: str, spellings: Sequence[tuple[str, str]]) -> str | None:
    for part in reversed(PurePosixPath(file).parts):
        for name, code in spellings:
            if name in part:
                return code
    return None


def _kind_in(file: str) -> str:
    for part in reversed(PurePosixPath(file).parts):
        for word, kind in _WORDS.items():
            if word in part:
                return kind
    return ""
