"""The history of a brand in lines."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.tables import conform, empty
from assessment.report.brand_story import tell_brand

DAY = pd.Timestamp(2018, 12, 28)


def rows(table: str, *lines: dict[str, Any]) -> pd.DataFrame:
    blank = dict.fromkeys(empty(table).columns)
    return conform(pd.DataFrame([blank | line for line in lines]), table)


def event(number: int, kind: str, outcome: str, state: str | None, **more: Any) -> dict[str, Any]:
    return {"brand_id": "A", "event_no": number, "event": kind, "outcome": outcome,
            "event_date": DAY + pd.Timedelta(days=number), "state": state,
            "src": f"s!复查!E{number}"} | more  # fmt: skip


TABLES = {
    "brands": rows("brands", {"brand_id": "A", "year": 2018, "college_code": "C01",
                              "state": "rectify", "brand_no": 2}),
    "brand_events": rows(
        "brand_events",
        event(1, "certified", "优秀", "valid", college_code="C01", project_name="杏林讲堂"),
        event(2, "rechecked", "rectify", "rectify", note="材料不全"),
        event(3, "after_revocation", "valid", "rectify"),
    ),
    "brand_calendar": rows("brand_calendar", {"brand_id": "A", "college_code": "C01",
                                              "due_date": pd.Timestamp(2019, 2, 1),
                                              "matter": "rectify", "is_overdue": True}),
    "applications": rows("applications", *(
        {"year": year, "project_id": f"{year}-C01-1", "brand_id": "A", "project_name": name,
         "college_code": "C01", "is_second": False, "is_exceptional": False, "src": "x"}
        for year, name in ((2017, "杏林讲堂"), (2018, "杏林讲堂（二期）"))
    )),
    "colleges": rows("colleges", {"college_code": "C01", "college_name": "临床医学院"}),
    "sources": rows("sources", {"source_id": "s", "file": "2018/复查.xlsx", "kind": "recheck_list",
                                "sha256": "0", "is_superseded": False}),
}  # fmt: skip


def test_the_events_the_state_and_what_is_due() -> None:
    assert tell_brand(TABLES, "A").split("\n") == [
        "杏林讲堂（二期）（临床医学院，该单位第 2 个品牌）",
        "2018-12-29　通过考核认证：优秀　［2018/复查.xlsx「复查」E1］",
        "2018-12-30　复查：限期整改（材料不全）　［2018/复查.xlsx「复查」E2］",
        "2018-12-31　复查：有效（已撤销认证，不采用）　［2018/复查.xlsx「复查」E3］",
        "现状：限期整改",
        "整改期限：2019-02-01（已逾期）",
    ]
    assert "certified: 优秀" in tell_brand(TABLES, "A", lang="en")


def test_a_brand_that_was_never_certified_says_so() -> None:
    none = {name: empty(name) for name in ("brands", "brand_events", "brand_calendar")}
    assert tell_brand(TABLES | none, "A").endswith("还没有通过考核认证。")
