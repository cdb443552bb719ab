"""Tables that people disturbed: nothing crashes, nothing is read from where nothing stands."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from assessment.core.problems import problem_kinds
from assessment.core.provenance import position, split_source
from assessment.core.result import Result
from assessment.sample.draft import Draft
from papers import (
    ACTIVITY_HEAD,
    FIRST,
    SECOND,
    Read,
    book,
    earlier_applications,
    red_flag_form,
    sheet,
)

JUNK = [
    None, "", "合计", "小计", "项目名称：", "申报单位", "评委1", "思想性", "得分", "一级指标", "二十多", "#N/A",
    105, -3, 0.1, date(2019, 5, 1), "(1)", "材料类型", "单位：万元", "注：", "┋", "评委签名：", "x" * 300,
]  # fmt: skip
BEFORE = earlier_applications(("2017-C02-1", "2017-C02-1", "护航行动", "C02"))


def board() -> Draft:
    judges = [[f"评委{n}", 90 + n, 80 + n] for n in (1, 2, 3)]
    return sheet([["现场答辩"], ["项目", FIRST, SECOND], ["申报单位", "临床", "护理"], *judges])


def blocks() -> Draft:
    criteria = [
        ["思想性", 35, 30, 31],
        ["创新性", 35, 30, 31],
        ["效果", 25, 20, 21],
        ["参与度", 5, 4, 5],
    ]
    head = ["评分项目", "分值", "评委1", "评委2"]
    one = [[f"项目名称：{FIRST}"], head, *criteria, ["合计", 100, 84, 88]]
    two = [[f"项目名称：{SECOND}"], head, *criteria, ["合计", 100, 84, 88]]
    return sheet([["现场答辩评分表"], *one, [], *two, ["统分人：示例"]])


def ballots() -> Draft:
    heads = ["序号", "提交答卷时间", "所用时间", "来自IP", "1、您支持的项目"]
    rows = [[n, "2019/1/1", "9秒", "192.0.2.1", f"{FIRST}┋{SECOND}"] for n in range(1, 6)]
    return sheet([heads, *rows], "现场投票")


def spending() -> Draft:
    head = ["行号", "日期", "类别", "金额", "用途", "票据号"]
    rows = [[n, f"2019.5.{n}", "交通", 10 * n, "往返", f"SL{n}"] for n in range(1, 5)]
    labels = [["项目名称：", SECOND], ["申报单位：", "护理", None, "金额单位:元"]]
    return sheet([["支出明细"], *labels, head, *rows, [None, "合计", None, 100]])


def activities() -> Draft:
    rows = [[n, f"2019.5.{n}", "走进社区", "社区", 9, "是", "照片", "院级", 2] for n in range(1, 5)]
    return sheet([["登记表"], ["项目名称：", SECOND], ACTIVITY_HEAD, *rows])


def summary() -> Draft:
    head = [
        "序号",
        "申报单位",
        "思想政治建设（25）",
        "组织建设（25）",
        "材料报送扣分",
        "一票否决",
        "合计",
    ]
    return sheet(
        [["汇总"], head, [1, "临床", 20, 21, 1, "无", 40], [2, "护理", 22, 23, 0, None, 45]]
    )


def settlement() -> Draft:
    head = ["科目", "预算", "实际", "差额", "票据张数"]
    lines = [["交通", 50, 40, 10, 2], ["物料", 60, 70, -10, 1], ["合计", 110, 110, 0]]
    labels = [
        ["项目名称：", SECOND, None, "支持经费：", 500],
        ["申报单位：", "护理", None, "剩余：", 390],
    ]
    return sheet([["经费决算表"], *labels, head, *lines, ["合计（大写）", None, "壹佰壹拾元整"]])


def rechecks() -> Draft:
    head = ["序号", "品牌名称", "申报单位", "复查日期", "结论", "备注"]
    return sheet([["复查记录"], head, [1, "护航行动", "护理", "2019.5.1", "有效", None]])


def two_lists() -> Draft:
    head = ["项目名称", "思想性", "创新性", "效果", "参与度", "总分"]
    lists = [[[f"评委{n}"], head, [FIRST, 30, 30, 20, 5, 85], []] for n in (1, 3)]
    return sheet([["现场答辩"], *lists[0], *lists[1]])


LAYOUTS: Mapping[str, Callable[[], Draft]] = {
    "board": board,
    "blocks": blocks,
    "ballots": ballots,
    "spending": spending,
    "activities": activities,
    "red_flag": red_flag_form,
    "summary": summary,
    "settlement": settlement,
    "rechecks": rechecks,
    "two_lists": two_lists,
}


def disturb(draft: Draft, chance: random.Random) -> Draft:
    """Write junk over cells, leave some out, merge an area."""
    for _ in range(chance.choice((1, 2, 5, 15))):
        place = chance.choice(sorted(draft.cells))
        if chance.random() < 0.3:
            place = (place[0] + chance.randint(0, 2), place[1] + chance.randint(0, 2))
        draft.cells[place] = chance.choice(JUNK)
    draft.cells = {place: value for place, value in draft.cells.items() if value not in (None, "")}
    if chance.random() < 0.3 and not draft.merges:
        row, column = chance.choice(sorted(draft.cells))
        draft.merge(row, column, row + chance.randint(0, 2), column + chance.randint(1, 2))
    return draft


def check(result: Result, draft: Draft) -> None:
    assert {fault.code for fault in result.problems} <= set(problem_kinds())
    source = result.tables["sources"].set_index("file")["source_id"]["2017/现场.xlsx"]
    most = max(row for row, _ in draft.cells), max(column for _, column in draft.cells)
    for frame in result.tables.values():
        for src in frame.get("src", ()):
            source_id, _, cell = split_source(src)
            if source_id == source:
                row, column = position(cell)
                assert row <= most[0] and column <= most[1]


def campaign(read_files: Read, seed: int, n_each: int) -> None:
    chance = random.Random(seed)
    for make in LAYOUTS.values():
        for _ in range(n_each):
            draft = disturb(make(), chance)
            data: dict[str, Any] = {"现场.xlsx": book(draft)}
            check(read_files(data, year=2019, earlier=BEFORE), draft)


@pytest.mark.parametrize("name", LAYOUTS)
def test_undisturbed_they_are_read_without_a_problem(read_files: Read, name: str) -> None:
    result = read_files({"现场.xlsx": book(LAYOUTS[name]())}, year=2019, earlier=BEFORE)
    assert [fault.code for fault in result.problems] == []


def test_disturbed_tables_are_coded(read_files: Read) -> None:
    campaign(read_files, seed=3, n_each=8)


@pytest.mark.slow
def test_many_disturbed_tables_are_coded(read_files: Read) -> None:
    campaign(read_files, seed=4, n_each=500)
