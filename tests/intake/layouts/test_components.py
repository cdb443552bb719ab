from __future__ import annotations

import pytest

from papers import FIRST, Read, book, sheet


@pytest.mark.parametrize(
    ("file", "title", "component"),
    [
        ("a.xlsx", "现场投票统计", "floor_vote"),
        ("现场投票.xlsx", "统计表", "floor_vote"),
        ("a.xlsx", "微信得票统计", "online_vote"),
        ("a.xlsx", "统计表", None),
    ],
)
def test_titles_files_or_channels_tell_the_component(
    read_files: Read, file: str, title: str, component: str | None
) -> None:
    rows = [[title], ["项目名称", "票数" if component != "online_vote" else "微信"], [FIRST, 3]]
    result = read_files({file: book(sheet(rows))})
    assert set(result.tables["votes"]["component"]) == ({component} if component else set())
    told = "sheet.component-unknown" in [fault.code for fault in result.problems]
    assert told is (component is None)
