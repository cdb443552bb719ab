"""What the scores can bear, over the whole sample: the truth recovered, nothing invented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.tables import SPECS
from assessment.founding import Demo
from assessment.pipeline.probing import probe_scores
from assessment.sample.build import SampleProgramme
from assessment.workspace import Workspace

TABLES = (
    "severity", "adjusted", "residuals", "variance", "reliability", "rank_intervals", "pairs",
    "weight_sensitivity", "tipping_points", "other_methods", "leanings",
)  # fmt: skip


@pytest.fixture(scope="session")
def years(demo: Demo) -> dict[int, dict[str, pd.DataFrame]]:
    workspace = demo.workspace
    return {year: dict(workspace.run(year).tables) for year in workspace.years()}


def test_a_run_keeps_the_statistics_beside_the_ranking(
    years: dict[int, dict[str, pd.DataFrame]],
) -> None:
    for tables in years.values():
        for name in TABLES:
            assert len(tables[name]), name
            assert set(tables[name]["year"]) == set(tables["standings"]["year"])


def test_no_number_is_missing_where_one_is_promised(
    years: dict[int, dict[str, pd.DataFrame]],
) -> None:
    """What cannot be computed has no row; a cell that must hold a number always does."""
    for tables in years.values():
        for name in TABLES:
            nullable = {column.name for column in SPECS[name].columns if column.nullable}
            for column in tables[name].columns.difference(list(nullable)):
                assert tables[name][column].notna().all(), (name, column)
            numbers = tables[name].select_dtypes("number").to_numpy(dtype=float, na_value=np.nan)
            assert not np.isinf(numbers).any(), name


def test_planted_severities_are_recovered(
    years: dict[int, dict[str, pd.DataFrame]], samples: SampleProgramme
) -> None:
    """Each judge within 3 standard errors of what was drawn, less the mean of the others."""
    n_judges = 0
    for year, tables in years.items():
        for component, rows in tables["severity"].groupby("component"):
            assert set(rows["panel_group"]) == {1}
            drawn = np.array(
                [samples.years[year].severity[str(component), judge] for judge in rows["judge_id"]]
            )
            planted = drawn - drawn.mean()
            off = np.abs(rows["effect_points"].to_numpy(dtype=float) - planted)
            assert (off <= 3 * rows["std_error"].to_numpy(dtype=float)).all(), (year, component)
            n_judges += len(rows)
    assert n_judges > 40


def test_the_order_of_rows_changes_nothing(
    copy: Workspace, years: dict[int, dict[str, pd.DataFrame]]
) -> None:
    year, tables = next(iter(years.items()))
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in tables.items()}
    found = probe_scores(turned, copy.rules(year)).tables
    for name in TABLES:
        pd.testing.assert_frame_equal(found[name], tables[name])


def test_a_year_without_marks_has_empty_statistics(inputs: pipeline.YearInputs) -> None:
    only = {path: data for path, data in inputs.files.items() if "申报" in path}
    run = pipeline.run_year(replace(inputs, files=only))
    assert run.tables["standings"]["rank"].isna().all()
    assert [len(run.tables[name]) for name in TABLES] == [0] * len(TABLES)
    assert not [p for p in run.problems if p.code.startswith(("statistics.", "panel."))]
