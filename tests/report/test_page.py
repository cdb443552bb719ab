"""Measured text, line breaks and where things stand."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from assessment.report import page, style
from assessment.report.page import Pads, Words

WORDS = Words("标题", "副标题", "数据来源：示例。", "示例数据")


@pytest.mark.parametrize("size", [7.0, 10.0])
def test_lines_keep_their_width_and_every_character(size: float) -> None:
    text = "“数据点亮生命”医学信息学术沙龙与竞赛孵化（含“互联网＋”校内选拔）Health Week 2017"
    for width in (60, 90, 140):
        lines = page.wrap(text, width, size).split("\n")
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(page.text_width(line, size) <= width + 1e-6 for line in lines)


def test_marks_stand_where_chinese_typesetting_wants_them() -> None:
    for width in range(30, 120, 7):
        for line in page.wrap("健康中国（青春先行），进校园、进社区：“四季行”。", width, 10).split(
            "\n"
        ):
            assert line[0] not in "，、：。）”"
            assert line[-1] not in "（“"


def test_latin_words_stay_whole() -> None:
    assert page.wrap("above the limit", 50, 10).split("\n") == ["above the", "limit"]


def test_no_last_line_of_one_character() -> None:
    text = "大学生志愿者赴基层开展健康宣教与义诊活动"
    lines = page.wrap(text, 95, 10).split("\n")
    assert len(lines[-1]) >= 3


@pytest.mark.parametrize("dpi", [72, 100, 160, 200])
def test_measured_width_is_the_drawn_width_at_every_resolution(dpi: int) -> None:
    text = "“仁心讲堂”Health 2017：88.50分"
    with style.applied():
        ax = style.new_axes()
        ax.get_figure(root=True).set_dpi(dpi)
        drawn = ax.text(0, 0, text, fontsize=10).get_window_extent()
    assert drawn.width * 72 / dpi == pytest.approx(page.text_width(text, 10), rel=0.01)


def test_new_figure_is_as_high_as_its_plot_asks() -> None:
    with style.applied():
        ax = page.lay_out(None, WORDS, Pads(50, 20, 30, 30), 600)
    assert page.figure_size(ax)[0] == pytest.approx(842)
    assert page.height_of(ax) == pytest.approx(600)


def test_given_figure_keeps_its_size() -> None:
    ax = style.new_axes("16:9")
    with style.applied():
        page.lay_out(ax, WORDS, Pads(50, 20, 30, 30), 2000)
    assert page.figure_size(ax) == pytest.approx((960, 540))
    assert page.height_of(ax) < 540


def test_beside_other_axes_nothing_is_moved() -> None:
    figure = Figure()
    ax, _ = figure.subplots(1, 2)
    place = ax.get_position().bounds
    with style.applied():
        page.lay_out(ax, WORDS, Pads(), 100)
    assert ax.get_position().bounds == place
    assert any("副标题" in text.get_text() for text in ax.texts)
