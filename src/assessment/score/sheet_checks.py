"""What is wrong with single sheets: criteria that are missing, a total that is not their sum."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.rule_sections import Judged
from assessment.score.exact import MARK_SCALE, shown
from assessment.score.marks import INCOMPLETE
from assessment.score.rounds import Round
from assessment.score.sheets import Sheets


def check_sheets(
    sheets: Sheets, part: Judged, judge_ids: Sequence[str], stage: Round
) -> list[Problem]:
    """Return a problem for each sheet that lacks a criterion, and for each total that is wrong.

    Problems
    --------
    marks.criterion-missing, judge.total-differs
    """
    missing = [
        _missing(sheets, part, judge_ids, (i, stage))
        for i in np.flatnonzero(sheets.use == INCOMPLETE).tolist()
    ]
    return [*missing, *_wrong_totals(sheets, judge_ids, stage)]


def _missing(
    sheets: Sheets, part: Judged, judge_ids: Sequence[str], place: tuple[int, Round]
) -> Problem:
    """Point at the empty boxes where there are any, else at the first cell of the sheet."""
    i, stage = place
    lacking = np.flatnonzero(~sheets.known[i])
    boxes = [cell for cell in sheets.cells[i, lacking] if cell is not None]
    names = "、".join(part.criteria[k].name for k in lacking)
    where = stage.where(boxes[0] if boxes else sheets.src[i])
    judge = judge_ids[sheets.judge[i]]
    return problem("marks.criterion-missing", where, actual=judge, expected=names,
                   table="marks", column="criterion")  # fmt: skip


def _wrong_totals(sheets: Sheets, judge_ids: Sequence[str], stage: Round) -> list[Problem]:
    """Compare totals entered with the criteria, added up plainly or with their factors."""
    both = (sheets.entered >= 0) & sheets.known.all(axis=1)
    plain = sheets.each.sum(axis=1)
    times = sheets.scale // MARK_SCALE
    wrong = both & (sheets.entered != plain) & (sheets.entered * times != sheets.total)
    return [_differs(sheets, judge_ids, i, stage) for i in np.flatnonzero(wrong).tolist()]


def _differs(sheets: Sheets, judge_ids: Sequence[str], i: int, stage: Round) -> Problem:
    *criteria, entered = sheets.cells[i]
    stated = _shown(Fraction(int(sheets.entered[i]), MARK_SCALE))
    summed = _shown(Fraction(int(sheets.total[i]), sheets.scale))
    return problem(
        "judge.total-differs",
        stage.where(entered),
        actual=detail("of_judge", name=judge_ids[sheets.judge[i]], n=stated),
        expected=detail("sum_at", n=summed, name=stage.places(criteria)),
        table="marks",
        column="points",
    )


def _shown(points: Fraction) -> str:
    return shown(points, 4).rstrip("0").rstrip(".")
