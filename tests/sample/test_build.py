"""The sample is what it claims: invented, varied, and the same bytes every time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assessment import pipeline
from assessment.core.rules import Rules, parse_rules
from assessment.core.tables import SPECS, conform
from assessment.intake.delimited import read_delimited
from assessment.intake.guard import FileKind, inspect_file
from assessment.sample.build import SampleYear, sample_year

RULES = Path(__file__).resolve().parents[2] / "rules" / "2017.toml"


def test_the_same_rules_give_the_same_bytes(rules: Rules, sample: SampleYear) -> None:
    again = pipeline.make_sample(rules)
    assert again.files == sample.files
    assert again.register == sample.register
    assert again.planted == sample.planted


def test_another_process_gives_the_same_bytes(sample: SampleYear) -> None:
    mine = hashlib.sha256(b"".join(sample.files[name] for name in sorted(sample.files)))
    code = (
        "import hashlib\nfrom assessment import pipeline\n"
        "from assessment.core.rules import load_rules\n"
        f"s = pipeline.make_sample(load_rules('{RULES}'))\n"
        "print(hashlib.sha256(b''.join(s.files[k] for k in sorted(s.files))).hexdigest())"
    )
    run = [sys.executable, "-c", code]
    shown = {
        subprocess.run(
            run, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert shown == {mine.hexdigest() + "\n"}


def test_the_sizes_are_those_of_the_programme(sample: SampleYear) -> None:
    tables = sample.tables
    assert len(tables["colleges"]) == 20
    assert 22 <= len(tables["applications"]) <= 26
    assert tables["judges"].groupby("component").size().to_dict() == {
        "application": 7,
        "defense": 9,
    }
    assert tables["votes"]["component"].nunique() == 2
    assert tables["decisions"].query("matter == 'selected'").shape[0] == 4
    assert {"given", "recused", "absent", "abstained", "blank", "unreadable"} == set(
        tables["marks"]["status"]
    )


def test_files_come_in_the_formats_people_use(sample: SampleYear) -> None:
    kinds = [inspect_file(data, name).kind for name, data in sample.files.items()]
    for kind in (FileKind.XLSX, FileKind.XLS, FileKind.DOCX, FileKind.CSV, FileKind.SCAN):
        assert kind in kinds
    with pytest.raises(UnicodeDecodeError):
        sample.files["2017/4投票/网络投票.csv"].decode("utf-8")


def test_people_are_invented_and_say_so(sample: SampleYear) -> None:
    for column, table in (("lead_name", "applications"), ("judge_name", "judges")):
        assert all("示" in name for name in sample.tables[table][column])
    phones = sample.tables["applications"]["phone"].str.replace(" ", "")
    assert all(re.fullmatch(r"000[0-9]{8}", phone) for phone in phones)
    (sheet,) = read_delimited(sample.files["2017/1申报/药学院.csv"])
    assert "示例数据" in sheet.cells[1, 1].text


def test_there_is_no_sample_of_other_years() -> None:
    from assessment.core.rule_text import renew
    from assessment.sample.masters import rules_files

    text = renew(rules_files()[2017].decode(), from_year=2017, to_year=2030)
    other = parse_rules(text.encode(), file="x")
    with pytest.raises(ValueError, match="2030"):
        sample_year(other, write_register=lambda _: b"")


def test_truth_tables_obey_their_specs(sample: SampleYear) -> None:
    for name, table in sample.tables.items():
        assert list(table.columns) == SPECS[name].names
        assert table.equals(conform(table, name))
