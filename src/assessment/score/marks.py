"""Single marks as whole numbers: read back exactly, checked, sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.core.problems import Problem, problem
from assessment.core.rule_sections import Judged
from assessment.score.exact import MARK_SCALE, shown
from assessment.score.rounds import Round

TOTAL = "total"
# The words of mark_use; a mark's status takes the place of its number in this list.
USES = (
    "used", "recused", "unreadable", "absent", "abstained", "blank", "incomplete",
    "trimmed_high", "trimmed_low",
)  # fmt: skip
USED, RECUSED, UNREADABLE, ABSENT, ABSTAINED, BLANK, INCOMPLETE, HIGH, LOW = range(9)
_STATUSES = ("given", *USES[RECUSED : BLANK + 1])
_NO_POINTS = -1
_FAR_TOO_MANY = 1e11  # beyond any full marks, yet safe to scale into int64
Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one component sorted by project, judge and criterion, all as numbers.

    `criterion` counts the rules' criteria, then the sheet's total; −1 is one the rules lack.
    `status` counts `USES`; `value` counts 1/10⁴ points and means something only where `given`.
    """

    project: Codes
    judge: Codes
    criterion: Codes
    status: Codes
    value: npt.NDArray[np.int64]
    src: npt.NDArray[np.object_]
    judge_ids: tuple[str, ...]

    @property
    def given(self) -> Flags:
        """Which marks are numbers of a known criterion."""
        given: Flags = (self.status == USED) & (self.criterion >= 0)
        return given


def criterion_names(part: Judged) -> list[str]:
    """Return the names a mark of this component may bear."""
    names = [criterion.name for criterion in part.criteria]
    return names if TOTAL in names else [*names, TOTAL]


def read_marks(frame: pd.DataFrame, part: Judged, stage: Round) -> tuple[Marks, list[Problem]]:
    """Return the entrants' marks of a judged component as whole numbers.

    Parameters
    ----------
    frame : DataFrame
        Table `marks`: rows of this component and of entrants only.
    part : Judged
        The component.
    stage : Round
        Its round.

    Problems
    --------
    points.out-of-range, points.too-many-decimals, marks.criterion-unknown

    Raises
    ------
    ValueError
        When a key stands twice or a given mark has no points.
    """
    judges = sorted(frame["judge_id"].unique())
    project = stage.index.get_indexer(pd.Index(frame["project_id"], dtype="str"))
    judge = _codes(frame["judge_id"], judges)
    criterion = _codes(frame["criterion"], criterion_names(part))
    order = np.lexsort((criterion, judge, project))
    sorted_frame = frame.iloc[order]
    points = sorted_frame["points"].to_numpy(dtype=float, na_value=np.nan)
    status = _codes(sorted_frame["status"], _STATUSES)
    marks = Marks(
        project=project[order],
        judge=judge[order],
        criterion=criterion[order],
        status=status,
        value=_whole(points, status),
        src=sorted_frame["src"].to_numpy(dtype=object),
        judge_ids=tuple(judges),
    )
    _refuse_twice(marks, part)
    unknown = _unknown_criteria(marks, sorted_frame["criterion"], part, stage)
    usable, faults = _without_faults(marks, points, part, stage)
    return usable, unknown + faults


def _codes(values: pd.Series, known: Sequence[str]) -> Codes:
    found: Codes = pd.Index(list(known), dtype="str").get_indexer(pd.Index(values, dtype="str"))
    return found


def _whole(points: Reals, status: Codes) -> npt.NDArray[np.int64]:
    given = status == USED
    if np.isnan(points[given]).any():
        raise ValueError("marks: a mark of status given has no points")
    safe = np.where(given & (np.abs(points) < _FAR_TOO_MANY), points, _NO_POINTS)
    whole: npt.NDArray[np.int64] = np.rint(safe * MARK_SCALE).astype(np.int64)
    return whole


def _refuse_twice(marks: Marks, part: Judged) -> None:
    keys = (marks.project, marks.judge, marks.criterion)
    same = np.logical_and.reduce([key[1:] == key[:-1] for key in keys])
    if (same & (marks.criterion[1:] >= 0)).any():
        raise ValueError(f"marks of {part.name}: a judge marks a criterion of a project twice")


def _unknown_criteria(
    marks: Marks, criteria: pd.Series, part: Judged, stage: Round
) -> list[Problem]:
    names = "、".join(criterion.name for criterion in part.criteria)
    return [
        problem("marks.criterion-unknown", stage.where(marks.src[i]), table="marks",
                column="criterion", actual=str(criteria.iloc[i]), expected=names)
        for i in np.flatnonzero(marks.criterion < 0)
    ]  # fmt: skip


def _without_faults(
    marks: Marks, points: Reals, part: Judged, stage: Round
) -> tuple[Marks, list[Problem]]:
    """Make unreadable what no judge can have given: intake tells these, other callers may not."""
    limits = [*(Fraction(criterion.points) for criterion in part.criteria), part.full]
    most = np.array([int(limit * MARK_SCALE) for limit in limits])[marks.criterion]
    outside = marks.given & ((marks.value < 0) | (marks.value > most))
    fine = marks.given & ~outside & (marks.value / MARK_SCALE != points)
    found = [
        problem("points.out-of-range" if outside[i] else "points.too-many-decimals",
                stage.where(marks.src[i]), table="marks", column="points",
                actual=f"{points[i]:.10g}", expected=_range(limits[marks.criterion[i]]))
        for i in np.flatnonzero(outside | fine)
    ]  # fmt: skip
    status = np.where(outside | fine, UNREADABLE, marks.status)
    return replace(marks, status=status), found


def _range(limit: Fraction) -> str:
    return f"0–{shown(limit, 4).rstrip('0').rstrip('.')}"
