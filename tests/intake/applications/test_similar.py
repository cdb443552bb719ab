"""Two projects of nearly one name are shown, and counted as two."""

from __future__ import annotations

import pytest

from papers import Read, book, codes, sheet

HEAD = ["申报单位", "项目名称", "类别", "申请经费（元）"]


@pytest.mark.parametrize(
    ("college", "name", "is_told"),
    [
        ("护理学院", "天使之翼志愿服务队", True),
        ("护理学院", "天使之翼 志愿服务", False),  # the same name, and so the same project
        ("护理学院", "天使之约志愿服务", True),
        ("护理学院", "护理技能大赛", False),
        ("临床医学院", "天使之翼志愿服务", True),
        ("临床医学院", "天使之翼志愿服务队", False),
    ],
)
def test_names_that_are_nearly_one_are_shown(
    read_files: Read, college: str, name: str, is_told: bool
) -> None:
    rows = [HEAD, ["护理学院", "天使之翼志愿服务", "志愿服务类", 4000],
            [college, name, "志愿服务类", 4000]]  # fmt: skip
    result = read_files({"申报.xlsx": book(sheet(rows))})
    told = [fault for fault in codes(result) if fault[0] == "project.similar"]
    assert len(told) == is_told and all(cell in ("B2", "B3") for _, cell in told)
