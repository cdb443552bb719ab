"""assessment rules: check, make anew, compare."""

from __future__ import annotations

import click

from assessment.cli.language import Group
from assessment.cli.session import Session, common, speaking
from assessment.core.labels import phrase


@click.group(cls=Group, help="cli.rules")
@speaking
def rules() -> None:
    """Speak of the rules of a year."""


@rules.command("check", help="cli.rules.check")
@click.argument("year", type=int, required=False)
@common
def rules_check(session: Session, year: int | None) -> None:
    """Check that the rules are whole and consistent."""
    workspace = session.open()
    years = (year,) if year else workspace.years()
    if not years:
        session.fail("cli.rules.none", folder=workspace.root / "rules")
    for one in years:
        decided = workspace.rules(one).decision.decided_date
        is_open = phrase("cli.rules.undecided")
        settled = phrase("cli.rules.decided", day=decided) if decided else is_open
        session.show("cli.rules.whole", year=one, settled=settled)


@rules.command("new", help="cli.rules.new")
@click.argument("year", type=int)
@click.option("--from", "from_year", type=int, required=True, help="cli.rules.new.from")
@common
def rules_new(session: Session, year: int, from_year: int) -> None:
    """Draft a year's rules from an older year's."""
    path = session.open().new_rules(year, from_year=from_year)
    session.show("cli.rules.made", path=path, year=year)


@rules.command("form", help="cli.rules.form")
@click.argument("year", type=int)
@click.option("--read", "file", metavar="FILE", default=None, help="cli.rules.form.read")
@common
def rules_form(session: Session, year: int, file: str | None) -> None:
    """Write the rules of a year as a form, or read a filled one."""
    if file is not None:
        _read_form(session, year, file)
        return
    from assessment.rulebook import write_form

    sent = write_form(session.open(), year)
    for path in sent.written:
        session.show("cli.rules.form.made", path=path, year=year)
    for path in sent.kept:
        session.fail("cli.rules.form.kept", path=path)


def _read_form(session: Session, year: int, file: str) -> None:
    from datetime import datetime
    from pathlib import Path

    from assessment.rulebook import read_form

    day = datetime.now().astimezone().date()
    taken = read_form(session.open(), year, Path(file), day=day)
    if taken.backup is not None:
        session.show("cli.rules.form.backup", path=taken.backup)
    key = "cli.rules.form.taken" if taken.is_changed else "cli.rules.form.same"
    session.show(key, path=taken.path, year=year)


@rules.command("diff", help="cli.rules.diff")
@click.argument("year", type=int)
@click.argument("other", type=int)
@click.option("--docx", "as_docx", is_flag=True, help="cli.rules.diff.docx")
@click.option("--json", "as_json", is_flag=True, help="cli.rules.diff.json")
@common
def rules_diff(session: Session, year: int, other: int, as_docx: bool, as_json: bool) -> None:
    """Tell what differs between the rules of two years, and whom that would move."""
    from assessment.cli.rules_shown import show_comparison, show_json
    from assessment.rulebook import compare, write_comparison

    workspace = session.open()
    found = compare(workspace, year, other)
    if as_json:
        show_json(found)
    else:
        show_comparison(found, session)
    if as_docx:
        path = write_comparison(workspace, found)
        session.show("cli.rules.diff.written", path=path, err=as_json)
