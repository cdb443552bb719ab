"""The sentences about the brand bonus: true to the tables, in both languages, without causes."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from assessment.core.tables import empty, table_of
from assessment.report.bonus_words import Stretch, award_stretches, bonus_sentences
from assessment.report.verdicts import passed_over
from three_years import make_years

CAUSES = ("因为", "由于", "导致", "使得", "造成", "影响", "because", "caused", "effect", "due to")
NAMES = {"C01": "甲院", "C02": "乙院", "C03": "丙院"}


def flags(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Return `red_flag` of 2019 from (college, rank, rank without bonus, awarded, tied)."""
    usual = {"year": 2019, "bonus_points": 0.0, "is_candidate": True, "is_vetoed": False,
             "is_commended": False}  # fmt: skip
    names = ("college_code", "rank", "rank_without_bonus", "is_awarded", "is_border_tied")
    whole = {"base_points": None, "total_points": None}
    return table_of(
        [usual | whole | dict(zip(names, row, strict=True)) for row in rows], "red_flag"
    )


def caps(*steps: tuple[float, float, str]) -> pd.DataFrame:
    """Return `bonus_caps` from (low, high, colleges in order; * awarded, = tied at the border)."""
    rows = [
        {"year": 2019, "step_no": n, "cap_low_points": low, "cap_high_points": high,
         "college_code": text.rstrip("*="), "rank": rank, "is_awarded": text.endswith("*"),
         "is_border_tied": text.endswith("=")}
        for n, (low, high, order) in enumerate(steps, 1)
        for rank, text in enumerate(order.split(), 1)
    ]  # fmt: skip
    return table_of(rows, "bonus_caps")


def tips(*values: float) -> pd.DataFrame:
    rows = [{"year": 2019, "cap_points": value, "college_code": "C02", "other_college_code": "C01",
             "change": "passes", "is_award_changed": True} for value in values]  # fmt: skip
    return table_of(rows, "bonus_tipping_points")


def tau(scope: str, value: float | None, p: float | None) -> pd.DataFrame:
    row = {"year": 2019, "scope": scope, "statistic": "kendall", "value": value, "low": None,
           "high": None, "p_share": p, "n_orders": 9, "n_years": 2, "n_colleges": 14,
           "n_units": 22}  # fmt: skip
    return table_of([row], "bonus_association")


@pytest.fixture
def told() -> Any:
    """Return the sentences of tables, some changed, under a cap and a counted year."""
    years = make_years()
    usual = SimpleNamespace(
        red_flag=flags(("C01", 2, 1, False, False), ("C02", 1, 2, True, False)),
        bonus_caps=caps((0, 2, "C01* C02"), (2, 2, "C01= C02="), (2, 10, "C02* C01")),
        bonus_tipping_points=tips(2.0),
        bonus_association=empty("bonus_association"),
    )
    colleges = years.colleges.assign(
        college_name=years.colleges["college_code"]
        .map(NAMES)
        .fillna(years.colleges["college_name"])
    )

    def tell(
        lang: str = "zh", counted: int | None = 2018, cap: int = 5, **tables: Any
    ) -> list[str]:
        section = years.rules[-1].red_flag.model_copy(
            update={"bonus_cap": Decimal(cap), "counts_results_of": counted}
        )
        rules = years.rules[-1].model_copy(update={"red_flag": section})
        return bonus_sentences(
            {**vars(usual), "colleges": colleges, **tables}, rules=rules, lang=lang
        )

    return tell


def test_awards_moves_and_caps_in_words(told: Any) -> None:
    assert told() == [
        "不计品牌加分，按名额授予的是甲院；计入以后是乙院。",
        "计入品牌加分，2 个有名次的单位中 2 个名次有升降：升 1 个（乙院由第 2 名到第 1 名）；"
        "降 1 个（甲院由第 1 名到第 2 名）。",
        "规则的加分上限是 5 分。其他不变，只把上限从 0 改到 10 分，有 1 个值会使名次不同：2 分。",
        "授予的单位随上限不同：低于 2 分，授予甲院；等于 2 分，授予同分的甲院、乙院中"
        "由校团委决定的单位；高于 2 分，授予乙院。",
    ]


def test_a_rule_at_a_tipping_point_says_so(told: Any) -> None:
    assert "2 分本身就是其中之一" in told(cap=2)[2]
    assert "其中之一" not in told()[2]


@pytest.mark.parametrize(
    ("cap", "words"),
    [(2, "等于 2 分，授予乙院（同分，已由校团委决定）"), (3, "授予同分的甲院、乙院中由校团委")],
)
def test_a_tie_the_committee_settled_is_told_as_settled_at_the_rules_cap_alone(
    told: Any, cap: int, words: str
) -> None:
    settled = flags(("C01", 1, 1, False, False), ("C02", 1, 2, True, False))
    assert words in told(cap=cap, red_flag=settled)[3]


def test_who_shares_a_rank_with_the_awarded_was_passed_over() -> None:
    rows = list(
        flags(
            ("C01", 1, 1, True, False), ("C02", 1, 2, False, False), ("C03", 3, 3, False, False),
            ("C04", None, None, False, False),
        ).itertuples()
    )  # fmt: skip
    assert passed_over(rows) == {"C02"}


def test_nothing_moves(told: Any) -> None:
    same = flags(("C01", 1, 1, True, False), ("C02", 2, 2, False, False))
    found = told(red_flag=same, bonus_caps=caps((0, 10, "C01* C02")), bonus_tipping_points=tips())
    assert found == [
        "计不计品牌加分，按名额授予的单位都一样：甲院。",
        "计入品牌加分，2 个有名次的单位名次都不变。",
        "规则的加分上限是 5 分。其他不变，把上限改为 0 到 10 分的任何值，名次都不变。",
        "上限在这个范围内怎样定，授予的单位都一样。",
    ]


def test_who_is_not_verified_makes_it_open(told: Any) -> None:
    more = flags(
        ("C01", 2, 1, False, False), ("C02", 1, 2, True, False), ("C03", None, None, False, False)
    )
    assert any(line.startswith("另有 1 个参评单位核评分不全") for line in told(red_flag=more))


@pytest.mark.parametrize(
    ("value", "p", "words"),
    [
        (0.6, 0.01, "多半也靠前"),
        (-0.6, 0.01, "多半靠后"),
        (0.3, 0.2, "看不出"),
        (None, None, "看不出"),
    ],
)
@pytest.mark.parametrize("scope", ["year", "pooled"])
def test_agreement_is_told_with_its_warning(
    told: Any, scope: str, value: float | None, p: float | None, words: str
) -> None:
    *_, line, warning = told(bonus_association=tau(scope, value, p))
    assert words in line
    assert "22" in line
    assert warning.startswith("14 个单位的数据很少")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_names_a_cause(told: Any, lang: str) -> None:
    for value in (0.6, -0.6):
        text = " ".join(told(lang, bonus_association=tau("year", value, 0.01)))
        assert not [word for word in CAUSES if word in text]
        assert "{" not in text


def test_without_counted_year_or_ranks_there_is_little_to_say(told: Any) -> None:
    assert told(counted=None) == ["本年不计品牌加分。"]
    assert told(bonus_caps=empty("bonus_caps")) == []


def test_stretches_join_equal_neighbours() -> None:
    found = award_stretches(
        caps((0, 0, "C01* C02"), (0, 1, "C01* C02"), (1, 1, "C01* C02="), (1, 4, "C02* C01"),
             (4, 4, "C02* C01"), (4, 8, "C01* C02"))
    )  # fmt: skip
    assert found == [
        Stretch(0, 1, True, False, ("C01",), ()),
        Stretch(1, 1, True, True, ("C01",), ("C02",)),
        Stretch(1, 4, False, True, ("C02",), ()),
        Stretch(4, 8, False, False, ("C01",), ()),
    ]
