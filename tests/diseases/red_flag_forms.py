"""考核表 as offices print them: opinions and results at the foot, vetoes ticked, sums without lines."""

from __future__ import annotations

from typing import Any

from diseases.captions import paper
from diseases.making import Disease, xlsx

LINES = (["思想政治建设", None, 25, 24, 23], ["组织建设", None, 25, 24, 22])
HEAD = ["一级指标", "二级指标", "分值", "自评分", "核评分"]
POINTS = {("C02", "思想政治建设"): 23, ("C02", "组织建设"): 22}
SOUND = {"red_flag_items": POINTS}
ACCIDENT, DUES = "发生重大安全责任事故", "团费收缴管理违规"
TOTAL, VETO = "total.does-not-add-up", "red-flag.veto-unreadable"


def form(*rows: list[Any], merged: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return a form of 护理学院 with these rows from row 6 on."""

    def touch(sheet: Any) -> None:
        for area in merged:
            sheet.merge_cells(area)

    top = [["五四红旗团委考核表"], ["申报单位：", "护理学院"], HEAD]
    return {"考核.xlsx": xlsx([*top, *LINES, *rows], touch)}


def vetoed(**read: bool) -> dict[str, Any]:
    """Return the lines with these vetoes, that occurred or not."""
    found = {("C02", name): "veto" if is_veto else None for name, is_veto in read.items()}
    return {"red_flag_items": POINTS | found}


OPINIONS = (
    ("with places for seals", [["学院党委意见", "同意推荐（盖章）2017年12月5日"], ["校团委意见", "（盖章）年 月 日"]]),
    ("of the group, with a grade", [["考核组意见", "同意"], ["考核等次", "优秀"]]),
    ("with an outcome", [["考核结果", "优秀"], ["是否推荐", "是"]]),
)  # fmt: skip
FOOT = (
    *(Disease(f"opinions {name}, merged", "no items", form(*rows, merged=("B6:E6", "B7:E7")), (), SOUND)
      for name, rows in OPINIONS),
    *(Disease(f"opinions {name}", "no items", form(*rows), (), SOUND) for name, rows in OPINIONS),
    Disease("opinions below the points", "（盖章）　年　月　日 below 分值, 优秀 below 核评分",
            form(["校团委意见", None, "（盖章）　年　月　日"], ["考核等次", None, None, None, "优秀"]), (), SOUND),
    Disease("an opinion of three rows", "merged downwards", form(["学院党委意见", "同意推荐"], [None, "负责人签字："],
            [None, None, "　年　月　日"], merged=("A6:A8",)), (), SOUND),
    Disease("an item called 征求意见", "it has points", form(["团员意见", "座谈会", 5, 5, 4]), (),
            {"red_flag_items": POINTS | {("C02", "团员意见·座谈会"): 4}}),
    *(Disease(f"a sum called {name}", "no item", form([name, None, 50, 48, 45]), (), SOUND)
      for name in ("考核总分", "总评", "综合评价", "加减分后总分", "实际得分")),
    *(Disease(f"a wrong sum called {name}", "46 for 45", form([name, None, 50, 48, 46]), (f"{TOTAL}@E6",), SOUND)
      for name in ("考核总分", "总评", "加减分后总分")),
    *(Disease(f"a result called {name}", "no item", form([name, None, None, None, text]), (), SOUND)
      for name, text in (("得分率", "90%"), ("折合得分（×0.9）", 40.5), ("排名", 2))),
    Disease("an item called 综合评价", "8 of 10 beside 23 of 25", form(["综合评价", None, 10, 9, 8], ["合计", None, 60, 57, 53]),
            (), {"red_flag_items": POINTS | {("C02", "综合评价"): 8}}),
    Disease("an item called 综合评价 with a second level", "群众满意", form(["综合评价", "群众满意", 50, 49, 48]),
            (), {"red_flag_items": POINTS | {("C02", "综合评价·群众满意"): 48}}),
)  # fmt: skip
BLANK = POINTS | {("C02", "活动开展"): None}
SUMS = (
    Disease("a sum with a blank line", "69 for 45", form(["活动开展", None, 25, 24], ["合计", None, 75, 72, 69]),
            (f"{TOTAL}@E7",), {"red_flag_items": BLANK}),
    Disease("a sum of the lines filled in", "45 beside a blank line", form(["活动开展", None, 25, 24], ["合计", None, 75, 72, 45]),
            (), {"red_flag_items": BLANK}),
    Disease("a sum with a line in words", "优 is told alone", form(["活动开展", None, 25, 24, "优"], ["合计", None, 75, 72, 69]),
            ("number.unreadable@E6",), {"red_flag_items": BLANK}),
    Disease("a blank sum", "nothing is filled in", form(["活动开展", None, 25, 24], ["合计", None, 75, 72]), (),
            {"red_flag_items": BLANK}),
)  # fmt: skip
TICKED = f"☑{ACCIDENT} □{DUES} □无"
VETOES = (
    *(Disease(f"a veto {text!r} as second level{how}", "it occurred", form(["一票否决", text], merged=merged), (),
              vetoed(**{name: True}))
      for text, name in ((TICKED, ACCIDENT), ("有", "一票否决"), ("是，2017年5月团费收缴管理违规", DUES), ("有☑ 无□", "一票否决"))
      for how, merged in (("", ()), (", merged over its box", ("B6:E6",)))),
    *(Disease(f"a veto {text!r} as second level", "nothing occurred", form(["一票否决", text]), (),
              vetoed(一票否决=False))
      for text in ("无", f"□{ACCIDENT} □{DUES} ☑无", f"□{ACCIDENT} □{DUES}", "无，全年未发生")),
    *(Disease(f"a veto {text!r} as second level", "nobody can tell", form(["一票否决", text]), (f"{VETO}@B6",), SOUND)
      for text in ("2017年5月发生安全事故一起", "有□ 无□", f"☑{ACCIDENT} □{DUES} ☑无", "无，但2017年5月发生一起")),
    Disease("two vetoes ticked", "both", form(["一票否决", f"☑{ACCIDENT} ☑{DUES}"]), (),
            vetoed(**{ACCIDENT: True, DUES: True})),
    Disease("a veto written below 分值", "有", form(["一票否决", None, "有"]), (), vetoed(一票否决=True)),
    Disease("a veto and a box that says otherwise", "有 and 无", form(["一票否决", "有", None, None, "无"]), (f"{VETO}@B6",), SOUND),
    Disease("一票否决：有 in one cell", "it occurred", form(["一票否决：有"], merged=("A6:E6",)), (), vetoed(一票否决=True)),
    Disease("vetoes of one second level", "无, then 有", form(["一票否决", "安全、团费", None, None, "无"], [None, None, None, None, "有"],
            merged=("A6:A7", "B6:B7")), ("red-flag.conflict@E7",), vetoed(**{"安全、团费": True})),
    Disease("cases with their boxes", "the second occurred", form(["一票否决", f"{ACCIDENT}的"], [None, DUES, None, None, "有"],
            merged=("A6:A7",)), (), vetoed(**{f"{ACCIDENT}的": False, DUES: True})),
)  # fmt: skip


def summaries(*parts: tuple[str, int], title: str = "五四红旗团委考核汇总表") -> dict[str, bytes]:
    """Return summaries of 护理学院 below each other, each below its line, the points so many."""
    rows: list[list[Any]] = [[title]]
    for line, points in parts:
        rows += [[line], ["申报单位", *FLAGS], ["护理学院", points, points - 1], []]
    return {"汇总.xlsx": xlsx(rows)}


FLAGS = ("思想政治建设", "组织建设")
CHECKED = {"red_flag_items": {("C02", "思想政治建设"): 20, ("C02", "组织建设"): 19}}
OWN = "red-flag.self-assessed"
SELF = (
    *(Disease(f"{own} and {checked} below each other, {own} at {cell}", "both are read", summaries(*parts), (f"{OWN}@{cell}",), CHECKED)
      for own, checked in (("一、自评分", "二、核评分"), ("五四红旗团委自评汇总表", "五四红旗团委核评汇总表"))
      for cell, parts in (("A2", ((own, 22), (checked, 20))), ("A6", ((checked, 20), (own, 22))))),
    Disease("tables of Word below 一、自评得分 and 二、核评得分", "both are read", paper("汇总.docx", "五四红旗团委考核汇总表",
            "一、自评得分", [["申报单位", *FLAGS], ["护理学院", 22, 21]], "二、核评得分", [["申报单位", *FLAGS], ["护理学院", 20, 19]]),
            (f"{OWN}@A2",), CHECKED),
    Disease("self-assessed, and a second group", "第二批 says nothing of whose points", summaries(("一、自评分", 22), ("第二批", 22)),
            (f"{OWN}@A2",), {"red_flag_items": dict.fromkeys(POINTS)}),
    Disease("a remark below the title of checked points", "以下为自评分, the nearer", summaries(
            ("说明：以下为各学院自评分，尚未核评", 20), title="五四红旗团委核评汇总表"), (f"{OWN}@A2",), {"red_flag_items": dict.fromkeys(POINTS)}),
    Disease("who checks self-assessed points", "校团委审核", summaries(("校团委审核", 22), title="五四红旗团委自评汇总表"), (f"{OWN}@A1",),
            {"red_flag_items": dict.fromkeys(POINTS)}),
)  # fmt: skip
CASES = (*FOOT, *SUMS, *VETOES, *SELF)
