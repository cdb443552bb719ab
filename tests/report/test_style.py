"""The standard of all charts: font, bytes, and nothing global changed."""

from __future__ import annotations

import io
import threading
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.image import imread

from assessment.report import style
from assessment.report.charts_score import draw_ranking


def ranking(year: Any, rules: Any) -> Figure:
    tables = (year.standings, year.components, year.applications, year.colleges)
    return draw_ranking(*tables, rules=rules).get_figure(root=True)


def test_font_holds_gb2312_names_and_symbols() -> None:
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    wanted = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    wanted += "喆玥镕犇堃昇祎珺赟㛃䶮𫖯" + "□■√×≥≤·“”「」〔〕①⑳▲▼●○┋→…％￥（）：αβσΣ−–—"
    known = FT2Font(str(style.FONT)).get_charmap()
    assert not [char for char in wanted if ord(char) not in known]


def test_font_is_renamed_and_its_licence_lies_beside_it() -> None:
    assert FT2Font(str(style.FONT)).family_name == style.FAMILY == style.register_font()
    licence = style.FONT.with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_font_is_registered_once() -> None:
    style.register_font()
    style.register_font()
    entries = [entry for entry in fontManager.ttflist if entry.name == style.FAMILY]
    assert len(entries) == 1
    assert Path(entries[0].fname) == style.FONT


def test_second_font_steps_in_and_a_glyph_of_neither_fails() -> None:
    for sign, fails in (("☑✔", False), ("\U00013000", True)):
        with style.applied():
            ax = style.new_axes()
            ax.set_title(sign)
        if fails:
            with pytest.raises(UserWarning, match="missing from font"):
                style.write_figure(ax.get_figure(root=True), "png")
        else:
            style.write_figure(ax.get_figure(root=True), "png")


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_same_tables_give_the_same_bytes(year: Any, rules: Any, format: str) -> None:
    figure = ranking(year, rules)
    first = style.write_figure(figure, format)
    assert style.write_figure(figure, format) == first
    assert style.write_figure(ranking(year, rules), format) == first


def test_svg_holds_outlines_and_no_date(year: Any, rules: Any) -> None:
    root = ET.fromstring(style.write_figure(ranking(year, rules), "svg"))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "path" in tags
    assert not tags & {"text", "date", "image"}


def test_png_has_the_size_of_the_page(year: Any, rules: Any) -> None:
    figure = ranking(year, rules)
    high, wide = imread(io.BytesIO(style.write_figure(figure, "png"))).shape[:2]
    assert (wide, high) == (int(842 / 72 * 150), int(figure.get_size_inches()[1] * 150))


def test_callers_style_changes_nothing_and_is_left_alone(year: Any, rules: Any) -> None:
    plain = style.write_figure(ranking(year, rules), "svg")
    with mpl.rc_context({"axes.facecolor": "black", "font.size": 30, "text.color": "red"}):
        before = dict(mpl.rcParams)
        assert style.write_figure(ranking(year, rules), "svg") == plain
        assert dict(mpl.rcParams) == before


def test_threads_do_not_disturb_each_other(year: Any, rules: Any) -> None:
    before, found = dict(mpl.rcParams), []

    def work() -> None:
        found.append(style.write_figure(ranking(year, rules), "svg"))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1
    assert dict(mpl.rcParams) == before


def test_axes_show_themselves_in_a_notebook(year: Any, rules: Any) -> None:
    tables = (year.standings, year.components, year.applications, year.colleges)
    ax: Any = draw_ranking(*tables, rules=rules)
    assert ax._repr_png_().startswith(b"\x89PNG")


def test_wrong_calls_say_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="a4"):
        style.new_axes("a3")
    with pytest.raises(ValueError, match="svg"):
        style.write_figure(Figure(), "jpg")


def test_axes_taken_out_of_their_figure_are_refused(year: Any, rules: Any) -> None:
    axes = draw_ranking(
        year.standings, year.components, year.applications, year.colleges, rules=rules
    )
    axes.remove()
    with pytest.raises(ValueError, match="no figure"):
        style.figure_of(axes)
