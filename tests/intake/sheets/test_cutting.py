"""The search for the best bands, against trying every one, and where it gives up."""

from __future__ import annotations

import random
from typing import Any

import pytest

from assessment.core.rules import Rules
from assessment.intake.cells import Sheet, typed_cell
from assessment.intake.sheets import cutting, regions
from assessment.intake.sheets.cutting import Cost, Cut, best_cut
from assessment.intake.words.vocabulary import vocabulary
from papers import Read, blocks, book, sheet

LEDGER = ["日期", "类别", "金额", None]
LINE = ["2017.5.4", "交通", 5, None]


@pytest.mark.parametrize("seed", range(30))
def test_the_best_cut_is_that_of_trying_every_one(
    seed: int, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    n = chance.randint(2, 9)
    spans = [(i, j) for i in range(n) for j in range(i + 1, n + 1)]
    n_seams = {(i, j): chance.randint(0, 2) if j > i + 1 else 0 for i, j in spans}
    for i, j in sorted(spans, key=lambda span: span[1] - span[0]):
        if j > i + 1:  # a wider band has the seams of a narrower one
            n_seams[i, j] = n_seams[i, j - 1] + chance.randint(0, 1)
    costs = {span: Cost(chance.choice([0, 0, 1, 2]), n_seams[span], 1) for span in spans}
    place = {2 * k + 1: k for k in range(n)}

    def read(_whole: Sheet, parts: Any, seams: int, *_: Any) -> Cut:
        first = place[max(parts[0].start, 1)]
        span = first, first + len(parts)
        assert seams == n_seams[span]
        return Cut(costs[span], (span,))  # type: ignore[arg-type]

    def seams(_whole: Sheet, parts: Any, _words: Any) -> Any:
        first = place[max(parts[0].start, 1)]
        for k in range(1, len(parts)):
            yield n_seams[first, first + k + 1] - n_seams[first, first + k]

    monkeypatch.setattr(cutting, "_read", read)
    monkeypatch.setattr(cutting, "seams", seams)
    cells = {(r, 2 * k + 1): typed_cell(r, 2 * k + 1, "x") for r in (1, 2) for k in range(n)}
    found = best_cut(Sheet("表", cells), vocabulary(rules), lambda _: ())

    def least(first: int) -> Cost:
        if first == n:
            return Cost()
        ends = range(first + 1, min(first + cutting.MOST_JOINED, n) + 1)
        whole = [costs[0, n]] if first == 0 else []
        return min([*(costs[first, end].plus(least(end)) for end in ends), *whole])

    assert found.cost == least(0)
    assert [span[1] for span in found.blocks[:-1]] == [span[0] for span in found.blocks[1:]]


def test_many_tables_beside_each_other_are_found(rules: Rules) -> None:
    assert len(blocks(rules, [LEDGER * 30, LINE * 30])) == 30


def test_a_sheet_that_would_take_too_long_is_refused(
    read_files: Read, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [LEDGER * 3, LINE * 3]
    assert len(blocks(rules, rows)) == 3
    monkeypatch.setattr(regions, "MOST_READ", 0)
    monkeypatch.setattr(regions, "TIMES_READ", 0)
    with pytest.raises(regions.TooInvolved):
        blocks(rules, rows)
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert result.tables["ledger"].empty
    told = [one for one in result.problems if one.where.file == "2017/a.xlsx"]
    assert [(one.code, one.actual) for one in told] == [("sheet.too-involved", "18")]
    cells = result.tables["sheet_cells"]
    refused = cells[cells["reason"] == "sheet.too-involved"]
    assert ["problem", 18] in refused[["cell_class", "n_cells"]].to_numpy().tolist()
