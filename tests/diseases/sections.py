"""Titles, rows between lines and sheets' names that name somebody else, or say: not done."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

PR, HD = [f"项目名称：{SECOND}"], ["日期", "类别", "金额", "票据号"]
R1, R2 = ["2017.4.2", "交通", 300, "1"], ["2017.4.3", "物料", 400, "2"]
HA = ["日期", "活动名称", "参与人次"]
A1, A2 = ["2017.5.4", "走进社区", 40], ["2017.6.5", "讲座", 30]
HF = ["报销单号", "入账金额（元）"]
DAY = "入账日期"
HL = ["申报单位", "项目名称", "品牌主题", "申请经费"]
L1, L2 = ["护理学院", SECOND, "思想教育类", 4000], ["临床医学院", FIRST, "志愿服务类", 5000]
BOTH = {"2017-C01-1": ("T7", 500000), TWO: ("T1", 400000)}
SPENT, ALL = [("2017-04-02", 30000)], [("2017-04-02", 30000), ("2017-04-03", 40000)]
HELD, TWICE = (
    [("2017-05-04", "走进社区", 40)],
    [("2017-05-04", "走进社区", 40), ("2017-06-05", "讲座", 30)],
)
NOT = "section.not-counted"


def rows(
    *lines: Any, file: str = "支出明细表.xlsx", merge: str = "", sheet: str = "表"
) -> dict[str, bytes]:
    def touch(page: Any) -> None:
        for area in merge.split():
            page.merge_cells(area)

    return {file: xlsx(list(lines), touch, sheet)}


def spent(text: str, *, merge: bool = True) -> dict[str, bytes]:
    """Return a ledger of one project with a row between its two lines."""
    return rows(PR, HD, R1, [text], R2, merge="A4:D4" if merge else "")


def held(text: str) -> dict[str, bytes]:
    return rows(PR, HA, A1, [text], A2, file="活动登记表.xlsx", merge="A4:C4")


def paid(text: str) -> dict[str, bytes]:
    return rows(
        [*HF, DAY], ["BX1", 50], [text], ["BX2", 70], file="财务报销清单.xlsx", merge="A3:C3"
    )


def listed(text: str) -> dict[str, bytes]:
    return rows(HL, L1, [text], L2, file="申报汇总.xlsx", merge="A3:D3")


def of_ledger(fault: str, *lines: Any, reads: Any = (), **more: Any) -> tuple[Any, ...]:
    return rows(*lines, **more), (fault,) if fault else (), {"ledger": list(reads)}


def _owners() -> list[Disease]:
    name = "whose the lines are"
    later = [PR, HD, R1, [], ["生命接力志愿服务项目支出"], HD, R2]
    return [
        Disease("a label of another project merged between the lines", name,
                spent("项目名称：生命接力志愿服务"), ("row.unread@A4", "row.unread@A5"), {"ledger": SPENT}),
        Disease("a label of another project in two cells between the lines", name,
                rows(PR, HD, R1, ["项目名称", "生命接力志愿服务"], R2),
                ("row.unread@A4", "row.unread@A5"), {"ledger": SPENT}),
        Disease("a label of another project between activities", name,
                held("项目名称：生命接力志愿服务"), ("row.unread@A4", "row.unread@A5"), {"activities": HELD}),
        Disease("a label of another college between applications", name,
                rows(["申报单位：护理学院"], HL[1:], L1[1:], ["申报单位：临床医学院"], L2[1:], file="申报汇总.xlsx"),
                ("row.unread@A4", "row.unread@A5"), {"applications": {TWO: BOTH[TWO]}}),
        Disease("a title that names another project than the label", name,
                rows(["“生命接力”志愿服务经费支出明细表"], PR, HD, R1), ("project.heading-differs@A1",), {"ledger": []}),
        Disease("a settlement whose title names another project", name,
                rows(["“生命接力”志愿服务经费决算表"], PR, ["科目", "预算", "实际"], ["交通", 500, 480], file="决算.xlsx"),
                ("project.heading-differs@A1",), {"settlements": {}}),
        Disease("a later title that names another project among other words", name,
                rows(PR, HD, R1, [], ["与生命接力志愿服务合办的支出"], HD, R2),
                ("project.heading-differs@A5",), {"ledger": SPENT}),
        Disease("a row that names part of another project", name, spent("生命接力"),
                ("project.heading-differs@A4",), {"ledger": SPENT}),
        Disease("a row of another college in a ledger", name, spent("二、临床医学院"),
                ("project.other-college@A4",), {"ledger": SPENT}),
        *(Disease(f"a row {text!r} in a ledger", "another project holds for the lines below", spent(text, merge=merge),
                  (), {"ledger": [ALL[1], ALL[0]]})
          for text, merge in (("生命接力志愿服务", True), ("“生命接力”志愿服务", False), ("二、“生命接力”志愿服务", True))),
        Disease("a later title of another project", name, rows(*later), (), {"ledger": [ALL[1], ALL[0]]}),
        *(Disease(f"a row {text!r} of a list", "a college with more words",
                  rows(["申报单位：护理学院"], HL[1:], L1[1:], [text], L2[1:], file="申报汇总.xlsx", merge="A4:C4"),
                  (), {"applications": BOTH})
          for text in ("临床医学院申报项目", "二、临床医学院")),
        Disease("a later title of another college", name,
                rows(["申报单位：护理学院"], HL[1:], L1[1:], [], ["临床医学院申报项目"], HL[1:], L2[1:], file="申报汇总.xlsx"),
                (), {"applications": BOTH}),
        *(Disease(f"an ordinary row {text!r} in a ledger", "no other project", spent(text), (), {"ledger": ALL})
          for text in ("天使之翼", "护理学院", "志愿服务", "其他", "（一）交通")),
        Disease("another college beside a ledger's line", name,
                rows(PR, [*HD, "学院"], [*R1, "护理学院"], [*R2, "临床医学院"]),
                ("project.other-college@E4",), {"ledger": SPENT}),
        Disease("another college beside the project in a ledger", name,
                rows(["项目名称", "所属学院", *HD], [SECOND, "临床医学院", *R1], [SECOND, "护理", *R2]),
                ("project.other-college@A2",), {"ledger": [ALL[1]]}),
        Disease("a unit of measure beside a ledger's line", "单位 is no college",
                rows(PR, [*HD, "单位"], [*R1, "张"], [*R2, "个"]), (), {"ledger": ALL}),
    ]  # fmt: skip


def _heads() -> list[Disease]:
    ways = "a header again with other brackets"
    head = [*HD[:2], "金额（元）", HD[3]]
    wan = [*HD[:2], "金额（万元）", HD[3]]
    small = [*R2[:2], 0.04, "2"]
    return [
        Disease("a header again in another unit", ways, rows(PR, head, R1, wan, small), (), {"ledger": ALL}),
        Disease("a header again without the unit", ways, rows(PR, head, R1, HD, R2), (), {"ledger": ALL}),
        Disease("a header again of payments in another unit", ways,
                rows(HF, ["BX1", 300], ["报销单号", "入账金额（万元）"], ["BX2", 0.5], file="财务.xlsx"),
                (), {"finance": [("BX1", 30000), ("BX2", 500000)]}),
        Disease("a header again of planned people", ways,
                rows(PR, HA, A1, [*HA[:2], "参与人次（计划）"], A2, file="活动登记表.xlsx"),
                ("column.other-quantity@C4",),
                {"activities": [TWICE[0], (*TWICE[1][:2], None)]}),
        Disease("a header again of a budget", ways,
                rows(PR, HD, R1, [*HD[:2], "金额（预算）", HD[3]], R2), ("column.other-quantity@C4",),
                {"ledger": [ALL[0], ("2017-04-03", None)]}),
    ]  # fmt: skip


UNDONE = (
    "计划支出（尚未发生）",
    "二、拟支出",
    "未支付",
    "（二）待支付",
    "已取消",
    "作废票据",
    "填写示例",
    "2016年支出",
    "下一年度支出",
    "预计支出",
)
DONE = ("第一组", "二、附属医院", "志愿服务类", "四月", "交通类", "2017年4月", "一、已支出", "未报销", "计划内支出", "接待费支出", "2017年度支出",
        "2016-2017学年", "“西部计划”志愿服务", "计划执行情况", "取消烟草宣传")  # fmt: skip
TITLES = (
    "2017年度经费使用计划执行情况",
    "经费支出明细表",
    "“西部计划”经费支出明细表",
    "2017年拟建品牌经费支出",
    "预防艾滋病宣传活动支出",
    "经费支出明细表（示例数据）",
    "校团委组织部（示例）",
)


def _states() -> list[Disease]:
    sheet = "计划开展"
    return [
        *(Disease(f"a row {text!r} in a ledger", "lines that are not done", spent(text), (f"{NOT}@A4",),
                  {"ledger": SPENT}) for text in UNDONE),
        Disease("a row of plans alone in its cell", "not merged", spent("计划支出", merge=False),
                (f"{NOT}@A4",), {"ledger": SPENT}),
        *(Disease(f"the row {text!r} in a ledger", "it says nothing of the kind", spent(text), (),
                  {"ledger": ALL}) for text in DONE),
        *(Disease(f"the title {text!r} of a ledger", "it says nothing of the kind", rows([text], PR, HD, R1), (),
                  {"ledger": SPENT}) for text in TITLES),
        *(Disease(f"the title {text!r}", "a ledger of what is not done", rows([text], PR, HD, R1), (f"{NOT}@A1",),
                  {"ledger": []}) for text in ("经费支出计划表", "经费支出明细表（填写示例）", "2017年下半年用款计划", "经费支出明细表（计划）")),
        *(Disease(f"a row {text!r} among activities", "not held", held(text), (f"{NOT}@A4",), {"activities": HELD})
          for text in ("因故取消的活动", "二、未开展活动", "下一年度拟开展活动", "延期活动")),
        *(Disease(f"the row {text!r} among activities", "ordinary", held(text), (), {"activities": TWICE})
          for text in ("计划外活动", "下半年活动", "未来之星活动", "义诊活动", "延期开学慰问活动")),
        Disease("a sheet of plans", "its name says so", rows(["下阶段"], PR, HA, A1, file="活动登记表.xlsx", sheet=sheet),
                (f"{NOT}@",), {"activities": []}),
        *(Disease(f"a row {text!r} among payments", "not paid", paid(text), (f"{NOT}@A3",), {"finance": [("BX1", 5000)]})
          for text in ("未支付", "二、待支付", "退回的报销单", "支付失败")),
        *(Disease(f"the row {text!r} among payments", "ordinary", paid(text), (),
                  {"finance": [("BX1", 5000), ("BX2", 7000)]}) for text in ("已支付", "二、护理学院", "7月")),
        *(Disease(f"a row {text!r} among applications", "no applications", listed(text), (f"{NOT}@A3",),
                  {"applications": {TWO: BOTH[TWO]}})
          for text in ("二、不予推荐项目", "撤回项目", "未通过学院初审项目", "2016年已立项品牌")),
        *(Disease(f"the row {text!r} among applications", "ordinary", listed(text), (), {"applications": BOTH})
          for text in ("二、推荐项目", "拟申报项目", "（二）志愿服务类")),
        Disease("a row of refused ones alone in a project's cell", "not merged",
                rows(HL[1:], ["", "", ""], file="申报汇总.xlsx") | rows(["申报单位：护理学院"], HL[1:], L1[1:], ["不予推荐项目"], L2[1:], file="申报汇总.xlsx"),
                (f"{NOT}@A4",), {"applications": {TWO: BOTH[TWO]}}),
        Disease("a table of another year below this year's", "a second title",
                rows(["2017年支出"], PR, HD, R1, [], ["2016年支出"], HD, ["2016.5.3", "物料", 400, "9"]),
                (f"{NOT}@A6",), {"ledger": SPENT}),
        Disease("a part in detail", "（一） within 二、", rows(PR, HD, R1, ["二、计划支出"], ["（一）物料"], R2, ["（二）交通"], R2,
                ["三、其他"], ["2017.4.3", "物料", 400, "3"], merge="A4:D4 A5:D5 A7:D7 A9:D9"), (f"{NOT}@A4",), {"ledger": ALL}),
        Disease("a sum below lines that are not done", "it is not compared",
                rows(PR, HD, R1, ["计划支出"], R2, ["合计", None, 700], merge="A4:D4"), (f"{NOT}@A4",), {"ledger": SPENT}),
        Disease("a sheet of marks that is a rehearsal", "no marks",
                {"答辩.xlsx": xlsx([["2017年现场答辩评分表（彩排）"], ["出场顺序", "项目名称", "评委1", "评委2"], [1, FIRST, 90, 91]])},
                (f"{NOT}@A1",), {"marks": {}}),
    ]  # fmt: skip


MARKS_HEAD, BY_RANK = ["项目名称", "评委1", "评委2"], [[FIRST, 1, 2], [SECOND, 2, 1]]
BY_MARKS = [[FIRST, 90, 91], [SECOND, 80, 81]]


def _others() -> list[Disease]:
    """Titles and heads that say that a table holds another quantity, and numbers that show it."""

    def marks(*above: Any, lines: Any = BY_MARKS, **more: Any) -> dict[str, bytes]:
        return {"a.xlsx": xlsx([*above, MARKS_HEAD, *lines], **more)}

    def votes(title: str) -> dict[str, bytes]:
        return {
            "a.xlsx": xlsx([[title], ["项目名称", "微信", "微博"], [FIRST, 12, 13], [SECOND, 9, 8]])
        }

    def merged(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:C2")

    unread = {"marks": {(p, j, "total"): "unreadable" for p in (ONE, TWO) for j in ("J1", "J2")}}
    sound = {
        "marks": {
            (ONE, "J1", "total"): 90,
            (ONE, "J2", "total"): 91,
            (TWO, "J1", "total"): 80,
            (TWO, "J2", "total"): 81,
        }
    }
    flags = [
        ["五四红旗团委考核汇总表"],
        ["申报单位", "自评得分", None],
        [None, "思想政治建设", "组织建设"],
        ["护理学院", 25, 24],
    ]
    return [
        Disease("ranks of every judge", "1 and 2 of 100", marks(["现场答辩评分表"], lines=BY_RANK), ("marks.look-like-ranks@B3",), unread),
        Disease("marks 1 and 2 of one judge", "the other's are marks", marks(["现场答辩评分表"], lines=[[FIRST, 1, 90], [SECOND, 2, 80]]), (),
                {"marks": {(ONE, "J1", "total"): 1, (ONE, "J2", "total"): 90, (TWO, "J1", "total"): 2, (TWO, "J2", "total"): 80}}),
        *(Disease(f"marks below {text!r}", "another quantity", marks([text], name="现场答辩"), (f"{NOT}@A1",), {"marks": {}})
          for text in ("现场答辩评委扣分表", "各评委名次", "各评委扣分情况统计表", "现场答辩折合得分表")),
        *(Disease(f"marks below {text!r}", "an ordinary title", marks([text], name="现场答辩"), (), sound)
          for text in ("现场答辩评分及名次表", "现场答辩成绩排名表", "现场答辩评分汇总表（含名次）", "现场答辩打分、扣分表")),
        *(Disease(f"votes below {text!r}", "another quantity", votes(text), (f"{NOT}@A1",), {"votes": {}})
          for text in ("网络投票得票率统计表", "网络投票各渠道名次", "网络投票无效票统计", "网络投票折合得分表")),
        *(Disease(f"votes below {text!r}", "an ordinary title", votes(text), (),
                  {"votes": {(ONE, "微信"): 12, (ONE, "微博"): 13, (TWO, "微信"): 9, (TWO, "微博"): 8}})
          for text in ("网络投票得票及名次表", "网络投票计票统计表（有效票、废票）")),
        Disease("items of a summary below 自评得分", "what the college gave itself", {"a.xlsx": xlsx(flags, merged)},
                ("column.other-quantity@B3", "column.other-quantity@C3"),
                {"red_flag_items": {}}),
    ]  # fmt: skip


CASES = (*_owners(), *_heads(), *_states(), *_others())
