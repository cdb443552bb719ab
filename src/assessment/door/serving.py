"""Serve the front door to this computer's own browser: loopback only, behind a token."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

from assessment.storage import WorkspaceError

HOST = "127.0.0.1"
FOLDER, LANGUAGE = "ASSESSMENT_FOLDER", "ASSESSMENT_LANG"
_NOTEBOOK = "00_start.ipynb"
# Files come in one message, which may be 10 MiB by default: less than some archives of pictures.
MOST_BYTES = 512 * 2**20


def serve(
    folder: Path, *, lang: str, show: Callable[[str], None], is_opened: bool, port: int = 0
) -> int:
    """Serve the front door on a folder until it is stopped; return the server's exit code.

    Parameters
    ----------
    folder : Path
        The workspace, or where one shall be.
    lang : {"zh", "en"}
        The language.
    show : callable
        Called with the address, token and all, before the server starts.
    is_opened : bool
        Whether the browser is opened.
    port : int
        The port; any free one for 0.

    Raises
    ------
    WorkspaceError
        When Voilà is not installed.
    """
    if find_spec("voila") is None or find_spec("ipywidgets") is None:
        raise WorkspaceError("error.no_notebooks", name="voila")
    token, place = secrets.token_urlsafe(24), port or _free_port()
    settings = {
        "Voila": {"ip": HOST, "port": place, "port_retries": 0, "token": token,
                  "open_browser": is_opened,
                  "tornado_settings": {"websocket_max_message_size": MOST_BYTES,
                                       "headers": {"Content-Security-Policy": policy(place)}}},
        "VoilaConfiguration": {"show_tracebacks": False},
    }  # fmt: skip
    env = os.environ | {FOLDER: str(folder.resolve()), LANGUAGE: lang}
    show(f"http://{HOST}:{place}/?token={token}")
    with (
        tempfile.TemporaryDirectory() as private,
        as_file(files("assessment.sample") / "notebooks" / _NOTEBOOK) as notebook,
    ):
        # In a file of one's own, which Voilà looks for where it is started: a command line can be
        # read by everybody on the computer.
        config = Path(private) / "voila.json"
        config.write_text(json.dumps(settings), encoding="utf-8")
        config.chmod(0o600)
        command = [sys.executable, "-m", "voila", str(notebook)]
        try:
            return subprocess.run(command, env=env, cwd=private, check=False).returncode
        except KeyboardInterrupt:
            return 0


def policy(port: int) -> str:
    """Return what the page may load: nothing but what this computer serves.

    Voilà's own page asks a server abroad for its icons, and stays blank while it waits for that.
    """
    own = "'self' 'unsafe-inline' 'unsafe-eval' data: blob:"
    return f"default-src {own}; connect-src 'self' ws://{HOST}:{port}; frame-ancestors 'self'"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
