"""What `check` hands back: who owes what, what was recognised, corrections taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from assessment.core.problems import Problems
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.pipeline.year import YearInputs

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.intake.inbox.completed import Entry
    from assessment.report.findings_problems import Entered

FINDINGS, MISSING = "识别与问题.xlsx", "催交清单.xlsx"
_CORRECTIONS = "更正登记"


@dataclass(frozen=True, slots=True)
class Takeover:
    """What became of the corrections written in 识别与问题.xlsx.

    `register` is 登记.xlsx with its new lines, None when there are none; `left` is what was typed
    and not taken over, by file, sheet and cell.
    """

    register: bytes | None = None
    n_taken: int = 0
    left: Mapping[tuple[str, str, str], Entered] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)


def read_entries(data: bytes, file: str, /, *, year: int) -> tuple[Entry, ...] | None:
    """Return what people wrote in 识别与问题.xlsx; None when it cannot be told."""
    from assessment.intake.inbox.completed import read_completed

    return read_completed(data, file, year)


def read_around(inputs: YearInputs, problems: Problems, /) -> DataFrame:
    """Return what stands in and around the cells that problems name."""
    from assessment.intake.inbox.surroundings import read_surroundings

    return read_surroundings(inputs.files, problems, year=inputs.rules.year, limits=inputs.limits)


def take_over(
    entries: Sequence[Entry], read: Result, around: DataFrame, /, *, inputs: YearInputs, day: date
) -> Takeover:
    """Append what people wrote in 识别与问题.xlsx to 更正登记.

    Raises
    ------
    ValueError
        When the register cannot be appended to, or the lines cannot be read back from it.
    """
    from assessment.intake.inbox.completed import take_over
    from assessment.report.findings_problems import Entered

    taken = take_over(entries, read.tables, around)
    left = {entry.place: Entered(*entry.typed) for entry in taken.left}
    register = _appended(inputs, taken.entries, day) if taken.entries else None
    return Takeover(register, len(taken.entries), left, taken.problems)


def _appended(inputs: YearInputs, entries: Sequence[Entry], day: date) -> bytes:
    from assessment.intake.inbox.opening import open_register
    from assessment.intake.register import room_in
    from assessment.report.register_append import append_lines

    document = open_register(inputs.register).document
    room = room_in(document, _CORRECTIONS) if document else None
    if room is None or inputs.register is None:
        raise ValueError(f"no sheet {_CORRECTIONS} with headers")
    columns, row = room
    told = [_line(entry, inputs.rules.year, day) for entry in entries]
    if not set(told[0]) <= set(columns):
        raise ValueError(f"{_CORRECTIONS} lacks columns")
    lines = [{columns[head]: value for head, value in line.items()} for line in told]
    made = append_lines(inputs.register, sheet=_CORRECTIONS, row=row, lines=lines)
    again = open_register(made).document
    if again is None or room_in(again, _CORRECTIONS) != (columns, row + len(lines)):
        raise ValueError("the lines cannot be read back")
    return made


def _line(entry: Entry, year: int, day: date) -> dict[str, str | int | date]:
    file, sheet, cell = entry.place
    now, reason, who = entry.typed
    return {
        "年度": year,
        "文件": file,
        "工作表": sheet,
        "单元格": cell,
        "原内容": entry.was,
        "更正为": now,
        "理由": reason,
        "登记人": who,
        "登记日期": day,
    }


def find_missing(read: Result, /, *, rules: Rules) -> DataFrame:
    """Return what every college owes of a year."""
    from assessment.report.missing import find_missing

    return find_missing(read.tables, rules=rules)


def hand_back(
    read: Result,
    around: DataFrame,
    missing: DataFrame,
    /,
    *,
    inputs: YearInputs,
    left: Mapping[tuple[str, str, str], Entered],
) -> dict[str, bytes]:
    """Return what is written below reports/<year>/ by path."""
    from assessment.report.feedback_folder import write_feedback
    from assessment.report.findings import write_findings
    from assessment.report.missing_book import write_missing

    tables, rules = read.tables, inputs.rules
    year, files = rules.year, _papers(inputs, read.problems)
    return {
        f"{year}{MISSING}": write_missing(missing, tables, rules=rules),
        f"{year}{FINDINGS}": write_findings(
            tables, read.problems, rules=rules, surroundings=around, entered=left
        ),
        **write_feedback(files, tables, read.problems, around, rules=rules),
    }


def _papers(inputs: YearInputs, problems: Problems) -> dict[str, bytes]:
    """Return the year's files, and those in archives that problems name."""
    from assessment.intake.guard.archives import unpack_all
    from assessment.intake.guard.limits import Limits

    inner = {fault.where.file for fault in problems} - inputs.files.keys()
    archives = {
        name: data
        for name, data in inputs.files.items()
        if any(file.startswith(f"{name}/") for file in inner)
    }
    return {**inputs.files, **unpack_all(archives, inputs.limits or Limits()).files}
