"""The second process draws the same bytes, and its end is no loss."""

from __future__ import annotations

import pytest

from assessment import pipeline, studio
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.studio import Order, Studio


@pytest.fixture(scope="module")
def orders(result: Result, rules: Rules) -> list[Order]:
    return pipeline.chart_orders(result.tables, rules=[rules])


@pytest.fixture(scope="module")
def drawn(result: Result, rules: Rules) -> dict[str, bytes]:
    """What a run wants: each in Chinese, those of the board in English as well."""
    tables = result.tables
    chinese = pipeline.draw_charts(tables, rules=[rules])
    return chinese | pipeline.draw_charts(tables, rules=[rules], formats=["svg"], lang="en")


@pytest.fixture(scope="module")
def two(orders: list[Order]) -> list[Order]:
    """Two of them, one for each end: enough to tell who draws."""
    return [orders[0], orders[-1]]


@pytest.fixture(scope="module")
def two_drawn(two: list[Order], drawn: dict[str, bytes]) -> dict[str, bytes]:
    assert len(drawn) > 4
    names = tuple(f"{order.rules[-1].year}{order.name}" for order in two)
    return {file: data for file, data in drawn.items() if file.startswith(names)}


def test_what_is_drawn_there_is_what_is_drawn_here(
    orders: list[Order], drawn: dict[str, bytes]
) -> None:
    with Studio() as second:
        second.open()
        second.ask(orders)
        assert second._feeder is not None
        second._feeder.join()  # all of it is drawn there
        assert not second._orders
        assert second.collect() == drawn
        assert second.collect() == {}


@pytest.mark.parametrize(
    "code", ["import sys; sys.exit(3)", "import sys; sys.stdout.buffer.write(b'\\x80\\x05\\x95')"]
)
def test_a_second_process_that_ends_early_is_no_loss(
    two: list[Order], two_drawn: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(studio, "COMMAND", (studio.COMMAND[0], "-c", code))
    with Studio() as second:
        second.open()
        second.ask(two)
        assert second.collect() == two_drawn


def test_one_processor_draws_alone(
    two: list[Order], two_drawn: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with Studio() as second:
        second.open()
        second.ask(two)
        assert second._child is None
        assert second.collect() == two_drawn


def test_a_chart_that_cannot_be_drawn_crashes_here_and_not_in_silence(rules: Rules) -> None:
    with Studio() as second:
        second.open()
        second.ask([Order("没有这张图", {}, (rules,))])
        with pytest.raises(KeyError, match="没有这张图"):
            second.collect()


def test_a_crash_on_the_way_leaves_no_process_behind() -> None:
    with pytest.raises(ZeroDivisionError), Studio() as second:
        second.open()
        child = second._child
        raise ZeroDivisionError
    assert child is None or child.poll() is not None
