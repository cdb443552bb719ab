"""Ballots as survey sites export them (layouts 8 and 10), counted here and kept private."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from assessment.sample.draft import write_csv, write_xls
from papers import Read, book, codes, sheet

FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"
HEADS = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分"]
QUESTION = "7、请选择您支持的项目（最多选3项）"
SECRETS = ("192.0.2.7", "示例用户0007", "示例省示例市")


def ballots(answers: Sequence[Any], question: str = QUESTION) -> list[list[Any]]:
    rows = [
        [n, "2017/12/20 9:00:01", "7秒", "微信", "N/A", f"{SECRETS[0]}(示例)", 0, answer]
        for n, answer in enumerate(answers, start=1)
    ]
    return [[*HEADS, question], *rows]


def poll(answers: Sequence[Any], question: str = "1.您支持的品牌项目") -> list[list[Any]]:
    heads = ["编号", "开始答题时间", "结束答题时间", "答题时长", "地理位置", "昵称", question]
    times = ["2017-12-20 09:00:00", "2017-12-20 09:00:09", "9秒"]
    rows = [[n, *times, SECRETS[2], SECRETS[1], one] for n, one in enumerate(answers, start=1)]
    return [heads, *rows]


def votes(result: Result) -> dict[tuple[str, str, str], int]:
    table = result.tables["votes"].set_index(["component", "channel", "project_id"])
    return table["n_votes"].to_dict()


def counts(result: Result) -> list[Any]:
    (row,) = result.tables["vote_counts"].to_dict("records")
    assert pd.isna(row["n_issued"])
    return [row["n_returned"], row["n_valid"], row["n_invalid"]]


def test_choices_are_joined_and_an_empty_ballot_is_invalid(read_files: Read) -> None:
    answers = [f"{FIRST}┋{SECOND}", FIRST, "(跳过)", "-3", "-2", None, f"{SECOND}┋{SECOND}"]
    data = write_csv(sheet(ballots(answers)), "gb18030")
    result = read_files({"现场投票（问卷星导出）.csv": data})
    assert codes(result) == []
    assert votes(result) == {
        ("floor_vote", "现场", "2017-C01-1"): 2,
        ("floor_vote", "现场", "2017-C02-1"): 2,
    }
    assert counts(result) == [7, 3, 4]
    assert result.tables["votes"]["src"].str.endswith("!!H1").all()


@pytest.mark.parametrize("write", [write_xls, lambda drafts: book(*drafts)])
@pytest.mark.parametrize("place", ["question", "sheet", "file", "folder"])
def test_the_channel_is_told_by_question_sheet_or_file(
    read_files: Read, place: str, write: Any
) -> None:
    question = "1.您在微信支持的品牌项目" if place == "question" else "1.您支持的品牌项目"
    made = sheet(poll([FIRST, FIRST, SECOND], question), "微信" if place == "sheet" else "网络投票")
    file = {"file": "网络投票（微信）.x", "folder": "微信/网络投票.x"}.get(place, "网络投票.x")
    result = read_files({file.replace(".x", ".xlsx"): write([made])})
    assert votes(result) == {
        ("online_vote", "微信", "2017-C01-1"): 2,
        ("online_vote", "微信", "2017-C02-1"): 1,
    }
    assert result.tables["votes"]["src"].str.endswith("!G1").all()


def test_a_channel_that_is_not_told_is_asked_for(read_files: Read) -> None:
    result = read_files({"网络投票.xlsx": book(sheet(poll([FIRST])))})
    assert codes(result) == [("votes.channel-unknown", "G1")]
    assert result.tables["votes"].empty and result.tables["vote_counts"].empty


def test_an_unknown_choice_is_said_once_with_its_count(read_files: Read) -> None:
    answers = [FIRST, "青春剧场", f"青春剧场┋{FIRST}", "天使之异"]
    result = read_files({"现场投票.xlsx": book(sheet(ballots(answers)))})
    assert codes(result) == [("project.unknown", "H3"), ("project.unknown", "H5")]
    assert "青春剧场" in result.problems[0].message and "2 张选票" in result.problems[0].message
    assert result.problems[1].expected == f"{SECOND}；1 张选票这样填写"
    assert counts(result) == [4, 2, 2]


def test_choices_may_bear_a_number_and_the_college(read_files: Read) -> None:
    answers = [f"1号 {FIRST}", f"02. {SECOND}（护理学院）", f"{SECOND}（临床）"]
    result = read_files({"现场投票.xlsx": book(sheet(ballots(answers)))})
    assert codes(result) == [("project.unknown", "H4")]
    assert set(votes(result).values()) == {1}


def test_other_questions_are_said_and_not_read(read_files: Read) -> None:
    rows = ballots([FIRST, SECOND])
    made = [[*row, extra] for row, extra in zip(rows, ["8、您的学院", "护理", "临床"], strict=True)]
    result = read_files({"现场投票.xlsx": book(sheet(made))})
    assert codes(result) == [("column.unmapped", "I1")]
    assert len(votes(result)) == 2


def test_a_survey_without_a_vote_is_said(read_files: Read) -> None:
    result = read_files({"现场投票.xlsx": book(sheet(ballots(["男", "女"], "1、您的性别")))})
    assert codes(result) == [("votes.question-unknown", "")]
    unknown = read_files({"现场投票.xlsx": book(sheet(ballots(["甲", "乙"])))})
    assert [code for code, _ in codes(unknown)] == ["project.unknown"] * 2
    assert counts(unknown) == [2, 0, 2]


def test_who_took_part_stands_in_no_table_and_no_problem(read_files: Read) -> None:
    made = sheet(poll([FIRST, "青春剧场"]), "微信")
    made.struck.add((3, 6))
    made.comments[3, 5] = "同一地址"
    result = read_files({"网络投票.xlsx": book(made)})
    texts = [frame.to_csv() for frame in result.tables.values()]
    texts += [result.problems.frame().to_csv()]
    assert not any(secret in text for secret in SECRETS for text in texts)


def test_counts_are_those_of_any_ballots(read_files: Read) -> None:
    chance = random.Random(8)
    choices = [FIRST, SECOND, "别的项目"]
    drawn = [chance.sample(choices, chance.randint(0, 3)) for _ in range(300)]
    data = write_csv(sheet(ballots(["┋".join(one) or "(跳过)" for one in drawn])), "utf-8-sig")
    result = read_files({"现场投票.csv": data})
    wanted = {"2017-C01-1": FIRST, "2017-C02-1": SECOND}
    assert {key[2]: n for key, n in votes(result).items()} == {
        project_id: sum(name in one for one in drawn) for project_id, name in wanted.items()
    }
    n_valid = sum(FIRST in one or SECOND in one for one in drawn)
    assert counts(result) == [300, n_valid, 300 - n_valid]
