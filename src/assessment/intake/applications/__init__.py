"""申报表 and 申报汇总表 to tables `applications` and `budget_plan`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.applications import list_heads
from assessment.intake.applications.list_heads import is_struck_out, names_nothing, said_once
from assessment.intake.applications.option_cells import answers_apart
from assessment.intake.cells import Cell
from assessment.intake.cells.ticks import ticked
from assessment.intake.forms.two_forms import budget_of, form_of, two_versions, without_budget
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import (
    Found,
    Names,
    Row,
    Rows,
    gather,
    unknown_brand,
    unknown_college,
)
from assessment.intake.layouts.stated_sums import wrong_sums
from assessment.intake.layouts.sum_lines import without_sums
from assessment.intake.layouts.units import money_unit
from assessment.intake.money.budgets import read_budget
from assessment.intake.money.unit_checks import far_from_grant, too_small
from assessment.intake.words.long_numbers import read_code
from assessment.intake.words.names import Projects
from assessment.intake.words.themes import read_theme
from assessment.intake.words.unseen import unseen
from assessment.intake.words.values import (
    Read,
    Spot,
    read_answer,
    read_count,
    read_date,
    read_money,
    read_text,
    read_yes,
)
from assessment.intake.words.vocabulary import Vocabulary

# Where a second paper about the same project may say something else than the first.
_COMPARED = (
    "theme_code",
    "maturity",
    "college_order",
    "requested_fen",
    "lead_name",
    "phone",
    "_continues",
)
_LABELS = {
    "theme_code": "theme",
    "maturity": "maturity",
    "college_order": "college_order",
    "requested_fen": "requested",
    "lead_name": "lead",
    "phone": "phone",
    "_continues": "continues",
}


def read_applications(found: Sequence[Found], names: Names) -> tuple[Rows, Rows]:
    """Return the rows of `applications` and `budget_plan` that forms and lists state.

    A project in two papers is one application; what the papers say differently is left missing.
    `project_id` is given last: by the college's own order, else by the order of submission.
    `brand_id` is that of the earlier brand which the paper says the project carries on, or of the
    college's earlier project of the very same name; else the project's own.

    Problems
    --------
    project.name-missing, college.missing, college.unknown, college.ended, theme.missing,
    theme.several, theme.unknown, tick.unclear, maturity.unknown, money.unreadable, money.too-small,
    request.unit-doubtful, date.unreadable, date.far-off, number.unreadable, answer.unreadable,
    name.invisible-signs, brand.unknown, brand.other-college, project.duplicate,
    application.conflict, submission.two-versions, total.does-not-add-up, cell.error-value,
    cell.formula-not-cached, cell.merged
    """
    read = gather(_read_paper(item, names) for item in found)
    merged = _merge(read.rows)
    numbered = _number(merged.rows, names)
    rows = tuple({k: v for k, v in row.items() if not k.startswith("_")} for row in numbered)
    applications = Rows(rows, read.problems + merged.problems)
    return applications, gather(read_budget(row, names) for row in numbered)


def projects_index(rows: Iterable[Row]) -> Projects:
    """Return the index of projects that other files are matched against."""
    return Projects(
        tuple((row["project_id"], row["project_name"], row["college_code"]) for row in rows)
    )


def _read_paper(paper: Found, names: Names) -> Rows:
    found = _without_sums(paper, names)
    unit = money_unit(found, "requested")
    read = [_read_record(found, record, names, unit) for record in found.block.records]
    spot = found.spot("applications")
    asked = [rows.rows[0]["requested_fen"] if rows.rows else None for rows in read]
    cells = [record.cells.get("requested") for record in found.block.records]
    summed = list_heads.added(found.block.records, asked, names.words)
    wrong = (
        *too_small(spot, cells, asked),
        *far_from_grant(spot, cells, asked, rules=names.rules, unit=unit),
        *wrong_sums(found.block, spot, "requested", summed, words=names.words, unit=unit),
    )
    return gather((*read, Rows((), wrong)))


def _without_sums(found: Found, names: Names) -> Found:
    if found.block.kind != "application_list":
        return found
    block = list_heads.without_further_leads(found.block)
    name = "project_name"
    lines = without_sums(block, names.words, (name,), "", values=("requested",), own=name)
    return Found(lines, found.document)


def _read_record(found: Found, record: Record, names: Names, unit: str) -> Rows:
    spot = found.spot("applications")
    cells = {**said_once(found, record, names), **record.cells}
    cells |= answers_apart(found, cells, names)
    project, college = cells.get("project_name"), cells.get("college")
    if project is None or names_nothing(project, names.words):
        fault = spot.fault("project.name-missing", project or record.anchor, column="project_name")
        return Rows((), () if is_struck_out(record, names.words) else (fault,))
    if college is None:
        return Rows((), (spot.fault("college.missing", project, column="college_code"),))
    hidden = unseen((project, college), spot, "project_name")
    code = names.colleges.find(college.text)
    if code is None or hidden:
        return Rows((), hidden or (unknown_college(spot, college, names),))
    theme = read_theme(cells.get("theme"), spot, names.rules, owner=project)
    order = read_count(cells.get("college_order"), spot, detail("college_order"))
    requested = read_money(cells.get("requested"), spot, "requested_fen", unit)
    day = cells.get("submitted_date") or cells.get("sent_at")
    submitted = read_date(day, spot, "submitted_date", near=names.rules.year)
    continues = _continued(cells.get("continues"), read_text(project) or "", code, (spot, names))
    second = read_yes(cells.get("is_second"), spot, detail("second"), names.words)
    phone = read_code(cells.get("phone"), spot, detail("phone"))
    maturity = _maturity(cells.get("maturity"), spot, names.words)
    row: Row = {
        "year": names.rules.year,
        "project_name": read_text(project),
        "college_code": code,
        "theme_code": theme.value,
        "maturity": maturity.value,
        "is_second": second.value or False,
        "college_order": order.value,
        "requested_fen": requested.value,
        "submitted_date": submitted.value,
        "lead_name": read_text(cells.get("lead_name")),
        "phone": phone.value,
        "src": spot.src(project),
        "_spot": spot,
        "_cells": cells,
        "_budget": found,
        "_continues": continues.value,
    }
    parts = (theme, order, requested, submitted, phone, continues, second, maturity)
    problems = tuple(fault for part in parts for fault in part.problems)
    return Rows((row,), (*_ended(spot, college, code, names), *problems))


def _ended(spot: Spot, college: Cell, code: str, names: Names) -> tuple[Problem, ...]:
    """Return the problem of a college that, by 学院名单, was no more in the year."""
    last = names.colleges.last_years.get(code)
    if last is None or last >= names.rules.year:
        return ()
    return (spot.fault("college.ended", college, expected=str(last), column="college_code"),)


def _continued(cell: Cell | None, name: str, code: str, where: tuple[Spot, Names]) -> Read[str]:
    """Return the brand that a paper says its project carries on; 是 means that of its own name."""
    spot, names = where
    answer = read_answer(cell, names.words)
    is_none = cell is None or answer is False or plain(cell.text) in names.words.statuses
    if cell is None or is_none or not cell.text.strip():
        return Read(None)
    text = name if answer else " ".join(ticked(cell.text))
    brand_id = names.brands.find(text, code)
    if brand_id is not None:
        return Read(brand_id)
    return Read(None, (unknown_brand(spot, cell, text, names, None),))


def _maturity(cell: Cell | None, spot: Spot, words: Vocabulary) -> Read[str]:
    chosen = [plain(text) for text in ticked(cell.text)] if cell else []
    if not any(chosen) or chosen[0] in words.statuses:
        return Read(None)
    for meaning, known in words.maturity.items():
        if len(chosen) == 1 and chosen[0].startswith(known):
            return Read(meaning)
    listed = "、".join(known[0] for known in words.maturity.values())
    return Read(None, (spot.fault("maturity.unknown", cell, expected=listed, column="maturity"),))


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
    said, news = first.get("_said") or _said(first), _said(second)
    wrong = [name for name in news if name in said and news[name][0] != said[name][0]]
    disputed = first.get("_disputed", frozenset()) | set(wrong)
    both = {**news, **said}
    values = {name: None if name in disputed else value for name, (value, _) in both.items()}
    is_second = first["is_second"] or second["is_second"]
    joined = first | values | {"is_second": is_second, "_said": both, "_disputed": disputed}
    if second["_budget"].block.parts and not first["_budget"].block.parts:
        joined["_budget"] = second["_budget"]
    rival, mine = first.get("_form") or form_of(first), form_of(second)
    joined["_form"] = rival or mine
    question = two_versions(rival, mine, {name: detail(_LABELS[name]) for name in _COMPARED})
    if question is None:
        told = [_conflict(second, name, said[name][1]) for name in wrong]
        return joined, told or [_repeated(first, second)]
    is_same = budget_of(rival) == budget_of(mine)
    return joined if is_same else joined | {"_budget": without_budget(second)}, [question]


def _said(row: Row) -> dict[str, tuple[Any, str]]:
    """Return what a paper says of all that is compared, and where."""
    cells, name_cell = row["_cells"], row["_cells"]["project_name"]
    return {
        name: (row[name], _place(row, cells.get(_field(name), name_cell)))
        for name in _COMPARED
        if row[name] is not None
    }


def _place(row: Row, cell: Cell) -> str:
    spot: Spot = row["_spot"]
    return str(spot.document.ref(spot.sheet, cell))


def _conflict(row: Row, name: str, place: str) -> Problem:
    spot: Spot = row["_spot"]
    cell, label = row["_cells"].get(_field(name)), detail(_LABELS[name])
    return spot.fault("application.conflict", cell, expected=place, column=label)


def _repeated(first: Row, second: Row) -> Problem:
    spot: Spot = second["_spot"]
    place = _place(first, first["_cells"]["project_name"])
    return spot.fault("project.duplicate", second["_cells"]["project_name"], expected=place)


def _field(column: str) -> str:
    return {
        "theme_code": "theme",
        "requested_fen": "requested",
        "_continues": "continues",
    }.get(column, column)


def _number(rows: Sequence[Row], names: Names) -> list[Row]:
    def order(row: Row) -> tuple[Any, ...]:
        given = row["college_order"]
        day = row["submitted_date"] or date.max
        place = (row["is_second"], given is None, given or 0, day)
        return (row["college_code"], *place, match_key(row["project_name"]))

    numbered: list[Row] = []
    for code, group in groupby(sorted(rows, key=order), key=lambda row: row["college_code"]):
        mine = list(group)
        for n, row in zip(_numbers(mine), mine, strict=True):
            project_id = f"{names.rules.year}-{code}-{n}"
            same_name = names.brands.find(row["project_name"], code)
            brand_id = row["_continues"] or same_name or project_id
            numbered.append({**row, "project_id": project_id, "brand_id": brand_id})
    return numbered


def _numbers(rows: Sequence[Row]) -> Sequence[int]:
    """Return the college's own order where it is whole and without repeats, else 1, 2, …"""
    stated = [row["college_order"] for row in rows]
    if None not in stated and 0 not in stated and len(set(stated)) == len(stated):
        return stated
    return range(1, len(rows) + 1)
