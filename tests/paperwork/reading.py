"""A paper written down as files, read by the intake, and held against the truth."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from assessment.core.problems import Problem
from assessment.core.provenance import split_source
from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from assessment.intake.read import read_year
from assessment.intake.words.header_words import word_key
from assessment.report.templates import write_register
from papers import earlier_applications
from paperwork.layouts import LAYOUTS
from paperwork.papers_about import STRANGE, Paper
from paperwork.quirks import Hand
from paperwork.sheets import Page, hide, lay, parted, write_docx, write_text, write_xls, write_xlsx
from paperwork.truths import BRANDS, COLLEGES, THEMES, YEAR, Truth, draw_truth

RULES = Path(__file__).resolve().parents[2] / "rules" / f"{YEAR}.toml"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Verdict:
    """What came of a paper: values that are wrong, values lost without a word, false alarms.

    `mute` are files of which nothing was read and nothing said.
    """

    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    mute: tuple[str, ...]
    alarms: tuple[Problem, ...]
    is_refused: bool
    files: Files


def written(layout: str, quirks: frozenset[str], seed: int) -> tuple[Truth, Paper, Files]:
    """Return a truth drawn by `seed` and a paper of it, written down."""
    chance = random.Random(seed)
    truth, hand = draw_truth(chance), Hand(quirks, chance)
    paper = LAYOUTS[layout](truth, hand)
    form = chance.choice(paper.formats)
    pages = _pages(paper, hand, form)
    if hand.has("blank column"):
        pages = [parted(page, chance.randint(2, max(2, page.last_column))) for page in pages]
    for page in pages:
        hide(page, hand)
    return truth, paper, _files(paper, pages, form, hand)


def _pages(paper: Paper, hand: Hand, form: str) -> list[Page]:
    tables, chance = paper.tables, hand.chance
    is_far = form != "docx"
    top = 1 + (chance.randint(1, 9) if hand.has("far down") and is_far else 0)
    left = 1 + (chance.randint(1, 5) if hand.has("far right") and is_far else 0)
    if paper.each_apart or form == "docx" or chance.random() < 0.3:
        pages = [Page(f"表{n}") for n in range(1, len(tables) + 1)]
        for page, table in zip(pages, tables, strict=True):
            lay(table, page, hand, top, left)
        return pages
    page, is_beside = Page("表"), chance.random() < 0.4 and form != "text"
    for table in tables:
        lay(table, page, hand, top, left)
        if is_beside:
            left = page.last_column + 2
        else:
            top = page.last_row + 1 + chance.randint(1, 3)
    return [page]


def _files(paper: Paper, pages: list[Page], form: str, hand: Hand) -> Files:
    if form in ("xlsx", "xls"):
        write = write_xlsx if form == "xlsx" else write_xls
        if len(pages) > 1 and hand.chance.random() < 0.3:
            return {f"{paper.file}{n}.{form}": write([page], hand) for n, page in enumerate(pages)}
        return {f"{paper.file}.{form}": write(pages, hand)}
    if form == "docx":
        return {f"{paper.file}{n}.docx": write_docx(page) for n, page in enumerate(pages)}
    return {f"{paper.file}{n}.csv": write_text(page, hand) for n, page in enumerate(pages)}


def read(truth: Truth, files: Mapping[str, bytes]) -> Result:
    """Read the files beside a register and, unless they are applications, the list of them."""
    whole = {f"{YEAR}/{name}": data for name, data in files.items()}
    if not any(name.startswith("申报") for name in files):
        whole[f"{YEAR}/申报/0汇总.xlsx"] = _list(truth)
    return read_year(whole, _register(), rules=_rules(), earlier=_before())


@cache
def _rules() -> Rules:
    return load_rules(RULES)


@cache
def _before() -> pd.DataFrame:
    rows = [(brand, brand, name, college) for brand, (name, college) in BRANDS.items()]
    return earlier_applications(*rows)


@cache
def _register() -> bytes:
    judges = [
        [YEAR, "考核认证", "现场答辩", f"J{n}", f"示例{n}", "校外", None] for n in range(1, 6)
    ]
    colleges = [
        [code, name, "、".join(aliases), kind, YEAR, None]
        for code, (name, aliases, kind) in COLLEGES.items()
    ]
    return write_register(
        {"学院名单": colleges, "评委名单": judges, "收件登记": [], "评审决定": []}
    )


def _list(truth: Truth) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["申报单位", "项目名称", "品牌主题", "申请经费（元）", "院内排序"])
    for one in truth.projects:
        book.active.append(
            [one.college, one.name, THEMES[one.theme], one.requested / 100, one.order]
        )
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def judged(layout: str, quirks: frozenset[str], seed: int) -> Verdict:
    """Write a paper, read it, and say what of it was read wrongly or lost without a word."""
    truth, paper, files = written(layout, quirks, seed)
    result = read(truth, files)
    own = [fault for fault in result.problems if not fault.where.file.endswith("0汇总.xlsx")]
    told = [fault for fault in own if not _is_harmless(fault)]
    wrong, lost = [], []
    for table, expected in paper.truth.items():
        actual = _SHOWN[table](result.tables[table])
        for key, value in actual.items():
            is_part = table in _ADDED_UP and bool(told) and _is_less(value, expected.get(key))
            if not is_part and not _same(value, expected.get(key, "nothing")):
                wrong.append(f"{table} {key}: {value!r} for {expected.get(key, 'nothing')!r}")
        lost += [f"{table} {key}" for key, v in expected.items() if _is_lost(actual.get(key), v)]
    is_refused = bool(lost)
    alarms = () if is_refused else tuple(told)
    silent = () if told else tuple(lost)
    return Verdict(tuple(wrong), silent, tuple(_mute(result, own)), alarms, is_refused, files)


def _mute(result: Result, told: list[Problem]) -> Iterator[str]:
    sources = result.tables["sources"]
    cited = {
        split_source(src)[0] for frame in result.tables.values() for src in frame.get("src", ())
    }
    spoken = {fault.where.file for fault in told}
    for source_id, file in zip(sources["source_id"], sources["file"], strict=True):
        if source_id not in cited and file not in spoken and file != "登记.xlsx":
            yield file


# A line of it that is refused, and said to be, is missing from the sum of the others.
_ADDED_UP = {"materials"}
# Said of what stands beside the paper on purpose.
_HARMLESS = {"sheet.not-recognised", "sheet.hidden", "row.hidden", "column.hidden"}


def _is_harmless(fault: Problem) -> bool:
    # Among marks a strange column of numbers may be a criterion that the rules do not know.
    codes = ("column.unmapped", "column.numbers-unread", "marks.criterion-unknown")
    is_known = fault.code in codes and word_key(fault.actual) in STRANGE
    return fault.code in _HARMLESS or is_known


def _is_less(value: Any, expected: Any) -> bool:
    return value is not None and expected is not None and bool(value < expected)


def _is_lost(value: Any, expected: Any) -> bool:
    is_less = isinstance(expected, int) and value is not None and value != expected
    return _is_none(value) or is_less


def _is_none(value: Any) -> bool:
    return value is None or value == "unreadable" or (isinstance(value, tuple) and None in value)


def _same(value: Any, expected: Any) -> bool:
    if isinstance(value, tuple) and isinstance(expected, tuple):
        return all(map(_same, value, expected))
    return value is None or value in ("unreadable", expected)


def _none(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


def _day(value: Any) -> Any:
    return None if pd.isna(value) else str(pd.Timestamp(value).date())


def _rows(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    rows = frame[list(columns)].itertuples(index=False, name=None)
    return [tuple(map(_none, row)) for row in rows]


def _marks(frame: pd.DataFrame) -> dict[Any, Any]:
    rows = _rows(frame, "project_id", "judge_id", "criterion", "status", "points")
    return {row[:3]: row[4] if row[3] == "given" else row[3] for row in rows}


def _ledger(frame: pd.DataFrame) -> dict[Any, Any]:
    rows = _rows(
        frame, "project_id", "line_no", "spent_date", "amount_fen", "category", "voucher_no"
    )
    return {row[:2]: (_day(row[2]), *row[3:]) for row in rows}


def _activities(frame: pd.DataFrame) -> dict[Any, Any]:
    rows = _rows(frame, "project_id", "activity_no", "held_date", "name", "n_participants")
    return {row[:2]: (_day(row[2]), *row[3:]) for row in rows}


def _rechecks(frame: pd.DataFrame) -> dict[Any, Any]:
    return {
        (b, _day(day)): found
        for b, day, found in _rows(frame, "brand_id", "recheck_date", "outcome")
    }


def _of(key: int, *columns: str) -> Callable[[pd.DataFrame], dict[Any, Any]]:
    def shown(frame: pd.DataFrame) -> dict[Any, Any]:
        rows = _rows(frame, *columns)
        return {
            row[0] if key == 1 else row[:key]: row[key] if len(row) == key + 1 else row[key:]
            for row in rows
        }

    return shown


_SHOWN: Mapping[str, Callable[[pd.DataFrame], dict[Any, Any]]] = {
    "applications": _of(1, "project_id", "theme_code", "requested_fen"),
    "marks": _marks,
    "votes": _of(2, "project_id", "channel", "n_votes"),
    "ledger": _ledger,
    "activities": _activities,
    "materials": _of(2, "project_id", "kind", "n_items"),
    "red_flag_items": _of(2, "college_code", "item", "points"),
    "rechecks": _rechecks,
}
