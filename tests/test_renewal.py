"""Several years in one go: each builds on those before it, and is renewed only when it must be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assessment.core.problems import Problem, Problems
from assessment.core.rules import RulesError
from assessment.pipeline import YearInputs
from assessment.runs import Run
from assessment.storage import WorkspaceError
from assessment.workspace import Workspace, open_workspace
from few_papers import draw_one_chart

ROOT = Path(__file__).resolve().parents[1]
TALLY = "data/raw/2018/投票.csv"


@pytest.fixture(scope="module")
def made(few_papers: Workspace, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Run]:
    """A few papers of 2017 and a 2018 with next to nothing in it, and their first run."""
    root = tmp_path_factory.mktemp("two") / "work"
    shutil.copytree(few_papers.root, root)
    shutil.copy(ROOT / "rules/2018.toml", root / "rules/2018.toml")
    (root / TALLY).parent.mkdir()
    (root / TALLY).write_text("项目名称,微信\n没有这个项目,3\n", encoding="utf-8")
    workspace = open_workspace(root)
    with pytest.MonkeyPatch.context() as patch:
        draw_one_chart(patch)
        return workspace, workspace.run()


@pytest.fixture
def two_years(made: tuple[Workspace, Run], tmp_path: Path, one_chart: None) -> Workspace:  # noqa: ARG001
    """A copy of both years, run, that a test may change."""
    shutil.copytree(made[0].root, tmp_path / "two")
    return open_workspace(tmp_path / "two")


def codes(problems: Problems) -> set[str]:
    return {fault.code for fault in problems}


def test_years_are_run_together_and_loaded_again(made: tuple[Workspace, Run]) -> None:
    workspace, first = made
    assert first.years == (2017, 2018) and first.is_rebuilt
    again = workspace.run()
    assert not again.is_rebuilt
    assert again.problems == first.problems
    for name in first.tables:
        assert again.tables[name].equals(first.tables[name]), name


def test_tables_of_the_programme_hold_the_earlier_years(two_years: Workspace) -> None:
    made = two_years.run(2018)
    assert made.years == (2018,)
    assert set(made.tables["coverage"]["year"]) == {2017, 2018}
    assert set(made.tables["standings"]["year"]) <= {2018}


def test_a_later_year_is_renewed_when_an_earlier_one_changes(two_years: Workspace) -> None:
    assert not two_years.run(2018).is_rebuilt
    (two_years.root / "data/raw/2017/4投票/网络投票.csv").unlink()
    assert two_years.run(2018).is_rebuilt


def test_a_picture_of_an_earlier_year_is_no_reason_to_renew_a_later_one(
    two_years: Workspace,
) -> None:
    (two_years.root / "reports/2017/charts/2017考核认证排名.png").unlink()
    assert not two_years.run(2018).is_rebuilt
    assert (two_years.root / "reports/2017/charts/2017考核认证排名.png").is_file()


def test_a_year_that_cannot_be_read_does_not_take_the_one_before_with_it(
    two_years: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def inputs(workspace: Workspace, year: int) -> YearInputs:
        if year == 2018:
            raise WorkspaceError("error.file_held", path="投票.csv")
        return read(workspace, year)

    read = Workspace.inputs
    shutil.rmtree(two_years.root / "data/processed")
    monkeypatch.setattr(Workspace, "inputs", inputs)
    with pytest.raises(WorkspaceError, match=r"投票\.csv"):
        two_years.run()
    assert (two_years.root / "data/processed/2017/standings.parquet").is_file()
    assert not two_years.run(2017).is_rebuilt


def test_wrong_rules_of_any_year_are_told_before_anything_is_computed(
    two_years: Workspace,
) -> None:
    path = two_years.root / "rules/2018.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[nonsense]\n", encoding="utf-8")
    with pytest.raises(RulesError, match=r"2018\.toml"):
        two_years.run()


def _without_rules(workspace: Workspace) -> None:
    (workspace.root / "rules/2018.toml").unlink()


def _without_data(workspace: Workspace) -> None:
    (workspace.root / TALLY).unlink()


@pytest.mark.parametrize(
    ("change", "code"), [(_without_rules, "year.no-rules"), (_without_data, "year.no-data")]
)
def test_a_year_with_half_of_what_it_needs_is_named(
    two_years: Workspace, change: Callable[[Workspace], None], code: str
) -> None:
    change(two_years)
    made = two_years.run()
    assert made.years == (2017,)
    assert next(fault for fault in made.problems if fault.code == code).actual == "2018"
    with pytest.raises(WorkspaceError, match="没有 2018 年"):
        two_years.run(2018)


def _make_real(workspace: Workspace) -> None:
    path = workspace.root / "rules/2018.toml"
    text = path.read_text(encoding="utf-8").replace("\nsample = true\n", "\nsample = false\n")
    path.write_text(text, encoding="utf-8")


def test_sample_and_real_years_are_never_put_together(two_years: Workspace) -> None:
    _make_real(two_years)
    with pytest.raises(WorkspaceError, match="2017 年是示例"):
        two_years.run()
    alone = two_years.run(2018)
    assert "year.sample-mixed" in codes(alone.problems)
    assert set(alone.tables["coverage"]["year"]) == {2018}


def test_rules_changed_after_marks_are_told_however_often_results_are_deleted(
    small: Workspace,
) -> None:
    root = small.root
    seen = sorted((root / "rules" / "seen").glob("2017.*"))
    assert [path.name.split(".")[1] for path in seen] == ["assessment", "review"]
    rules = root / "rules" / "2017.toml"
    rules.write_bytes(rules.read_bytes().replace(b"trim_from = 5", b"trim_from = 6"))
    later = open_workspace(root, clock=lambda: date(2030, 1, 2))
    assert sum("2030-01-02" in p.message for p in _changed(later)) == 2
    shutil.rmtree(root / "data" / "processed")
    afterwards = open_workspace(root, clock=lambda: date(2031, 1, 2))
    assert sum("2030-01-02" in p.message for p in _changed(afterwards)) == 2
    assert not afterwards.run(2017).is_rebuilt


def _changed(workspace: Workspace) -> list[Problem]:
    found = workspace.run(2017).problems
    return [one for one in found if one.code == "rule.changed-after-marks"]
