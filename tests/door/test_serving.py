"""The front door served to a browser: loopback, a token, a result made by clicks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.door import serving
from assessment.storage import WorkspaceError
from assessment.workspace import Workspace
from report.board_in_chromium import browser

WAITS = 240


@pytest.fixture
def address(small: Workspace) -> Iterator[str]:
    command = [
        sys.executable,
        "-m",
        "assessment",
        "start",
        "--no-browser",
        "--workspace",
        str(small.root),
    ]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                             env=os.environ | {"PYTHONUNBUFFERED": "1"}, start_new_session=True)  # fmt: skip
    assert child.stdout is not None
    line = child.stdout.readline()
    yield line.partition("：")[2].strip() or line.partition(": ")[2].strip()
    os.killpg(child.pid, 9)
    child.communicate()


def _reached(url: str) -> str:
    """Return where an address leads once the server runs."""
    for _ in range(WAITS):
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return str(answer.geturl())
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


@pytest.mark.skipif(os.name == "nt", reason="ends its processes the POSIX way")
def test_a_result_is_made_by_clicks_alone(address: str, small: Workspace) -> None:
    plain = address.partition("?")[0]
    assert plain.startswith(f"http://{serving.HOST}:") and "token=" in address
    assert "/login" in _reached(plain)
    (small.root / "reports/2017/打开这里.html").unlink()
    with browser() as opened:
        page = opened.new_page()
        page.goto(address)
        page.wait_for_selector("text=就绪", timeout=120_000)
        page.click(".door-check")
        page.wait_for_selector("text=检查完毕", timeout=120_000)
        assert page.locator("table").count() > 0
        page.click(".door-run")
        page.wait_for_selector("text=已生成 2017 年结果", timeout=180_000)
    assert (small.root / "reports/2017/打开这里.html").is_file()


def test_without_voila_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda _: None)
    with pytest.raises(WorkspaceError, match="voila"):
        serving.serve(tmp_path, lang="zh", show=print, is_opened=False)


def test_settings_are_for_their_owner_alone_and_hold_the_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []

    class Ended:
        returncode = 3

    def run(command: list[str], *, cwd: str, **_: object) -> Ended:
        assert command[-1].endswith("00_start.ipynb")
        path = Path(cwd) / "voila.json"
        seen.append((path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777))
        return Ended()

    monkeypatch.setattr(serving.subprocess, "run", run)
    told: list[str] = []
    assert serving.serve(tmp_path, lang="zh", show=told.append, is_opened=False) == 3
    token = told[0].partition("token=")[2]
    assert len(token) >= 24 and token in seen[0][0] and '"ip": "127.0.0.1"' in seen[0][0]
    if os.name == "posix":
        assert seen[0][1] == 0o600


def test_a_free_port_is_one_that_can_be_bound() -> None:
    with socket.socket() as one:
        one.bind((serving.HOST, serving._free_port()))
