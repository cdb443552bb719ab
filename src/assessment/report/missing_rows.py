"""The lines of 收件: each college's papers of a kind, their state and the files found."""

from __future__ import annotations

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.missing import deadline, remark_of

MISSING_COLUMNS = (
    Column("单位", 24),
    Column("材料", 16, "centre"),
    Column("状态", 12, "centre"),
    Column("截止日期", 12, "date"),
    Column("说明", 26),
    Column("文件", 76),
)


def missing_rows(missing: pd.DataFrame, rules: Rules) -> list[Row]:
    """Return one line a college and kind of material, those that owe marked."""
    return [
        [
            row["college_name"],
            say(f"material.{row['kind']}"),
            _state(row["state"]),
            deadline(row["kind"], rules) or "另行通知",
            remark_of(row),
            row["files"],
        ]
        for row in missing.to_dict("records")
    ]


def _state(state: str) -> str | Styled:
    if state == "received":
        return say("submission.received")
    return Styled(say(f"missing.{state}.state"), "alert")
