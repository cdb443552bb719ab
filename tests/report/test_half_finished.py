"""A year of which not everything is there: every chart, list and sheet says so."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from assessment.core.rules import Rules, load_rules
from assessment.core.tables import conform, empty
from assessment.report import listing, style, wording
from assessment.report.charts_plan import draw_theme_coverage
from assessment.report.charts_score import draw_defense_against_votes, draw_ranking
from assessment.report.workbook import write_review_workbook

LABELS = {"defense": "现场答辩", "floor_vote": "现场投票", "online_vote": "网络投票"}
SCORES = ("standings", "components", "applications", "colleges")
NINETY = "阶段得分（满分90，缺网络投票）"
SEVENTY = "阶段得分（满分70，缺现场投票、网络投票）"
NOTHING = "尚无得分（缺现场答辩、现场投票、网络投票）"
Tables = Mapping[str, pd.DataFrame]


@pytest.fixture
def half(make: Any) -> Callable[..., Tables]:
    """Return a function that gives the tables of a year without some components.

    `gone` are components nobody has; `late` are components that the first project lacks.
    """

    def tables(*gone: str, late: tuple[str, ...] = (), n_projects: int = 6) -> Tables:
        year = make.year(n_projects)
        points: dict[str, list[Any]] = {
            name: [None] * n_projects if name in gone else list(values)
            for name, values in year.points.items()
        }
        for name in late:
            points[name][0] = None
        found = {name: getattr(year, name) for name in ("applications", "colleges", "coverage")}
        found["components"] = make.components(year.ids, points)
        found["standings"] = _restated(make.standings(year.ids, points), gone)
        return found | {"selected": year.selected}

    return tables


def _restated(standings: pd.DataFrame, gone: tuple[str, ...]) -> pd.DataFrame:
    """Return the standings with labels for what is missing and the status of the real ones."""
    lacking = [[] if pd.isna(text) else text.split("、") for text in standings["missing"]]
    words = ["、".join(LABELS[name] for name in names) or None for names in lacking]
    states = [
        "final" if not names else "incomplete" if set(names) - set(gone) else "provisional"
        for names in lacking
    ]
    empty_sum = [len(names) == len(LABELS) for names in lacking]
    return conform(
        standings.assign(
            missing=words,
            status=states,
            total_points=standings["total_points"].mask(empty_sum),
            total_exact=standings["total_exact"].mask(empty_sum),
        ),
        "standings",
    )


def scored(tables: Tables) -> list[pd.DataFrame]:
    return [tables[name] for name in SCORES]


def texts(ax: Any) -> list[str]:
    figure = ax.get_figure(root=True)
    return [text.get_text().replace("\n", "") for text in [*ax.texts, *figure.texts]]


def listed(tables: Tables, rules: Rules, **words: str) -> pd.DataFrame:
    return listing.list_ranking(*scored(tables), rules=rules, **words)


def sheets(tables: Tables, rules: Rules) -> dict[str, list[str]]:
    """Return every text of the workbook by sheet."""
    given = {name: frame for name, frame in tables.items() if name != "selected"}
    book = openpyxl.load_workbook(io.BytesIO(write_review_workbook(given, rules=rules)))
    return {
        sheet.title: [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
        for sheet in book.worksheets
    }


# --- the sentence ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missing", "chinese", "english"),
    [
        ("网络投票", NINETY, "points so far (of 90, lacking online vote)"),
        ("online_vote", NINETY, "points so far (of 90, lacking online vote)"),
        ("现场投票、网络投票", SEVENTY, "points so far (of 70, lacking floor vote, online vote)"),
        ("现场答辩、现场投票、网络投票", NOTHING,
         "no points yet (lacking defense, floor vote, online vote)"),
    ],
)  # fmt: skip
def test_the_sentence_tells_full_mark_and_what_is_missing(
    rules: Rules, missing: str, chinese: str, english: str
) -> None:
    assert wording.stage_words(missing, rules, "assessment") == chinese
    assert wording.stage_words(missing, rules, "assessment", "en") == english


def test_the_full_mark_is_the_sum_of_the_weights_there(rules: Rules) -> None:
    parts = [
        part.model_copy(update={"weight": part.weight / 4}) if part.round == "assessment" else part
        for part in rules.components
    ]
    other = rules.model_copy(update={"components": tuple(parts)})
    assert wording.stage_words("网络投票", other, "assessment").startswith("阶段得分（满分22.5，")


def test_only_what_nobody_has_makes_a_round_provisional(
    half: Callable[..., Tables], rules: Rules
) -> None:
    def told(tables: Tables) -> str:
        return wording.round_words(tables["standings"], rules, "assessment")

    assert told(half("online_vote")) == told(half("online_vote", late=("floor_vote",))) == NINETY
    assert told(half("floor_vote", "online_vote")) == SEVENTY
    assert told(half()) == told(half(late=("floor_vote", "online_vote"))) == ""
    assert told({"standings": empty("standings")}) == ""
    assert wording.round_words(half("online_vote")["standings"], rules, "review") == ""


# --- charts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone", "told"),
    [(("online_vote",), NINETY), (("floor_vote", "online_vote"), SEVENTY)],
)
def test_the_ranking_chart_says_it_in_title_and_subtitle(
    half: Callable[..., Tables], rules: Rules, gone: tuple[str, ...], told: str
) -> None:
    said = texts(draw_ranking(*scored(half(*gone)), rules=rules))
    assert f"阶段性结果，名次尚未排定：{told}" in said
    assert any(text.startswith("2017 年考核认证（阶段性）") and told in text for text in said)
    assert not [text for text in said if "总分" in text or "第一名" in text]
    assert said.count("阶段性") == 6


def test_the_ranking_chart_of_a_round_without_points(
    half: Callable[..., Tables], rules: Rules
) -> None:
    said = texts(draw_ranking(*scored(half(*LABELS)), rules=rules))
    assert "本轮尚无成绩" in said
    assert f"2017 年考核认证（阶段性）：{NOTHING}" in said
    assert said.count("—") == 6


def test_one_project_without_votes_leaves_the_others_ranked(
    half: Callable[..., Tables], rules: Rules
) -> None:
    said = texts(draw_ranking(*scored(half(late=("online_vote",))), rules=rules))
    assert any(text.startswith("第一名") for text in said)
    assert any(text.endswith("；1 项暂不排定，只有阶段得分，条形较浅") for text in said)
    assert said.count("暂不排定") == said.count(NINETY) == 1
    assert "阶段性" not in said


def test_nobody_ranked_though_no_component_is_wholly_missing(
    half: Callable[..., Tables], rules: Rules
) -> None:
    tables = half(late=("online_vote",), n_projects=1)
    both = dict(tables) | {
        "standings": conform(tables["standings"].assign(status="incomplete"), "standings")
    }
    assert wording.round_words(both["standings"], rules, "assessment") == NINETY
    other = half(late=("defense",), n_projects=2)
    lacking = other["standings"].assign(
        missing=["现场答辩", "网络投票"], status="incomplete", rank=pd.NA, grade=pd.NA
    )
    mixed = dict(other) | {"standings": conform(lacking, "standings")}
    said = texts(draw_ranking(*scored(mixed), rules=rules))
    assert "名次尚未排定：2 项得分均不齐全" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("gone", "late"),
    [
        (("online_vote",), ()), (("floor_vote", "online_vote"), ()), (tuple(LABELS), ()),
        ((), ("floor_vote", "online_vote")), (("online_vote",), ("floor_vote",)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("draw", [draw_ranking, draw_defense_against_votes])
def test_every_text_can_be_read(
    half: Callable[..., Tables], rules: Rules, legible: Any, draw: Any, gone: Any, late: Any,
    lang: str,
) -> None:  # fmt: skip
    tables = half(*gone, late=late, n_projects=22)
    legible(draw(*scored(tables), rules=rules, lang=lang))
    ax = style.new_axes("16:9")
    legible(draw(*scored(tables), rules=rules, lang=lang, ax=ax))


def test_defense_against_votes_says_it_above_the_plot(
    half: Callable[..., Tables], rules: Rules
) -> None:
    note = f"阶段性：{NINETY}，不排名次、不评等次。"
    assert note in texts(draw_defense_against_votes(*scored(half("online_vote")), rules=rules))
    whole = texts(draw_defense_against_votes(*scored(half()), rules=rules))
    assert not [text for text in whole if "阶段" in text]


def test_dots_of_a_year_without_its_exhibition_are_provisional_too(
    half: Callable[..., Tables], legible: Any
) -> None:
    """2019 has a fourth component: defense and votes are there, so there are dots to draw."""
    rules = load_rules(Path(__file__).parents[2] / "rules" / "2019.toml")
    label = rules.component("exhibition").label
    tables = {name: frame.copy() for name, frame in half(n_projects=22).items()}
    for name in ("applications", "components", "standings"):
        tables[name] = tables[name].assign(year=2019)
    tables["standings"] = tables["standings"].assign(
        status="provisional", missing=label, rank=pd.NA, grade=pd.NA, is_tied=False, tie_step=pd.NA
    )
    ax = draw_defense_against_votes(*scored(tables), rules=rules)
    legible(ax)
    assert f"阶段性：阶段得分（满分80，缺{label}），不排名次、不评等次。" in texts(ax)
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == 22


def test_a_selection_not_decided_is_provisional_on_the_chart_of_themes(
    half: Callable[..., Tables], rules: Rules, legible: Any
) -> None:
    tables = half()
    told = "2017 年立项尚未确定，为阶段性结果"
    parts = [tables["applications"], tables["selected"], tables["colleges"]]
    decided = draw_theme_coverage(tables["coverage"], *parts, rules=rules)
    assert not [text for text in texts(decided) if "阶段性" in text]
    nobody = tables["coverage"].assign(n_selected=0, is_covered_so_far=False)
    parts[1] = tables["selected"].iloc[:0]
    ax = draw_theme_coverage(nobody, *parts, rules=rules)
    legible(ax)
    assert [text for text in texts(ax) if told in text]
    english = draw_theme_coverage(nobody, *parts, rules=rules, lang="en")
    assert [text for text in texts(english) if "provisional" in text]


# --- lists ----------------------------------------------------------------------------------------


def test_the_list_has_points_so_far_in_place_of_totals(
    half: Callable[..., Tables], rules: Rules
) -> None:
    tables = half("online_vote")
    frame = listed(tables, rules)
    assert list(frame.columns)[-3:] == ["阶段得分", "等次", "状态"]
    assert "总分" not in frame.columns
    assert set(frame["名次"]) == {"阶段性"}
    assert set(frame["等次"]) == {"—"}
    assert set(frame["状态"]) == {NINETY}
    points = [f"{value:.2f}" for value in sorted(tables["standings"]["total_points"])]
    assert sorted(frame["阶段得分"]) == sorted(points)
    english = listed(tables, rules, lang="en")
    assert list(english.columns)[-3:] == ["Points so far", "Grade", "Status"]
    assert set(english["Status"]) == {"points so far (of 90, lacking online vote)"}


def test_the_list_of_a_round_without_points(half: Callable[..., Tables], rules: Rules) -> None:
    frame = listed(half(*LABELS), rules)
    assert set(frame["阶段得分"]) == {"—"}
    assert set(frame["状态"]) == {NOTHING}


def test_points_so_far_never_stand_under_the_totals_of_others(
    half: Callable[..., Tables], rules: Rules
) -> None:
    tables = half(late=("floor_vote", "online_vote"))
    frame = listed(tables, rules)
    assert frame["名次"].tolist() == ["1", "2", "3", "4", "5", "暂不排定"]
    last = frame.iloc[-1]
    lacking = tables["standings"].query("status == 'incomplete'")
    points = f"{lacking['total_points'].item():.2f}"
    assert (last["总分"], last["等次"]) == ("—", "—")
    assert last["状态"] == f"阶段得分 {points}（满分70，缺现场投票、网络投票）"
    assert set(frame["状态"].iloc[:-1]) == {"最终"}


def test_in_a_provisional_round_who_lacks_more_stands_last(
    half: Callable[..., Tables], rules: Rules
) -> None:
    frame = listed(half("online_vote", late=("floor_vote",)), rules)
    assert frame["名次"].tolist() == ["阶段性"] * 5 + ["暂不排定"]
    assert frame["状态"].tolist() == [NINETY] * 5 + [SEVENTY]


def test_a_settled_round_has_no_column_for_its_status(
    half: Callable[..., Tables], rules: Rules
) -> None:
    assert list(listed(half(), rules).columns)[-2:] == ["总分", "等次"]
    assert listed({**half(), "standings": empty("standings")}, rules).empty


def test_totals_of_the_list_round_half_up(half: Callable[..., Tables], rules: Rules) -> None:
    tables = dict(half(n_projects=1))
    tables["standings"] = tables["standings"].assign(total_points=86.125, total_exact="689/8")
    assert listed(tables, rules)["总分"].tolist() == ["86.13"]


def test_certified_projects_of_a_provisional_assessment_are_not_counted(
    half: Callable[..., Tables], rules: Rules
) -> None:
    tables = half("online_vote")
    frame = listing.list_coverage(tables["coverage"], rules=rules, standings=tables["standings"])
    assert set(frame["认证（阶段性）"]) == {"—"}
    settled = listing.list_coverage(tables["coverage"], rules=rules, standings=half()["standings"])
    assert settled["认证"].tolist() == [0] * 9


# --- the workbook ---------------------------------------------------------------------------------

OF_THE_ROUND = ("考核认证排名", "评分-现场答辩", "明细-现场答辩", "投票-现场投票", "投票-网络投票")
COVERED = ("品牌主题覆盖", "申报单位覆盖")


@pytest.mark.parametrize(
    ("gone", "told"),
    [(("online_vote",), NINETY), (("floor_vote", "online_vote"), SEVENTY), (tuple(LABELS), NOTHING)],
)  # fmt: skip
def test_every_sheet_of_a_provisional_round_says_so(
    half: Callable[..., Tables], rules: Rules, gone: tuple[str, ...], told: str
) -> None:
    written = sheets(half(*gone), rules)
    note = f"阶段性：{told}，不排名次、不评等次。"
    for name in OF_THE_ROUND:
        assert written[name][0].endswith("（阶段性）"), name
        assert note in written[name], name
    assert note in written["说明"]
    for name in COVERED:
        assert written[name][0].endswith("（阶段性）"), name
        assert f"考核认证结果为阶段性：{told}，认证数待定。" in written[name], name
    ranking = written["考核认证排名"]
    assert "阶段得分" in ranking
    assert "总分" not in ranking
    assert not [text for text in written["立项评审排名"] if "阶段" in text]


def test_no_sheet_of_a_settled_year_speaks_of_it(half: Callable[..., Tables], rules: Rules) -> None:
    said = [text for texts in sheets(half(), rules).values() for text in texts]
    assert not [text for text in said if "阶段性" in text or "阶段得分" in text]


def test_the_sheet_tells_points_so_far_from_totals(
    half: Callable[..., Tables], rules: Rules
) -> None:
    ranking = sheets(half(late=("online_vote",)), rules)["考核认证排名"]
    assert "总分" in ranking
    assert f"暂不排定：{NINETY}" in ranking
    assert "总分一栏中斜体的为暂不排定项目的阶段得分，不是总分。" in ranking
    assert not [text for text in ranking if text.startswith("阶段性")]
