"""What is ticked is known wherever the boxes stand, or nothing is."""

from __future__ import annotations

import pytest

from assessment.intake.ticks import ticked

UNCLEAR = "思想教育类 组织建设类√ 学风养成类"


@pytest.mark.parametrize(("text", "chosen"), [
    ("☑甲□乙☑丙", ["甲", "丙"]),
    ("□甲\n■乙\n□丙", ["乙"]),
    ("甲", ["甲"]),
    ("甲□ 乙☑ 丙□", ["乙"]),
    ("甲√", ["甲"]),
    ("是☑ 否□", ["是"]),
    ("（请勾选一项）☑甲 □乙", ["甲"]),
    ("品牌主题：□甲 ☑乙", ["乙"]),
    ("（一）甲□ 乙☑", ["乙"]),
    ("□甲 □乙", []),
    (UNCLEAR, [UNCLEAR]),
    ("甲 ☑乙 □丙", ["甲 ☑乙 □丙"]),
    ("甲 乙√", ["甲 乙"]),
    ("√甲 乙", ["甲 乙"]),
])  # fmt: skip
def test_boxes_stand_before_or_behind_what_they_are_for(text: str, chosen: list[str]) -> None:
    assert ticked(text) == chosen
