"""Commands that write papers: blank ones, documents, what is published, what is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assessment.cli.language import Command
from assessment.cli.session import Session, common
from assessment.core.labels import say

if TYPE_CHECKING:
    from assessment.sending import Sent

# The kinds of blank files, as `pipeline.blank_kinds` has them: --help must not load what does.
TEMPLATES = (
    "application",
    "summary",
    "judging",
    "votes",
    "ledger",
    "settlement",
    "activities",
    "red-flag",
    "recheck",
    "appeal",
    "all",
)
OTHER_WORDS = {"appeals": "appeal"}
# As `pipeline.document_kinds` has them.
DOCUMENTS = (
    "meeting",
    "review-result",
    "assessment-result",
    "notice",
    "feedback",
    "signing",
    "red-flag",
    "annual",
    "appeal-form",
    "appeal-reply",
    "correction-notice",
    "score-sheet",
    "settlement",
)
# What people call them.
OFFICIAL = {say(f"cli.document.{name}", "zh"): name for name in DOCUMENTS}


@click.command(cls=Command, help="cli.template", epilog="cli.template.kinds")
@click.argument("kind", metavar="KIND", type=click.Choice([*TEMPLATES, *OTHER_WORDS]))
@click.option("--year", type=int, default=None, help="cli.template.year")
@common
def template(session: Session, kind: str, year: int | None) -> None:
    """Write blank files to send out."""
    from assessment.sending import write_templates

    workspace = session.open()
    year = year or max(workspace.years(), default=None)
    if year is None:
        session.fail("cli.rules.none", folder=workspace.root / "rules")
    sent = write_templates(workspace, OTHER_WORDS.get(kind, kind), year=year)
    for path in sent.written:
        click.echo(str(path))
    for path in sent.kept:
        session.show("cli.template.kept", err=True, path=path)
    session.show("cli.template.made", n=len(sent.written), folder=sent.folder)


@click.command(cls=Command, help="cli.documents", epilog="cli.documents.kinds")
@click.argument("year", type=int)
@click.argument("name", metavar="NAME", type=click.Choice([*OFFICIAL, *DOCUMENTS]), required=False)
@click.option("--pdf", is_flag=True, help="cli.documents.pdf")
@common
def documents(session: Session, year: int, name: str | None, pdf: bool) -> None:
    """Write a year's Word documents."""
    from assessment.sending import EVERY, write_documents

    kind = OFFICIAL.get(name, name) if name else EVERY
    show_documents(session, write_documents(session.open(), year, kind, is_pdf=pdf))


@click.command(cls=Command, help="cli.publish")
@click.argument("year", type=int)
@common
def publish(session: Session, year: int) -> None:
    """Write what may be published of a year."""
    from assessment import sending

    show_documents(session, sending.publish(session.open(), year))


@click.command(cls=Command, help="cli.archive")
@click.argument("year", type=int)
@common
def archive(session: Session, year: int) -> None:
    """Write a year into one zip for the files."""
    from assessment import archiving

    path = archiving.archive(session.open(), year)
    click.echo(str(path))
    session.show("cli.archive.made", err=True, path=path)


def show_documents(session: Session, sent: Sent) -> None:
    """Print the documents written, and those left alone as somebody changed them."""
    for path in sent.written:
        click.echo(str(path))
    for path in sent.kept:
        session.show("cli.documents.kept", err=True, path=path)
    if sent.no_pdf:
        session.show("cli.documents.no_pdf", err=True, n=len(sent.no_pdf))
    session.show("cli.documents.made", err=True, n=len(sent.written), folder=sent.folder)
