from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import ValidationError

from assessment.core.rules import Rules, RulesError, load_rules, parse_rules

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "rules" / "2017.toml").read_text(encoding="utf-8")


def refused(old: str, new: str) -> str:
    assert old in TEXT
    with pytest.raises(RulesError) as caught:
        parse_rules(TEXT.replace(old, new, 1).encode(), file="rules/2017.toml")
    say = str(caught.value)
    assert say.startswith("rules/2017.toml：")
    return say


def test_the_sample_rules_are_what_the_notice_says(rules: Rules) -> None:
    assert [theme.code for theme in rules.themes] == [f"T{n}" for n in range(1, 10)]
    assert [part.weight for part in rules.of_round("assessment")] == [70, 20, 10]
    assert rules.component("defense").full == Fraction(100)  # type: ignore[union-attr]
    assert rules.is_decided
    assert rules.sample


@pytest.mark.parametrize(
    ("old", "new", "say"),
    [
        (
            "first_year = 2017",
            "first_year = 2018",
            "programme.first_year 不应晚于规则所管的年度 2017，现为 2018",
        ),
        ("weight = 70", "weight = 60", "权重之和应为 100，现为 90"),
        ("weight = 70", "wieght = 70", "component[defense].wieght：不认识的项，是否想写「weight」"),
        ("weight = 70", 'weight = "70"', "component[defense].weight：应为数字"),
        ('kind = "voted"', 'kind = "vote"', "component[floor_vote].kind：应为"),
        ("decimals = 2", "decimals = 2.5", "ranking.decimals"),
        ("at_least = 80", "at_least = 95", "等次应由高到低"),
        ("drop_high = 1", "drop_high = 9", "trim_from"),
        ("[brands]", "[brandz]", "brands：缺少这一项"),
        ("2017-02-28", "2017-02-31", "个字符处写法不对，不是有效的 TOML"),
        ('ties = ["defense"', 'ties = ["defence"', "defence"),
        ("share = 0.6", "share = 0.7", "之和应为 1"),
        ('code = "T2"', 'code = "T1"', "theme.code 重复：T1"),
        ('name = "floor_vote"', 'name = "defense"', "component.name 重复：defense"),
        ("award_share = 0.20\n", "award_share = 0.20\naward_top = 3\n", "只填一个"),
        ('"合格" = 1 }', '"合格" = 1, "不合格" = 1 }', "「不合格」是最低等次，不予认证，不能加分"),
        ("min_projects = 3", "min_projects = 5", "min_projects"),
        ("2017-04-05, 2017-12-08", "2017-12-08, 2017-04-05", "晚于"),
        ('late = "exclude"', 'late = "maybe"', "eligibility.late：应为"),
        ('{ name = "效果", points = 25 }', '{ name = "创新性", points = 25 }', "评分项名称重复"),
        ('convert = "max_ratio"', 'convert = "ladder"', "ladder"),
    ],
)
def test_wrong_rules_are_refused_with_file_and_key(old: str, new: str, say: str) -> None:
    assert say in refused(old, new)


@pytest.mark.parametrize("section", ["grades", "ranking", "selection", "publication", "themes"])
def test_every_section_names_its_source(section: str) -> None:
    head, mark, rest = TEXT.partition(f"\n[{section}]")
    body, bracket, tail = rest.partition("\n[")
    kept = [line for line in body.splitlines() if not line.startswith("source = ")]
    text = head + mark + "\n".join(kept) + bracket + tail
    with pytest.raises(RulesError, match=rf"{section}\.source：缺少这一项"):
        parse_rules(text.encode(), file="rules/2017.toml")


def test_a_component_without_source_is_refused() -> None:
    say = refused('source = "考核认证办法：现场投票占20%（参照同类高校，示例）"\n', "")
    assert "component[floor_vote].source：缺少这一项" in say


def test_all_faults_are_told_at_once() -> None:
    text = TEXT.replace("decimals = 2", 'decimals = "x"').replace("ban_years", "ban_year")
    with pytest.raises(RulesError) as caught:
        parse_rules(text.encode(), file="rules/2017.toml")
    keys = [key for key, _ in caught.value.faults]
    assert "ranking.decimals" in keys and "brands.ban_year" in keys


def test_rules_are_frozen_and_exact(rules: Rules) -> None:
    assert rules.grades.outstanding_share_max == Decimal("0.30")
    with pytest.raises(ValidationError):
        rules.year = 2018  # type: ignore[misc]


def test_a_missing_or_foreign_file_is_a_rules_error(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="读不到"):
        load_rules(tmp_path / "2017.toml")
    path = tmp_path / "2018.toml"
    path.write_bytes("year = 2018  # 规则".encode("gb18030"))
    with pytest.raises(RulesError, match="UTF-8"):
        load_rules(path)


def test_channel_weights_are_all_or_none() -> None:
    say = refused(
        '[{ name = "微信" }, { name = "微博" }]',
        '[{ name = "微信", weight = 60 }, { name = "微博" }]',
    )
    assert "投票渠道的权重" in say


def test_the_shipped_master_is_the_root_copy() -> None:
    from assessment.sample.masters import notebook_files, rules_files

    for year, data in rules_files().items():
        assert (ROOT / "rules" / f"{year}.toml").read_bytes() == data
    for name, data in notebook_files().items():
        assert (ROOT / "notebooks" / name).read_bytes() == data
    assert {path.name for path in (ROOT / "notebooks").glob("*.ipynb")} == set(notebook_files())
