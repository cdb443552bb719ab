from __future__ import annotations

import pytest

from assessment.intake.words.sum_words import sum_grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("合 计", "bare"),
        ("截至本月累计", "bare"),
        ("四月份合计支出", "bare"),
        ("合计(大写)肆仟元整", "bare"),
        ("（大写）壹仟贰佰元整", "bare"),
        ("Total", "bare"),
        ("甲 小计", "named"),
        ("总支部活动费", ""),
        ("累计积分奖品", ""),
        ("实际操作材料", ""),
        ("会计培训", ""),
        ("支出", ""),
        ("大写字帖", ""),
    ],
)
def test_a_sum_is_known_by_all_its_words(text: str, grade: str) -> None:
    assert sum_grade(text) == grade
