"""The sample year as a whole: files, register, what reading must give, what is planted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.provenance import source_text
from assessment.core.rules import Rules
from assessment.core.tables import conform
from assessment.sample.papers import FOLDER, Papers, Placed
from assessment.sample.truth import Row, Truth, key_of
from assessment.sample.year2017 import draw_up

REGISTER = "登记.xlsx"
REGISTER_ROW = 4
YEARS = (2017,)
_STATES = {"due": "应交", "received": "已交"}
_ROUNDS = {"review": "立项评审", "assessment": "考核认证"}
_MATTERS = {"selected": "立项", "second": "第二项"}
WriteRegister = Callable[[Mapping[str, Sequence[Sequence[Any]]]], bytes]


@dataclass(frozen=True, slots=True)
class SampleYear:
    """One invented year.

    `files` are bytes by path under data/raw, `tables` what intake must read from them, `planted`
    the problems intake must give as (code, file, sheet, cell), `following` those that the rules
    must find afterwards.
    """

    year: int
    files: Mapping[str, bytes]
    register: bytes
    tables: Mapping[str, pd.DataFrame]
    planted: tuple[Placed, ...]
    following: tuple[Placed, ...]


def sample_year(rules: Rules, *, write_register: WriteRegister) -> SampleYear:
    """Return the sample year of these rules; the same rules give the same bytes.

    Parameters
    ----------
    rules : Rules
        The rules of a year in `YEARS`.
    write_register : callable
        Takes the filled rows of each sheet of 登记.xlsx and returns the workbook.

    Raises
    ------
    ValueError
        When there is no sample of that year.
    """
    if rules.year not in YEARS:
        raise ValueError(f"there is a sample of {YEARS}, not of {rules.year}")
    truth, papers = draw_up(rules)
    register = write_register(_register_rows(truth))
    planted = (*papers.planted, ("project.unknown", REGISTER, "评审决定", _stray_cell(truth)))
    tables = _tables(truth, papers, register)
    found = (tuple(sorted(planted)), tuple(sorted(papers.following)))
    return SampleYear(rules.year, papers.files, register, tables, *found)


def _register_rows(truth: Truth) -> dict[str, list[list[Any]]]:
    names = {row["college_code"]: row["college_name"] for row in truth.rows["colleges"]}
    labels = {part.name: part for part in truth.rules.components}
    decisions = [_decision(truth, row) for row in truth.rows["decisions"]]
    stray = [truth.rules.year, "立项评审", "“丝路青年”来华留学生文化节", "立项", "否", None]
    return {
        "学院名单": [list(row.values()) for row in truth.rows["colleges"]],
        "评委名单": [
            [
                row["year"],
                _ROUNDS[labels[row["component"]].round],
                labels[row["component"]].label,
                row["judge_id"],
                row["judge_name"],
                names.get(row["college_code"], "校外"),
                row["panel"],
            ]
            for row in truth.rows["judges"]
        ],
        "收件登记": [_submission(row, names) for row in truth.rows["submissions"]],
        "评审决定": [*decisions, [*stray, "不在申报名单中", "校团委（示例）", None]],
    }


def _submission(row: Row, names: Mapping[str, str]) -> list[Any]:
    answers = {True: "是", False: "否", None: None}
    return [
        row["year"],
        names[row["college_code"]],
        "申报材料",
        row["version"],
        row["electronic_date"],
        row["paper_date"],
        answers[row["has_plan"]],
        answers[row["is_sealed"]],
        _STATES[row["state"]],
    ]


def _decision(truth: Truth, row: Row) -> list[Any]:
    return [
        row["year"],
        _ROUNDS[row["round"]],
        truth.project(row["project_id"])["project_name"],
        _MATTERS[row["matter"]],
        "是",
        row["granted_fen"] / 100 if row["granted_fen"] else None,
        row["reason"],
        row["decided_by"],
        row["decided_date"],
    ]


def _stray_cell(truth: Truth) -> str:
    return f"C{REGISTER_ROW + len(truth.rows['decisions'])}"


def _tables(truth: Truth, papers: Papers, register: bytes) -> dict[str, pd.DataFrame]:
    ids = {file: _source_id(data) for file, data in papers.files.items()}
    book = _source_id(register)
    for table, column, sheet in (("judges", "D", "评委名单"), ("decisions", "C", "评审决定")):
        for line, row in enumerate(truth.rows[table], start=REGISTER_ROW):
            row["src"] = source_text(book, sheet, f"{column}{line}")
    for table in ("applications", "budget_plan", "marks", "votes", "ledger"):
        for row in truth.rows[table]:
            file, sheet, cell = papers.facts[key_of(table, row)]
            row["src"] = source_text(ids[file], sheet, cell)
    truth.rows["sources"] = _sources(papers, register)
    return {name: conform(pd.DataFrame(rows), name) for name, rows in truth.rows.items()}


def _source_id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _sources(papers: Papers, register: bytes) -> list[Row]:
    named: list[tuple[str, bytes, int | None, str]] = [(REGISTER, register, None, "xlsx")]
    named += [(file, papers.files[file], int(FOLDER), kind) for file, kind in papers.kinds.items()]
    return [
        {
            "source_id": _source_id(data),
            "file": file,
            "year": year,
            "kind": kind,
            "sha256": hashlib.sha256(data).hexdigest(),
            "received_date": None,
            "is_superseded": False,
        }
        for file, data, year, kind in named
    ]
