"""What commands print: lists as tables, problems as lines, paths worth opening."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assessment.core.labels import say

if TYPE_CHECKING:
    from pathlib import Path

    from pandas import DataFrame

    from assessment.checking import Checked
    from assessment.core.problems import Problems
    from assessment.report.meeting import Page
    from assessment.runs import Run
    from assessment.workspace import Workspace


def show_run(workspace: Workspace, made: Run, lang: str) -> None:
    """Print the results of each year, how many problems of a kind, what to open."""
    from assessment.report import listing, rolls, wording

    tables = made.tables
    for year in made.years:
        rules = workspace.rules(year)
        ranking = listing.list_ranking(
            tables["standings"],
            tables["components"],
            tables["applications"],
            tables["colleges"],
            rules=rules,
            lang=lang,
        )
        covered = listing.list_coverage(
            tables["coverage"], rules=rules, standings=tables["standings"], lang=lang
        )
        click.echo(rules.name)
        print_table(ranking, say("screen.ranking", lang, year=year))
        print_table(covered, say("screen.coverage", lang, year=year))
        evaluated = rolls.list_red_flag(
            tables["red_flag"], tables["colleges"], rules=rules, lang=lang
        )
        if len(evaluated):
            stage = wording.flag_stage(tables["red_flag"], tables["standings"], rules, lang)
            print_table(evaluated, say("screen.red_flag", lang, year=year) + stage)
        corrected = rolls.list_corrections(
            tables["corrections"], tables["sources"], rules=rules, lang=lang
        )
        if len(corrected):
            print_table(corrected, say("screen.corrections", lang, year=year))
    if made.problems:
        print_table(listing.list_problems(made.problems, lang=lang))
    for line in _worth_opening(made.outputs):
        click.echo(line)


def show_page(page: Page) -> None:
    """Print a page: headings, sentences, tables."""
    click.echo(page.title)
    for part in page.parts:
        click.echo(f"\n{part.title}")
        for line in part.lines:
            click.echo(line)
        if part.table is not None and len(part.table):
            print_table(part.table)


def show_intake(checked: Checked, year: int, lang: str) -> None:
    """Print who has handed in, what each file was read as, and what was written."""
    from assessment.report import listing, missing

    counted = missing.count_missing(checked.missing, lang=lang)
    files = listing.list_sources(checked.result.tables["sources"], year=year, lang=lang)
    print_table(counted, say("screen.missing", lang, year=year))
    print_table(files, say("screen.sources", lang, year=year))
    if checked.backup is not None:
        kept = checked.backup.name
        click.echo(say("cli.check.taken", lang, n=checked.n_taken, backup=kept))
    click.echo(say("cli.check.written", lang))
    for line in _written(checked.outputs, lang):
        click.echo(line)


def _written(outputs: Sequence[Path], lang: str) -> list[str]:
    """Return the files written, those in one folder of copies as that folder."""
    from assessment.report.feedback_folder import FOLDER

    single = [str(path) for path in outputs if path.parent.parent.name != FOLDER]
    copies = [path for path in outputs if path.parent.parent.name == FOLDER]
    if not copies:
        return single
    folder = copies[0].parent.parent
    return [*single, say("cli.check.copies", lang, folder=folder, n=len(copies))]


def show_problems(found: Problems, lang: str, *, as_json: bool) -> None:
    """Print each problem on a line, or all of them as JSON."""

    if as_json:
        click.echo(found.frame().to_json(orient="records", force_ascii=False))
        return
    for item in found:
        click.echo(f"{say(f'severity.{item.severity}', lang)} {item.line(lang)}")
    click.echo(say("screen.counted", lang, errors=len(found.errors), problems=len(found)))


def print_table(frame: DataFrame, title: str = "") -> None:
    """Print a table as wide as the terminal, or as a log can hold."""
    from pandas.api.types import is_numeric_dtype
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=title or None)
    for name in frame.columns:
        is_number = is_numeric_dtype(frame[name]) or str(name).endswith("%")
        table.add_column(escape(str(name)), justify="right" if is_number else "left")
    for row in frame.astype(str).itertuples(index=False):
        table.add_row(*map(escape, row))
    # A log or a pipe has no width of its own; tables must not be cut to 80 columns there.
    width = None if sys.stdout.isatty() else 180
    Console(width=width, highlight=False, emoji=False).print(table)


def _worth_opening(outputs: Sequence[Path]) -> list[str]:
    boards = _boards(outputs)
    wanted = (path for path in outputs if path.suffix in (".xlsx", ".png", ".html"))
    return [str(path) for path in sorted(wanted) if path not in boards]


def _boards(outputs: Sequence[Path]) -> list[Path]:
    from assessment.report.page_names import BOARD

    return sorted(path for path in outputs if path.name == BOARD)


def show_boards(outputs: Sequence[Path], lang: str) -> None:
    """Print what to open: the board of each year, the last year's last."""
    boards = _boards(outputs)
    if boards:
        click.echo(say("cli.open", lang))
    for path in boards:
        click.echo(str(path))
