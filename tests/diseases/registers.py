"""登记.xlsx filled in wrongly."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, Disease, board, marks
from papers import FIRST, REGISTER

COLLEGES, JUDGES = (list(REGISTER[name]) for name in ("学院名单", "评委名单"))
RECEIVED = [2017, "临床医学院", "申报材料", 1, "2017-03-10", "2017-03-11", "是", "是", "已交"]
DECIDED = [2017, "立项评审", FIRST, "立项", "是", 5000, None, "校团委会议", "2017-03-28"]
FILES = board()


def received(**other: Any) -> dict[str, Any]:
    return {"收件登记": [RECEIVED, _with([*RECEIVED[:1], "护理学院", *RECEIVED[2:]], other)]}


def decided(**other: Any) -> dict[str, Any]:
    return {"评审决定": [_with(DECIDED, other)]}


def _with(row: list[Any], other: dict[str, Any]) -> list[Any]:
    return [other.get(f"c{n}", value) for n, value in enumerate(row)]


FIRST_SENT = ("C01", "application", "received")
DONE = {"submissions": [FIRST_SENT]}


def case(name: str, wrong: str, register: Any, *faults: str, reads: Any = None) -> Disease:
    return Disease(name, wrong, FILES, faults, marks() | (reads or {}), register)


CASES = (
    case("a judge twice", "J1 on two lines", {"评委名单": [*JUDGES, JUDGES[0]]},
         "register.row-repeated@A8"),
    case("a judge numbered 评委2", "as the papers have it", {"评委名单": [JUDGES[0], _with(JUDGES[1], {"c3": "评委2"}), *JUDGES[2:]]}),
    case("a judge of an unknown component", "环节 辩论", {"评委名单": [*JUDGES, _with(JUDGES[0], {"c2": "辩论"})]},
         "register.value-unknown@C8"),
    case("a judge of an unknown unit", "所属单位", {"评委名单": [*JUDGES, _with(JUDGES[0], {"c3": "J4", "c5": "口腔"})]},
         "judge.unit-unknown@F8"),
    case("a judge without a number", "编号 is blank", {"评委名单": [*JUDGES, _with(JUDGES[0], {"c3": None})]},
         "register.value-missing@A8"),
    case("a college twice", "C02 on two lines", {"学院名单": [*COLLEGES, ["C02", "护理二院", None, None, None, None]]},
         "register.row-repeated@A6"),
    case("a college without a name", "学院名称 is blank", {"学院名单": [*COLLEGES, ["C03", None, None, None, None, None]]},
         "register.value-missing@A6"),
    case("a year in words", "今年", received(c0="今年"), "register.value-unknown@A5", reads=DONE),
    case("an unknown state", "收到了", received(c8="收到了"), "register.value-unknown@I5", reads=DONE),
    case("an unknown kind of receipt", "照片", received(c2="照片"), "register.value-unknown@C5", reads=DONE),
    case("a receipt of an unknown college", "口腔医学院", received(c1="口腔医学院"), "college.unknown@B5",
         reads=DONE),
    case("a receipt on no day", "3月10日", received(c4="3月10日"), "date.unreadable@E5",
         reads={"submissions": [FIRST_SENT, ("C02", "application", "received")]}),
    case("a receipt twice", "the same line again", {"收件登记": [RECEIVED, RECEIVED]},
         "register.row-repeated@A5", reads=DONE),
    case("a decision on nobody", "an unknown project", decided(c2="天使之异"), "project.unknown@C4",
         reads={"decisions": []}),
    case("a decision in other words", "同意", decided(c4="同意"), "register.value-unknown@E4",
         reads={"decisions": []}),
    case("an unclear grant", "五千左右", decided(c5="五千左右"), "money.unreadable@F4",
         reads={"decisions": [(ONE, "selected", "yes")]}),
    case("a sound decision", "五千元", decided(c5="五千元"),
         reads={"decisions": [(ONE, "selected", "yes")]}),
)  # fmt: skip
