"""A brand asked by name: whichever of its projects bore it, in whatever year."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.following import brand_history
from assessment.founding import Demo
from assessment.lookup import find_brand
from assessment.storage import WorkspaceError

TABLES = {
    "applications": pd.DataFrame(
        [(2017, "2017-C01-1", "B1", "杏林讲堂", "C01"), (2018, "2018-C01-1", "B1", "医路同行", "C01"),
         (2018, "2018-C02-1", None, "护航行动", "C02")],
        columns=["year", "project_id", "brand_id", "project_name", "college_code"],
    ),
    "colleges": pd.DataFrame(
        {"college_code": ["C01", "C02"], "college_name": ["临床医学院", "护理学院"]}
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "brand"),
    [("杏林讲堂", "B1"), ("“医路同行”", "B1"), ("2017-c01-1", "B1"), ("护航", "2018-C02-1"),
     ("临床医学院", "B1")],
)  # fmt: skip
def test_a_brand_is_found_by_any_of_its_names(text: str, brand: str) -> None:
    assert find_brand(TABLES, text) == brand


@pytest.mark.parametrize(("text", "key"), [("行", "ambiguous_brand"), ("无此品牌", "no_brand")])
def test_no_brand_or_several_are_listed(text: str, key: str) -> None:
    with pytest.raises(WorkspaceError) as error:
        find_brand(TABLES, text)
    lines = {"ambiguous_brand": "不止一个品牌", "no_brand": "没有这个品牌"}
    assert lines[key] in str(error.value) and "护航行动" in str(error.value)


def test_the_history_reaches_over_the_years(demo: Demo) -> None:
    told = brand_history(demo.workspace, "安全用药进万家")
    assert told.splitlines()[1].startswith("2017-12-29　通过考核认证：合格")
    assert "现状：降级" in told
