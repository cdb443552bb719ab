"""JupyterLab on the notebooks of a workspace, in Chinese where its language pack is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

from assessment.storage import WorkspaceError

SETTINGS = "JUPYTER_CONFIG_PATH"


def open_laboratory(folder: Path, *, lang: str) -> int:
    """Run JupyterLab until it is stopped; return its exit code.

    What the user chose in its own settings holds before the language given here.

    Parameters
    ----------
    folder : Path
        Where the notebooks lie.
    lang : {"zh", "en"}
        The language; a missing language pack leaves English.

    Raises
    ------
    WorkspaceError
        When JupyterLab is not installed.
    """
    if find_spec("jupyterlab") is None:
        raise WorkspaceError("error.no_notebooks", name="jupyterlab")
    command = [sys.executable, "-m", "jupyterlab", str(folder)]
    with as_file(files("assessment.door") / "jupyter") as settings:
        return subprocess.run(command, env=environment(settings, lang), check=False).returncode


def environment(settings: Path, lang: str) -> dict[str, str]:
    """Return the environment of JupyterLab, with our settings behind those of the user.

    Files dropped on 00_start come in one message, of which the server takes 10 MB otherwise.
    """
    places = [os.environ.get(SETTINGS), str(settings / "zh") if lang == "zh" else "", str(settings)]
    return {**os.environ, SETTINGS: os.pathsep.join(filter(None, places))}
