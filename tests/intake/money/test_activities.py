"""活动及材料登记表: lines that state an activity, a material, or both (layout 14)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from papers import ACTIVITY_HEAD, FIRST, SECOND, Read, activity_register, book, codes, sheet


def rows(result: Result, table: str, *columns: str) -> list[list[Any]]:
    found = result.tables[table]
    assert set(found["project_id"]) <= {"2017-C02-1"}
    return found[list(columns)].to_numpy().tolist()


def test_a_line_states_an_activity_a_material_or_both(read_files: Read) -> None:
    data = activity_register(
        ["2017.4.12", "启动仪式", "报告厅", 120, "是", "新闻稿", "校级", 2],
        [date(2017, 5, 3), "走进社区", "社区", "80人次", "计划外", None, None, None],
        ["2017年5月9日", None, None, None, None, "照片", None, "6张"],
        ["2017/6/1", None, None, None, None, "报道", "校级", 1],
    )
    result = read_files({"a.xlsx": data})
    assert codes(result) == []
    columns = ("activity_no", "name", "place", "n_participants", "is_planned")
    assert rows(result, "activities", *columns) == [
        [1, "启动仪式", "报告厅", 120, True],
        [2, "走进社区", "社区", 80, False],
    ]
    assert rows(result, "materials", "kind", "level", "n_items") == [
        ["news", "校级", 3], ["photo", "未注明", 6],
    ]  # fmt: skip
    news = result.tables["materials"].iloc[0]
    assert (f"{news['first_date']:%m-%d}", f"{news['last_date']:%m-%d}") == ("04-12", "06-01")
    assert news["src"].endswith("!表!I5")
    assert result.tables["activities"]["src"].iloc[1].endswith("!表!C6")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("新闻", "news"), ("校报报道", "news"), ("图片", "photo"), ("视频（3分钟）", "video"),
     ("总结", "document"), ("反馈表", "document"), ("照片、图片", "photo")],
)  # fmt: skip
def test_kinds_of_material_are_known_by_their_words(read_files: Read, word: str, kind: str) -> None:
    data = activity_register(["2017.4.12", None, None, None, None, word, "院级", 1])
    assert rows(read_files({"a.xlsx": data}), "materials", "kind") == [[kind]]


def test_what_cannot_be_read_is_said_at_its_cell(read_files: Read) -> None:
    data = activity_register(
        ["四月", "启动仪式", None, "约一百", "是", "锦旗", "校级", 1],
        ["2017.4.12", None, None, 50, None, "照片", None, "若干"],
        ["2017.4.13", None, None, None, None, "视频", None, None],
        ["2017.4.14", None, None, None, None, None, None, 3],
    )
    result = read_files({"a.xlsx": data})
    assert sorted(codes(result)) == [
        ("activity.name-missing", "A6"),
        ("date.unreadable", "B5"),
        ("material.count-missing", "G7"),
        ("material.kind-unknown", "G5"),
        ("material.kind-unknown", "I8"),
        ("number.unreadable", "E5"),
        ("number.unreadable", "I6"),
    ]
    (activity,) = result.tables["activities"].to_dict("records")
    assert pd.isna(activity["held_date"]) and pd.isna(activity["n_participants"])
    assert result.tables["materials"]["n_items"].isna().all()


def test_a_second_material_of_one_activity_is_no_second_activity(read_files: Read) -> None:
    data = activity_register(
        ["2017.4.12", "走进社区", "社区", 80, "是", "新闻", "校级", 1],
        ["2017.4.12", "走进社区", None, None, None, "照片", None, 6],
        ["2017.5.12", "走进社区", "社区", 70, "是", None, None, None],
    )
    result = read_files({"a.xlsx": data})
    assert rows(result, "activities", "activity_no", "n_participants") == [[1, 80], [2, 70]]
    assert len(result.tables["materials"]) == 2


def test_an_activity_merged_over_its_materials_counts_once(read_files: Read) -> None:
    lines = [
        [1, "2017.4.12", "走进社区", "社区", 80, "是", "新闻", "校级", 1],
        [2, None, None, None, None, None, "照片", None, 6],
    ]
    made = sheet([["登记表"], ["项目名称：", SECOND], ACTIVITY_HEAD, *lines])
    for column in (2, 3, 4):
        made.merge(4, column, 5, column)
    result = read_files({"a.xlsx": book(made)})
    assert codes(result) == []
    assert len(result.tables["activities"]) == 1
    assert result.tables["materials"]["last_date"].notna().all()


def test_two_registers_of_one_project_go_on_counting(read_files: Read) -> None:
    one = activity_register(["2017.4.12", "启动仪式", None, 10, "是", "照片", "院级", 4])
    two = activity_register(["2017.9.1", "总结会", None, 20, "是", "照片", "院级", 3])
    result = read_files({"1.xlsx": one, "2.xlsx": two})
    assert rows(result, "activities", "activity_no", "name") == [[1, "启动仪式"], [2, "总结会"]]
    assert rows(result, "materials", "n_items") == [[7]]


def test_a_register_of_no_known_project_is_said_once(read_files: Read) -> None:
    lines = [["2017.4.12", "启动仪式", None, 10, "是", "照片", "院级", 4]] * 3
    unknown = read_files({"a.xlsx": activity_register(*lines, project="地外文明")})
    assert codes(unknown) == [("project.unknown", "B2")]
    unnamed = read_files({"a.xlsx": activity_register(*lines, project=None)})
    assert codes(unnamed) == [("project.name-missing", "A1")]


def test_one_register_may_be_about_several_projects(read_files: Read) -> None:
    head = ["项目名称", "活动名称", "参与人次", "材料类型", "数量"]
    lines = [[FIRST, "启动", 10, "照片", 1], [SECOND, "启动", 20, None, None], ["丙", "丁", 1]]
    result = read_files({"a.xlsx": book(sheet([["登记表"], head, *lines]))})
    assert codes(result) == [("project.unknown", "A5")]
    table = result.tables["activities"].set_index("project_id")["n_participants"]
    assert table.to_dict() == {"2017-C01-1": 10, "2017-C02-1": 20}


def test_totals_of_a_register_are_checked(read_files: Read) -> None:
    line = ["2017.4.12", "启动仪式", None, 10, "是", "照片", "院级", 4]
    other = ["2017.4.13", "总结会", None, 20, "是", "视频", "院级", 1]
    rows = [[1, *line], [2, *other], ["合计", None, None, None, 31, None, None, None, 5]]
    made = sheet([["登记表"], ["项目名称：", SECOND], ACTIVITY_HEAD, *rows])
    (fault,) = read_files({"a.xlsx": book(made)}).problems
    assert (fault.code, fault.where.cell) == ("total.does-not-add-up", "E6")
    assert fault.expected == "30"


@pytest.mark.parametrize(
    ("written", "level", "told"),
    [("全国", "国家级", []), ("省", "省级", []), ("学校", "校级", []), (None, "未注明", []),
     ("宇宙级", "宇宙级", ["material.level-unknown"])],
)  # fmt: skip
def test_a_level_is_told_in_its_official_word(
    written: str | None, level: str, told: list[str], read_files: Read
) -> None:
    head = ["日期", "活动名称", "参与人次", "材料类型", "级别", "数量"]
    rows = [["项目名称：", "天使之翼"], head, ["2017.5.1", "启动仪式", 30, "照片", written, 6]]
    result = read_files({"登记.xlsx": book(sheet([["活动及材料登记表"], *rows]))})
    assert result.tables["materials"]["level"].tolist() == [level]
    assert [code for code, _ in codes(result)] == told


@pytest.mark.parametrize("place", ["participants", "day", "column"])
@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("取消", "cancelled"),
        ("未举办", "cancelled"),
        ("延期", "postponed"),
        (" 推迟 ", "postponed"),
    ],
)
def test_what_was_not_held_is_no_activity(
    read_files: Read, place: str, word: str, outcome: str
) -> None:
    day = word if place == "day" else "2017.4.13"
    people = word if place == "participants" else None
    state = word if place == "column" else None
    rows_ = [
        [1, "2017.4.12", "走进社区", 80, "已举办", "照片", 6],
        [2, day, "讲座", people, state, "新闻稿", 1],
        ["合计", None, None, 80, None, None, 7],
    ]
    head = ["序号", "日期", "活动名称", "参与人次", "举办情况", "材料类型", "数量"]
    result = read_files({"a.xlsx": book(sheet([["项目名称：", SECOND], head, *rows_]))})
    assert codes(result) == []
    assert rows(result, "activities", "activity_no", "name") == [[1, "走进社区"]]
    missed = result.tables["activities_missed"].to_dict("records")
    assert [(row["activity_no"], row["name"], row["outcome"]) for row in missed] == [
        (1, "讲座", outcome)
    ]
    assert pd.isna(missed[0]["planned_date"]) == (place == "day")
    assert rows(result, "materials", "kind", "n_items") == [["news", 1], ["photo", 6]]


@pytest.mark.parametrize(
    ("people", "state", "code"),
    [
        (80, "取消", ("activity.not-held", "D3")),
        (80, "看情况", ("activity.state-unknown", "E3")),
        (None, "看情况", ("activity.state-unknown", "E3")),
    ],
)
def test_what_contradicts_itself_is_neither_held_nor_missed(
    read_files: Read, people: int | None, state: str, code: tuple[str, str]
) -> None:
    head = ["序号", "日期", "活动名称", "参与人次", "举办情况", "材料类型", "数量"]
    line = [1, "2017.4.12", "走进社区", people, state, "照片", 6]
    result = read_files({"a.xlsx": book(sheet([["项目名称：", SECOND], head, line]))})
    assert codes(result) == [code]
    assert result.tables["activities"].empty and result.tables["activities_missed"].empty
    assert rows(result, "materials", "n_items") == [[6]]


def test_nobody_there_and_called_off_agree(read_files: Read) -> None:
    head = ["日期", "活动名称", "参与人次", "举办情况"]
    line = ["2017.4.12", "走进社区", 0, "取消"]
    result = read_files({"a.xlsx": book(sheet([["项目名称：", SECOND], head, line]))})
    assert codes(result) == []
    assert len(result.tables["activities_missed"]) == 1


@pytest.mark.parametrize(("word", "n_held"), [("是", 1), ("否", 0), ("已完成", 1), ("停办", 0)])
def test_whether_it_was_held_is_answered_in_its_column(
    read_files: Read, word: str, n_held: int
) -> None:
    rows_ = [["日期", "活动名称", "参与人次", "是否举办"], ["2017.4.12", "走进社区", None, word]]
    result = read_files({"a.xlsx": book(sheet([["项目名称：", SECOND], *rows_]))})
    assert codes(result) == []
    assert len(result.tables["activities"]) == n_held
    assert len(result.tables["activities_missed"]) == 1 - n_held


@pytest.mark.parametrize("word", ["是", "否", "已举办"])
def test_an_answer_is_no_number_of_people(read_files: Read, word: str) -> None:
    data = activity_register(["2017.4.12", "走进社区", None, word, "是", None, None, None])
    assert codes(read_files({"a.xlsx": data})) == [("number.unreadable", "E5")]
