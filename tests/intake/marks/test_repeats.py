"""A judge's mark that stands in two places: said at each, or once a file of two copies."""

from __future__ import annotations

import pytest

from papers import Read, book, sheet

TITLE = ["2017年现场答辩评分汇总表"]
HEAD = ["项目名称", "评委1", "评委2"]
FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"


@pytest.mark.parametrize(
    ("again", "told"),
    [
        ([90, 80], "重复 4 处，分值都相同"),
        ([91, 80], "重复 4 处，其中 1 处分值不同（「表」B3）"),
    ],
)
def test_two_copies_of_a_sheet_are_one_line_a_file(
    read_files: Read, again: list[int], told: str
) -> None:
    files = {
        "答辩.xlsx": book(sheet([TITLE, HEAD, [FIRST, 90, 80], [SECOND, 70, 71]])),
        "答辩（修改）.xlsx": book(
            sheet([TITLE, HEAD, [FIRST, *again], [SECOND, 70, 71], ["统分人："]])
        ),
    }
    problems = [p for p in read_files(files).problems if p.code.startswith("judge.")]
    assert [(p.code, p.where.file, p.where.cell, p.actual) for p in problems] == [
        ("judge.two-files", "2017/答辩.xlsx", "", "2017/答辩（修改）.xlsx"),
        ("judge.two-files", "2017/答辩（修改）.xlsx", "", "2017/答辩.xlsx"),
    ]
    assert [p.expected for p in problems] == [told] * 2


def test_a_repeat_within_one_file_stays_at_its_places(read_files: Read) -> None:
    rows = [TITLE, HEAD, [FIRST, 90, 80], [FIRST, 90, 80]]
    problems = read_files({"答辩.xlsx": book(sheet(rows))}).problems
    assert sorted((p.code, p.where.cell) for p in problems) == [
        ("judge.duplicate-mark", cell) for cell in ("B3", "B4", "C3", "C4")
    ]


def test_a_file_of_equal_bytes_is_no_repeat(read_files: Read) -> None:
    data = book(sheet([TITLE, HEAD, [FIRST, 90, 80]]))
    problems = read_files({"a.xlsx": data, "b.xlsx": data}).problems
    assert [p.code for p in problems] == ["file.duplicate"]


def test_a_blank_beside_a_mark_is_no_second_mark(read_files: Read) -> None:
    first = [TITLE, HEAD, [FIRST, 90, None], [SECOND, None, None]]
    second = [["答辩补评"], HEAD, [FIRST, None, 81], [SECOND, "缺席", None]]
    result = read_files({"a.xlsx": book(sheet(first)), "b.xlsx": book(sheet(second))})
    assert [p.code for p in result.problems] == []
    marks = result.tables["marks"].set_index(["project_id", "judge_id"])[["points", "status"]]
    assert [tuple(row) for row in marks.to_numpy()[:2]] == [(90.0, "given"), (81.0, "given")]
    assert list(marks["status"])[2:] == ["absent", "blank"]
