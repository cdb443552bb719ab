"""The Red Flag evaluation, against sums and ranks in Decimal, counted again by hand."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from assessment.account.red_flag import red_flag
from assessment.account.red_flag_ranks import awarded, competition_ranks
from assessment.core.tables import empty

FOUR = ("思想政治建设", "组织建设", "活动开展", "队伍与制度建设")
VETO = "发生重大安全责任事故"
ITEMS = [
    *({"item": item, "cap_points": 25} for item in FOUR),
    {"item": "特色工作加分", "cap_points": 3},
    {"item": "材料报送扣分", "cap_points": 5, "is_deduction": True},
]
SECTION = {
    "counts_results_of": 2017,
    "items": ITEMS,
    "brand_bonus": {"优秀": 5, "良好": 3, "合格": 1},
    "bonus_cap": 6,
    "award_share": None,
    "award_top": 2,
    "veto": [VETO],
    "commend_grades": ["优秀"],
}


@pytest.fixture(scope="module")
def rules(make_rules):
    return make_rules(2018, red_flag=SECTION)


@pytest.fixture(scope="module")
def items(table):
    """Return table `red_flag_items` of 2018 from colleges: text → points, or → columns."""

    def make(**papers):
        rows = [
            {"year": 2018, "college_code": code, "item": text, "src": f"k!{code}!F{n}"}
            | (told if isinstance(told, dict) else {"points": told})
            for code, paper in papers.items()
            for n, (text, told) in enumerate(paper.items(), 4)
        ]
        return table("red_flag_items", *rows)

    return make


@pytest.fixture(scope="module")
def counted(table):
    """Return tables standings and applications of 2017 from (college, grade, brand)."""

    def make(*triples, **values):
        rows = [
            ({"project_id": f"P{n}", "grade": grade} | values,
             {"project_id": f"P{n}", "college_code": college, "brand_id": brand})
            for n, (college, grade, brand) in enumerate(triples)
        ]  # fmt: skip
        first, second = ([pair[n] for pair in rows] for n in (0, 1))
        return table("standings", *first), table("applications", *second)

    return make


NOTHING = (pd.DataFrame(), pd.DataFrame(), pd.DataFrame())


def paper(*points, **extra):
    return dict(zip(FOUR, points, strict=True)) | extra


def row(result, code="C1"):
    return result.frame.set_index("college_code").loc[code]


def told(result, *passed_over):
    usual = {"red-flag.results-missing", *passed_over}
    return [(f.code, f.actual, f.expected) for f in result.problems if f.code not in usual]


# --- the paper ------------------------------------------------------------------------------------


def test_items_are_summed_and_deductions_taken_away(items, rules):
    lines = paper(20.1, 20.2, 20.3, 20.4) | {"特色工作加分": 2.5, "材料报送扣分": 1.5}
    result = red_flag(items(C1=lines), *NOTHING, rules=rules)
    found = row(result)
    assert found[["base_points", "bonus_points", "total_points"]].tolist() == [82.0, 0.0, 82.0]
    assert found[["rank", "rank_without_bonus"]].tolist() == [1, 1]
    assert found[["is_candidate", "is_vetoed", "is_awarded", "is_commended"]].tolist() == [
        True, False, True, False,
    ]  # fmt: skip
    assert told(result) == []
    assert result.facts == {"n_candidates": 1, "n_places": 2, "n_awarded": 1}


def test_second_level_lines_belong_to_their_head(items, rules):
    lines = paper(20, 20, 20, 20)
    del lines["思想政治建设"]
    lines |= {"思想政治建设·理论学习": 9.7, "思想政治建设·主题教育": 0.1, "加分项·特色": 3}
    result = red_flag(items(C1=lines), *NOTHING, rules=rules)
    assert row(result)["base_points"] == 69.8
    assert [found[:2] for found in told(result)] == [("red-flag.item-unknown", "C1「加分项·特色」")]


@pytest.mark.parametrize(
    ("lines", "base", "expected"),
    [
        ({"组织建设": {"points": 21, "cap_points": 20}}, 80, [("C1「组织建设」21 分", "20 分")]),
        ({"组织建设": {"points": 25, "cap_points": 30}}, 85, []),
        ({"组织建设": {"points": 26, "cap_points": 30}}, 85, [("C1「组织建设」26 分", "25 分")]),
        ({"特色工作加分": 3.5}, 83, [("C1「特色工作加分」3.5 分", "3 分")]),
        ({"材料报送扣分": 9}, 75, [("C1「材料报送扣分」9 分", "5 分")]),
    ],
)
def test_points_above_a_cap_count_as_the_cap(lines, base, expected, items, rules):
    result = red_flag(items(C1=paper(20, 20, 20, 20) | lines), *NOTHING, rules=rules)
    assert row(result)["base_points"] == base
    assert told(result) == [("red-flag.over-cap", *texts) for texts in expected]


def test_parts_above_the_cap_of_their_item_count_as_the_cap(items, rules):
    lines = paper(0, 0, 0, 0)
    del lines["组织建设"]
    lines |= {f"组织建设·{n}": {"points": 9, "cap_points": 10} for n in range(3)}
    result = red_flag(items(C1=lines), *NOTHING, rules=rules)
    assert row(result)["base_points"] == 25
    assert told(result) == [("red-flag.over-cap", "C1「组织建设」27 分", "25 分")]


def test_deductions_never_go_below_0(items, rules):
    result = red_flag(items(C1=paper(1, 0, 0, 0) | {"材料报送扣分": 4}), *NOTHING, rules=rules)
    assert row(result)["base_points"] == 0
    assert row(result)["rank"] == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"组织建设": {"self_points": 24}}, "red-flag.not-verified"),
        ({"组织建设": {}}, "red-flag.not-verified"),
        ({"组织建设": None}, "red-flag.not-verified"),
        ({"特色工作加分": {"self_points": 2}}, "red-flag.not-verified"),
        ({"材料报送扣分": {"self_points": 0}}, "red-flag.not-verified"),
        ({"特色工作加分": {}, "材料报送扣分": {}}, None),
        ({"组织建设·团支部": {"self_points": 9}}, None),
    ],
)
def test_what_is_not_verified_is_missing(change, code, items, rules):
    lines = paper(20, 20, 20, 20) | change
    result = red_flag(items(C1=lines, C2=paper(1, 1, 1, 1)), *NOTHING, rules=rules)
    assert [found[0] for found in told(result)] == ([code] if code else [])
    columns = ["base_points", "total_points", "rank", "rank_without_bonus"]
    assert row(result)[columns].isna().tolist() == [code is not None] * 4
    assert row(result, "C2")["rank"] == (1 if code else 2)
    assert row(result)["is_candidate"]
    assert row(result)["is_awarded"] == (code is None)


def test_an_item_left_out_is_told_at_the_sheet(items, rules):
    lines = paper(20, 20, 20, 20)
    del lines["活动开展"]
    sources = pd.DataFrame({"source_id": ["k"], "file": ["考核表.xlsx"]})
    names = pd.DataFrame({"college_code": ["C1"], "college_name": ["临床医学院"]})
    result = red_flag(items(C1=lines), *NOTHING, rules=rules, colleges=names, sources=sources)
    (found,) = [f for f in result.problems if f.code == "red-flag.item-missing"]
    assert (found.actual, str(found.where)) == ("临床医学院「活动开展」", "考核表.xlsx「C1」")
    assert pd.isna(row(result)["base_points"])


def test_a_total_of_an_item_is_not_counted_beside_its_parts(items, rules):
    both = paper(20, 20, 20, 20) | {"组织建设·团支部": 12.5, "组织建设·团干部": 7.5}
    odd = both | {"组织建设·团干部": 7}
    head = both | {"组织建设": {"cap_points": 25}}
    result = red_flag(items(C1=both, C2=odd, C3=head), *NOTHING, rules=rules)
    assert result.frame["base_points"].fillna(-1).tolist() == [80, -1, 80]
    assert told(result) == [("red-flag.parts-differ", "C2「组织建设」20 分", "19.5 分")]


def test_items_within_100_points_are_needed_whatever_their_number(items, make_rules):
    own = [{"item": "基础", "cap_points": 90}, {"item": "创新加分", "cap_points": 10}]
    rules = make_rules(2018, red_flag=SECTION | {"items": own})
    result = red_flag(items(C1={"基础": 80}, C2={"创新加分": 10}), *NOTHING, rules=rules)
    assert result.frame["base_points"].fillna(-1).tolist() == [80, -1]


# --- vetoes ---------------------------------------------------------------------------------------


def test_a_vetoed_college_keeps_its_points_and_has_no_rank(items, rules):
    lines = paper(25, 25, 25, 25) | {VETO: {"is_veto": True}}
    clean = paper(20, 20, 20, 20) | {VETO: {}, "一票否决·其他": {}}
    result = red_flag(items(C1=lines, C2=clean), *NOTHING, rules=rules)
    assert told(result) == [("red-flag.vetoed", "C1", VETO)]
    assert row(result)[["is_vetoed", "is_awarded", "total_points"]].tolist() == [True, False, 100]
    assert row(result)[["rank", "rank_without_bonus"]].isna().all()
    assert row(result, "C2")[["rank", "is_vetoed", "is_awarded"]].tolist() == [1, False, True]


def test_a_veto_alone_makes_no_candidate(items, rules):
    result = red_flag(items(C1={VETO: {"is_veto": True}}, C2={VETO: {}}), *NOTHING, rules=rules)
    assert result.frame["is_candidate"].tolist() == [False, False]
    assert result.frame["is_vetoed"].tolist() == [True, False]
    assert result.facts["n_candidates"] == 0


# --- brands ---------------------------------------------------------------------------------------


def test_the_bonus_has_a_cap_and_so_has_the_total(items, counted, rules):
    given = counted(
        ("C1", "优秀", "A"), ("C1", "良好", "B"), ("C2", "合格", "D"), ("C3", "不合格", "E")
    )
    papers = {"C1": paper(25, 25, 25, 23.5), "C2": paper(24, 24, 24, 24.1), "C3": paper(1, 1, 1, 1)}
    frame = red_flag(items(**papers), *given, empty("brands"), rules=rules).frame
    assert frame["bonus_points"].tolist() == [6, 1, 0]
    assert frame["total_points"].tolist() == [100, 97.1, 4]
    assert frame["is_commended"].tolist() == [True, False, False]


def test_a_bonus_can_change_the_order(items, counted, rules):
    given = counted(("C2", "合格", "A"))
    papers = {"C1": paper(20, 20, 20, 20.5), "C2": paper(20, 20, 20, 20)}
    frame = red_flag(items(**papers), *given, empty("brands"), rules=rules).frame
    assert frame["rank"].tolist() == [2, 1]
    assert frame["rank_without_bonus"].tolist() == [1, 2]


def test_sums_above_100_are_equal_with_and_without_bonus(items, rules):
    papers = {
        "C1": paper(25, 25, 25, 25) | {"特色工作加分": 1},
        "C2": paper(25, 25, 25, 25) | {"特色工作加分": 3},
    }
    frame = red_flag(items(**papers), *NOTHING, rules=rules).frame
    assert frame["base_points"].tolist() == [101, 103]
    assert frame["rank"].tolist() == frame["rank_without_bonus"].tolist() == [1, 1]


def test_a_revoked_brand_brings_no_bonus(items, counted, table, rules):
    given = counted(("C1", "优秀", "A"), ("C1", "合格", None))
    brands = table(
        "brands",
        {"brand_id": "A", "state": "revoked"}, {"brand_id": "B", "state": "valid"},
        college_code="C1", grade="优秀",
    )  # fmt: skip
    found = row(red_flag(items(C1=paper(1, 1, 1, 1)), *given, brands, rules=rules))
    assert found[["bonus_points", "is_commended"]].tolist() == [1, True]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ({"加分项·品牌加分": 5}, ["red-flag.bonus-uncertified"]),
        ({"品牌加分": {"self_points": 5}}, ["red-flag.bonus-uncertified"]),
        ({"加分项·一团一品优秀品牌": 3, "精品活动加分": 2}, ["red-flag.bonus-uncertified"] * 2),
        ({"品牌加分": {"points": 0, "self_points": 5}}, []),  # struck out when it was verified
        ({"品牌加分": {}}, []),
    ],
)
def test_a_bonus_for_a_brand_not_certified_does_not_count(lines, codes, items, counted, rules):
    given = counted(("C1", "不合格", "A"), ("C2", "良好", "B"))
    papers = items(C1=paper(20, 20, 20, 20) | lines)
    result = red_flag(papers, *given, empty("brands"), rules=rules)
    assert [found.code for found in result.problems] == codes
    assert row(result)[["base_points", "bonus_points", "total_points"]].tolist() == [80, 0, 80]
    assert row(result)["rank"] == 1


def test_a_claimed_bonus_is_told_at_its_cell_with_the_reason(items, counted, table, make_rules):
    sources = pd.DataFrame({"source_id": ["k"], "file": ["考核表.xlsx"]})
    revoked = table("brands", {"brand_id": "A"}, state="revoked", college_code="C1", grade="优秀")
    papers, given = items(C1={"品牌加分": 5}), counted(("C1", "优秀", "A"), ("C2", "良好", "B"))

    def told(year, brands):
        rules = make_rules(2018, red_flag=SECTION | {"counts_results_of": year})
        result = red_flag(papers, *given, brands, rules=rules, sources=sources)
        (found,) = [one for one in result.problems if one.code == "red-flag.bonus-uncertified"]
        assert str(found.where) in ("考核表.xlsx「C1」F4", "考核表.xlsx「C3」F4")
        return found.actual, found.expected

    assert told(2017, revoked) == ("C1「品牌加分」5 分", "其品牌已撤销认证")
    assert told(None, empty("brands"))[1] == "规则没有指定计入哪一年的考核认证"
    papers = items(C3={"品牌加分": 5})
    assert told(2017, revoked)[1] == "2017 年考核认证没有取得可以加分的等次"


@pytest.mark.parametrize(("claimed", "codes"), [(5, []), (6, ["red-flag.bonus-differs"])])
def test_a_claimed_bonus_never_takes_the_place_of_the_computed_one(
    claimed, codes, items, counted, rules
):
    papers = items(C1=paper(20, 20, 20, 20) | {"品牌加分": claimed})
    result = red_flag(papers, *counted(("C1", "优秀", "A")), empty("brands"), rules=rules)
    assert [found.code for found in result.problems] == codes
    assert row(result)[["base_points", "bonus_points"]].tolist() == [80, 5]


def test_an_item_of_the_rules_may_speak_of_brands(items, make_rules):
    own = [{"item": "基础", "cap_points": 100}, {"item": "品牌建设加分", "cap_points": 3}]
    rules = make_rules(2018, red_flag=SECTION | {"items": own})
    result = red_flag(items(C1={"基础": 80, "品牌建设加分": 2}), *NOTHING, rules=rules)
    assert row(result)["base_points"] == 82


def test_colleges_that_only_have_an_honour_are_listed(items, counted, rules):
    given = counted(("C2", "良好", "A"), ("C3", "不合格", "B"), ("C4", "优秀", "C"))
    result = red_flag(items(C1=paper(1, 1, 1, 1)), *given, empty("brands"), rules=rules)
    assert result.frame["college_code"].tolist() == ["C1", "C2", "C4"]
    assert row(result, "C4")[["is_candidate", "is_awarded", "is_commended"]].tolist() == [
        False, False, True,
    ]  # fmt: skip
    assert row(result, "C4")[["base_points", "total_points", "rank"]].isna().all()
    assert row(result, "C4")["bonus_points"] == 5
    assert not result.problems


@pytest.mark.parametrize(
    "values", [{"year": 2016}, {"round": "review"}, {"status": "provisional"}, {"grade": None}]
)
def test_only_final_grades_of_the_counted_assessment_count(values, items, counted, table, rules):
    standings, _ = counted(("C1", "优秀", "A"), **values)
    projects = [{"project_id": "P0", "college_code": "C1", "year": year} for year in (2016, 2017)]
    if "grade" in values:
        standings = standings.assign(grade=None).astype(standings.dtypes)
    given = (standings, table("applications", *projects), empty("brands"))
    result = red_flag(items(C1=paper(1, 1, 1, 1)), *given, rules=rules)
    assert row(result)["bonus_points"] == 0
    (found,) = result.problems
    assert (found.code, found.actual) == ("red-flag.results-missing", "2017")


def test_without_a_counted_year_every_bonus_is_0_and_said(items, counted, make_rules):
    rules = make_rules(2018, red_flag=SECTION | {"counts_results_of": None})
    given = counted(("C1", "优秀", "A"))
    result = red_flag(items(C1=paper(1, 1, 1, 1)), *given, empty("brands"), rules=rules)
    assert row(result)[["bonus_points", "is_commended"]].tolist() == [0, False]
    assert [(f.severity, f.code) for f in result.problems] == [
        ("NOTICE", "red-flag.no-results-counted")
    ]
    quiet = red_flag(empty("red_flag_items"), *given, empty("brands"), rules=rules)
    assert quiet.frame.empty
    assert not quiet.problems


# --- ranks and awards -----------------------------------------------------------------------------


def test_a_tie_across_the_border_awards_none_of_the_tied(items, rules):
    papers = {f"C{n}": paper(20, 20, 20, last) for n, last in enumerate((21, 20, 20, 19), 1)}
    result = red_flag(items(**papers), *NOTHING, rules=rules)
    assert result.frame["rank"].tolist() == [1, 2, 2, 4]
    assert result.frame["is_awarded"].tolist() == [True, False, False, False]
    assert result.frame["is_border_tied"].tolist() == [False, True, True, False]
    assert told(result) == [("red-flag.border-tie", "C2、C3", "2")]


@pytest.fixture(scope="module")
def decided(table):
    def make(**outcomes):
        rows = ({"year": 2018, "college_code": code, "outcome": outcome, "src": f"k!决定!C{n}"}
                for n, (code, outcome) in enumerate(outcomes.items(), 4))  # fmt: skip
        return table("award_decisions", *rows)

    return make


@pytest.mark.parametrize(
    ("outcomes", "awarded_to", "is_open", "codes"),
    [
        ({"C3": "yes"}, {"C1", "C3"}, False, []),
        ({"C2": "no", "C3": "yes"}, {"C1", "C3"}, False, []),
        ({"C2": "no", "C3": "no"}, {"C1"}, False, []),
        ({"C2": "no"}, {"C1"}, True, ["red-flag.border-tie"]),
        (
            {"C2": "yes", "C3": "yes"},
            {"C1"},
            True,
            ["red-flag.border-tie", "red-flag.decision-misfit"],
        ),
        ({"C4": "yes"}, {"C1"}, True, ["red-flag.border-tie", "red-flag.decision-idle"]),
        ({"C1": "no", "C2": "yes"}, {"C1", "C2"}, False, ["red-flag.decision-idle"]),
    ],
)
def test_the_committee_settles_a_tie_across_the_border(
    outcomes, awarded_to, is_open, codes, items, rules, decided
):
    papers = {f"C{n}": paper(20, 20, 20, last) for n, last in enumerate((21, 20, 20, 19), 1)}
    result = red_flag(items(**papers), *NOTHING, rules=rules, decisions=decided(**outcomes))
    frame = result.frame.set_index("college_code")
    assert set(frame.index[frame["is_awarded"]]) == awarded_to
    assert set(frame.index[frame["is_border_tied"]]) == ({"C2", "C3"} if is_open else set())
    assert frame["rank"].tolist() == [1, 2, 2, 4]
    assert [code for code, *_ in told(result)] == codes


def test_sums_that_floats_would_part_are_tied(items, rules):
    papers = {"C1": paper(0.1, 0.2, 0, 0), "C2": paper(0.3, 0, 0, 0)}
    assert red_flag(items(**papers), *NOTHING, rules=rules).frame["rank"].tolist() == [1, 1]


@pytest.mark.parametrize(("n", "places"), [(4, 0), (5, 1), (9, 1), (10, 2)])
def test_a_share_is_of_all_candidates_and_rounds_down(n, places, items, make_rules):
    section = SECTION | {"award_top": None, "award_share": Decimal("0.2")}
    papers = {f"C{k:02}": paper(k, 0, 0, 0) for k in range(n)}
    papers["C00"] = {"思想政治建设": 1}  # a candidate without full data
    result = red_flag(items(**papers), *NOTHING, rules=make_rules(2018, red_flag=section))
    assert result.facts == {"n_candidates": n, "n_places": places, "n_awarded": places}
    assert result.frame["is_awarded"].sum() == places


@pytest.mark.parametrize("seed", range(20))
def test_random_ranks_and_awards_equal_counting(seed):
    chance = random.Random(seed)
    points = {f"C{n}": Fraction(chance.randint(0, 8), 3) for n in range(chance.randint(0, 12))}
    ranks, places = competition_ranks(points), chance.randint(0, 6)
    assert ranks == {c: 1 + sum(other > p for other in points.values()) for c, p in points.items()}
    inside, tied = awarded(ranks, places)
    for college, mine in points.items():
        above = sum(other > mine for other in points.values())
        level = sum(other == mine for other in points.values())
        assert (college in inside) == (above + level <= places)
        assert (college in tied) == (above < places < above + level)


@pytest.mark.parametrize("seed", range(12))
def test_random_evaluations_equal_plain_decimals(seed, items, counted, table, rules):
    chance = random.Random(seed)
    papers, base = {}, {}
    for n in range(14):
        own = {item: Decimal(chance.randint(150, 270)) / 10 for item in FOUR}
        own["特色工作加分"] = Decimal(chance.choice([0, 5, 20, 40])) / 10
        own["材料报送扣分"] = Decimal(chance.choice([0, 0, 15, 80])) / 10
        caps = {item["item"]: Decimal(item["cap_points"]) for item in ITEMS}
        kept = {item: min(points, caps[item]) for item, points in own.items()}
        code, lines = f"C{n:02}", {item: float(points) for item, points in own.items()}
        base[code] = max(sum(kept.values()) - 2 * kept["材料报送扣分"], Decimal(0))
        if chance.random() < 0.3:  # the same points in two lines
            item = chance.choice(FOUR)
            part = Decimal(chance.randint(0, int(own[item] * 10))) / 10
            lines |= {f"{item}·甲": float(part), f"{item}·乙": float(own[item] - part)}
            del lines[item]
        if chance.random() < 0.15:
            lines[chance.choice([item for item in lines if item in FOUR])] = {"self_points": 25.0}
            base[code] = None
        papers[code] = lines
    grades = [(chance.choice(list(papers)), chance.choice(["优秀", "良好", "合格", "不合格"]), f"B{n}")
              for n in range(12)]  # fmt: skip
    revoked = {"B1", "B2"}
    worth = {"优秀": 5, "良好": 3, "合格": 1, "不合格": 0}
    brands = table(
        "brands", *({"brand_id": b, "college_code": "C"} for b in revoked), state="revoked"
    )
    frame = red_flag(items(**papers), *counted(*grades), brands, rules=rules).frame
    total = {}
    for code, points in base.items():
        mine = [
            worth[grade] for college, grade, b in grades if college == code and b not in revoked
        ]
        total[code] = None if points is None else min(points + min(sum(mine), 6), Decimal(100))
    ranked = [points for points in total.values() if points is not None]
    for found in frame.itertuples():
        want, all_in = base[found.college_code], total[found.college_code]
        assert pd.isna(found.base_points) == (want is None)
        if want is not None:
            above, level = (sum(test(p) for p in ranked) for test in (all_in.__lt__, all_in.__eq__))
            assert (found.base_points, found.total_points) == (float(want), float(all_in))
            assert (found.rank, found.is_awarded) == (1 + above, above + level <= 2)


def test_empty_tables_give_an_empty_table(make_rules):
    result = red_flag(pd.DataFrame(), *NOTHING, rules=make_rules())
    assert result.frame.empty
    assert not result.problems
    assert result.facts == {"n_candidates": 0, "n_places": 0, "n_awarded": 0}


def test_a_bonus_for_a_grade_that_does_not_exist_is_told(make_rules, items, counted):
    section = SECTION | {"brand_bonus": {"优秀": 5, "一等": 3}, "commend_grades": ["特等"]}
    odd = make_rules(2018, red_flag=section)
    papers = items(C01=dict.fromkeys(FOUR, 20))
    result = red_flag(papers, *counted(("C01", "优秀", "B1")), empty("brands"), rules=odd)
    told = [one for one in result.problems if one.code == "red-flag.grade-unknown"]
    assert [one.actual for one in told] == ["一等", "特等"]
    assert "优秀" in told[0].expected
    old = red_flag(papers, *counted(("C01", "一等", "B1")), empty("brands"), rules=odd)
    assert [one.actual for one in old.problems if one.code == "red-flag.grade-unknown"] == ["特等"]
