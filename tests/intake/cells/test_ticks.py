from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.intake.cells.ticks import is_unclear, ticked

WORDS = ("思想教育类", "组织建设类", "学风养成类", "已形成特色", "新培育", "是", "否", "A类")
PAIRS = (("☑", "□"), ("√", "□"), ("■", "□"), ("●", "○"), ("（√）", "（ ）"), ("(√)", "()"),
         ("[√]", "[ ]"), ("【√】", "【】"), ("☑", "☐"), ("√", ""), ("（√）", ""), ("☑️", "☐"))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("思想教育类（√） 组织建设类（ ）", ["思想教育类"]),
        ("思想教育类√ 组织建设类", ["思想教育类"]),
        ("思想教育类  组织建设类√  学风养成类", ["组织建设类"]),
        ("思想教育类□ 组织建设类☑ 学风养成类□", ["组织建设类"]),
        ("思想教育类[ ] 组织建设类[√] 学风养成类[ ]", ["组织建设类"]),
        ("思想教育类■组织建设类□", ["思想教育类"]),
        ("（ ）志愿服务类（√）社会实践类", ["社会实践类"]),
        ("思想教育类( )、组织建设类(√)、学风养成类( )", ["组织建设类"]),
        ("A.思想教育类  B.组织建设类  √C.学风养成类", ["学风养成类"]),
        ("（请在□内打√）□思想教育类 ☑志愿服务类", ["志愿服务类"]),
        ("请在□内打√：□思想教育类 ☑志愿服务类", ["志愿服务类"]),
        ("品牌主题：☑思想教育类 □组织建设类", ["思想教育类"]),
        ("□√是 □否", ["是"]),
        ("√□是 □否", ["是"]),
        ("□是 √□否", ["否"]),
        ("是√□ 否□", ["是"]),
        ("是（×）否（√）", ["否"]),
        ("□是\n☑否", ["否"]),
        ("思想教育类", ["思想教育类"]),
        ("□思想教育类", []),
    ],
)
def test_the_side_of_the_boxes_is_told_by_the_shape(text: str, chosen: list[str]) -> None:
    assert ticked(text) == chosen
    assert not is_unclear(text)


@pytest.mark.parametrize(
    "text",
    [
        "思想教育类 √ 组织建设类",
        "思想教育类√组织建设类",
        "☑思想教育类 组织建设类√ 学风养成类",
        "√思想教育类√",
        "□思想教育类□志愿服务类√□校园文化类",
        "□思想教育类√□志愿服务类□校园文化类",
        "是（×）否（ ）",
        "☑",
    ],
)
def test_where_it_cannot_be_told_at_least_two_are_meant(text: str) -> None:
    assert is_unclear(text)
    assert len(ticked(text)) >= 2


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=1, max_size=9,
             unique_by=lambda one: one[0]),
    st.sampled_from(PAIRS),
    st.booleans(),
    st.sampled_from(("", " ")),
    st.sampled_from(("", " ", "  ", "、", "\n", "；", "　")),
)  # fmt: skip
def test_what_is_ticked_is_read_or_refused_and_never_its_neighbour(
    options: list[tuple[str, bool]], pair: tuple[str, str], is_before: bool, gap: str, between: str
) -> None:
    if not pair[1]:
        between = between or " "  # nothing else would part the words that bear no box
    text = between.join(_option(word, pair[not chosen], is_before, gap) for word, chosen in options)
    truth = [word for word, chosen in options if chosen]
    if any(box in text for box in pair if box):
        assert ticked(text) == truth or is_unclear(text)
        assert not (pair[1] and is_unclear(text))


def _option(word: str, box: str, is_before: bool, gap: str) -> str:
    parts = (box, word) if is_before else (word, box)
    return gap.join(parts) if box else word
