"""The only module that needs the extra `notebooks`: it executes notebooks into HTML pages."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from assessment.renewal import Progress
from assessment.storage import WorkspaceError, replace_file
from assessment.workspace import Workspace

try:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from nbconvert import HTMLExporter
    from traitlets.config import Config
except ImportError as error:
    raise WorkspaceError("error.no_notebooks", name=error.name) from error

TIMEOUT = 300
# Of use only while it runs.
FRONT_DOOR = "00_start"


def execute_notebooks(workspace: Workspace, *, progress: Progress) -> tuple[Path, ...]:
    """Execute the notebooks of the workspace and return the HTML pages, in reports/notebooks/.

    The notebooks themselves stay as they are, without output.

    Raises
    ------
    WorkspaceError
        When a cell fails; the line names the notebook and the error.
    """
    pages = []
    for path in workspace.notebooks():
        if path.stem == FRONT_DOOR:
            continue
        progress("step.notebook", name=path.name)
        page = workspace.root / "reports" / "notebooks" / f"{path.stem}.html"
        replace_file(page, _executed(path).encode("utf-8"))
        pages.append(page)
    return tuple(pages)


def _executed(path: Path) -> str:
    book: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    place = {"metadata": {"path": str(path.parent)}}
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            book,
            kernel_name="python3",
            timeout=TIMEOUT,
            resources=place,
            config=_private_kernel(folder),
        )
        try:
            client.execute()
        except CellExecutionError as error:
            told = f"{error.ename} {error.evalue}"
            raise WorkspaceError("error.notebook_failed", name=path.name, error=told) from error
    exporter: Any = HTMLExporter(embed_images=True)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(book)
    return str(body)


def _private_kernel(folder: str) -> Config:
    """Return settings by which a kernel is spoken to through files, not over the network."""
    config = Config()
    if os.name != "nt":
        config.KernelManager.transport = "ipc"
        config.KernelManager.ip = f"{folder}/kernel"
    return config
