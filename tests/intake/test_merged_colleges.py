"""A college renamed or merged between years: its papers, brands and re-checks."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.result import Result
from papers import REGISTER, Read, book, codes, earlier_applications, sheet

BEFORE = earlier_applications(("2017-C03-1", "2017-C03-1", "杏林讲堂", "C03"))
ENDED = ["C03", "检验系", None, "学院", 2010, 2018]
JOINED = ["C02", "护理学院", "护理、检验系", "学院", 2019, None]
FORMER = ["C02", "护理学院", "护理", "学院", 2010, 2018]
HEAD = ["申报单位", "项目名称", "类别", "延续品牌"]
CLINICAL = REGISTER["学院名单"][0]


def read(read_files: Read, said: str, *colleges: list[Any]) -> Result:
    rows = [["2019年申报汇总表"], HEAD, [said, "新项目", "其他", "杏林讲堂"]]
    checks = [["品牌复查记录"], ["品牌名称", "申报单位", "复查日期", "结论"],
              ["杏林讲堂", said, "2019.5.10", "有效"]]  # fmt: skip
    papers = {"a.xlsx": book(sheet(rows)), "复查.xlsx": book(sheet(checks))}
    register = {"学院名单": [CLINICAL, *colleges]}
    return read_files(papers, register, year=2019, earlier=BEFORE)


@pytest.mark.parametrize("said", ["护理学院", "检验系"])
def test_a_merged_colleges_brand_goes_on_under_its_heir(said: str, read_files: Read) -> None:
    result = read(read_files, said, FORMER, JOINED, ENDED)
    assert codes(result) == []
    row = result.tables["applications"].set_index("project_name").loc["新项目"]
    assert (row["college_code"], row["brand_id"]) == ("C02", "2017-C03-1")
    assert result.tables["rechecks"]["brand_id"].tolist() == ["2017-C03-1"]


def test_a_college_that_ended_without_an_heir_is_told_and_counts_as_it_was(
    read_files: Read,
) -> None:
    result = read(read_files, "检验系", FORMER, [*JOINED[:2], "护理", *JOINED[3:]], ENDED)
    told = [p for p in result.problems if p.code == "college.ended"]
    assert [(p.where.cell, p.actual, p.expected) for p in told] == [("A3", "检验系", "2018")]
    row = result.tables["applications"].set_index("project_name").loc["新项目"]
    assert (row["college_code"], row["brand_id"]) == ("C03", "2017-C03-1")


def test_without_the_old_name_among_its_aliases_the_brand_is_anothers(read_files: Read) -> None:
    result = read(read_files, "护理学院", FORMER, [*JOINED[:2], "护理", *JOINED[3:]], ENDED)
    assert {code for code, _ in codes(result)} == {"brand.other-college"}
    row = result.tables["applications"].set_index("project_name").loc["新项目"]
    assert row["brand_id"] == row["project_id"]


def test_a_renamed_college_is_no_ended_one(read_files: Read) -> None:
    renamed = [
        ["C03", "检验系", None, "学院", 2010, 2018],
        ["C03", "检验学院", None, "学院", 2019, None],
    ]
    for said in ("检验系", "检验学院"):
        result = read(read_files, said, FORMER, [*JOINED[:2], "护理", *JOINED[3:]], *renamed)
        assert codes(result) == []
