"""From single marks to sheets: what one judge gave one project, and whether it can count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from assessment.core.rule_sections import Judged
from assessment.score.exact import MARK_SCALE, Integers, common_denominator, integers
from assessment.score.marks import (
    ABSENT,
    ABSTAINED,
    BLANK,
    INCOMPLETE,
    RECUSED,
    UNREADABLE,
    USED,
    Codes,
    Flags,
    Marks,
)
from assessment.score.rounds import Round


@dataclass(frozen=True, slots=True)
class Sheets:
    """One row a project and judge, in that order.

    `use` counts `marks.USES`; `complete` tells whether the sum is known; `own` tells judges of
    the project's own college who stand back for it; `total` is Σ factor·points in units of
    1/`scale`; `each` (sheets × criteria, units of 1/10⁴ points) holds the marks, `known` tells
    which of them are there; `src` is the sheet's first cell, `cells` are those of the criteria
    and of a total entered (−1 in `entered`: none).
    """

    project: Codes
    judge: Codes
    use: Codes
    complete: Flags
    own: Flags
    total: Integers
    each: npt.NDArray[np.int64]
    known: Flags
    entered: npt.NDArray[np.int64]
    src: npt.NDArray[np.object_]
    cells: npt.NDArray[np.object_]
    scale: int


def factors(part: Judged) -> tuple[list[int], int]:
    """Return the criteria's factors as whole numbers, and what divides them."""
    exact = [Fraction(criterion.factor) for criterion in part.criteria]
    below = common_denominator(exact)
    return [int(factor * below) for factor in exact], below


def arrange(marks: Marks, part: Judged, colleges: Mapping[str, str], stage: Round) -> Sheets:
    """Return the sheets of a component.

    Parameters
    ----------
    marks : Marks
        Its marks.
    part : Judged
        The component.
    colleges : mapping
        judge_id → the judge's college_code.
    stage : Round
        Its round.
    """
    starts = _starts(marks)
    sheet = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(marks.project))))
    width = len(part.criteria)
    values, known = _grid(marks, sheet, (len(starts), width + 1))
    by_total = known[:, width] & ~_any(marks.criterion < width, sheet, len(starts))
    by_total &= part.combine_on == "judge_total"
    own = _own_college(marks, starts, colleges, stage)
    own &= part.recuse_own_college
    complete: Flags = np.logical_and.reduce(known[:, :width], axis=1) | by_total
    begun: Flags = np.logical_or.reduce(known, axis=1)
    return Sheets(
        project=marks.project[starts],
        judge=marks.judge[starts],
        use=np.where(own, RECUSED, _use(marks, sheet, complete, begun)),
        complete=complete,
        own=own,
        total=_total(values, by_total, part),
        each=values[:, :width],
        known=known[:, :width],
        entered=np.where(known[:, width], values[:, width], -1),
        src=marks.src[starts],
        cells=_cells(marks, sheet, (len(starts), width + 1)),
        scale=MARK_SCALE * factors(part)[1],
    )


def _starts(marks: Marks) -> Codes:
    changes = (np.diff(marks.project) != 0) | (np.diff(marks.judge) != 0)
    first = np.ones(min(len(marks.project), 1), dtype=bool)
    return np.flatnonzero(np.concatenate([first, changes]))


def _grid(
    marks: Marks, sheet: Codes, shape: tuple[int, int]
) -> tuple[npt.NDArray[np.int64], Flags]:
    values, known = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=bool)
    cells = (sheet[marks.given], marks.criterion[marks.given])
    values[cells], known[cells] = marks.value[marks.given], True
    return values, known


def _cells(marks: Marks, sheet: Codes, shape: tuple[int, int]) -> npt.NDArray[np.object_]:
    cells = np.full(shape, None, dtype=object)
    ours = marks.criterion >= 0
    cells[sheet[ours], marks.criterion[ours]] = marks.src[ours]
    return cells


def _any(flags: Flags, sheet: Codes, n_sheets: int) -> Flags:
    some: Flags = np.bincount(sheet[flags], minlength=n_sheets) > 0
    return some


def _own_college(marks: Marks, starts: Codes, colleges: Mapping[str, str], stage: Round) -> Flags:
    known = {code: i for i, code in enumerate(dict.fromkeys(stage.colleges))}
    of_project = np.array([known[code] for code in stage.colleges], dtype=np.intp)
    of_judge = np.array(
        [known.get(colleges.get(judge, ""), -1) for judge in marks.judge_ids], dtype=np.intp
    )
    same: Flags = of_project[marks.project[starts]] == of_judge[marks.judge[starts]]
    return same


def _use(marks: Marks, sheet: Codes, complete: Flags, begun: Flags) -> Codes:
    """Return what becomes of each sheet, the first reason that holds."""
    has = {word: _any(marks.status == word, sheet, len(complete)) for word in range(INCOMPLETE)}
    reasons = [
        (has[RECUSED], RECUSED),
        (complete, USED),
        (has[UNREADABLE], UNREADABLE),
        (begun, INCOMPLETE),
        (has[ABSENT], ABSENT),
        (has[ABSTAINED], ABSTAINED),
        (has[BLANK], BLANK),
    ]
    holds, words = zip(*reasons, strict=True)
    chosen: Codes = np.select(holds, words, default=INCOMPLETE)
    return chosen


def _total(values: npt.NDArray[np.int64], by_total: Flags, part: Judged) -> Integers:
    times, below = factors(part)
    kind = integers((sum(times) + below) * int(values.max(initial=0)))
    exact: Integers = values.astype(kind)
    total: Integers = exact[:, :-1] @ np.array(times, dtype=kind)
    total += np.where(by_total, exact[:, -1], 0) * below
    return total
