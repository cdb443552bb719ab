from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from papers import Read, codes

APPEAL = [
    "2017-01", 2017, "护理", "天使之翼", "2017-12-27", "登分错误", "评委3登错一格",
    "更正", 86.13, "87.2", "示例丙、示例丁", "2017-12-29",
]  # fmt: skip
NOTICES = [
    [2017, "考核认证", "2017-12-26", "网页公示"],
    [2017, "立项评审", "2017-04-05", None],
    [2018, "考核认证", "2018-12-17", None],
]
REMOVAL = [2017, "网络投票", "1024", "重复投票", "监票人示例丁", "2017-12-21"]


def with_change(row: list[Any], column: int, value: Any) -> list[Any]:
    return [*row[:column], value, *row[column + 1 :]]


def read_with(read_files: Read, *lines: list[Any], notices: list[list[Any]] = NOTICES) -> Result:
    return read_files({}, {"异议复核": list(lines), "公示登记": notices})


def test_an_appeal_is_read_whole(read_files: Read) -> None:
    result = read_with(read_files, APPEAL)
    assert codes(result) == []
    (row,) = result.tables["appeals"].to_dict("records")
    assert row.pop("src").endswith("!异议复核!A4")
    assert row == {
        "appeal_no": "2017-01", "year": 2017, "college_code": "C02", "project_id": "2017-C02-1",
        "received_date": datetime(2017, 12, 27), "matter": "登分错误", "basis": "评委3登错一格",
        "outcome": "corrected", "before_points": 86.13, "after_points": 87.2,
        "handlers": "示例丙、示例丁", "replied_date": datetime(2017, 12, 29),
    }  # fmt: skip


def test_an_appeal_without_outcome_is_open(read_files: Read) -> None:
    line = [*APPEAL[:3], None, *APPEAL[4:7], None, None, None, None, None]
    result = read_with(read_files, line)
    assert codes(result) == [("appeal.open", "A4")]
    assert result.problems[0].actual == "2017-01"
    (row,) = result.tables["appeals"].to_dict("records")
    assert all(pd.isna(row[name]) for name in ("project_id", "outcome", "after_points"))


@pytest.mark.parametrize(
    ("column", "value", "code", "cell", "n_rows"),
    [
        (0, None, "register.value-missing", "B4", 0),
        (1, 17, "register.value-unknown", "B4", 0),
        (2, "护理系", "college.unknown", "C4", 0),
        (2, None, "register.value-missing", "A4", 0),
        (3, "天使之异", "project.unknown", "D4", 1),
        (3, "“生命接力”志愿服务", "project.other-college", "D4", 1),
        (4, "年底", "date.unreadable", "E4", 1),
        (5, None, "register.value-missing", "A4", 0),
        (7, "待定", "register.value-unknown", "H4", 0),
        (8, "八十多", "number.unreadable", "I4", 1),
        (9, "八十多", "number.unreadable", "J4", 1),
    ],
)
def test_an_appeal_that_cannot_be_read_is_named(
    read_files: Read, column: int, value: Any, code: str, cell: str, n_rows: int
) -> None:
    result = read_with(read_files, with_change(APPEAL, column, value))
    assert codes(result) == [(code, cell)]
    assert len(result.tables["appeals"]) == n_rows


def test_the_nearest_names_are_proposed(read_files: Read) -> None:
    lines = [with_change(APPEAL, 2, "护理学系"), with_change(APPEAL, 3, "天使之异")]
    result = read_with(read_files, lines[0], with_change(lines[1], 0, "2"))
    assert [fault.expected for fault in result.problems] == ["护理学院", "天使之翼"]


def test_appeals_are_numbered_once_and_by_year(read_files: Read) -> None:
    later = with_change(with_change(APPEAL, 1, 2018), 2, "别的学院")
    result = read_with(read_files, APPEAL, APPEAL, later)
    assert codes(result) == [("register.row-repeated", "A5")]
    assert result.tables["appeals"]["appeal_no"].tolist() == ["2017-01"]


def test_removed_ballots_are_read(read_files: Read) -> None:
    lines = [REMOVAL, with_change(REMOVAL, 2, 2048), with_change(REMOVAL, 0, 2019)]
    result = read_files({}, {"剔除选票": lines})
    assert codes(result) == []
    first, second = result.tables["ballot_removals"].to_dict("records")
    assert (first["target_id"], second["target_id"]) == ("1024", "2048")
    assert first["src"].endswith("!剔除选票!C4")
    assert (first["component"], first["who"], first["date"]) == (
        "online_vote", "监票人示例丁", datetime(2017, 12, 21),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        (1, "现场答辩", "register.value-unknown", "B4"),
        (1, None, "register.value-missing", "A4"),
        (2, None, "register.value-missing", "A4"),
    ],
)
def test_a_removal_that_cannot_be_read_is_named(
    read_files: Read, column: int, value: Any, code: str, cell: str
) -> None:
    result = read_files({}, {"剔除选票": [with_change(REMOVAL, column, value)]})
    assert codes(result) == [(code, cell)]
    assert result.tables["ballot_removals"].empty


def test_a_ballot_is_removed_once(read_files: Read) -> None:
    result = read_files({}, {"剔除选票": [REMOVAL, REMOVAL]})
    assert codes(result) == [("register.row-repeated", "A5")]


def test_notices_are_read_once_a_round(read_files: Read) -> None:
    result = read_with(read_files, notices=[*NOTICES, NOTICES[0]])
    assert codes(result) == [("register.row-repeated", "A7")]
    rows = result.tables["notices"].to_dict("records")
    assert [(row["round"], row["published_date"], row["note"]) for row in rows] == [
        ("assessment", datetime(2017, 12, 26), "网页公示"),
        ("review", datetime(2017, 4, 5), rows[1]["note"]),
    ]
    assert pd.isna(rows[1]["note"])
    assert rows[0]["src"].endswith("!公示登记!C4")


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        (1, "考核", "register.value-unknown", "B4"),
        (2, None, "register.value-missing", "A4"),
        (2, "年底", "date.unreadable", "C4"),
    ],
)
def test_a_notice_that_cannot_be_read_is_named(
    read_files: Read, column: int, value: Any, code: str, cell: str
) -> None:
    result = read_with(read_files, notices=[with_change(NOTICES[0], column, value)])
    assert codes(result) == [(code, cell)]
    assert result.tables["notices"].empty


def test_a_register_without_the_sheet_of_notices_is_whole_until_somebody_appeals(
    read_files: Read,
) -> None:
    assert codes(read_files({}, {"异议复核": []})) == []
    result = read_files({}, {"异议复核": [APPEAL, with_change(APPEAL, 0, "2")]})
    assert codes(result) == [("appeal.notice-unknown", "E4")]


TERMS = ["round", "published_date", "last_date", "reply_due_date"]


@pytest.mark.parametrize(
    ("received", "round_name", "last", "due"),
    [
        ("2017-12-27", "assessment", (2017, 12, 29), (2018, 1, 2)),
        ("2017-12-26", "assessment", (2017, 12, 29), (2017, 12, 29)),
        ("2017-12-25", "review", (2017, 4, 10), (2017, 12, 28)),
        # Before anything was published: about what was published first.
        ("2017-03-30", "review", (2017, 4, 10), (2017, 4, 5)),
    ],
)
def test_the_last_days_count_working_days(
    read_files: Read, received: str, round_name: str, last: Any, due: Any
) -> None:
    result = read_with(read_files, with_change(APPEAL, 4, received))
    (row,) = result.tables["appeal_terms"].to_dict("records")
    assert [row["round"], row["last_date"], row["reply_due_date"]] == [
        round_name, datetime(*last), datetime(*due),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({4: "2017-12-29"}, []),
        ({4: "2018-01-02"}, [("appeal.late", "E4"), ("appeal.reply-early", "L4")]),
        ({11: "2018-01-02"}, []),
        ({11: "2018-01-03"}, [("appeal.reply-late", "L4")]),
        ({11: None}, [("appeal.reply-missing", "H4")]),
        ({10: "示例丙"}, [("appeal.one-checker", "K4")]),
        ({10: None}, [("appeal.one-checker", "H4")]),
        ({10: "示例丙 示例丁"}, []),
        ({7: "更正", 9: None}, [("appeal.points-missing", "H4")]),
        ({7: "维持原结果", 9: None}, []),
        ({4: None}, [("appeal.undated", "A4")]),
        ({4: "2021-12-29", 11: None}, [
            ("appeal.late", "E4"), ("appeal.reply-missing", "H4"), ("calendar.year-unknown", "E4"),
            ("calendar.year-unknown", "E4"),
        ]),
    ],
)  # fmt: skip
def test_what_stands_against_an_appeal_is_named_with_its_cell(
    read_files: Read, changes: dict[int, Any], found: list[tuple[str, str]]
) -> None:
    line = APPEAL
    for column, value in changes.items():
        line = with_change(line, column, value)
    result = read_with(read_files, line)
    assert codes(result) == found


def test_late_problems_say_both_days_and_an_unknown_year_which(read_files: Read) -> None:
    late = read_with(read_files, with_change(APPEAL, 4, "2018-01-02")).problems[0]
    assert late.message == "异议于 2018-01-02 收到，公示期至 2017-12-29，已经逾期。"
    line = with_change(with_change(APPEAL, 4, "2021-12-29"), 11, None)
    faults = read_with(read_files, line).problems
    assert [f.actual for f in faults if f.code == "calendar.year-unknown"] == ["2021", "2022"]


def test_an_unreadable_day_of_receipt_is_told_once(read_files: Read) -> None:
    result = read_with(read_files, with_change(APPEAL, 4, "年底"))
    assert codes(result) == [("date.unreadable", "E4")]
