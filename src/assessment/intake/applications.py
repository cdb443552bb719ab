"""申报表 and 申报汇总表 to tables `applications` and `budget_plan`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from assessment.core.problems import Problem
from assessment.core.text import match_key, plain
from assessment.intake.cells import Cell
from assessment.intake.context import (
    Found,
    Names,
    Row,
    Rows,
    check_total,
    gather,
    money_unit,
    unknown_college,
)
from assessment.intake.layouts import Record
from assessment.intake.names import Projects
from assessment.intake.values import (
    Spot,
    read_answer,
    read_count,
    read_date,
    read_money,
    read_text,
    read_theme,
    ticked,
)

# Where a second paper about the same project may say something else than the first.
_COMPARED = ("theme_code", "maturity", "college_order", "requested_fen", "lead_name", "phone")
_LABELS = {
    "theme_code": "品牌主题",
    "maturity": "项目基础",
    "college_order": "院内排序",
    "requested_fen": "申请经费",
    "lead_name": "负责人",
    "phone": "联系电话",
}


def read_applications(found: Sequence[Found], names: Names) -> tuple[Rows, Rows]:
    """Return the rows of `applications` and `budget_plan` that forms and lists state.

    A project in two papers is one application; what the papers say differently is left missing.
    `project_id` is given last: by the college's own order, else by the order of submission.

    Problems
    --------
    project.name-missing, college.unknown, theme.missing, theme.several, theme.unknown,
    money.unreadable, date.unreadable, number.unreadable, project.duplicate,
    application.conflict, total.does-not-add-up
    """
    read = gather(
        _read_record(item, record, names) for item in found for record in item.block.records
    )
    merged = _merge(read.rows)
    numbered = _number(merged.rows, names.rules.year)
    rows = tuple({k: v for k, v in row.items() if not k.startswith("_")} for row in numbered)
    applications = Rows(rows, read.problems + merged.problems)
    return applications, gather(_budget_rows(row) for row in numbered)


def projects_index(rows: Iterable[Row]) -> Projects:
    """Return the index of projects that other files are matched against."""
    return Projects(
        tuple((row["project_id"], row["project_name"], row["college_code"]) for row in rows)
    )


def _read_record(found: Found, record: Record, names: Names) -> Rows:
    spot, cells = found.spot("applications"), {**_inherited(found), **record.cells}
    project, college = cells.get("project_name"), cells.get("college")
    if project is None or not project.text.strip():
        return Rows((), (spot.fault("project.name-missing", record.anchor, column="project_name"),))
    code = names.colleges.find(college.text) if college else None
    if code is None:
        return Rows((), (unknown_college(spot, college or project, names),))
    theme = read_theme(cells.get("theme"), spot, names.rules, owner=project)
    order = read_count(cells.get("college_order"), spot, "院内排序")
    unit = money_unit(found, "requested")
    requested = read_money(cells.get("requested"), spot, "requested_fen", unit)
    submitted = read_date(cells.get("submitted_date"), spot, "submitted_date")
    row: Row = {
        "year": names.rules.year,
        "project_name": read_text(project),
        "college_code": code,
        "theme_code": theme.value,
        "maturity": _maturity(cells.get("maturity"), names),
        "is_second": read_answer(cells.get("is_second"), names.words) or False,
        "college_order": order.value,
        "requested_fen": requested.value,
        "submitted_date": submitted.value,
        "lead_name": read_text(cells.get("lead_name")),
        "phone": read_text(cells.get("phone")),
        "src": spot.src(project),
        "_spot": spot,
        "_cells": cells,
        "_budget": found,
    }
    problems = (*theme.problems, *order.problems, *requested.problems, *submitted.problems)
    return Rows((row,), problems)


def _inherited(found: Found) -> dict[str, Cell]:
    """Return what a list says once for all its rows; a form's record has everything itself."""
    labels = found.block.labels
    return {name: labels[name] for name in ("college", "submitted_date") if name in labels}


def _maturity(cell: Cell | None, names: Names) -> str | None:
    chosen = [plain(text) for text in ticked(cell.text)] if cell else []
    for meaning, known in names.words.maturity.items():
        if len(chosen) == 1 and any(chosen[0].startswith(word) for word in known):
            return meaning
    return None


def _merge(rows: Sequence[Row]) -> Rows:
    kept: dict[tuple[str, str], Row] = {}
    problems: list[Problem] = []
    for row in rows:
        key = (row["college_code"], match_key(row["project_name"]))
        if key not in kept:
            kept[key] = row
            continue
        kept[key], more = _joined(kept[key], row)
        problems += more
    return Rows(tuple(kept.values()), tuple(problems))


def _joined(first: Row, second: Row) -> tuple[Row, list[Problem]]:
    joined, problems = dict(first), []
    spot: Spot = second["_spot"]
    place = str(first["_spot"].document.ref(first["_spot"].sheet, first["_cells"]["project_name"]))
    for name in _COMPARED:
        one, other = first[name], second[name]
        joined[name] = one if other is None else other if one is None else one
        if None not in (one, other) and one != other:
            joined[name] = None
            cell = second["_cells"].get(_field(name))
            problems.append(
                spot.fault("application.conflict", cell, expected=place, column=_LABELS[name])
            )
    if not problems:
        cell = second["_cells"]["project_name"]
        problems.append(spot.fault("project.duplicate", cell, expected=place))
    if second["_budget"].block.parts and not first["_budget"].block.parts:
        joined["_budget"] = second["_budget"]
    return joined, problems


def _field(column: str) -> str:
    return {"theme_code": "theme", "requested_fen": "requested"}.get(column, column)


def _number(rows: Sequence[Row], year: int) -> list[Row]:
    def order(row: Row) -> tuple[Any, ...]:
        given = row["college_order"]
        day = row["submitted_date"] or date.max
        return (row["college_code"], given is None, given or 0, day, match_key(row["project_name"]))

    numbered: list[Row] = []
    for code, group in groupby(sorted(rows, key=order), key=lambda row: row["college_code"]):
        mine = list(group)
        for n, row in zip(_numbers(mine), mine, strict=True):
            project_id = f"{year}-{code}-{n}"
            numbered.append({**row, "project_id": project_id, "brand_id": project_id})
    return numbered


def _numbers(rows: Sequence[Row]) -> Sequence[int]:
    """Return the college's own order where it is whole and without repeats, else 1, 2, …"""
    stated = [row["college_order"] for row in rows]
    if None not in stated and 0 not in stated and len(set(stated)) == len(stated):
        return stated
    return range(1, len(rows) + 1)


def _budget_rows(row: Row) -> Rows:
    found: Found = row["_budget"]
    if not found.block.parts:
        return Rows()
    part = found.block.parts[0]
    spot = found.spot("budget_plan")
    read = [(record.cells["category"], record.cells.get("planned")) for record in part.records]
    unit = money_unit(Found(part, found.document), "planned")
    amounts = [read_money(cell, spot, "planned_fen", unit) for _, cell in read]
    rows = tuple(
        {
            "year": row["year"],
            "project_id": row["project_id"],
            "category": read_text(category),
            "planned_fen": amount.value,
            "src": spot.src(cell or category),
        }
        for (category, cell), amount in zip(read, amounts, strict=True)
    )
    problems = [fault for amount in amounts for fault in amount.problems]
    planned = [amount.value for amount in amounts]
    for record in part.totals:
        problems += check_total(spot, record.cells.get("planned"), planned, unit)
    return Rows(rows, tuple(problems))
