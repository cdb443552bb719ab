"""登记.xlsx: what it looks like, and that intake reads every column of it."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.intake.read import REGISTER, read_year
from assessment.intake.register import SHEETS
from assessment.report import templates
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
}  # fmt: skip
EXPECTED = {
    "colleges": ["C01", "临床医学院", "临床、临床学院", "学院", 2010, 2030],
    "judges": [2017, "defense", "J1", "示例甲", "C01", "甲组"],
    "submissions": [2017, "C01", "application", 2, date(2017, 3, 15), date(2017, 3, 16),
                    True, False, "resent"],
    "decisions": [2017, "review", "2017-C01-1", "selected", "yes", 500000, "靠前", "例会",
                  date(2017, 3, 31)],
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
    assert list(result.problems) == []
    for name, wanted in EXPECTED.items():
        row = result.tables[name].drop(columns="src", errors="ignore").iloc[0]
        values = [v.date() if hasattr(v, "date") else v for v in row]
        assert values == wanted, name
        assert len(result.tables[name]) == 1


def test_no_column_is_offered_that_nobody_reads() -> None:
    offered = {
        name: tuple(column.head for column in columns)
        for name, (_, columns) in templates.REGISTER_SHEETS.items()
    }
    assert offered == dict(SHEETS)
    widths = {name: len(columns) for name, (_, columns) in templates.REGISTER_SHEETS.items()}
    assert widths == {name: len(row) for name, row in FILLED.items()}


def test_headers_stand_in_row_3_and_data_from_row_4(sample: SampleYear) -> None:
    filled = openpyxl.load_workbook(io.BytesIO(sample.register))
    for name, (_, columns) in templates.REGISTER_SHEETS.items():
        heads = [cell.value for cell in filled[name][3]]
        assert heads == [column.head for column in columns]
        assert filled[name].freeze_panes == "A4"
        assert filled[name]["A4"].value is not None


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
        for one in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
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
