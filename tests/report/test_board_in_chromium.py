"""The board as people use it: search, sort, open, compare, try weights, print, in Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from assessment import pipeline
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.founding import Demo
from foreign import chinese, proper_names
from report.board_in_chromium import Watched, browser, open_page

YEAR = 2018


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def place(demo: Demo) -> Path:
    return demo.workspace.root / f"reports/{YEAR}/打开这里.html"


@pytest.fixture
def board(opened: Browser, place: Path) -> Iterator[Watched]:
    seen = open_page(opened, place)
    yield seen
    assert seen.said == []
    assert [url for url in seen.asked if url != place.as_uri()] == []
    seen.page.close()


@pytest.fixture(scope="module")
def ranked(demo: Demo) -> list[Any]:
    """The final standings of the assessment with names, in official order."""
    tables = demo.run.tables
    rows = tables["standings"].query(
        "year == @YEAR and round == 'assessment' and status == 'final'"
    )
    named = rows.merge(tables["applications"], on=["year", "project_id"])
    return list(named.sort_values(["rank", "project_id"]).itertuples(index=False))


@pytest.fixture(scope="module")
def parts(demo: Demo) -> dict[tuple[str, str], Any]:
    rows = demo.run.tables["components"].query("year == @YEAR and round == 'assessment'")
    return {(row.project_id, row.component): row for row in rows.itertuples(index=False)}


def test_the_official_ranking_stands_there(board: Watched, ranked: list[Any]) -> None:
    assert board.column("#rows", 3) == [row.project_name for row in ranked]
    assert board.column("#rows", 1)[0] == "1"
    assert board.page.locator(".static-only").first.is_hidden()


def test_search_and_filters_narrow_it(board: Watched, ranked: list[Any]) -> None:
    wanted = ranked[4].project_name
    board.page.fill("#search", wanted[2:7])
    assert board.column("#rows", 3) == [wanted]
    board.page.fill("#search", "")
    theme = board.column("#rows", 4)[0]
    board.page.select_option("#theme", theme)
    themes = board.column("#rows", 4)
    assert set(themes) == {theme} and len(themes) < len(ranked)
    assert str(len(themes)) in board.texts("#count")[0]


def test_a_click_on_a_header_sorts_by_it(board: Watched) -> None:
    for down in (True, False):
        board.page.click('[data-sort="part1"]')
        shown = [float(text) for text in board.column("#rows", 6)]
        assert shown == sorted(shown, reverse=down)
    head = board.page.locator('th:has([data-sort="part1"])')
    assert head.get_attribute("aria-sort") == "ascending"


def test_the_keyboard_sorts_and_opens_and_closes(board: Watched) -> None:
    board.page.focus('[data-sort="unit"]')
    board.page.keyboard.press("Enter")
    units = board.column("#rows", 2)
    board.page.keyboard.press("Enter")
    assert board.column("#rows", 2) == units[::-1]
    board.page.focus("#rows button.open")
    board.page.keyboard.press("Enter")
    assert board.page.locator("dialog").is_visible()
    board.page.keyboard.press("Escape")
    assert board.page.locator("dialog").is_hidden()


def test_a_project_opens_down_to_its_cells(board: Watched, ranked: list[Any], demo: Demo) -> None:
    # The second: the total of the first is not rounded.
    second = ranked[1]
    board.page.click(f'button.open:has-text("{second.project_name}")')
    told = board.page.locator("dialog").text_content() or ""
    lines = demo.workspace.explain(YEAR, second.project_id, round="assessment")
    cells = [node for node in _nodes(lines) if node.where]
    assert len(cells) > 5
    for node in cells:
        assert f"{node.label}：{node.value}{node.where}" in told
    assert second.total_exact in told


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def test_differences_of_two_projects_are_exact(
    board: Watched, ranked: list[Any], parts: dict[tuple[str, str], Any]
) -> None:
    for one, other in list(combinations(ranked, 2))[::7]:
        board.page.select_option("#first", one.project_id)
        board.page.select_option("#second", other.project_id)
        weighted = [
            _exact(parts[one.project_id, name]) - _exact(parts[other.project_id, name])
            for name in ("defense", "floor_vote", "online_vote")
        ]
        total = Fraction(one.total_exact) - Fraction(other.total_exact)
        assert board.column("#pair", 6)[:4] == [_shown(value) for value in (*weighted, total)]


def _exact(row: Any) -> Fraction:
    return Fraction(row.weighted_exact)


def _shown(value: Fraction) -> str:
    whole = int(abs(value) * 100 + Fraction(1, 2))
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return f"{sign}{whole // 100}.{whole % 100:02d}"


@pytest.mark.parametrize(
    "moves", [{0: 40}, {1: 55}, {2: 0}, {0: 100}, {0: 20, 1: 50}, {0: 100, 2: 30}]
)
def test_a_moved_weight_ranks_as_python_does(
    board: Watched, ranked: list[Any], parts: dict[tuple[str, str], Any], moves: dict[int, int]
) -> None:
    names = ("defense", "floor_vote", "online_vote")
    official = [Fraction(str(parts[ranked[0].project_id, name].weight)) for name in names]
    weights = list(official)
    for n, weight in moves.items():
        board.page.locator(f"#weight{n}").fill(str(weight))
        weights = _moved(weights, official, n, weight)
    totals = {
        row.project_id: round(
            sum(float(w) * parts[row.project_id, name].points / 100
                for w, name in zip(weights, names, strict=True)), 9)
        for row in ranked
    }  # fmt: skip
    order = sorted(ranked, key=lambda row: -totals[row.project_id])
    ranks = [1 + sum(other > totals[row.project_id] for other in totals.values()) for row in order]
    assert board.column("#trial", 5) == [row.project_name for row in order]
    assert board.column("#trial", 1) == [str(rank) for rank in ranks]
    assert board.page.locator(".is-trial-only").is_visible()
    board.page.click("#reset")
    assert board.page.locator(".is-trial-only").is_hidden()
    # What only the rules for ties part does not move.
    shown = zip(*(board.column("#trial", n) for n in (1, 2, 3)), strict=True)
    assert all(mark == ("–" if rank == was else "同分") for rank, was, mark in shown)


def _moved(
    weights: list[Fraction], official: list[Fraction], n: int, weight: int
) -> list[Fraction]:
    base = weights if sum(weights) > weights[n] else official
    rest = sum(base) - base[n]
    return [Fraction(weight) if m == n else (100 - weight) * w / rest for m, w in enumerate(base)]


def test_a_round_of_one_component_has_no_weights_to_try(board: Watched) -> None:
    for chosen, is_there in (("1", False), ("0", True)):
        board.page.select_option("#round", chosen)
        assert board.page.locator("#whatif").is_visible() is is_there
        assert board.page.locator('nav [href="#whatif"]').is_visible() is is_there


def test_charts_are_those_of_the_round_chosen(board: Watched) -> None:
    for chosen in ("1", "0"):
        board.page.select_option("#round", chosen)
        ranking, drawn = "#ranking figure[data-lang=zh]", "#ranking [data-chart] svg"
        assert board.page.locator(ranking).is_visible() is (chosen == "0")
        assert board.page.locator(f"{drawn}:visible").count() == len(
            board.page.locator(f'#ranking .chart[data-round="{chosen}"]').all()
        )
        assert board.page.locator(f"{drawn}:visible").count() >= 1


def test_a_printed_trial_says_what_it_is(board: Watched, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    board.page.locator("#weight0").fill("10")
    board.page.pdf(path=tmp_path / "board.pdf", format="A4")
    told = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "board.pdf", "-"], capture_output=True, check=True
    )
    pages = told.stdout.decode().split("\f")
    assert len(pages) > 5
    assert all("仅供试算" in "".join(page.split()) for page in pages[:-1])


def test_english_replaces_every_word_but_names(board: Watched) -> None:
    board.page.click("#language")
    assert board.page.title() == f"{YEAR} results board"
    heads = board.texts("#rows thead th")
    assert heads[:4] == ["Rank", "Unit", "Project", "Theme"]
    words = "nav a, h2, .tools button, .tools label > [data-lang=en], .cards, #freed, .small:visible, #trial thead th"
    controls = [text for text in board.texts(words) if text.strip()]
    assert len(controls) > 30
    assert [text for text in controls if re.search("[一-鿿]", text)] == []


WRITTEN = """() => {
  const shown = [...document.querySelectorAll("figure svg")].filter((one) => one.getClientRects().length);
  return shown.map((one) => {
    const walk = document.createTreeWalker(one, NodeFilter.SHOW_COMMENT), told = [];
    while (walk.nextNode()) told.push(walk.currentNode.data.trim());
    return [one.parentElement.getAttribute("aria-label"), told];
  });
}"""
MISSING = """() => [...document.querySelectorAll("figure use")].filter(
  (one) => !document.getElementById(one.getAttribute("xlink:href").slice(1))).length"""
REFERRED = r"""() => [...document.querySelectorAll('figure[data-lang="en"] [clip-path]')]
  .map((one) => one.getAttribute("clip-path").match(/#([^)]+)/)[1])
  .map((id) => document.getElementById(id).closest("figure").dataset.lang)"""


@pytest.mark.parametrize("page", ["打开这里.html", "三年总览.html"])
def test_in_english_every_chart_is(
    opened: Browser, demo: Demo, names: tuple[str, ...], page: str
) -> None:
    seen = open_page(opened, demo.workspace.root / "reports/2019" / page)
    before = seen.page.evaluate(WRITTEN)
    seen.page.click("#language")
    english = seen.page.evaluate(WRITTEN)
    assert len(english) == len(before) >= 3
    for (called, told), (was, _) in zip(english, before, strict=True):
        assert called.startswith("Chart: ") and was.startswith("图：")
        assert len(told) > 10
        assert set().union(*(chinese(text, names) for text in [called, *told])) == set()
    assert any(chinese(text, names) for text in before[0][1])
    assert seen.page.evaluate(MISSING) == 0
    drawn = seen.page.locator("[data-chart] svg text").all_text_contents()
    assert [text for one in drawn for text in chinese(one, names)] == []
    assert len(drawn) > 20 or page != "打开这里.html"
    assert seen.said == []
    seen.page.close()


@pytest.fixture(scope="module")
def names(demo: Demo) -> tuple[str, ...]:
    """Return what stays Chinese; 更正 is the name of a sheet."""
    return (*proper_names(demo), "更正")


def test_nothing_of_a_shown_picture_lies_in_a_hidden_one(board: Watched) -> None:
    board.page.click("#language")
    asked = board.page.evaluate(REFERRED)
    assert len(asked) > 3
    assert [where for where in asked if where != "en"] == []


def test_interactive_charts_are_drawn_under_the_policy(board: Watched) -> None:
    board.page.wait_for_selector("[data-chart] svg")
    assert board.page.locator("[data-chart] svg:visible").count() == 2
    # The review is decided by one component, and has the chart of its judges alone.
    assert board.page.locator("[data-chart] svg").count() == 3
    # Both projects have marks 9 points apart.
    assert [one.strip() for one in board.texts("#ranking .chart h3:visible")] == [
        "差距最大的环节是现场投票：高低相差 11.25 分",
        "评委给分最多相差 9 分：“手心里的温度”安宁疗护志愿服务、“白袍加身”实习生职业精神养成",
    ]
    policy = board.page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "default-src 'none'" in policy and "unsafe-eval" not in policy


def test_a_phone_needs_no_sideways_scroll(opened: Browser, place: Path) -> None:
    seen = open_page(opened, place)
    seen.page.set_viewport_size({"width": 390, "height": 844})
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    # Rank, unit, project, total and grade, all of them on the screen.
    heads = seen.page.locator("#rows th:visible").all()
    assert len(heads) == 5 and heads[3].inner_text() == "总分"
    right = heads[-1].bounding_box()
    assert right and right["x"] + right["width"] <= 390
    seen.page.close()


NARROW = """(signs) => [...document.querySelectorAll("td:not(.n)")].filter((one) => {
  const look = getComputedStyle(one), text = one.textContent;
  const room = one.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
  return one.getClientRects().length && text.length > 1
    && room < Math.min(signs, text.length) * parseFloat(look.fontSize) - 1;
}).map((one) => one.textContent)"""


@pytest.mark.parametrize(("media", "wide", "signs"), [("screen", 390, 5), ("print", 703, 2)])
def test_no_column_is_a_sign_wide(
    opened: Browser, demo: Demo, media: Any, wide: int, signs: int
) -> None:
    seen = open_page(opened, demo.workspace.root / "reports/2019/打开这里.html")
    seen.page.emulate_media(media=media)
    seen.page.set_viewport_size({"width": wide, "height": 900})
    assert seen.page.evaluate(NARROW, signs) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= wide
    seen.page.close()


def test_without_scripts_the_tables_stand_there(
    opened: Browser, place: Path, ranked: list[Any]
) -> None:
    context = opened.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(place.as_uri())
    assert page.locator("text=请用极速模式").is_visible()
    assert page.locator("#whatif").is_hidden()
    shown = page.locator("#ranking .static-only table").first.inner_text()
    assert all(row.project_name in shown for row in ranked)
    context.close()


def test_the_overview_holds_every_year(opened: Browser, demo: Demo) -> None:
    seen = open_page(opened, demo.workspace.root / "reports/2019/三年总览.html")
    rounds = seen.texts("#round option")
    assert rounds == [
        f"{year}年{name}" for year in (2019, 2018, 2017) for name in ("考核认证", "立项评审")
    ]
    for n in range(len(rounds)):
        seen.page.select_option("#round", str(n))
        assert seen.column("#rows", 3)
    assert seen.said == []
    seen.page.close()


def test_a_year_without_anything_opens_too(
    opened: Browser, result: Result, rules: Rules, tmp_path: Path
) -> None:
    nothing = {name: table.iloc[:0] for name, table in result.tables.items()}
    (tmp_path / "board.html").write_bytes(
        pipeline.write_boards([(nothing, rules)], {})["打开这里.html"]
    )
    seen = open_page(opened, tmp_path / "board.html")
    assert seen.said == []
    assert "0" in seen.texts("#count")[0]
    seen.page.locator("#weight0").fill("10")
    assert seen.said == []
    seen.page.close()
