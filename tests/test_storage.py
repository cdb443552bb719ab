"""Files are replaced whole, and the manifest vouches for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.founding import Demo
from assessment.intake.guard.limits import Limits
from assessment.storage import (
    MANIFEST,
    WorkspaceError,
    digest,
    load_manifest,
    read_folder,
    read_limits,
    replace_file,
)
from assessment.workspace import Workspace


def test_the_manifest_vouches_for_every_output(demo: Demo) -> None:
    root, years = demo.workspace.root, load_manifest(demo.workspace.root)["years"]
    outputs = {name: one for entry in years.values() for name, one in entry["outputs"].items()}
    for name, stated in outputs.items():
        assert digest((root / name).read_bytes()) == stated
    assert {path.relative_to(root).as_posix() for path in demo.run.outputs} == set(outputs)


def test_an_output_open_in_another_program_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, target: Path) -> Path:
        raise PermissionError(13, "sharing violation", str(target))

    replace_file(tmp_path / "表.xlsx", b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(WorkspaceError, match="请关闭后再运行"):
        replace_file(tmp_path / "表.xlsx", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]
    assert (tmp_path / "表.xlsx").read_bytes() == b"old"


@pytest.mark.parametrize("text", ["{", '{"schema": 99, "years": {}}'])
def test_a_strange_manifest_is_refused_with_advice(copy: Workspace, text: str) -> None:
    (copy.root / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="请删除 data/processed"):
        copy.run(2017)


def test_a_file_may_be_read_by_everybody_who_may_read_the_folder(tmp_path: Path) -> None:
    replace_file(tmp_path / "表.xlsx", b"1")
    assert (tmp_path / "表.xlsx").stat().st_mode & 0o444 == 0o444


def test_a_file_held_by_another_program_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "2017").mkdir()
    (tmp_path / "2017" / "答辩.xlsx").write_bytes(b"1")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "sharing violation", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(WorkspaceError, match=r"答辩\.xlsx：请关闭正在使用它的程序"):
        read_folder(tmp_path / "2017")


def test_limits_of_a_workspace_hold_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    root = tmp_path
    assert read_limits(root) == Limits()
    (root / "limits.toml").write_text("cells = 500\n", encoding="utf-8")
    assert read_limits(root) == Limits(cells=500)
    (root / "limits.toml").write_text("cell = 500\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="cell = 500 不能用：只能写 file_mib、"):
        read_limits(root)
    (root / "limits.toml").write_text("cells", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="不是有效的 TOML"):
        read_limits(root)
