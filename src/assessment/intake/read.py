"""One year's files and the register to typed tables and the problems on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from assessment.core.problems import Problems, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import table_of
from assessment.intake.applications import projects_index, read_applications
from assessment.intake.applications.rechecks import read_rechecks
from assessment.intake.applications.similar import similar_projects
from assessment.intake.applications.superseding import Kept, resent, without_superseded
from assessment.intake.cells import Document
from assessment.intake.corrections import correct
from assessment.intake.corrections.pins import read_pins
from assessment.intake.grids.running import read_running_order
from assessment.intake.guard.limits import Limits
from assessment.intake.inbox.opening import REGISTER as REGISTER
from assessment.intake.inbox.opening import Opened, open_all
from assessment.intake.inbox.returned import come_back
from assessment.intake.layouts.context import Found, Names, Row, Rows
from assessment.intake.layouts.tallies import SECOND_ENTRY
from assessment.intake.marks import read_marks
from assessment.intake.marks.other_quantities import head_remarks, without_other_quantities
from assessment.intake.marks.penalties import read_penalties
from assessment.intake.money.activities import read_activities
from assessment.intake.money.finance import read_finance
from assessment.intake.money.ledgers import read_ledgers
from assessment.intake.money.settlements import read_settlements
from assessment.intake.money.strange_units import strange_units, without_strange_units
from assessment.intake.money.unit_checks import unused_units
from assessment.intake.money.whose_lines import with_colleges, with_owners
from assessment.intake.red_flags import read_red_flags
from assessment.intake.register.appeals import read_appeals, read_notices, read_removals
from assessment.intake.register.awards import read_award_decisions
from assessment.intake.register.payments import read_payments
from assessment.intake.register.rows import (
    read_colleges,
    read_decisions,
    read_judges,
    read_submissions,
)
from assessment.intake.sheets.disputed import settle_labels
from assessment.intake.sheets.line_remarks import line_remarks
from assessment.intake.sheets.recognise import blocks_of, recognise
from assessment.intake.sheets.sections import without_sections
from assessment.intake.sheets.sheet_rows import sheet_rows
from assessment.intake.sheets.unknown_groups import unknown_groups
from assessment.intake.sheets.void_remarks import void_remarks
from assessment.intake.sheets.years import without_other_years
from assessment.intake.votes import read_tallies
from assessment.intake.words.brands import brands_index
from assessment.intake.words.names import colleges_index, judges_index
from assessment.intake.words.vocabulary import Vocabulary, vocabulary, with_judges

TABLES = (
    "sources",
    "sheet_blocks",
    "sheet_columns",
    "sheet_cells",
    "submissions",
    "colleges",
    "judges",
    "applications",
    "budget_plan",
    "running_order",
    "marks",
    "penalties",
    "votes",
    "vote_counts",
    "ledger",
    "finance",
    "decisions",
    "activities",
    "materials",
    "red_flag_items",
    "rechecks",
    "corrections",
    "ballot_removals",
    "notices",
    "appeals",
    "appeal_terms",
    "award_decisions",
    "settlements",
    "payments",
    "activities_missed",
)


def read_year(
    files: Mapping[str, bytes],
    register: bytes | None,
    /,
    *,
    rules: Rules,
    earlier: pd.DataFrame | None = None,
    limits: Limits | None = None,
) -> Result:
    """Read everything that lies in one year's folder.

    Parameters
    ----------
    files : mapping
        Bytes by path under data/raw, for instance `2017/答辩/第一场.xlsx`.
    register : bytes or None
        登记.xlsx, or None when there is none.
    rules : Rules
        The year's rules.
    earlier : DataFrame, optional
        Table `applications` of earlier years, by which 延续品牌 and 复查记录 know a brand.
    limits : Limits, optional
        What is opened at most.

    Returns
    -------
    Result
        The tables of `TABLES`. `applications.status` and `ledger.status` are `<NA>`: they follow
        from rules that other rooms own. `facts` counts files and sheets.

    Problems
    --------
    Those of `open_register`, `open_files`, `correct`, `recognise`, `without_superseded` and of
    `strange_units`, `head_remarks`, `void_remarks`, `line_remarks`, `unknown_groups`,
    `unused_units`, every reader,
    and year.no-data.
    """
    register_book, papers_opened = open_all(register, files, rules.year, limits=limits)
    book = register_book.document
    corrected = correct(come_back(papers_opened), book, rules.year)
    opened = [register_book, *corrected.opened]
    words = with_judges(vocabulary(rules), _judge_names(book, rules) if book else ())
    papers = [item.document for item in corrected.opened if item.document is not None]
    pins, unclear = read_pins(book, rules.year, words) if book else ((), [])
    sheets, notices = recognise(papers, words, pins)
    sheets, misfiled = without_other_years(sheets, rules.year)
    sheets, undone = without_sections(sheets, words, rules.year)
    found = [without_strange_units(item) for item in blocks_of(sheets)]
    notices += (*head_remarks(found, words, rules.year), *void_remarks(sheets))
    found = [without_other_quantities(item, words, rules.year) for item in found]
    # Without the register nobody is known; one problem says so better than one a row.
    nobody = _nobody(words, rules)
    rows, kept = _read_tables(found, book, nobody, earlier) if book else ({}, Kept(()))
    unused = (*strange_units(kept.found), *unused_units(kept.found))
    near = [*similar_projects(rows.get("applications", ()), _files(opened))]
    rows["sources"] = [_source(item, found, kept.files) for item in opened if item.source]
    corrections = corrected.settled(kept.files)
    rows["corrections"] = corrections.rows
    notices += line_remarks(sheets, words, (*notices, *kept.problems))
    notices += unknown_groups(kept.found, _named(nobody, rows), (*notices, *kept.problems))
    # Of a superseded file nothing holds, and nothing about it need be mended.
    notices = [fault for fault in notices if fault.where.file not in kept.files]
    before = [
        *(fault for item in opened for fault in item.problems),
        *corrections.problems,
        *unclear,
    ]
    if not files:
        before.append(problem("year.no-data", CellRef(""), actual=str(rules.year)))
    # A merged cell stands for all its rows; what is wrong with it is said once.
    told = (*before, *misfiled, *undone, *notices, *kept.problems, *unused, *near)
    problems = Problems(dict.fromkeys(told))
    rows |= sheet_rows(sheets, rules.year, words, problems, kept.files)
    facts = {"n_files": len(files), "n_sheets": sum(len(item.sheets) for item in papers)}
    tables = {name: table_of(rows.get(name, ()), name) for name in TABLES}
    return Result(tables, problems, facts)


def _nobody(words: Vocabulary, rules: Rules) -> Names:
    return Names(words, rules, colleges_index((), words), judges_index((), rules.year))


def _named(nobody: Names, rows: Mapping[str, Sequence[Row]]) -> Names:
    """Return the names of the year's colleges and projects."""
    colleges = colleges_index(rows.get("colleges", ()), nobody.words)
    return replace(nobody, colleges=colleges, projects=projects_index(rows.get("applications", ())))


def _judge_names(book: Document, rules: Rules) -> Iterator[str | None]:
    rows = read_judges(book, _nobody(vocabulary(rules), rules)).rows
    return (row["judge_name"] for row in rows)


def _files(opened: Sequence[Opened]) -> dict[str, str]:
    return {item.source["source_id"]: item.file for item in opened if item.source}


def _read_tables(
    found: Sequence[Found], book: Document, people: Names, earlier: pd.DataFrame | None
) -> tuple[dict[str, Sequence[Row]], Kept]:
    """Return the rows of the tables, and what was kept of the papers with all problems."""
    year, words = people.rules.year, people.words
    colleges, known = read_colleges(book, year)
    colleges_known = colleges_index(known, words)
    heirs = colleges_known.heirs
    people = replace(
        people, colleges=colleges_known, brands=brands_index(earlier, year, heirs=heirs)
    )
    judges = read_judges(book, people)
    submissions = read_submissions(book, people)
    again = resent(submissions.rows)
    found, disputed = settle_labels(found, people)
    found = with_colleges(found, people)
    first = without_superseded(_of(found, "application_"), again, people)
    applications, plans = read_applications(first.found, people)
    names = replace(
        people,
        judges=judges_index(judges.rows, year),
        projects=projects_index(applications.rows),
        brands=brands_index(earlier, year, applications.rows, heirs=heirs),
    )
    rest = [item for item in found if not item.block.kind.startswith("application_")]
    rest, others = with_owners(rest, names)
    kept = without_superseded(rest, again, names)
    decisions = read_decisions(book, names)
    applications = _with_outstanding(applications, decisions)
    votes, counts = read_tallies(_of(kept.found, "vote_"), names)
    activities, missed, materials = read_activities(_of(kept.found, "activity_"), names)
    notices = read_notices(book, names)
    appeals, terms = read_appeals(book, names, notices.rows)
    read = {
        "colleges": colleges,
        "judges": judges,
        "submissions": submissions,
        "applications": applications,
        "budget_plan": plans,
        "decisions": decisions,
        "running_order": read_running_order(_of(kept.found, "mark_", "vote_"), names),
        "marks": read_marks(_of(kept.found, "mark_", SECOND_ENTRY), names),
        "penalties": read_penalties(_of(kept.found, "mark_"), names),
        "votes": votes,
        "vote_counts": counts,
        "ledger": read_ledgers(_of(kept.found, "ledger"), names),
        "finance": read_finance(_of(kept.found, "finance_"), names),
        "activities": activities,
        "activities_missed": missed,
        "materials": materials,
        "red_flag_items": read_red_flags(_of(kept.found, "red_flag_"), names),
        "rechecks": read_rechecks(_of(kept.found, "recheck_"), names),
        "ballot_removals": read_removals(book, names),
        "award_decisions": read_award_decisions(book, names),
        "settlements": read_settlements(_of(kept.found, "settlement"), names),
        "payments": read_payments(book, names),
        "notices": notices,
        "appeals": appeals,
        "appeal_terms": terms,
    }
    problems = tuple(fault for part in read.values() for fault in part.problems)
    gone = first.files | kept.files
    told = (one for one in (*disputed, *others) if one.where.file not in gone)
    whole = Kept(
        (*first.found, *kept.found),
        gone,
        (*first.problems, *kept.problems, *told, *problems),
    )
    return {name: part.rows for name, part in read.items()}, whole


def _with_outstanding(applications: Rows, decisions: Rows) -> Rows:
    """Mark second projects that the committee found outstanding; status is decided later."""
    found = {
        row["project_id"]
        for row in decisions.rows
        if row["matter"] == "second" and row["outcome"] == "yes"
    }
    rows = (
        row | {"is_exceptional": row["project_id"] in found, "status": None}
        for row in applications.rows
    )
    return Rows(tuple(rows), applications.problems)


def _of(found: Sequence[Found], *kinds: str) -> list[Found]:
    return [item for item in found if item.block.kind.startswith(kinds)]


def _source(opened: Opened, found: Sequence[Found], superseded: frozenset[str]) -> Row:
    kinds = {item.block.kind for item in found if item.document is opened.document}
    named = {"kind": "+".join(sorted(kinds))} if kinds else {}
    return opened.source | named | {"is_superseded": opened.file in superseded}
