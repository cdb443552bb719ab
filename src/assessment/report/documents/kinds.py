"""Every kind of document and who writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report.blanks.known import in_path
from assessment.report.documents.appeal import Appeal
from assessment.report.documents.appeal_reply import application, reply
from assessment.report.documents.correction_notice import correction_notice
from assessment.report.documents.score_sheet import SCORE_SHEET, write_score_sheet
from assessment.report.documents.settlement import SETTLEMENT, write_settlement, write_summary
from assessment.report.told import Told
from assessment.report.workbook.year_tables import Tables, YearTables

Files = Iterator[tuple[str, bytes]]
_APPEALS, _SETTLEMENTS = "异议复核", "经费决算"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A project's total as a tree, in the round in which it stands."""

    project_id: str
    stage: str
    told: Told


@dataclass(frozen=True, slots=True)
class Year:
    """What the documents of a year are written from.

    `changes` is table `result_changes` by appeal; `sheets` are asked for 得分复核单 alone.
    """

    tables: YearTables
    changes: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    sheets: Iterator[Sheet] = field(default_factory=lambda: iter(()))

    def appeals(self) -> Iterator[Appeal]:
        """Yield the appeals by number."""
        for row in self.tables.rows("appeals"):
            changes = self.changes.get(row.appeal_no, empty("result_changes"))
            yield Appeal(row, self.tables, changes)


def appeal_forms(year: Year) -> Files:
    """Yield path and bytes of 复核申请表 of each appeal."""
    for appeal in year.appeals():
        yield _path(appeal, "复核申请表（归档）"), application(appeal)


def appeal_replies(year: Year) -> Files:
    """Yield path and bytes of 复核意见 of each appeal that has an outcome."""
    for appeal in year.appeals():
        if not pd.isna(appeal.row.outcome):
            yield _path(appeal, "复核意见"), reply(appeal)


def correction_notices(year: Year) -> Files:
    """Yield path and bytes of 更正公告 of each appeal after which the result was corrected."""
    for appeal in year.appeals():
        if appeal.is_corrected:
            yield _path(appeal, "更正公告"), correction_notice(appeal)


def score_sheets(year: Year) -> Files:
    """Yield path and bytes of 得分复核单 of each project."""
    for one in year.sheets:
        unit = in_path(year.tables.project(one.project_id).unit)
        name = f"{SCORE_SHEET}/{SCORE_SHEET}-{unit}（{one.project_id}）.docx"
        yield name, write_score_sheet(one.told, year.tables, one.project_id, one.stage)


def settlements(year: Year) -> Files:
    """Yield path and bytes of 经费决算表 of each project with money, and of their sums."""
    rows = year.tables.rows("budget_usage")
    for row in rows:
        unit = in_path(year.tables.project(row.project_id).unit)
        name = f"{_SETTLEMENTS}/{SETTLEMENT}-{unit}（{row.project_id}）.docx"
        yield name, write_settlement(year.tables, row.project_id)
    if rows:
        yield f"{_SETTLEMENTS}/支持经费决算汇总表.docx", write_summary(year.tables)


WRITERS = {
    "appeal-form": appeal_forms,
    "appeal-reply": appeal_replies,
    "correction-notice": correction_notices,
    "score-sheet": score_sheets,
    "settlement": settlements,
}


def write_documents(
    tables: Tables,
    kind: str,
    /,
    *,
    rules: Rules,
    changes: Mapping[str, pd.DataFrame],
    sheets: Iterator[Sheet],
) -> dict[str, bytes]:
    """Return the documents of a kind by path.

    Parameters
    ----------
    tables : mapping
        The year's tables.
    kind : str
        One of `WRITERS`.
    rules : Rules
        The year's rules.
    changes : mapping
        Table `result_changes` by the number of the appeal that brought the correction.
    sheets : iterator of Sheet
        The projects of which 得分复核单 is written; not drawn from for other kinds.

    Raises
    ------
    ValueError
        When there is no such kind.
    """
    if kind not in WRITERS:
        raise ValueError(f"kind must be one of {list(WRITERS)}, got {kind!r}")
    return dict(WRITERS[kind](Year(YearTables(tables, rules), changes, sheets)))


def _path(appeal: Appeal, name: str) -> str:
    return f"{_APPEALS}/{in_path(str(appeal.row.appeal_no))}{name}.docx"
