"""The rules of a year in a workspace: the form written, read back, the old file kept."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment import pipeline
from assessment.cli import main
from assessment.core.rules import RulesError, load_rules
from assessment.founding import Demo
from assessment.rulebook import compare, read_form, write_comparison, write_form
from assessment.storage import WorkspaceError
from assessment.workspace import Workspace, open_workspace
from filled_rule_form import Filled
from random_rules import ROOT

DAY = date(2020, 1, 2)


@pytest.fixture
def rules_only(tmp_path: Path) -> Workspace:
    """A workspace with the sample's rules and nothing else."""
    (tmp_path / "rules").mkdir()
    for path in (ROOT / "rules").glob("*.toml"):
        (tmp_path / "rules" / path.name).write_bytes(path.read_bytes())
    return open_workspace(tmp_path)


def call(workspace: Workspace, *words: str) -> Result:
    return CliRunner().invoke(main, ["rules", *words, "--workspace", str(workspace.root)])


def changed(path: Path) -> None:
    filled = Filled(path.read_bytes())
    filled.put("名次与等次", "名次与并列", "小数位数", 3)
    path.write_bytes(filled.data())


def test_an_unchanged_form_changes_nothing(rules_only: Workspace) -> None:
    (form,) = write_form(rules_only, 2019).written
    before = (rules_only.root / "rules/2019.toml").read_bytes()
    taken = read_form(rules_only, 2019, form, day=DAY)
    assert not taken.is_changed and taken.backup is None
    assert taken.path.read_bytes() == before


def test_a_changed_form_is_written_and_the_old_file_kept(rules_only: Workspace) -> None:
    (form,) = write_form(rules_only, 2019).written
    target = rules_only.root / "rules/2019.toml"
    before = target.read_bytes()
    changed(form)
    taken = read_form(rules_only, 2019, form, day=DAY)
    assert taken.is_changed and taken.backup is not None
    assert taken.backup.read_bytes() == before and "2020-01-02" in taken.backup.name
    assert load_rules(target).ranking.decimals == 3
    assert rules_only.years() == (2017, 2018, 2019)
    again = read_form(rules_only, 2019, form, day=DAY)
    assert not again.is_changed and again.backup is None


def test_a_faulty_form_leaves_the_file_alone(rules_only: Workspace) -> None:
    (form,) = write_form(rules_only, 2018).written
    before = (rules_only.root / "rules/2019.toml").read_bytes()
    with pytest.raises(RulesError, match="规则表是 2018 年的，应为 2019 年"):
        read_form(rules_only, 2019, form, day=DAY)
    with pytest.raises(WorkspaceError, match="找不到"):
        read_form(rules_only, 2019, form.with_name("没有.xlsx"), day=DAY)
    assert (rules_only.root / "rules/2019.toml").read_bytes() == before
    assert len(list((rules_only.root / "rules").iterdir())) == 3


def test_a_damaged_file_may_be_replaced_by_a_form(rules_only: Workspace) -> None:
    (form,) = write_form(rules_only, 2019).written
    target = rules_only.root / "rules/2019.toml"
    target.write_bytes(b"not toml")
    taken = read_form(rules_only, 2019, form, day=DAY)
    assert taken.backup is not None and taken.backup.read_bytes() == b"not toml"
    assert load_rules(target).year == 2019


def test_a_filled_form_is_not_written_over(rules_only: Workspace) -> None:
    (form,) = write_form(rules_only, 2019).written
    assert write_form(rules_only, 2019).written == (form,)
    changed(form)
    mine = form.read_bytes()
    sent = write_form(rules_only, 2019)
    assert sent.kept == (form,) and form.read_bytes() == mine
    refused = call(rules_only, "form", "2019")
    assert refused.exit_code == 2 and "没有覆盖" in refused.stderr


def test_the_command_tells_what_it_did(rules_only: Workspace) -> None:
    made = call(rules_only, "form", "2019")
    path = rules_only.root / "reports/2019/2019评审规则表.xlsx"
    assert made.exit_code == 0 and f"已生成 {path}" in made.stdout
    same = call(rules_only, "form", "2019", "--read", str(path))
    assert same.exit_code == 0 and "内容相同" in same.stdout
    changed(path)
    taken = call(rules_only, "form", "2019", "--read", str(path))
    assert "原来的规则文件另存为" in taken.stdout and "rules check 2019" in taken.stdout
    wrong = call(rules_only, "form", "2018", "--read", str(path))
    assert wrong.exit_code == 2 and "「基本信息」B4 年度：" in wrong.stderr
    assert call(rules_only, "form", "2016").exit_code == 2


# Two years side by side


def expected_places(tables, year: int, weights: dict[str, int]) -> dict[str, int]:
    """Return the ranks that plain fractions give for these weights of components."""
    rows = tables["components"]
    rows = rows[(rows["year"] == year) & (rows["round"] == "assessment")]
    totals: dict[str, Fraction] = {}
    for row in rows.itertuples():
        share = Fraction(weights.get(row.component, 0)) / Fraction(row.weight)
        totals[row.project_id] = (
            totals.get(row.project_id, Fraction(0)) + Fraction(row.weighted_exact) * share
        )
    return {
        name: 1 + sum(other > total for other in totals.values()) for name, total in totals.items()
    }


def test_each_year_is_ranked_under_the_rules_of_the_other(demo: Demo) -> None:
    found = compare(demo.workspace, 2018, 2019)
    trials = {(trial.year, trial.round): trial for trial in found.trials}
    assert list(trials) == [
        (2018, "review"),
        (2018, "assessment"),
        (2019, "review"),
        (2019, "assessment"),
    ]
    under = {2018: {"defense": 50, "floor_vote": 20, "online_vote": 10},
             2019: {"defense": 70, "floor_vote": 20, "online_vote": 10}}  # fmt: skip
    for year, weights in under.items():
        trial = trials[(year, "assessment")]
        ranks = dict(zip(trial.places["project_id"], trial.places["rank_after"], strict=True))
        assert ranks == expected_places(demo.run.tables, year, weights)
        assert 0 < trial.count("rank") < len(ranks)
    assert trials[(2018, "assessment")].left_out == (("exhibition", "风采展示", "no_data"),)
    assert trials[(2019, "assessment")].left_out == (("exhibition", "风采展示", "no_rule"),)
    assert not len(trials[(2018, "review")].moved) and found.untried == ()


def test_under_its_own_rules_nobody_moves(demo: Demo) -> None:
    for year in demo.run.years:
        rules = demo.workspace.rules(year)
        for trial in pipeline.try_rules(demo.workspace.run(year).tables, rules, rules):
            assert trial.left_out == () and trial.weight == 100
            assert len(trial.places) > 5 and not trial.places["is_moved"].any()
            assert (
                trial.places["total_before"]
                .map(Fraction)
                .equals(trial.places["total_after"].map(Fraction))
            )


def test_diff_speaks_writes_and_gives_json(copy: Workspace) -> None:
    told = call(copy, "diff", "2018", "2019", "--docx")
    assert told.exit_code == 0, told.output
    for text in (
        "有 6 条不同",
        "【现场答辩】",
        "「现场答辩」权重（%）：70 → 50",
        "2018年没有“风采展示”的数据，不能套用",
    ):
        assert text in told.stdout
    path = copy.root / "reports/2019/2018—2019修订对照表.docx"
    assert f"已写出 {path}" in told.stdout and path.is_file()
    tree = json.loads(call(copy, "diff", "2018", "2019", "--json").stdout)
    assert [row["item"] for row in tree["clauses"]][2] == "风采展示"
    trial = tree["trials"][1]
    assert (trial["year"], trial["rules_of"], trial["weight"]) == (2018, 2019, "80")
    assert trial["left_out"][0]["reason"] == "no_data"
    assert all(row["rank_before"] != row["rank_after"] for row in trial["moved"])
    english = call(copy, "diff", "2018", "2019", "--lang", "en").stdout
    assert "component[defense].weight: 70 → 50" in english
    assert "2018 has no data of exhibition: it could not be carried over" in english


def test_years_without_data_are_told(rules_only: Workspace) -> None:
    told = call(rules_only, "diff", "2017", "2018")
    assert "2017 年还没有材料" in told.stdout and "2018 年还没有材料" in told.stdout
    found = compare(rules_only, 2017, 2018)
    assert found.trials == () and found.untried == (2017, 2018)
    assert write_comparison(rules_only, found).parent.name == "2018"
