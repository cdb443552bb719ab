from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

import assessment
from assessment.core.rules import RulesError
from assessment.founding import Demo
from assessment.lookup import find_project
from assessment.sample.build import SampleProgramme
from assessment.storage import MANIFEST, REGISTER, WorkspaceError, digest
from assessment.workspace import Workspace, open_workspace


def test_the_python_face(demo: Demo) -> None:
    run = assessment.open_workspace(demo.workspace.root).run(2017)
    assert list(run.tables["standings"].columns)[:3] == ["year", "round", "project_id"]
    assert len(run.problems) == len(run.tables["problems"]) == 50
    assert assessment.Workspace is Workspace
    with pytest.raises(AttributeError, match="nothing"):
        assessment.nothing  # noqa: B018


def test_unchanged_results_are_loaded_equal(demo: Demo) -> None:
    again = open_workspace(demo.workspace.root).run()
    assert demo.run.is_rebuilt and not again.is_rebuilt
    assert again.problems == demo.run.problems
    for name, table in demo.run.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table)


@pytest.mark.parametrize(
    "name",
    [
        "data/raw/2017/4投票/网络投票.csv",
        REGISTER,
        "rules/2017.toml",
        "data/processed/2017/marks.parquet",
        "reports/2017/charts/2017考核认证排名.svg",
    ],
)
def test_any_change_of_an_input_or_output_is_noticed(small: Workspace, name: str) -> None:
    path = small.root / name
    if path.suffix in (".toml", ".csv", ".svg"):
        path.write_bytes(path.read_bytes() + b"\n")
    else:
        path.unlink()
    assert small.run(2017).is_rebuilt
    assert not small.run(2017).is_rebuilt


def test_outputs_that_are_no_longer_made_are_taken_away(small: Workspace) -> None:
    old = small.root / "reports/2017/charts/旧图.png"
    old.write_bytes(b"old")
    path = small.root / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["years"]["2017"]["outputs"]["reports/2017/charts/旧图.png"] = digest(b"other")
    path.write_text(json.dumps(manifest), encoding="utf-8")
    mine = small.root / "reports/2017/我的笔记.txt"
    mine.write_bytes(b"mine")
    small.run(2017)
    assert not old.exists()
    assert mine.exists()


def test_raw_files_are_never_touched(demo: Demo, samples: SampleProgramme) -> None:
    assert sorted(samples.years) == [2017, 2018, 2019]
    for one in samples.years.values():
        for name, data in one.files.items():
            assert (demo.workspace.root / "data/raw" / name).read_bytes() == data


def test_a_project_is_found_by_id_name_part_or_college(demo: Demo) -> None:
    tables = demo.workspace.run(2017).tables
    for text in ("2017-C10-1", "“醒·爱”麻醉科普创新工作坊", "醒爱", "麻醉学院"):
        assert find_project(tables, text) == "2017-C10-1"
    with pytest.raises(WorkspaceError, match="不止一个项目符合"):
        find_project(tables, "药学院")
    with pytest.raises(WorkspaceError, match="没有这个项目"):
        find_project(tables, "天文")


def test_explaining_a_project_that_did_not_stand_is_refused_in_words(demo: Demo) -> None:
    with pytest.raises(WorkspaceError, match="没有参加这一轮"):
        demo.workspace.explain(2017, "附属口腔医院")


def test_comparing_says_which_project_did_not_stand_and_what_is_one_project(demo: Demo) -> None:
    with pytest.raises(WorkspaceError, match="「附属口腔医院」没有参加这一轮"):
        demo.workspace.explain(2017, "麻醉学院", against="附属口腔医院")
    with pytest.raises(WorkspaceError, match="是同一个项目，无从比较"):
        demo.workspace.explain(2017, "麻醉学院", against="2017-C10-1")


@pytest.mark.parametrize(
    ("call", "say"),
    [
        (lambda w: w.run(2016), "没有 2016 年的规则（现有：2017、2018、2019）"),
        (lambda w: w.check(2016), "没有 2016 年的规则"),
        (lambda w: w.new_rules(2017, from_year=2017), "已经存在"),
        (lambda w: w.new_rules(2021, from_year=2020), "没有 2020 年的规则"),
    ],
)
def test_a_wrong_call_is_one_clear_line(demo: Demo, call: object, say: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        call(demo.workspace)  # type: ignore[operator]
    assert say in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_year_without_data_says_where_to_put_it(copy: Workspace) -> None:
    copy.new_rules(2020, from_year=2017)
    with pytest.raises(WorkspaceError, match="没有 2020 年的材料"):
        copy.run(2020)
    assert copy.years() == (2017, 2018, 2019, 2020)
    assert copy.run().years == (2017, 2018, 2019)


def test_rules_of_another_year_in_the_file_are_refused(copy: Workspace) -> None:
    shutil.copy(copy.root / "rules/2017.toml", copy.root / "rules/2018.toml")
    with pytest.raises(WorkspaceError, match="里写的年份是 2017"):
        copy.rules(2018)
    (copy.root / "rules/2017.toml").write_text("year = 2017\n", encoding="utf-8")
    with pytest.raises(RulesError, match="缺少这一项"):
        copy.run(2017)


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="assessment init"):
        open_workspace(tmp_path)


def test_a_changed_limit_is_a_changed_input(small: Workspace) -> None:
    (small.root / "limits.toml").write_text("cells = 20\n", encoding="utf-8")
    run = small.run(2017)
    assert run.is_rebuilt
    assert "file.too-many-cells" in {fault.code for fault in run.problems}
