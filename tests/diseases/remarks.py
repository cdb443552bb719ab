"""Words in brackets behind a header, or in a row of their own, that say what else it holds."""

from __future__ import annotations

from typing import Any

from diseases.headers import crossed, judged, listing
from diseases.making import (
    CRITERIA,
    ONE,
    TWO,
    Disease,
    board,
    ledger,
    marks,
    put,
    tallied,
    votes,
    xlsx,
)
from papers import FIRST, SECOND

CODE, NOTICE = "column.other-quantity", "column.remark"
LOST = dict.fromkeys(("思想性", "创新性", "效果", "参与度"), "unreadable")
NO_SECOND = marks(D3="unreadable", D4="unreadable")


def two_rows(title: str, heads: list[str], below: list[Any], *lines: list[Any]) -> dict[str, bytes]:
    """Return a table whose first head is merged down beside a second row of the header."""

    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")

    return {"a.xlsx": xlsx([[title], heads, [None, *below], *lines], merge)}


def flags(*heads: str, below: list[str] | None = None) -> dict[str, bytes]:
    table = [["申报单位", *heads], *([[None, *below]] if below else []), ["护理学院", 20, 21]]
    return {"a.xlsx": xlsx([["五四红旗团委考核汇总表"], *table])}


def items(**points: int) -> dict[str, Any]:
    return {"red_flag_items": {("C02", item): p for item, p in points.items()}}


def out_of_ten(
    *above: str, row: str = "", name: str = "表", file: str = "答辩"
) -> dict[str, bytes]:
    """Return marks of two judges, with lines above and a row below the header."""
    full = [[row, 10, 10]] if row else []
    lines = [
        ["现场答辩评分"],
        *([text] for text in above),
        ["项目名称", "评委1", "评委2"],
        *full,
        [FIRST, 9, 8],
    ]
    return {f"{file}.xlsx": xlsx(lines, name=name)}


FULL = "criterion.other-full-marks"
UNREADABLE = {"marks": {(ONE, "J1", "total"): "unreadable", (ONE, "J2", "total"): "unreadable"}}
READ = {"marks": {(ONE, "J1", "total"): 9, (ONE, "J2", "total"): 8}}
FULL_MARKS = (
    *(Disease(f"a row {row} of ten", "100 by the rules", out_of_ten(row=row), (f"{FULL}@B3", f"{FULL}@C3"), UNREADABLE)
      for row in ("分值", "标准分", "分值（分）", "最高分值")),
    Disease("a row of weights over marks", "权重 is no full marks", out_of_ten(row="权重"), (), READ),
    *(Disease(f"{line!r} above", "100 by the rules", out_of_ten(line), (f"{FULL}@A2",), UNREADABLE)
      for line in ("打分说明：总分10分", "说明：每位评委打分区间为0—10分，保留一位小数")),
    *(Disease(f"{line!r} above marks", "no full marks", out_of_ten(line), (), READ)
      for line in ("总分85分以上为优秀", "评分0-59分为不合格", "总分100分")),
    Disease("a sheet named 10分制", "100 by the rules", out_of_ten(name="答辩（10分制）"), (f"{FULL}@",), UNREADABLE),
    Disease("a file named 十分制", "100 by the rules", out_of_ten(file="答辩（十分制）"), (f"{FULL}@",), UNREADABLE),
    Disease("评委2（0-10）", "10 of 100", board(D2="评委2（0-10）"), (f"{FULL}@D2",), NO_SECOND),
)  # fmt: skip


def assessed(title: str, *above: str, head: str = "得分") -> dict[str, bytes]:
    lines = [["思想政治建设", 25, 20], ["组织建设", 25, 21]]
    top = [
        [title],
        *([line] for line in above),
        ["申报单位：", "护理学院"],
        ["一级指标", "满分", head],
    ]
    return {"a.xlsx": xlsx([*top, *lines])}


def summed(title: str, *above: str) -> dict[str, bytes]:
    return {
        "a.xlsx": xlsx(
            [[title], *([line] for line in above), ["申报单位", *SUMS], ["护理学院", 20, 21]]
        )
    }


OWN = "red-flag.self-assessed"
SUMS = ("思想政治建设", "组织建设")
CHECKED = {"red_flag_items": {("C02", "思想政治建设"): 20, ("C02", "组织建设"): 21}}
UNCHECKED = {"red_flag_items": {("C02", "思想政治建设"): None, ("C02", "组织建设"): None}}
SELF_ASSESSED = (
    Disease("a summary of self-assessments", "自评 in the title", summed("五四红旗团委自评汇总表（自评分）"),
            (f"{OWN}@A1",), UNCHECKED),
    Disease("a summary not yet verified", "尚未核评 above", summed(
            "五四红旗团委考核汇总表", "填报说明：以下为各学院自评分，尚未核评"), (f"{OWN}@A2",), UNCHECKED),
    Disease("a form of self-assessment", "自评表 with 得分", assessed("五四红旗团委自评表"), (f"{OWN}@A1",), UNCHECKED),
    Disease("a form of self-assessment that was verified", "自评表 with 核评分",
            assessed("五四红旗团委自评表", head="核评分"), (), CHECKED),
    *(Disease(f"{line!r} above a summary", "no self-assessment", summed("五四红旗团委考核汇总表", line), (), CHECKED)
      for line in ("说明：自评分另表报送", "在学院自评基础上由考核小组核定")),
)  # fmt: skip


def pointed(*second: Any, merge: bool = True) -> dict[str, bytes]:
    """Return a judge's form on which a criterion goes on in a second line."""
    lines = [
        ["思想性", "主题鲜明", 18],
        list(second),
        ["创新性", None, 31],
        ["效果", None, 20],
        ["参与度", None, 5],
    ]
    rows = [
        ["现场答辩评分表"],
        ["项目名称：", FIRST, "评委编号：", 2],
        ["评分项", "要点", "得分"],
        *lines,
        ["合计", None, 86],
    ]
    return {"a.xlsx": xlsx(rows, (lambda sheet: sheet.merge_cells("A4:A5")) if merge else None)}


SPLIT = "marks.criterion-split"
NOT_FIRST = {"marks": judged(ONE, "J2", 思想性="unreadable")}
IN_LINES = (
    Disease("a criterion merged over two marks", "18 and 12", pointed(None, None, 12), (f"{SPLIT}@C5",), NOT_FIRST),
    Disease("a criterion merged over two points", "主题鲜明 and 导向正确", pointed(None, "导向正确", 12),
            (f"{SPLIT}@C5",), NOT_FIRST),
    Disease("a criterion in two lines", "导向正确 with no criterion beside it", pointed(None, "导向正确", 12, merge=False),
            (f"{SPLIT}@C5",), NOT_FIRST),
    Disease("a criterion nobody knows between the others", "导向正确 where criteria stand",
            pointed("导向正确", None, 12, merge=False), ("marks.criterion-unknown@A5", "total.does-not-add-up@C9"),
            {"marks": judged(ONE, "J2", 思想性=18)}),
    Disease("points of a criterion in a cross", "主题鲜明 and 导向正确", {"a.xlsx": xlsx([["现场答辩"], ["项目名称：", FIRST],
            ["评分项目", "评分标准", "评委1", "评委2"], ["思想性", "主题鲜明", 18, 18], [None, "导向正确", 12, 12],
            ["创新性", None, 31, 31], ["效果", None, 20, 20], ["参与度", None, 5, 5]],
            lambda sheet: sheet.merge_cells("A4:A5"))}, (f"{SPLIT}@C5",),
            {"marks": judged(ONE, "J1", 思想性="unreadable") | judged(ONE, "J2", 思想性="unreadable")}),
    Disease("a criterion in two lines of a cross", "12 below 18", {"a.xlsx": xlsx([["现场答辩"], ["项目名称：", FIRST],
            ["评分项目", "评委1", "评委2"], ["思想性", 18, 18], [None, 12, 12], ["创新性", 31, 31], ["效果", 20, 20],
            ["参与度", 5, 5]], lambda sheet: sheet.merge_cells("A4:A5"))}, (f"{SPLIT}@B5",),
            {"marks": judged(ONE, "J1", 思想性="unreadable") | judged(ONE, "J2", 思想性="unreadable")}),
)  # fmt: skip


def named_sheet(college: str) -> dict[str, bytes]:
    return {
        "a.xlsx": xlsx(
            [
                ["五四红旗团委考核表"],
                ["申报单位：", "护理学院"],
                ["一级指标", "核评分"],
                ["思想政治建设", 20],
                ["组织建设", 21],
            ],
            name=college,
        )
    }


COLLEGES = (
    Disease("a form on another college's sheet", "护理学院 on sheet 临床医学院", named_sheet("临床医学院"),
            ("college.contradicted@B2",), {"red_flag_items": {}}),
    Disease("a form on its college's sheet", "护理学院团委", named_sheet("护理学院团委"), (), CHECKED),
)  # fmt: skip


def listed_by(label: str) -> dict[str, bytes]:
    rows = [["现场答辩评分表"], [label], ["项目名称", *CRITERIA], [FIRST, 30, 31, 20, 5]]
    return {"a.xlsx": xlsx(rows)}


RESULTS = ("平均值", "打分人数", "去掉最高最低后平均", "去掉一个最高分")
TELLING = (
    *(Disease(f"a judge stated as {label}", "示例乙 is judge 2", listed_by(label), (), {"marks": judged(ONE, "J2")})
      for label in ("评委：示例乙", "评委：2（示例乙）", "评委编号：2号")),
    Disease("a judge's number with another's name", "评委编号：2（示例甲）", listed_by("评委编号：2（示例甲）"),
            ("judge.name-differs@A2",), {"marks": {}}),
    *(Disease(f"a row {name}", "worked out from the marks", board(put(B5=name, C5=85, D5=86, E5=87)), (), marks())
      for name in RESULTS),
    Disease("a column 去掉一个最高分", "worked out from the marks",
            board(put(F2="去掉一个最高分", F3=92, F4=82)), (), marks()),
    Disease("a judge's column in a list", "评委编号 heads a column", {"a.xlsx": xlsx([["现场答辩评分表"],
            ["评委编号", "项目名称", *CRITERIA], [2, FIRST, 30, 31, 20, 5]])}, ("judge.in-column@A2",), {"marks": {}}),
    Disease("a column of judges' names", "评委 heads a column", {"a.xlsx": xlsx([["现场答辩评分表"], ["评委编号：2"],
            ["项目名称", "评委", *CRITERIA], [FIRST, "示例乙", 30, 31, 20, 5]])}, ("judge.in-column@B3",), {"marks": {}}),
    Disease("lines of deductions below marks", "扣分项 over a project", board(put(A5="扣分项", B6=FIRST, C6=2, D6=1)),
            ("marks.group-other@A5",), marks()),
    Disease("a number parted by its comma", "1,060 unquoted", {"现场投票.csv": (
            f"现场投票统计表\n项目名称,票数\n{FIRST},1,060\n{SECOND},40\n".encode())}, ("cell.split@B3",),
            {"votes": {(ONE, "现场"): None, (TWO, "现场"): 40}}),
    Disease("numbers side by side behind blank columns", "9 and 122 are two channels', not 9,122", {"网络投票.csv": (
            f"网络投票统计表\n,,项目名称,微信,微博\n,,{FIRST},9,122\n,,{SECOND},4,5\n".encode())}, (),
            {"votes": {(ONE, "微信"): 9, (ONE, "微博"): 122, (TWO, "微信"): 4, (TWO, "微博"): 5}}),
    Disease("votes side by side in a text file", "12,120 are two numbers", {"网络投票.csv": (
            f"网络投票,2017\n项目名称,微信,微博\n{FIRST},12,120\n".encode())}, (),
            {"votes": {(ONE, "微信"): 12, (ONE, "微博"): 120}}),
    Disease("a line without its second level", "10 below 理论学习", {"a.xlsx": xlsx([["五四红旗团委考核表"],
            ["申报单位：", "护理学院"], ["一级指标", "二级指标", "核评分"], ["思想政治建设", "理论学习", 13],
            [None, None, 10], ["组织建设", None, 21]], lambda sheet: sheet.merge_cells("A4:A5"))},
            ("red-flag.item-unnamed@C5",),
            {"red_flag_items": {("C02", "思想政治建设·理论学习"): 13, ("C02", "组织建设"): 21}}),
    Disease("tables on their side below each other", "a blank row between", {"a.xlsx": xlsx([["现场答辩评分"],
            ["项目名称", FIRST], ["评委1", 90], ["评委2", 88], [], ["第二场"], ["项目名称", SECOND], ["评委1", 70],
            ["评委2", 72]])}, (), {"marks": {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 88,
            (TWO, "J1", "total"): 70, (TWO, "J2", "total"): 72}}),
    Disease("a form without its project", "评委2-天使之翼 names the sheet", {"a.xlsx": xlsx([["现场答辩评分表"],
            ["项目", "满分", "得分"], ["思想性", 35, 30], ["创新性", 35, 31]], name="评委2-天使之翼")},
            ("marks.project-not-stated@C2",), {"marks": {}}),
    Disease("a remark about another component", "申报材料评审 below 现场答辩", {"a.xlsx": xlsx([["现场答辩评分汇总表"],
            ["说明：申报材料评审得分另表统计"], ["项目名称", "评委1", "评委2"], [FIRST, 90, 91]])},
            ("sheet.components-clash@A2",), {"marks": {}}),
)  # fmt: skip
HALF = {"votes": {(ONE, "微信"): 120, (TWO, "微信"): 100}}
CASES = (
    Disease("full points of a summary unlike the rules'", "20 for 25 in a header", flags("思想政治建设（20）", "组织建设（25分）"),
            ("red-flag.other-full-marks@B2",), {"red_flag_items": {("C02", "思想政治建设"): None, ("C02", "组织建设"): 21}}),
    *FULL_MARKS,
    *SELF_ASSESSED,
    *COLLEGES,
    *IN_LINES,
    *TELLING,
    *(Disease(f"评委2（{remark}）", "another quantity", board(D2=f"评委2（{remark}）"), (f"{CODE}@D2",), NO_SECOND)
      for remark in ("作废", "平均", "排名", "×0.7", "2016年", "2016", "由评委3代", "加权后")),
    *(Disease(f"评委2（{remark}）", "whose marks they are", board(D2=f"评委2（{remark}）"), (), marks())
      for remark in ("校外", "校外专家", "护理学院", "张三", "示例乙", "打分", "百分制", "第一组")),
    Disease("评委2（备用）", "nobody knows what it means", board(D2="评委2（备用）"), (f"{NOTICE}@D2",), marks()),
    Disease("评委2（排名） with nothing below", "nothing is lost", board(D2="评委2（排名）", D3="", D4="/"), (),
            marks(D3="blank", D4="blank")),
    Disease("a criterion's ranks", "思想性（排名）", listing("思想性（排名）", *CRITERIA[1:]), (f"{CODE}@B3",),
            {"marks": judged(ONE, "J2", 思想性="unreadable")}),
    Disease("a judge in a row of ranks", "评委2（名次） on its side", {"a.xlsx": xlsx([["现场答辩评分"],
            ["项目名称", FIRST, SECOND], ["评委1", 90, 80], ["评委2（名次）", 1, 2]])}, (f"{CODE}@A4",),
            {"marks": {(ONE, "J1", "total"): 90, (TWO, "J1", "total"): 80, (ONE, "J2", "total"): "unreadable",
                       (TWO, "J2", "total"): "unreadable"}}),
    Disease("deductions of a criterion in a cross", "思想性（扣分）", crossed(
            None, None, None, None, heads=["思想性（扣分）", *CRITERIA[1:]]), (f"{CODE}@A4",),
            {"marks": judged(ONE, "J1", 思想性="unreadable") | judged(ONE, "J2", 思想性="unreadable")}),
    Disease("a judge of a cross is the mean", "评委2（平均）", crossed(None, None, None, None, judge="评委2（平均）"),
            (f"{CODE}@D3",), {"marks": judged(ONE, "J1") | judged(ONE, "J2", **LOST)}),
    Disease("reads of a channel", "微博（阅读量）", votes(D2="微博（阅读量）"), (f"{CODE}@D2",), HALF),
    Disease("votes of another year", "微博（2016年）", votes(D2="微博（2016年）"), (f"{CODE}@D2",), HALF),
    Disease("votes of some voters", "微博（教师）", votes(D2="微博（教师）"), (f"{NOTICE}@D2",), tallied()),
    Disease("self-assessed items", "思想政治建设（自评）", flags("思想政治建设（自评）", "组织建设（25）"),
            (f"{CODE}@B2",), items(组织建设=21)),
    Disease("self-assessed items in a second row", "自评 below the items", flags(*SUMS, below=["自评", "核评"]),
            (f"{CODE}@B3",), items(组织建设=21)),
    Disease("self-assessed items below one head", "自评 over the items", {"a.xlsx": xlsx([["五四红旗团委考核汇总表"],
            [None, "自评"], ["申报单位", *SUMS], ["护理学院", 20, 21]], lambda sheet: sheet.merge_cells("B2:C2"))},
            (f"{CODE}@B3", f"{CODE}@C3"), {"red_flag_items": {}}),
    Disease("ranks in a second row", "名次 below the judges", two_rows("现场答辩评分汇总表", ["项目名称", "评委1", "评委2"],
            ["名次", "得分"], [FIRST, 1, 91]), (f"{CODE}@B3",),
            {"marks": {(ONE, "J1", "total"): "unreadable", (ONE, "J2", "total"): 91}}),
    Disease("shares in a second row", "（%） below the votes", two_rows("现场投票统计表", ["项目名称", "票数"], ["（%）"],
            [FIRST, 60], [SECOND, 40]), ("column.other-unit@B3",), {"votes": {(ONE, "现场"): None, (TWO, "现场"): None}}),
    Disease("numbers below the names", "评委2 below 示例乙", two_rows("现场答辩评分汇总表", ["项目名称", "示例甲", "示例乙"],
            ["评委1", "评委2"], [FIRST, 90, 91]), (), {"marks": {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 91}}),
    Disease("other numbers below the names", "评委1 below 示例乙", two_rows("现场答辩评分汇总表",
            ["项目名称", "示例甲", "示例乙"], ["评委2", "评委1"], [FIRST, 90, 91]),
            ("judge.name-differs@B2", "judge.name-differs@C2"), {"marks": {}}),
    Disease("an outcome only proposed", "结论（拟）", {"a.xlsx": xlsx([["品牌复查记录"],
            ["品牌名称", "复查日期", "结论（拟）"], ["护航行动", "2017-5-2", "有效"]])}, (f"{CODE}@C2",), {"rechecks": []}),
    Disease("an amount that is a balance", "金额（余额）", ledger(put(C3="金额（余额）")), (f"{CODE}@C3",), {}),
)  # fmt: skip
