"""Bad marks are told with the cells of all places involved."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.score.official import component_points

FULL = {"思想性": 30, "创新性": 30, "效果": 20, "参与度": 4}
SOURCES = pd.DataFrame({"source_id": ["0123456789ab"], "file": ["答辩.xlsx"]})


@pytest.fixture
def found(make_rules, make_marks, make_judges, make_applications):
    def run(grid, entrants=None, sittings=None):
        order = [
            {"year": 2017, "round": "assessment", "project_id": p, "order_no": n, "sitting_no": no}
            for n, (p, no) in enumerate((sittings or {}).items(), start=1)
        ]
        result = component_points(
            make_marks(grid), empty("votes"), make_judges([]),
            make_applications(entrants or list(grid)), sources=SOURCES,
            rules=make_rules({"defense": 100}, defense={"min_judges": 1}),
            running_order=conform(pd.DataFrame(order), "running_order") if order else None,
        )  # fmt: skip
        return [(p.code, str(p.where), p.actual, p.expected) for p in result.problems]

    return run


def test_a_total_that_differs_names_both_places(found):
    (fault,) = found({"P": [{**FULL, "total": 94}]})
    assert fault == (
        "judge.total-differs", "答辩.xlsx「P」total1", "J1 登记 94",
        "84 分（见 答辩.xlsx「P」思想性1、创新性1、效果1、参与度1）",
    )  # fmt: skip


@pytest.mark.parametrize("total", [84, 84.0, ""])
def test_a_total_that_agrees_or_is_blank_is_fine(found, total):
    assert found({"P": [{**FULL, "total": total}]}) == []


def test_a_missing_criterion_points_at_its_empty_box(found):
    (box,) = found({"P": [90, {**FULL, "效果": ""}]})
    assert box == ("marks.criterion-missing", "答辩.xlsx「P」效果2", "J2", "效果")
    (none,) = found({"P": [90, {"思想性": 30, "创新性": 30}]})
    assert none == ("marks.criterion-missing", "答辩.xlsx「P」思想性2", "J2", "效果、参与度")


def test_marks_of_a_project_that_does_not_stand_name_every_cell(found):
    (fault,) = found({"P": [90], "X": [80, 81]}, entrants=["P"])
    assert fault == (
        "marks.not-entrant",
        "答辩.xlsx「X」total1",
        "X",
        "答辩.xlsx「X」total1、total2",
    )


def test_an_empty_panel_names_every_cell(found):
    (fault,) = found({"P": [90], "Q": ["缺席", "无法识别"]})
    assert fault[:2] == ("panel.empty", "答辩.xlsx「Q」total1")
    assert fault[2:] == ("项目Q", "答辩.xlsx「Q」total1、total2")


def test_while_nobody_has_marks_blank_sheets_are_no_empty_panels(found):
    assert [code for code, *_ in found({"P": [""], "Q": [""]})] == ["component.no-data"]


def test_a_sitting_treated_differently_is_named(found):
    five, four = [80, 81, 82, 83, 84], [80, 81, 82, 83]
    inside = found({"P": five, "Q": four, "R": five}, sittings={"P": 1, "Q": 1, "R": 2})
    assert [actual for code, _, actual, _ in inside] == [
        "现场答辩第 1 场有 1 项去掉，1 项未去（项目Q）"
    ]
    across = found({"P": five, "Q": four}, sittings={"P": 1, "Q": 2})
    assert [actual for code, _, actual, _ in across] == ["现场答辩有 1 项去掉，1 项未去（项目Q）"]
    assert found({"P": five, "Q": five}, sittings={"P": 1, "Q": 2}) == []
