"""Whatever layout and quirks a paper has, nothing of it is misread, and little refused."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.core.text import parse_money, parse_number
from paperwork.layouts import LAYOUTS
from paperwork.quirks import QUIRKS, capitals, numerals
from paperwork.reading import Verdict, judged

# What may part a label from its value.
HARSH = {"blank column"}
PAPERS = {
    "layout": st.sampled_from(sorted(LAYOUTS)),
    "quirks": st.frozensets(st.sampled_from(QUIRKS), max_size=6),
    "seed": st.integers(0, 2**32 - 1),
}


def check(layout: str, quirks: frozenset[str], seed: int) -> Verdict:
    verdict = judged(layout, quirks, seed)
    assert verdict.wrong == ()
    assert verdict.lost == () and verdict.mute == ()
    if not quirks & HARSH:
        assert not verdict.is_refused
        assert verdict.alarms == ()
    return verdict


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(**PAPERS)
def test_what_is_written_is_what_is_read(layout: str, quirks: frozenset[str], seed: int) -> None:
    """A hundred papers, the same each time; 2,500 others each time are slow."""
    check(layout, quirks, seed)


@pytest.mark.slow
@settings(max_examples=2500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(**PAPERS)
def test_much_more_of_what_is_written(layout: str, quirks: frozenset[str], seed: int) -> None:
    check(layout, quirks, seed)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_clean_paper_of_each_layout_is_read_whole(layout: str) -> None:
    verdict = check(layout, frozenset(), 1)
    assert not verdict.is_refused and verdict.files


def test_a_wrong_value_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperwork.reading._none", lambda v: 1 if isinstance(v, float) else v)
    assert judged("matrix", frozenset(), 1).wrong


def test_numbers_are_written_as_they_are_read() -> None:
    chance = random.Random(5)
    for _ in range(500):
        number, fen = chance.randrange(10000), chance.randrange(99999999)
        assert parse_number(numerals(number)) == Decimal(number)
        assert parse_money(capitals(fen)) == fen
