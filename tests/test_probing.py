"""What the scores can bear, over the whole sample: the truth recovered, nothing invented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.result import Result
from assessment.core.rules import Rules
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


BAD = {
    "one judge": lambda use: use[use["judge_id"] == "J1"],
    "one project": lambda use: use[use["project_id"] == use["project_id"].iloc[0]],
    "all marks equal": lambda use: use.assign(judge_points=use["judge_points"].where(
        use["judge_points"].isna(), 8.0)),
    "a judge with one mark": lambda use: use[(use["judge_id"] != "J1")
                                             | ~use.duplicated(["component", "judge_id"])],
    "panels without a common project": lambda use: use[
        (use["project_id"] < "2017-C08") == use["judge_id"].isin(["J1", "J2", "J3", "J4"])],
    "all missing": lambda use: use.iloc[:0],
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_data_gives_a_status_and_no_invented_number(
    name: str, result: Result, rules: Rules
) -> None:
    """Warnings are errors here; what cannot be known has no row or is blank."""
    use = BAD[name](result.tables["mark_use"]).reset_index(drop=True)
    found = probe_scores(dict(result.tables) | {"mark_use": use}, rules)
    told = {one.code for one in found.problems}
    assert told <= {"statistics.too-few", "statistics.not-converged", "panel.not-linked"}
    if name in ("one judge", "one project"):
        assert told == {"statistics.too-few"}
        assert found.tables["severity"].empty and found.tables["reliability"].empty
    if name == "panels without a common project":
        assert "panel.not-linked" in told
        assert set(found.tables["adjusted"]["panel_group"]) == {1, 2}
    for table, frame in found.tables.items():
        numbers = frame.select_dtypes("number")
        assert not np.isinf(numbers.to_numpy(dtype=float, na_value=0.0)).any(), table
        nullable = {column.name for column in SPECS[table].columns if column.nullable}
        assert frame[[one for one in frame if one not in nullable]].notna().all(axis=None), table


def test_a_year_without_marks_has_empty_statistics(inputs: pipeline.YearInputs) -> None:
    only = {path: data for path, data in inputs.files.items() if "申报" in path}
    run = pipeline.run_year(replace(inputs, files=only))
    assert run.tables["standings"]["rank"].isna().all()
    assert [len(run.tables[name]) for name in TABLES] == [0] * len(TABLES)
    assert not [p for p in run.problems if p.code.startswith(("statistics.", "panel."))]
