"""Word documents of a year: for meetings, units, files and everybody, and about appeals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from assessment.core.rules import ROUNDS, Rules

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.report.documents.kinds import Sheet

Tables = Mapping[str, "DataFrame"]
_SECONDS_OF_ONE = 60


def document_kinds() -> tuple[str, ...]:
    """Return the kinds of documents there are."""
    from assessment.report.documents.kinds import WRITERS

    return tuple(WRITERS)


def write_documents(
    tables: Tables,
    kind: str,
    /,
    *,
    rules: Rules,
    changes: Mapping[str, DataFrame],
    charts: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Return the documents of a kind by path.

    `changes` holds `result_changes` by appeal, `charts` the year's charts as PNG by name.
    """
    from assessment.report.documents.kinds import write_documents

    return write_documents(
        tables, kind, rules=rules, changes=changes, sheets=_sheets(tables, rules), charts=charts
    )


def _sheets(tables: Tables, rules: Rules) -> Iterator[Sheet]:
    """Yield what 得分复核单 of each project is written from, worked out when first asked for."""
    from assessment.report.documents.kinds import Sheet
    from assessment.score.explain import explain_all

    told = explain_all(tables, rules=rules)
    for project_id, stage in _last_rounds(tables, rules):
        yield Sheet(project_id, stage, told[stage, project_id])


def write_score_sheet(
    tables: Tables, project_id: str, /, *, rules: Rules, round: str | None = None
) -> dict[str, bytes]:
    """Return 得分复核单 of a project by its path, of the last round in which it stands.

    Raises
    ------
    KeyError
        When the project does not stand in the round.
    """
    from assessment.report.documents.kinds import Sheet, write_documents
    from assessment.score.explain import explain

    stage = round or dict(_last_rounds(tables, rules)).get(project_id)
    told = explain(tables, project_id, rules=rules, round=stage)
    sheets = iter([Sheet(project_id, stage or ROUNDS[-1], told)])
    return write_documents(tables, "score-sheet", rules=rules, changes={}, sheets=sheets)


def _last_rounds(tables: Tables, rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield each project that stands with the last round in which it does, by id."""
    rows = tables["standings"]
    rows = rows[rows["year"] == rules.year]
    for project_id in sorted(rows["project_id"].unique()):
        stood = set(rows.loc[rows["project_id"] == project_id, "round"])
        yield project_id, next(name for name in reversed(ROUNDS) if name in stood)


def public_files(tables: Tables, /, *, rules: Rules) -> dict[str, bytes]:
    """Return 公示 of each round that can be published, as Word and Excel by file name."""
    from assessment.report.documents.published import public_files as files

    return files(tables, rules=rules)


def as_pdf(documents: Mapping[str, bytes], /) -> dict[str, bytes]:
    """Return the Word documents among these as PDF by path, where LibreOffice makes one."""
    from assessment.intake.formats.conversion import convert_all
    from assessment.report.documents.printing import for_pdf

    word = {name: for_pdf(data) for name, data in documents.items() if name.endswith(".docx")}
    done = convert_all(word, seconds=_SECONDS_OF_ONE, kinds=("docx", "pdf"))
    return {f"{name.removesuffix('.docx')}.pdf": data for name, data in done.items()}


def problem_sheet(tables: Tables, /, *, rules: Rules) -> dict[str, bytes]:
    """Return the problems of a year as a plain workbook, by its file name."""
    from assessment.report.plain_sheet import plain_sheet

    title = f"{rules.year}年问题清单"
    return {f"{title}.xlsx": plain_sheet(title, tables["problems"], name="问题")}
