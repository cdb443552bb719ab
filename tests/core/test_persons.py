"""Names and numbers of persons are kept out of what leaves the tables."""

from __future__ import annotations

import pandas as pd

from assessment.core.persons import personal_tables, persons_in, withhold
from assessment.core.tables import conform, empty


def judges(*names: str | None) -> pd.DataFrame:
    rows = [
        dict.fromkeys(empty("judges").columns)
        | {
            "year": 2017,
            "component": "defense",
            "judge_id": f"J{n}",
            "judge_name": name,
            "src": "x",
        }
        for n, name in enumerate(names)
    ]
    return conform(pd.DataFrame(rows), "judges")


def test_every_personal_value_is_found_longest_first_and_without_spaces() -> None:
    assert persons_in({"judges": judges("示例甲", "王 五", None, "李"), "marks": empty("marks")}) == [
        "王 五", "示例甲", "王五",
    ]  # fmt: skip


def test_the_tables_that_hold_persons_are_known() -> None:
    found = personal_tables()
    assert {"judges", "applications", "appeals", "decisions", "ledger", "corrections"} <= set(found)
    assert "marks" not in found


def test_numbers_of_persons_are_withheld_and_others_are_not() -> None:
    assert withhold("电话13800000000，身份证11010519491231002X") == (
        "电话〔个人信息略〕，身份证〔个人信息略〕"
    )
    assert withhold("得票 12345，2017-12-28") == "得票 12345，2017-12-28"
    assert withhold("张三丰与张三", ["张三丰", "张三"], "某") == "某与某"
