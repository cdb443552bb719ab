from __future__ import annotations

import pytest

from assessment.core.rules import Rules
from assessment.intake.words.names import Projects, colleges_index, judges_index, near_names
from assessment.intake.words.vocabulary import vocabulary

ROWS = (
    {"college_code": "C01", "college_name": "临床医学院", "aliases": "临床、临床学院"},
    {"college_code": "C02", "college_name": "附属口腔医院", "aliases": None},
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("临床医学院", "C01"),
        (" 临床 医学院\n", "C01"),
        ("临床", "C01"),
        ("临床医学院团委", "C01"),
        ("共青团临床医学院团总支", "C01"),
        ("c01", "C01"),
        ("附属口腔医院分团委", "C02"),
        ("口腔", None),
        ("临床医学", None),
        ("", None),
    ],
)
def test_a_college_is_known_by_name_alias_code_or_suffix(
    rules: Rules, text: str, code: str | None
) -> None:
    assert colleges_index(ROWS, vocabulary(rules)).find(text) == code


def test_the_nearest_name_is_only_proposed(rules: Rules) -> None:
    index = colleges_index(ROWS, vocabulary(rules))
    assert index.nearest("临床医学系") == "临床医学院"
    assert index.nearest("外语") == ""


def test_two_projects_of_one_name_need_the_college() -> None:
    projects = Projects((("2017-C01-1", "讲堂", "C01"), ("2017-C02-1", "“讲堂”", "C02")))
    assert projects.find("讲堂") is None
    assert projects.find("讲堂", "C02") == "2017-C02-1"
    assert projects.find("2017-c01-1") == "2017-C01-1"
    assert projects.nearest("演讲堂") == "讲堂"
    assert projects.nearest("外语学院“讲堂”活动的全部工作人员") == "讲堂"


def test_judges_of_one_name_are_not_guessed_between() -> None:
    base = {"year": 2017, "component": "defense"}
    rows = [
        base | {"judge_id": "J1", "judge_name": "示例甲"},
        base | {"judge_id": "J2", "judge_name": "示例 甲"},
        base | {"judge_id": "J3", "judge_name": "示例乙"},
        base | {"judge_id": "J4", "judge_name": None},
    ]
    judges = judges_index(rows, 2017)
    assert judges.by_name("defense", "示例甲") is None
    assert judges.by_name("defense", "示例乙") == "J3"
    assert judges.by_number("defense", 4) == "J4"
    assert judges.by_number("application", 1) is None
    assert judges_index(rows, 2018).by_number("defense", 1) is None


def test_all_near_names_are_offered_the_likest_first() -> None:
    names = ["机械工程学院", "机械与电子工程学院", "外国语学院", "化学与材料学院"]
    assert near_names("机械学院", names).split("、")[0] == "机械工程学院"
    assert (
        near_names("化材学院", ["化学化工学院", "化学与材料学院"]) == "化学与材料学院、化学化工学院"
    )
    assert near_names("口腔", names) == ""
