from __future__ import annotations

import pandas as pd
import pytest

from papers import Read, book, codes, sheet

FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"


def test_channels_stand_in_columns(read_files: Read) -> None:
    rows = [["网络投票"], ["项目名称", "微信", "微博"], [FIRST, "120 ", 30], [SECOND, 90, 0]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    votes = result.tables["votes"].set_index(["channel", "project_id"])["n_votes"]
    assert votes["微信", "2017-C01-1"] == 120
    assert votes["微博", "2017-C02-1"] == 0


def test_a_projects_own_sum_is_compared_with_its_channels(read_files: Read) -> None:
    head = ["项目名称", "微信", "微博", "总票数"]
    rows = [["网络投票"], head, [FIRST, 120, 30, 150], [SECOND, 90, 5, 96]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("total.does-not-add-up", "D4")]
    assert (result.problems[0].actual, result.problems[0].expected) == ("96", "95")
    assert len(result.tables["votes"]) == 4


def test_a_count_that_is_none_is_named_and_missing(read_files: Read) -> None:
    rows = [["现场投票"], ["项目名称", "票数"], [FIRST, "二十多票"], [SECOND, 9]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("votes.not-a-count", "B3")]
    assert pd.isna(result.tables["votes"].set_index("project_id").loc["2017-C01-1", "n_votes"])


def test_a_total_that_does_not_add_up_is_shown_and_not_used(read_files: Read) -> None:
    rows = [["现场投票"], ["项目名称", "票数"], [FIRST, 10], [SECOND, 9], ["合计", 20]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    (fault,) = result.problems
    assert (fault.code, fault.where.cell) == ("total.does-not-add-up", "B5")
    assert (fault.actual, fault.expected) == ("20", "19")
    assert len(result.tables["votes"]) == 2


@pytest.mark.parametrize(
    "line",
    [
        ["发出选票120张，收回118张，有效116张，无效2张"],
        ["发出：120  收回：118  有效：116  无效：2"],
    ],
)
def test_paper_votes_are_counted(read_files: Read, line: list[str]) -> None:
    rows = [["现场投票"], ["项目名称", "票数"], [FIRST, 10], [SECOND, 9], line]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    (counts,) = result.tables["vote_counts"].to_dict("records")
    assert [counts[f"n_{name}"] for name in ("issued", "returned", "valid", "invalid")] == [
        120, 118, 116, 2,
    ]  # fmt: skip


def test_a_remark_below_the_table_is_no_project(read_files: Read) -> None:
    rows = [["现场投票"], ["项目名称", "票数"], [FIRST, 10], ["以上票数经监票人核对无误"]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert len(result.tables["votes"]) == 1


def test_more_valid_than_returned_is_a_problem(read_files: Read) -> None:
    rows = [["现场投票"], ["项目名称", "票数"], [FIRST, 10], ["发出120，收回118，有效119"]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    (fault,) = result.problems
    assert (fault.code, fault.where.cell) == ("votes.more-than-returned", "A4")
    assert "有效 119" in fault.message and "收回 118" in fault.message


def test_votes_merged_over_two_projects_are_not_given_to_both(read_files: Read) -> None:
    made = sheet([["现场投票"], ["项目名称", "票数"], [FIRST, 10], [SECOND, None]])
    made.merge(3, 2, 4, 2)
    result = read_files({"a.xlsx": book(made)})
    assert codes(result) == [("cell.merged", "B4")]
    votes = result.tables["votes"].set_index("project_id")["n_votes"]
    assert votes["2017-C01-1"] == 10 and pd.isna(votes["2017-C02-1"])


def test_a_tally_of_no_component_is_refused(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(sheet([["项目名称", "票数"], [FIRST, 10]]))})
    assert codes(result) == [("sheet.component-unknown", "")]


def test_one_project_in_two_tallies_must_agree(read_files: Read) -> None:
    def tally(*rows: list[object]) -> bytes:
        return book(sheet([["现场投票"], ["项目名称", "票数"], *rows]))

    files = {"1.xlsx": tally([FIRST, 10], [SECOND, 9]), "2.xlsx": tally([FIRST, 10], [SECOND, 8])}
    result = read_files(files)
    assert codes(result) == [("votes.duplicate", "B4"), ("votes.repeated", "")]
    assert "「8」" in result.problems[0].message and "1.xlsx" in result.problems[0].message
    votes = result.tables["votes"].set_index("project_id")["n_votes"]
    assert votes["2017-C01-1"] == 10 and pd.isna(votes["2017-C02-1"])


@pytest.mark.parametrize(("project", "n_issued"), [(SECOND, 60), (FIRST, None)])
def test_paper_votes_of_two_sittings_are_added_up(
    read_files: Read, project: str, n_issued: int | None
) -> None:
    head = [["现场投票"], ["项目名称", "票数"]]
    files = {
        "1.xlsx": book(sheet([*head, [FIRST, 10], ["发出20张，收回18张，有效17张，无效1张"]])),
        "2.xlsx": book(sheet([*head, [project, 10], ["发出40张，收回39张，有效39张，无效0张"]])),
    }
    (counts,) = read_files(files).tables["vote_counts"].to_dict("records")
    stated = counts["n_issued"]
    assert pd.isna(stated) if n_issued is None else stated == n_issued


def test_a_total_counts_the_unknown_projects_too_and_an_average_is_none(read_files: Read) -> None:
    rows = [
        ["现场投票"],
        ["项目名称", "票数"],
        [FIRST, 10],
        ["没申报过的", 5],
        ["合计", 15],
        ["平均", 7.5],
    ]
    assert codes(read_files({"a.xlsx": book(sheet(rows))})) == [("project.unknown", "A4")]


def test_each_channel_has_the_counts_of_its_own_tally(read_files: Read) -> None:
    files = {}
    for n, channel in enumerate(("微信", "微博")):
        line = [f"发出选票{120 + n}张，收回{118 + n}张"]
        rows = [["网络投票"], ["项目名称", channel], [FIRST, 10], [SECOND, 9], line]
        files[f"{channel}.xlsx"] = book(sheet(rows))
    result = read_files(files)
    assert codes(result) == []
    counts = result.tables["vote_counts"].set_index("channel")["n_issued"]
    assert counts.to_dict() == {"微信": 120, "微博": 121}
