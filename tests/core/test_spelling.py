from __future__ import annotations

import pytest

from assessment.core.spelling import category_key, invisible_signs, match_key, unnumbered
from assessment.core.text import plain


def test_names_match_across_quotes_spaces_and_width() -> None:
    assert match_key("“杏林　青马”工程") == match_key("「杏林青马」工程")
    assert match_key("ＡＢＣ（一）") == match_key("abc(一)")
    assert match_key("一期") != match_key("二期")


@pytest.mark.parametrize(
    "text", ["1.交通费", "（1）交通", "一、 交 通", "（三）交通费", "12、交通", "2)交通"]
)
def test_a_category_is_the_same_with_the_number_that_lists_it(text: str) -> None:
    assert category_key(text) == "交通"


@pytest.mark.parametrize(
    "text", ["3D打印", "1.5米横幅", "三下乡", "十佳评选", "（校内）交通", "2、", "1.2"]
)
def test_a_number_that_is_part_of_the_name_stays(text: str) -> None:
    assert unnumbered(text) == plain(text)


@pytest.mark.parametrize(
    "sign", "\u200b\u200d\u2060\ufeff\u00ad\u202e\u2066\u061c\u3164\u2028\x07\U000e0041"
)
def test_signs_nobody_can_see_are_named(sign: str) -> None:
    assert invisible_signs(f"护理{sign}学院{sign}") == f"U+{ord(sign):04X}"


def test_what_can_be_seen_or_only_parts_words_is_not_named() -> None:
    assert invisible_signs("护理\u3000学院\xa0（分团委）①“一团一品”\t\r\n·é") == ""
