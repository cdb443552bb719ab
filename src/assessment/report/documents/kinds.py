"""Every kind of document and who writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import empty
from assessment.report.blanks.known import in_path
from assessment.report.documents.annual import annual_report
from assessment.report.documents.appeal import Appeal
from assessment.report.documents.appeal_reply import application, reply
from assessment.report.documents.correction_notice import correction_notice
from assessment.report.documents.feedback import feedback_sheet, told_units, unit_faults
from assessment.report.documents.meeting import meeting_paper
from assessment.report.documents.notice import notices
from assessment.report.documents.red_flag import red_flag_report
from assessment.report.documents.results import assessment_result, review_result
from assessment.report.documents.score_sheet import SCORE_SHEET, write_score_sheet
from assessment.report.documents.settlement import SETTLEMENT, write_settlement, write_summary
from assessment.report.documents.signing import points_to_sign
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

    `changes` is table `result_changes` by appeal; `sheets` are asked for 得分复核单 alone, `charts`
    (PNG by name) for 年度总结.
    """

    tables: YearTables
    changes: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    sheets: Iterator[Sheet] = field(default_factory=lambda: iter(()))
    charts: Mapping[str, bytes] = field(default_factory=dict)

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


def meeting_papers(year: Year) -> Files:
    """Yield path and bytes of 上会材料."""
    yield _of_year(year, "上会材料"), meeting_paper(year.tables)


def review_results(year: Year) -> Files:
    """Yield path and bytes of 立项评审结果, once anybody stands in the review."""
    if year.tables.rows("standings", round="review"):
        yield _of_year(year, "立项评审结果"), review_result(year.tables)


def assessment_results(year: Year) -> Files:
    """Yield path and bytes of 考核认证结果, once anybody stands in the assessment."""
    if year.tables.rows("standings", round="assessment"):
        yield _of_year(year, "考核认证结果"), assessment_result(year.tables)


def public_notices(year: Year) -> Files:
    """Yield path and bytes of 公示 of each round that can be published."""
    yield from notices(year.tables)


def feedback_sheets(year: Year) -> Files:
    """Yield path and bytes of 得分反馈单 of each unit that applied."""
    faults = unit_faults(year.tables)
    for code in told_units(year.tables):
        unit = in_path(year.tables.unit(code))
        yield f"得分反馈单/得分反馈单-{unit}.docx", feedback_sheet(year.tables, code, faults)


def papers_to_sign(year: Year) -> Files:
    """Yield path and bytes of 评分汇总表 of each round in which anybody stands."""
    for stage in ROUNDS:
        if year.tables.rows("standings", round=stage):
            name = f"{say(f'round.{stage}')}评分汇总表（签字）"
            yield _of_year(year, name), points_to_sign(year.tables, stage)


def red_flag_reports(year: Year) -> Files:
    """Yield path and bytes of 五四红旗团委考核情况, where there are papers."""
    if year.tables.rows("red_flag"):
        yield _of_year(year, "五四红旗团委考核情况"), red_flag_report(year.tables)


def annual_reports(year: Year) -> Files:
    """Yield path and bytes of 年度总结."""
    yield f"{year.tables.rules.year}年度总结.docx", annual_report(year.tables, year.charts)


def _of_year(year: Year, name: str) -> str:
    return f"{year.tables.rules.year}年{name}.docx"


WRITERS = {
    "meeting": meeting_papers,
    "review-result": review_results,
    "assessment-result": assessment_results,
    "notice": public_notices,
    "feedback": feedback_sheets,
    "signing": papers_to_sign,
    "red-flag": red_flag_reports,
    "annual": annual_reports,
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
    charts: Mapping[str, bytes] | None = None,
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
    charts : mapping, optional
        The year's charts as PNG by name, for 年度总结.

    Raises
    ------
    ValueError
        When there is no such kind.
    """
    if kind not in WRITERS:
        raise ValueError(f"kind must be one of {list(WRITERS)}, got {kind!r}")
    return dict(WRITERS[kind](Year(YearTables(tables, rules), changes, sheets, charts or {})))


def _path(appeal: Appeal, name: str) -> str:
    return f"{_APPEALS}/{in_path(str(appeal.row.appeal_no))}{name}.docx"
