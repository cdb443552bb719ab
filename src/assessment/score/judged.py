"""What a judged component gives: points of each project, and the use made of each mark."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.core.details import detail
from assessment.core.labels import say
from assessment.core.problems import Problem, problem
from assessment.core.rule_sections import Judged
from assessment.score.exact import MARK_SCALE, Integers, half_up
from assessment.score.marks import HIGH, LOW, TOTAL, USED, USES, Codes, Flags, read_marks
from assessment.score.panels import panel_coefficients
from assessment.score.rounds import NOWHERE, Round, Scored, entrants_only, times
from assessment.score.sheet_checks import check_sheets
from assessment.score.sheets import Sheets, arrange
from assessment.score.trims import Combined, combine

_REASONS = tuple(say(f"reason.{use}") for use in USES)
_OWN, _EQUAL_HIGH, _EQUAL_LOW = map(
    say, ("reason.own_college", "reason.equal_high", "reason.equal_low")
)


def score_judged(
    marks: pd.DataFrame, judges: pd.DataFrame, part: Judged, stage: Round
) -> tuple[Scored, pd.DataFrame]:
    """Score one judged component.

    Parameters
    ----------
    marks : DataFrame
        Table `marks` of the year.
    judges : DataFrame
        Table `judges` of the year: `component`, `judge_id`, `college_code`, `panel`.
    part : Judged
        The component.
    stage : Round
        Its round.

    Returns
    -------
    tuple of Scored and DataFrame
        The points of each entrant, and table `mark_use`.

    Problems
    --------
    marks.not-entrant, marks.criterion-unknown, marks.criterion-missing, judge.total-differs,
    points.out-of-range, points.too-many-decimals, score.too-few-judges, sitting.unequal-trim,
    panel.mixed
    """
    rows, strangers = entrants_only(marks, part, stage)
    read, faults = read_marks(rows, part, stage)
    colleges, panels = (_of_judges(judges, part, name) for name in ("college_code", "panel"))
    sheets = arrange(read, part, colleges, stage)
    valid = sheets.use == USED
    combined = [
        combine(sheets.project[valid], column[valid], part, len(stage.projects))
        for column in _columns(sheets, part)
    ]
    raw, plain = _raw(combined, sheets.scale, part), _plain(combined, sheets.scale, part)
    coefficients, mixed = panel_coefficients(
        raw, sheets, [panels.get(judge) for judge in read.judge_ids], part, stage
    )
    counts = _counts(combined[0], part)
    missing = check_sheets(sheets, part, read.judge_ids, stage)
    few = [*_too_few(combined[0].n, sheets, part, stage), *_unequal(counts, part, stage)]
    scored = Scored(
        part,
        raw,
        _scaled(plain, coefficients, part),
        _scaled(raw, coefficients, part),
        counts,
        coefficients,
        [*strangers, *faults, *missing, *mixed, *few],
        unmarked=_unmarked(combined[0].n, sheets, stage),
    )
    return scored, _mark_use(sheets, combined, read.judge_ids, (part, stage))


def _of_judges(judges: pd.DataFrame, part: Judged, column: str) -> dict[str, str]:
    known = judges[(judges["component"] == part.name) & judges[column].notna()]
    return dict(zip(known["judge_id"], known[column], strict=True))


def _columns(sheets: Sheets, part: Judged) -> list[Integers]:
    """Return what is combined: the sums, or each criterion apart."""
    if part.combine_on == "judge_total":
        return [sheets.total]
    return list(sheets.each.T)


def _raw(combined: Sequence[Combined], scale: int, part: Judged) -> list[Fraction | None]:
    pairs = [(one.above, one.below) for one in combined]
    return _joined(pairs, scale, part)


def _plain(combined: Sequence[Combined], scale: int, part: Judged) -> list[Fraction | None]:
    return _joined([(one.plain, one.n) for one in combined], scale, part)


def _joined(
    pairs: Sequence[tuple[Integers, npt.NDArray[np.int64]]], scale: int, part: Judged
) -> list[Fraction | None]:
    """Return each project's value on the scale of the judges' sums."""
    if part.combine_on == "judge_total":
        return _means(*pairs[0], scale)
    columns = [_means(above, below, MARK_SCALE) for above, below in pairs]
    return [_sum_of_criteria(values, part) for values in zip(*columns, strict=True)]


def _means(above: Integers, below: npt.NDArray[np.int64], scale: int) -> list[Fraction | None]:
    return [
        Fraction(total, n * scale) if n else None
        for total, n in zip(above.tolist(), below.tolist(), strict=True)
    ]


def _sum_of_criteria(values: Sequence[Fraction | None], part: Judged) -> Fraction | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    if part.criterion_decimals is not None:
        known = [half_up(value, part.criterion_decimals) for value in known]
    factors = [Fraction(criterion.factor) for criterion in part.criteria]
    return sum((f * v for f, v in zip(factors, known, strict=True)), Fraction(0))


def _scaled(
    raw: Sequence[Fraction | None], coefficients: Sequence[Fraction | None], part: Judged
) -> list[Fraction | None]:
    points = times(raw, 100 / part.full)
    if not part.panel_coefficient:
        return points
    return [
        value if value is None or coefficient is None else value * coefficient
        for value, coefficient in zip(points, coefficients, strict=True)
    ]


def _counts(combined: Combined, part: Judged) -> dict[str, list[int | None]]:
    trims = part.combine == "trimmed_mean"
    dropped = (combined.n - combined.below) * trims
    return {"n_given": combined.n.tolist(), "n_dropped": dropped.tolist()}


def _too_few(n: npt.NDArray[np.int64], sheets: Sheets, part: Judged, stage: Round) -> list[Problem]:
    first = dict(zip(sheets.project[::-1].tolist(), sheets.src[::-1], strict=True))
    return [
        problem("score.too-few-judges", stage.where(first[i]), table="marks",
                expected=str(part.min_judges),
                actual=detail("marked_by", name=stage.project_names[i], part=part.label,
                              n=n[i]))
        for i in np.flatnonzero((n > 0) & (n < part.min_judges)).tolist()
    ]  # fmt: skip


def _unmarked(n: npt.NDArray[np.int64], sheets: Sheets, stage: Round) -> dict[str, list[object]]:
    """Return the cells of each project that judges were to mark and of which none counts."""
    found: dict[str, list[object]] = {}
    for i in np.flatnonzero(n[sheets.project] == 0).tolist():
        cells = [cell for cell in sheets.cells[i] if cell is not None]
        found.setdefault(stage.projects[sheets.project[i]], []).extend(cells)
    return found


def _unequal(counts: dict[str, list[int | None]], part: Judged, stage: Round) -> list[Problem]:
    """Name each sitting in which some are trimmed and some are not; else the whole component."""
    given, dropped = (np.array(counts[name]) for name in ("n_given", "n_dropped"))
    marked = np.flatnonzero(given > 0)
    sittings = np.array([stage.sittings.get(project, 0) for project in stage.projects])
    apart = {
        detail("sitting", name=part.label, n=number): marked[sittings[marked] == number]
        for number in sorted({*sittings[marked].tolist()} - {0})
    }
    groups = {name: group for name, group in apart.items() if _differ(dropped[group])}
    return [
        problem("sitting.unequal-trim", NOWHERE, table="components",
                actual=_trims(name, group, dropped, stage))
        for name, group in (groups or {part.label: marked}).items()
        if _differ(dropped[group])
    ]  # fmt: skip


def _differ(dropped: npt.NDArray[np.int64]) -> bool:
    return bool((dropped > 0).any() and (dropped == 0).any())


def _trims(name: str, group: Codes, dropped: npt.NDArray[np.int64], stage: Round) -> str:
    plain = group[dropped[group] == 0]
    names = "、".join(stage.project_names[i] for i in plain)
    return detail("trims", part=name, n=len(group) - len(plain), plain=len(plain), names=names)


def _mark_use(
    sheets: Sheets,
    combined: Sequence[Combined],
    judge_ids: tuple[str, ...],
    setting: tuple[Judged, Round],
) -> pd.DataFrame:
    part, stage = setting
    frames = []
    for k, one in enumerate(combined):
        use, reason = _uses(sheets, one)
        whole = part.combine_on == "judge_total"
        known = sheets.complete if whole else sheets.known[:, k]
        value = sheets.total / sheets.scale if whole else sheets.each[:, k] / MARK_SCALE
        frames.append(
            pd.DataFrame(
                {
                    "year": stage.rules.year,
                    "component": part.name,
                    "project_id": np.array(stage.projects, dtype=object)[sheets.project],
                    "judge_id": np.array(judge_ids, dtype=object)[sheets.judge],
                    "criterion": TOTAL if whole else part.criteria[k].name,
                    "judge_points": np.where(known, value.astype(float), np.nan),
                    "use": np.array(USES, dtype=object)[use],
                    "reason": reason,
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _uses(sheets: Sheets, combined: Combined) -> tuple[Codes, npt.NDArray[np.object_]]:
    valid = np.flatnonzero(sheets.use == USED)
    use = sheets.use.copy()
    use[valid] = combined.use
    equal: Flags = np.zeros(len(use), dtype=bool)
    equal[valid] = combined.equal
    reason = np.array(_REASONS, dtype=object)[use]
    reason[sheets.own] = _OWN
    reason[equal & (use == HIGH)] = _EQUAL_HIGH
    reason[equal & (use == LOW)] = _EQUAL_LOW
    return use, reason
