"""A year checked: what people completed is taken over, what is to be handed back is laid down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment import pipeline, storage
from assessment.core.result import Result
from assessment.pipeline import EarlierYear, YearInputs
from assessment.renewal import load_current, remember_rules
from assessment.storage import REGISTER, WorkspaceError, digest

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.intake.inbox.completed import Entry
    from assessment.report.findings_problems import Entered


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found and wrote.

    `missing` is what every college owes; `n_taken` counts corrections appended to 登记.xlsx, of
    which `backup` is then the file as it was before.
    """

    result: Result
    missing: DataFrame
    outputs: tuple[Path, ...]
    n_taken: int = 0
    backup: Path | None = None


@dataclass
class _Check:
    root: Path
    inputs: YearInputs
    earlier: Sequence[EarlierYear]
    day: date
    left: Mapping[tuple[str, str, str], Entered] = field(default_factory=dict)
    n_taken: int = 0
    backup: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the year's reports lie."""
        return self.root / "reports" / str(self.inputs.rules.year)

    @property
    def findings(self) -> Path:
        """The workbook in which people write corrections beside problems."""
        return self.folder / f"{self.inputs.rules.year}{pipeline.FINDINGS}"


def earlier_years(
    root: Path, years: Sequence[int], load: Callable[[int], YearInputs], /
) -> list[EarlierYear]:
    """Return what was read of earlier years: as run, where that is current, else read anew."""
    runs = load_current(root, years, load)
    earlier: list[EarlierYear] = []
    for year in years:
        inputs = load(year)
        read = runs[year].tables if year in runs else None
        tables = pipeline.read_year(inputs, earlier=earlier).tables if read is None else read
        earlier.append(EarlierYear(inputs.rules, tables))
    return earlier


def check(
    root: Path, inputs: YearInputs, /, *, earlier: Sequence[EarlierYear], day: date
) -> Checked:
    """Read a year's files, take over what people completed, write what is handed back.

    Parameters
    ----------
    root : Path
        The workspace's folder.
    inputs : YearInputs
        The year's rules, files and register.
    earlier : sequence of EarlierYear
        The years of the programme before it.
    day : date
        The day on which corrections are registered.

    Raises
    ------
    WorkspaceError
        When a file to be written is open in another program (nothing is written then), or what
        people completed cannot be read or appended to 登记.xlsx.
    """
    task = _Check(root, inputs, earlier, day)
    storage.refuse_held([root / REGISTER, *_ours(task)])
    read = pipeline.check_year(task.inputs, earlier=earlier)
    remember_rules(root, task.inputs, read.tables)
    around = pipeline.read_around(task.inputs, read.problems)
    entries = _entries(task)
    if entries:
        read, around = _take_over(task, entries, read, around)
    missing = pipeline.find_missing(read, rules=inputs.rules)
    made = pipeline.hand_back(read, around, missing, inputs=task.inputs, left=task.left)
    outputs = _lay_down(task, made)
    return Checked(read, missing, outputs, task.n_taken, task.backup)


def _ours(task: _Check) -> list[Path]:
    year = task.inputs.rules.year
    stated = storage.load_manifest(task.root).get("checks", {}).get(str(year), {})
    return [task.findings, *(task.root / name for name in stated)]


def _entries(task: _Check) -> tuple[Entry, ...]:
    """Return what people wrote into the findings of the check before."""
    if not task.findings.is_file():
        return ()
    data = storage.read_file(task.findings)
    name = task.findings.name
    entries = pipeline.read_entries(data, name, year=task.inputs.rules.year)
    if entries is None:
        raise WorkspaceError("error.findings", path=task.findings)
    return entries


def _take_over(
    task: _Check, entries: Sequence[Entry], read: Result, around: DataFrame
) -> tuple[Result, DataFrame]:
    """Append the entries to the register and return what is read with its new lines."""
    try:
        taken = pipeline.take_over(entries, read, around, inputs=task.inputs, day=task.day)
    except ValueError as error:
        raise WorkspaceError("error.register_form", path=task.root / REGISTER) from error
    task.left = taken.left
    if taken.register is not None and task.inputs.register is not None:
        task.backup = _back_up(task.root, task.inputs.register)
        storage.replace_file(task.root / REGISTER, taken.register)
        task.n_taken = taken.n_taken
        task.inputs = replace(task.inputs, register=taken.register)
        read = pipeline.check_year(task.inputs, earlier=task.earlier)
        around = pipeline.read_around(task.inputs, read.problems)
    return replace(read, problems=read.problems + taken.problems), around


def _back_up(root: Path, register: bytes) -> Path:
    """Keep the register as it was under a name made of its content."""
    stem, _, suffix = REGISTER.rpartition(".")
    path = root / f"{stem}_备份_{digest(register)[:8]}.{suffix}"
    if not path.exists():
        storage.replace_file(path, register)
    return path


def _lay_down(task: _Check, made: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Replace what the last check wrote; what people changed since and is not made stays."""
    year = str(task.inputs.rules.year)
    files = {f"reports/{year}/{name}": data for name, data in made.items()}
    for name, data in files.items():
        storage.replace_file(task.root / name, data)
    manifest: dict[str, Any] = storage.load_manifest(task.root)
    checks = manifest.setdefault("checks", {})
    for name, stated in checks.get(year, {}).items():
        path = task.root / name
        if name not in files and path.is_file() and digest(path.read_bytes()) == stated:
            path.unlink()
    checks[year] = {name: digest(data) for name, data in sorted(files.items())}
    storage.save_manifest(task.root, manifest)
    return tuple(task.root / name for name in files)
