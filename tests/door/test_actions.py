"""What the buttons of the front door do."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessment import pipeline
from assessment.door import actions
from assessment.storage import WorkspaceError
from assessment.workspace import Workspace

DAY = date(2017, 12, 20)


def silent(*_: Any, **__: Any) -> None:
    return None


def test_files_are_laid_beside_the_others_and_none_replaces_another(small: Workspace) -> None:
    done = actions.receive(small, 2017, {"a/b.xlsx": b"1", "c.csv": b"2"})
    folder = small.root / "data/raw/2017" / actions.RECEIVED
    assert (folder / "a/b.xlsx").read_bytes() == b"1" and (folder / "c.csv").read_bytes() == b"2"
    assert "2 个文件" in done.line.line()
    again = actions.receive(small, 2017, {"a/b.xlsx": b"other", "c.csv": b"2"})
    assert (folder / "a/b.xlsx").read_bytes() == b"1"
    told = again.line.line()
    assert "已放入 1 个" in told and "a/b.xlsx" in told and "没有覆盖" in told


@pytest.mark.parametrize(
    "name",
    ["../../x.csv", "/etc/x.csv", "C:\\Windows\\x.csv", "..\\x.csv", " .. /x.csv", ". ./x.csv"],
)
def test_no_name_leads_out_of_the_folder(small: Workspace, name: str) -> None:
    before = set(small.root.rglob("*"))
    actions.receive(small, 2017, {name: b"1"})
    folder = small.root / "data/raw/2017" / actions.RECEIVED
    new = set(small.root.rglob("*")) - before
    assert [path.name for path in new if path.is_file()] == ["x.csv"]
    assert all(path.is_relative_to(folder) for path in new)


def test_a_name_that_is_none_is_given_one(small: Workspace) -> None:
    actions.receive(small, 2017, {"..": b"1"})
    assert (small.root / "data/raw/2017" / actions.RECEIVED / "未命名").read_bytes() == b"1"


def test_checking_tells_problems_and_what_to_open(small: Workspace) -> None:
    done = actions.check(small, 2017, day=DAY)
    assert len(done.problems) > 0
    assert f"共 {len(done.problems)} 处问题" in done.line.line()
    assert {path.suffix for path in done.files} == {".xlsx"}
    assert all(path.is_file() for path in done.files)


def test_results_begin_with_the_board(small: Workspace) -> None:
    done = actions.make_results(small, 2017)
    assert done.files[0].name == "打开这里.html"
    assert "2017评分汇总复核表.xlsx" in [path.name for path in done.files]
    assert "Results of 2017" in done.line.line("en")


def test_documents_and_notices_are_shown_as_folders(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "document_kinds", lambda: ("meeting",))
    done = actions.make_documents(small, 2017)
    assert [path.name for path in done.files] == ["文书"] and done.files[0].is_dir()
    monkeypatch.setattr(pipeline, "public_files", lambda *_, **__: {"公示.docx": b"x"})
    assert [path.name for path in actions.make_notices(small, 2017).files] == ["公示"]


def test_a_new_workspace_has_rules_and_a_folder_for_files(tmp_path: Path) -> None:
    workspace = actions.make_new(str(tmp_path / "own"), 2026, silent)
    assert workspace.years() == (2026,)
    assert actions.raw_folder(workspace, 2026).is_dir()
    assert actions.register_of(workspace).is_file()
    with pytest.raises(WorkspaceError):
        actions.make_new(str(tmp_path / "own"), 2026, silent)


def test_what_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        actions.open_folder(str(tmp_path), silent)


def test_pages_open_in_the_browser_and_others_with_their_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(actions.webbrowser, "open", opened.append)
    monkeypatch.setattr(actions.subprocess, "Popen", lambda command, **_: opened.append(command))
    monkeypatch.setattr(sys, "platform", "linux")
    actions.show(tmp_path / "打开这里.html")
    actions.show(tmp_path / "a.xlsx")
    assert opened[0].startswith("file://") and opened[1] == ["xdg-open", str(tmp_path / "a.xlsx")]
