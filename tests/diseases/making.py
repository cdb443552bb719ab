"""What a disease is, the small sound papers it befalls, and how they are written and read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from assessment.intake.guard.limits import Limits
from assessment.intake.read import read_year
from papers import APPLICATIONS, FIRST, REGISTER, SECOND, earlier_applications, short_register

RULES = Path(__file__).resolve().parents[2] / "rules"
ONE, TWO = "2017-C01-1", "2017-C02-1"
Rows = Sequence[Sequence[Any]]
Touch = Callable[[Any], None]


@dataclass(frozen=True)
class Disease:
    """One defect: the files that have it, each problem it must give, and what is read beside it.

    `faults` are all problems of the files, `code@cell`; `reads` gives tables as `seen` shows them.
    """

    name: str
    wrong: str
    files: Mapping[str, bytes]
    faults: tuple[str, ...] = ()
    reads: Mapping[str, Any] = field(default_factory=dict)
    register: Mapping[str, Rows] = field(default_factory=dict)
    year: int = 2017
    misread: str = ""
    limits: Limits | None = None


def xlsx(rows: Rows, touch: Touch | None = None, name: str = "表") -> bytes:
    """Return a workbook of one sheet, touched up by `touch`, written by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                sheet.cell(row, column, value)
    if touch:
        touch(sheet)
    return saved(book)


def saved(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(**cells: Any) -> Touch:
    """Return what writes values into cells: put(D3="回避")."""

    def touch(sheet: Any) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return touch


BOARD: Rows = (
    ["2017年现场答辩评分汇总表（第二场）"],
    ["出场顺序", "项目名称", "评委1", "评委2", "评委3"],
    [1, FIRST, 90, 91, 92],
    [2, SECOND, 80, 81, 82],
)
CRITERIA = ["思想性（35）", "创新性（35）", "效果（25）", "参与度（5）"]
VOTES: Rows = (
    ["2017年网络投票统计表"],
    ["序号", "项目名称", "微信", "微博"],
    [1, FIRST, 120, 30],
    [2, SECOND, 100, 20],
    ["合计", None, 220, 50],
)
LEDGER: Rows = (
    ["经费支出明细表"],
    ["项目名称：", FIRST, "申报单位：", "临床医学院"],
    ["日期", "类别", "金额", "用途", "票据号", "经办人"],
    ["2017.4.1", "交通", 100, "往返", "P1", "示例戊"],
    ["2017.4.2", "物料", 200, "展板", "P2", "示例戊"],
    ["2017.4.3", "交通", 300, "往返", "P3", "示例戊"],
)


def board(*changes: Any, **cells: Any) -> dict[str, bytes]:
    """Return the board of three judges and two projects with some cells changed."""
    return {"答辩.xlsx": xlsx(BOARD, _touches(*changes, put(**cells)))}


def ledger(*changes: Any, **cells: Any) -> dict[str, bytes]:
    """Return the ledger of three lines with some cells changed."""
    return {"决算.xlsx": xlsx(LEDGER, _touches(*changes, put(**cells)))}


def votes(*changes: Any, **cells: Any) -> dict[str, bytes]:
    """Return the tally of two projects and two channels with some cells changed."""
    return {"网络.xlsx": xlsx(VOTES, _touches(*changes, put(**cells)))}


SETTLEMENT: Rows = (
    ["经费决算表"],
    ["项目名称：", FIRST, None, "申报单位：", "临床医学院"],
    ["支持经费：", 5000, None, "剩余：", 4400],
    ["科目", "预算（元）", "实际（元）", "差额（元）", "票据张数"],
    ["交通", 300, 400, -100, 2],
    ["物料", 500, 200, 300, 1],
    ["合计", 800, 600, 200],
    ["实际合计（大写）", None, "陆佰元整"],
)


def settlement(*changes: Any, **cells: Any) -> dict[str, bytes]:
    """Return the settlement of two categories with some cells changed."""
    return {"决算表.xlsx": xlsx(SETTLEMENT, _touches(*changes, put(**cells)))}


def _touches(*changes: Touch) -> Touch:
    def touch(sheet: Any) -> None:
        for change in changes:
            change(sheet)

    return touch


def marks(**other: Any) -> dict[str, Any]:
    """Return table marks of the sound board, with other values by place: marks(D3="absent")."""
    places = {"C3": (ONE, "J1"), "D3": (ONE, "J2"), "E3": (ONE, "J3"),
              "C4": (TWO, "J1"), "D4": (TWO, "J2"), "E4": (TWO, "J3")}  # fmt: skip
    sound = dict(zip(places, (90, 91, 92, 80, 81, 82), strict=True)) | other
    return {"marks": {(*places[at], "total"): v for at, v in sound.items() if v is not None}}


def lines(*other: Any) -> dict[str, Any]:
    """Return table ledger of the sound ledger: day and fen of each line."""
    sound = [("2017-04-01", 10000), ("2017-04-02", 20000), ("2017-04-03", 30000)]
    return {"ledger": list(other) or sound}


def stated(**other: Any) -> dict[str, Any]:
    """Return table settlements of the sound settlement: state and fen by category."""
    return {"settlements": {"交通": ("stated", 40000), "物料": ("stated", 20000)} | other}


def tallied(**other: Any) -> dict[str, Any]:
    places = {"C3": (ONE, "微信"), "D3": (ONE, "微博"), "C4": (TWO, "微信"), "D4": (TWO, "微博")}
    sound = dict(zip(places, (120, 30, 100, 20), strict=True)) | other
    return {"votes": {places[at]: v for at, v in sound.items() if v != "left out"}}


@cache
def rules_of(year: int) -> Rules:
    return load_rules(RULES / f"{year}.toml")


def read(case: Disease) -> Result:
    """Read the files of a case beside a small register and two applications."""
    whole = {"2017/0申报汇总.xlsx": _list()}
    if any(name.startswith("申报") for name in case.files):
        whole = {}
    whole |= {f"2017/{name}": data for name, data in case.files.items()}
    register = _register(json.dumps(case.register), case.year)
    return read_year(
        whole, register, rules=rules_of(case.year), earlier=_before(), limits=case.limits
    )


@cache
def _list() -> bytes:
    return xlsx(APPLICATIONS)


@cache
def _before() -> pd.DataFrame:
    return earlier_applications(("2016-C02-1", "2016-C02-1", "护航行动", "C02"))


@cache
def _register(lines: str, year: int) -> bytes:
    """Return the register, with some sheets (as JSON, so that it is made once) changed."""
    sheets = {**REGISTER, **json.loads(lines)}
    return short_register(
        {
            name: [[year if value == 2017 else value for value in row] for row in rows]
            for name, rows in sheets.items()
        }
    )


def told(result: Result) -> list[str]:
    """Return every problem as `code@cell`."""
    return [f"{fault.code}@{fault.where.cell}" for fault in result.problems]


def seen(result: Result, table: str) -> Any:
    """Return a table as a case states it: keys with the value that matters."""
    frame = result.tables["applications" if table == "leads" else table]
    return _SHOWN[table](frame)


def _none(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


def _day(value: Any) -> Any:
    return None if pd.isna(value) else str(pd.Timestamp(value).date())


def _records(frame: pd.DataFrame, *columns: str) -> Iterable[tuple[Any, ...]]:
    return frame[list(columns)].itertuples(index=False, name=None)


def _marks(frame: pd.DataFrame) -> dict[Any, Any]:
    rows = _records(frame, "project_id", "judge_id", "criterion", "status", "points")
    return {row[:3]: row[4] if row[3] == "given" else row[3] for row in rows}


def _votes(frame: pd.DataFrame) -> dict[Any, Any]:
    rows = _records(frame, "project_id", "channel", "n_votes")
    return {row[:2]: _none(row[2]) for row in rows}


def _counts(frame: pd.DataFrame) -> list[Any]:
    rows = _records(frame, "n_issued", "n_returned", "n_valid", "n_invalid")
    return [tuple(map(_none, row)) for row in rows]


def _ledger(frame: pd.DataFrame) -> list[Any]:
    return [(_day(day), _none(fen)) for day, fen in _records(frame, "spent_date", "amount_fen")]


def _applications(frame: pd.DataFrame) -> dict[str, Any]:
    rows = _records(frame, "project_id", "theme_code", "requested_fen")
    return {row[0]: (_none(row[1]), _none(row[2])) for row in rows}


def _plans(frame: pd.DataFrame) -> dict[str, Any]:
    return {name: _none(fen) for name, fen in _records(frame, "category", "planned_fen")}


def _activities(frame: pd.DataFrame) -> list[Any]:
    rows = _records(frame, "held_date", "name", "n_participants")
    return [(_day(day), name, _none(people)) for day, name, people in rows]


def _materials(frame: pd.DataFrame) -> dict[str, Any]:
    return {kind: _none(items) for kind, items in _records(frame, "kind", "n_items")}


def _red_flags(frame: pd.DataFrame) -> dict[Any, Any]:
    rows = _records(frame, "college_code", "item", "points", "is_veto")
    return {row[:2]: "veto" if row[3] else _none(row[2]) for row in rows}


def _rechecks(frame: pd.DataFrame) -> list[Any]:
    rows = _records(frame, "brand_id", "recheck_date", "outcome")
    return [(brand, _day(day), outcome) for brand, day, outcome in rows]


_SHOWN: Mapping[str, Callable[[pd.DataFrame], Any]] = {
    "marks": _marks,
    "votes": _votes,
    "vote_counts": _counts,
    "running_order": lambda frame: list(_records(frame, "project_id", "order_no", "sitting_no")),
    "ledger": _ledger,
    "applications": _applications,
    "finance": lambda frame: list(_records(frame, "reimbursement_no", "paid_fen")),
    "leads": lambda frame: {
        row[0]: (_none(row[1]), _none(row[2]))
        for row in _records(frame, "project_id", "lead_name", "phone")
    },
    "budget_plan": _plans,
    "activities": _activities,
    "materials": _materials,
    "red_flag_items": _red_flags,
    "rechecks": _rechecks,
    "settlements": lambda frame: {
        name: (state, _none(fen))
        for name, state, fen in _records(frame, "category", "state", "spent_fen")
    },
    "submissions": lambda frame: sorted(_records(frame, "college_code", "kind", "state")),
    "judges": lambda frame: sorted(_records(frame, "component", "judge_id")),
    "colleges": lambda frame: sorted(_records(frame, "college_code", "college_name")),
    "decisions": lambda frame: sorted(_records(frame, "project_id", "matter", "outcome")),
}
