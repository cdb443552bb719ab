"""公示: what of a result everybody may see, with the office's own contact and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report import wording
from assessment.report.blanks.known import in_path
from assessment.report.documents.appeal import mark, office
from assessment.report.documents.official import Official
from assessment.report.workbook.clauses import NOTICE_COLUMNS
from assessment.report.workbook.year_tables import YearTables

_WIDTHS = {"number": 2, "unit": 5, "project": 9, "theme": 4, "grade": 2.5, "rank": 2, "total": 3}
_OUTCOME = {"review": "立项", "assessment": "考核认证"}
_ONLY_ASSESSED = ("grade",)


def noticed_rounds(year: YearTables) -> list[str]:
    """Return the rounds whose result can be published: chosen, and ranked to the end."""
    rounds = ["review"] if _selected(year) else []
    rows = year.rows("standings", round="assessment")
    is_open = bool(year.told("assessment")) or not any(not pd.isna(row.rank) for row in rows)
    return rounds if is_open else [*rounds, "assessment"]


def notice(year: YearTables, stage: str) -> bytes:
    """Return 公示 of a round as Word: basis, table, days, contact, signature."""
    rules = year.rules
    paper = Official(notice_title(year, stage), below=mark(rules))
    paper.text(_opening(year, stage))
    frame = noticed(year, stage)
    paper.table(frame, [_WIDTHS[name] for name in _columns(year, stage)])
    days = rules.publication.notice_days
    paper.text(
        f"公示期为 {days} 个工作日，自本公示发布的次日起算。对公示内容有异议的，请在公示期内以"
        f"单位名义书面向{office(rules)}提出，写明事项、理由并附证据；只核漏统、错统、登分错误，"
        "不重新评分。"
    )
    paper.signed(rules.office.signature, "年　　月　　日")
    return paper.data()


def notice_title(year: YearTables, stage: str) -> str:
    """Return the title of 公示 of a round."""
    return f"关于{year.rules.year}年“一团一品”{_OUTCOME[stage]}结果的公示"


def noticed(year: YearTables, stage: str) -> pd.DataFrame:
    """Return what of a round is published: only the columns the rules allow, and no persons."""
    names = _columns(year, stage)
    rows = [
        [year.withhold(_VALUES[name](year, number, row)) for name in names]
        for number, row in enumerate(_rows(year, stage), start=1)
    ]
    return pd.DataFrame(rows, columns=[NOTICE_COLUMNS[name] for name in names])


def _columns(year: YearTables, stage: str) -> Sequence[str]:
    allowed = year.rules.publication.columns
    return [one for one in allowed if stage == "assessment" or one not in _ONLY_ASSESSED]


def _selected(year: YearTables) -> list[Any]:
    return year.rows("decisions", round="review", matter="selected", outcome="yes")


def _rows(year: YearTables, stage: str) -> list[Any]:
    """Return the standings to publish: the chosen ones of the review, all ranked in December."""
    standings = [row for row in year.rows("standings", round=stage) if not pd.isna(row.rank)]
    chosen = {row.project_id for row in _selected(year)}
    mine = standings if stage == "assessment" else [r for r in standings if r.project_id in chosen]
    return sorted(mine, key=lambda row: (int(row.rank), row.project_id))


def _opening(year: YearTables, stage: str) -> str:
    rules = year.rules
    number = f"（{rules.decision.document_no}）" if rules.decision.document_no else ""
    steps = "、".join(part.label for part in rules.of_round(stage))
    told = "经校团委研究，拟立项" if stage == "review" else "现将考核认证结果"
    count = len(_rows(year, stage))
    is_review = stage == "review"
    end = f"{told} {count} 项，现予公示。" if is_review else f"{told}（{count} 项）予以公示。"
    return f"根据《{rules.title}》{number}，经学院申报、资格审查、{steps}，{end}"


def _grade(row: Any) -> str:
    return "" if pd.isna(row.grade) else wording.show_grade(row.grade, "zh")


_VALUES: Mapping[str, Callable[[YearTables, int, Any], str]] = {
    "number": lambda _, number, __: str(number),
    "unit": lambda year, _, row: year.project(row.project_id).unit,
    "project": lambda year, _, row: year.project(row.project_id).name,
    "theme": lambda year, _, row: year.project(row.project_id).theme,
    "grade": lambda _, __, row: _grade(row),
    "rank": lambda _, __, row: say("tied", rank=row.rank) if row.is_tied else str(row.rank),
    "total": lambda year, _, row: wording.show_points(
        row.total_exact, row.total_points, year.rules.ranking.decimals
    ),
}


def notices(year: YearTables) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the notices that can be published."""
    for stage in noticed_rounds(year):
        yield f"公示/{in_path(notice_title(year, stage))}.docx", notice(year, stage)
