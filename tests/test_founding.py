"""A new workspace, and the sample that never writes over anything but itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment import pipeline
from assessment.founding import MARKER, Demo, init_workspace, make_demo
from assessment.sample.build import SampleProgramme
from assessment.storage import REGISTER, WorkspaceError
from assessment.workspace import Workspace


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, samples: SampleProgramme) -> None:
    """Hand over a sample that is made already to a demo that is refused before it is laid down."""
    monkeypatch.setattr(pipeline, "make_sample", lambda _: samples)


def quiet(_: str, **__: object) -> None:
    """Show nothing."""


def test_the_demo_finds_exactly_what_was_planted(demo: Demo) -> None:
    assert demo.is_as_planted
    assert demo.missed == demo.invented == ()


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize("name", ["data/raw/2017/自己的.xlsx", "rules/2018.toml"])
def test_the_demo_never_writes_over_other_data(copy: Workspace, name: str) -> None:
    path = copy.root / name
    path.write_bytes(b"mine")
    before = (copy.root / REGISTER).read_bytes()
    with pytest.raises(WorkspaceError, match="不是示例数据"):
        make_demo(copy.root, progress=quiet)
    assert path.read_bytes() == b"mine"
    assert (copy.root / REGISTER).read_bytes() == before


@pytest.mark.usefixtures("refused")
def test_an_edited_sample_file_is_other_data(copy: Workspace) -> None:
    (copy.root / REGISTER).write_bytes(b"edited by a person")
    with pytest.raises(WorkspaceError, match=r"登记\.xlsx 不是示例数据"):
        make_demo(copy.root, progress=quiet)


@pytest.mark.usefixtures("refused")
def test_a_demo_over_a_real_workspace_is_refused(tmp_path: Path) -> None:
    made = init_workspace(tmp_path / "own", year=2026)
    with pytest.raises(WorkspaceError, match="不是示例数据"):
        make_demo(made.root, progress=quiet)
    assert not (made.root / MARKER).exists()


def test_an_empty_workspace_is_ready_to_be_filled(tmp_path: Path) -> None:
    made = init_workspace(tmp_path / "own", year=2026)
    rules = made.rules(2026)
    assert (rules.year, rules.sample, rules.is_decided) == (2026, False, False)
    assert (made.root / "data/raw/2026").is_dir()
    assert [path.name for path in made.notebooks()][:2] == ["00_start.ipynb", "01_intake.ipynb"]
    with pytest.raises(WorkspaceError, match="没有任何年份"):
        made.run()
    with pytest.raises(WorkspaceError, match="不会覆盖"):
        init_workspace(made.root, year=2026)
