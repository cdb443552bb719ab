"""Blank files and documents to send out, beside the reports; what people changed is left alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assessment import pipeline, storage
from assessment.lookup import find_project, not_standing
from assessment.pipeline import EarlierYear, YearInputs
from assessment.runs import Run
from assessment.storage import REGISTER, WorkspaceError, digest
from assessment.versions import DOCUMENTS, appeal_changes
from assessment.workspace import Workspace

FOLDER, PUBLIC, CHARTS = "空白表", "公示", "图表"
EVERY = "all"
_WRITTEN = ".written.json"


@dataclass(frozen=True, slots=True)
class Sent:
    """The folder of a year's files, those written, and those left as people changed them.

    `no_pdf` are the Word documents of which a PDF was wanted and could not be made.
    """

    folder: Path
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    no_pdf: tuple[Path, ...] = ()


def write_templates(workspace: Workspace, kind: str, *, year: int) -> Sent:
    """Write the blank files of a kind, or of all, to reports/<year>/空白表/.

    Units, projects, judges' numbers, grants and brands due are taken from the register and from
    what lies in data/raw, if anything does. A file that somebody has changed since it was written
    is not replaced.

    Raises
    ------
    WorkspaceError, RulesError
        When the year has no rules, or a file cannot be written.
    """
    rules = workspace.rules(year)
    tables = _known(workspace, year)
    workspace.progress("step.template", year=year)
    kinds = pipeline.blank_kinds() if kind == EVERY else (kind,)
    files: dict[str, bytes] = {}
    for one in kinds:
        files |= pipeline.blank_files(tables, one, rules=rules)
    return lay_down(workspace.root / "reports" / str(year) / FOLDER, files)


def write_documents(
    workspace: Workspace, year: int, kind: str = EVERY, *, is_pdf: bool = False
) -> Sent:
    """Write the documents of a kind, or of all, to reports/<year>/文书/, as PDF too if wanted.

    Notices lie in reports/<year>/公示/, where `publish` lays them too. A document that somebody has
    changed since it was written is not replaced.

    Raises
    ------
    WorkspaceError, RulesError
        When the year cannot be run, or a file cannot be written.
    """
    run, rules = workspace.run(year), workspace.rules(year)
    tables = _joint(workspace, year, run)
    workspace.progress("step.documents", year=year)
    changes, charts = appeal_changes(workspace.root, rules, tables), _charts(run, year)
    files: dict[str, bytes] = {}
    for one in pipeline.document_kinds() if kind == EVERY else (kind,):
        files |= pipeline.write_documents(tables, one, rules=rules, changes=changes, charts=charts)
    public = {name: data for name, data in files.items() if name.startswith(f"{PUBLIC}/")}
    own = {name: data for name, data in files.items() if name not in public}
    notices = {name.removeprefix(f"{PUBLIC}/"): data for name, data in public.items()}
    folder = workspace.root / "reports" / str(year)
    laid = [lay_down(folder / name, mine)
            for name, mine in ((DOCUMENTS, own), (PUBLIC, notices)) if mine]  # fmt: skip
    return _together([_with_pdf(one) if is_pdf else one for one in laid], folder / DOCUMENTS)


def _together(sent: Sequence[Sent], folder: Path) -> Sent:
    """Return what was laid in several folders as if in the first of them."""
    return Sent(
        sent[0].folder if sent else folder,
        tuple(path for one in sent for path in one.written),
        tuple(path for one in sent for path in one.kept),
        tuple(path for one in sent for path in one.no_pdf),
    )


def write_charts(
    workspace: Workspace,
    year: int,
    *,
    formats: Sequence[str] = ("png",),
    size: str = "",
    lang: str = "zh",
) -> Sent:
    """Write every chart of a year in other formats, or on pages of another shape.

    They lie in reports/<year>/图表/ beside those of a run, which stay as they are.

    Raises
    ------
    WorkspaceError, RulesError
        When the year cannot be run, or a file cannot be written.
    ValueError
        When a format, the size or the language is unknown.
    """
    tables = _joint(workspace, year, workspace.run(year))
    rules = workspace.programme_rules(year)
    drawn = pipeline.draw_charts(
        tables, rules=rules, is_all=True, formats=formats, size=size, lang=lang
    )
    # A colon can stand in no name of a file of Windows.
    shape = f"-{size.replace(':', '比')}" if size else ""
    files = {str(PurePosixPath(name).with_stem(PurePosixPath(name).stem + shape)): data
             for name, data in drawn.items()}  # fmt: skip
    return lay_down(workspace.root / "reports" / str(year) / CHARTS, files)


def publish(workspace: Workspace, year: int) -> Sent:
    """Write what may be published of a year to reports/<year>/公示/: only allowed columns.

    It is Word, Excel and, where LibreOffice is installed, PDF.

    Raises
    ------
    WorkspaceError, RulesError
        When the year cannot be run, or none of its results can be published yet.
    """
    tables, rules = workspace.run(year).tables, workspace.rules(year)
    files = pipeline.public_files(tables, rules=rules)
    if not files:
        raise WorkspaceError("error.nothing_public", year=year)
    return _with_pdf(lay_down(workspace.root / "reports" / str(year) / PUBLIC, files))


def write_score_sheet(
    workspace: Workspace, year: int, project: str, *, round: str | None = None
) -> Sent:
    """Write 得分复核单 of one project to reports/<year>/文书/.

    Raises
    ------
    WorkspaceError, RulesError
        As `Workspace.explain`.
    """
    run, rules = workspace.run(year), workspace.rules(year)
    project_id = find_project(run.tables, project)
    try:
        files = pipeline.write_score_sheet(run.tables, project_id, rules=rules, round=round)
    except KeyError as error:
        raise not_standing(run.tables, {project_id: project}) from error
    return lay_down(workspace.root / "reports" / str(year) / DOCUMENTS, files)


def _joint(workspace: Workspace, year: int, run: Run) -> pipeline.Tables:
    """Return a year's tables, those of the whole programme with the rows of its earlier years."""
    rules = workspace.programme_rules(year)[:-1]
    earlier = [EarlierYear(one, workspace.run(one.year).tables) for one in rules]
    return pipeline.joint_tables(run.tables, earlier=earlier)


def _charts(run: Run, year: int) -> dict[str, bytes]:
    """Return the charts of a run as PNG by name."""
    found = [path for path in run.outputs if path.suffix == ".png"]
    return {path.stem.removeprefix(str(year)): storage.read_file(path) for path in found}


def _known(workspace: Workspace, year: int) -> pipeline.Tables:
    """Return the tables of a year, also of one in which nothing has come in yet."""
    first = workspace.rules(year).programme.first_year
    earlier: list[EarlierYear] = []
    for one in (one for one in workspace.years_with_data() if first <= one < year):
        earlier.append(_computed(workspace, one, earlier))
    return pipeline.joint_tables(_computed(workspace, year, earlier).tables, earlier=earlier)


def _computed(workspace: Workspace, year: int, earlier: list[EarlierYear]) -> EarlierYear:
    workspace.progress("step.known", year=year)
    rules, path = workspace.rules(year), workspace.root / REGISTER
    if workspace.has_data(year):
        inputs = workspace.inputs(year)
    else:
        register = storage.read_file(path) if path.is_file() else None
        inputs = YearInputs(rules, {}, register)
    return EarlierYear(rules, pipeline.run_year(inputs, earlier=earlier).tables)


def lay_down(folder: Path, files: Mapping[str, bytes]) -> Sent:
    """Write files to a folder, except where somebody has changed one since it was written.

    Raises
    ------
    WorkspaceError
        When a file cannot be written.
    """
    written = _written(folder)
    kept = [name for name in files if _is_changed(folder / name, written.get(name, ""))]
    new = {name: data for name, data in files.items() if name not in kept}
    for name, data in new.items():
        storage.replace_file(folder / name, data)
    stated = written | {name: digest(data) for name, data in new.items()}
    text = json.dumps(stated, ensure_ascii=False, indent=1, sort_keys=True)
    storage.replace_file(folder / _WRITTEN, text.encode())
    return Sent(folder, tuple(folder / name for name in new), tuple(folder / one for one in kept))


def _with_pdf(sent: Sent) -> Sent:
    """Lay a PDF beside each Word document: of the document as it lies there, changed or not."""
    word = {
        path.relative_to(sent.folder).as_posix(): storage.read_file(path)
        for path in (*sent.written, *sent.kept)
        if path.suffix == ".docx"
    }
    made = pipeline.as_pdf(word)
    lacking = [name for name in word if f"{name.removesuffix('.docx')}.pdf" not in made]
    pdf = lay_down(sent.folder, made)
    return Sent(
        sent.folder,
        sent.written + pdf.written,
        sent.kept + pdf.kept,
        tuple(sent.folder / name for name in lacking),
    )


def _written(folder: Path) -> dict[str, str]:
    """Return the hash of every blank file as it was written."""
    path = folder / _WRITTEN
    if not path.is_file():
        return {}
    try:
        written: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return {}
    return written


def _is_changed(path: Path, written: str) -> bool:
    return path.is_file() and digest(storage.read_file(path)) != written
