"""Headers spelled otherwise, doubled, left out or in several rows."""

from __future__ import annotations

from typing import Any

from diseases.making import (
    BOARD,
    CRITERIA,
    ONE,
    TWO,
    Disease,
    board,
    ledger,
    lines,
    marks,
    put,
    tallied,
    votes,
    xlsx,
)
from papers import FIRST, SECOND

SOUND = marks()
FULL = dict(zip("思想性 创新性 效果 参与度".split(), (30, 31, 20, 5), strict=True))


def judged(project: str, judge: str, **other: Any) -> dict[Any, Any]:
    """Return the marks of one judge for one project by criterion."""
    return {(project, judge, name): v for name, v in (FULL | other).items() if v is not None}


def listed(*heads: str, values: Any = (30, 31, 20, 5)) -> dict[str, bytes]:
    """Return one judge's list with these headers over its criteria."""
    rows = [["现场答辩评分表"], ["评委编号：2"], ["项目名称", *heads], [FIRST, *values]]
    return {"a.xlsx": xlsx(rows)}


TWO_ROWS = [
    ["现场答辩评分表"],
    ["评委编号：2"],
    ["序号", "项目名称", "答辩得分", None, None, None, "总分"],
    [None, None, *CRITERIA, None],
    [1, FIRST, 30, 31, 20, 5, 86],
    [2, SECOND, 29, 30, 19, 4, 82],
]


def two_rows() -> bytes:
    def merge(sheet: Any) -> None:
        for area in ("A3:A4", "B3:B4", "C3:F3", "G3:G4"):
            sheet.merge_cells(area)

    return xlsx(TWO_ROWS, merge)


def listing(*heads: str, title: str = "现场答辩评分表") -> dict[str, bytes]:
    rows = [[title], ["评委编号：2"], ["项目名称", *heads], [FIRST, 30, 31, 20, 5]]
    return {"a.xlsx": xlsx(rows)}


def crossed(*caps: Any, heads: Any = CRITERIA, judge: str = "评委2") -> dict[str, bytes]:
    """Return the criteria and two judges of a project, with full marks in a column of their own."""
    lines = ([h, c, m, m] for h, c, m in zip(heads, caps, FULL.values(), strict=True))
    return {
        "a.xlsx": xlsx(
            [["现场答辩"], ["项目名称：", FIRST], ["评分项目", "分值", "评委1", judge], *lines]
        )
    }


def told_to(*words: str, head: str = "得分", title: str = "现场答辩评分表") -> dict[str, bytes]:
    """Return a form of one judge and project with these words beside its criteria."""
    lines = ([n, w, m] for (n, m), w in zip(FULL.items(), words, strict=True))
    rows = [[title], ["项目名称：", FIRST, "评委编号：", 2], ["项目", "评分标准", head], *lines]
    return {"a.xlsx": xlsx(rows)}


NONE = {"marks": judged(ONE, "J2", **dict.fromkeys(FULL, "unreadable"))}
NO_FIRST = {"marks": judged(ONE, "J2", 思想性="unreadable")}
BOTH = {"marks": judged(ONE, "J1") | judged(ONE, "J2")}
STANDARDS = ("占35分", "占35分", "占25分", "占5分")
OTHER = "criterion.other-full-marks"
OTHER_FULL_MARKS = (
    *(Disease(f"a criterion of {head}", "35 by the rules", listing(head, *CRITERIA[1:]), (f"{OTHER}@B3",),
              NO_FIRST) for head in ("思想性（40分）", "思想性(满分40)", "思想性【40】", "思想性 40分", "思想性（0-40分）",
                                     "思想性（四十分）", "思想性（十分制）", "思想性（满分40分，权重20%）")),
    *(Disease(f"a criterion with {head}", "a weight or a remark", listing(head, *CRITERIA[1:]), (),
              {"marks": judged(ONE, "J2")})
      for head in ("思想性（权重20%）", "思想性（占20%）", "思想性（20%）", "思想性（占35分）", "思想性（三十五分）", "思想性（必填）",
                   "思想性（0～35分）", "思想性（满分35分，占20%）")),
    *(Disease(f"a title {title!r} over criteria", "100 by the rules", listing(*CRITERIA, title=title),
              (f"{OTHER}@A1",), NONE)
      for title in ("现场答辩评分表（十分制）", "现场答辩评分表（满分10分）", "现场答辩 满分：50分")),
    *(Disease(f"a title {title!r}", "what the rules say, or no full marks", listing(*CRITERIA, title=title),
              (), {"marks": judged(ONE, "J2")})
      for title in ("现场答辩评分表（百分制）", "现场答辩评分表（满分100分）", "现场答辩（加分项满分5分）", "现场答辩（占70%）",
                    "现场答辩评分表：满分100分，最多4位小数")),
    Disease("a judge's sum of other full marks", "总分（10分）", listing(*CRITERIA, "总分（10分）"),
            (f"{OTHER}@F3",), NONE),
    Disease("a judge of other full marks", "10 of 100", board(D2="评委2（满分10分）"), (f"{OTHER}@D2",),
            marks(D3="unreadable", D4="unreadable")),
    Disease("a judge of other full marks who was away", "回避 stands", board(D2="评委2（十分制）", D3="回避"),
            (f"{OTHER}@D2",), marks(D3="recused", D4="unreadable")),
    Disease("a judge of full marks as in the rules", "100 of 100", board(D2="评委2（满分100分）"), (), SOUND),
    Disease("a matrix out of ten", "the title says 十分制", board(A1="现场答辩评分汇总表（十分制）"),
            (f"{OTHER}@A1",), marks(**dict.fromkeys(("C3", "D3", "E3", "C4", "D4", "E4"), "unreadable"))),
    Disease("a matrix on its side", "项目 across, 评委2（满分10分）", {"a.xlsx": xlsx([["现场答辩评分"],
            ["项目名称", FIRST, SECOND], ["评委1", 90, 80], ["评委2（满分10分）", 9.1, 8.1]])}, (f"{OTHER}@A4",),
            {"marks": {(ONE, "J1", "total"): 90, (TWO, "J1", "total"): 80, (ONE, "J2", "total"): "unreadable",
                       (TWO, "J2", "total"): "unreadable"}}),
    Disease("full marks beside the judges", "分值 as in the rules", crossed(35, 35, 25, 5), (), BOTH),
    Disease("other full marks beside the judges", "分值 40 for 35", crossed(40, 35, 25, 5, heads=FULL),
            (f"{OTHER}@B4",), {"marks": judged(ONE, "J1", 思想性="unreadable") | judged(ONE, "J2", 思想性="unreadable")}),
    Disease("other full marks of a line", "思想性（40） in a cross", crossed(
            35, 35, 25, 5, heads=["思想性（40）", *CRITERIA[1:]]), (f"{OTHER}@A4",),
            {"marks": judged(ONE, "J1", 思想性="unreadable") | judged(ONE, "J2", 思想性="unreadable")}),
    Disease("a judge across of other full marks", "评委2（满分50分） over criteria",
            crossed(35, 35, 25, 5, judge="评委2（满分50分）"), (f"{OTHER}@D3",),
            {"marks": judged(ONE, "J1") | judged(ONE, "J2", **dict.fromkeys(FULL, "unreadable"))}),
    Disease("a form with its full marks", "占35分", told_to(*STANDARDS, head="得分（百分制）"), (),
            {"marks": judged(ONE, "J2")}),
    Disease("a form with other full marks", "占40分", told_to("占40分", *STANDARDS[1:]), (f"{OTHER}@B4",), NO_FIRST),
    Disease("a form out of ten", "得分（满分10分）", told_to(*STANDARDS, head="得分（满分10分）"), (f"{OTHER}@C3",), NONE),
    Disease("a form with a title out of ten", "十分制", told_to(*STANDARDS, title="现场答辩评分表（十分制）"),
            (f"{OTHER}@A1",), NONE),
)  # fmt: skip
CASES = (
    *OTHER_FULL_MARKS,
    Disease("spaces and newlines", "项 目\\n名 称", board(B2=" 项 目\n名　称 ", D2="评 委\n2"), (), SOUND),
    Disease("a judge by Chinese number", "评委二", board(D2="评委二"), (), SOUND),
    Disease("a judge by number and rank", "2号评委（校外）", board(D2="2号评委（校外）"), (), SOUND),
    Disease("a judge's name beside the number", "评委2 示例乙", board(D2="评委2 示例乙"), (), SOUND),
    Disease("another judge's name beside the number", "评委2 示例丙", board(D2="评委2 示例丙"),
            ("judge.name-differs@D2",), marks(D3=None, D4=None)),
    Disease("two numbers in a header", "评委1 2号", board(D2="评委1 2号"),
            ("column.numbers-unread@D2",), marks(D3=None, D4=None)),
    *(Disease(f"{head} in a summary", "money under a word that is not its own", {"申报汇总表.xlsx": xlsx([
            ["申报单位", "项目名称", "品牌主题", head], ["临床医学院", FIRST, "志愿服务类", 3000], ["护理学院", SECOND, "思想教育类", 2000]])},
            ("column.numbers-unread@D1",), {"applications": {"2017-C01-1": ("T7", None), "2017-C02-1": ("T1", None)}})
      for head in ("预算（元）", "总价/万元")),
    Disease("numbered and starred headers", "1.项目名称 *评委1", board(B2="1.项目名称", C2="*评委1"), (),
            SOUND),
    Disease("a full-width number", "评委２", board(D2="评委２"), (), SOUND),
    Disease("the same judge twice", "two columns 评委2", board(E2="评委2"),
            ("column.repeated@D2", "column.repeated@E2"),
            marks(D3=None, E3=None, D4=None, E4=None)),
    Disease("a judge nobody listed", "评委9", board(E2="评委9"), ("judge.unknown@E2",),
            marks(E3=None, E4=None)),
    Disease("a column of no known word", "印象", board(put(F2="印象", F3="好")),
            ("column.unmapped@F2",), SOUND),
    Disease("a header without a word", "a blank header over numbers", board(put(F3=77, F4=66)),
            ("column.no-header@F3",), SOUND),
    Disease("no header at all", "only data", {"答辩.xlsx": xlsx(BOARD[2:])}, ("sheet.not-recognised@",),
            {"marks": {}}),
    Disease("two project columns", "项目名称 twice", board(A2="项目"),
            ("column.repeated@A2", "column.repeated@B2", "project.name-missing@A3",
             "project.name-missing@A4"), {"marks": {}}),
    Disease("units in headers", "full marks in brackets",
            listed("思想性（35分）", "创新性(满分35)", "效果【25】", "参与度*（5）"), (),
            {"marks": judged(ONE, "J2")}),
    Disease("two rows of headers", "full marks below a common head", {"a.xlsx": two_rows()}, (),
            {"marks": judged(ONE, "J2") | judged(TWO, "J2", 思想性=29, 创新性=30, 效果=19, 参与度=4)}),
    Disease("a criterion doubled", "思想性 twice", listed("思想性", "思想性", "效果", "参与度"),
            ("column.repeated@B3", "column.repeated@C3"),
            {"marks": judged(ONE, "J2", 思想性=None, 创新性=None)}),
    Disease("a criterion above its full marks", "36 of 35", listed(*CRITERIA, values=(36, 31, 20, 5)),
            ("points.out-of-range@B4",), {"marks": judged(ONE, "J2", 思想性="unreadable")}),
    Disease("a judge's sum that is wrong", "总分 85 for 86",
            listed(*CRITERIA, "总分", values=(30, 31, 20, 5, 85)), ("total.does-not-add-up@F4",),
            {"marks": judged(ONE, "J2")}),
    Disease("no judge", "a judge's list that names none",
            {"a.xlsx": xlsx([["现场答辩"], ["项目名称", *CRITERIA], [FIRST, 30, 31, 20, 5]])},
            ("judge.not-stated@",), {"marks": {}}),
    Disease("a judge by a name nobody has", "评委姓名 not listed",
            {"a.xlsx": xlsx([["现场答辩"], ["评委姓名：示例寅"], ["项目名称", *CRITERIA],
                             [FIRST, 30, 31, 20, 5]])},
            ("judge.unknown@A2",), {"marks": {}}),
    Disease("a judge's label nobody understands", "评委编号：三号楼, sheet named 评委2",
            {"a.xlsx": xlsx([["现场答辩"], ["评委编号：三号楼"], ["项目名称", *CRITERIA],
                             [FIRST, 30, 31, 20, 5]], name="评委2")},
            ("judge.unknown@A2",), {"marks": {}}),
    Disease("a sheet of two judges", "评委编号：1, sheet named 评委2",
            {"a.xlsx": xlsx([["现场答辩"], ["评委编号：1"], ["项目名称", *CRITERIA],
                             [FIRST, 30, 31, 20, 5]], name="评委2")},
            ("judge.contradicted@A2",), {"marks": {}}),
    Disease("numbered columns", "(1)(2)… below the header",
            {"决算.xlsx": xlsx([
                ["经费支出明细表"], ["项目名称：", FIRST], ["行号", "日期", "类别", "金额", "用途"],
                ["栏次", "(1)", "(2)", "(3)", "(4)"], [1, "2017.4.1", "交通", 100, "往返"]])}, (),
            lines(("2017-04-01", 10000))),
    Disease("numbered columns over judges", "(1)(2)… where criteria cross judges",
            {"a.xlsx": xlsx([["现场答辩"], ["项目名称：", FIRST], ["评分项目", "分值", "评委1", "评委2"],
                ["(1)", "(2)", "(3)", "(4)"], *([c, None, m, m] for c, m in
                zip(CRITERIA, (30, 31, 20, 5), strict=True))])}, (),
            {"marks": judged(ONE, "J1") | judged(ONE, "J2")}),
    Disease("a channel nobody knows", "抖音", votes(D2="抖音"), ("column.unmapped@D2",),
            tallied(D3="left out", D4="left out")),
    Disease("a money column that is doubled", "金额 twice", ledger(put(G3="支出金额", G4=1)),
            ("column.repeated@C3", "column.repeated@G3"), {}),
    Disease("other judges below", "评委3 heads the columns anew, with no word for the projects",
            {"a.xlsx": xlsx([["现场答辩"], ["项目名称", "评委1", "评委2"], [FIRST, 90, 91],
                             [None, "评委3"], [FIRST, 88]])},
            ("row.unread@B4", "row.unread@A5"), {"marks": {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 91}}),
    Disease("other judges below 项目", "评委3 heads the columns anew",
            {"a.xlsx": xlsx([["现场答辩"], ["项目名称", "评委1", "评委2"], [FIRST, 90, 91],
                             ["项目", "评委3"], [FIRST, 88]])},
            ("row.unread@A4",), {"marks": {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 91}}),
)  # fmt: skip
