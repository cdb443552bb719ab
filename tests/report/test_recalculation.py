"""评分汇总复核表.xlsx worked out anew by LibreOffice: every formula gives what the tables hold."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from assessment.founding import Demo
from assessment.report.book import Book
from assessment.report.standing_order import tie_words
from assessment.report.workbook import check_code
from assessment.report.workbook.scores import write_scores
from assessment.report.workbook.year_tables import YearTables
from random_rounds import STAGE, RandomRound, random_round
from recalculation import WRONG, recalculated, with_wrong_values

RECKONING = "计算-考核认证"
NEAR = 1e-8
Edits = dict[tuple[str, str], Any]  # sheet, cell → what somebody types there


def book_of(stage: RandomRound) -> bytes:
    """Return a workbook with nothing but the sheets of scores."""
    book = Book("示例", created=datetime(2019, 12, 27), footer=("", ""))
    write_scores(book, YearTables(stage.tables, stage.rules))
    return book.data()


def formulas(data: bytes) -> Iterator[tuple[str, str]]:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def is_same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < NEAR
    return (one or "") == (other or "") if not isinstance(one, int | float) else False


def differences(data: bytes, new: Any, at_least: int = 1) -> list[str]:
    """Return the formula cells that give something else than they did when they were written."""
    old = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = list(formulas(data))
    assert len(cells) >= at_least
    return [
        f"{sheet}!{cell}: {old[sheet][cell].value!r} → {new[sheet][cell].value!r}"
        for sheet, cell in cells
        if not is_same(old[sheet][cell].value, new[sheet][cell].value)
    ]


def check_results(stage: RandomRound, new: Any) -> None:
    """Compare totals, ranks, tie steps and grades with the tables, not with cached values."""
    shown = {line["项目名称"]: line for line in lines(new[RECKONING])}
    called = dict(zip(stage.tables["applications"]["project_id"],
                      stage.tables["applications"]["project_name"], strict=True))  # fmt: skip
    for row in stage.tables["standings"].itertuples():
        line = shown[called[row.project_id]]
        ranked = pd.notna(row.rank)
        assert is_same(line["总分"], None if pd.isna(row.total_points) else row.total_points)
        assert line["名次"] == (row.rank if ranked else "—")
        assert line["等次"] == (row.grade if ranked else "—")
        step = "" if pd.isna(row.tie_step) else tie_words(row.tie_step, stage.rules)
        assert (line["总分相同时的依据"] or "") == step


def lines(sheet: Any) -> Iterator[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if row[0] == "申报单位")
    heads = [low or high for high, low in zip(rows[top], rows[top + 1], strict=True)]
    for row in rows[top + 2 :]:
        if row[1] is None:
            return
        # The sum stands left of the keys that bear the same words.
        yield dict(reversed(list(zip(heads, row, strict=True))))


def test_a_wrong_cached_value_is_planted_and_then_replaced(tmp_path: Path) -> None:
    data = book_of(random_round(1))
    planted = openpyxl.load_workbook(io.BytesIO(with_wrong_values(data)), data_only=True)
    cells = list(formulas(data))
    assert len(cells) > 50
    assert all(planted[sheet][cell].value == WRONG for sheet, cell in cells)
    new = recalculated({"one": data}, tmp_path)["one"]
    assert not any(new[sheet][cell].value == WRONG for sheet, cell in cells)


@pytest.fixture(scope="module")
def years(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Any]]:
    books = {path.parent.name: path.read_bytes() for path in demo.run.outputs
             if path.name.endswith("评分汇总复核表.xlsx")}  # fmt: skip
    new = recalculated(books, tmp_path_factory.mktemp("years"))
    return {year: (books[year], new[year]) for year in books}


def test_the_workbooks_of_all_sample_years_give_the_same_again(
    years: dict[str, tuple[bytes, Any]],
) -> None:
    assert sorted(years) == ["2017", "2018", "2019"]
    for year, (data, new) in years.items():
        assert differences(data, new, at_least=1000) == [], year


def test_what_is_no_formula_stays_what_it_was(years: dict[str, tuple[bytes, Any]]) -> None:
    data, new = years["2017"]
    ours = openpyxl.load_workbook(io.BytesIO(data))
    assert new.sheetnames == ours.sheetnames
    for sheet in ours.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type != "f"):
            other = new[sheet.title][cell.coordinate]
            near = isinstance(cell.value, float)
            assert other.value == (pytest.approx(cell.value) if near else cell.value)


def compare_rounds(seeds: Iterable[int], folder: Path) -> Counter[str]:
    """Recalculate rounds as they are, and after somebody has typed other marks and votes."""
    rounds = {str(seed): random_round(seed) for seed in seeds}
    books = {seed: book_of(stage) for seed, stage in rounds.items()}
    fresh = {}
    for seed in list(rounds):
        plain = random_round(int(seed), decided=False)
        fresh[f"{seed}-changed"], edits = with_edits(plain, int(seed))
        books[f"{seed}-changed"] = typed(book_of(plain), edits)
    new = recalculated(books, folder)
    found: Counter[str] = Counter()
    for seed, stage in rounds.items():
        assert differences(books[seed], new[seed]) == [], seed
        check_results(stage, new[seed])
        found.update(stage.tables["standings"]["tie_step"].dropna())
        found.update(part.combine for part in stage.rules.of_round(STAGE) if part.kind == "judged")
        found.update(part.convert for part in stage.rules.of_round(STAGE) if part.kind == "voted")
    for seed, stage in fresh.items():
        check_results(stage, new[seed])
    return found


def with_edits(stage: RandomRound, seed: int) -> tuple[RandomRound, Edits]:
    """Return the round computed anew on some other marks and votes, and what to type for it."""
    rng = random.Random(seed)
    marks, votes = stage.given("marks").copy(), stage.given("votes").copy()
    edits: Edits = {}
    for row in rng.sample(list(marks.index), min(4, len(marks))):
        mark = marks.loc[row]
        part = stage.rules.component(mark["component"])
        full = {item.name: float(item.points) for item in part.criteria} | {
            "total": float(part.full)}  # fmt: skip
        word = rng.random() < 0.2
        if part.panel_coefficient and (word or mark["status"] != "given"):
            continue  # a panel that loses or gains its only judge is no matter of formulas
        points = round(full[mark["criterion"]] * rng.choice([0.5, 0.75, 0.8, 0.9]), 4)
        marks.loc[row, "status"] = "absent" if word else "given"
        marks.loc[row, "points"] = pd.NA if word else points
        edits[place_of_mark(stage, mark)] = "缺席" if word else points
    for row in rng.sample(list(votes.index), min(2, len(votes))):
        votes.loc[row, "n_votes"] = rng.randint(0, 9)
        edits[place_of_vote(stage, votes.loc[row])] = int(votes.loc[row, "n_votes"])
    return stage.with_given(marks=marks, votes=votes), edits


def place_of_mark(stage: RandomRound, mark: Any) -> tuple[str, str]:
    part = stage.rules.component(mark["component"])
    return f"明细-{part.label}", f"{mark['project_id']}|{mark['judge_id']}|{mark['criterion']}"


def place_of_vote(stage: RandomRound, vote: Any) -> tuple[str, str]:
    part = stage.rules.component(vote["component"])
    return f"投票-{part.label}", f"{vote['project_id']}||{vote['channel']}"


def typed(data: bytes, edits: Edits) -> bytes:
    """Return the workbook after the edits, each found by project, judge and header as people do."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (title, place), value in edits.items():
        project, judge, head = place.split("|")
        sheet = book[title]
        rows = list(sheet.iter_rows())
        top = next(n for n, row in enumerate(rows) if "项目名称" in [cell.value for cell in row])
        name = f"项目{int(project[6:8]):02d}"
        upper, lower = rows[top], rows[top + 1]
        deep = lower[1].value is None
        pairs = zip(upper, lower, strict=True)
        heads = [str((deep and low.value) or high.value) for high, low in pairs]
        wanted = "评委总分" if head == "total" else head
        column = next(n for n, one in enumerate(heads) if one.split("（")[0].strip() == wanted)
        line = next(row for row in rows[top + 1 :] if name in [cell.value for cell in row]
                    and (not judge or f"评委{judge[1:]}" in [cell.value for cell in row]))  # fmt: skip
        line[column].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_random_rounds_give_the_same_again_also_after_other_marks_are_typed(
    tmp_path: Path,
) -> None:
    """Six rounds that have every kind of reckoning, and one decided in part; 200 more are slow."""
    found = compare_rounds((0, 4, 5, 6, 7, 11, 1026), tmp_path)
    assert set(found) >= {
        "trimmed_mean", "mean", "median", "max_ratio", "share", "rank", "ladder", "threshold",
        "untrimmed", "decision", "unresolved",
    }  # fmt: skip


@pytest.mark.slow
def test_two_hundred_random_rounds_give_the_same_again(tmp_path: Path) -> None:
    found = compare_rounds((*range(1000, 1200), 1581), tmp_path)
    assert set(found) >= {
        "trimmed_mean", "mean", "median", "max_ratio", "share", "rank", "ladder", "threshold",
        "defense", "untrimmed", "votes", "decision", "unresolved",
    }  # fmt: skip


def code_of(tables: Mapping[str, pd.DataFrame], stage: RandomRound) -> str:
    return check_code(tables, rules=stage.rules)


def test_the_check_code_follows_marks_and_results_alone() -> None:
    stage = random_round(3)
    code = code_of(stage.tables, stage)
    assert len(code) == 9 and code[4] == "-"
    shuffled = {name: frame.sample(frac=1, random_state=1) for name, frame in stage.tables.items()}
    moved = {**stage.tables, "marks": stage.given("marks").assign(src="111111111111!表2!B2")}
    assert code_of(shuffled, stage) == code_of(moved, stage) == code
    marks = stage.given("marks").copy()
    given = marks.index[marks["status"] == "given"][0]
    marks.loc[given, "points"] += 0.5
    assert code_of({**stage.tables, "marks": marks}, stage) != code
    grades = stage.tables["standings"].assign(grade="不合格")
    assert code_of({**stage.tables, "standings": grades}, stage) != code
