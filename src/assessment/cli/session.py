"""What every command shares: workspace, language, advice, exit codes."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

if TYPE_CHECKING:
    from assessment.core.problems import Problems
    from assessment.workspace import Workspace

CLEAN, DATA_ERRORS, CALL_ERRORS = 0, 1, 2
Command = Callable[..., Any]


class Session(NamedTuple):
    """What every command is told: where the workspace is and in which language to speak."""

    root: Path
    lang: str

    def open(self) -> Workspace:
        """Open the workspace, with long steps told on the error stream."""
        from assessment.workspace import open_workspace

        return open_workspace(self.root, progress=show_progress)


def common(command: Command) -> Command:
    """Add --workspace and --lang, and turn a wrong call into one clear line and exit code 2."""

    @click.option(
        "--workspace",
        "root",
        default=".",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="工作文件夹（默认为当前文件夹）。 The workspace folder.",
    )
    @click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        help="输出语言。 Language of the output.",
    )
    @functools.wraps(command)
    def wrapped(root: Path, lang: str, **values: Any) -> Any:
        from assessment.core.rules import RulesError
        from assessment.storage import WorkspaceError

        try:
            return command(Session(root, lang), **values)
        except (WorkspaceError, RulesError) as error:
            fail(str(error))

    return wrapped


def fail(line: str) -> NoReturn:
    """Say one line on the error stream and end with the code of a wrong call."""
    click.echo(line, err=True)
    sys.exit(CALL_ERRORS)


def show_progress(line: str) -> None:
    """Tell on the error stream what is being done."""
    click.echo(f"… {line}", err=True)


def exit_with(problems: Problems) -> NoReturn:
    """End with 1 when there is at least one ERROR in the data, else with 0."""
    sys.exit(DATA_ERRORS if problems.errors else CLEAN)
