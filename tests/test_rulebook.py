"""The rules of a year in a workspace: the form written, read back, the old file kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment.cli import main
from assessment.core.rules import RulesError, load_rules
from assessment.rulebook import read_form, write_form
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
