"""评分汇总复核表.xlsx read back: values, marks of trims, text safety, no persons, same bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from assessment.core.problems import Problems, problem
from assessment.core.provenance import CellRef, cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import PERSONAL_COLUMNS, SPECS, conform, empty
from assessment.founding import Demo
from assessment.report.workbook import write_review_workbook
from assessment.report.workbook.year_tables import YearTables
from random_rounds import random_round

SHEETS = [
    "说明", "考核认证排名", "立项评审排名", "计算-考核认证", "评分-现场答辩", "明细-现场答辩",
    "投票-现场投票", "投票-网络投票", "计算-立项评审", "评分-申报材料评审", "明细-申报材料评审",
    "立项决定", "品牌主题覆盖",
    "申报单位覆盖", "经费使用", "经费拨付", "经费明细", "经费科目", "结项要求", "品牌与复查",
    "品牌到期事项", "品牌历程", "问题",
]  # fmt: skip
# These stand only where there is something to say.
_SOMETIMES = (
    "立项决定",
    "经费拨付",
    "经费科目",
    "结项要求",
    "品牌与复查",
    "品牌到期事项",
    "品牌历程",
)
ALWAYS = [name for name in SHEETS if name not in _SOMETIMES]
WORDS = {"recused": "回避", "absent": "缺席", "abstained": "弃权", "blank": "未评分",
         "unreadable": "无法识别", "incomplete": "评分项不全"}  # fmt: skip
Line = dict[str, Any]


@pytest.fixture(scope="module")
def tables(result: Result) -> Mapping[str, pd.DataFrame]:
    return result.tables


@pytest.fixture(scope="module")
def data(tables: Mapping[str, pd.DataFrame], rules: Rules) -> bytes:
    return write_review_workbook(tables, rules=rules)


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def lines(sheet: Any, *heads: str) -> Iterator[Line]:
    """Yield the rows below the header that holds `heads`: cells by header, groups by a dot."""
    rows = list(sheet.iter_rows())
    top = next(n for n, row in enumerate(rows) if set(heads) <= {cell.value for cell in row})
    deep = rows[top + 1][0].value is None
    names, group = [], ""
    for upper, lower in zip(rows[top], rows[top + 1], strict=True):
        group = upper.value or group
        names.append(f"{group}.{lower.value}" if deep and lower.value else str(upper.value))
    for row in rows[top + 1 + deep :]:
        if not any(cell.border.left.style for cell in row):
            return
        yield dict(zip(names, row, strict=True))


def texts(book: openpyxl.Workbook) -> list[str]:
    return [
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def names(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    frame = tables["applications"]
    return dict(zip(frame["project_id"], frame["project_name"], strict=True))


def test_the_sheets_stand_in_the_order_people_read_them(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS


def test_the_cover_tells_what_each_sheet_holds(demo: Demo) -> None:
    for path in demo.run.outputs:
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            cover = [(row[0].value, row[1].value) for row in book["说明"].iter_rows(max_col=2)]
            start = [name for name, _ in cover].index("工作表") + 1
            told = cover[start : start + len(book.sheetnames) - 1]
            assert [name for name, _ in told] == book.sheetnames[1:]
            assert all(held for _, held in told)


@pytest.mark.parametrize("stage", ["review", "assessment"])
def test_the_ranking_shows_the_standings(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame], rules: Rules, stage: str
) -> None:
    title = {"review": "立项评审排名", "assessment": "考核认证排名"}[stage]
    shown = list(lines(book[title], "名次", "申报单位"))
    standing = tables["standings"][tables["standings"]["round"] == stage]
    ranked = standing.dropna(subset="rank").sort_values(["rank", "project_id"])
    assert len(ranked) > 15
    by_name = {row["项目名称"].value: row for row in shown}
    called = names(tables)
    for row in ranked.itertuples():
        line = by_name[called[row.project_id]]
        assert line["名次"].value == row.rank
        assert line["总分"].value == pytest.approx(row.total_points, abs=1e-12)
        assert line["等次"].value == row.grade
        assert line["状态"].value == "最终"
        for part in rules.of_round(stage):
            got = tables["components"].query(
                "component == @part.name and project_id == @row.project_id"
            )
            group = f"{part.label}（{part.weight:f}%）"
            assert line[f"{group}.折合得分"].value == pytest.approx(got["points"].item())
            assert line[f"{group}.加权得分"].value == pytest.approx(got["weighted_points"].item())
    order = [row["项目名称"].value for row in shown]
    assert order[: len(ranked)] == [called[project] for project in ranked["project_id"]]


def test_applications_that_do_not_stand_come_last_with_their_reason(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame]
) -> None:
    shown = list(lines(book["考核认证排名"], "名次", "申报单位"))
    entrants = tables["entrants"].query("round == 'assessment' and not is_entrant")
    absent = {row["项目名称"].value: row for row in shown if row["名次"].value == "—"}
    called = names(tables)
    assert len(entrants) == len(absent) == 3
    for row in entrants.itertuples():
        line = absent[called[row.project_id]]
        assert line["状态"].value == row.reason
        assert line["总分"].value is None
    assert {id(row) for row in absent.values()} == {id(row) for row in shown[-3:]}


def test_the_review_tells_what_the_committee_selected(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame]
) -> None:
    chosen = tables["decisions"].query("matter == 'selected' and outcome == 'yes'")
    called = names(tables)
    expected = {
        called[row.project_id]: row.granted_fen / 100
        for row in chosen.itertuples()
        if row.project_id in called
    }
    shown = {
        row["项目名称"].value: row["支持经费（元）"].value
        for row in lines(book["立项评审排名"], "名次", "申报单位")
        if row["评审决定"].value == "立项"
    }
    assert shown == expected
    assert len(shown) >= 3


@pytest.mark.parametrize("name", ["defense", "application"])
def test_each_judge_stands_with_the_use_made_of_the_mark(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame], rules: Rules, name: str
) -> None:
    part = rules.component(name)
    shown = {row["项目名称"].value: row for row in lines(book[f"评分-{part.label}"], "申报单位")}
    called = names(tables)
    uses = tables["mark_use"][tables["mark_use"]["component"] == name]
    assert set(uses["use"]) >= {"used", "trimmed_high", "trimmed_low", "recused", "unreadable"}
    heads = [head.split(".")[1] for head in next(iter(shown.values())) if "评委评分" in head]
    judges = {int(judge.removeprefix("J")) for judge in uses["judge_id"]}
    assert heads == [f"评委{judge}" for judge in sorted(judges)]
    for row in uses.itertuples():
        cell = shown[called[row.project_id]][f"评委评分.评委{row.judge_id.removeprefix('J')}"]
        trimmed = row.use.startswith("trimmed")
        assert bool(cell.font.strikethrough) is trimmed
        if trimmed or row.use == "used":
            assert cell.value == pytest.approx(row.judge_points)
        else:
            assert cell.value == WORDS[row.use]
    for row in tables["components"][tables["components"]["component"] == name].itertuples():
        line = shown[called[row.project_id]]
        assert line["折合得分"].value == pytest.approx(row.points)
        assert line["有效\n评分"].value == row.n_given
        assert line["去掉\n评分"].value == row.n_dropped


@pytest.mark.parametrize("name", ["defense", "application"])
def test_every_mark_stands_with_its_cell(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame], rules: Rules, name: str
) -> None:
    part = rules.component(name)
    sheet = book[f"明细-{part.label}"]
    shown = {
        (row["项目名称"].value, row["评委"].value): row for row in lines(sheet, "评委", "出处")
    }
    files = dict(zip(tables["sources"]["source_id"], tables["sources"]["file"], strict=True))
    called, marks = names(tables), tables["marks"]
    for row in marks[marks["component"] == name].itertuples():
        line = shown[called[row.project_id], f"评委{row.judge_id.removeprefix('J')}"]
        place = cell_of(row.src, files)
        assert line["出处"].value.startswith(place.file)
        assert place.cell in _cells_of(line["出处"].value)
        points = {item.name: f"{item.name}\n（{item.points:f}）" for item in part.criteria}
        head = "评委总分" if row.criterion == "total" else f"评分项（满分）.{points[row.criterion]}"
        want = row.points if row.status == "given" else WORDS[row.status]
        assert line[head].value == want


def _cells_of(place: str) -> set[str]:
    """Return every cell that a place such as `评委2.xlsx「评分表」D4:F4、H4` names."""
    found = set()
    for part in re.split("[」 、]", place):
        ends = re.findall(r"[A-Z]+[0-9]+", part)
        if ends:
            cells = openpyxl.Workbook().active[":".join(ends)]
            rows = cells if isinstance(cells, tuple) else ((cells,),)
            found |= {cell.coordinate for row in rows for cell in row}
    return found


def test_votes_stand_by_channel(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame]
) -> None:
    shown = {row["项目名称"].value: row for row in lines(book["投票-网络投票"], "序号", "出处")}
    called = names(tables)
    votes = tables["votes"].query("component == 'online_vote'")
    assert len(votes) > 30
    for row in votes.itertuples():
        assert shown[called[row.project_id]][f"得票.{row.channel}"].value == row.n_votes
    told = " ".join(texts(book))
    assert "现场：发出160张，收回163张，有效153张，无效10张。" in told


def test_coverage_and_grants_stand_as_computed(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame], rules: Rules
) -> None:
    themes = {row["品牌主题"].value: row for row in lines(book["品牌主题覆盖"], "品牌主题")}
    assert len(themes) == len(rules.themes)
    for row in tables["coverage"].itertuples():
        line = themes[rules.theme(row.theme_code).name]
        counts = [line[head].value for head in ("申报数", "立项数", "认证数")]
        assert counts == [row.n_applied, row.n_selected, row.n_certified]
        covered = "已覆盖" if row.is_covered_so_far else "未覆盖"
        assert line["累计是否覆盖"].value == covered
    called = names(tables)
    used = {row["项目名称"].value: row for row in lines(book["经费使用"], "项目名称", "情况")}
    usage = tables["budget_usage"]
    for row in usage.itertuples():
        line = used[called[row.project_id]]
        assert line["认可支出（元）"].value == row.spent_fen / 100
        assert line["经费使用率"].value == pytest.approx(row.usage_share)
    total = next(row for row in used.values() if row["申报单位"].value == "合计")
    spent, granted = usage["spent_fen"].sum(), usage["granted_fen"].sum()
    assert total["认可支出（元）"].value == spent / 100
    assert total["经费使用率"].value == pytest.approx(spent / granted)


def test_each_instalment_stands_with_what_was_paid_of_it(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame]
) -> None:
    *shown, total = lines(book["经费拨付"], "应拨（元）")
    due = tables["instalments"]
    assert len(shown) == len(due) == 8
    for line, row in zip(shown, due.itertuples(), strict=True):
        assert (line["应拨（元）"].value, line["已拨（元）"].value) == (
            row.granted_fen / 100,
            row.paid_fen / 100,
        )
        assert (line["条件满足"].value, line["情况"].value) == ("是", "已拨足")
    assert total["已拨（元）"].value == due["paid_fen"].sum() / 100


def test_every_line_of_the_ledgers_stands_with_its_verdict(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame]
) -> None:
    shown = list(lines(book["经费明细"], "金额（元）"))
    ledger = tables["ledger"]
    assert len(shown) == len(ledger) > 30
    words = {"accepted": "认可", "barred": "不予列支", "late": "逾期", "unproved": "缺票据"}
    for line, row in zip(shown, ledger.itertuples(), strict=True):
        assert line["认定"].value == words[row.status]
        missing = pd.isna(row.amount_fen)
        assert line["金额（元）"].value == ("无法识别" if missing else row.amount_fen / 100)


def test_every_problem_is_listed_the_gravest_first(
    book: openpyxl.Workbook, tables: Mapping[str, pd.DataFrame]
) -> None:
    shown = list(lines(book["问题"], "程度", "代码"))
    problems = tables["problems"]
    listed = sorted((row["代码"].value, row["单元格"].value or "") for row in shown)
    assert listed == sorted(zip(problems["code"], problems["cell"].fillna(""), strict=True))
    order = [["错误", "警告", "提示"].index(row["程度"].value) for row in shown]
    assert order == sorted(order)
    assert all(row["说明"].value and row["本次处理"].value for row in shown)
    assert not any("{" in text for text in texts(book))


def test_the_first_sheet_names_the_decision_and_the_basis_of_every_rule(
    book: openpyxl.Workbook, rules: Rules
) -> None:
    cells = [str(cell.value) for row in book["说明"].iter_rows() for cell in row if cell.value]
    told = "\n".join(cells)
    for word in (rules.title, "2017年2月28日", rules.decision.meeting, rules.decision.document_no):
        assert word in told
    assert rules.digest in told
    assert "内部资料" in told and "示例数据" in told
    sections = (rules.calendar, rules.themes_basis, rules.grades, *rules.components)
    assert all(section.source in cells for section in sections)
    assert "暂定" not in told
    assert cells.count("通知规定") + cells.count("参照惯例") == 11 + len(rules.components) + 1


def test_open_rules_are_called_provisional(rules: Rules) -> None:
    decision = rules.decision.model_copy(update={"decided_date": None})
    still_open = rules.model_copy(update={"decision": decision, "sample": False})
    told = texts(openpyxl.load_workbook(io.BytesIO(write_review_workbook({}, rules=still_open))))
    assert "暂定" in told
    assert not any("示例数据" in text for text in told)


def persons(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    found = set()
    for name, frame in tables.items():
        for column in PERSONAL_COLUMNS.intersection(frame.columns) if name in SPECS else ():
            found |= set(frame[column].dropna().astype(str))
    return found


def whole(data: bytes) -> str:
    """Return every member of the package as text: cells, footers, properties, comments."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode("utf-8") for name in package.namelist())


def test_nobody_is_named(data: bytes, tables: Mapping[str, pd.DataFrame]) -> None:
    people = persons(tables)
    assert len(people) > 40
    told = whole(data)
    assert [person for person in people if person in told] == []


def test_a_person_quoted_by_a_problem_or_a_file_name_is_left_out(
    tables: Mapping[str, pd.DataFrame], rules: Rules
) -> None:
    judge = tables["judges"]["judge_name"].iloc[0]
    phone, stranger = "13812345678", "11010519491231002X"
    where = CellRef(f"2017/{judge}评分.xlsx", f"{judge}", "B2")
    said = f"{judge} {phone} {stranger} 8812345678901"
    found = Problems([problem("cell.commented", where, actual=said)]).frame(2017)
    told = whole(write_review_workbook({**tables, "problems": found}, rules=rules))
    assert "8812345678901" in told  # a voucher's number is nobody's
    for secret in (judge, phone, stranger):
        assert secret not in told
    assert "〔个人信息略〕评分.xlsx" in told


def renamed(tables: Mapping[str, pd.DataFrame], words: list[str]) -> dict[str, pd.DataFrame]:
    frame = tables["applications"].copy()
    frame["project_name"] = [words[n % len(words)] + str(n) for n in range(len(frame))]
    return {**tables, "applications": conform(frame, "applications")}


def test_text_stays_text_whatever_it_begins_with(
    tables: Mapping[str, pd.DataFrame], rules: Rules
) -> None:
    words = ["=1+1", "+86", "-2", "@SUM(A1)", "http://x.example/", "00", "{=A1}", "\x07a", "&P"]
    data = write_review_workbook(renamed(tables, words), rules=rules)
    told = whole(data)
    assert "<hyperlink " not in told
    assert _formulas(told) == _formulas(whole(write_review_workbook(tables, rules=rules)))
    shown = list(lines(openpyxl.load_workbook(io.BytesIO(data))["考核认证排名"], "名次"))
    shown_names = [row["项目名称"].value for row in shown]
    assert {row["项目名称"].data_type for row in shown} == {"s"}
    for word in ("=1+1", "+86", "-2", "@SUM(A1)", "http://x.example/", "00", "{=A1}", "&P"):
        assert any(name.startswith(word) for name in shown_names), word


def _formulas(told: str) -> list[str]:
    return sorted(re.findall("<f>(.*?)</f>", told))


def test_a_very_long_text_is_shortened(tables: Mapping[str, pd.DataFrame], rules: Rules) -> None:
    data = write_review_workbook(renamed(tables, ["长" * 40000]), rules=rules)
    book = openpyxl.load_workbook(io.BytesIO(data))
    names = [row["项目名称"].value for row in lines(book["考核认证排名"], "名次")]
    assert all(len(name) == 2000 and name.endswith("…") for name in names)


def test_the_same_year_gives_the_same_bytes(
    data: bytes, tables: Mapping[str, pd.DataFrame], rules: Rules
) -> None:
    shuffled = {
        name: conform(frame.sample(frac=1, random_state=7), name)
        for name, frame in reversed(tables.items())
        if SPECS[name].key
    }
    again = write_review_workbook({**shuffled, "problems": tables["problems"]}, rules=rules)
    assert again == data


def test_no_date_comes_from_a_clock(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
        dates = re.findall(r">(\d{4}-[^<]+Z)<", package.read("docProps/core.xml").decode())
    assert dates == ["2017-12-29T00:00:00Z"] * 2


def test_other_years_are_passed_over(
    data: bytes, tables: Mapping[str, pd.DataFrame], rules: Rules
) -> None:
    both = {}
    for name, frame in tables.items():
        if "year" in SPECS[name].key:
            other = frame.assign(year=2018)
            both[name] = conform(pd.concat([frame, other], ignore_index=True), name)
    assert write_review_workbook({**tables, **both}, rules=rules) == data


@pytest.mark.parametrize("kind", ["absent", "empty"])
def test_a_year_without_anything_is_still_a_workbook(rules: Rules, kind: str) -> None:
    tables = {} if kind == "absent" else {name: empty(name) for name in SPECS}
    book = openpyxl.load_workbook(
        io.BytesIO(write_review_workbook(tables, rules=rules)), data_only=True
    )
    assert book.sheetnames == ALWAYS
    nothing = [sheet.title for sheet in book.worksheets if "（暂无）" in set(_column_a(sheet))]
    assert nothing == [name for name in ALWAYS if name != "说明"]


def _column_a(sheet: Any) -> list[Any]:
    return [row[0].value for row in sheet.iter_rows()]


def test_a_round_without_votes_yet_is_provisional(
    tables: Mapping[str, pd.DataFrame], rules: Rules
) -> None:
    standing = tables["standings"].assign(
        rank=pd.NA, grade=pd.NA, status="provisional", missing="现场投票、网络投票"
    )
    components = tables["components"].query("component == 'defense' or component == 'application'")
    changed = {
        **tables,
        "standings": conform(standing, "standings"),
        "components": components,
        "votes": empty("votes"),
        "vote_counts": empty("vote_counts"),
    }
    book = openpyxl.load_workbook(
        io.BytesIO(write_review_workbook(changed, rules=rules)), data_only=True
    )
    first = next(lines(book["考核认证排名"], "名次"))
    assert (first["名次"].value, first["等次"].value) == ("—", "—")
    assert first["状态"].value == "阶段性（缺现场投票、网络投票）"
    assert first["网络投票（10%）.折合得分"].value is None
    assert "（暂无）" in _column_a(book["投票-网络投票"])


def test_marks_combined_by_criterion_are_marked_by_criterion(
    tables: Mapping[str, pd.DataFrame], rules: Rules
) -> None:
    part = rules.component("application").model_copy(update={"combine_on": "criterion"})
    parts = tuple(part if one.name == part.name else one for one in rules.components)
    by_criterion = rules.model_copy(update={"components": parts})
    marks = tables["marks"].query("component == 'application' and project_id == '2017-C01-1'")
    use = marks.assign(judge_points=marks["points"], use="used", reason="计入")
    is_high = (use["criterion"] == "主题契合") & (use["judge_id"] == "J2")
    use.loc[is_high, ["use", "reason"]] = ["trimmed_high", "去掉的最高分"]
    use = conform(use[SPECS["mark_use"].names], "mark_use")
    data = write_review_workbook({**tables, "mark_use": use}, rules=by_criterion)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    whole = next(lines(book["评分-申报材料评审"], "申报单位"))["评委评分.评委2"]
    assert whole.value == pytest.approx(marks[marks["judge_id"] == "J2"]["points"].sum())
    assert not whole.font.strikethrough
    second = list(lines(book["明细-申报材料评审"], "出处"))[1]
    struck = [head for head, cell in second.items() if cell.font.strikethrough]
    assert struck == ["评分项（满分）.主题契合\n（25）", "计入的评分.主题契合"]


def parts_a_head(sheet: Any) -> bool:
    """Tell whether the second printed page begins within cells that are joined, or signed."""
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert 50 <= sheet.page_setup.scale <= 100
    (last,) = (brk.id for brk in sheet.col_breaks.brk)  # the last column before it
    return any(area.min_col <= last < area.max_col for area in sheet.merged_cells.ranges)


def test_every_sheet_is_set_up_for_a4(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert "内部资料" in sheet.oddFooter.left.text
        titled = {str(area) for area in sheet.merged_cells.ranges}
        if sheet.title.startswith("计算-"):
            assert sheet.print_title_cols == "$A:$B" and "A1:B1" in titled
            assert not parts_a_head(sheet)
        elif sheet.title == "说明":
            # Excel heeds its page break only where it is not fitted to pages.
            assert len(sheet.row_breaks.brk) == 1 and sheet.page_setup.scale >= 70
            assert not sheet.sheet_properties.pageSetUpPr.fitToPage
        else:
            assert (sheet.page_setup.fitToWidth or 1) == 1
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.title != "说明":
            head = sheet.freeze_panes
            assert head is not None, sheet.title
            last = int(re.sub("[A-Z]", "", head)) - 1
            assert sheet.print_title_rows.endswith(f"${last}")


def test_no_number_is_wider_than_its_column(book: openpyxl.Workbook) -> None:
    """A number that does not fit is shown as ### by Excel; a letter takes about one unit."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    room = sheet.column_dimensions[cell.column_letter].width
                    assert len(f"{cell.value:,.2f}") + 1 <= room or cell.number_format == "0"


def test_labels_that_no_sheet_may_bear_are_changed(rules: Rules) -> None:
    parts = tuple(
        part.model_copy(update={"label": "评审[一]/二:" + "长" * 40}) for part in rules.components
    )
    strange = rules.model_copy(update={"components": parts})
    book = openpyxl.load_workbook(io.BytesIO(write_review_workbook({}, rules=strange)))
    assert len(set(book.sheetnames)) == len(ALWAYS)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in book.sheetnames)


def test_a_table_without_its_columns_is_refused(rules: Rules) -> None:
    with pytest.raises(ValueError, match=r"table standings lacks the columns .*total_exact"):
        write_review_workbook({"standings": pd.DataFrame({"year": [2017]})}, rules=rules)


def test_places_name_each_sheet_once(rules: Rules) -> None:
    sources = pd.DataFrame({"source_id": ["a" * 12, "b" * 12], "file": ["甲.xls", "乙.csv"]})
    year = YearTables({"sources": sources}, rules)
    found = [f"{'a' * 12}!表!C7", f"{'a' * 12}!表!D7", f"{'b' * 12}!!B2", f"{'a' * 12}!表!C9"]
    assert year.places(found) == "乙.csv B2；甲.xls「表」C7:D7、C9"


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_it_without_errors(data: bytes, tmp_path: Path) -> None:
    """What values it shows, test_recalculation compares."""
    source = tmp_path / "book.xlsx"
    source.write_bytes(data)
    _convert(source, "pdf", tmp_path)
    pages = (tmp_path / "book.pdf").read_bytes()
    assert pages.startswith(b"%PDF") and len(pages) > 50_000
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-layout", str(tmp_path / "book.pdf"), "-"]
        told = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
        assert "考核认证排名" in told
        assert not re.search(r"###|Err:[0-9]|#(REF|NAME|VALUE|DIV)", told.replace("#DIV/0!", ""))


def _convert(source: Path, kind: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)


def test_deductions_are_told_and_stand_beside_the_marks() -> None:
    stage = next(one for one in map(random_round, range(99)) if len(one.given("penalties")) > 2)
    data = write_review_workbook(stage.tables, rules=stage.rules)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    part = next(one for one in stage.rules.components if getattr(one, "penalties", ()))
    sheet = book[f"评分-{part.label}"]
    assert any("超时扣分，最多5分" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    shown = {line["项目名称"].value: line for line in lines(sheet, "申报单位")}
    called = names(stage.tables)
    for row in stage.given("penalties").query("component == @part.name").itertuples():
        assert shown[called[row.project_id]]["扣分.超时"].value == row.points


def test_brands_finance_and_years_stand_on_sheets_of_their_own(rules: Rules) -> None:
    def rows(table: str, *told: dict[str, Any]) -> pd.DataFrame:
        blank = dict.fromkeys(empty(table).columns)
        return conform(pd.DataFrame([blank | line for line in told]), table)

    money = {"granted_fen": 100, "spent_fen": 40, "left_fen": 60, "unfunded_fen": 7,
             "left_out_fen": 3, "n_projects": 1}  # fmt: skip
    tables = {
        "budget_years": rows("budget_years", *(money | {"year": year} for year in (2016, 2017))),
        "finance_match": rows("finance_match", {"year": 2017, "reimbursement_no": "BX1",
                                                "claimed_fen": 100, "outcome": "not_paid"}),
        "settlement_match": rows("settlement_match", {
            "year": 2017, "project_id": "A", "category": "交通", "stated_fen": 200,
            "ledger_fen": 100, "left_out_fen": 100, "planned_fen": 300, "n_lines": 2,
            "outcome": "left_out"}),
        "brand_calendar": rows("brand_calendar", {
            "brand_id": "A", "college_code": "C01", "matter": "rectify", "is_overdue": True,
            "due_date": pd.Timestamp(2017, 6, 1)}),
        "brand_events": rows("brand_events", {
            "brand_id": "A", "event_no": 1, "event": "too_early", "outcome": "revoked",
            "event_date": pd.Timestamp(2017, 5, 1), "src": "x"}),
    }  # fmt: skip
    made = write_review_workbook(tables, rules=rules)
    book = openpyxl.load_workbook(io.BytesIO(made), data_only=True)
    last = {name: [cell.value for cell in list(book[name].iter_rows())[-1]][:4]
            for name in ("历年经费", "财务核对", "品牌到期事项", "品牌历程")}  # fmt: skip
    settled = [cell.value for cell in list(book["决算核对"].iter_rows())[-1]]
    assert settled[2:] == ["交通", "—", 3, 2, 1, 1, "—", 2, "相差的正是未计入的各笔"]
    none = tables | {"settlement_match": empty("settlement_match")}
    without = openpyxl.load_workbook(io.BytesIO(write_review_workbook(none, rules=rules)))
    assert set(book.sheetnames) - set(without.sheetnames) == {"决算核对"}
    assert last == {
        "历年经费": ["合计", 2, 2, 0.8],
        "财务核对": ["BX1", 1, "—", "财务清单中没有"],
        "品牌到期事项": ["2017-06-01", "整改到期", "A", "C01"],
        "品牌历程": ["A", "2017-05-01", "早于认证的复查，不采用", "撤销认证"],
    }
