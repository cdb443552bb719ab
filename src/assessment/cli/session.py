"""What every command shares: workspace, language, advice, exit codes."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from assessment.cli.language import LANG
from assessment.core.labels import LANGUAGES, say

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.core.problems import Problems
    from assessment.workspace import Workspace

CLEAN, DATA_ERRORS, CALL_ERRORS = 0, 1, 2
Function = Callable[..., Any]


class Session(NamedTuple):
    """What every command is told: where the workspace is and in which language to speak."""

    root: str
    lang: str

    def open(self) -> Workspace:
        """Open the workspace, with long steps told on the error stream."""
        from assessment.workspace import open_workspace

        return open_workspace(self.root, progress=self.show_progress)

    def folder(self, name: str) -> Path:
        """Return a folder by its name, seen from the workspace."""
        from pathlib import Path

        return Path(self.root) / name

    def show(self, key: str, /, *, err: bool = False, **values: Any) -> None:
        """Print a line of the catalogue."""
        click.echo(say(key, self.lang, **values), err=err)

    def show_progress(self, key: str, /, **values: Any) -> None:
        """Tell on the error stream what is being done."""
        self.show("cli.step", err=True, what=say(key, self.lang, **values))

    def fail(self, key: str, /, **values: Any) -> NoReturn:
        """Say one line on the error stream and end with the code of a wrong call."""
        self.show(key, err=True, **values)
        sys.exit(CALL_ERRORS)


def speaking(command: Function) -> Function:
    """Add --lang; the language itself is read from the whole line (cli.language)."""
    option = click.option(LANG, type=click.Choice(LANGUAGES), expose_value=False, help="cli.lang")
    return option(command)


def common(command: Function) -> Function:
    """Add --workspace and --lang, and turn a wrong call into one clear line and exit code 2."""

    @click.option("--workspace", "root", default=".", metavar="DIR", help="cli.workspace")
    @speaking
    @click.pass_obj
    @functools.wraps(command)
    def wrapped(lang: str, /, root: str, **values: Any) -> Any:
        from assessment.core.rules import RulesError
        from assessment.storage import WorkspaceError

        try:
            return command(Session(root, lang), **values)
        except (WorkspaceError, RulesError) as error:
            click.echo(error.line(lang), err=True)
            sys.exit(CALL_ERRORS)

    return wrapped


def exit_with(problems: Problems) -> NoReturn:
    """End with 1 when there is at least one ERROR in the data, else with 0."""
    sys.exit(DATA_ERRORS if problems.errors else CLEAN)
