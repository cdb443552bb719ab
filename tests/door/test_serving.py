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
from typing import Any

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


@pytest.mark.skipif(os.name == "nt", reason="ends its processes the POSIX way")
def test_what_is_dropped_on_the_page_is_received(
    address: str, small: Workspace, tmp_path: Path
) -> None:
    given = _papers(tmp_path / "给的")
    with browser() as opened:
        page = opened.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        asked: list[str] = []
        page.on("response", lambda answer: asked.append(answer.url))
        page.on("requestfailed", lambda request: asked.append(f"{request.failure} {request.url}"))
        _reached(address)
        page.goto(address)
        page.wait_for_selector("text=就绪", timeout=120_000)
        zone = page.locator(".door-upload")
        box = zone.bounding_box()
        assert box is not None and box["width"] > 500 and box["height"] > 60
        assert "拖到这里" in (zone.get_attribute("title") or "")
        # Beside the zone, too: a drop that misses it must not lead away from the page.
        for told, where, paths in (
            ("已放入 3 个文件", zone, [given / "甲.xlsx", given / "乙.zip", given / "大.zip"]),
            ("已放入 2 个文件", page.locator(".door-run"), [given / "药学院"]),
        ):
            _drop(page, where, paths)
            page.wait_for_selector(f"text={told}", timeout=120_000)
        with page.expect_file_chooser() as chooser:
            zone.click()
        chooser.value.set_files([given / "药学院/申报表.docx"])
        page.wait_for_selector("text=已放入 1 个文件", timeout=120_000)
        assert page.url.startswith(address.partition("?")[0]) and errors == []
    # Without our policy: net::ERR_NAME_NOT_RESOLVED, or icons from abroad where there is a network.
    own = ("http://127.0.0.1", "data:", "blob:", "csp ")
    assert [url for url in asked if not url.startswith(own)] == []
    taken = small.root / "data/raw/2017/收到的文件"
    found = {one.relative_to(taken).as_posix(): one.read_bytes()
             for one in taken.rglob("*") if one.is_file()}  # fmt: skip
    assert found == {
        **{one.relative_to(given).as_posix(): one.read_bytes()
           for one in given.rglob("*") if one.is_file() and one.name != ".DS_Store"},
        "申报表.docx": b"form",
    }  # fmt: skip


def _papers(folder: Path) -> Path:
    """Lay down files, one of them larger than a message may be by default, and a folder."""
    (folder / "药学院/照片").mkdir(parents=True)
    for name, data in {"甲.xlsx": b"sheet", "乙.zip": b"PK", "大.zip": b"PK" + bytes(12 * 2**20),
                       "药学院/申报表.docx": b"form", "药学院/照片/1.jpg": b"picture",
                       "药学院/.DS_Store": b"mac"}.items():  # fmt: skip
        (folder / name).write_bytes(data)
    return folder


def _drop(page: Any, where: Any, paths: list[Path]) -> None:
    """Drop files of the computer on the middle of something, as a hand would."""
    box = where.bounding_box()
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    carried = {"items": [], "files": list(map(str, paths)), "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": carried, **place})
    session.detach()


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
