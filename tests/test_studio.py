"""The second process draws the same bytes, and its end is no loss."""

from __future__ import annotations

import pytest

from assessment import pipeline, studio
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.report.drawing import CHARTS, draw_named
from assessment.studio import Studio


def test_what_is_drawn_there_is_what_is_drawn_here(result: Result, rules: Rules) -> None:
    names = list(CHARTS)[2:]
    with Studio() as second:
        second.ask(names, result.tables, rules)
        there = second.collect()
    assert there == draw_named(names, result.tables, rules=rules)


@pytest.mark.parametrize(
    "code", ["import sys; sys.exit(3)", "import sys; sys.stdout.buffer.write(b'\\x80\\x05\\x95')"]
)
def test_a_second_process_that_ends_early_is_no_loss(
    result: Result, rules: Rules, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(studio, "COMMAND", (studio.COMMAND[0], "-c", code))
    with Studio() as second:
        _, charts = pipeline.write_reports(result.tables, rules=rules, studio=second)
    assert charts == pipeline.draw_charts(result.tables, rules=rules)


def test_one_processor_draws_alone(
    result: Result, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with Studio() as second:
        second.ask(["经费使用"], result.tables, rules)
        assert second.collect() is None


def test_a_crash_on_the_way_leaves_no_process_behind() -> None:
    with pytest.raises(ZeroDivisionError), Studio() as second:
        child = second._child
        raise ZeroDivisionError
    assert child is None or child.poll() is not None
