"""Closing reports: a cover of labels over the tables of one project, sums over several tables."""

from __future__ import annotations

from typing import Any

from diseases.captions import paper
from diseases.making import Disease
from diseases.said_twice import book
from papers import FIRST, SECOND

Row = list[Any]
COVER: Row = [["项目名称", FIRST, "申报单位", "临床医学院"], ["负责人", "示例甲", "联系电话", "1"]]
THEMED: Row = [*COVER, ["品牌主题", "志愿服务类", "支持经费", "5000"]]
HELD: Row = [["日期", "活动名称", "参与人次"], ["2017-04-01", "义诊", "43"]]
SETTLED: Row = [["科目", "预算金额", "实际支出"], ["交通", "1000", "950"], ["物料", "3000", "3050"]]
BOTH = {
    "activities": [("2017-04-01", "义诊", 43)],
    "settlements": {"交通": ("stated", 95000), "物料": ("stated", 305000)},
}
NONE: dict[str, Any] = {"activities": [], "settlements": {}}
SPENT: Row = ["日期", "类别", "金额（元）", "票据号"]
A, B = ["2017.4.1", "物料", "100", "P1"], ["2017.4.2", "交通", "50", "P2"]
PAID = {"ledger": [("2017-04-01", 10000), ("2017-04-02", 5000)]}


def case(name: str, files: dict[str, bytes], reads: Any, *faults: str) -> Disease:
    return Disease(f"closing: {name}", "a report of several tables", files, faults, reads)


def report(*parts: Any) -> dict[str, bytes]:
    return paper("结项报告.docx", "品牌项目结项报告", *parts)


def spent(*tables: Row, name: str = f"项目名称：{FIRST}") -> dict[str, bytes]:
    return paper("支出.docx", name, *([SPENT, *rows] for rows in tables))


CASES = (
    case("a cover of labels", report(COVER, "一、活动开展情况", HELD, "二、经费决算", SETTLED), BOTH),
    case("a cover with a theme is no application", report(THEMED, "一、活动开展情况", HELD, "二、经费决算", SETTLED), BOTH),
    case("a cover with a theme over activities alone", report(THEMED, "一、活动开展情况", HELD), {"activities": BOTH["activities"]}),
    case("a cover below", report("一、活动开展情况", HELD, "二、经费决算", SETTLED, "三、基本信息", COVER), BOTH),
    case("a cover on a sheet of its own", {"结项.xlsx": book(基本信息=COVER, 活动=HELD, 决算=SETTLED)}, BOTH),
    case("a line of text names the project as well", report(f"项目名称：{FIRST}", COVER[1:], HELD, SETTLED), BOTH, "sheet.not-recognised@"),
    case("two covers", report(COVER, HELD, [["项目名称", SECOND, "申报单位", "护理学院"], COVER[1]], SETTLED), NONE,
         "project.name-missing@A1", "project.name-missing@A1", "sheet.header-unclear@B1", "sheet.header-unclear@B1"),
    case("no cover", report(HELD, SETTLED), NONE, "project.name-missing@A1", "project.name-missing@A1"),
    case("a sum of several tables", spent([A, ["小计", None, "100"]], [B, ["小计", None, "50"], ["合计", None, "150"]]), PAID),
    case("a wrong sum of several tables", spent([A, ["小计", None, "100"]], [B, ["小计", None, "50"], ["合计", None, "160"]]), PAID,
         "total.does-not-add-up@C4"),
    case("a table that sums itself", spent([A, ["合计", None, "100"]], [B, ["合计", None, "50"]]), PAID),
    case("opinions and awards", report(COVER, HELD, SETTLED, [["时间", "奖项名称", "级别"], ["2017-05", "优秀组织奖", "校级"]],
         [["学院团委意见", "（盖章）"], ["校团委意见", "（盖章）"]]), BOTH),
    case("a table that nobody knows", report(COVER, SETTLED, [["时间", "活动", "来了几位"], ["2017-05-04", "义诊", "43"]]),
         {"settlements": BOTH["settlements"]}, "sheet.header-unclear@C1"),
)  # fmt: skip
