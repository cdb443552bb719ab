from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.core.rules import Rules
from assessment.intake.cells import Cell, CellKind, Document, Sheet, text_cell
from assessment.intake.words.mark_values import read_mark
from assessment.intake.words.themes import read_theme
from assessment.intake.words.values import (
    Read,
    Spot,
    read_answer,
    read_count,
    read_date,
    read_money,
    read_text,
    read_votes,
    read_yes,
)
from assessment.intake.words.vocabulary import vocabulary

SHEET = Sheet("评分表", {})
SPOT = Spot(Document("答辩.xlsx", "0123456789ab", (SHEET,)), SHEET, "marks")


def number(value: str) -> Cell:
    return Cell(5, 3, CellKind.NUMBER, value, Decimal(value))


@pytest.mark.parametrize(
    ("cell", "points", "status", "code"),
    [
        (number("88.5"), "88.5", "given", None),
        (number("0"), "0", "given", None),
        (number("100"), "100", "given", None),
        (text_cell(5, 3, " ８８．５ "), "88.5", "given", None),
        (text_cell(5, 3, "八十八"), "88", "given", None),
        (text_cell(5, 3, "回避"), None, "recused", None),
        (text_cell(5, 3, " 缺 席 "), None, "absent", None),
        (text_cell(5, 3, "弃权"), None, "abstained", None),
        (text_cell(5, 3, "/"), None, "blank", None),
        (text_cell(5, 3, ""), None, "blank", None),
        (text_cell(5, 3, "88分左右"), None, "unreadable", "points.not-a-number"),
        (number("105"), None, "unreadable", "points.out-of-range"),
        (number("-1"), None, "unreadable", "points.out-of-range"),
        (number("88.12345"), None, "unreadable", "points.too-many-decimals"),
        (Cell(5, 3, CellKind.ERROR, "#N/A"), None, "unreadable", "cell.error-value"),
        (Cell(5, 3, CellKind.UNCACHED, "=A1"), None, "unreadable", "cell.formula-not-cached"),
        (Cell(5, 3, CellKind.FLAG, "TRUE", True), None, "unreadable", "points.not-a-number"),
    ],
)
def test_a_mark_is_a_number_a_status_or_a_problem(
    rules: Rules, cell: Cell, points: str | None, status: str, code: str | None
) -> None:
    mark, fault = read_mark(cell, SPOT, vocabulary(rules), Fraction(100))
    assert mark.points == (None if points is None else Decimal(points))
    assert mark.status == status
    assert (fault.code if fault else None) == code
    if fault:
        assert (fault.where.sheet, fault.where.cell) == ("评分表", "C5")


def test_full_marks_stand_in_the_problem(rules: Rules) -> None:
    _, fault = read_mark(number("36"), SPOT, vocabulary(rules), Fraction(35))
    assert fault is not None and fault.expected == "0–35"


def test_votes_and_counts_are_whole_and_not_negative() -> None:
    assert read_votes(number("12"), SPOT).value == 12
    assert read_votes(text_cell(1, 1, "12 "), SPOT).value == 12
    for cell in (number("12.5"), number("-1"), text_cell(1, 1, "二十多票")):
        read = read_votes(cell, SPOT)
        assert read.value is None
        assert [fault.code for fault in read.problems] == ["votes.not-a-count"]
    assert read_count(None, SPOT, "排序").value is None
    assert read_count(text_cell(1, 1, "一"), SPOT, "排序").value == 1


def test_money_takes_the_unit_of_its_table() -> None:
    assert read_money(number("0.5"), SPOT, "amount", "wan").value == 500000
    assert read_money(text_cell(1, 1, "300元"), SPOT, "amount", "wan").value == 30000
    read = read_money(text_cell(1, 1, "约三百元"), SPOT, "amount", "yuan")
    assert [fault.code for fault in read.problems] == ["money.unreadable"]


def test_dates_come_as_dates_text_or_eight_digits() -> None:
    day = date(2017, 11, 3)
    moment = Cell(1, 1, CellKind.DATE, "2017-11-03", datetime(2017, 11, 3))
    for cell in (moment, text_cell(1, 1, "2017.11.3"), number("20171103")):
        assert read_date(cell, SPOT, "spent_date").value == day
    for cell in (text_cell(1, 1, "11月3日"), number("43042")):
        read = read_date(cell, SPOT, "spent_date")
        assert [fault.code for fault in read.problems] == ["date.unreadable"]


@pytest.mark.parametrize(
    ("text", "code", "fault"),
    [
        ("志愿服务类", "T7", None),
        ("志愿服务", "T7", None),
        ("□思想教育类 ☑ 志愿服务类", "T7", None),
        ("■其他", "T9", None),
        ("文体类", None, "theme.unknown"),
        ("□思想教育类 □志愿服务类", None, "theme.missing"),
        ("☑思想教育类 ☑志愿服务类", None, "theme.several"),
        ("思想教育类（√） 志愿服务类（ ）", "T1", None),
        ("思想教育类 √ 志愿服务类", None, "tick.unclear"),
        ("", None, "theme.missing"),
    ],
)
def test_a_theme_is_named_or_ticked(
    rules: Rules, text: str, code: str | None, fault: str | None
) -> None:
    read = read_theme(text_cell(1, 1, text), SPOT, rules, owner=text_cell(1, 2, "甲"))
    assert read.value == code
    assert [problem.code for problem in read.problems] == ([fault] if fault else [])


def test_small_words(rules: Rules) -> None:
    words = vocabulary(rules)
    assert read_answer(text_cell(1, 1, " 是 "), words) is True
    assert read_answer(text_cell(1, 1, "否"), words) is False
    assert read_answer(text_cell(1, 1, "也许"), words) is None
    assert read_text(text_cell(1, 1, " 甲\n乙  ")) == "甲 乙"
    assert read_text(None) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [("是", True), (" √ ", True), ("否", False), ("☑是 □否", True), ("□是 ☑否", False)]
    + [("是☑ 否□", True), ("是（ ）否（√）", False), ("是（×）否（√）", False)]
    + [(blank, None) for blank in ("", "□是 □否", "/", "—")],
)
def test_an_answer_is_yes_no_or_none(rules: Rules, text: str, answer: bool | None) -> None:
    cell = text_cell(3, 2, text) if text else None
    assert read_yes(cell, SPOT, "盖章", vocabulary(rules)) == Read(answer)


@pytest.mark.parametrize("text", ["☑", "是√否", "是（×）否（ ）"])
def test_a_tick_of_nobody_knows_what_is_told(rules: Rules, text: str) -> None:
    read = read_yes(text_cell(3, 2, text), SPOT, "盖章", vocabulary(rules))
    (fault,) = read.problems
    assert (read.value, fault.code, fault.where.cell) == (None, "tick.unclear", "B3")


@pytest.mark.parametrize("text", ["待定", "☑是 ☑否", "1个"])
def test_an_answer_that_is_neither_is_told(rules: Rules, text: str) -> None:
    read = read_yes(text_cell(3, 2, text), SPOT, "盖章", vocabulary(rules))
    (fault,) = read.problems
    assert (read.value, fault.code, fault.where.cell) == (None, "answer.unreadable", "B3")
    assert "盖章应填是或否" in fault.message
