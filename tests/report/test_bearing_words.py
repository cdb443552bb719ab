"""Sentences on what scores can bear: true to the tables, in plain words, judges never named."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import SPECS, table_of
from assessment.report.bearing_words import bearing_sentences

TERMS = re.compile(
    "显著|置信|标准误|方差|回归|bootstrap|confidence|significan|variance|deviation|ICC|Kendall",
    re.IGNORECASE,
)
NAMES = {"2017-C01-1": "甲", "2017-C02-1": "乙", "2017-C03-1": "丙"}
IDS = tuple(NAMES)


def filled(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a table of rows that state only what matters here."""
    blank = dict.fromkeys(SPECS[table].names)
    return table_of([blank | row for row in rows], table)


def applications() -> pd.DataFrame:
    usual = {"year": 2017, "college_code": "C01", "theme_code": "T1", "src": "0123456789ab!表!A1",
             "is_second": False, "is_exceptional": False, "status": "eligible"}  # fmt: skip
    rows = [usual | {"project_id": k, "project_name": v} for k, v in NAMES.items()]
    return filled("applications", rows)


def ranked(*ranks: int) -> pd.DataFrame:
    usual = {"year": 2017, "round": "assessment", "status": "final", "is_tied": False}
    rows = [usual | {"project_id": one, "rank": n} for one, n in zip(IDS, ranks, strict=True)]
    return filled("standings", rows)


def sets(low: tuple[int, ...], high: tuple[int, ...], chances: tuple[float, ...], k: int) -> Any:
    usual = {"year": 2017, "round": "assessment", "level": 0.95, "n_first": k}
    rows = []
    for n, one in enumerate(IDS):
        row = usual | {"project_id": one, "rank": n + 1, "rank_low": low[n], "rank_high": high[n]}
        rows += [row | {"method": "simultaneous", "top_share": None},
                 row | {"method": "bootstrap", "top_share": chances[n]}]  # fmt: skip
    return table_of(rows, "rank_intervals")


def pairs(*shares: float) -> pd.DataFrame:
    both = ((0, 1), (0, 2), (1, 2))
    return table_of(
        [{"year": 2017, "round": "assessment", "project_id": IDS[a], "other_id": IDS[b],
          "before_share": share} for (a, b), share in zip(both, shares, strict=True)],
        "pairs",
    )  # fmt: skip


def tell(rules: Rules, lang: str = "zh", **tables: pd.DataFrame) -> str:
    frames = {"applications": applications(), "standings": ranked(1, 2, 3)} | tables
    return "\n".join(bearing_sentences(frames, rules=rules, lang=lang))


def test_an_order_that_no_draw_moves_is_called_steady(rules: Rules) -> None:
    told = tell(
        rules, pairs=pairs(1, 1, 1), rank_intervals=sets((1, 2, 3), (1, 2, 3), (1, 0, 0), 1)
    )
    assert "相邻两名的先后处处都稳" in told
    assert "前 1 名（优秀名额上限）换一批评委也几乎不变。" in told
    assert "分不清" not in told


def test_neighbours_that_change_places_are_named_with_their_chance(rules: Rules) -> None:
    own = {
        "pairs": pairs(1, 1, 0.57),
        "rank_intervals": sets((1, 2, 2), (1, 3, 3), (1, 0.57, 0.43), 2),
    }
    told = tell(rules, **own)
    assert "有 1 处很稳" in told
    assert "1 处分不清" in told
    assert "一起看也能放心分开的是这几档：第 1 名、第 2–3 名。" in told
    assert "第 2 名乙与第 3 名丙（57%）" in told
    assert "前 2 名（优秀名额上限）里，甲几乎总在其中；名额边上的是乙（57%）、丙（43%）。" in told
    english = tell(rules, "en", **own)
    assert "乙 (2) and 丙 (3) (57%)" in english
    assert not re.search("[名分里的]", english)


def test_where_nothing_parts_no_band_is_told(rules: Rules) -> None:
    told = tell(rules, pairs=pairs(0.6, 0.7, 0.6),
                rank_intervals=sets((1, 1, 1), (3, 3, 3), (0.5, 0.3, 0.2), 1))  # fmt: skip
    assert "没有一处是稳的" in told
    assert "没有一处能放心地把前后分开" in told
    assert "里没有一个几乎总在其中" in told


def test_too_little_data_is_said_instead_of_numbers(rules: Rules) -> None:
    assert tell(rules).startswith("考核认证的数据太少")
    assert not re.search("[0-9]+%", tell(rules))


def test_only_who_comes_and_goes_is_told_of_other_methods(rules: Rules) -> None:
    rows = [
        {"year": 2017, "round": "assessment", "method": method, "project_id": one, "rank": n,
         "rank_then": then}
        for method, ranks in (("combine:median", (1, 3, 2)), ("convert:share", (1, 2, 3)),
                              ("without:defense", (1, 2, 2)))
        for n, (one, then) in enumerate(zip(IDS, ranks, strict=True), 1)
    ]  # fmt: skip
    told = tell(rules, pairs=pairs(1, 1, 1), other_methods=table_of(rows, "other_methods"),
                rank_intervals=sets((1, 2, 3), (1, 2, 3), (1, 1, 0), 2))  # fmt: skip
    assert "如果评委打分取中位数，前 2 名会换人：乙换成丙。" in told
    assert "如果票数按得票率折算，前 2 名都不变。" in told
    assert "如果去掉现场答辩，前 2 名的最后一位会同分，分不出来。" in told


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("round", ["review", "assessment"])
def test_the_sample_is_told_in_plain_words(
    result: Result, rules: Rules, round: str, lang: str
) -> None:
    told = bearing_sentences(result.tables, rules=rules, round=round, lang=lang)
    assert 6 < len(told) < 20
    whole = "\n".join(told)
    assert not TERMS.search(whole)
    assert "nan" not in whole and "None" not in whole and "{" not in whole
    assert not any(name in whole for name in result.tables["judges"]["judge_name"].dropna())
    without_names = whole
    for name in result.tables["applications"]["project_name"]:
        without_names = without_names.replace(name, "")
    assert lang == "zh" or not re.search("[\u4e00-\u9fff]", without_names)
    assert not any(line[0].islower() for line in told)


def test_the_sample_says_what_its_tables_hold(result: Result, rules: Rules) -> None:
    whole = "\n".join(bearing_sentences(result.tables, rules=rules))
    tips = result.tables["tipping_points"].query("is_at_border and component == 'defense'")
    for weight in tips["weight"]:
        assert f"{weight:.1f}%" in whole
    severity = result.tables["severity"].query("component == 'defense'")
    assert f"高 {severity['effect_points'].max():.1f} 分" in whole
    assert f"低 {-severity['effect_points'].min():.1f} 分" in whole
    brief = bearing_sentences(result.tables, rules=rules, is_brief=True)
    assert set(brief) < set(whole.split("\n"))
    assert not any("评委6" in line for line in brief)


@pytest.mark.parametrize(
    ("points", "low", "high", "said"),
    [
        (2.0, 0.5, 3.5, "平均高 2.0 分（可能在 0.5 至 3.5 分之间）"),
        (-2.0, -3.5, -0.5, "平均低 2.0 分（可能在 0.5 至 3.5 分之间）"),
        (0.4, -0.5, 1.3, "看不出评委给同类单位"),
    ],
)
def test_a_leaning_is_told_only_where_it_shows(
    result: Result, rules: Rules, points: float, low: float, high: float, said: str
) -> None:
    row = {"year": 2017, "component": "defense", "toward": "own_type", "judge_id": "all",
           "leaning_points": points, "std_error": 0.7, "low_points": low, "high_points": high,
           "n_own": 9, "n_other": 20}  # fmt: skip
    tables = dict(result.tables) | {"leanings": table_of([row], "leanings")}
    told = bearing_sentences(tables, rules=rules)
    assert sum(said in line for line in told) == 1
