"""登记.xlsx: what it looks like, and that intake reads every column of it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.intake.read import REGISTER, read_year
from assessment.intake.register import SHEETS
from assessment.intake.register.appeals import OUTCOMES
from assessment.intake.register.rows import AWARD, KINDS, MATTERS, ROUNDS, STATES
from assessment.report import templates
from assessment.report.entry import Entry
from assessment.report.register_fields import REGISTER_FORMS
from assessment.report.templates import write_register
from assessment.sample.build import SampleYear
from papers import APPLICATIONS, book, sheet

# One row that fills every column, and what intake must make of it.
FILLED: dict[str, list[Any]] = {
    "学院名单": ["C01", "临床医学院", "临床、临床学院", "学院", 2010, 2030],
    "评委名单": [2017, "考核认证", "现场答辩", "J1", "示例甲", "临床医学院", "甲组"],
    "收件登记": [2017, "临床医学院", "申报材料", 2, date(2017, 3, 15), date(2017, 3, 16),
                 "是", "否", "重交"],
    "评审决定": [2017, "立项评审", "“生命接力”志愿服务", "立项", "是", 5000.0, "靠前", "例会",
                 date(2017, 3, 31)],
    "更正登记": [2017, "汇总.xlsx", "表", "D2", 5000, "4800", "来函更正", "示例丙", date(2017, 3, 22)],
    "表头对照": [2017, "汇总.xlsx", "表", "推荐意见", "不读", "与评审无关"],
    "剔除选票": [2017, "网络投票", "1024", "重复投票", "监票人示例丁", date(2017, 12, 21)],
    "公示登记": [2017, "考核认证", date(2017, 12, 26), "网页公示"],
    "拨款登记": [2017, "“生命接力”志愿服务", 1, 3000.0, date(2017, 4, 12), "是", "立项通知",
                 "示例丙", "转账"],
    "异议复核": ["2017-01", 2017, "临床医学院", "“生命接力”志愿服务", date(2017, 12, 27), "登分错误",
                 "评委3登错一格", "更正", 86.13, 87.2, "示例丙、示例丁", date(2017, 12, 29)],
}  # fmt: skip
EXPECTED = {
    "colleges": ["C01", "临床医学院", "临床、临床学院", "学院", 2010, 2030],
    "judges": [2017, "defense", "J1", "示例甲", "C01", "甲组"],
    "submissions": [2017, "C01", "application", 2, date(2017, 3, 15), date(2017, 3, 16),
                    True, False, "resent"],
    "decisions": [2017, "review", "2017-C01-1", "selected", "yes", 500000, "靠前", "例会",
                  date(2017, 3, 31)],
    "corrections": [2017, "表", "D2", "5000", "4800", "来函更正", "示例丙", date(2017, 3, 22), True],
    "ballot_removals": [2017, "online_vote", "1024", "重复投票", "监票人示例丁", date(2017, 12, 21)],
    "payments": [2017, "2017-C01-1", 1, 1, 300000, date(2017, 4, 12), True, "立项通知", "示例丙",
                 "转账"],
    "notices": [2017, "assessment", date(2017, 12, 26), "网页公示"],
    "appeal_terms": ["2017-01", 2017, "assessment", date(2017, 12, 26), date(2017, 12, 29),
                     date(2018, 1, 2)],
    "appeals": ["2017-01", 2017, "C01", "2017-C01-1", date(2017, 12, 27), "登分错误",
                "评委3登错一格", "corrected", 86.13, 87.2, "示例丙、示例丁", date(2017, 12, 29)],
}  # fmt: skip


def read(register: bytes, rules: Rules) -> Result:
    files = {"2017/汇总.xlsx": book(sheet(APPLICATIONS[:2]))}
    return read_year(files, register, rules=rules)


def test_a_blank_register_gives_no_rows_and_no_problems(rules: Rules) -> None:
    result = read_year({}, write_register({}), rules=rules)
    assert [fault.code for fault in result.problems] == ["year.no-data"]
    assert all(result.tables[name].empty for name in EXPECTED)


def test_intake_reads_every_column_of_every_sheet(rules: Rules) -> None:
    result = read(write_register({name: [row] for name, row in FILLED.items()}), rules)
    assert [fault.code for fault in result.problems] == ["correction.applied"]
    assert result.tables["applications"]["requested_fen"].tolist() == [480000]
    for name, wanted in EXPECTED.items():
        row = result.tables[name].drop(columns=["src", "sha256"], errors="ignore").iloc[0]
        values = [v.date() if hasattr(v, "date") else v for v in row]
        assert values == wanted, name
        assert len(result.tables[name]) == 1


def test_no_column_is_offered_that_nobody_reads() -> None:
    offered = {
        name: tuple(column.head for column in form.columns) for name, form in REGISTER_FORMS.items()
    }
    assert offered == dict(SHEETS)
    widths = {name: len(form.columns) for name, form in REGISTER_FORMS.items()}
    assert widths == {name: len(row) for name, row in FILLED.items()}


def words(name: str, head: str) -> Entry:
    (column,) = (column for column in REGISTER_FORMS[name].columns if column.head == head)
    assert column.entry is not None
    return column.entry


@pytest.mark.parametrize(
    ("name", "head", "known"),
    [
        ("收件登记", "材料", KINDS),
        ("收件登记", "状态", STATES),
        ("评审决定", "轮次", ROUNDS),
        ("评委名单", "轮次", ROUNDS),
        ("评审决定", "事项", {**MATTERS, AWARD: "award"}),
        ("异议复核", "复核结果", OUTCOMES),
    ],
)
def test_exactly_the_words_that_are_read_can_be_chosen(
    name: str, head: str, known: Mapping[str, str]
) -> None:
    entry = words(name, head)
    assert sorted(entry.words) == sorted(known)
    assert not entry.is_open


def test_words_that_the_rules_may_change_are_only_proposed(rules: Rules) -> None:
    labels = {part.label for part in rules.components}
    for name in ("评委名单", "剔除选票"):
        assert words(name, "环节").is_open
    assert labels < {*words("评委名单", "环节").words, *words("剔除选票", "环节").words}
    assert words("评审决定", "结果").is_open


def test_programs_enforce_what_may_be_typed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_register({})))
    for name, form in REGISTER_FORMS.items():
        rules = {str(rule.sqref): rule for rule in book[name].data_validations.dataValidation}
        guarded = [column for column in form.columns if column.entry]
        assert len(rules) == len(guarded)
        for number, column in enumerate(form.columns):
            letter = "ABCDEFGHIJKL"[number]
            rule = rules.get(f"{letter}4:{letter}2003")
            assert (rule is not None) is (column.entry is not None), (name, column.head)
    states = book["收件登记"].data_validations.dataValidation[-1]
    assert (states.type, states.formula1) == ("list", '"应交,已交,退回,重交,作废"')
    units = book["收件登记"].data_validations.dataValidation[1]
    assert units.formula1.startswith("OFFSET(学院名单!$B$4,")
    assert not units.showErrorMessage
    assert form_limits(book["收件登记"]) >= {"whole", "date", "list"}


def form_limits(page: Any) -> set[str]:
    return {rule.type for rule in page.data_validations.dataValidation}


def test_what_looks_like_a_number_or_a_day_stays_as_typed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_register({})))
    for name, letters in (
        ("更正登记", "BCDEF"),
        ("异议复核", "A"),
        ("剔除选票", "C"),
        ("学院名单", "A"),
    ):
        for letter in letters:
            assert book[name][f"{letter}4"].number_format == "@", (name, letter)
            assert book[name].column_dimensions[letter].width >= 8
    assert book["更正登记"]["A4"].number_format == "0"


def test_the_guide_tells_every_column_and_none_of_it_is_read(rules: Rules) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_register({})))
    assert book.sheetnames == [templates.GUIDE, *REGISTER_FORMS]
    told = [row[0].value for row in book[templates.GUIDE].iter_rows()]
    heads = [column.head for form in REGISTER_FORMS.values() for column in form.columns]
    assert [word for word in told if word in heads] == heads
    text = "\n".join(str(cell.value) for row in book[templates.GUIDE].iter_rows() for cell in row)
    for form in REGISTER_FORMS.values():
        assert form.purpose in text
    assert "选一个：应交、已交、退回、重交、作废。" in text
    assert read_year({}, write_register({}), rules=rules).tables["colleges"].empty


@pytest.mark.parametrize("number", [0, 1])
def test_the_examples_are_themselves_well_filled(rules: Rules, number: int) -> None:
    examples = {
        name: [[field.examples[number] or None for field in form.fields]]
        for name, form in REGISTER_FORMS.items()
    }
    paper = [APPLICATIONS[0], ["公卫", "“健康乡村”社会实践", "社会实践类", 5000]]
    # The notice that the appeals of both examples are about.
    examples["公示登记"] = [
        [field.examples[0] or None for field in REGISTER_FORMS["公示登记"].fields]
    ]
    examples["学院名单"] = [["C04", "公共卫生学院", "公卫、公卫学院", "学院", "2010", None]]
    result = read_year(
        {"2017/汇总.xlsx": book(sheet(paper))}, write_register(examples), rules=rules
    )
    assert [fault.code for fault in result.problems] == ["correction.file-unknown"]
    for name in ("judges", "submissions", "decisions", "ballot_removals", "appeals"):
        assert len(result.tables[name]) == 1, name


def test_a_sheet_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="更正"):
        write_register({"更正": []})


def test_headers_stand_in_row_3_and_data_from_row_4(sample: SampleYear) -> None:
    filled = openpyxl.load_workbook(io.BytesIO(sample.register))
    for name, form in REGISTER_FORMS.items():
        heads = [cell.value for cell in filled[name][3]]
        assert heads == [column.head for column in form.columns]
        assert filled[name].freeze_panes == "A4"
        assert filled[name].print_title_rows == "$3:$3"
        assert filled[name].page_setup.orientation == "landscape"


def test_days_are_days_and_text_is_text() -> None:
    row = [*FILLED["评审决定"][:6], "=1+1", "@甲", FILLED["评审决定"][8]]
    written = openpyxl.load_workbook(io.BytesIO(write_register({"评审决定": [row]})))["评审决定"]
    assert (written["G4"].data_type, written["G4"].value) == ("s", "=1+1")
    assert written["H4"].data_type == "s"
    assert (written["I4"].is_date, written["I4"].number_format) == (True, "yyyy-mm-dd")
    assert written["I5"].number_format == "yyyy-mm-dd"
    assert written.column_dimensions["I"].width >= 12


def test_there_is_room_to_write_on(sample: SampleYear) -> None:
    for data in (write_register({}), sample.register):
        for one in openpyxl.load_workbook(io.BytesIO(data)).worksheets[1:]:
            lined = [row for row in one.iter_rows(min_row=4) if row[0].border.left.style]
            empty = [row for row in lined if not any(cell.value for cell in row)]
            assert len(empty) >= 5


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = {name: [row] for name, row in FILLED.items()}
    assert write_register(rows) == write_register(dict(reversed(rows.items())))


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_register_saved_by_libreoffice_reads_the_same(
    sample: SampleYear, rules: Rules, tmp_path: Path
) -> None:
    source = tmp_path / "in" / REGISTER
    source.parent.mkdir()
    source.write_bytes(sample.register)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    before, after = (
        read(data, rules) for data in (sample.register, (tmp_path / REGISTER).read_bytes())
    )
    for name in ("colleges", "submissions"):
        assert after.tables[name].equals(before.tables[name])
    judges = [result.tables["judges"].drop(columns="src") for result in (before, after)]
    assert judges[0].equals(judges[1])
    assert [f.where for f in after.problems] == [f.where for f in before.problems]


def test_a_sample_says_so_on_every_sheet_and_a_real_one_does_not(sample) -> None:
    for data, is_sample in ((sample.register, True), (write_register({}), False)):
        for page in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
            assert ("示例数据" in page["A1"].value) is is_sample
