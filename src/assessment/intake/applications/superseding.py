"""Papers that were handed in again: which ones the later version takes the place of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names, Row, find_project

# How 收件登记 calls the material that a kind of paper is part of.
_MATERIALS = {
    "application_form": ("application",),
    "application_list": ("application",),
    "ledger": ("settlement",),
    "settlement": ("settlement",),
    "activity_register": ("activities", "materials"),
    "red_flag_form": ("red_flag",),
}
Subject = tuple[str, str, str]  # kind of paper, college, project (empty: the college itself)


@dataclass(frozen=True, slots=True)
class Paper:
    """One record (or, where a table is about one project, the whole table) and its subject."""

    found: Found
    record: Record | None
    subject: Subject


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left to read, the files that nothing is left of, what is to be said."""

    found: tuple[Found, ...]
    files: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def resent(submissions: Iterable[Row]) -> frozenset[tuple[str, str]]:
    """Return college and material of what 收件登记 has as handed in again (重交, 版本 ≥ 2)."""
    return frozenset(
        (row["college_code"], row["kind"])
        for row in submissions
        if row["state"] == "resent" and row["version"] >= 2
    )


def without_superseded(
    found: Sequence[Found], handed_in: Collection[tuple[str, str]], names: Names
) -> Kept:
    """Leave out the papers in whose place a revised one of the same subject came.

    A paper is revised when its file's name says so (修改, 重交 …) and 收件登记 has the material of
    the college as handed in again. Without that line nobody knows which one holds: of a ledger, a
    settlement, a register of activities or a 考核表 neither is read. What two 申报表 say is
    compared where they are read (`read_applications`).

    Problems
    --------
    file.superseded, submission.two-versions
    """
    papers = [paper for item in found for paper in _papers(item, names)]
    later: dict[Subject, str] = {}
    rivals: dict[Subject, str] = {}
    for paper in sorted(papers, key=lambda one: one.found.document.file):
        if is_revised(paper.found, names):
            known = later if _was_resent(paper, handed_in) else rivals
            known.setdefault(paper.subject, paper.found.document.file)
    old = [one for one in papers if one.subject in later and not is_revised(one.found, names)]
    unclear = _unclear(papers, rivals)
    if not old and not unclear:
        return Kept(tuple(found))
    kept = tuple(_rest(item, [*old, *unclear]) for item in found)
    left = {item.document.file for item in kept if item is not None}
    files = frozenset(one.found.document.file for one in old) - left
    said = (*_notices(old, later, files), *_questions(unclear, rivals))
    return Kept(tuple(item for item in kept if item is not None), files, said)


def _unclear(papers: Sequence[Paper], rivals: Mapping[Subject, str]) -> list[Paper]:
    """Return the papers of a subject of which one in another file looks revised."""
    files: dict[Subject, set[str]] = defaultdict(set)
    for paper in papers:
        if paper.subject in rivals and not paper.subject[0].startswith("application_"):
            files[paper.subject].add(paper.found.document.file)
    return [one for one in papers if len(files.get(one.subject, ())) > 1]


def _questions(unclear: Sequence[Paper], rivals: Mapping[Subject, str]) -> Iterator[Problem]:
    """Yield one problem a file that stands beside a revised one."""
    pairs = {(one.found.document.file, rivals[one.subject]) for one in unclear}
    for file, revised in sorted(pairs):
        if file != revised:
            where, other = CellRef(revised), detail("other_content")
            yield problem("submission.two-versions", where, actual=other, expected=file)


def _papers(found: Found, names: Names) -> Iterator[Paper]:
    kind = found.block.kind
    if kind.startswith("application_"):
        yield from _applications(found, names)
    elif kind == "red_flag_form" and "college" in found.block.labels:
        code = names.colleges.find(found.block.labels["college"].text)
        if code is not None:
            yield Paper(found, None, (kind, code, ""))
    elif kind in _MATERIALS and "project_name" not in found.block.headers:
        project_id, _ = find_project(found, found.block.labels, names, "", anchor=None)
        if project_id is not None:
            yield Paper(found, None, (kind, names.projects.college_of(project_id), project_id))


def _applications(found: Found, names: Names) -> Iterator[Paper]:
    for record in found.block.records:
        cells = {**found.block.labels, **record.cells}
        college, project = cells.get("college"), record.cells.get("project_name")
        code = names.colleges.find(college.text) if college else None
        if code is not None and project is not None:
            yield Paper(found, record, (found.block.kind, code, match_key(project.text)))


def is_revised(found: Found, names: Names) -> bool:
    """Tell whether the name of a file says that it was revised."""
    name = plain(PurePosixPath(found.document.file).name)
    return any(word in name for word in names.words.revisions)


def _was_resent(paper: Paper, handed_in: Collection[tuple[str, str]]) -> bool:
    kind, code, _ = paper.subject
    return any((code, material) in handed_in for material in _MATERIALS[kind])


def _rest(found: Found, old: Sequence[Paper]) -> Found | None:
    """Return what is left of a table; its totals go with the first line that does."""
    mine = [paper for paper in old if paper.found is found]
    if not mine:
        return found
    gone = {id(paper.record) for paper in mine}
    records = tuple(one for one in found.block.records if id(one) not in gone)
    if any(paper.record is None for paper in mine) or not records:
        return None
    return replace(found, block=replace(found.block, records=records, totals=()))


def _notices(
    old: Sequence[Paper], later: dict[Subject, str], files: Collection[str]
) -> Iterator[Problem]:
    """Yield one notice a file, or one a line where other lines of the file still hold."""
    by_file: dict[str, list[Paper]] = defaultdict(list)
    for paper in old:
        by_file[paper.found.document.file].append(paper)
    for file, mine in by_file.items():
        news = "、".join(sorted({later[paper.subject] for paper in mine}))
        if file in files:
            yield problem("file.superseded", CellRef(file), actual=news)
            continue
        for paper in mine:
            cell = paper.record.cells["project_name"] if paper.record else None
            spot = paper.found.spot("sources")
            yield spot.fault("file.superseded", cell, actual=later[paper.subject])
