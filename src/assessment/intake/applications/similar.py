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
# Of so many signs a name is its own within another one.
SHORTEST = 3


def similar_projects(rows: Sequence[Row], files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the second of each two projects of nearly one name, with the place of the first.

    Of one college so are two of one theme and amount of which one name stands within the other.

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
        names = [match_key(row["project_name"]) for row in (first, second)]
        is_near = fuzz.ratio(*names) >= (NEAR_WITHIN if is_within else NEAR_BETWEEN)
        if is_near or (is_within and _is_part(names) and _asks_alike(first, second)):
            yield problem(
                "project.similar",
                cell_of(second["src"], files),
                actual=second["project_name"],
                expected=str(cell_of(first["src"], files)),
                table="applications",
                column="project_name",
            )


def _is_part(names: Sequence[str]) -> bool:
    """Tell whether one name is the other with more words: 本草印记, “本草印记”校园文化节."""
    shorter, longer = sorted(names, key=len)
    return len(shorter) >= SHORTEST and shorter in longer


def _asks_alike(first: Row, second: Row) -> bool:
    told = [(row["theme_code"], row["requested_fen"]) for row in (first, second)]
    return None not in told[0] and told[0] == told[1]
