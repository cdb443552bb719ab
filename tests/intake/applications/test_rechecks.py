"""品牌复查记录 (layout 15) and the brands it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from assessment.intake.words.brands import Brands, brands_index
from papers import Read, book, codes, earlier_applications, sheet

HEAD = ["序号", "品牌名称", "申报单位", "复查日期", "结论", "备注"]


BEFORE = earlier_applications(
    ("2017-C01-1", "2017-C01-1", "杏林讲堂", "C01"),
    ("2018-C01-1", "2017-C01-1", "杏林讲堂（二期）", "C01"),
    ("2017-C02-1", "2017-C02-1", "护航行动", "C02"),
)


def record(*lines: Sequence[Any]) -> bytes:
    numbered = [[n, *line] for n, line in enumerate(lines, start=1)]
    return book(sheet([["品牌复查记录"], [], HEAD, *numbered, ["复查组：　　记录人："]]))


def test_a_line_gives_what_was_found(read_files: Read) -> None:
    data = record(
        ["“杏林讲堂”", "临床", "2019.5.10", "有效", "材料齐全"],
        ["护航行动", "护理", date(2019, 5, 11), " 限期 整改", None],
        ["杏林讲堂（二期）", "临床", "2019年9月1日", "撤销认证", None],
    )
    result = read_files({"复查.xlsx": data}, year=2019, earlier=BEFORE)
    assert codes(result) == []
    table = result.tables["rechecks"]
    assert table[["brand_id", "outcome"]].to_numpy().tolist() == [
        ["2017-C01-1", "valid"], ["2017-C01-1", "revoked"], ["2017-C02-1", "rectify"],
    ]  # fmt: skip
    assert table["note"].iloc[0] == "材料齐全"
    assert table["src"].iloc[0].endswith("!表!E4")


def test_the_wrong_college_is_named_with_the_one_that_has_the_brand(read_files: Read) -> None:
    data = record(["护航行动", "临床", "2019.5.10", "有效", None])
    result = read_files({"复查.xlsx": data}, year=2019, earlier=BEFORE)
    (told,) = result.problems
    assert (told.code, told.where.cell) == ("brand.other-college", "C4")
    assert (told.actual, told.expected) == ("护航行动", "护理学院")


def test_lines_that_cannot_be_used_are_said(read_files: Read) -> None:
    data = record(
        ["护航行动组", "护理", "2019.5.10", "有效", None],
        ["护航行动", "护理", "五月", "有效", None],
        ["护航行动", "护理", None, "有效", None],
        ["护航行动", "护理", "2019.5.10", "基本有效", None],
        ["护航行动", "护理", "2019.5.10", None, "待定"],
        ["护航行动", "天文", "2019.5.10", "有效", None],
        [None, "护理", "2019.5.10", "有效", None],
    )
    result = read_files({"复查.xlsx": data}, year=2019, earlier=BEFORE)
    assert codes(result) == [
        ("remark.not-applied", "F8"),
        ("brand.unknown", "B4"),
        ("date.unreadable", "D5"),
        ("recheck.date-missing", "A6"),
        ("recheck.outcome-unknown", "E7"),
        ("recheck.outcome-missing", "A8"),
        ("college.unknown", "C9"),
        ("project.name-missing", "A10"),
    ]
    assert result.problems[1].expected == "护航行动"
    assert result.tables["rechecks"].empty


@pytest.mark.parametrize(("again", "n_rows"), [("有效", 1), ("降级", 0)])
def test_two_outcomes_of_one_day_must_agree(read_files: Read, again: str, n_rows: int) -> None:
    line = ["护航行动", "护理", "2019.5.10"]
    data = record([*line, "有效", None], [*line, again, None])
    result = read_files({"复查.xlsx": data}, year=2019, earlier=BEFORE)
    assert len(result.tables["rechecks"]) == n_rows
    expected = [] if n_rows else [("recheck.conflict", "E4"), ("recheck.conflict", "E5")]
    assert codes(result) == expected


def test_a_brand_of_this_year_may_be_looked_at_too(read_files: Read) -> None:
    data = record(["天使之翼", "护理", "2017.12.30", "有效", None])
    result = read_files({"复查.xlsx": data})
    assert result.tables["rechecks"]["brand_id"].tolist() == ["2017-C02-1"]


def test_in_the_first_year_the_setting_is_named_by_which_no_earlier_brand_is_known(
    read_files: Read,
) -> None:
    data = record(["护航行动", "护理", "2017.12.30", "有效", None])
    (fault,) = read_files({"复查.xlsx": data}).problems
    assert (fault.code, fault.where.cell) == ("brand.unknown", "B4")
    assert "[programme] 的 first_year 为 2017" in fault.message


def test_a_brand_is_known_by_each_name_its_projects_bore() -> None:
    brands = brands_index(BEFORE, 2019)
    assert brands.find("杏林讲堂（二期）", "C01") == brands.find("「杏林 讲堂」") == "2017-C01-1"
    assert brands.find("2018-C01-1") == "2017-C01-1"
    assert brands.find("杏林讲堂", "C02") is None
    assert brands.nearest("护航运动") == "护航行动"
    assert brands_index(BEFORE, 2018).find("杏林讲堂（二期）") is None
    assert brands_index(None, 2018) == Brands()


def test_a_name_of_two_colleges_needs_the_college() -> None:
    both = earlier_applications(
        ("2017-C01-1", "2017-C01-1", "讲堂", "C01"), ("2017-C02-1", "x", "讲堂", "C02")
    )
    brands = brands_index(both, 2018)
    assert brands.find("讲堂") is None
    assert brands.find("讲堂", "C02") == "x"


@pytest.mark.parametrize(("place", "n_rows"), [("above", 1), ("below", 0)])
def test_a_day_said_once_above_holds_for_all_lines(
    read_files: Read, place: str, n_rows: int
) -> None:
    table = [["品牌名称", "申报单位", "结论"], ["护航行动", "护理", "有效"]]
    day = [["日期：2019年5月10日"]]
    rows = [["复查记录"], *day, *table] if place == "above" else [["复查记录"], *table, *day]
    result = read_files({"a.xlsx": book(sheet(rows))}, year=2019, earlier=BEFORE)
    assert len(result.tables["rechecks"]) == n_rows
