"""The rules of a year beside their file: a form to be filled, read back with the old file kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment import pipeline, storage
from assessment.core.labels import phrase
from assessment.core.rule_file import write_rules
from assessment.core.rules import RulesError, parse_rules
from assessment.sending import Sent, lay_down
from assessment.storage import WorkspaceError, digest
from assessment.workspace import Workspace

FORM = "评审规则表.xlsx"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a form: the rules file, the file before it, and whether anything changed."""

    path: Path
    backup: Path | None
    is_changed: bool


def write_form(workspace: Workspace, year: int) -> Sent:
    """Write 评审规则表.xlsx of a year to reports/<year>/; one that people changed is left alone.

    Raises
    ------
    WorkspaceError, RulesError
        When the year has no rules, they cannot be used or held by a form, or the file cannot be
        written.
    """
    data = pipeline.write_rule_form(workspace.rules(year))
    return lay_down(workspace.root / "reports" / str(year), {f"{year}{FORM}": data})


def read_form(workspace: Workspace, year: int, path: Path, *, day: date) -> Taken:
    """Write rules/<year>.toml from a filled form; the file before it is kept beside it.

    A form that says what the file says changes nothing.

    Parameters
    ----------
    workspace : Workspace
        Where the rules lie.
    year : int
        The year the form must be of.
    path : Path
        The form.
    day : date
        The day that the name of the kept file bears.

    Raises
    ------
    WorkspaceError
        When the form is not there, or a file cannot be written.
    RulesError
        With every fault of the form, each with sheet and cell; nothing is written then.
    """
    if not path.is_file():
        raise WorkspaceError("error.no_form", path=path)
    limits = storage.read_limits(workspace.root)
    rules = pipeline.read_rule_form(storage.read_file(path), path.name, year=year, limits=limits)
    data = write_rules(rules).encode("utf-8")
    target = workspace.root / "rules" / f"{year}.toml"
    if parse_rules(data, file=target.name).model_dump() != rules.model_dump():
        raise RulesError(path.name, [("", phrase("form.unwritten"))])
    old = storage.read_file(target) if target.is_file() else None
    if old is not None and _says_the_same(old, data):
        return Taken(target, None, is_changed=False)
    backup = _keep(target, old, day) if old is not None else None
    storage.replace_file(target, data)
    return Taken(target, backup, is_changed=True)


def _says_the_same(old: bytes, new: bytes) -> bool:
    try:
        rules = parse_rules(old, file="")
    except RulesError:
        return False
    return rules.model_dump() == parse_rules(new, file="").model_dump()


def _keep(target: Path, old: bytes, day: date) -> Path:
    """Keep the file as it was under a name with the day and a piece of its hash."""
    backup = target.with_name(f"{target.stem}_备份_{day}_{digest(old)[:8]}.toml")
    if not backup.exists():
        storage.replace_file(backup, old)
    return backup
