"""What people sign below a table, and columns of another vote: no lines, and nothing silent."""

from __future__ import annotations

from typing import Any

from diseases.making import CRITERIA, ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

SIGNED = (
    ["制表：张三", None, "复核：李四", None, "日期：2017年12月20日"],
    ["经办人：", None, "审核人：", None, "单位（盖章）"],
    ["经办人", None, "审核人"],
    ["团支部：", None, "团委："],
    [None, "制表：", None, "审核："],
    ["填报人", "张三", "审核人", "李四", "2017年12月20日"],
    ["项目负责人：张三", None, "单位负责人：李四"],
    ["项目负责人（签字）：", None, "单位负责人（签字）：", "（盖章）"],
    ["单位（盖章）：", None, "2017年12月1日"],
    ["审核意见：", "同意"],
    ["学院团委意见：", "同意推荐（盖章）", "2017年12月5日"],
    ["指导教师：", "张三", "项目负责人：", "李四"],
    ["项目负责人：张三", None, "学院团委（盖章）："],
)
TABLES: dict[str, tuple[str, list[list[Any]], str, int]] = {
    "activities": ("活动.xlsx", [["活动登记表"], ["项目名称：", SECOND], ["序号", "日期", "活动名称", "参与人次"],
                                [1, "2017-5-4", "走进社区", 40]], "activities", 1),
    "payments": ("财务.xlsx", [["财务报销清单"], ["报销单号", "入账日期", "入账金额（元）"], ["BX1", "2017-6-30", 420.5],
                              ["合计", None, 420.5]], "finance", 1),
    "a ledger": ("账.xlsx", [["经费支出明细表"], ["项目名称：", SECOND], ["日期", "类别", "金额", "用途", "票据号"],
                            ["2017-5-4", "交通", 100, "往返", "P1"]], "ledger", 1),
    "marks": ("答辩.xlsx", [["现场答辩评分汇总表"], ["项目名称", "评委1", "评委2"], [FIRST, 90, 91], [SECOND, 80, 81]], "marks", 4),
    "a form": ("表.xlsx", [["现场答辩评分表"], ["项目名称：", FIRST, "评委编号：", 2], ["评分项", "评分标准", "得分"],
                          *([one, "x", mark] for one, mark in zip(CRITERIA, (30, 31, 20, 5), strict=True))], "marks", 4),
    "a cross": ("叉.xlsx", [["现场答辩"], ["项目名称：", FIRST], ["评分项目", "评委1", "评委2"],
                           *([one, mark, mark] for one, mark in zip(CRITERIA, (30, 31, 20, 5), strict=True))], "marks", 8),
    "votes": ("现场投票.xlsx", [["现场投票统计表"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40]], "votes", 2),
    "a list": ("申报.xlsx", [["2017年申报汇总表"], ["申报单位：护理学院"], ["项目名称", "品牌主题", "申请经费（元）"],
                            ["新项目", "志愿服务类", 5000]], "applications", 3),
}  # fmt: skip


def voted(title: str, *heads: str, n: int = 2) -> dict[str, bytes]:
    return {
        "投票.xlsx": xlsx(
            [
                [title],
                ["项目名称", *heads],
                [FIRST, *range(60, 60 + n)],
                [SECOND, *range(40, 40 + n)],
            ]
        )
    }


def judged(label: str) -> dict[str, bytes]:
    return {
        "a.xlsx": xlsx(
            [["现场答辩评分表"], [label], ["项目名称", *CRITERIA], [FIRST, 30, 31, 20, 5]]
        )
    }


def marks(judge: str) -> dict[str, Any]:
    points = zip("思想性 创新性 效果 参与度".split(), (30, 31, 20, 5), strict=True)
    return {"marks": {(ONE, judge, name): value for name, value in points}}


CASES = (
    *(Disease(f"{place}: {'　'.join(filter(None, row))}", "who signs is no line", {file: xlsx([*rows, row])})
      for place, (file, rows, *_) in TABLES.items() for row in SIGNED),
    Disease("a channel of another vote", "微信 in 现场投票", voted("现场投票统计表", "现场票数", "微信票数"),
            ("votes.channel-elsewhere@C2",), {"votes": {(ONE, "现场"): 60, (TWO, "现场"): 40}}),
    Disease("only channels of another vote", "微信 in 现场投票", voted("现场投票统计表", "微信", n=1),
            ("votes.channel-elsewhere@B2",), {"votes": {}}),
    Disease("a row 总票数", "sums all lines", {"投票.xlsx": xlsx([["现场投票统计表"], ["项目名称", "票数"], [FIRST, 60],
            [SECOND, 40], ["总票数", 100]])}, (), {"votes": {(ONE, "现场"): 60, (TWO, "现场"): 40}}),
    Disease("a wrong row 总票数", "101 for 100", {"投票.xlsx": xlsx([["现场投票统计表"], ["项目名称", "票数"], [FIRST, 60],
            [SECOND, 40], ["总票数", 101]])}, ("total.does-not-add-up@B5",)),
    *(Disease(f"a judge called {label}", "one judge, described", judged(label), (), marks("J2"))
      for label in ("评委编号：2（校外）", "评委：2号评委 示例乙", "评委姓名：示例乙（市团委）", "评委：示例乙（2号）")),
    Disease("a judge's number and another's name", "1号评委 示例乙", judged("评委：1号评委 示例乙"),
            ("judge.name-differs@A2",), {"marks": {}}),
    *(Disease(f"a column {head}", "worked out from the marks", {"a.xlsx": xlsx([["现场答辩评分汇总表"],
            ["项目名称", "评委1", "评委2", head], [FIRST, 90, 91, 90.5], [SECOND, 80, 81, 80.5]])})
      for head in ("平均得分", "折合分（70%）", "综合得分", "去掉一个最高分和一个最低分后的平均分")),
    Disease("a sum of several judges on its side", "总分（300分）", {"a.xlsx": xlsx([["现场答辩评分"],
            ["项目名称", FIRST, SECOND], ["评委1", 90, 85], ["评委2", 88, 84], ["评委3", 87, 80], ["总分（300分）", 265, 249]])},
            (), {"marks": {(p, f"J{n}", "total"): v for p, vs in ((ONE, (90, 88, 87)), (TWO, (85, 84, 80)))
                           for n, v in enumerate(vs, 1)}}),
    Disease("full marks behind a sum", "总分100分", {"a.xlsx": xlsx([["现场答辩评分表"], ["评委编号：2"],
            ["项目名称", "思想性35分", "创新性35分", "效果25分", "参与度5分", "总分100分"],
            [FIRST, 30, 31, 20, 5, 86]])}, (), marks("J2")),
    *(Disease(f"a limit behind the amount asked, {head}", "what may be asked for", {"申报.xlsx": xlsx([["2017年申报汇总表"],
            ["申报单位", "项目名称", "品牌主题", head], ["护理学院", "新项目", "志愿服务类", 5000]])})
      for head in ("申请经费（元，上限5000元）", "申请经费（不超过5000元）")),
    *(Disease(f"items counted as {unit}", "a unit behind the number", {"材料.xlsx": xlsx([["材料登记表"], ["项目名称：", SECOND],
            ["材料类型", "级别", "数量"], ["视频", "校级", f"3{unit}"]])}) for unit in "部场册套本则项"),
    Disease("counts a blank cell apart", "收回 | | 562 below 序号 | 项目 | 票数", {"现场投票.xlsx": xlsx([["现场投票统计"],
            ["序号", "项目", "票数"], [1, FIRST, 350], [2, SECOND, 200], ["收回", None, 562], ["有效", None, 550], ["无效", None, 10]])},
            ("total.does-not-add-up@C5",), {"votes": {(ONE, "现场"): 350, (TWO, "现场"): 200}}),
    Disease("two labels and one space", "项目名称：…　申报单位：…", {"a.xlsx": xlsx([["现场答辩评分表"], ["评委编号：2"],
            [f"说明：{SECOND}"], ["项目名称", *CRITERIA], [FIRST, 30, 31, 20, 5]]),
            "b.xlsx": xlsx([["经费支出明细表"], [f"项目名称：{SECOND}　申报单位：护理学院"], ["日期", "类别", "金额", "票据号"],
                            ["2017-5-4", "交通", 100, "P1"]])}, (), marks("J2")),
    Disease("what a sum consists of", "其中：交通 in a ledger", {"b.xlsx": xlsx([["经费支出明细表"], ["项目名称：", SECOND],
            ["日期", "类别", "金额", "票据号"], ["2017-5-4", "交通", 100, "P1"], ["合计", None, 100], ["其中：交通", None, 100]])}),
    Disease("ten below its header", "十 is a number, no unit", {"材料.xlsx": xlsx([["材料登记表"], ["项目名称：", SECOND],
            ["材料类型", "级别", "数量"], ["视频", "校级", "十"], ["照片", "校级", "百"]])}, ("number.unreadable@C5",)),
)  # fmt: skip
