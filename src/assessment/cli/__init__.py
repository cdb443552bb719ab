"""The command line: every verb with its advice and exit code, and all printing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assessment.cli.language import Group
from assessment.cli.output import show_boards, show_intake, show_page, show_problems, show_run
from assessment.cli.papers import archive, documents, publish, show_documents, template
from assessment.cli.rules import rules
from assessment.cli.session import CLEAN, DATA_ERRORS, Session, common, exit_with, speaking

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.workspace import Workspace


@click.group(cls=Group, help="cli.about", context_settings={"help_option_names": ["-h", "--help"]})
@speaking
@click.version_option(
    package_name="assessment", message="assessment %(version)s", help="cli.version"
)
def main() -> None:
    """Begin every command: a terminal that lacks a character shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command(help="cli.demo")
@click.argument("folder", default="demo")
@click.option("--notebooks/--no-notebooks", default=False, help="cli.demo.notebooks")
@common
def demo(session: Session, folder: str, notebooks: bool) -> None:
    """Make a sample workspace and run everything on it."""
    from assessment.founding import make_demo

    made = make_demo(session.folder(folder), progress=session.show_progress)
    pages = _executed(made.workspace, session) if notebooks else ()
    show_run(made.workspace, made.run, session.lang)
    for page in pages:
        click.echo(str(page))
    for place in made.missed:
        session.show("cli.demo.missed", err=True, place=place)
    for place in made.invented:
        session.show("cli.demo.invented", err=True, place=place)
    outcome = "cli.demo.as_planted" if made.is_as_planted else "cli.demo.differs"
    session.show(outcome, n=len(made.run.problems))
    show_boards(made.run.outputs, session.lang)
    sys.exit(CLEAN if made.is_as_planted else DATA_ERRORS)


@main.command(help="cli.init")
@click.argument("folder")
@click.option("--year", type=int, default=None, help="cli.init.year")
@common
def init(session: Session, folder: str, year: int | None) -> None:
    """Make an empty workspace and say what comes next."""
    from datetime import datetime

    from assessment.founding import init_workspace

    year = year or datetime.now().astimezone().year
    made = init_workspace(session.folder(folder), year=year)
    session.show("cli.init.made", folder=made.root)
    for key in ("register", "raw", "rules", "check", "run"):
        session.show(f"cli.init.{key}", year=year)


@main.command(help="cli.check")
@click.argument("year", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="cli.check.json")
@common
def check(session: Session, year: int | None, as_json: bool) -> None:
    """Read the files alone, tell what is wrong with them and write what is handed back."""
    from datetime import datetime

    from assessment.core.problems import Problems

    workspace, day = session.open(), datetime.now().astimezone().date()
    found = Problems()
    for one in (year,) if year else workspace.all_years():
        checked = workspace.hand_back(one, day=day)
        found += checked.result.problems
        if not as_json:
            show_intake(checked, one, session.lang)
    show_problems(found, session.lang, as_json=as_json)
    exit_with(found)


@main.command(help="cli.start")
@click.option("--port", type=int, default=0, help="cli.start.port")
@click.option("--browser/--no-browser", default=True, help="cli.start.browser")
@common
def start(session: Session, port: int, browser: bool) -> None:
    """Open the front door in the browser."""
    from assessment.door.serving import serve

    def show(address: str) -> None:
        session.show("cli.start.address", address=address)

    sys.exit(serve(session.folder("."), lang=session.lang, show=show, is_opened=browser, port=port))


@main.command(help="cli.run")
@click.argument("year", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="cli.run.json")
@common
def run(session: Session, year: int | None, as_json: bool) -> None:
    """Compute everything for a year, or for all years."""
    workspace = session.open()
    made = workspace.run(year)
    if as_json:
        click.echo(made.tables["standings"].to_json(orient="records", force_ascii=False))
    else:
        show_run(workspace, made, session.lang)
        show_boards(made.outputs, session.lang)
    exit_with(made.problems)


@main.command(help="cli.charts")
@click.argument("year", type=int, required=False)
@click.option("--format", "formats", type=click.Choice(["png", "svg", "pdf"]), multiple=True,
              help="cli.charts.format")  # fmt: skip
@click.option("--size", type=click.Choice(["16:9", "4:3", "a4"]), help="cli.charts.size")
@common
def charts(session: Session, year: int | None, formats: tuple[str, ...], size: str | None) -> None:
    """Draw every chart of a year, or of all years, and list the pictures."""
    from assessment.sending import write_charts

    workspace = session.open()
    if not formats and size is None:
        made = workspace.run(year, all_charts=True)
        if session.lang == "zh":
            for path in made.outputs:
                if path.parent.name == "charts":
                    click.echo(str(path))
            return
    for one in (year,) if year is not None else workspace.years_with_data():
        sent = write_charts(
            workspace, one, formats=formats or ("png",), size=size or "", lang=session.lang
        )
        for path in sent.written:
            click.echo(str(path))
        for path in sent.kept:
            session.show("cli.documents.kept", err=True, path=path)


@main.command(help="cli.plan")
@click.argument("year", type=int)
@common
def plan(session: Session, year: int) -> None:
    """Print the page for the meeting that chooses projects, and draw its charts."""
    from assessment import pipeline
    from assessment.report.chart_names import OF_CHOICE

    workspace = session.open()
    made, rules = workspace.run(year, all_charts=True), workspace.rules(year)
    show_page(pipeline.meeting_page(made.tables, rules=rules, lang=session.lang))
    for path in made.outputs:
        if path.stem in {f"{year}{name}" for name in OF_CHOICE}:
            click.echo(str(path))


@main.command(help="cli.explain")
@click.argument("year", type=int)
@click.argument("project")
@click.option("--against", default=None, metavar="OTHER", help="cli.explain.against")
@click.option(
    "--round",
    "stage",
    type=click.Choice(["review", "assessment"]),
    default=None,
    help="cli.explain.round",
)
@click.option("--json", "as_json", is_flag=True, help="cli.explain.json")
@click.option("--docx", "as_docx", is_flag=True, help="cli.explain.docx")
@common
def explain(
    session: Session,
    year: int,
    project: str,
    against: str | None,
    stage: str | None,
    as_json: bool,
    as_docx: bool,
) -> None:
    """Tell one number backwards, down to its cells."""
    import json

    from assessment.score.explain import as_dict, render

    if as_docx:
        if against or as_json:
            session.fail("cli.explain.alone")
        from assessment.sending import write_score_sheet

        show_documents(session, write_score_sheet(session.open(), year, project, round=stage))
        return
    node = session.open().explain(year, project, against=against, round=stage, lang=session.lang)
    told = json.dumps(as_dict(node), ensure_ascii=False) if as_json else render(node, session.lang)
    click.echo(told)


@main.command(help="cli.brand")
@click.argument("name")
@common
def brand(session: Session, name: str) -> None:
    """Tell the history of one brand across the years, and what is due of it."""
    from assessment.following import brand_history

    click.echo(brand_history(session.open(), name, lang=session.lang))


@main.command(help="cli.notebooks")
@click.option("--execute", is_flag=True, help="cli.notebooks.execute")
@common
def notebooks(session: Session, execute: bool) -> None:
    """List the notebooks, or execute them into HTML."""
    workspace = session.open()
    for path in _executed(workspace, session) if execute else workspace.notebooks():
        click.echo(str(path))


for command in (template, documents, publish, archive, rules):
    main.add_command(command)


@main.command(help="cli.lab")
@common
def lab(session: Session) -> None:
    """Open the notebooks in JupyterLab."""
    from assessment.door.laboratory import open_laboratory

    sys.exit(open_laboratory(session.open().root / "notebooks", lang=session.lang))


def _executed(workspace: Workspace, session: Session) -> tuple[Path, ...]:
    from assessment.notebook import execute_notebooks

    return execute_notebooks(workspace, progress=session.show_progress)
