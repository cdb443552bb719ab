"""现场统分表 filled as on the day: what it shows is what is scored, and it is read back whole."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import openpyxl
import pandas as pd
import pytest

from assessment.core.result import Result
from assessment.core.rule_components import Judged
from assessment.core.rules import Rules
from assessment.core.tables import conform
from assessment.intake.read import read_year
from assessment.report.blanks.kinds import write_blanks
from assessment.report.blanks.known import Judge, Known, Project
from assessment.report.blanks.tally import is_tallied, write_tally
from assessment.report.blanks.tally_grid import Grid
from assessment.report.templates import write_register
from assessment.score.official import component_points
from blank_world import blanks, tables
from blank_world import rules as rules_2019
from filling import Filled, bare, recalculated, with_results
from papers import book, sheet

YEAR, N, FILE = 2019, 9, "2019/现场答辩现场统分表.xlsx"
COLLEGES = {f"C{n:02d}": f"示例第{n}学院" for n in range(1, N + 1)}
JUDGES = {1: "校外", 2: "示例第2学院", 3: "校外", 4: "校外", 5: "示例第1学院", 6: "校外", 7: "校外"}
IDS = [f"{YEAR}-{code}-1" for code in COLLEGES]
NAMES = {one: f"“示例{n}”行动" for n, one in enumerate(IDS, 1)}
Marks = Mapping[tuple[str, int], Any]


def own_rules(**changes: Any) -> Rules:
    """Return the year's rules with another way of combining the defense marks."""
    style = changes.pop("style", "competition")
    rules = rules_2019()
    parts = tuple(
        one.model_copy(update=changes) if one.name == "defense" else one for one in rules.components
    )
    ranking = rules.ranking.model_copy(update={"style": style})
    return rules.model_copy(update={"components": parts, "ranking": ranking})


@cache
def register() -> bytes:
    names = [[code, name, "", "学院", 2010, None] for code, name in COLLEGES.items()]
    judges = [[YEAR, "考核认证", "现场答辩", f"J{n}", f"示例姓名{n}", unit, None]
              for n, unit in JUDGES.items()]  # fmt: skip
    return write_register({"学院名单": names, "评委名单": judges})


def read(files: Mapping[str, bytes], rules: Rules) -> Result:
    heads = ["申报单位", "项目名称", "类别", "申请经费（元）"]
    lines = zip(COLLEGES.values(), NAMES.values(), strict=True)
    listed = book(sheet([heads, *([*line, "志愿服务类", 5000] for line in lines)]))
    return read_year({"2019/申报汇总.xlsx": listed, **files}, register(), rules=rules)


def known(rules: Rules) -> dict[str, pd.DataFrame]:
    """Return what is known the day before: who stands in which order, in two sittings."""
    found = dict(read({}, rules).tables)
    told = {"year": YEAR, "round": "assessment"}
    places = [(one, 1 + n // 5, 1 + n % 5) for n, one in enumerate(IDS)]
    order = [told | {"project_id": one, "sitting_no": s, "order_no": n} for one, s, n in places]
    stand = [told | {"project_id": one, "is_entrant": True, "reason": "x"} for one in IDS]
    found["running_order"] = conform(pd.DataFrame(order), "running_order")
    found["entrants"] = conform(pd.DataFrame(stand), "entrants")
    return found


def defense(rules: Rules) -> Judged:
    part = rules.component("defense")
    assert isinstance(part, Judged)
    return part


@cache
def blank(style: str = "competition", **changes: Any) -> bytes:
    rules = own_rules(style=style, **changes)
    return write_tally(Known(rules, known(rules)), defense(rules))


def marks(seed: int) -> Marks:
    """Return marks with ties, a 0, an absent judge, too few to trim, and some not in yet."""
    rng = random.Random(seed)
    found: dict[tuple[str, int], Any] = {
        (one, n): rng.randrange(70_0000, 98_0000) / 10_000 for one in IDS for n in JUDGES
    }
    out = [(one, n) for one in IDS for n, unit in JUDGES.items() if COLLEGES[one[5:8]] == unit]
    for n in JUDGES:  # the fourth is the third once more, by other judges
        found[IDS[3], 8 - n] = found[IDS[2], n]
        found[IDS[4], n] = ("缺席", "弃权", "缺席", "缺席", 88.5, 90, 0)[n - 1]
        found[IDS[5], n] = (80, 81, 82, 82, 83, 84, "缺席")[n - 1]  # as many as the next, sum too
        found[IDS[6], n] = (82, 82, 82, 82, 82, 82, "弃权")[n - 1]
    found |= dict.fromkeys(out, "回避")
    return found | {(IDS[7], 4): None, (IDS[8], 1): None, (IDS[8], 2): None}


def fill(data: bytes, told: Marks, page: str = "统分") -> bytes:
    """Return the workbook with these marks typed in; what is greyed stays as it is."""
    file = Filled(data)
    file.page = file.book[page]
    for (one, judge), value in told.items():
        row = next(c.row for c in file.cells(bare(NAMES[one])))
        cell = file.page.cell(row, file.cells(f"评委{judge}")[0].column)
        if cell.value == "回避":
            assert cell.protection.locked and value == "回避"
        elif value is not None:
            file._write(cell, value)
    return file.data()


def lines(data: bytes, page: str, top: int) -> list[dict[str, Any]]:
    """Return the rows of a page by header, as the file says its formulas came out."""
    rows = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[page].iter_rows(min_row=top)
    heads: list[str] = []
    for cell in next(rows):
        name = bare(cell.value)
        heads.append(f"{name}{len(heads)}" if name in heads else name)
    found = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in rows]
    return [one for one in found if one.get("项目名称")]


# Rules under which a tally is filled, worked out and scored.
RULES: Mapping[str, Mapping[str, Any]] = {
    "trimmed": {},
    "dense": {"style": "dense", "drop_high": 2, "drop_low": 1, "trim_from": 6},
    "median": {"combine": "median", "drop_high": 0, "drop_low": 0, "trim_from": 0},
    "mean": {"combine": "mean", "style": "dense", "recuse_own_college": True},
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Filled tallies as LibreOffice saves them; every result in them was wrong before."""
    files = {f"{name}.xlsx": fill(blank(**told), marks(n)) for n, (name, told) in
             enumerate(RULES.items())}  # fmt: skip
    other = {**marks(0), (IDS[0], 1): 91.5, (IDS[7], 4): 77, (IDS[1], 3): "缺席"}
    files["twice.xlsx"] = fill(files["trimmed.xlsx"], other, "复录")
    planted = {name: with_results(data, "12345") for name, data in files.items()}
    assert all(lines(data, "统分", 4)[0]["平均分"] == 12345 for data in planted.values())
    untouched = {"blank.xlsx": with_results(fill(blank(), {}), "12345")}
    return recalculated(planted | untouched, tmp_path_factory.mktemp("office"))


needs_office = [
    pytest.mark.needs_libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def office(test: Callable[..., None]) -> Callable[..., None]:
    for mark in needs_office:
        test = mark(test)
    return test


def scored(data: bytes, rules: Rules) -> tuple[dict[str, Fraction], pd.DataFrame]:
    """Return exact points by project as scored from what is read, and the marks' uses."""
    found = read({FILE: data}, rules).tables
    stand = known(rules)["applications"].assign(status="eligible")
    votes = pd.DataFrame({name: [] for name in found["votes"].columns})
    result = component_points(found["marks"], conform(votes, "votes"), found["judges"], stand,
                              rules=rules)  # fmt: skip
    mine = result.tables["components"].query("component == 'defense'")
    mine = mine[mine["weighted_exact"].notna()]
    exact = {row.project_id: Fraction(row.weighted_exact) * 100 / Fraction(row.weight)
             for row in mine.itertuples()}  # fmt: skip
    return exact, result.tables["mark_use"].query("component == 'defense'")


@office
@pytest.mark.parametrize("name", RULES)
def test_what_the_tally_shows_is_what_is_scored(name: str, saved: dict[str, bytes]) -> None:
    rules, data = own_rules(**RULES[name]), saved[f"{name}.xlsx"]
    exact, uses = scored(data, rules)
    told = {one["项目名称"]: one for one in lines(data, "统分", 4)}
    whole = [one for one in IDS if one not in IDS[7:]]
    ranked = [round(exact[one], 9) for one in whole]
    rivals = ranked if rules.ranking.style == "competition" else sorted(set(ranked))
    for one in IDS:
        row, mine = told[NAMES[one]], uses[uses["project_id"] == one]
        assert row["折合得分"] == pytest.approx(float(exact[one]), abs=1e-9)
        full = float(defense(rules).full)
        assert row["平均分"] == pytest.approx(float(exact[one]) * full / 100, abs=1e-9)
        assert row["有效评分"] == mine["use"].isin(["used", "trimmed_high", "trimmed_low"]).sum()
        for head, use in (("去掉最高分", "trimmed_high"), ("去掉最低分", "trimmed_low")):
            shown = [value for key, value in row.items() if key.startswith(head) and value]
            assert sorted(shown) == sorted(mine.loc[mine["use"] == use, "judge_points"])
        is_whole = one in whole
        rank = 1 + sum(other > round(exact[one], 9) for other in rivals) if is_whole else "暂"
        assert row["名次"] == rank
    assert len({round(exact[one], 9) for one in whole}) < len(whole)


@office
def test_states_say_what_is_still_to_do(saved: dict[str, bytes]) -> None:
    told = {one["项目名称"]: one for one in lines(saved["trimmed.xlsx"], "统分", 4)}
    states = [told[NAMES[one]]["状态"] for one in IDS]
    assert states == [None, None, None, None, "评委不足", None, None, "待录1", "待录2"]
    assert [told[NAMES[one]]["已录"] for one in IDS[6:]] == [7, 6, 5]
    page = openpyxl.load_workbook(io.BytesIO(saved["trimmed.xlsx"]), data_only=True)
    assert page["统分"]["A3"].value == "已录 60/63 格，评完 7/9 个项目，名次为暂列。"
    assert page["差异"]["A3"].value == page["复录"]["A3"].value == "未复录（可选）。"


@office
@pytest.mark.parametrize("name", RULES)
def test_the_screen_follows_the_ranking(name: str, saved: dict[str, bytes]) -> None:
    data = saved[f"{name}.xlsx"]
    told = {one["项目名称"]: one for one in lines(data, "统分", 4)}
    shown = lines(data, "大屏", 3)
    assert [one["项目名称"] for one in shown][7:] == [NAMES[one] for one in IDS[7:]]
    assert len({one["项目名称"] for one in shown}) == N
    ranks = [one["名次"] for one in shown[:7]]
    assert ranks == sorted(ranks) and ranks[0] == 1
    for one in shown:
        mine = told[one["项目名称"]]
        assert (one["名次"], one["申报单位"]) == (mine["名次"], mine["申报单位"])
        assert one["已评"] == f"{mine['已录']}/7"
        points = "—" if mine["名次"] == "暂" else pytest.approx(mine["折合得分"], abs=0.00501)
        assert one["得分"] == points


@office
def test_differences_of_the_second_entry_are_listed(saved: dict[str, bytes]) -> None:
    heads = ("项目名称", "评委", "统分", "复录")
    rows = openpyxl.load_workbook(io.BytesIO(saved["twice.xlsx"]), data_only=True)["差异"]
    listed = [[rows.cell(row, n).value for n in (3, 4, 5, 6)] for row in range(7, 12)]
    first = marks(0)
    assert [rows.cell(6, n).value for n in (3, 4, 5, 6)] == list(heads)
    assert listed == [
        [NAMES[IDS[0]], "评委1", first[IDS[0], 1], 91.5],
        [NAMES[IDS[1]], "评委3", first[IDS[1], 3], "缺席"],
        [NAMES[IDS[7]], "评委4", None, 77],
        [None] * 4,
        [None] * 4,
    ]
    assert rows["A3"].value == "两次录入有 3 格不同，见「差异」。"


@office
def test_a_blank_tally_shows_at_first_what_its_formulas_give(saved: dict[str, bytes]) -> None:
    ours, theirs = (openpyxl.load_workbook(io.BytesIO(data), data_only=True)
                    for data in (blank(), saved["blank.xlsx"]))  # fmt: skip
    for page in ours.worksheets:
        told = [[cell.value or None for cell in row] for row in page.iter_rows()]
        again = [[cell.value or None for cell in row] for row in
                 theirs[page.title].iter_rows(max_row=page.max_row, max_col=page.max_column)]  # fmt: skip
        assert again == told, page.title


@office
@pytest.mark.parametrize("name", RULES)
def test_a_filled_tally_is_read_without_a_problem(name: str, saved: dict[str, bytes]) -> None:
    result = read({FILE: saved[f"{name}.xlsx"]}, own_rules(**RULES[name]))
    assert [str(fault) for fault in result.problems] == []
    frame, told = result.tables["marks"], marks([*RULES].index(name))
    words = {"given": "", "absent": "缺席", "abstained": "弃权", "recused": "回避", "blank": None}
    assert len(frame) == len(told) == 63 and set(frame["criterion"]) == {"total"}
    for row in frame.itertuples():
        wanted = told[row.project_id, int(row.judge_id[1:])]
        assert (row.points if row.status == "given" else words[row.status]) == wanted
    order = result.tables["running_order"].sort_values(["sitting_no", "order_no"])
    assert order["project_id"].tolist() == IDS and order["sitting_no"].tolist().count(2) == 4
    cells = result.tables["sheet_cells"].query("cell_class == 'problem'")
    assert cells.empty


@office
def test_every_wrong_result_is_found_at_its_cell(saved: dict[str, bytes]) -> None:
    data = with_results(fill(blank(), marks(0)), "12345")
    problems = read({FILE: data}, own_rules()).problems
    assert {fault.code for fault in problems} == {"tally.result-differs"}
    page = openpyxl.load_workbook(io.BytesIO(data))["统分"]
    heads = {bare(cell.value): cell.column_letter for cell in page[4]}
    columns = [heads[name] for name in ("已录", "有效评分", "去掉最高分", "去掉最低分", "平均分", "折合得分", "名次")]  # fmt: skip
    wanted = {f"{letter}{row}" for letter in columns for row in range(5, 5 + N)}
    assert {fault.where.cell for fault in problems} == wanted
    right = {one["项目名称"]: one for one in lines(saved["trimmed.xlsx"], "统分", 4)}
    points = {f.where.cell: f.expected.partition("（")[0] for f in problems}
    for row in range(5, 5 + N):
        mine = right[page[f"D{row}"].value]
        for name in ("平均分", "折合得分"):
            assert float(points[f"{heads[name]}{row}"]) == pytest.approx(mine[name], abs=1e-8)
        assert points[f"{heads['名次']}{row}"] == str(mine["名次"])


# What stands on the workbook before anything is typed.


def test_what_is_shown_on_stage_is_tallied() -> None:
    names = [name for name in blanks("judging") if "现场统分表" in name]
    assert names == [
        "评分表/风采展示/风采展示现场统分表.xlsx", "评分表/现场答辩/现场答辩现场统分表.xlsx"
    ]  # fmt: skip
    assert not [name for name in blanks("judging", known=False) if "现场统分表" in name]


@pytest.mark.parametrize("changes", [{"combine_on": "criterion"}, {"panel_coefficient": True}])
def test_what_sums_cannot_tell_is_not_tallied(changes: dict[str, Any]) -> None:
    rules = own_rules(**changes)
    assert is_tallied(Known(own_rules(), known(rules)), defense(own_rules()))
    assert not is_tallied(Known(rules, known(rules)), defense(rules))


def test_the_pages_are_ready_for_the_day() -> None:
    whole = openpyxl.load_workbook(io.BytesIO(blank()))
    assert whole.sheetnames == ["统分", "大屏", "复录", "差异"]
    page = whole["统分"]
    assert [bare(cell.value) for cell in page[4]][:6] == [
        "场次", "出场顺序", "申报单位", "项目名称", "评委1", "评委2",
    ]  # fmt: skip
    assert [cell.value for cell in page[10]][:4] == ["第2场", 1, "示例第6学院", NAMES[IDS[5]]]
    assert page["F6"].value == page["I5"].value == "回避" and page["F6"].protection.locked
    assert page["F6"].fill.fgColor.rgb.endswith("D5D9DE") and not page["E5"].protection.locked
    rule = next(one for one in page.data_validations.dataValidation if "E5" in str(one.sqref))
    assert "E5<=100" in rule.formula1 and "ROUND(E5,4)=E5" in rule.formula1
    signed = "".join(str(cell.value) for cell in page[page.max_row] if cell.value)
    assert all(word in signed for word in ("统分人", "复核人", "监督人", "年", "日"))
    assert whole["大屏"]["C4"].font.size >= 22
    assert [whole["复录"].cell(row, 5).value for row in (4, 5)] == ["评委1", None]
    for one in whole.worksheets:
        assert one.print_area and one.protection.sheet and not one.protection.password


def test_a_place_not_drawn_yet_is_open() -> None:
    rules = own_rules()
    told = {**known(rules), "running_order": known(rules)["running_order"].iloc[:0]}
    page = openpyxl.load_workbook(
        io.BytesIO(write_tally(Known(rules, told), defense(rules)))
    ).worksheets[0]
    assert bare(page["A4"].value) == "出场顺序" and page["A5"].value is None
    assert not page["A5"].protection.locked


def test_deductions_have_a_column_and_lower_the_points() -> None:
    part = Judged.model_validate(
        defense(own_rules()).model_dump() | {"penalties": ({"name": "超时", "most": 5},)}
    )
    project = Project(IDS[0], "名", "单位", "C01", 1, 1)
    grid = Grid(part, "competition", [project], [Judge(1, ""), Judge(2, "")])
    told = dict(zip(grid.computed, (one.text for one in grid.results(0)), strict=True))
    assert grid.typed == ("judge:1", "judge:2", "penalty:超时")
    assert "MAX(K5-SUM(F5:F5),0)" in told["points"]
    data = write_tally(Known(own_rules(), known(own_rules())), part)
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert bare(page["L4"].value) == "超时扣分" and not page["L5"].protection.locked
    rule = next(one for one in page.data_validations.dataValidation if "L5" in str(one.sqref))
    assert float(rule.formula2) == 5


def test_equal_knowledge_gives_equal_bytes() -> None:
    rules = own_rules()
    assert write_tally(Known(rules, known(rules)), defense(rules)) == blank()
    assert write_blanks(tables(), "judging", rules=rules_2019()) == blanks("judging")
