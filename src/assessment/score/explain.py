"""One number backwards: total, components, marks, cells, corrections, the clause of each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import read_fraction
from assessment.core.labels import labels
from assessment.core.rule_sections import Judged, Voted
from assessment.core.rules import ROUNDS, Rules
from assessment.score.case import Case, find_case, open_cases
from assessment.score.compare import compare
from assessment.score.exact import half_up, shown, unrounded
from assessment.score.marks import TOTAL
from assessment.score.penalties import may_take
from assessment.score.ranking import UNRESOLVED
from assessment.score.tree import Node, as_dict, render

__all__ = ["Node", "as_dict", "compare", "explain", "explain_all", "render"]

# Table mark_use tells its reasons in Chinese.
_REASONS = {pair[0]: key for key, pair in labels().items() if key.startswith("reason.")}


def explain(
    tables: Mapping[str, pd.DataFrame],
    project_id: str,
    /,
    *,
    rules: Rules,
    round: str | None = None,
    lang: str = "zh",
) -> Node:
    """Return where a project's total comes from, down to the cells, judges by number only.

    Parameters
    ----------
    tables : mapping
        Tables by name: `standings`, `components`, and where there are any `mark_use`, `marks`,
        `penalties`, `votes`, `applications`, `sources`, `corrections`; names of persons in any are
        withheld.
    project_id : str
        The project.
    rules : Rules
        The year's rules.
    round : str, optional
        "review" or "assessment"; without it the last one in which the project stands.
    lang : {"zh", "en"}
        The language; names and clauses stand as the papers and the rules have them.

    Raises
    ------
    KeyError
        When the project does not stand in the round.
    """
    return _explained(*find_case(tables, project_id, rules, round, lang))


def explain_all(
    tables: Mapping[str, pd.DataFrame], /, *, rules: Rules, lang: str = "zh"
) -> dict[tuple[str, str], Node]:
    """Return where every total of a year comes from, by round and project; see `explain`."""
    return {
        (case.round, row.project_id): _explained(case, row)
        for case in open_cases(tables, rules, ROUNDS, lang)
        for row in case.rows("standings", round=case.round)
    }


def _explained(case: Case, standing: Any) -> Node:
    project_id, rules = standing.project_id, case.rules
    title = case.title(case.name(project_id))
    components = tuple(
        _component(case, row) for part in rules.of_round(case.round)
        for row in case.rows("components", round=case.round, project_id=project_id,
                             component=part.name)
    )  # fmt: skip
    return Node(title, children=(_total(case, standing, components), *_verdict(case, standing)))


def _total(case: Case, standing: Any, components: tuple[Node, ...]) -> Node:
    is_final = standing.status == "final"
    label = case.say("list.total") if is_final else case.stage(standing)
    if pd.isna(standing.total_exact):
        return Node(label, case.say("explain.nothing"), children=components)
    return Node(label, _exactly(case, read_fraction(standing.total_exact)), children=components)


def _exactly(case: Case, total: Fraction) -> str:
    points = shown(total, case.decimals)
    if half_up(total, case.decimals) == total:
        return points
    return case.say("explain.exactly", points=points, exact=unrounded(total))


def _verdict(case: Case, standing: Any) -> Iterator[Node]:
    """Yield rank and grade, or why there is none yet."""
    rules = case.rules
    if standing.status != "final":
        status, missing = case.say(f"standing.{standing.status}"), case.lacking(standing.missing)
        yield Node(
            case.say("explain.status"), case.say("explain.open", status=status, missing=missing)
        )
        return
    place = case.say("explain.tied" if standing.is_tied else "explain.place", rank=standing.rank)
    below = [case.clause(rules.ranking)]
    if not pd.isna(standing.tie_step):
        below.insert(0, Node(case.say("explain.parting"), _parting(case, standing.tie_step)))
    yield Node(case.say("explain.rank"), place, children=tuple(below))
    graded = (case.clause(rules.grades),)
    yield Node(case.say("explain.grade"), case.grade(standing.grade), children=graded)


def _parting(case: Case, step: str) -> str:
    if step == UNRESOLVED:
        return case.say("explain.unparted")
    return case.say("explain.parted", step=case.step(step))


def _component(case: Case, row: Any) -> Node:
    part = case.rules.component(row.component)
    if pd.isna(row.points):
        value = case.say("explain.unscored", status=case.say(f"standing.{row.status}"))
    else:
        points, weighted = case.points(row.points), case.points(read_fraction(row.weighted_exact))
        value = case.say("explain.weighted", points=points, weight=part.weight, weighted=weighted)
    steps = _judged(case, row, part) if isinstance(part, Judged) else _voted(case, row, part)
    return Node(case.label(part), value, children=(*steps, case.clause(part)))


def _judged(case: Case, row: Any, part: Judged) -> Iterator[Node]:
    if not pd.isna(row.points):
        yield Node(case.say("explain.combining"), _combining(case, row, part))
    if not pd.isna(row.panel_coefficient):
        coefficient = case.say("explain.coefficient", value=f"{row.panel_coefficient:.6f}")
        yield Node(case.say("explain.panel"), coefficient)
    if not pd.isna(row.penalty_points) and row.penalty_points:
        yield _penalties(case, row, part)
    marks: dict[tuple[str, str], Any] = {
        (mark.judge_id, mark.criterion): mark
        for mark in case.rows("marks", component=part.name, project_id=row.project_id)
    }
    for use in case.rows("mark_use", component=part.name, project_id=row.project_id):
        yield _judge(case, use, marks, part)


def _penalties(case: Case, row: Any, part: Judged) -> Node:
    """Return what was deducted, and where each deduction stands."""
    made = case.rows("penalties", component=part.name, project_id=row.project_id)
    below = tuple(
        case.cited(one.name, _deducted(case, one.points), one.src)
        for one in made
        if may_take(one, part)
    )
    return Node(case.say("explain.penalties"), _deducted(case, row.penalty_points), children=below)


def _deducted(case: Case, points: float) -> str:
    return case.say("explain.penalty", n=f"−{points:.10g}")


def _combining(case: Case, row: Any, part: Judged) -> str:
    dropped = ""
    if row.n_dropped:
        dropped = case.say("explain.dropped", high=part.drop_high, low=part.drop_low)
    return case.say(
        "explain.combined",
        dropped=dropped,
        by=case.say("explain.by_criterion") if part.combine_on == "criterion" else "",
        n=int(row.n_given) - int(row.n_dropped),
        mean=case.say(f"explain.combine.{part.combine}"),
        points=case.points(row.raw_points),
        full=shown(part.full, 4).rstrip("0").rstrip("."),
    )


def _judge(case: Case, use: Any, marks: Mapping[tuple[str, str], Any], part: Judged) -> Node:
    """Return a judge's node; the judge is a number, never a name."""
    label = case.say("explain.judge", number=str(use.judge_id).removeprefix("J"))
    value = _reason(case, use.reason)
    if not pd.isna(use.judge_points):
        value = case.say("explain.judged", points=f"{use.judge_points:.10g}", reason=value)
    single = marks.get((use.judge_id, use.criterion))
    if use.criterion != TOTAL:
        label = f"{label} {use.criterion}"
    if single is not None:
        return case.cited(label, value, single.src)
    criteria = tuple(
        case.cited(criterion.name, _mark_text(case, mark, criterion.factor), mark.src)
        for criterion in part.criteria
        if (mark := marks.get((use.judge_id, criterion.name))) is not None
    )
    return Node(label, value, children=criteria)


def _reason(case: Case, reason: str) -> str:
    return case.say(_REASONS[reason]) if reason in _REASONS else reason


def _mark_text(case: Case, mark: Any, factor: Decimal) -> str:
    if pd.isna(mark.points):
        return case.say(f"mark.{mark.status}")
    return f"{mark.points:.10g}" if factor == 1 else f"{mark.points:.10g} × {factor}"


def _tally(case: Case, row: Any, part: Voted) -> str:
    """Return the numbers a conversion rests on, where one count decides."""
    counts = [
        other.n_votes
        for other in case.rows("components", round=case.round, component=part.name)
        if not pd.isna(other.points)
    ]
    if pd.isna(row.points) or part.channels[0].weight is not None:
        return ""
    return case.say("explain.tally", votes=row.n_votes, most=max(counts), all=sum(counts))


def _voted(case: Case, row: Any, part: Voted) -> Iterator[Node]:
    method = case.say(f"explain.convert.{part.convert}")
    yield Node(case.say("explain.converting"), method + _tally(case, row, part))
    for channel in part.channels:
        for votes in case.rows(
            "votes", component=part.name, project_id=row.project_id, channel=channel.name
        ):
            unread = pd.isna(votes.n_votes)
            key = "mark.unreadable" if unread else "explain.votes"
            yield case.cited(channel.name, case.say(key, n=votes.n_votes), votes.src)
