"""Papers that came back blank, and those that are only kept on file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from papers import RED_FLAG_HEAD, RED_FLAG_TITLE, Read, book, codes, earlier_applications, sheet

FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"
MARKS = [["现场答辩评分表　　评委编号：1"], ["项目名称", "思想性", "创新性", "总分"]]
RECHECK = [["品牌复查记录"], ["品牌名称", "申报单位", "复查日期", "结论", "备注"]]
BLANK: dict[str, Sequence[Sequence[Any]]] = {
    "marks": [*MARKS, [FIRST, None, None, 0], [SECOND, "回避", "回避", "—"]],
    "votes": [["现场投票"], ["项目名称", "票数"], [FIRST], [SECOND], ["合计", 0]],
    "ledger": [["支出明细"], ["项目名称：", SECOND], ["行号", "日期", "科目", "金额"], [1], [2]],
    "list": [["申报汇总表"], ["序号", "申报单位", "项目名称", "品牌主题"], [1], [2]],
    "recheck": [*RECHECK, ["护航行动", "护理学院"]],
    "settlement": [["经费决算表"], ["项目名称：", SECOND, "支持经费：", 5000],
                   ["科目", "预算（元）", "实际（元）", "差额（元）", "经办人"], ["交通", 500, None, 500],
                   ["合计", 500, 0, 500]],
    "red flag": [RED_FLAG_TITLE, ["申报单位：", "护理学院"], RED_FLAG_HEAD,
                 ["组织建设", None, "换届", 25], ["一票否决", "团费收缴管理违规"]],
}  # fmt: skip
FILLED: dict[str, Sequence[Any]] = {
    "marks": [FIRST, 30, None, None],
    "votes": [FIRST, 0],
    "recheck": ["护航行动", "护理学院", "2017.5.1", "有效"],
    "settlement": ["物料", 300, 299.5],
    "red flag": ["组织建设", None, "换届", 25, 24],
}
BEFORE = earlier_applications(("2016-C02-1", "2016-C02-1", "护航行动", "C02"))


@pytest.mark.parametrize("kind", BLANK)
def test_a_blank_paper_is_said_once(read_files: Read, kind: str) -> None:
    result = read_files({"a.xlsx": book(sheet(BLANK[kind]))}, earlier=BEFORE)
    assert codes(result) == [("sheet.unfilled", "")]


@pytest.mark.parametrize("kind", FILLED)
def test_one_that_says_something_is_not_blank(read_files: Read, kind: str) -> None:
    rows = [*BLANK[kind], FILLED[kind]]
    result = read_files({"a.xlsx": book(sheet(rows))}, earlier=BEFORE)
    assert "sheet.unfilled" not in [code for code, _ in codes(result)]


def test_papers_kept_on_file_are_known_and_not_read(read_files: Read) -> None:
    appeal = [
        ["项目名称", SECOND],
        ["公布得分", "88"],
        ["复核事项", "☑漏统"],
        ["理由与证据", "漏了一项"],
    ]
    result = read_files({"b.xlsx": book(sheet(appeal))})
    assert codes(result) == []
    kinds = result.tables["sources"].set_index("file")["kind"]
    assert kinds["2017/b.xlsx"] == "appeal_form"
    assert result.tables["ledger"].empty and len(result.tables["applications"]) == 2
