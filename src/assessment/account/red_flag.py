"""The yearly 五四红旗团委（总支） evaluation: papers, brand bonus, ranks, awards, commendation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.account.award_decisions import settle
from assessment.account.bonus_claims import check_claims
from assessment.account.brand_bonus import Honour, brand_bonuses, honours
from assessment.account.red_flag_paper import Finding, Paper, paper_points, read_paper
from assessment.account.red_flag_ranks import awarded, competition_ranks, full, places_of
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef, cell_of
from assessment.core.result import Result
from assessment.core.rule_sections import RedFlag
from assessment.core.rules import Rules
from assessment.core.tables import conform, file_names, of_year, table_of


@dataclass(frozen=True, slots=True)
class College:
    """A college in the evaluation: what its paper gives and what its brands add."""

    code: str
    paper: Paper
    base: Fraction | None
    honour: Honour
    findings: tuple[Finding, ...] = ()

    @property
    def is_candidate(self) -> bool:
        """Whether it handed in scored lines."""
        return bool(self.paper.lines)

    @property
    def is_ranked(self) -> bool:
        """Whether it is a candidate with full data and no veto."""
        return self.base is not None and not self.paper.vetoes

    @property
    def total(self) -> Fraction | None:
        """Base and bonus, a sum above 100 as 100."""
        return None if self.base is None else full(self.base + self.honour.bonus)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ranks, who is awarded, and who is tied across the border of the places."""

    ranks: Mapping[str, int]
    inside: set[str]
    tied: frozenset[str]


def red_flag(
    items: pd.DataFrame,
    standings: pd.DataFrame,
    applications: pd.DataFrame,
    brands: pd.DataFrame,
    /,
    *,
    rules: Rules,
    decisions: pd.DataFrame | None = None,
    colleges: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return the Red Flag evaluation of the year: base points, bonus, ranks, awards.

    `base_points` is the sum of the rules' items less the deductions, each up to its cap, never
    below 0; only verified points (核评分) count, and a college with an item missing or not
    verified has none and no rank. `bonus_points` is the bonus of its brands' grades in the
    assessment of `counts_results_of`, up to `bonus_cap`. `total_points` above 100 count as 100.
    Ranks go by the exact total, and by the base (above 100 as 100), among candidates with full
    data and no veto, 1, 1, 3. Awarded are the first `award_top`, or the whole part of
    `award_share` of all candidates; of a tie across the border none (`is_border_tied`), until
    decisions on units settle it. A bonus that a paper claims for itself is not counted.
    A college with a veto is not commended either.
    Colleges that handed in nothing stand here when they have a bonus or a commendation.

    Parameters
    ----------
    items : DataFrame
        Table `red_flag_items`.
    standings, applications : DataFrame
        Tables of those names, all years joined; one without columns is empty.
    brands : DataFrame
        Table `brands` as known before this year's assessment; a revoked brand brings no bonus.
    rules : Rules
        The year's rules.
    decisions : DataFrame, optional
        Table `award_decisions`.
    colleges, sources : DataFrame, optional
        Tables of those names, so that problems name colleges and files.

    Returns
    -------
    Result
        Table `red_flag`. Facts: `n_candidates`, `n_places` (to be awarded), `n_awarded`.

    Problems
    --------
    red-flag.no-results-counted, red-flag.results-missing, red-flag.not-verified,
    red-flag.over-cap, red-flag.item-unknown, red-flag.item-missing, red-flag.parts-differ,
    red-flag.vetoed, red-flag.border-tie, red-flag.bonus-uncertified, red-flag.bonus-differs,
    red-flag.grade-unknown, red-flag.decision-misfit, red-flag.decision-idle

    Raises
    ------
    ValueError
        When a table is not as its specification says.

    Source
    ------
    Rules section `[red_flag]`; clause 四、3: the result counts in the yearly evaluation.
    """
    bonuses = brand_bonuses(standings, applications, brands, rules=rules).frame
    given = honours(bonuses, rules.red_flag)
    mine = of_year(conform(items, "red_flag_items"), "red_flag_items", rules.year)
    evaluated = _colleges(mine, given, rules.red_flag)
    ranks = competition_ranks(_totals(evaluated))
    candidates = [college for college in evaluated if college.is_candidate]
    places = places_of(len(candidates), rules.red_flag)
    inside, tied = awarded(ranks, places)
    names, files = _names(colleges), file_names(sources)
    border = settle(tied, places - len(inside), decisions, rules.year, (names, files))
    inside |= border.chosen
    table = _table(evaluated, Outcome(ranks, inside, border.left_open), rules)
    found = [
        *(_unfounded(rules, bonuses) if len(table) else ()),
        *_unknown_grades(rules, bonuses),
        *(told for college in evaluated for told in _faults(college, names, files)),
        *_border(sorted(border.left_open), places, names),
        *border.problems,
    ]
    facts = {"n_candidates": len(candidates), "n_places": places, "n_awarded": len(inside)}
    return Result({"red_flag": table}, Problems(found), facts)


def check_red_flag(
    items: pd.DataFrame,
    /,
    *,
    rules: Rules,
    colleges: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> list[Problem]:
    """Return what is wrong with the papers alone, whatever their colleges' brands bring.

    Parameters
    ----------
    items, colleges, sources : DataFrame
        As `red_flag` takes them.
    rules : Rules
        The year's rules.

    Problems
    --------
    red-flag.not-verified, red-flag.over-cap, red-flag.item-unknown, red-flag.item-missing,
    red-flag.parts-differ

    Raises
    ------
    ValueError
        When a table is not as its specification says.

    Source
    ------
    Rules section `[red_flag]`.
    """
    mine = of_year(conform(items, "red_flag_items"), "red_flag_items", rules.year)
    names, files = _names(colleges), file_names(sources)
    found: list[Problem] = []
    for code, rows in mine.groupby("college_code"):
        lines = read_paper(rows, rules.red_flag).lines
        if lines:
            findings = paper_points(lines, rules.red_flag).findings
            alone = College(str(code), Paper(lines), None, Honour(), findings)
            found += _faults(alone, names, files)
    return found


def _colleges(items: pd.DataFrame, given: Mapping[str, Honour], section: RedFlag) -> list[College]:
    """Return the colleges with lines, and those that only have a bonus or a commendation."""
    papers = {str(code): read_paper(rows, section) for code, rows in items.groupby("college_code")}
    honoured = {code for code, one in given.items() if one.bonus or one.is_commended}
    return [
        _college(code, papers.get(code, Paper()), given.get(code, Honour()), section)
        for code in sorted({*papers, *honoured})
    ]


def _college(code: str, paper: Paper, honour: Honour, section: RedFlag) -> College:
    claims = tuple(check_claims(paper.claims, honour, section))
    if not paper.lines:
        return College(code, paper, None, honour, claims)
    given = paper_points(paper.lines, section)
    return College(code, paper, given.points, honour, (*given.findings, *claims))


def _totals(evaluated: Sequence[College], *, with_bonus: bool = True) -> dict[str, Fraction]:
    """Return the points of the colleges that are ranked."""
    found = {}
    for college in evaluated:
        points = college.total if with_bonus else college.base
        if college.is_ranked and points is not None:
            found[college.code] = full(points)
    return found


def _table(evaluated: Sequence[College], outcome: Outcome, rules: Rules) -> pd.DataFrame:
    without = competition_ranks(_totals(evaluated, with_bonus=False))
    rows = [
        {
            "year": rules.year,
            "college_code": college.code,
            "base_points": _real(college.base),
            "bonus_points": _real(college.honour.bonus),
            "total_points": _real(college.total),
            "rank": outcome.ranks.get(college.code),
            "rank_without_bonus": without.get(college.code),
            "is_candidate": college.is_candidate,
            "is_vetoed": bool(college.paper.vetoes),
            "is_awarded": college.code in outcome.inside,
            "is_border_tied": college.code in outcome.tied,
            "is_commended": college.honour.is_commended and not college.paper.vetoes,
        }
        for college in evaluated
    ]
    return table_of(rows, "red_flag")


def _real(points: Fraction | None) -> float | None:
    return None if points is None else float(points)


def _unfounded(rules: Rules, bonuses: pd.DataFrame) -> list[Problem]:
    """Say when every bonus is 0 for want of a counted year or of its results."""
    where, year = CellRef(f"rules/{rules.year}.toml"), rules.red_flag.counts_results_of
    if year is None:
        return [problem("red-flag.no-results-counted", where, table="red_flag",
                        actual=str(rules.year))]  # fmt: skip
    if bonuses.empty:
        return [problem("red-flag.results-missing", where, table="red_flag", actual=str(year))]
    return []


def _unknown_grades(rules: Rules, bonuses: pd.DataFrame) -> Iterator[Problem]:
    """Yield a problem for each grade of a bonus that this year and the counted one lack."""
    section, own = rules.red_flag, [band.grade for band in rules.grades.bands]
    for grade in dict.fromkeys([*section.brand_bonus, *section.commend_grades]):
        if grade not in own and grade not in set(bonuses["grade"]):
            yield problem("red-flag.grade-unknown", CellRef(f"rules/{rules.year}.toml"),
                          table="red_flag", actual=grade, expected="、".join(own))  # fmt: skip


def _faults(
    college: College, names: Mapping[str, Any], files: Mapping[str, str]
) -> Iterator[Problem]:
    name = names.get(college.code, college.code)
    for one in college.findings:
        where = cell_of(one.src, files) if one.src else _sheet(college, files)
        yield problem(one.code, where, table="red_flag_items", column="points",
                      actual=f"{name}{one.actual}", expected=one.expected)  # fmt: skip
    for veto in college.paper.vetoes:
        yield problem("red-flag.vetoed", cell_of(veto.src, files), table="red_flag_items",
                      column="is_veto", actual=name, expected=veto.text)  # fmt: skip


def _sheet(college: College, files: Mapping[str, str]) -> CellRef:
    """Return the file and sheet of the paper, for what has no cell because it is not there."""
    place = cell_of(college.paper.lines[0].src, files)
    return CellRef(place.file, place.sheet)


def _border(tied: Sequence[str], places: int, names: Mapping[str, Any]) -> list[Problem]:
    if not tied:
        return []
    told = "、".join(str(names.get(code, code)) for code in tied)
    return [problem("red-flag.border-tie", CellRef(""), table="red_flag", column="is_awarded",
                    actual=told, expected=str(places))]  # fmt: skip


def _names(colleges: pd.DataFrame | None) -> dict[str, Any]:
    if colleges is None:
        return {}
    return dict(zip(colleges["college_code"], colleges["college_name"], strict=True))
