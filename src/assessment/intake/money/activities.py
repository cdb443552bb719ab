"""活动及材料登记表 to tables `activities`, `activities_missed` and `materials`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, in_order
from assessment.intake.layouts import Lines, Record, spans
from assessment.intake.layouts.context import (
    Found,
    Names,
    Row,
    Rows,
    find_project,
    gather,
    name_place,
)
from assessment.intake.layouts.sum_lines import without_sums
from assessment.intake.money.whose_lines import OWNER
from assessment.intake.words.held import HELD, Cells, is_held_again, read_outcome
from assessment.intake.words.values import (
    Read,
    Spot,
    read_count,
    read_date,
    read_text,
    read_yes,
    says,
)

NO_LEVEL = "未注明"
_PEOPLE = ("人次", "人", "名", "位")
_ITEMS = tuple("张篇份个条段件幅部册套本则项次场")
_TELLING = ("_has_people", "_where_and_who", "_given")
_COUNTED = {"participants": ("people", _PEOPLE), "n_items": ("items", _ITEMS)}


def read_activities(found: Sequence[Found], names: Names) -> tuple[Rows, Rows, Rows]:
    """Return the rows of `activities`, `activities_missed` and `materials`, line by line.

    A line states an activity, a material, or both. An activity called off or put off is a missed
    one. One that gives a material to an activity already stated (the same name and day, without
    参与人次 or with the same one, the same place and another material; or a name merged downwards)
    states no second activity. Several registers of one project go on counting and add up.

    Problems
    --------
    project.name-missing, project.unknown, college.unknown, activity.name-missing,
    activity.state-unknown, activity.not-held,
    material.kind-unknown, material.level-unknown, material.count-missing, number.unreadable,
    date.unreadable, date.far-off, answer.unreadable, total.does-not-add-up,
    cell.error-value, cell.formula-not-cached, cell.merged
    """
    read = gather(_read_register(_without_sums(item, names), names) for item in found)
    held = [row["_activity"] for row in read.rows if row["_activity"]]
    missed = [row["_missed"] for row in read.rows if row["_missed"]]
    handed_in = [row["_material"] for row in read.rows if row["_material"]]
    return (
        Rows(tuple(_numbered(held)), read.problems),
        Rows(tuple(_numbered(missed))),
        Rows(tuple(_added_up(handed_in))),
    )


def _without_sums(found: Found, names: Names) -> Found:
    naming = ("held_date", "activity", "place", "material_kind")
    block = without_sums(
        found.block, names.words, naming, "held_date", values=tuple(_COUNTED), own="activity"
    )
    return Found(block, found.document)


def _read_register(found: Found, names: Names) -> Rows:
    wrong = Rows((), tuple(_wrong_totals(found, names)))
    if "project_name" in found.block.headers:
        return gather((*_lines_of_several(found, names), wrong))
    first = next(in_order(found.block.sheet), None)
    project_id, faults = find_project(found, found.block.labels, names, "activities", anchor=first)
    named = [record.cells.get(OWNER) for record in found.block.records]
    owners = [names.projects.find(one.text) if one else project_id for one in named]
    lines = [
        _line(found, names, record, owner)
        for record, owner in zip(found.block.records, owners, strict=True)
        if owner
    ]
    told = () if named and None not in named else faults
    return gather((Rows((), told), *lines, wrong))


def _lines_of_several(found: Found, names: Names) -> Iterator[Rows]:
    """Yield the lines of a register in which each line names its project."""
    labels = {name: cell for name, cell in found.block.labels.items() if name == "college"}
    for record in found.block.records:
        cells = {**labels, **record.cells}
        place = name_place(found.block, record)
        project_id, faults = find_project(found, cells, names, "activities", anchor=place)
        yield Rows((), faults)
        if project_id is not None:
            yield _line(found, names, record, project_id)


def _line(found: Found, names: Names, record: Record, project_id: str | None) -> Rows:
    if not any(map(says, record.cells.values())):
        return Rows()
    key = {"year": names.rules.year, "project_id": project_id}
    spot, year = found.spot("activities"), names.rules.year
    outcome, cells = read_outcome(record.cells, spot, names.words)
    day = read_date(cells.get("held_date"), spot, "日期", near=year)
    activity = _activity(found, names, cells, day.value, anchor=record.anchor)
    material = _material(found, names, cells, day.value)
    stated = key | activity.rows[0] if activity.rows else None
    row = {
        "_activity": stated if outcome.value == HELD else None,
        "_missed": _missed(stated, outcome.value),
        "_material": key | material.rows[0] if material.rows else None,
    }
    problems = (*outcome.problems, *day.problems, *activity.problems, *material.problems)
    return Rows((row,), problems)


def _missed(stated: Row | None, outcome: str | None) -> Row | None:
    """Return the row of an activity that was not held."""
    if stated is None or outcome in (None, HELD):
        return None
    kept = ("year", "project_id", "name", "src", *_TELLING)
    own = {name: stated[name] for name in kept}
    return own | {"planned_date": stated["held_date"], "outcome": outcome}


def _activity(found: Found, names: Names, cells: Cells, day: date | None, *, anchor: Cell) -> Rows:
    spot = found.spot("activities")
    name, people = cells.get("activity"), cells.get("participants")
    if name is not None and name.kind is CellKind.MERGED and not is_held_again(cells, anchor):
        return Rows()
    if name is None or not says(name):
        is_stated = any(
            says(cells.get(one)) for one in ("participants", "is_planned", "held_state")
        )
        fault = spot.fault("activity.name-missing", name or anchor, column="name")
        return Rows((), (fault,)) if is_stated else Rows()
    count = read_count(people, spot, detail("people"), units=_PEOPLE)
    planned = read_yes(cells.get("is_planned"), spot, detail("planned"), names.words)
    row: Row = {
        "held_date": day,
        "name": read_text(name),
        "place": read_text(cells.get("place")),
        "n_participants": count.value,
        "is_planned": planned.value,
        "src": spot.src(name),
        "_has_people": people is not None,
        "_where_and_who": (read_text(cells.get("place")), count.value),
        "_given": plain(cells["material_kind"].text) if "material_kind" in cells else "",
    }
    return Rows((row,), (*count.problems, *planned.problems))


def _numbered(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield each activity once, numbered within its project."""
    known: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    last: dict[str, int] = defaultdict(int)
    for row in rows:
        project, day = row["project_id"], row.get("held_date", row.get("planned_date"))
        before = known[project, match_key(row["name"]), day]
        is_repeated = _repeats(row, before)
        before.append(row)
        if is_repeated:
            continue
        last[project] += 1
        bare = {name: value for name, value in row.items() if not name.startswith("_")}
        yield bare | {"activity_no": last[project]}


def _repeats(row: Row, before: Sequence[Row]) -> bool:
    """Tell whether a line gives one more material to an activity stated in a line before."""
    if not before or not row["_given"]:
        return False
    if not row["_has_people"]:
        return True
    same = [one for one in before if one["_where_and_who"] == row["_where_and_who"]]
    given = {one["_given"] for one in same}
    return bool(same) and "" not in given and row["_given"] not in given


def _material(found: Found, names: Names, cells: Cells, day: date | None) -> Rows:
    spot = found.spot("materials")
    cell, stated = cells.get("material_kind"), cells.get("n_items")
    if cell is None and stated is None:
        return Rows()
    kind = _kind(cell, names)
    if kind is None or cell is None:
        fault = spot.fault(
            "material.kind-unknown",
            cell or stated,
            actual=cell.text.strip() if cell else detail("blank"),
            expected=detail("materials"),
            column="kind",
        )
        return Rows((), (fault,))
    items, level = _items(spot, cell, stated), _level(spot, cells.get("level"), names)
    row: Row = {
        "kind": kind,
        "level": level.value,
        "n_items": items.value,
        "day": day,
        "src": spot.src(stated or cell),
    }
    return Rows((row,), (*items.problems, *level.problems))


def _level(spot: Spot, cell: Cell | None, names: Names) -> Read[str]:
    """Return the level in its official word; one that is not known stays as it is written."""
    text = read_text(cell)
    if cell is None or text is None:
        return Read(NO_LEVEL)
    known = names.words.levels.get(plain(text))
    if known is not None or text == NO_LEVEL:
        return Read(known or text)
    expected = "、".join(dict.fromkeys(names.words.levels.values()))
    return Read(text, (spot.fault("material.level-unknown", cell, expected=expected,
                                  column="level"),))  # fmt: skip


def _items(spot: Spot, kind: Cell, stated: Cell | None) -> Read[int]:
    if stated is None:
        fault = spot.fault("material.count-missing", kind, column="n_items")
        return Read(None, (fault,))
    return read_count(stated, spot, detail("items"), units=_ITEMS)


def _kind(cell: Cell | None, names: Names) -> str | None:
    """Return the kind that a word is, or that its words all are (照片、图片)."""
    text = plain(cell.text) if cell else ""
    known = names.words.materials
    if text in known:
        return known[text]
    kinds = {kind for word, kind in known.items() if word in text}
    return kinds.pop() if len(kinds) == 1 else None


def _added_up(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield one row a project, kind and level; a count that cannot be read adds nothing."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["year"], row["project_id"], row["kind"], row["level"]].append(row)
    for (year, project_id, kind, level), mine in groups.items():
        counts = [row["n_items"] for row in mine if row["n_items"] is not None]
        days = [row["day"] for row in mine if row["day"] is not None]
        yield {
            "year": year,
            "project_id": project_id,
            "kind": kind,
            "level": level,
            "n_items": sum(counts) if counts else None,
            "first_date": min(days, default=None),
            "last_date": max(days, default=None),
            "src": mine[0]["src"],
        }


def _wrong_totals(found: Found, names: Names) -> Iterator[Problem]:
    """Yield a problem for each 合计 of people or items that its lines do not sum to."""
    spot = found.spot("activities")
    for total, sums in spans(found.block, names.words):
        for name in _COUNTED:
            stated = _count(spot, total, name)
            counted = [_together(spot, lines, name, names) for lines in sums]
            if stated.value is not None and None not in counted and stated.value not in counted:
                cell = total.cells[name]
                yield spot.fault("total.does-not-add-up", cell, expected=str(counted[0]))


def _together(spot: Spot, lines: Lines, name: str, names: Names) -> int | None:
    stated = (replace(line, cells=read_outcome(line.cells, spot, names.words)[1]) for line in lines)
    read = [_count(spot, line, name) for line in stated]
    return None if any(one.problems for one in read) else sum(one.value or 0 for one in read)


def _count(spot: Spot, record: Record, name: str) -> Read[int]:
    label, units = _COUNTED[name]
    return read_count(record.cells.get(name), spot, detail(label), units=units)
