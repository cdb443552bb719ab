"""One round being scored: its entrants, its components and what each component gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import pandas as pd

from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef, cell_of, cells_of
from assessment.core.rule_sections import Judged, Voted
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import file_names
from assessment.score.exact import order_key

NOWHERE = CellRef("")
_FROM_APPLICATIONS = ("year", "project_id", "project_name", "college_code")


@dataclass(frozen=True)
class Round:
    """A round's entrants, sorted by id; `files` maps source_id to file.

    `sittings` maps project_id to the number of its sitting, where a running order is known.
    """

    rules: Rules
    name: str
    projects: tuple[str, ...]
    project_names: tuple[str, ...]
    colleges: tuple[str, ...]
    files: Mapping[str, str]
    sittings: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def index(self) -> pd.Index[str]:
        """The entrants' ids, to find their numbers."""
        return pd.Index(self.projects, dtype="str")

    @property
    def parts(self) -> tuple[Judged | Voted, ...]:
        """The components of this round."""
        return self.rules.of_round(self.name)

    def where(self, src: object) -> CellRef:
        """Return the cell of a `src` text."""
        return cell_of(src, self.files)

    def places(self, srcs: Iterable[object]) -> str:
        """Return the cells of `src` texts in one line."""
        return cells_of(srcs, self.files)


@dataclass(frozen=True)
class Scored:
    """What one component gives each project of the round, None where there is nothing.

    `unmarked` are the cells of projects that judges were to mark and of which no mark counts.
    """

    part: Judged | Voted
    raw: Sequence[Fraction | None]
    untrimmed: Sequence[Fraction | None]
    points: Sequence[Fraction | None]
    counts: Mapping[str, Sequence[int | None]]
    coefficients: Sequence[Fraction | None]
    problems: Sequence[Problem] = field(default=())
    penalties: Sequence[Fraction | None] = field(default=())
    unmarked: Mapping[str, Sequence[object]] = field(default_factory=dict)

    @cached_property
    def weighted(self) -> list[Fraction | None]:
        """Points times weight; the weight is in percent."""
        return times(self.points, Fraction(self.part.weight) / 100)

    @cached_property
    def spread(self) -> Fraction | None:
        """The largest less the smallest weighted points, None without points."""
        known = [points for points in self.weighted if points is not None]
        return max(known, key=order_key) - min(known, key=order_key) if known else None

    @cached_property
    def status(self) -> list[str]:
        """`final`, or `incomplete` where others have points, or `provisional` where none has."""
        lacking = "provisional" if all(p is None for p in self.points) else "incomplete"
        return [lacking if points is None else "final" for points in self.points]


def times(values: Sequence[Fraction | None], factor: Fraction) -> list[Fraction | None]:
    """Return the values times a factor; None stays None.

    Examples
    --------
    >>> times([Fraction(3), None], Fraction(1, 2))
    [Fraction(3, 2), None]
    """
    if factor == 1:
        return list(values)
    return [None if value is None else value * factor for value in values]


def open_round(
    marks: pd.DataFrame,
    votes: pd.DataFrame,
    applications: pd.DataFrame,
    setting: tuple[Rules, str | None, pd.DataFrame | None],
) -> Round:
    """Return the round that marks and votes are of, with its entrants.

    Parameters
    ----------
    marks, votes : DataFrame
        Rows of the year.
    applications : DataFrame
        The round's entrants: `year`, `project_id`, `project_name`, `college_code`.
    setting : tuple
        Rules, the round's name or None to find it, and table `sources` or None.

    Raises
    ------
    ValueError
        When a column is missing, a project stands twice, or the round cannot be told.
    """
    rules, name, sources = setting
    missing = [column for column in _FROM_APPLICATIONS if column not in applications.columns]
    if missing:
        raise ValueError(f"applications lacks the columns {missing}")
    entrants = applications[(applications["year"] == rules.year).fillna(False)]
    entrants = entrants.sort_values("project_id", kind="stable")
    if entrants["project_id"].duplicated().any():
        raise ValueError("applications: a project_id stands more than once in the year")
    return Round(
        rules,
        name or _named_round(marks, votes, rules),
        tuple(entrants["project_id"]),
        tuple(entrants["project_name"]),
        tuple(entrants["college_code"]),
        file_names(sources),
    )


def _named_round(marks: pd.DataFrame, votes: pd.DataFrame, rules: Rules) -> str:
    named = {str(name) for frame in (marks, votes) for name in frame["component"].unique()}
    unknown = sorted(named - {part.name for part in rules.components})
    if unknown:
        raise ValueError(f"rules {rules.year} have no components {unknown}")
    rounds = {rules.component(name).round for name in named}
    if len(rounds) > 1:
        raise ValueError("marks and votes name both rounds: say which with round=")
    # Without any data the year's last round is meant: every component of it is then provisional.
    return rounds.pop() if rounds else next(r for r in reversed(ROUNDS) if rules.of_round(r))


def entrants_only(
    frame: pd.DataFrame, part: Judged | Voted, stage: Round
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the component's rows of entrants, and a problem for each project that is none.

    Problems
    --------
    marks.not-entrant
    """
    rows = frame[frame["component"] == part.name]
    inside = stage.index.get_indexer(pd.Index(rows["project_id"], dtype="str")) >= 0
    if inside.all():
        return rows, []
    strangers = rows[~inside].sort_values(["project_id", "src"], kind="stable")
    found = [
        problem("marks.not-entrant", stage.where(cells.iloc[0]), actual=str(project),
                expected=stage.places(cells))
        for project, cells in strangers.groupby("project_id")["src"]
    ]  # fmt: skip
    return rows[inside], found
