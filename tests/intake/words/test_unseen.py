from __future__ import annotations

import pytest

from assessment.intake.cells import Cell, CellKind, Document, Sheet, text_cell
from assessment.intake.cells.runs import Run, joined
from assessment.intake.words.unseen import unseen
from assessment.intake.words.values import Spot

SHEET = Sheet("表", {})
SPOT = Spot(Document("a.xlsx", "0" * 12, (SHEET,)), SHEET, "marks")


@pytest.mark.parametrize(
    "text", ["天使之翼", "天使\n之翼", "　天使 之翼\t", "Health Day", "“生命接力”志愿服务"]
)
def test_what_is_seen_is_no_problem(text: str) -> None:
    assert unseen((None, text_cell(1, 1, text)), SPOT, "project_id") == ()


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("天使\u200b之翼", "U+200B"),
        ("\ufeff天使之翼", "U+FEFF"),
        ("天使\u00ad之\u200b翼\u200b", "U+00AD、U+200B"),
        ("天使之翼\x07", "U+0007"),
    ],
)
def test_an_invisible_sign_is_told_with_its_code(text: str, signs: str) -> None:
    (fault,) = unseen((text_cell(2, 2, text),), SPOT, "project_id")
    assert (fault.code, fault.where.cell) == ("name.invisible-signs", "B2")
    assert (fault.actual, fault.expected) == ("天使之翼", signs)


@pytest.mark.parametrize(("kind", "code"), [
    (CellKind.UNCACHED, "cell.formula-not-cached"),
    (CellKind.ERROR, "cell.error-value"),
    (CellKind.LONG, "cell.too-many-digits"),
])  # fmt: skip
def test_what_is_no_text_is_no_name(kind: CellKind, code: str) -> None:
    (fault,) = unseen((Cell(2, 2, kind, "=A1"),), SPOT, "project_id")
    assert (fault.code, fault.where.cell, fault.column) == (code, "B2", "project_id")
    assert unseen((Cell(2, 2, CellKind.MERGED, "天使之翼"),), SPOT, "project_id") == ()


def test_a_name_of_which_a_part_does_not_hold_is_unclear() -> None:
    text, _ = joined([Run("青年", is_struck=True), Run("天使之翼")])
    (fault,) = unseen((text_cell(2, 2, text),), SPOT, "project_id")
    assert (fault.code, fault.actual) == ("name.unclear", "〔删除线：青年〕天使之翼")
