from __future__ import annotations

from pathlib import Path

from assessment.core.rule_changes import changes, differences
from assessment.core.rules import Rules, parse_rules

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "rules" / "2017.toml").read_text(encoding="utf-8")


def changed(*pairs: tuple[str, str]) -> Rules:
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_rules(text.encode(), file="x")


def test_differences_name_the_key(rules: Rules) -> None:
    other = changed(("grant_yuan = 5000", "grant_yuan = 6000"))
    assert differences(rules, other) == [("selection.grant_yuan", "5000", "6000")]
    assert differences(rules, rules) == []
    assert differences(rules, changed(("note_above_share = 1.0", "note_above_share = 1"))) == []


def test_a_change_is_told_in_official_words(rules: Rules) -> None:
    other = changed(
        ('entrants = "eligible"', 'entrants = "with_materials"'),
        ('ties = ["defense", "untrimmed"', 'ties = ["floor_vote", "untrimmed"'),
        ("outstanding_share_max = 0.30", "outstanding_share_max = 0.255"),
        ("closing_date = 2017-12-15", "closing_date = 2017-12-16"),
        ('"优秀" = 5', '"优秀" = 4'),
        ("recuse_own_college = true", "recuse_own_college = false"),
    )
    told = [(one.section, one.name, *one.shown, one.is_dated) for one in changes(rules, other)]
    assert told == [
        ("assessment", "参加考核的项目", "全部符合条件的项目", "材料齐全的项目", False),
        ("component[application]", "「申报材料评审」本单位评委回避", "是", "否", False),
        ("ranking", "总分相同时依次比较", "现场答辩、未去最高、最低分的总分、投票得分",
         "现场投票、未去最高、最低分的总分、投票得分", False),
        ("grades", "最高等次最大比例", "30%", "25.5%", False),
        ("budget", "截止日期", "2017-12-15", "2017-12-16", True),
        ("red_flag", "品牌加分「优秀」", "5", "4", False),
    ]  # fmt: skip


def test_a_side_that_lacks_a_value_is_a_dash(rules: Rules) -> None:
    other = changed(
        ('  { name = "参与度", points = 5 },\n', ""), ('"效果", points = 25', '"效果", points = 30')
    )
    told = [(one.name, one.shown) for one in changes(rules, other)]
    assert ("「现场答辩」评分项「参与度」满分", ("5", "—")) in told
    assert ("「现场答辩」评分项「效果」满分", ("25", "30")) in told
    assert [(b, a) for _, (a, b) in ((n, s) for n, s in told if "满分" in n)] == [
        ("30", "25"),
        ("—", "5"),
    ]


def test_lines_of_the_same_name_are_told_apart() -> None:
    item = '{ item = "思想政治建设", cap_points = 25 },'
    one = changed((item, f"{item}\n  {item}"))
    other = changed((item, item + "\n  " + item.replace("25", "24")))
    assert [change.shown for change in changes(one, other)] == [("25", "24")]


def test_years_and_days_alone_are_dated(rules: Rules) -> None:
    other = changed(
        ("2017-04-05, 2017-12-08", "2017-04-06, 2017-12-08"),
        ("[red_flag]\n", "[red_flag]\ncounts_results_of = 2016\n"),
    )
    assert [(change.section, change.is_dated) for change in changes(rules, other)] == [
        ("calendar", True), ("red_flag", True),
    ]  # fmt: skip
