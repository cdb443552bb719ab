"""The choice of projects against plain brute force and against HiGHS, and by its properties."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from assessment.core.rules import Rules
from assessment.plan.choice import limits_of
from assessment.plan.hindsight import best_years, total_of
from assessment.plan.large import choose_among_many
from assessment.plan.promise import promise_share
from assessment.plan.selection import choose_projects, read_applicants
from assessment.plan.sets import Applicant, Limits, Sets

THEMES = [f"T{n}" for n in range(1, 10)]
MakeRules = Callable[..., Rules]


def candidates(rng: random.Random, n: int, *, coarse: bool = False) -> pd.DataFrame:
    """Return invented candidates; coarse points make many sets equal."""
    points = [
        Fraction(rng.randint(7, 9) * 10) if coarse else Fraction(rng.randint(60000, 95000),
                                                                 rng.choice([1000, 3000]))
        for _ in range(n)
    ]  # fmt: skip
    return pd.DataFrame({
        "project_id": [f"2017-C{k:02d}-{k}" for k in range(n)],
        "college_code": [f"C{rng.randint(1, max(2, n // 2)):02d}" for _ in range(n)],
        "theme_code": [rng.choice([*THEMES, None]) for _ in range(n)],
        "total_exact": [f"{p.numerator}/{p.denominator}" for p in points],
        "requested_fen": 500000,
    })  # fmt: skip


def setting(rng: random.Random, make_rules: MakeRules) -> dict[str, Any]:
    most = rng.randint(1, 4)
    rules = make_rules(selection={
        "min_projects": rng.randint(0, most), "max_projects": most, "grant_yuan": 5000,
        "budget_yuan": rng.choice([10000, 20000, 40000]), "max_selected_per_college": rng.randint(1, 2),
        "prefer_unfunded_colleges": rng.random() < 0.3,
    })  # fmt: skip
    return {
        "rules": rules,
        "covered": frozenset(rng.sample(THEMES, rng.randint(0, 6))),
        "supply": {theme: rng.choice([0.3, 0.5, 0.9]) for theme in THEMES[: rng.randint(3, 9)]},
        "years_left": rng.randint(0, 2),
        "funded_colleges": frozenset(f"C{k:02d}" for k in range(1, 4)),
    }


def by_brute_force(frame: pd.DataFrame, case: dict[str, Any]) -> tuple[Any, list[tuple[str, ...]]]:
    """Return the best worth and all sets that have it, by trying every set there is."""
    rules = case["rules"].selection
    open_ = [theme for theme in case["supply"] if theme not in case["covered"]]
    rows = list(frame.itertuples())
    found: dict[Any, list[tuple[str, ...]]] = {}
    for size in range(rules.min_projects, rules.max_projects + 1):
        for chosen in combinations(rows, size):
            homes = Counter(row.college_code for row in chosen)
            new = {row.theme_code for row in chosen} & set(open_)
            if (
                size * rules.grant_yuan > rules.budget_yuan
                or max(homes.values(), default=0) > rules.max_selected_per_college
                or len(open_) - len(new) > case["years_left"] * rules.max_projects
            ):
                continue
            points = sum((Fraction(row.total_exact) for row in chosen), Fraction(0))
            fresh = sum(row.college_code not in case["funded_colleges"] for row in chosen)
            worth = (fresh if rules.prefer_unfunded_colleges else 0, points)
            ids = tuple(sorted(row.project_id for row in chosen))
            found.setdefault(worth, []).append(ids)
    best = max(found, default=None)
    return best, sorted(found.get(best, []))


def by_highs(frame: pd.DataFrame, case: dict[str, Any]) -> float | None:
    """Return the most points by an integer programme written out here."""
    rules = case["rules"].selection
    open_ = [theme for theme in case["supply"] if theme not in case["covered"]]
    n, t = len(frame), len(open_)
    points = [float(Fraction(text)) for text in frame["total_exact"]]
    least_new = max(t - case["years_left"] * rules.max_projects, 0)
    most = min(rules.max_projects, int(rules.budget_yuan // rules.grant_yuan))
    rows = [([1] * n + [0] * t, rules.min_projects, most), ([0] * n + [1] * t, least_new, np.inf)]
    for college in set(frame["college_code"]):
        rows.append(([int(c == college) for c in frame["college_code"]] + [0] * t, 0,
                     rules.max_selected_per_college))  # fmt: skip
    for k, theme in enumerate(open_):
        mine = [int(own == theme) for own in frame["theme_code"]]
        rows.append((mine + [-int(j == k) for j in range(t)], 0, np.inf))
    matrix, low, high = zip(*rows, strict=True)
    found = milp([-p for p in points] + [0] * t, integrality=1, bounds=Bounds(0, 1),
                 constraints=LinearConstraint(np.array(matrix), low, high))  # fmt: skip
    return None if found.x is None else -found.fun


def compare(seed: int, make_rules: MakeRules) -> None:
    rng = random.Random(seed)
    frame, case = candidates(rng, rng.randint(1, 9), coarse=seed % 2 == 0), setting(rng, make_rules)
    result = choose_projects(frame, **case)
    best, sets = by_brute_force(frame, case)
    proposed = result.tables["selection"].query("is_proposed")["project_id"]
    if best is None:
        assert result.facts["n_best"] == 0 and proposed.empty
        assert result.facts["obstacles"]
        return
    frontier = result.tables["selection_frontier"]
    assert tuple(proposed) == sets[0]
    assert result.facts["n_best"] == len(sets)
    assert frontier["project_ids"].iloc[0] == "、".join(sets[0])
    assert set(frontier.query("is_best")["project_ids"]) == {"、".join(ids) for ids in sets}
    if not case["rules"].selection.prefer_unfunded_colleges:
        assert by_highs(frame, case) == pytest.approx(float(best[1]))
        assert result.facts["best_points"] == pytest.approx(float(best[1]))


@pytest.mark.parametrize("seed", range(50))
def test_the_best_set_is_that_of_brute_force_and_of_highs(seed: int, make_rules: MakeRules) -> None:
    compare(seed, make_rules)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(10))
def test_a_thousand_instances_agree(block: int, make_rules: MakeRules) -> None:
    for seed in range(1000 + 100 * block, 1100 + 100 * block):
        compare(seed, make_rules)


def small(rows: str) -> pd.DataFrame:
    """Read `project college theme points` lines."""
    cells = [line.split() for line in rows.strip().splitlines()]
    frame = pd.DataFrame(cells, columns=["project_id", "college_code", "theme_code", "total_exact"])
    return frame.assign(requested_fen=500000)


def choose(rows: str, make_rules: MakeRules, **changed: Any) -> Any:
    rules = make_rules(selection={"min_projects": 1, "max_projects": 2, "budget_yuan": 10000,
                                  "grant_yuan": 5000} | changed.pop("selection", {}))  # fmt: skip
    case = {"covered": frozenset(), "supply": {"T1": 0.5, "T2": 0.5, "T3": 0.5}, "years_left": 2}
    return choose_projects(small(rows), rules=rules, **case | changed)


THREE = "A C1 T1 90\nB C2 T1 85\nD C3 T2 70"


def test_points_alone_decide_while_the_promise_is_safe(make_rules: MakeRules) -> None:
    chosen = choose(THREE, make_rules).tables["selection"].set_index("project_id")
    assert list(chosen.index[chosen["is_proposed"]]) == ["A", "B"]
    assert set(chosen["reason_code"]) == {"points"}


def test_a_theme_takes_a_place_once_the_years_run_out(make_rules: MakeRules) -> None:
    result = choose(THREE, make_rules, years_left=0, covered={"T3"})
    chosen = result.tables["selection"].set_index("project_id")
    assert list(chosen.index[chosen["is_proposed"]]) == ["A", "D"]
    assert dict(chosen["reason_code"]) == {"A": "points", "B": "theme", "D": "theme"}
    assert list(chosen.index[chosen["is_greedy"]]) == ["A", "B"]
    assert result.facts["coverage_price_points"] == 15
    assert result.facts["promise_share"] == 1


def test_a_full_college_and_a_small_budget_are_named(make_rules: MakeRules) -> None:
    full = choose("A C1 T1 90\nB C1 T1 85\nD C3 T2 70", make_rules).tables["selection"]
    assert list(full["reason_code"]) == ["points", "college_cap", "college_cap"]
    poor = choose(THREE, make_rules, selection={"budget_yuan": 5000}).tables["selection"]
    assert list(poor["reason_code"]) == ["points", "budget", "points"]


def test_what_leaves_no_choice_is_named_alone(make_rules: MakeRules) -> None:
    assert choose(THREE, make_rules, years_left=0).facts["obstacles"] == "theme"
    poor = choose(THREE, make_rules, selection={"min_projects": 2, "budget_yuan": 5000})
    assert poor.facts["obstacles"] == "budget、number"
    one = choose("A C1 T1 90\nB C1 T2 85", make_rules, selection={"min_projects": 2})
    assert one.facts["obstacles"] == "college、number"


def test_the_frontier_tells_points_new_themes_and_chance(make_rules: MakeRules) -> None:
    frontier = choose(THREE, make_rules, years_left=1).tables["selection_frontier"]
    assert list(frontier["total_points"]) == sorted(frontier["total_points"], reverse=True)
    two = frontier.query("n_new_themes == 2").iloc[0]
    assert two["project_ids"] == "A、D"
    supply = {"T1": 0.5, "T2": 0.5, "T3": 0.5}
    chance = promise_share({"T1", "T2"}, supply, years_left=1, slots=2)
    assert two["promise_share"] == pytest.approx(chance)


def test_wrong_calls_are_refused(make_rules: MakeRules) -> None:
    with pytest.raises(ValueError, match="more than once"):
        choose("A C1 T1 90\nA C2 T2 80", make_rules)
    with pytest.raises(ValueError, match="lack the columns"):
        choose_projects(pd.DataFrame({"project_id": ["A"]}), rules=make_rules(), covered=(),
                        supply={}, years_left=0)  # fmt: skip


def fitting(applicants: list[Applicant], limits: Limits) -> list[tuple[Applicant, ...]]:
    sizes = range(limits.least, limits.largest + 1)
    sets = (chosen for size in sizes for chosen in combinations(applicants, size))
    return [
        chosen for chosen in sets
        if max(Counter(one.college_code for one in chosen).values(), default=0) <= limits.per_college
    ]  # fmt: skip


@pytest.mark.parametrize("per_college", [1, 2])
@pytest.mark.parametrize("least", [0, 2])
@pytest.mark.parametrize("seed", range(8))
def test_looking_back_finds_what_trying_every_plan_finds(
    seed: int, least: int, per_college: int
) -> None:
    limits = Limits(least=least, most=3, per_college=per_college, affordable=2, least_new=0)
    rng, themes = random.Random(seed), THEMES[: 2 + seed % 4]
    years = []
    for n in (rng.randint(2, 6) for _ in range(3)):
        frame = candidates(rng, n).assign(theme_code=rng.choices([*themes, "T9", None], k=n))
        years.append(read_applicants(frame))
    plans = [
        plan for plan in product(*(fitting(one, limits) for one in years))
        if set(themes) <= {one.theme_code for chosen in plan for one in chosen}
    ]  # fmt: skip
    found = best_years(years, themes, [limits] * 3)
    if not plans:
        assert found is None
        return
    assert found is not None and tuple(map(tuple, map(in_order, found))) in {
        tuple(map(tuple, map(in_order, plan))) for plan in plans
    }
    assert total_of(found) == max(map(total_of, plans))


def in_order(chosen: Iterable[Applicant]) -> list[str]:
    return sorted(one.project_id for one in chosen)


def test_looking_back_on_points_too_fine_for_an_integer_of_64_bits() -> None:
    """The common scale of these points is beyond 2⁶⁰."""
    primes = [1000003, 1000033, 1000037, 1000039]
    one = [
        Applicant(f"P{n}", f"C{n}", THEMES[n % 2], Fraction(80 * prime + n, prime))
        for n, prime in enumerate(primes)
    ]
    limits = Limits(least=1, most=1, per_college=1, affordable=1, least_new=0)
    found = best_years([one, one], THEMES[:2], [limits] * 2)
    assert found is not None
    assert sorted(in_order(chosen)[0] for chosen in found) == ["P2", "P3"]


def test_the_integer_programme_finds_what_enumeration_finds(make_rules: MakeRules) -> None:
    for seed in range(10):
        rng = random.Random(seed)
        applicants = read_applicants(candidates(rng, 18))
        limits = limits_of(make_rules(), n_open=9, years_left=1)
        sets = Sets(applicants, THEMES, (), limits.least, limits.largest)
        allowed = np.flatnonzero(sets.allowed(limits))
        found = choose_among_many(applicants, limits, THEMES, gap=1e-9)
        if not len(allowed):
            assert found is None
            continue
        best = max(sets.exact(int(n)) for n in allowed)
        assert found is not None and found.points == pytest.approx(float(best))


def test_a_set_that_is_not_found_in_time_is_no_set_that_cannot_be() -> None:
    rng = random.Random(6)
    applicants = [Applicant(f"P{n}", f"C{n % 40}", THEMES[n % 9], Fraction(rng.randint(60, 99)))
                  for n in range(400)]  # fmt: skip
    limits = Limits(least=20, most=30, per_college=1, affordable=30, least_new=9)
    with pytest.raises(TimeoutError):
        choose_among_many(applicants, limits, THEMES, seconds=1e-9)
    assert (
        choose_among_many(applicants, replace(limits, least=41, most=50, affordable=50), THEMES)
        is None
    )


def test_thousands_of_candidates_are_chosen_from_within_the_gap() -> None:
    rng = random.Random(5)
    applicants = [
        Applicant(f"P{n}", f"C{rng.randint(1, 300)}", rng.choice(THEMES),
                  Fraction(rng.randint(60000, 95000), 1000)) for n in range(5000)
    ]  # fmt: skip
    limits = Limits(least=30, most=60, per_college=1, affordable=60, least_new=9)
    found = choose_among_many(applicants, limits, THEMES)
    assert found is not None and len(found.project_ids) == 60
    assert found.gap <= 1e-3
    with pytest.raises(ValueError, match="positive"):
        choose_among_many(applicants, limits, THEMES, gap=0)


def test_of_very_many_candidates_the_rules_propose_all_the_same(make_rules: MakeRules) -> None:
    rng = random.Random(3)
    frame = candidates(rng, 200)
    case: dict[str, Any] = {
        "rules": make_rules(), "covered": frozenset(THEMES[:3]), "years_left": 1,
        "supply": dict.fromkeys(THEMES, 0.5),
    }  # fmt: skip
    result = choose_projects(frame, **case)
    table = result.tables["selection"]
    proposed = table[table["is_proposed"]]
    best = by_highs(frame, case)
    assert best is not None and len(proposed) == 4
    assert result.facts["best_points"] == pytest.approx(best, rel=1e-3)
    assert result.facts["gap_share"] <= 1e-3 and "n_best" not in result.facts
    row = result.tables["selection_frontier"].iloc[0]
    assert row["project_ids"] == "、".join(proposed["project_id"])
    exact = sum(Fraction(text) for text in frame.set_index("project_id").loc[
        proposed["project_id"], "total_exact"])  # fmt: skip
    assert row["total_points"] == pytest.approx(float(exact))
    assert row["n_new_themes"] == len(set(frame.set_index("project_id").loc[
        proposed["project_id"], "theme_code"]) & set(THEMES[3:]))  # fmt: skip
    assert set(table["reason_code"]) <= {"points", "theme"}


def test_of_very_many_candidates_colleges_never_funded_come_first(make_rules: MakeRules) -> None:
    frame = candidates(random.Random(4), 200)
    homes = frame.set_index("project_id")["college_code"]
    funded = frozenset(sorted(set(homes))[:-3])  # three colleges were never funded
    rules = make_rules(selection={"prefer_unfunded_colleges": True})
    result = choose_projects(frame, rules=rules, covered=THEMES, supply={}, years_left=0,
                             funded_colleges=funded)  # fmt: skip
    table = result.tables["selection"]
    proposed = homes[table.loc[table["is_proposed"], "project_id"]]
    assert len(set(proposed) - funded) == 3 and len(proposed) == 4


def test_of_very_many_candidates_none_may_be_allowed(make_rules: MakeRules) -> None:
    frame = candidates(random.Random(5), 200).assign(theme_code="T1")
    result = choose_projects(frame, rules=make_rules(), covered=(), years_left=0,
                             supply=dict.fromkeys(THEMES, 0.5))  # fmt: skip
    assert result.facts["n_best"] == 0
    assert result.facts["obstacles"] == "theme"  # one theme of the five there must be
    assert "本年新覆盖 1 类" in str(result.facts["remedies"])
    assert not result.tables["selection"]["is_proposed"].any()
    assert set(result.tables["selection"]["reason_code"]) == {"none"}
    assert result.tables["selection_frontier"].empty


@pytest.mark.parametrize("n_colleges", [3, 62, 70])
def test_projects_of_one_college_are_told_apart_however_many_colleges_there_are(
    n_colleges: int,
) -> None:
    applicants = [Applicant(f"P{n}", f"C{n % n_colleges}", None, Fraction(1)) for n in range(75)]
    sets = Sets(applicants, (), (), 0, 2)
    flags = sets.fits_colleges(1)
    for number in range(0, len(flags), 7):
        homes = [one.college_code for one in sets.members_of(number)]
        assert flags[number] == (len(set(homes)) == len(homes))
    assert sets.fits_colleges(2).all()
