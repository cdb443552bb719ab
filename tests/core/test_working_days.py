"""Working days: what the State Council announced, and laws that hold for any day and number."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from assessment.core.working_days import (
    add_working_days,
    is_working_day,
    schedules,
    unscheduled_years,
)

DAY = timedelta(days=1)
# Eleven days a year are holidays by law, whatever is moved; in 2020 two more were given.
HOLIDAYS = {2017: 11, 2018: 11, 2019: 11, 2020: 13}


def draws(n: int = 400) -> list[tuple[date, int, int]]:
    chance = random.Random(5)
    first = date(2016, 6, 1)
    return [(first + DAY * chance.randrange(2400), chance.randrange(30), chance.randrange(30))
            for _ in range(n)]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "n", "last"),
    [
        (date(2017, 9, 28), 3, date(2017, 10, 9)),  # 30 September is a Saturday worked
        (date(2018, 4, 3), 3, date(2018, 4, 9)),  # 清明, and a Sunday worked
        (date(2018, 12, 27), 3, date(2019, 1, 2)),  # over the turn of the year
        (date(2019, 4, 30), 1, date(2019, 5, 5)),  # four days as announced later, Sunday worked
        (date(2020, 1, 22), 2, date(2020, 2, 3)),  # the holiday that was made longer
        (date(2020, 9, 30), 1, date(2020, 10, 9)),
        (date(2026, 10, 1), 1, date(2026, 10, 2)),  # no schedule: weekends only
        (date(2018, 12, 17), 0, date(2018, 12, 17)),
    ],
)
def test_holidays_and_worked_weekends_count(day: date, n: int, last: date) -> None:
    assert add_working_days(day, n) == last


def test_a_step_never_lands_on_a_day_off_and_counts_each_working_day_once() -> None:
    for day, n, _ in draws():
        last = add_working_days(day, n)
        between = [day + DAY * k for k in range(1, (last - day).days + 1)]
        assert sum(map(is_working_day, between)) == n
        assert n == 0 or is_working_day(last)


def test_steps_add_up_and_keep_the_order_of_days() -> None:
    for day, one, other in draws():
        assert add_working_days(add_working_days(day, one), other) == add_working_days(
            day, one + other
        )
        assert add_working_days(day, one) <= add_working_days(day + DAY, one)
        assert add_working_days(day, one) < add_working_days(day, one + 1)


def test_a_number_of_days_is_not_negative() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2018, 1, 1), -1)


def test_a_schedule_tells_its_own_year_and_moves_days_only() -> None:
    assert list(schedules()) == sorted(HOLIDAYS)
    for year, schedule in schedules().items():
        assert {day.year for day in schedule.off | schedule.on} == {year}
        assert not schedule.off & schedule.on
        assert all(day.weekday() >= 5 for day in schedule.on)
        days = [d for d in (date(year, 1, 1) + DAY * n for n in range(366)) if d.year == year]
        weekdays = sum(day.weekday() < 5 for day in days)
        assert sum(map(is_working_day, days)) == weekdays - HOLIDAYS[year]


def test_years_without_a_schedule_are_named() -> None:
    assert unscheduled_years(date(2017, 1, 1), date(2020, 12, 31)) == []
    assert unscheduled_years(date(2016, 12, 30), date(2022, 1, 2)) == [2016, 2021, 2022]
