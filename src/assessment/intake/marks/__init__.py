"""Judges' sheets in every layout to table `marks`, and the running order they state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.intake.cells import Cell
from assessment.intake.grids.head_remarks import heads_other_lines
from assessment.intake.layouts import Record
from assessment.intake.layouts.components import clashing, find_component, foreign_titles
from assessment.intake.layouts.context import Found, Names, Row, Rows, find_project, gather
from assessment.intake.layouts.lost_columns import judge_columns, unknown_criteria
from assessment.intake.layouts.other_parts import own_lines
from assessment.intake.layouts.split_criteria import split_faults, split_places
from assessment.intake.layouts.tallies import LAYOUT, SECOND_ENTRY
from assessment.intake.marks.full_marks import unreadable_at, without_other_full_marks
from assessment.intake.marks.judges import judge_of_head, judge_of_sheet, matrix_judges
from assessment.intake.marks.one_criterion import without_one_criterion
from assessment.intake.marks.other_quantities import other_places
from assessment.intake.marks.ranks import without_ranks
from assessment.intake.marks.repeats import is_agreed, repeat_faults, without_blanks
from assessment.intake.marks.results import wrong_results
from assessment.intake.marks.sources import TOTAL, one_of_each
from assessment.intake.marks.sums import means_of_nothing, wrong_sums
from assessment.intake.words.mark_values import read_mark


def read_marks(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `marks` that the blocks state.

    A judge's own sum beside the criteria is checked, and so is what 现场统分表 works out; so are
    sums and means where nothing was given. Where sheets of judges and a summary state the same
    marks, the sheets count.

    Problems
    --------
    judge.in-column, marks.group-other, line.other-part, sheet.component-unknown,
    sheet.components-clash, judge.unknown, judge.contradicted, judge.name-differs,
    judge.not-stated, project.unknown, judge.two-sheets, college.unknown,
    project.name-missing, marks.criterion-unknown, marks.criterion-split,
    criterion.other-full-marks, marks.look-like-ranks, marks.one-criterion,
    judge.duplicate-mark, judge.two-files, marks.total-differs,
    total.does-not-add-up and those of a single mark
    """
    first = [item for item in found if item.block.kind != SECOND_ENTRY]
    again = [item for item in found if item.block.kind == SECOND_ENTRY]
    read = _without_repeats(gather(_read_block(item, names) for item in first))
    # What is wrong with a second entry is told where it differs from the first.
    second = _without_repeats(gather(_read_block(item, names) for item in again)).rows
    wrong = wrong_sums(read.rows, names.rules)
    kept = one_of_each(read.rows, second, names.rules)
    problems = (*read.problems, *wrong, *kept.problems)
    return Rows(tuple(_public(row) for row in kept.rows), problems)


def _read_block(found: Found, names: Names) -> Rows:
    component = find_component(found.block, found.document, names.words, names.rules)
    if component is None:
        return Rows((), (_no_component(found, names),))
    part = names.rules.component(component)
    assert isinstance(part, Judged)
    found, elsewhere = own_lines(found, part, names)
    read = without_other_full_marks(_read_part(found, part, names), found, part, names.words)
    read = without_one_criterion(without_ranks(read, found, part), found, part)
    places = other_places(found.block, names.words, names.rules.year)
    split = split_places(found.block)
    told = Rows((), (*split_faults(found), *elsewhere))
    return gather((unreadable_at(read, places | split, found), told))


def _no_component(found: Found, names: Names) -> Problem:
    spot = found.spot("marks")
    cells = clashing(found.block, names.words, names.rules)
    if not cells:
        strange = (c for c in foreign_titles(found.block, names.words) if c.row)
        return spot.fault("sheet.component-unknown", next(strange, None))
    told = "、".join(f"{cell.address}「{' '.join(cell.text.split())}」" for cell in cells)
    return spot.fault("sheet.components-clash", cells[-1], expected=told)


def _read_part(found: Found, part: Judged, names: Names) -> Rows:
    if found.block.layout == LAYOUT:
        wrong = Rows((), tuple(wrong_results(found, part, names)))
        return gather((_read_matrix(found, part, names), wrong))
    if found.block.kind in ("mark_matrix", SECOND_ENTRY):
        empty = Rows((), tuple(means_of_nothing(found, names.words)))
        return gather((_read_matrix(found, part, names), empty))
    if heads := judge_columns(found.block, names.words):
        fault = found.spot("marks").fault("judge.in-column", heads[0], column="judge_id")
        return Rows((), (fault,))
    strange = Rows((), tuple(_strange(found, part, names)))
    if found.block.kind == "mark_cross":
        return gather((_read_cross(found, part, names), strange))
    return gather((_read_single_judge(found, part, names), strange))


def _strange(found: Found, part: Judged, people: Names) -> Iterator[Problem]:
    """Yield a problem for each line or column with marks that is no criterion of the component."""
    names = [criterion.name for criterion in part.criteria]
    spot, listed = found.spot("marks"), "、".join(names)
    # 得分 behind only some of the criteria may be another one.
    head = found.block.headers.get("total_mark")
    missing = [name for name in names if f"criterion:{name}" not in found.block.headers]
    if head and missing and "mark" in people.words.fields_of(head.text):
        yield spot.fault("marks.criterion-unknown", head, expected="、".join(missing))
    cells = {name: cell for record in found.block.records for name, cell in record.cells.items()}
    for name, cell in {**cells, **found.block.headers}.items():
        kind, _, criterion = name.partition(":")
        if kind == "criterion" and criterion not in names:
            yield spot.fault("marks.criterion-unknown", cell, actual=criterion, expected=listed)
    for cell in (*found.block.strange, *unknown_criteria(found.block, people.words)):
        yield spot.fault("marks.criterion-unknown", cell, expected=listed)


def _read_matrix(found: Found, part: Judged, names: Names) -> Rows:
    judges, problems = matrix_judges(found, part, names)
    read = [Rows((), problems)]
    others = dict.fromkeys(g for one in found.block.records if (g := _other_group(one, names)))
    spot = found.spot("marks")
    told = tuple(spot.fault("marks.group-other", cell, column="points") for cell in others)
    read.append(Rows((), told))
    for record in found.block.records:
        if _other_group(record, names):
            continue
        project_id, faults = _project(found, record, names)
        read.append(Rows((), faults))
        for name, judge_id in judges if project_id else ():
            key = (project_id or "", judge_id, TOTAL)
            read.append(_mark(found, part, names, (*key, record.cells[name])))
    return gather(read)


def _other_group(record: Record, names: Names) -> Cell | None:
    """Return the row 扣分项 or 名次 that heads a line, below which no marks stand."""
    group = record.group
    return group if group and heads_other_lines(group.text, names.words) else None


def _project(found: Found, record: Record, names: Names) -> tuple[str | None, tuple[Problem, ...]]:
    return find_project(found, record.cells, names, "marks", anchor=record.anchor)


def _mark(found: Found, part: Judged, names: Names, place: tuple[str, str, str, Cell]) -> Rows:
    project_id, judge_id, criterion, cell = place
    spot = found.spot("marks")
    mark, fault = read_mark(cell, spot, names.words, _full(part, criterion))
    row: Row = {
        "year": names.rules.year,
        "component": part.name,
        "project_id": project_id,
        "judge_id": judge_id,
        "criterion": criterion,
        "points": None if mark.points is None else float(mark.points),
        "status": mark.status,
        "src": spot.src(cell),
        "_spot": spot,
        "_cell": cell,
        "_points": mark.points,
    }
    return Rows((row,), (fault,) if fault else ())


def _full(part: Judged, criterion: str) -> Fraction:
    if criterion == TOTAL:
        return part.full
    return next(Fraction(c.points) for c in part.criteria if c.name == criterion)


def _read_single_judge(found: Found, part: Judged, names: Names) -> Rows:
    judge_id, fault = judge_of_sheet(found, part, names)
    if judge_id is None:
        return Rows((), fault)
    read: list[Rows] = []
    for record in found.block.records:
        project_id, faults = _project(found, record, names)
        read.append(Rows((), faults))
        if project_id is not None:
            read.append(_criteria(found, part, names, (project_id, judge_id, record)))
    return gather(read)


def _read_cross(found: Found, part: Judged, names: Names) -> Rows:
    labels = found.block.labels
    anchor = found.block.records[0].anchor
    project_id, faults = find_project(found, labels, names, "marks", anchor=anchor)
    read = [Rows((), faults)]
    for record in found.block.records if project_id else ():
        head = record.cells["judge"]
        judge_id, unknown = judge_of_head(head, found, part, names)
        read.append(Rows((), unknown))
        if judge_id is not None:
            read.append(_criteria(found, part, names, (project_id or "", judge_id, record)))
    return gather(read)


def _criteria(found: Found, part: Judged, names: Names, place: tuple[str, str, Record]) -> Rows:
    """Return one judge's marks for one project, each with the sum that the judge states."""
    project_id, judge_id, record = place
    read = gather(
        _mark(found, part, names, (project_id, judge_id, criterion.name, cell))
        for criterion in part.criteria
        if (cell := record.cells.get(f"criterion:{criterion.name}")) is not None
    )
    total = record.cells.get("total_mark")
    return Rows(tuple(row | {"_total": total} for row in read.rows), read.problems)


def _without_repeats(read: Rows) -> Rows:
    """Return one row a mark; a second one of other points makes both unreadable, a blank none."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in read.rows:
        groups[row["component"], row["project_id"], row["judge_id"], row["criterion"]].append(row)
    groups = {key: without_blanks(mine) for key, mine in groups.items()}
    rows = [
        mine[0] if is_agreed(mine) else mine[0] | {"points": None, "status": "unreadable"}
        for mine in groups.values()
    ]
    repeats = repeat_faults([mine for mine in groups.values() if len(mine) > 1])
    return Rows(tuple(rows), (*read.problems, *repeats))


def _public(row: Row) -> Row:
    return {key: value for key, value in row.items() if not key.startswith("_")}
