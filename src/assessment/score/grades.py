"""Grades: bands of the total, a cap on the first, and the committee's word on its border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessment.core.rule_sections import Grades
from assessment.score.exact import half_up
from assessment.score.ranking import Block
from assessment.score.totals import Total


def band_of(points: Fraction, grades: Grades, decimals: int) -> int:
    """Return the number of the band a total reaches, 0 for the first.

    Raises
    ------
    ValueError
        When the total is below 0.

    Examples
    --------
    >>> from assessment.core.rule_sections import Band
    >>> two = Grades.model_construct(grade_on="rounded", bands=(
    ...     Band(grade="优秀", at_least=90), Band(grade="良好", at_least=0)))
    >>> band_of(Fraction("89.995"), two, 2), band_of(Fraction("89.994"), two, 2)
    (0, 1)
    """
    total = points if grades.grade_on == "unrounded" else half_up(points, decimals)
    for number, band in enumerate(grades.bands):
        if total >= band.at_least:
            return number
    raise ValueError(f"no band holds a total of {points}")


def grade_projects(
    blocks: Sequence[Block], decided: Mapping[str, str], grades: Grades, decimals: int
) -> tuple[dict[str, str], list[Block]]:
    """Return the grade of each ranked project, and the blocks that lie across the cap.

    Projects past the cap take the second grade; a tie across it takes the second grade as a
    whole until decided, and closes the cap.

    Parameters
    ----------
    blocks : sequence of Block
        From the top down.
    decided : mapping
        project_id → the grade the committee gave.
    grades : Grades
        Bands and cap of the rules.
    decimals : int
        Decimals of a rounded total.

    Source
    ------
    Rules section `[grades]`.
    """
    left = grades.cap(sum(len(block.totals) for block in blocks))
    found: dict[str, str] = {}
    across = []
    for block in blocks:
        bands = {t.project_id: band_of(_points(t), grades, decimals) for t in block.totals}
        first = [project for project, band in bands.items() if band == 0]
        if len(first) > left:
            across += [block] if left and not _settled(first, decided, grades, left) else []
            bands |= dict.fromkeys(first, min(1, len(grades.bands) - 1))
            left = 0
        else:
            left -= len(first)
        found |= {project: grades.bands[band].grade for project, band in bands.items()}
    return {project: decided.get(project, grade) for project, grade in found.items()}, across


def _points(total: Total) -> Fraction:
    return total.points or Fraction(0)


def _settled(first: Sequence[str], decided: Mapping[str, str], grades: Grades, left: int) -> bool:
    """Return whether decisions fill the places left or speak of every tied project."""
    top = grades.bands[0].grade
    filled = sum(decided.get(project) == top for project in first) >= left
    return filled or all(project in decided for project in first)
