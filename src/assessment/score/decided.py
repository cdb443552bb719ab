"""What the committee decided about ties and grades, as far as it can be applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef, cell_of
from assessment.core.rules import Rules
from assessment.core.text import parse_number
from assessment.score.ranking import Block, Ranked
from assessment.score.rounds import NOWHERE
from assessment.score.totals import Total

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of projects and files, for the sentences of problems."""

    projects: Mapping[str, str]
    files: Mapping[str, str]

    def of(self, totals: Sequence[Total]) -> str:
        """Return the names of projects in a row."""
        return "、".join(self.project(total.project_id) for total in totals)

    def project(self, project_id: str) -> str:
        """Return a project's name, its id when it has none."""
        return self.projects.get(project_id, project_id)

    def where(self, src: object) -> CellRef:
        """Return the cell of a `src` text."""
        return cell_of(src, self.files)


def read_rank(text: str) -> int:
    """Return a decided rank.

    Raises
    ------
    ValueError
        When it is no whole number from 1 on.

    Examples
    --------
    >>> read_rank("3")
    3
    """
    number = parse_number(text)
    if number < 1 or number % 1:
        raise ValueError(f"a rank is a whole number from 1 on, got {text!r}")
    return int(number)


def decided_ranks(decisions: pd.DataFrame, names: Names) -> tuple[dict[str, int], list[Problem]]:
    """Return the rank decided for each tied project.

    Problems
    --------
    decision.unknown-rank
    """
    return _read(decisions, "tie", names, (read_rank, "decision.unknown-rank", ""))


def decided_grades(
    decisions: pd.DataFrame, names: Names, rules: Rules
) -> tuple[dict[str, str], list[Problem]]:
    """Return the grade decided for each project.

    Problems
    --------
    decision.unknown-grade
    """
    known = [band.grade for band in rules.grades.bands]

    def read_grade(text: str) -> str:
        if text not in known:
            raise ValueError(f"no grade of the rules: {text!r}")
        return text

    reader = (read_grade, "decision.unknown-grade", "、".join(known))
    return _read(decisions, "grade", names, reader)


def _read(
    decisions: pd.DataFrame,
    matter: str,
    names: Names,
    reader: tuple[Callable[[str], T], str, str],
) -> tuple[dict[str, T], list[Problem]]:
    parse, code, expected = reader
    found: dict[str, T] = {}
    faults = []
    for row in decisions[decisions["matter"] == matter].itertuples(index=False):
        try:
            found[str(row.project_id)] = parse(str(row.outcome).strip())
        except ValueError:
            faults.append(
                problem(code, names.where(row.src), actual=str(row.outcome), expected=expected,
                        table="decisions", column="outcome")
            )  # fmt: skip
    return found, faults


def check_ranks(ranked: Ranked, decisions: pd.DataFrame, names: Names) -> list[Problem]:
    """Return a problem for decided ranks that fit no tie, or not the places of their tie.

    Problems
    --------
    decision.impossible-rank, decision.not-applicable
    """
    rows = decisions[decisions["matter"] == "tie"]
    ties = {total.project_id for block in ranked.tied for total in block.totals}
    places = {t.project_id: block for block in ranked.misfits for t in block.totals}
    found = []
    for row in rows.itertuples(index=False):
        block = places.get(str(row.project_id))
        if block is not None:
            found.append(_fault("decision.impossible-rank", row, names, _places(block)))
        elif row.project_id not in ties:
            found.append(_fault("decision.not-applicable", row, names, detail("tie")))
    return found


def check_grades(ranked: Ranked, decisions: pd.DataFrame, names: Names) -> list[Problem]:
    """Return a problem for each decided grade of a project that is not ranked.

    Problems
    --------
    decision.not-applicable
    """
    there = {total.project_id for block in ranked.blocks for total in block.totals}
    rows = decisions[(decisions["matter"] == "grade") & ~decisions["project_id"].isin(there)]
    return [
        _fault("decision.not-applicable", row, names, detail("grade"))
        for row in rows.itertuples(index=False)
    ]


def check_cap(
    given: Mapping[str, str], decided: Mapping[str, str], rules: Rules, names: Names
) -> list[Problem]:
    """Return a problem when decisions bring the first grade above its cap.

    Problems
    --------
    grade.over-cap
    """
    top, most = rules.grades.bands[0].grade, rules.grades.cap(len(given))
    first = [project for project, grade in given.items() if grade == top]
    lifted = [project for project in first if decided.get(project) == top]
    if len(first) <= most or not lifted:
        return []
    said = detail("of_cap", n=len(first), other=most)
    listed = "、".join(names.project(project) for project in first)
    return [problem("grade.over-cap", NOWHERE, actual=listed, expected=said, table="standings",
                    column="grade")]  # fmt: skip


def _fault(code: str, row: object, names: Names, expected: str) -> Problem:
    project, outcome, src = (getattr(row, name) for name in ("project_id", "outcome", "src"))
    return problem(
        code, names.where(src), expected=expected, table="decisions", column="outcome",
        actual=detail("decided", name=names.project(project), outcome=outcome),
    )  # fmt: skip


def _places(block: Block) -> str:
    return f"{block.rank}–{block.rank + len(block.totals) - 1}"
