"""A table of one project without 项目名称, over which a title, or the sheet's name, names it."""

from __future__ import annotations

from typing import Any

from diseases.captions import paper
from diseases.making import Disease, xlsx
from diseases.said_twice import book
from papers import FIRST, SECOND

Row = list[Any]
MISSING = "project.name-missing@A"
SPENT: list[Row] = [["日期", "科目", "金额（元）", "票据号"], ["2017.4.1", "物料", "100", "P1"]]
PAID = {"ledger": [("2017-04-01", 10000)]}
HELD: list[Row] = [["日期", "活动名称", "参与人次"], ["2017-04-01", "义诊", "43"]]
SETTLED: list[Row] = [["科目", "预算金额", "实际支出"], ["交通", "1000", "950"]]


def case(name: str, files: dict[str, bytes], reads: dict[str, Any], *faults: str) -> Disease:
    return Disease(f"titled: {name}", "no label names the project", files, faults, reads)


def ledger(*titles: str, sheet: str = "表") -> dict[str, bytes]:
    return {"支出.xlsx": xlsx([*([title] for title in titles), *SPENT], name=sheet)}


NAMED = (
    f"“{SECOND}”项目经费使用明细",
    f"护理学院“{SECOND}”项目支出明细表",
    f"{FIRST}项目经费收支台账",
    f"2017年度《{SECOND}》品牌活动经费支出情况一览表",
    SECOND,
)
UNNAMED = (
    f"新{SECOND}项目经费使用明细",
    f"{SECOND}二期项目支出明细表",
    f"临床医学院“{SECOND}”项目支出明细表",
    f"{FIRST}与{SECOND}支出明细",
    f"关于{SECOND}项目的说明",
    "支出明细表",
)
CASES = (
    *(case(f"a ledger below {title}", ledger(title), PAID) for title in NAMED),
    *(case(f"a ledger below {title}", ledger(title), {"ledger": []}, f"{MISSING}1") for title in UNNAMED),
    case("a ledger below two titles", ledger("护理学院团委", f"{SECOND}项目支出明细表"), PAID),
    case("a ledger below titles of two projects", ledger(f"{FIRST}项目", f"{SECOND}支出明细表"), {"ledger": []}, f"{MISSING}1"),
    case("a ledger on a sheet of the project's name", ledger("支出明细表", sheet=SECOND), PAID),
    case("a ledger on a sheet of another project than its title", ledger(f"{FIRST}支出明细表", sheet=SECOND), {"ledger": []}, f"{MISSING}1"),
    case("sheets of two projects", {"支出.xlsx": book(**{SECOND: SPENT, "生命接力志愿服务": [SPENT[0], ["2017.4.2", "交通", "50", "P2"]]})},
         {"ledger": [("2017-04-02", 5000), ("2017-04-01", 10000)]}),
    *(case(f"a row between lines that names another project {how}", {"支出.xlsx": xlsx([["支出明细表"], *SPENT, [text], ["2017.4.2", "交通", 50, "P2"]], name=SECOND)},
           reads, *faults)
      for how, text, reads, faults in (
          ("alone", FIRST, {"ledger": [("2017-04-02", 5000), ("2017-04-01", 10000)]}, ()),
          ("among words", f"{FIRST}的部分活动支出说明", PAID, ("project.heading-differs@A4",)))),
    *(case(f"a sheet's project that is not of {unit}", {"支出.xlsx": xlsx([["支出明细表"], [f"申报单位：{unit}"], *SPENT], name=SECOND)},
           {"ledger": []}, fault)
      for unit, fault in (("临床医学院", "project.other-college@A1"), ("某某学院", "college.unknown@A2"))),
    case("activities and settlement of a text", paper("结项.docx", f"“{SECOND}”项目活动登记表", HELD, f"“{SECOND}”项目经费决算表", SETTLED),
         {"activities": [("2017-04-01", "义诊", 43)], "settlements": {"交通": ("stated", 95000)}}),
    case("a label below the title decides", {"支出.xlsx": xlsx([[f"{SECOND}项目支出明细表"], ["项目名称：", SECOND], *SPENT])}, PAID),
)  # fmt: skip
