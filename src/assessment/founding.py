"""Lay down a new workspace: an empty one of one's own, or the invented sample."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment import pipeline, storage
from assessment.core.problems import Problems
from assessment.core.rule_text import for_own_use, renew
from assessment.core.rules import parse_rules
from assessment.core.seen_rules import FOLDER
from assessment.renewal import Progress
from assessment.runs import Run
from assessment.storage import REGISTER, WorkspaceError, digest
from assessment.workspace import Workspace, open_workspace

MARKER = ".sample.json"
Placed = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Demo:
    """A run of the sample, beside what was planted in it."""

    workspace: Workspace
    run: Run
    missed: tuple[Placed, ...]
    invented: tuple[Placed, ...]

    @property
    def is_as_planted(self) -> bool:
        """Whether the problems found are exactly those planted."""
        return not self.missed and not self.invented


def init_workspace(root: Path, *, year: int) -> Workspace:
    """Make an empty workspace: folders, a draft of the year's rules, a blank 登记.xlsx.

    Raises
    ------
    WorkspaceError
        When one of these files is there already.
    """
    newest, text = list(pipeline.master_rules().items())[-1]
    rules = for_own_use(renew(text.decode(), from_year=newest, to_year=year), year=year)
    files = {
        f"rules/{year}.toml": rules.encode(),
        REGISTER: pipeline.blank_register(),
        **{f"notebooks/{name}": data for name, data in pipeline.master_notebooks().items()},
    }
    there = [name for name in files if (root / name).exists()]
    if there:
        raise WorkspaceError("error.init_there", folder=root, names=there)
    for name, data in files.items():
        storage.replace_file(root / name, data)
    for folder in (f"data/raw/{year}", "data/processed", "reports"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    return open_workspace(root)


def make_demo(root: Path, *, progress: Progress) -> Demo:
    """Write the sample workspace, run everything on it, and compare with what was planted.

    Raises
    ------
    WorkspaceError
        When anything in the folder is not the sample's own; nothing is written then.
    """
    progress("step.sample")
    masters = pipeline.master_rules()
    rules = {year: parse_rules(text, file=f"rules/{year}.toml") for year, text in masters.items()}
    sample = pipeline.make_sample(rules)
    files = {REGISTER: sample.register}
    files |= {f"rules/{year}.toml": text for year, text in masters.items()}
    files |= {f"notebooks/{name}": data for name, data in pipeline.master_notebooks().items()}
    for one in sample.years.values():
        files |= {f"data/raw/{file}": data for file, data in one.files.items()}
    _refuse_other_data(root, files)
    _write_sample(root, files)
    workspace = open_workspace(root, progress=progress)
    run = workspace.run(all_charts=True)
    planted = [place for one in sample.years.values() for place in (*one.planted, *one.following)]
    return Demo(workspace, run, *_differences(planted, run.problems))


def _refuse_other_data(root: Path, files: Mapping[str, bytes]) -> None:
    """Refuse a folder in which an input is neither the sample of today nor that of before."""
    known = _known(root)
    for path in _inputs(root):
        name = path.relative_to(root).as_posix()
        found = digest(path.read_bytes())
        if found != known.get(name) and (name not in files or found != digest(files[name])):
            raise WorkspaceError("error.not_sample", folder=root, name=name)


def _known(root: Path) -> dict[str, str]:
    marker = root / MARKER
    if not marker.is_file():
        return {}
    try:
        known: dict[str, str] = json.loads(marker.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return {}
    return known


def _inputs(root: Path) -> Iterable[Path]:
    for pattern in ("data/raw/**/*", "rules/*", "notebooks/*.ipynb", REGISTER):
        for path in sorted(root.glob(pattern)):
            if path.is_file() and path.name != ".gitkeep":
                yield path


def _write_sample(root: Path, files: Mapping[str, bytes]) -> None:
    # The marker comes first: were the writing cut short, what lies there is still known as ours.
    marked = _known(root) | {name: digest(data) for name, data in files.items()}
    text = json.dumps(marked, ensure_ascii=False, indent=1, sort_keys=True)
    storage.replace_file(root / MARKER, text.encode())
    for path in list(_inputs(root)):
        if path.relative_to(root).as_posix() not in files:
            path.unlink()
    # Its years are read for the first time once more.
    for path in (root / FOLDER).glob("*.toml"):
        path.unlink()
    for name, data in files.items():
        storage.replace_file(root / name, data)


def _differences(
    planted: Iterable[Placed], problems: Problems
) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    wanted = Counter(planted)
    found = Counter((p.code, p.where.file, p.where.sheet, p.where.cell) for p in problems)
    return tuple((wanted - found).elements()), tuple((found - wanted).elements())
