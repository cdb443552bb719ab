"""Names of sheets."""

from __future__ import annotations

import pytest

from assessment.report.sheet_names import free_name


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("说明", [], "说明"),
        ("A[1]:*?/\\B", [], "A 1      B"),
        ("Summary", ["SUMMARY", "summary(2)"], "Summary(3)"),
        ("长" * 40, [], "长" * 31),
        ("长" * 40, ["长" * 31], "长" * 28 + "(2)"),
        ("'':/''", [], "表"),
    ],
)
def test_a_name_is_one_that_excel_takes_and_nobody_has(
    name: str, taken: list[str], free: str
) -> None:
    assert free_name(name, taken) == free
