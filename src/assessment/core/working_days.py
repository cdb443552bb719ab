"""Working days: weekends off, public holidays off, weekends worked in their place (调休)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Schedule:
    """A year's days off and the weekends that are worked, as the State Council announced them."""

    off: frozenset[date]
    on: frozenset[date]


def add_working_days(day: date, n: int) -> date:
    """Return the n-th working day after a day; the day itself does not count.

    Years whose schedule is not known have weekends only: see `unscheduled_years`.

    Raises
    ------
    ValueError
        When `n` is negative.

    Source
    ------
    民法总则 (2017) 第二百零一条: the day on which a period begins is not counted.

    Examples
    --------
    >>> add_working_days(date(2018, 12, 28), 2), add_working_days(date(2017, 12, 27), 3)
    (datetime.date(2019, 1, 2), datetime.date(2018, 1, 2))
    """
    if n < 0:
        raise ValueError(f"n must not be negative, got {n}")
    for _ in range(n):
        day += _DAY
        while not is_working_day(day):
            day += _DAY
    return day


def is_working_day(day: date) -> bool:
    """Tell whether a day is worked.

    Examples
    --------
    >>> is_working_day(date(2018, 12, 29)), is_working_day(date(2018, 12, 31))
    (True, False)
    """
    schedule = schedules().get(day.year)
    if schedule and day in schedule.on:
        return True
    return day.weekday() < _SATURDAY and not (schedule and day in schedule.off)


def unscheduled_years(first: date, last: date) -> list[int]:
    """Return the years of a period in which only weekends count as days off.

    Examples
    --------
    >>> unscheduled_years(date(2020, 12, 30), date(2021, 1, 4))
    [2021]
    """
    return [year for year in range(first.year, last.year + 1) if year not in schedules()]


@cache
def schedules() -> Mapping[int, Schedule]:
    """Return the schedules that are known, by year."""
    text = files("assessment.core").joinpath("holidays.toml").read_text(encoding="utf-8")
    return {
        int(year): Schedule(
            frozenset(day for first, last in told["off"] for day in _days(first, last)),
            frozenset(told["on"]),
        )
        for year, told in tomllib.loads(text).items()
    }


def _days(first: date, last: date) -> list[date]:
    return [first + _DAY * n for n in range((last - first).days + 1)]
