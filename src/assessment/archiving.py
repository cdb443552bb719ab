"""A year in one zip for the files: what came in, the rules, the results, and a list of hashes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assessment import pipeline, storage
from assessment.core.archive import pack
from assessment.storage import REGISTER, digest

if TYPE_CHECKING:
    from assessment.workspace import Workspace

LISTED = "校验清单.txt"


def archive(workspace: Workspace, year: int) -> Path:
    """Write reports/<year>/<year>年归档.zip and return its path; it holds personal data.

    It holds the raw files, the rules with those under which marks were first read, 登记.xlsx,
    the workbook, board, charts and documents, the problems, the manifest, and the sha256 of each.

    Raises
    ------
    WorkspaceError, RulesError
        When the year cannot be run, or the zip cannot be written.
    """
    run, rules, root = workspace.run(year), workspace.rules(year), workspace.root
    places = [
        *_below(root / "data" / "raw" / str(year)),
        *_below(root / "reports" / str(year)),
        *_below(root / "rules", f"{year}*"),
        root / REGISTER,
        root / storage.MANIFEST,
    ]
    target = root / "reports" / str(year) / f"{year}年归档.zip"
    members = {
        path.relative_to(root).as_posix(): storage.read_file(path)
        for path in places
        if path.is_file() and path != target
    }
    members |= pipeline.problem_sheet(run.tables, rules=rules)
    listed = "".join(f"{digest(data)}  {name}\n" for name, data in sorted(members.items()))
    members[LISTED] = listed.encode("utf-8")
    storage.replace_file(target, pack(dict(sorted(members.items()))))
    return target


def _below(folder: Path, pattern: str = "*") -> list[Path]:
    return sorted(folder.rglob(pattern))
