"""Choices of a form in cells of their own: the tick may be in any of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

OTHER = [
    ["申报单位", "项目名称", "类别", "申请经费（元）"],
    ["护理学院", SECOND, "思想教育类", 4000],
]
TOP: list[list[Any]] = [
    ["项目名称", FIRST, "申报单位", "临床医学院", None],
    ["申请经费（元）", "5000"],
]
THEME = ["品牌主题", "志愿服务类"]
GRID = [
    ["品牌主题", "□思想教育类", "□组织建设类", "□学风养成类"],
    [None, "□科技创新类", "□校园文化类", "□社会实践类"],
    [None, "☑志愿服务类", "□就业创业类", "□其他创建主题"],
]
NAMES = ["品牌主题", "思想教育类", "校园文化类", "志愿服务类"]


def sheet(*rows: list[Any], merge: str = "") -> dict[str, bytes]:
    def touch(page: Any) -> None:
        if merge:
            page.merge_cells(merge)

    return {"申报表.xlsx": xlsx([*TOP, *rows], touch), "申报汇总.xlsx": xlsx(OTHER)}


def paper(*rows: list[Any]) -> dict[str, bytes]:
    document = docx.Document()
    lines = [*TOP, *rows]
    table = document.add_table(len(lines), 5)
    for n, line in enumerate(lines):
        for column, value in enumerate(line):
            table.cell(n, column).text = str(value or "")
    buffer = BytesIO()
    document.save(buffer)
    return {"申报表.docx": buffer.getvalue(), "申报汇总.xlsx": xlsx(OTHER)}


def theme(code: str | None) -> dict[str, Any]:
    return {"applications": {ONE: (code, 500000), TWO: ("T1", 400000)}}


READ: dict[str, tuple[list[list[Any]], str | None, tuple[str, ...]]] = {
    "boxes inside": ([["品牌主题", "□思想教育类", "☑志愿服务类"]], "T7", ()),
    "boxes behind, inside": ([["品牌主题", "思想教育类□", "志愿服务类☑"]], "T7", ()),
    "a box behind each": ([["品牌主题", "思想教育类", "□", "志愿服务类", "√"]], "T7", ()),
    "a blank behind one": ([["品牌主题", "思想教育类", None, "志愿服务类", "√"]], "T7", ()),
    "a tick behind the first": ([["品牌主题", "思想教育类", "√", "志愿服务类", None]], "T1", ()),
    "a box before each": ([["品牌主题", "□", "思想教育类", "√", "志愿服务类"]], "T7", ()),
    "a tick before the first": ([["品牌主题", "√", "思想教育类", None, "志愿服务类"]], "T1", ()),
    "ticks in the row below": ([NAMES, [None, None, None, "√"]], "T7", ()),
    "ticks below, asked for": ([NAMES, ["（请打√）", None, "√", None]], "T5", ()),
    "a grid": (GRID, "T7", ()),
    "the last is another": ([["品牌主题", "思想教育类", None, "其他", "√"]], "T9", ()),
    "two ticks": ([["品牌主题", "☑思想教育类", "☑志愿服务类"]], None, ("theme.several@A3",)),
    "two ticks in a grid": ([["品牌主题", "☑思想教育类", "□组织建设类"], [None, "☑志愿服务类"]], None,
                            ("theme.several@A3",)),
    "two names": ([["品牌主题", "志愿服务类", "社会实践类"]], None, ("theme.several@A3",)),
    "no tick": ([["品牌主题", "□思想教育类", "□志愿服务类"]], None, ("theme.missing@A3",)),
    "no tick among many names": ([[*NAMES, "社会实践类"]], None, ("theme.missing@A3",)),
    "a tick between two": ([["品牌主题", "思想教育类", "校园文化类", "√", "志愿服务类"]], None,
                           ("tick.unclear@A3",)),
    "ticks on both sides": ([["品牌主题", "√", "思想教育类", "志愿服务类", "√"]], None,
                            ("tick.unclear@A3",)),
    "a tick far from both": ([["品牌主题", "思想教育类", "志愿服务类", None, "√"]], None,
                             ("tick.unclear@A3",)),
}  # fmt: skip
# What stands beside a theme that is no choice.
ORDINARY: dict[str, list[list[Any]]] = {
    "a label": [[*THEME, "项目周期", "一年"]],
    "a label nobody knows, with boxes": [[*THEME, "项目级别", "☑校级 □院级"]],
    "a question with its boxes": [[*THEME, "是否第二项 □是 ☑否"]],
    "a row of prose below": [THEME, [None, "项目从2015年开始"]],
    "another question below": [THEME, ["是否参赛", "□是", "☑否"]],
    "boxes in one cell": [["品牌主题", "□思想教育类 ☑志愿服务类", "联系电话", "000"]],
    "all in one cell, a grid": [["品牌主题", "□思想教育类\n☑志愿服务类"], [None, None]],
}
# Each leaves its trace in a problem: one that is no answer is told where its label stands.
ASKED: dict[str, tuple[list[list[Any]], tuple[str, ...]]] = {
    "both answers": ([["是否第二项", "☑是", "☑否"]], ("answer.unreadable@A4",)),
    "two bare answers": ([["是否第二项", "是", "否"]], ("answer.unreadable@A4",)),
    "both kinds": ([["项目基础", "☑已形成特色", "☑新培育"]], ("maturity.unknown@A4",)),
    "a blank form": ([["是否第二项", "□是", "□否"], ["项目基础", "□已形成特色", "□新培育"]], ()),
    "room for a tick, none given": ([["是否第二项", "是", None, "否", None]], ()),
}
HEADS = ["申报单位", "项目名称", "思想教育类", "校园文化类", "志愿服务类", "申请经费（元）"]


def listed(first: list[Any], *, below: bool = False) -> dict[str, bytes]:
    """Return a list with a column for each theme, below one head or alone."""
    lines = [
        ["临床医学院", FIRST, *first, 5000],
        ["护理学院", SECOND, "√", None, None, 4000],
    ]
    top = [[*HEADS[:2], "品牌主题", None, None, HEADS[-1]], [None, None, *HEADS[2:5], None]]

    def touch(page: Any) -> None:
        page.merge_cells("C1:E1")

    rows = [*top, *lines] if below else [HEADS, *lines]
    return {"申报汇总.xlsx": xlsx(rows, touch if below else None)}


COLUMNS: dict[str, tuple[list[Any], str | None, tuple[str, ...]]] = {
    "a tick": ([None, None, "√"], "T7", ()),
    "boxes": (["□", "□", "☑"], "T7", ()),
    "strokes": (["/", "/", "√"], "T7", ()),
    "two ticks": ([None, "√", "√"], None, ("theme.several@D2",)),
    "no tick": ([None, None, None], None, ("theme.missing@B2",)),
}
CASES = (
    *(
        Disease(f"a column for each theme: {name}", "one of them is ticked", listed(first), faults,
                theme(code))
        for name, (first, code, faults) in COLUMNS.items()
    ),
    Disease("columns of themes below a head", "one of them is ticked",
            listed([None, None, "√"], below=True), (), theme("T7")),
    *(
        Disease(f"a theme in cells: {name}", "options in several cells", sheet(*rows), faults,
                theme(code))
        for name, (rows, code, faults) in READ.items()
    ),
    *(
        Disease(f"a theme in cells of Word: {name}", "options in several cells", paper(*rows), (),
                theme(code))
        for name, (rows, code, faults) in READ.items() if not faults
    ),
    Disease("a theme in cells: a grid below a merged label", "options in several cells",
            sheet(*GRID, merge="A3:A5"), (), theme("T7")),
    *(
        Disease(f"beside a theme: {name}", "nothing is wrong", sheet(*rows), (), theme("T7"))
        for name, rows in ORDINARY.items()
    ),
    *(
        Disease(f"an answer in cells: {name}", "options in several cells", sheet(THEME, *rows),
                faults, theme("T7"))
        for name, (rows, faults) in ASKED.items()
    ),
)  # fmt: skip
