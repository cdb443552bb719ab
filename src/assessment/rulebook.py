"""The rules of a year as a form to be filled, and beside those of another year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assessment import pipeline, storage
from assessment.core.labels import phrase
from assessment.core.rule_file import write_rules
from assessment.core.rules import Rules, RulesError, parse_rules
from assessment.sending import Sent, lay_down
from assessment.storage import WorkspaceError, digest
from assessment.workspace import Workspace

if TYPE_CHECKING:
    from assessment.report.revision import Trial

FORM, REVISION = "评审规则表.xlsx", "修订对照表.docx"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two years' rules side by side, and the data of each under the rules of the other.

    `untried` are the years without data.
    """

    one: Rules
    other: Rules
    trials: tuple[Trial, ...]
    untried: tuple[int, ...]


def compare(workspace: Workspace, year: int, other: int) -> Comparison:
    """Compare two years' rules and rank the data of each year under the rules of the other.

    Raises
    ------
    WorkspaceError, RulesError
        When a year has no rules, or they cannot be used.
    """
    rules = {one: workspace.rules(one) for one in (year, other)}
    trials: list[Trial] = []
    with_data = [one for one in rules if workspace.has_data(one)]
    for one in with_data if year != other else ():
        against = rules[other if one == year else year]
        trials += pipeline.try_rules(workspace.run(one).tables, rules[one], against)
    untried = tuple(one for one in rules if one not in with_data)
    return Comparison(rules[year], rules[other], tuple(trials), untried)


def write_comparison(workspace: Workspace, found: Comparison) -> Path:
    """Write 修订对照表.docx to the reports of the newer year.

    Raises
    ------
    WorkspaceError
        When the file cannot be written.
    """
    years = (found.one.year, found.other.year)
    name = f"{years[0]}—{years[1]}{REVISION}"
    path = workspace.root / "reports" / str(max(years)) / name
    storage.replace_file(path, pipeline.compare_rules(found.one, found.other, found.trials))
    return path


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
