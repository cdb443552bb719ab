"""The whole marks of a component's judges: one number for each project and judge, 0 to 100."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from assessment.core.rule_sections import Judged
from assessment.score.severity.codes import Floats, Ints

GIVEN = ("used", "trimmed_high", "trimmed_low")


class Marks(NamedTuple):
    """Marks in the order of projects and judges; codes point into the sorted ids."""

    project_ids: list[str]
    judge_ids: list[str]
    project: Ints
    judge: Ints
    points: Floats

    @property
    def matrix(self) -> Floats:
        """The marks as projects × judges; nan where there is none."""
        table: Floats = np.full((len(self.project_ids), len(self.judge_ids)), np.nan)
        table[self.project, self.judge] = self.points
        return table


def whole_marks(mark_use: pd.DataFrame, part: Judged) -> Marks:
    """Return what each judge gave each project in a component, as points of 100.

    Trimmed marks are among them: they were given. A judge whose criteria are not all there gave
    the project no whole mark.

    Parameters
    ----------
    mark_use : DataFrame
        Table `mark_use` of the year.
    part : Judged
        The component.
    """
    rows = mark_use[mark_use["component"] == part.name]
    rows = rows.assign(is_given=rows["use"].isin(GIVEN) & rows["judge_points"].notna())
    sheets = rows.groupby(["project_id", "judge_id"], sort=True, as_index=False).agg(
        points=("judge_points", "sum"), is_whole=("is_given", "all")
    )
    whole = sheets[sheets["is_whole"]]
    project_ids, project = np.unique(whole["project_id"].to_numpy(), return_inverse=True)
    judge_ids, judge = np.unique(whole["judge_id"].to_numpy(), return_inverse=True)
    points = whole["points"].to_numpy(dtype=float) * 100 / float(part.full)
    return Marks(project_ids.tolist(), judge_ids.tolist(), project, judge, points)
