"""Projects of nearly one name: perhaps one project, applied for twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from assessment.core.problems import Problem, problem
from assessment.core.provenance import cell_of
from assessment.core.spelling import match_key
from assessment.intake.layouts.context import Row

# Likeness (0–100) of two names from which they are shown; names of one college differ less.
NEAR_WITHIN, NEAR_BETWEEN = 80, 95


def similar_projects(rows: Sequence[Row], files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the second of each two projects of nearly one name, with the place of the first.

    Parameters
    ----------
    rows : sequence
        Rows of `applications`.
    files : mapping
        File by source_id.

    Problems
    --------
    project.similar
    """
    for first, second in combinations(rows, 2):
        is_within = first["college_code"] == second["college_code"]
        likeness = fuzz.ratio(*(match_key(row["project_name"]) for row in (first, second)))
        if likeness >= (NEAR_WITHIN if is_within else NEAR_BETWEEN):
            yield problem(
                "project.similar",
                cell_of(second["src"], files),
                actual=second["project_name"],
                expected=str(cell_of(first["src"], files)),
                table="applications",
                column="project_name",
            )
