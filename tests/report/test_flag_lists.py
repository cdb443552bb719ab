"""The lists behind the Red Flag ranking: what they hold, and in whose words."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.tables import table_of
from assessment.report.flag_lists import (
    list_agreement,
    list_bonuses,
    list_commended,
    list_tips,
    list_unlike_items,
)
from three_years import make_red_flag, make_years


@pytest.fixture
def years() -> Any:
    return make_years()


def test_items_that_differ_or_are_not_verified(years: Any) -> None:
    usual = {"year": 2019, "college_code": "C01", "cap_points": 10.0, "is_deduction": False,
             "is_veto": False, "evidence": None}  # fmt: skip
    rows = [
        usual | {"item": item, "points": points, "self_points": own, "src": f"ab!表!F{n}"}
        for n, (item, points, own) in enumerate(
            [("相同", 9.0, 9.0), ("不同", 8.5, 9.0), ("未核评", None, 9.0), ("只有核评", 9.0, None)]
        )
    ]
    sources = pd.DataFrame({"source_id": ["ab"], "file": ["考核表.xlsx"]})
    table = table_of(rows, "red_flag_items")
    found = list_unlike_items(table, sources, years.colleges, rules=years.rules[-1])
    assert found[["指标", "自评分", "核评分", "出处"]].to_numpy().tolist() == [
        ["不同", "9", "8.5", "考核表.xlsx「表」F1"],
        ["未核评", "9", "没有核评", "考核表.xlsx「表」F2"],
    ]


def test_bonuses_name_project_grade_and_what_was_revoked(years: Any) -> None:
    first = years.applications.iloc[0]
    row = {"year": 2019, "project_id": first["project_id"], "college_code": first["college_code"],
           "brand_id": "B", "grade": "优秀", "is_revoked": True, "bonus_points": 0.0}  # fmt: skip
    table = table_of([row], "brand_bonuses")
    found = list_bonuses(table, years.applications, years.colleges, rules=years.rules[-1])
    assert found.iloc[0].tolist()[1:] == [first["project_name"], "优秀", "0", "撤销认证"]
    flags = make_red_flag(4)
    listed = list_commended(flags, table, years.colleges, rules=years.rules[-1])
    assert len(listed) == flags["is_commended"].sum() > 0


@pytest.mark.parametrize("change", ["passes", "joins", "leaves"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tips_say_who_is_ahead_on_which_side(years: Any, change: str, lang: str) -> None:
    row = {"year": 2019, "cap_points": 4.5, "college_code": "C02", "other_college_code": "C01",
           "change": change, "is_award_changed": True}  # fmt: skip
    table = table_of([row], "bonus_tipping_points")
    told = list_tips(table, years.colleges, rules=years.rules[-1], lang=lang).iloc[0]
    names = years.colleges.set_index("college_code")["college_name"]
    assert told.iloc[0] == "4.5"
    assert names["C01"] in told.iloc[1]
    assert names["C02"] in told.iloc[1]
    assert told.iloc[2] == {"zh": "是", "en": "yes"}[lang]


def test_agreement_shows_numbers_and_leaves_open_what_is_missing(years: Any) -> None:
    usual = {"year": 2019, "n_orders": 9, "n_years": 2, "n_colleges": 14, "n_units": 22}
    rows = [
        usual | {"scope": "year", "statistic": "kendall", "value": None, "low": None,
                 "high": None, "p_share": None},
        usual | {"scope": "pooled", "statistic": "spearman", "value": 0.614, "low": -0.092,
                 "high": 0.909, "p_share": 0.0642},
    ]  # fmt: skip
    table = table_of(rows, "bonus_association")
    found = list_agreement(table, rules=years.rules[-1])
    assert found.to_numpy().tolist() == [
        ["2019 年", "Kendall 等级相关（tau-b）", "—", "—", "—", "—", "14", "22"],
        ["至今 2 年合计，只比较同一年的单位", "Spearman 等级相关", "0.61", "-0.09", "0.91", "0.06",
         "14", "22"],
    ]  # fmt: skip
