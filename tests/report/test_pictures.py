"""Charts set into one page: letters once, no name twice, nothing else changed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assessment.core.labels import labels
from assessment.core.rules import Rules
from assessment.report import charts_score, style
from assessment.report.board.pictures import Album
from assessment.report.chart_names import MAIN_CHARTS, ON_BOARDS, OTHER_CHARTS


@pytest.fixture(scope="module")
def pair(make: Any, rules: Rules) -> tuple[bytes, bytes]:
    year = make.year(4)
    tables = (year.standings, year.components, year.applications, year.colleges)
    zh, en = (charts_score.draw_ranking(*tables, rules=rules, lang=lang) for lang in ("zh", "en"))
    return picture(zh), picture(en)


def picture(ax: Any) -> bytes:
    return style.write_figure(style.figure_of(ax), "svg")


def names_of(text: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', text)


def test_a_letter_is_outlined_once_and_every_reference_is_answered(
    pair: tuple[bytes, bytes],
) -> None:
    album = Album()
    shown = album.take({"a": pair, "b": pair})
    outlines = album.outlines()
    assert len({outline for _, outline in outlines}) == len(outlines) > 50
    whole = "".join(text for both in shown.values() for text in both)
    given = [*(name for name, _ in outlines), *names_of(whole)]
    assert len(given) == len(set(given))
    asked = set(re.findall(r'href="#([^"]+)"', whole)) | set(re.findall(r"url\(#([^)]+)\)", whole))
    assert asked <= set(given)


def test_each_letter_keeps_its_outline(pair: tuple[bytes, bytes]) -> None:
    album = Album()
    told = album.take({"a": pair})["a"][0]
    outline = dict(album.outlines())
    before = pair[0].decode()
    was = dict(re.findall(r'<path id="([^"]+-[0-9a-f]+)"( d="[^"]*" transform="[^"]*")/>', before))
    old = [name for name in re.findall(r'href="#([^"]+)"', before) if name in was]
    new = [name for name in re.findall(r'href="#([^"]+)"', told) if name in outline]
    assert [outline[name] for name in new] == [was[name] for name in old]
    assert len(new) > 100


def test_a_picture_stands_there_without_its_head(pair: tuple[bytes, bytes]) -> None:
    shown = Album().take({"a": pair})["a"]
    for text in shown:
        assert text.startswith("<svg") and "<metadata>" not in text and "<?xml" not in text
        assert len(text) < 0.6 * len(pair[0])


def test_every_chart_of_the_boards_has_a_name_in_both_languages() -> None:
    assert {*MAIN_CHARTS, *OTHER_CHARTS} >= ON_BOARDS
    named = {key for key in labels() if key.startswith("board.chart.")}
    assert {f"board.chart.{name}" for name in ON_BOARDS} <= named
