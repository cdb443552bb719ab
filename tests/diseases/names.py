"""Colleges, projects, themes and judges by other names, or by names of nobody."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from diseases.making import BOARD, ONE, TWO, Disease, board, marks, xlsx
from papers import FIRST, SECOND

HEAD = ["序号", "申报单位", "项目名称", "品牌主题", "申请经费（元）", "院内排序", "填表日期"]
SOUND = {ONE: ("T7", 500000), TWO: ("T1", 400000)}


def summary(first: list[Any], *more: list[Any]) -> dict[str, bytes]:
    """Return a summary of the first application as given and a sound second one."""
    rows = [["申报汇总表"], HEAD, first, [2, "护理学院", SECOND, "思想教育类", 4000, 1, "2017.3.2"]]
    return {"申报汇总.xlsx": xlsx([*rows, *more])}


def by(college: str) -> dict[str, bytes]:
    return summary([1, college, FIRST, "志愿服务类", 5000, 1, "2017.3.1"])


COLLEGES = (
    "临床", "临床学院", "临床医学院团委", "临床医学院分团委", "临床医学院团总支", "共青团临床医学院委员会",
    "共青团临床医学院总支部委员会", "临床学院团委", " 临 床 医 学 院\n", "Ｃ０１", "c01", "“临床医学院”", "临床医学院（团委）",
    "临床医学院（盖章）", "临床医学院团委 (公章)",
)  # fmt: skip
PROJECTS = (
    "生命接力志愿服务",
    "「生命接力」志愿服务",
    "《生命接力》 志愿服务",
    "“ 生命接力 ”\n志愿服务",
    ONE,
    f"{FIRST}（临床医学院）",
    f"{FIRST} (临床)",
)
CASES = (
    *(Disease(f"college {text!r}", "another name of a college", by(text), (), {"applications": SOUND})
      for text in COLLEGES),
    *(Disease(f"college {text!r}", "a name of no college", by(text), ("college.unknown@B3",),
              {"applications": {TWO: SOUND[TWO]}})
      for text in ("临床医学", "临床医院", "口腔医学院", "临床、护理")),
    *(Disease(f"project {text!r}", "quotes and spaces differ", board(B3=text), (), marks())
      for text in PROJECTS),
    *(Disease(f"project {text!r}", "a name of no project", board(B3=text), ("project.unknown@B3",),
              marks(C3=None, D3=None, E3=None))
      for text in ("生命接力", "生命接力志愿服务队", f"{FIRST}、{SECOND}", "天使之翼翼", f"{FIRST}（护理学院）", f"{FIRST}（口腔）")),
    Disease("a project of another college", "the college beside the name is not its own",
            {"答辩.xlsx": xlsx([BOARD[0], ["申报单位", "项目名称", "评委1", "评委2", "评委3"],
                ["护理", FIRST, 90, 91, 92], ["护理", SECOND, 80, 81, 82]])},
            ("project.other-college@B3",), marks(C3=None, D3=None, E3=None)),
    *(Disease(f"a name that is {what}", "a new project's name is no text",
              summary([1, "临床", value, "志愿服务类", 5000]), (fault,), {"applications": {TWO: SOUND[TWO]}})
      for what, value, fault in (
          ("a formula", "=A1", "cell.formula-not-cached@C3"),
          ("an error", "#N/A", "cell.error-value@C3"),
          ("too long a number", 1234567890123456789, "cell.too-many-digits@C3"))),
    Disease("a unit that is a formula", "a formula without a result", by("=A1"),
            ("cell.formula-not-cached@B3",), {"applications": {TWO: SOUND[TWO]}}),
    Disease("a name partly struck out", "the old name stands beside the new one",
            summary([1, "临床", CellRichText(TextBlock(InlineFont(strike=True), "青春"), FIRST), "志愿服务类", 5000]),
            ("cell.struck-out@C3", "name.unclear@C3"), {"applications": {TWO: SOUND[TWO]}}),
    Disease("an invisible sign in a college", "a zero-width space pasted from a chat",
            by("临床\u200b医学院"), ("name.invisible-signs@B3",), {"applications": {TWO: SOUND[TWO]}}),
    Disease("an invisible sign in a new project", "a byte order mark before the name",
            summary([1, "临床", f"\ufeff{FIRST}", "志愿服务类", 5000]),
            ("name.invisible-signs@C3",), {"applications": {TWO: SOUND[TWO]}}),
    Disease("an invisible sign beside marks", "a soft hyphen inside the name",
            board(B4="天使\u00ad之翼"), ("name.invisible-signs@B4",),
            marks(C4=None, D4=None, E4=None)),
    Disease("no theme", "the cell is blank", summary([1, "临床", FIRST, None, 5000]),
            ("theme.missing@C3",), {"applications": SOUND | {ONE: (None, 500000)}}),
    Disease("an unknown theme", "文体类", summary([1, "临床", FIRST, "文体类", 5000]),
            ("theme.unknown@D3",), {"applications": SOUND | {ONE: (None, 500000)}}),
    Disease("two themes", "two in a cell", summary([1, "临床", FIRST, "☑志愿服务类☑社会实践类", 5000]),
            ("theme.several@D3",), {"applications": SOUND | {ONE: (None, 500000)}}),
    Disease("a theme by its alias", "志愿服务", summary([1, "临床", FIRST, "志愿服务", 5000]), (),
            {"applications": SOUND}),
    Disease("no college", "the unit is blank", summary([1, None, FIRST, "志愿服务类", 5000]),
            ("college.missing@C3",), {"applications": {TWO: SOUND[TWO]}}),
    Disease("no project name", "an application without a name",
            summary([1, "临床", None, "志愿服务类", 5000]), ("project.name-missing@A3",),
            {"applications": {TWO: SOUND[TWO]}}),
    Disease("an order in words", "院内排序 第一",
            summary([1, "临床", FIRST, "志愿服务类", 5000, "靠前"]), ("number.unreadable@F3",),
            {"applications": SOUND}),
    Disease("a day without a year", "填表日期 3月1日",
            summary([1, "临床", FIRST, "志愿服务类", 5000, 1, "3月1日"]), ("date.unreadable@G3",),
            {"applications": SOUND}),
    Disease("an application twice", "the same project on two lines",
            summary([1, "临床", FIRST, "志愿服务类", 5000], [3, "临床医学院", FIRST, "志愿服务类", 5000]),
            ("project.duplicate@C5",), {"applications": SOUND}),
    Disease("two papers that differ", "two amounts for one project",
            summary([1, "临床", FIRST, "志愿服务类", 5000], [3, "临床医学院", FIRST, "志愿服务类", 3000]),
            ("application.conflict@E5",), {"applications": SOUND | {ONE: ("T7", None)}}),
    Disease("a total that is wrong", "合计 9,500 for 9,000",
            summary([1, "临床", FIRST, "志愿服务类", 5000], ["合计", None, None, None, 9500]),
            ("total.does-not-add-up@E5",), {"applications": SOUND}),
    Disease("a brand of nobody", "延续品牌 unknown",
            {"申报汇总.xlsx": xlsx([
                [*HEAD[1:5], "延续品牌"],
                ["临床", FIRST, "志愿服务类", 5000, "远航行动计划"],
                ["护理", SECOND, "思想教育类", 4000, "护航行动"]])},
            ("brand.unknown@E2",), {"applications": SOUND}),
    *(Disease(f"a unit that applied for nothing, {row[2]}", "a stroke where a name belongs", summary(
              [1, "临床", FIRST, "志愿服务类", 5000], row), (), {"applications": SOUND})
      for row in ([3, "护理学院", "/", "/", "/"], [3, "护理学院", "—"], [3, "护理学院", "--", "/", 0], ["/", "/", " / ", "/", "/", "/"])),
    Disease("an amount asked for by no name", "a stroke beside 5000",
            summary([1, "临床", FIRST, "志愿服务类", 5000], [3, "护理学院", "/", "志愿服务类", 5000]),
            ("project.name-missing@C5",), {"applications": SOUND}),
    *(Disease(f"a form of no name, {money}", "项目名称 | /", {"申报表.xlsx": xlsx([
              ["项目名称", "/", "申报单位", "护理"], ["品牌主题", theme, "申请经费", money]])}, faults, {"applications": {}})
      for theme, money, faults in (("志愿服务类", "3000元", ("project.name-missing@B1",)), ("/", "/", ()))),
    *(Disease(f"rows struck out, {row}", "a stroke where an activity belongs", {"活动.xlsx": xlsx([
              ["项目名称：", SECOND], ["日期", "活动名称", "参与人次"], ["2017-5-4", "走进社区", 40], row])}, faults,
              {"activities": [("2017-05-04", "走进社区", 40)]})
      for row, faults in ((["/", "/", "/"], ()), (["—", "—", "—"], ()), (["2017-5-5", "/", None], ()),
                          (["2017-5-5", "/", 20], ("activity.name-missing@B4",)))),
)  # fmt: skip
