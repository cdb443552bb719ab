from __future__ import annotations

from datetime import date
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.text import parse_date, parse_money, parse_number, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("88.5", "88.5"),
        ("１，２３４．５", "1234.5"),
        (" 88　", "88"),
        ("+5", "5"),
        ("-5.50", "-5.50"),
        ("1,234,567", "1234567"),
        ("五千", "5000"),
        ("八十八", "88"),
        ("两百", "200"),
        ("三点五", "3.5"),
        ("负三", "-3"),
        ("壹佰", "100"),
    ],
)
def test_numbers_people_write(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "nan", "inf", "-inf", "1_000", "1e3", "9O", "88分", "88分左右", "12,34", "1,23,456",
     "5.", ".5", "--5", "٣", "8 8", "8　8", "一万二", "1/2", "0x10", "½", "50%"],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_what_was_read(text: str) -> None:
    with pytest.raises(ValueError, match="number") as caught:
        parse_number(text)
    assert repr(text) in str(caught.value)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_every_decimal_reads_back(number: Decimal) -> None:
    assert parse_number(f"{number:f}") == number
    assert parse_number(f"{number:,.4f}") == number


@given(st.text(max_size=12))
def test_no_text_crashes_the_number_parser(text: str) -> None:
    try:
        assert isinstance(parse_number(text), Decimal)
    except ValueError:
        pass


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("5000", 500000),
        ("五千元", 500000),
        ("1.5万元", 1500000),
        ("0.5万", 500000),
        ("5千元", 500000),
        ("￥5,000.00", 500000),
        ("¥ 15.00", 1500),
        ("RMB500", 50000),
        ("壹拾伍圆整 ¥15.00", 1500),
        ("人民币壹拾伍圆整（¥15.00）", 1500),
        ("叁佰元伍角整", 30050),
        ("壹拾元零伍分", 1005),
        ("两千元", 200000),
        ("-100", -10000),
        ("１２３４．５０元", 123450),
    ],
)
def test_money_people_write(text: str, fen: int) -> None:
    assert parse_money(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", "元", "约三百元", "5000元以内", "1.005", "合计：500", "15 00元", "壹拾伍圆整 ¥16.00"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_money(text)


def test_the_unit_beside_the_number_wins() -> None:
    assert parse_money("0.5", unit="wan") == 500000
    assert parse_money("10000000000") == 10**12
    for text, unit in (("10000000000.01", "yuan"), ("-10000000000.01", "yuan"), ("1000001", "wan"),
                       ("9" * 20, "yuan"), ("壹佰亿零壹元整 ¥10000000001.00", "yuan")):  # fmt: skip
        with pytest.raises(ValueError, match="billion"):
            parse_money(text, unit=unit)
    assert parse_money("5000元", unit="wan") == 500000
    with pytest.raises(ValueError, match="unit"):
        parse_money("5", unit="dollar")


@given(st.integers(min_value=0, max_value=10**12))
def test_every_amount_in_fen_reads_back(fen: int) -> None:
    assert parse_money(f"{fen // 100}.{fen % 100:02d}") == fen
    assert parse_money(f"¥{fen // 100:,}.{fen % 100:02d}元") == fen


@given(st.integers(min_value=100, max_value=10**9))
def test_capitals_agree_with_digits(fen: int) -> None:
    assert parse_money(cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb")) == fen


@pytest.mark.parametrize(
    "text",
    [
        "2017年3月1日",
        "2017 年 3 月 1 日",
        "2017.3.1",
        "2017/03/01",
        "2017-3-1 12:30:05",
        "2017-03-01T08:00",
        "2017年3月1日 12:30",
        "２０１７．３．１",
        "20170301",
        "2017年3月1号（星期三）",
        "二〇一七年三月一日",
    ],
)
def test_dates_people_write(text: str) -> None:
    assert parse_date(text) == date(2017, 3, 1)


@pytest.mark.parametrize(
    "text",
    ["", "3月1日", "17.3.1", "2017年3月", "2017-02-30", "2017.13.1", "2017-3-112:30", "2017-3-1 1",
     "42795", "11月3日", "明天"],
)  # fmt: skip
def test_what_is_no_full_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y.%m.%d}",
        f"{day:%Y-%m-%d} 09:05",
    ):
        assert parse_date(text) == day


def test_plain_folds_width_and_space() -> None:
    assert plain(" ８８．５\n分 ") == "88.5分"


@pytest.mark.parametrize(
    "text",
    ["2017年4月3日下午", "2017.4.3 14:00-16:00", "2017/4/3 晚7点", "2017. 4. 3", "2017.4.3.", "2017年4月3日（周一）下午2点半"],
)  # fmt: skip
def test_a_day_with_hours_or_spaces_is_a_day(text: str) -> None:
    assert parse_date(text) == date(2017, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["2017.4.3 14", "2017.4.3-5", "2017. 4. 3-5", "2017-4-3 - 5", "2017年4月3日—4日", "2017年4月3日、4日", "2017.4.3.5"],
)  # fmt: skip
def test_days_that_may_be_several_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        parse_date(text)
