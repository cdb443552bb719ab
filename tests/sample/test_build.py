"""The sample is what it claims: invented, varied, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest

from assessment.core.rules import parse_rules
from assessment.intake.formats.delimited import read_delimited
from assessment.intake.guard import FileKind, inspect_file
from assessment.sample.build import SampleProgramme, SampleYear, sample_programme
from own_process import run_python

RULES = Path(__file__).resolve().parents[2] / "rules"


def whole(programme: SampleProgramme) -> str:
    """Return the hash of every file, the register and everything planted."""
    digest = hashlib.sha256(programme.register)
    for one in programme.years.values():
        for name in sorted(one.files):
            digest.update(name.encode() + one.files[name])
        digest.update(repr((one.planted, one.following)).encode())
    return digest.hexdigest()


def test_another_process_gives_the_same_bytes(programme: SampleProgramme) -> None:
    code = (
        "import sys\nfrom functools import partial\n"
        "from assessment.core.rules import load_rules\n"
        "from assessment.report.templates import write_register\n"
        "from assessment.sample.build import sample_programme\n"
        f"sys.path[:0] = {[str(folder) for folder in Path(__file__).parents[:2]]!r}\n"
        "from test_build import whole\n"
        f"rules = {{y: load_rules(f'{RULES}/{{y}}.toml') for y in (2017, 2018, 2019)}}\n"
        "write = partial(write_register, is_sample=True)\n"
        "print(whole(sample_programme(rules, write_register=write)))"
    )
    # Sets and hashes are in another order there than here.
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    shown = run_python("-c", code, environment={"PYTHONHASHSEED": seed}).stdout.decode("utf-8")
    assert shown == whole(programme) + "\n"


def test_a_year_alone_has_the_same_files(sample: SampleYear, programme: SampleProgramme) -> None:
    assert sample.files == programme.years[2017].files


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


def test_people_are_invented_and_say_so(programme: SampleProgramme, sample: SampleYear) -> None:
    for one in programme.years.values():
        for column, table in (("lead_name", "applications"), ("judge_name", "judges")):
            assert all("示" in name for name in one.tables[table][column])
        phones = one.tables["applications"]["phone"].dropna().str.replace(" ", "")
        assert all(re.fullmatch(r"000[0-9]{8}", phone) for phone in phones)
    (sheet,) = read_delimited(sample.files["2017/1申报/药学院.csv"])
    assert "示例数据" in sheet.cells[1, 1].text


def test_there_is_no_sample_of_other_years() -> None:
    from assessment.core.rule_text import renew
    from assessment.sample.masters import rules_files

    text = renew(rules_files()[2017].decode(), from_year=2017, to_year=2030)
    other = parse_rules(text.encode(), file="x")
    with pytest.raises(ValueError, match="2030"):
        sample_programme({2030: other}, write_register=lambda _: b"")
    with pytest.raises(ValueError, match="2019"):
        sample_programme({}, write_register=lambda _: b"")
