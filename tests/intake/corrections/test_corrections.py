"""更正登记: applied to the cells before anything is read, or refused with a reason."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from assessment.core.problems import Severity
from assessment.core.result import Result
from assessment.intake.corrections import correct
from assessment.intake.inbox.opening import open_files, open_register
from assessment.report.templates import write_register
from assessment.sample.draft import Draft, Formula, write_csv, write_xls
from papers import APPLICATIONS, Read, book, codes, sheet

FILE = "答辩.xlsx"
PAPER = [
    ["2017年现场答辩评分汇总表"],
    ["项目名称", "评委1", "评委2", "评委3"],
    ["“生命接力”志愿服务", 90, "88分左右", 91],
    ["天使之翼", 80, 81, 82],
]
LINE = [2017, FILE, "表", "C3", "88分左右", 88, "评委确认", "示例丙", "2017-12-19"]


def change(line: list[Any], **parts: Any) -> list[Any]:
    heads = {"year": 0, "file": 1, "sheet": 2, "cell": 3, "was": 4, "now": 5, "date": 8}
    changed = list(line)
    for name, value in parts.items():
        changed[heads[name]] = value
    return changed


def paper(**cells: Any) -> Draft:
    draft = sheet(PAPER)
    for place, value in cells.items():
        draft.put(int(place[1:]), ord(place[0]) - 64, value)
    return draft


@pytest.fixture
def read(read_files: Read) -> Callable[..., Result]:
    def run(*lines: list[Any], draft: Draft | None = None, **others: bytes) -> Result:
        files = {FILE: book(draft or paper()), **others}
        return read_files(files, {"更正登记": lines})

    return run


def points(result: Result) -> dict[tuple[str, str], float]:
    marks = result.tables["marks"].dropna(subset="points")
    return dict(zip(zip(marks["project_id"], marks["judge_id"], strict=True),
                    marks["points"], strict=True))  # fmt: skip


def test_a_correction_mends_the_cell_and_says_so(read: Callable[..., Result]) -> None:
    result = read(LINE)
    assert points(result)["2017-C01-1", "J2"] == 88
    mark = result.tables["marks"].set_index(["project_id", "judge_id"]).loc[("2017-C01-1", "J2")]
    assert mark["src"].endswith("!表!C3")
    (notice,) = result.problems
    assert (notice.code, notice.severity, notice.where.file, notice.where.cell) == (
        "correction.applied", Severity.NOTICE, f"2017/{FILE}", "C3",
    )  # fmt: skip
    assert (notice.actual, notice.expected) == ("88分左右", "88")


def test_a_line_is_a_row_of_the_table(read: Callable[..., Result]) -> None:
    result = read(LINE)
    (row,) = result.tables["corrections"].to_dict("records")
    source = result.tables["sources"].set_index("file").loc[f"2017/{FILE}"]
    assert row.pop("sha256") == source["sha256"]
    assert row.pop("src").endswith("!更正登记!D4")
    assert row == {
        "year": 2017, "sheet": "表", "cell": "C3", "was": "88分左右", "now": "88",
        "reason": "评委确认", "who": "示例丙", "date": datetime(2017, 12, 19), "is_applied": True,
    }  # fmt: skip


def test_a_correction_that_does_not_fit_is_refused(read: Callable[..., Result]) -> None:
    result = read(change(LINE, was="86"))
    assert codes(result) == [("correction.refused", "E4"), ("points.not-a-number", "C3")]
    fault = result.problems[0]
    assert (fault.where.file, fault.where.sheet) == ("登记.xlsx", "更正登记")
    assert (fault.severity, fault.actual, fault.expected) == (Severity.ERROR, "88分左右", "86")
    assert result.tables["corrections"]["is_applied"].tolist() == [False]


@pytest.mark.parametrize(
    ("there", "was"),
    [
        (88, "88.0"), (88, " ８８ "), ("88 ", 88), ("八十八", 88), (1234.5, "1,234.50"),
        (date(2017, 3, 1), "2017年3月1日"), ("2017.3.1", date(2017, 3, 1)),
        (20170301, "2017-03-01"), (" 缺 席", "缺席"),
        (Formula("=SUM(B3:B4)", None), None), (Formula("=SUM(B3:B4)", None), "公式"),
        (Formula("=SUM(B3:B4)", None), "SUM(B3:B4)"), (Formula("=1/0", "#DIV/0!"), "#DIV/0!"),
        (Formula("=40+48", 88), 88),
    ],
)  # fmt: skip
def test_contents_are_compared_as_people_see_them(
    read: Callable[..., Result], there: Any, was: Any
) -> None:
    result = read(change(LINE, was=was, now=77), draft=paper(C3=there))
    assert codes(result) == [("correction.applied", "C3")]
    assert points(result)["2017-C01-1", "J2"] == 77


@pytest.mark.parametrize(
    ("there", "was"),
    [(88, "空"), (88, 89), ("88分", 88), (88.04, 88), ("", "88"), ("缺席", "回避")],
)
def test_other_contents_are_refused(read: Callable[..., Result], there: Any, was: Any) -> None:
    result = read(change(LINE, was=was), draft=paper(C3=there))
    assert codes(result)[0] == ("correction.refused", "E4")


@pytest.mark.parametrize("was", [None, "空", " 空白 "])
def test_a_blank_cell_is_filled(read: Callable[..., Result], was: str | None) -> None:
    result = read(change(LINE, cell="D4", was=was, now="84.5"), draft=paper(C3=88, D4=" "))
    assert codes(result) == [("correction.applied", "D4")]
    assert points(result)["2017-C02-1", "J3"] == 84.5
    assert result.problems[0].actual == "空白"


@pytest.mark.parametrize("now", [None, "空"])
def test_a_cell_is_blanked(read: Callable[..., Result], now: str | None) -> None:
    result = read(change(LINE, now=now))
    marks = result.tables["marks"].set_index(["project_id", "judge_id"])["status"]
    assert marks["2017-C01-1", "J2"] == "blank"
    assert result.tables["corrections"]["now"].isna().all()


def test_a_line_that_changes_nothing_forgot_something(read: Callable[..., Result]) -> None:
    result = read(change(LINE, was=None, now=None))
    assert codes(result)[0] == ("register.value-missing", "A4")
    assert result.problems[0].column == "更正为"
    assert result.tables["corrections"].empty


@pytest.mark.parametrize("there", [Formula("=1/0", "#DIV/0!"), Formula("=SUM(B3)", None), 80])
def test_nothing_is_left_of_what_was_wrong_with_the_cell(
    read: Callable[..., Result], there: Any
) -> None:
    draft = paper(C3=there)
    draft.struck.add((3, 3))
    draft.comments[3, 3] = "待核"
    was = {80: 80}.get(there) if isinstance(there, int) else there.result
    result = read(change(LINE, was=was), draft=draft)
    assert codes(result) == [("correction.applied", "C3")]
    assert points(result)["2017-C01-1", "J2"] == 88


def test_a_correction_comes_before_anything_is_recognised(read: Callable[..., Result]) -> None:
    lines = [change(LINE, cell="A4", was="天使之异", now="天使之翼"),
             change(LINE, cell="A1", was="2017年评分汇总表", now="2017年现场答辩评分汇总表")]  # fmt: skip
    result = read(*lines, draft=paper(A1="2017年评分汇总表", A4="天使之异", C3=88))
    assert codes(result) == [("correction.applied", "A4"), ("correction.applied", "A1")]
    assert len(points(result)) == 6


def test_days_and_words_keep_their_kind() -> None:
    draft = sheet([["“生命接力”", "", "0571", ""]], name="单")
    lines = [[2017, FILE, None, place, was, now, None, None, None] for place, was, now in (
        ("A1", "“生命接力”", "“生命接力”志愿服务"), ("B1", None, "2017年3月1日"),
        ("C1", "0571", "0572"), ("D1", None, "2017-03-01 10:00"), ("E1", None, "-1.50"),
        ("F1", None, "1234567890123456"), ("G1", None, "8 8"), ("H1", None, date(2017, 3, 1)))
    ]  # fmt: skip
    register = open_register(write_register({"更正登记": lines}))
    opened = list(open_files({f"2017/{FILE}": book(draft)}, 2017))
    (item,) = correct(opened, register.document, 2017).opened
    assert item.document is not None
    cells = item.document.sheets[0].cells
    assert [(cell.kind.value, cell.text) for _, cell in sorted(cells.items())] == [
        ("text", "“生命接力”志愿服务"), ("date", "2017-03-01"), ("text", "0572"),
        ("text", "2017-03-01 10:00"), ("number", "-1.5"), ("text", "1234567890123456"),
        ("text", "8 8"), ("date", "2017-03-01"),
    ]  # fmt: skip
    assert (opened[0].document or item.document).sheets[0].cells != cells, "the old ones stay"


@pytest.mark.parametrize(
    "file",
    [f"2017/{FILE}", f"data/raw/2017/{FILE}", rf"D:\示例\data\raw\2017\{FILE}", "答辩",
     "2017/答辩", " 答辩.XLSX"],
)  # fmt: skip
def test_a_file_is_named_as_people_name_it(read: Callable[..., Result], file: str) -> None:
    assert codes(read(change(LINE, file=file))) == [("correction.applied", "C3")]


@pytest.mark.parametrize("cell", ["c3", "Ｃ３", "$C$3", " C3 "])
def test_an_address_is_read_tolerantly(read: Callable[..., Result], cell: str) -> None:
    assert codes(read(change(LINE, cell=cell))) == [("correction.applied", "C3")]


@pytest.mark.parametrize(
    ("parts", "code", "cell", "expected"),
    [
        ({"file": "答辨.xlsx"}, "correction.file-unknown", "B4", f"2017/{FILE}"),
        ({"file": "登记.xlsx"}, "correction.file-unknown", "B4", None),
        ({"file": None}, "register.value-missing", "A4", ""),
        ({"file": "表.csv"}, "correction.file-several", "B4", "2017/一/表.csv、2017/二/表.csv"),
        ({"file": "扫描件.pdf"}, "correction.file-unread", "B4", "纸质扫描件"),
        ({"file": "坏.xlsx"}, "correction.file-unread", "B4", "文件损坏"),
        ({"sheet": "别的"}, "correction.place-unknown", "C4", "表"),
        ({"cell": "3行C列"}, "correction.place-unknown", "D4", "如 C5"),
        ({"cell": "C3:C4"}, "correction.place-unknown", "D4", "如 C5"),
        ({"cell": "XFE3"}, "correction.place-unknown", "D4", "如 C5"),
        ({"cell": "A9999999"}, "correction.place-unknown", "D4", "如 C5"),
        ({"cell": None}, "register.value-missing", "A4", ""),
        ({"year": "今年"}, "register.value-unknown", "A4", None),
        ({"year": None}, "register.value-missing", "B4", ""),
    ],
)
def test_a_line_that_points_nowhere_is_named(
    read: Callable[..., Result], parts: dict[str, Any], code: str, cell: str, expected: str | None
) -> None:
    others = {"一/表.csv": b"a,b\n1,2\n", "二/表.csv": b"c,d\n3,4\n", "扫描件.pdf": b"%PDF-1.4",
              "坏.xlsx": b"PK\x03\x04"}  # fmt: skip
    result = read(change(LINE, **parts), **others)
    (fault,) = (fault for fault in result.problems if fault.where.file == "登记.xlsx")
    assert (fault.code, fault.where.cell) == (code, cell)
    assert expected in (None, fault.expected)
    assert result.tables["corrections"].empty


def test_a_sheet_must_be_told_where_several_hold_something(read_files: Read) -> None:
    files = {FILE: book(paper(), Draft("Sheet2"), sheet([["备查"]], name="备查"))}
    result = read_files(files, {"更正登记": [change(LINE, sheet=None)]})
    assert codes(result)[0] == ("correction.place-unknown", "D4")
    assert result.problems[0].expected == "表、Sheet2、备查"
    files = {FILE: book(paper(), Draft("Sheet2"))}
    assert codes(read_files(files, {"更正登记": [change(LINE, sheet=None)]}))[0][0] == (
        "correction.applied"
    )


def test_other_kinds_of_files_are_corrected_too(read_files: Read) -> None:
    files = {"a.csv": write_csv(sheet(PAPER), "gbk"), "b.xls": write_xls([paper(C3="九十上下")])}
    lines = [change(LINE, file="a.csv", sheet="a", cell="C3"),
             change(LINE, file="b.xls", sheet=None, was="九十上下", now=88)]  # fmt: skip
    result = read_files(files, {"更正登记": lines})
    assert codes(result)[:2] == [("correction.applied", "C3")] * 2
    assert points(result)["2017-C01-1", "J2"] == 88
    assert result.tables["corrections"]["sheet"].tolist() in (["", "表"], ["表", ""])


def test_a_copy_of_a_file_is_the_file(read: Callable[..., Result]) -> None:
    result = read(change(LINE, file="答辩 - 副本.xlsx"), **{"答辩 - 副本.xlsx": book(paper())})
    assert sorted(codes(result)) == [("correction.applied", "C3"), ("file.duplicate", "")]
    assert points(result)["2017-C01-1", "J2"] == 88


def test_two_lines_on_one_cell_are_one_too_many(read: Callable[..., Result]) -> None:
    result = read(LINE, change(LINE, cell="c3", was="88", now="89"))
    assert codes(result) == [("register.row-repeated", "A5"), ("correction.applied", "C3")]
    assert points(result)["2017-C01-1", "J2"] == 88
    assert len(result.tables["corrections"]) == 1


def test_other_years_lines_are_passed_over(read: Callable[..., Result]) -> None:
    result = read(change(LINE, year=2018), draft=paper(C3=88))
    assert codes(result) == []
    assert result.tables["corrections"].empty


def test_the_day_of_a_correction_is_only_told(read: Callable[..., Result]) -> None:
    result = read(change(LINE, date="昨天"))
    assert codes(result) == [("date.unreadable", "I4"), ("correction.applied", "C3")]


def test_what_is_put_there_must_be_readable_itself() -> None:
    data = io.BytesIO(write_register({"更正登记": [LINE]}))
    register = openpyxl.load_workbook(data)
    register["更正登记"]["F4"] = "=40+48"
    register["更正登记"]["F4"].number_format = "General"
    saved = io.BytesIO()
    register.save(saved)
    document = open_register(saved.getvalue()).document
    corrected = correct(list(open_files({f"2017/{FILE}": book(paper())}, 2017)), document, 2017)
    (fault,) = corrected.lines.problems
    assert (fault.code, fault.where.cell) == ("cell.formula-not-cached", "F4")
    assert [row["is_applied"] for row in corrected.lines.rows] == [False]


@pytest.mark.parametrize("was", ["空", 90])
def test_a_place_is_taken_out_of_a_merged_area(read: Callable[..., Result], was: Any) -> None:
    draft = paper(C3=None)
    draft = sheet([*PAPER[:2], [PAPER[2][0], 90, None, 91], PAPER[3]])
    draft.merge(3, 2, 3, 3)
    before = read(draft=draft)
    assert codes(before) == [("cell.merged", "C3")]
    result = read(change(LINE, was=was, now=88), draft=draft)
    assert codes(result) == [("correction.applied", "C3")]
    assert points(result)["2017-C01-1", "J1"] == 90
    assert points(result)["2017-C01-1", "J2"] == 88


def test_the_rest_of_a_merged_area_is_still_unclear(read: Callable[..., Result]) -> None:
    draft = sheet([*PAPER[:2], [PAPER[2][0], 90, None, None], PAPER[3]])
    draft.merge(3, 2, 3, 4)
    result = read(change(LINE, was=None, now=88), draft=draft)
    assert codes(result) == [("correction.applied", "C3"), ("cell.merged", "D3")]
    assert points(result)["2017-C01-1", "J2"] == 88


def test_corrections_of_a_superseded_file_lapse() -> None:
    register = open_register(write_register({"更正登记": [LINE]}))
    file = f"2017/{FILE}"
    corrected = correct(list(open_files({file: book(paper())}, 2017)), register.document, 2017)
    kept, lapsed = corrected.settled(), corrected.settled({file})
    assert [row["is_applied"] for row in kept.rows] == [True]
    assert [fault.code for fault in kept.problems] == ["correction.applied"]
    assert [row["is_applied"] for row in lapsed.rows] == [False]
    (fault,) = lapsed.problems
    assert (fault.code, fault.severity, fault.where.cell) == (
        "correction.superseded", Severity.WARNING, "B4",
    )  # fmt: skip
    assert not any(name.startswith("_") for row in kept.rows for name in row)


def test_the_files_as_received_are_not_touched() -> None:
    register = open_register(write_register({"更正登记": [LINE]}))
    opened = list(open_files({"2017/0.xlsx": book(sheet(APPLICATIONS))}, 2017))
    assert correct(opened, None, 2017).opened == tuple(opened)
    assert correct(opened, register.document, 2018).opened == tuple(opened)
