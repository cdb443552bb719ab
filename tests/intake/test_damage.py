"""Damaged files end as coded problems, never as a crash, and never as silently changed rows."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from assessment.core.archive import pack
from assessment.core.problems import problem_kinds
from assessment.core.rules import Rules
from assessment.intake.read import read_year
from assessment.sample.build import SampleYear


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few flipped, cut out, put in, or with the end cut off."""
    body = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        place = chance.randrange(len(body))
        kind = chance.random()
        if kind < 0.5:
            body[place] = chance.randrange(256)
        elif kind < 0.7:
            del body[place : place + chance.randrange(1, 60)]
        elif kind < 0.9:
            body[place:place] = chance.randbytes(chance.randrange(1, 9))
        else:
            del body[place + 1 :]
        if not body:
            break
    return bytes(body)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file damaged outside, or, for a package, in one of its parts."""
    if not data.startswith(b"PK") or chance.random() < 0.25:
        return changed(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    name = chance.choice([name for name, part in parts.items() if part])
    return pack(parts | {name: changed(parts[name], chance)})


def campaign(sample: SampleYear, seed: int, n_files: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    whole = [name for name, data in sorted(sample.files.items()) if len(data) > 300]
    whole = [name for name in whole if "损坏" not in name]
    for _ in range(n_files):
        name = chance.choice(whole)
        yield name, damaged(sample.files[name], chance)


def check_files(sample: SampleYear, rules: Rules, seed: int, n_files: int) -> None:
    for name, data in campaign(sample, seed, n_files):
        result = read_year({name: data}, sample.register, rules=rules)
        assert {fault.code for fault in result.problems} <= set(problem_kinds())
        source = result.tables["sources"].query("file == @name")
        assert len(source) == 1


def test_damaged_files_are_coded(sample: SampleYear, rules: Rules) -> None:
    check_files(sample, rules, seed=1, n_files=150)


@pytest.mark.slow
def test_ten_thousand_damaged_files_are_coded(sample: SampleYear, rules: Rules) -> None:
    check_files(sample, rules, seed=2, n_files=10_000)


@pytest.mark.parametrize("encoding", [b"UTF-9", b"rot13"])
def test_a_package_in_an_unknown_encoding_is_damaged(
    sample: SampleYear, rules: Rules, encoding: bytes
) -> None:
    name = "2017/3现场答辩/签到表.xlsx"
    with zipfile.ZipFile(BytesIO(sample.files[name])) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    parts = {key: part.replace(b"UTF-8", encoding) for key, part in parts.items()}
    result = read_year({name: pack(parts)}, sample.register, rules=rules)
    assert "file.damaged" in {fault.code for fault in result.problems}


def test_one_bad_file_does_not_touch_the_others(sample: SampleYear, rules: Rules) -> None:
    name = "2017/3现场答辩/第二场.xls"
    files = dict(sample.files) | {name: sample.files[name][:700]}
    result = read_year(files, sample.register, rules=rules)
    kept = sample.tables["marks"]["src"].isin(result.tables["marks"]["src"])
    lost = sample.tables["marks"][~kept]
    assert set(lost["component"]) == {"defense"}
    assert result.tables["votes"].equals(sample.tables["votes"])
    assert [fault.code for fault in result.problems if fault.where.file == name] == [
        "file.unknown-type"
    ]
