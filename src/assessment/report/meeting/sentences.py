"""The sentences of the page: what is promised, what a choice costs, what it leaves."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessment.core.exact import read_fraction
from assessment.report.meeting.year import MeetingYear


def situation(year: MeetingYear) -> Iterator[str]:
    """Yield where the programme stands before the choice, and what this year must bring."""
    rules = year.rules
    open_ = open_before(year)
    required = [theme for theme in rules.themes if theme.required]
    n_year = rules.year - rules.programme.first_year + 1
    yield year.say("year", n=n_year, years=rules.programme.years)
    covered = len(required) - len(open_)
    names = year.listed(map(year.theme, open_))
    yield year.say("covered" if open_ else "covered_all",
                   n=len(required), covered=covered, open=len(open_), names=names)  # fmt: skip
    needed = max(len(open_) - year.rules.slots_left, 0)
    limits = rules.selection
    sizes = {"least": limits.min_projects, "most": limits.max_projects}
    if year.rules.years_left:
        yield year.say("slots", **sizes, years=year.rules.years_left, slots=year.rules.slots_left)
    else:
        yield year.say("slots_last", **sizes)
    if open_:
        yield year.say("needed" if needed else "free", n=needed)


def open_before(year: MeetingYear) -> list[str]:
    """Return the codes of required themes that no earlier year covered."""
    coverage = year.tables["coverage"]
    before = coverage[(coverage["year"] < year.rules.year) & coverage["is_covered_so_far"]]
    covered = set(before["theme_code"])
    return [one.code for one in year.rules.themes if one.required and one.code not in covered]


def aftermath(year: MeetingYear, choice: str, ids: Sequence[str]) -> Iterator[str]:
    """Yield what a choice leaves open: themes against places, and which nobody offers.

    Parameters
    ----------
    year : MeetingYear
        The year.
    choice : {"proposed", "selected"}
        Whose choice it is.
    ids : sequence of str
        Its projects.
    """
    themes = {year.projects[one].theme_code for one in ids if one in year.projects}
    rest = [code for code in open_before(year) if code not in themes]
    if not rest:
        yield year.say(f"{choice}_all")
        return
    dry = [told for code in rest for told in unoffered(year, code)]
    which = year.say("among", told=year.listed(dry)) if dry else ""
    names = year.listed(map(year.theme, rest))
    slots = year.rules.slots_left
    yield year.say(f"{choice}_rest", n=len(rest), names=names, slots=slots, which=which)
    if len(rest) > slots:
        yield year.say("broken", n=len(rest) - slots)


def unoffered(year: MeetingYear, code: str) -> Iterator[str]:
    """Yield for how many years up to this one nobody applied with a theme, if for any."""
    coverage = year.tables["coverage"]
    mine = coverage[(coverage["theme_code"] == code) & (coverage["year"] <= year.rules.year)]
    counts = mine.sort_values("year", ascending=False)["n_applied"].tolist()
    dry = next((n for n, applied in enumerate(counts) if applied), len(counts))
    if dry:
        yield year.say("dry" if dry == 1 else "dry_years", name=year.theme(code), n=dry)


def price(year: MeetingYear) -> Iterator[str]:
    """Yield what the themes cost in points, and how many sets are equally good."""
    frontier = year.mine("selection_frontier")
    best = frontier[frontier["is_best"]]
    if best.empty:
        return
    greedy = [one for one, row in year.selection.items() if row.is_greedy]
    differs = sorted(greedy) != sorted(year.proposed)
    if not differs:
        yield year.say("no_price")
    else:
        less = year.total(greedy) - year.total(year.proposed)
        out = year.listed(year.name(one) for one in greedy if one not in year.proposed)
        yield year.say("price", points=year.exact(less), names=out)
    if len(best) > 1:
        yield year.say("equal", n=len(best))


def colleges(year: MeetingYear) -> Iterator[str]:
    """Yield how many colleges no project has reached, and whether the years left can."""
    mine = year.mine("college_coverage")
    never = int(mine["is_never_reached"].sum())
    counts = {"n": never, "all": len(mine)}
    if not never:
        yield year.say("reached", all=len(mine))
    elif not year.rules.years_left:
        yield year.say("unreached_last", **counts)
    else:
        key = "unreached" if never <= year.rules.slots_left else "unreachable"
        yield year.say(key, **counts, slots=year.rules.slots_left)
    if year.rules.selection.prefer_unfunded_colleges:
        yield year.say("preferred")


def differences(year: MeetingYear) -> Iterator[str]:
    """Yield where the committee's choice differs from the proposal, with its reasons."""
    if not year.proposed:
        yield year.say("without_proposal")
        return
    odd = [row for row in year.selection.values() if row.is_overruled]
    if not odd:
        yield year.say("same")
    for row in odd:
        reason = row.reason if isinstance(row.reason, str) and row.reason.strip() else ""
        told = year.say("why", why=reason) if reason else year.say("no_reason")
        key = "added" if row.is_selected else "dropped"
        yield year.say(key, name=year.name(row.project_id), why=told)


def hindsight(year: MeetingYear) -> Iterator[str]:
    """Yield what the best choice of all years would have brought beside those made."""
    table = year.tables["hindsight"]
    best, actual = table["best_new"].sum(), table["actual_new"].sum()
    totals = (map(read_fraction, table[f"{name}_exact"]) for name in ("best", "actual"))
    lost = operator.sub(*(sum(points, Fraction(0)) for points in totals))
    key = "hindsight_less" if lost > 0 else "hindsight_more" if lost < 0 else "hindsight_same"
    yield year.say("hindsight_how")
    yield year.say(key, best=int(best), actual=int(actual), points=year.exact(abs(lost)))
