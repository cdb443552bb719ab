"""What the buttons of the front door do, without a word about how it looks."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assessment import storage
from assessment.core.labels import Phrase, phrase
from assessment.core.problems import Problems
from assessment.founding import init_workspace, make_demo
from assessment.renewal import Progress
from assessment.sending import Sent, publish, write_documents
from assessment.storage import REGISTER
from assessment.workspace import Workspace, open_workspace

RECEIVED, _NAMELESS = "收到的文件", "未命名"
_PAGES = (".html", ".xlsx", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Done:
    """What an action gave: a line to tell, problems, and files worth opening."""

    line: Phrase
    problems: Problems = field(default_factory=Problems)
    files: tuple[Path, ...] = ()


def open_folder(folder: str, progress: Progress) -> Workspace:
    """Return the workspace at a folder.

    Raises
    ------
    WorkspaceError
        When the folder is no workspace.
    """
    return open_workspace(Path(folder).expanduser(), progress=progress)


def make_new(folder: str, year: int, progress: Progress) -> Workspace:
    """Return a new, empty workspace for a year.

    Raises
    ------
    WorkspaceError
        When something of it is there already.
    """
    root = Path(folder).expanduser()
    init_workspace(root, year=year)
    return open_workspace(root, progress=progress)


def make_sample(folder: str, progress: Progress) -> Workspace:
    """Return the sample workspace below a folder, made and run; what was made before is kept.

    Raises
    ------
    WorkspaceError
        When other data lie there.
    """
    root = Path(folder).expanduser()
    place = root if root.name == "demo" else root / "demo"
    return make_demo(place, progress=progress).workspace


def receive(workspace: Workspace, year: int, files: Mapping[str, bytes]) -> Done:
    """Lay received files down beside the others of the year; none replaces another.

    A name may hold folders, as those of a folder that was dropped whole do.
    """
    folder = workspace.root / "data" / "raw" / str(year) / RECEIVED
    others: list[str] = []
    taken = 0
    for name, data in files.items():
        path = folder.joinpath(*_inner(name))
        if path.is_file() and storage.read_file(path) != data:
            others.append(path.relative_to(folder).as_posix())
        else:
            storage.replace_file(path, data)
            taken += 1
    if others:
        return Done(phrase("door.same_name", n=taken, names=others))
    return Done(phrase("door.received", n=taken, folder=folder))


def _inner(name: str) -> list[str]:
    """Return the folders and the file of a name, none of which leads out of where it is put."""
    parts = name.replace("\\", "/").split("/")
    inner = [part for part in parts if part.strip(". ") and not part.endswith(":")]
    return inner or [_NAMELESS]


def check(workspace: Workspace, year: int, *, day: date) -> Done:
    """Check a year's material and write what is handed back."""
    checked = workspace.hand_back(year, day=day)
    found = checked.result.problems
    line = phrase("door.checked", errors=len(found.errors), n=len(found))
    return Done(line, found, _worth_opening(checked.outputs))


def make_results(workspace: Workspace, year: int) -> Done:
    """Compute a year and lay everything down."""
    run = workspace.run(year)
    line = phrase("door.made", year=year, errors=len(run.problems.errors), n=len(run.problems))
    return Done(line, run.problems, _worth_opening(run.outputs))


def make_documents(workspace: Workspace, year: int) -> Done:
    """Write the documents of a year."""
    return _sent(write_documents(workspace, year))


def make_notices(workspace: Workspace, year: int) -> Done:
    """Write what may be published of a year."""
    return _sent(publish(workspace, year))


def _sent(sent: Sent) -> Done:
    line = phrase("door.written", n=len(sent.written), folder=sent.folder)
    return Done(line, files=(sent.folder,))


def _worth_opening(outputs: Sequence[Path]) -> tuple[Path, ...]:
    """Return the pages and workbooks of a year, and the folder of its copies to hand back."""
    single = [path for path in outputs if path.suffix in _PAGES and len(path.parts) and
              path.parent.parent.name == "reports"]  # fmt: skip
    return tuple(sorted(single, key=lambda path: (path.suffix != ".html", path.name)))


def raw_folder(workspace: Workspace, year: int) -> Path:
    """Return the folder in which the files of a year lie, made if need be."""
    folder = workspace.root / "data" / "raw" / str(year)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def register_of(workspace: Workspace) -> Path:
    """Return the register of a workspace."""
    return workspace.root / REGISTER


def show(path: Path) -> None:
    """Open a page in the browser, anything else with the program of the computer for it."""
    if path.suffix == ".html":
        webbrowser.open(path.resolve().as_uri())
    elif sys.platform == "win32":
        os.startfile(path)
    else:
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        subprocess.Popen([opener, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
