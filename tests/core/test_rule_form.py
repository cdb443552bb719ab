from __future__ import annotations

from assessment.core.rule_form import columns_of, meanings, sections, word_for
from assessment.core.rules import Rules

KNOWN = [("defense", "答辩"), ("talk", "答辩"), ("online", "投票得分"), ("floor", "现场投票")]


def ties():
    ranking = next(section for section in sections() if section.key == "ranking")
    return next(line.key for line in ranking.lines if line.key.key == "ties")


def test_every_key_of_the_rules_stands_in_the_form() -> None:
    keys = {section.key or line.key.key for section in sections() for line in section.lines}
    wanted = {field.alias or name for name, field in Rules.model_fields.items()}
    assert keys == wanted


def test_a_word_is_read_back_as_its_code_and_nothing_else() -> None:
    found = meanings(ties(), KNOWN)
    assert found["现场投票"] == "floor" and found["未去最高、最低分的总分"] == "untrimmed"
    assert "答辩" not in found  # two components bear it
    for code in ("defense", "talk", "online", "floor", "untrimmed", "votes", "unknown"):
        word = word_for(code, ties(), KNOWN)
        assert found.get(word, word) == code
    assert word_for("online", ties(), KNOWN) == "online"  # its label means something else


def test_parts_that_may_be_missing_are_known() -> None:
    voted = [section for section in sections() if section.is_listed][1]
    parts = {line.label: line.part for line in voted.lines}
    assert parts["按名次递减：第一名得分"] == "ladder" and parts["权重（%）"] == ""


def test_headers_of_tables() -> None:
    themes = next(section for section in sections() if section.head == "【主题目录】")
    heads = [head for head, _ in columns_of(themes.lines[0].key)]
    assert heads == ["代码", "主题名称", "别名", "须覆盖"]
