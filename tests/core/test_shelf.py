"""Rows asked for by values, sorted out once."""

from __future__ import annotations

import pandas as pd

from assessment.core.shelf import Shelf

FRAME = pd.DataFrame({"name": ["a", "b", "a"], "is_in": [True, True, False], "n": [1, 2, 3]})


def test_rows_come_in_the_table_s_order_and_none_where_there_are_none() -> None:
    shelf = Shelf({"t": FRAME}.__getitem__)
    assert [row.n for row in shelf.rows("t", name="a")] == [1, 3]
    assert [row.n for row in shelf.rows("t", is_in=True, name="a")] == [1]
    assert shelf.rows("t", name="c") == ()


def test_a_table_is_fetched_once_for_each_way_of_asking() -> None:
    fetched: list[str] = []

    def table(name: str) -> pd.DataFrame:
        fetched.append(name)
        return FRAME

    shelf = Shelf(table)
    for name in ("a", "b", "a"):
        shelf.rows("t", name=name)
    shelf.rows("t", is_in=True)
    assert fetched == ["t", "t"]
