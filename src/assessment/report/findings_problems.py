"""The lines of 问题: each problem with its place, what to do, and room to correct it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from assessment.core.labels import say
from assessment.core.problems import Problem, is_correctable, problem_kinds
from assessment.core.tables import file_names
from assessment.report.cell_looks import Column, Linked, Row, Styled
from assessment.report.entry import Entry

Place = tuple[str, str, str]
REGISTER = "登记.xlsx"
# From reports/<year>/ to the files as they were received.
RAW, ROOT = "../../data/raw/", "../../"
_NOW = "应有的内容；要清空就写“空”。改为、理由、经手人都填才采用。"
_ORDER = ("ERROR", "WARNING", "NOTICE")
_LOOKS = {"ERROR": "alert", "WARNING": "warn", "NOTICE": ""}
PROBLEM_COLUMNS = (
    Column("序号", 6, "count"),
    Column("程度", 7, "centre"),
    Column("文件", 26, "typed"),
    Column("工作表", 11, "typed"),
    Column("单元格", 10, "code"),
    Column("原内容", 16, "typed"),
    Column("问题", 34),
    Column("怎么办", 28),
    Column("影响", 18),
    Column("代码", 15),
    Column("改为", 15, "typed", entry=Entry("text", prompt=_NOW)),
    Column("理由", 17, "typed", entry=Entry("text", prompt="凭什么更正，如：评委本人确认。")),
    Column("经手人", 10, "typed", entry=Entry("text", prompt="谁经手的；登记为登记人。")),
)
# Printed are place, problem and advice; what is typed or looked up is for the screen.
PRINTED = 8


class Entered(NamedTuple):
    """What people typed into the three columns of a line."""

    now: str = ""
    reason: str = ""
    who: str = ""


def contents(surroundings: pd.DataFrame | None, sources: pd.DataFrame) -> dict[Place, str]:
    """Return what stands in each cell that a problem names, as 更正登记 wants it told."""
    if surroundings is None:
        return {}
    files = file_names(sources)
    told = surroundings[surroundings["is_told"]]
    rows = told[["source_id", "sheet", "cell", "content"]].astype(str)
    return {
        (files.get(source_id, ""), sheet, cell): content
        for source_id, sheet, cell, content in rows.itertuples(index=False, name=None)
    }


def problem_rows(
    problems: Sequence[Problem],
    tables: Mapping[str, pd.DataFrame],
    told: Mapping[Place, str],
    entered: Mapping[Place, Entered],
) -> tuple[list[Row], list[Row]]:
    """Return the lines of all problems, the gravest first, and of entries that fit none of them."""
    corrected = set(_corrected(tables))
    ordered = sorted(problems, key=lambda one: _ORDER.index(one.severity))
    rows: list[Row] = []
    filled: set[Place] = set()
    for number, fault in enumerate(ordered, start=1):
        place = (fault.where.file, fault.where.sheet, fault.where.cell)
        is_open = can_be_corrected(fault, place in corrected) and place in told
        mine = entered.get(place, Entered()) if is_open and place not in filled else Entered()
        filled |= {place} if any(mine) else set()
        rows.append([number, *_told(fault, told.get(place, "")), *_room(mine, is_open)])
    left: list[Row] = [[*place, *mine] for place, mine in entered.items() if place not in filled]
    return rows, left


def can_be_corrected(fault: Problem, has_correction: bool) -> bool:
    """Tell whether a line of 更正登记 could mend what is wrong."""
    where = fault.where
    is_ours = bool(where.cell) and where.file != REGISTER
    return is_ours and not has_correction and is_correctable(fault.code)


def _corrected(tables: Mapping[str, pd.DataFrame]) -> Iterator[Place]:
    """Yield the places that 更正登记 has a line of already."""
    sources = tables["sources"]
    files = dict(zip(sources["sha256"], sources["file"], strict=True))
    for row in tables["corrections"].to_dict("records"):
        yield files.get(str(row["sha256"]), ""), str(row["sheet"]), str(row["cell"])


def _told(fault: Problem, content: str) -> Row:
    where = fault.where
    return [
        Styled(say(f"severity.{fault.severity}"), _LOOKS[fault.severity]),
        where.file,
        where.sheet,
        _link(fault),
        content,
        fault.message,
        fault.hint,
        problem_kinds()[fault.code].effect_zh,
        Styled(fault.code, "word"),
    ]


def _link(fault: Problem) -> str | Linked:
    where = fault.where
    if not where.file:
        return ""
    base = ROOT if where.file == REGISTER or where.file.startswith("rules/") else RAW
    shown = f"{where.cell}（{where.in_table}）" if where.in_table else where.cell or "打开"
    is_book = where.sheet and where.file.lower().endswith((".xlsx", ".xlsm", ".xls", ".et"))
    quoted = where.sheet.replace("'", "''")
    target = f"#'{quoted}'!{where.cell or 'A1'}" if is_book else ""
    path = _archive(where.file)
    return Linked(shown, f"external:{base}{path}{target if path == where.file else ''}")


def _archive(file: str) -> str:
    """Return the file itself, or the archive that it lies in."""
    head, mark, _ = file.partition(".zip/")
    return f"{head}.zip" if mark else file


def _room(mine: Entered, is_open: bool) -> Row:
    look = "fill" if is_open else "closed"
    return [Styled(text, look) for text in mine]
