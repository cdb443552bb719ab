"""Full marks in titles, standards and rows; vetoes of which only the evidence speaks."""

from __future__ import annotations

from typing import Any

from diseases.making import CRITERIA, ONE, Disease, xlsx
from papers import FIRST

NAMES = ["思想性", "创新性", "效果", "参与度"]
GIVEN = (30, 29, 20, 5)
MARKS = {(ONE, "J2", name): points for name, points in zip(NAMES, GIVEN, strict=True)}
UNREADABLE: dict[Any, Any] = dict.fromkeys(MARKS, "unreadable")
ITEMS = ["思想政治建设", "组织建设"]
POINTS = {("C01", ITEMS[0]): 20, ("C01", ITEMS[1]): 21}
LOST: dict[Any, Any] = dict.fromkeys(POINTS)
VETO = "发生重大安全责任事故"


def listed(*lines: str, heads: list[str] = CRITERIA) -> dict[str, bytes]:
    """Return the list of one judge with lines above it."""
    rows = [
        ["现场答辩评分表"],
        *([line] for line in lines),
        ["评委编号：2"],
        ["项目名称", *heads],
        [FIRST, *GIVEN],
    ]
    return {"答辩.xlsx": xlsx(rows)}


def form(*standards: str, title: str = "现场答辩评分表") -> dict[str, bytes]:
    """Return the form of one judge for one project, with a standard behind each criterion."""
    lines = [[*line] for line in zip(NAMES, standards or [None] * 4, GIVEN, strict=True)]
    head = ["项目名称：", FIRST, "评委编号：", 2]
    return {"答辩.xlsx": xlsx([[title], head, ["评分项目", "评分标准", "得分"], *lines])}


def summary(*rows: list[Any], title: str = "五四红旗团委考核汇总表") -> dict[str, bytes]:
    line = ["临床医学院", 20, 21]
    return {"考核.xlsx": xlsx([[title], ["申报单位", *ITEMS], *rows, line])}


def vetoed(checked: Any, evidence: Any, head: str = "评分依据") -> dict[str, bytes]:
    rows = [
        ["五四红旗团委考核表"],
        ["申报单位：", "护理学院"],
        ["一级指标", "二级指标", "分值", "自评分", "核评分", head],
        [ITEMS[0], None, 25, 24, 23, None],
        ["一票否决", VETO, None, None, checked, evidence],
    ]
    return {"考核.xlsx": xlsx(rows)}


OWN = {("C02", ITEMS[0]): 23}
CASES = (
    *(
        Disease(
            f"{line!r} above a judge's list",
            "the criteria have 35, 35, 25 and 5",
            listed(line),
            ("criterion.other-full-marks@A2",),
            {"marks": UNREADABLE},
        )
        for line in (
            "（每项满分100分）",
            "说明：各项均按百分制打分",
            "每个指标满分100分",
            "各分项满分10分",
        )
    ),
    *(
        Disease(
            f"{line!r} above a judge's list, and sound",
            "those of the rules, or no full marks",
            listed(line),
            (),
            {"marks": MARKS},
        )
        for line in (
            "满分100分",
            "各项合计满分100分",
            "每项目满分100分",
            "百分制",
            "评分标准：思想性35分、创新性35分、效果25分、参与度5分",
            "思想性低于20分、创新性低于20分的，不予推荐",
            "思想性30分以上、创新性30分以上为优秀",
            "例：思想性30分、创新性28分",
            "其中思想性35分",
        )
    ),
    Disease(
        "full marks of the criteria in a line",
        "思想性40分、创新性30分",
        listed("评分标准：思想性40分、创新性30分、效果25分、参与度5分", heads=NAMES),
        ("criterion.other-full-marks@A2",),
        {"marks": MARKS | dict.fromkeys([*MARKS][:2], "unreadable")},
    ),
    Disease(
        "a form of which each criterion has 100",
        "各项按百分制打分",
        form(title="现场答辩评分表（各项按百分制打分）"),
        ("criterion.other-full-marks@A1",),
        {"marks": UNREADABLE},
    ),
    Disease(
        "standards that tell other full marks",
        "满分10分",
        form(*["立意新颖，满分10分"] * 4),
        tuple(f"criterion.other-full-marks@B{row}" for row in (4, 5, 6, 7)),
        {"marks": UNREADABLE},
    ),
    *(
        Disease(
            f"standards {text!r}",
            "no other full marks",
            form(text, "", "", ""),
            (),
            {"marks": MARKS},
        )
        for text in (
            "立意新颖，满分35分",
            "每点满分5分",
            "导向满分15分，内容满分20分",
            "满分要求：内容完整",
        )
    ),
    *(
        Disease(
            f"a row {head} of a summary of Red Flag points",
            "100, and the rules have 25",
            summary([head, 100, 100]),
            ("red-flag.other-full-marks@B3", "red-flag.other-full-marks@C3"),
            {"red_flag_items": LOST},
        )
        for head in ("满分", "分值")
    ),
    *(
        Disease(
            f"a row {head} of a summary, and sound",
            "25, or weights",
            summary([head, points, points]),
            (),
            {"red_flag_items": POINTS},
        )
        for head, points in (("满分", 25), ("权重", 50))
    ),
    *(
        Disease(
            f"Red Flag title {title!r}",
            "each item has 100",
            summary(title=title),
            ("red-flag.other-full-marks@A1",),
            {"red_flag_items": LOST},
        )
        for title in (
            "五四红旗团委考核汇总表（各项均为百分制）",
            "五四红旗团委考核表（每项满分100分）",
        )
    ),
    *(
        Disease(
            f"Red Flag title {title!r}, and sound",
            "of all items together",
            summary(title=title),
            (),
            {"red_flag_items": POINTS},
        )
        for title in (
            "五四红旗团委考核汇总表（满分100分）",
            "五四红旗团委考核汇总表（各项满分25分）",
        )
    ),
    *(
        Disease(
            f"a veto of which {head} says {text!r}",
            "核评分 is blank",
            vetoed(None, text, head),
            ("red-flag.veto-unreadable@F5",),
            {"red_flag_items": OWN},
        )
        for head, text in (
            ("评分依据", "2017年5月发生一起，详见附件"),
            ("评分依据", "有一起火灾事故"),
            ("备注", "3月受到通报批评，未造成伤亡"),
        )
    ),
    *(
        Disease(
            f"a veto {checked!r} beside {text!r}",
            "it did not occur",
            vetoed(checked, text),
            (),
            {"red_flag_items": OWN | {("C02", VETO): None}},
        )
        for checked, text in (
            (None, "全年未发生安全事故"),
            (None, "保卫处台账"),
            (None, "附件3"),
            (None, "有关台账见附件"),
            (None, "无相关情况"),
            (None, None),
            ("无", "有一次演练"),
            ("没有发生", None),
            ("未出现", None),
            (None, "发生重大安全责任事故的，一票否决"),
        )
    ),
)
