"""One judge's mark for one project that stands in two places, in a sheet or in two files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.intake.layouts.context import Row
from assessment.intake.words.values import Spot

_SHOWN = 8
Place = tuple[str, str]


def without_blanks(rows: Sequence[Row]) -> list[Row]:
    """Return the places of a mark that state something; one of them when all are blank."""
    stating = [row for row in rows if row["status"] != "blank"]
    return stating or list(rows[:1])


def is_agreed(rows: Sequence[Row]) -> bool:
    """Tell whether all the places of a mark say the same."""
    return len({(row["points"], row["status"]) for row in rows}) == 1


def repeat_faults(groups: Sequence[Sequence[Row]]) -> Iterator[Problem]:
    """Yield what is to be said of marks that stand in several places, each group one mark.

    Two files with more than one mark in common are two copies of one sheet: that is said once a
    file, with the cells that differ; so it is of two sheets of one file. Any other repeat is said
    at each of its places.

    Problems
    --------
    judge.duplicate-mark, judge.two-files, judge.two-sheets
    """
    shared = Counter(pair for group in groups for pair in combinations(_files(group), 2))
    copies = {pair for pair, n in shared.items() if n > 1}
    both = Counter(pair for group in groups for pair in combinations(_sheets(group), 2))
    copied = {pair for pair, n in both.items() if n > 1}
    of_file: dict[str, list[Sequence[Row]]] = defaultdict(list)
    of_sheet: dict[tuple[str, str], list[Sequence[Row]]] = defaultdict(list)
    for group in groups:
        files = _files(group)
        if len(files) == len(group) and copies.issuperset(combinations(files, 2)):
            for file in files:
                of_file[file].append(group)
        elif len(files) == 1 and _are_copies(group, copied):
            of_sheet[_sheets(group)[-1]].append(group)
        else:
            yield from _at_each_place(group)
    for file, mine in sorted(of_file.items()):
        yield _of_file(file, mine)
    for sheet, mine in sorted(of_sheet.items()):
        yield _of_sheet(sheet, mine)


def _are_copies(group: Sequence[Row], copied: Collection[tuple[Place, Place]]) -> bool:
    sheets = _sheets(group)
    return len(sheets) == len(group) and set(combinations(sheets, 2)) <= set(copied)


def _sheets(group: Collection[Row]) -> list[Place]:
    """Return the sheets of a mark, each as its file and its name."""
    found = {_sheet(row) for row in group}
    return sorted(found)


def _sheet(row: Row) -> Place:
    spot: Spot = row["_spot"]
    return spot.document.file, spot.sheet.name


def _of_sheet(sheet: Place, groups: Sequence[Sequence[Row]]) -> Problem:
    """Return the problem of a sheet whose marks stand on others before it."""
    others = sorted({name for group in groups for _, name in _sheets(group)} - {sheet[1]})
    cells = [_at(sheet, group) for group in groups if not is_agreed(group)]
    told = _told(len(groups), cells)
    where = CellRef(sheet[0], sheet[1])
    return problem(
        "judge.two-sheets", where, actual="、".join(others), expected=told, table="marks"
    )


def _at(sheet: Place, group: Sequence[Row]) -> str:
    return str(next(row for row in group if _sheet(row) == sheet)["_cell"].address)


def _files(group: Collection[Row]) -> list[str]:
    return sorted({row["_spot"].document.file for row in group})


def _of_file(file: str, groups: Sequence[Sequence[Row]]) -> Problem:
    others = sorted({name for group in groups for name in _files(group)} - {file})
    cells = [_here(file, group) for group in groups if not is_agreed(group)]
    told = _told(len(groups), cells)
    return problem(
        "judge.two-files", CellRef(file), actual="、".join(others), expected=told, table="marks"
    )


def _told(n: int, cells: Sequence[str]) -> str:
    listed = "、".join(cells[:_SHOWN]) + ("…" if len(cells) > _SHOWN else "")
    if not cells:
        return detail("marks_same", n=n)
    return detail("marks_differ", n=n, other=len(cells), cells=listed)


def _here(file: str, group: Sequence[Row]) -> str:
    row = next(row for row in group if row["_spot"].document.file == file)
    return f"「{row['_spot'].sheet.name}」{row['_cell'].address}"


def _at_each_place(group: Sequence[Row]) -> Iterator[Problem]:
    for row in group:
        spot: Spot = row["_spot"]
        places = "、".join(
            str(other["_spot"].document.ref(other["_spot"].sheet, other["_cell"]))
            for other in group
            if other is not row
        )
        yield spot.fault("judge.duplicate-mark", row["_cell"], expected=places, column="judge_id")
