"""The only module that needs the extra `notebooks`: it executes notebooks into HTML pages."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assessment.renewal import Progress
from assessment.storage import WorkspaceError, replace_file
from assessment.workspace import Workspace

try:
    import nbformat
    from jupyter_client.manager import KernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from nbconvert import HTMLExporter
except ImportError as error:
    raise WorkspaceError("error.no_notebooks", name=error.name) from error

TIMEOUT = 300
# Of use only while it runs.
FRONT_DOOR = "00_start"
BY_HAND = "interactive"


def execute_notebooks(workspace: Workspace, *, progress: Progress) -> tuple[Path, ...]:
    """Execute the notebooks of the workspace and return the HTML pages, in reports/notebooks/.

    They share one kernel, which loads the libraries once; each begins with nothing but those in
    memory. The notebooks themselves stay as they are, without output.

    Raises
    ------
    WorkspaceError
        When a cell fails; the line names the notebook and the error.
    """
    paths = [path for path in workspace.notebooks() if path.stem != FRONT_DOOR]
    pages = []
    with _kernel(workspace.root / "notebooks") as kernel:
        for path in paths:
            progress("step.notebook", name=path.name)
            page = workspace.root / "reports" / "notebooks" / f"{path.stem}.html"
            replace_file(page, _executed(path, kernel).encode("utf-8"))
            pages.append(page)
    return tuple(pages)


@contextmanager
def _kernel(folder: Path) -> Iterator[KernelManager]:
    """Run a kernel in the folder of the notebooks, spoken to through files where that is possible.

    So it is not spoken to over the network, which others on the computer could reach.
    """
    with tempfile.TemporaryDirectory() as private:
        manager: Any = KernelManager(kernel_name="python3")
        if os.name != "nt":
            manager.transport, manager.ip = "ipc", f"{private}/kernel"
        manager.start_kernel(cwd=str(folder))
        try:
            yield manager
        finally:
            manager.shutdown_kernel(now=True)


def _executed(path: Path, kernel: KernelManager) -> str:
    book: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    # A page without its kernel cannot move what is moved by hand.
    book.cells = [cell for cell in book.cells if BY_HAND not in cell.metadata.get("tags", ())]
    # The first cell forgets what an earlier notebook left behind; it is no part of the page.
    book.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))  # type: ignore[no-untyped-call]
    client = NotebookClient(book, km=kernel, timeout=TIMEOUT)
    try:
        client.execute()
    except CellExecutionError as error:
        told = f"{error.ename} {error.evalue}"
        raise WorkspaceError("error.notebook_failed", name=path.name, error=told) from error
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
    del book.cells[0]
    exporter: Any = HTMLExporter(embed_images=True)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(book)
    return str(body)
