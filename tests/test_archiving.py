"""A year in one zip for the files."""

from __future__ import annotations

import re
import zipfile

from assessment.archiving import LISTED, archive
from assessment.storage import digest
from assessment.workspace import Workspace


def test_the_archive_holds_what_was_received_and_what_came_of_it(copy: Workspace) -> None:
    path = archive(copy, 2018)
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    raw = {one.relative_to(copy.root).as_posix(): one for one in (copy.root / "data/raw/2018").rglob("*")
           if one.is_file()}  # fmt: skip
    assert all(members[name] == one.read_bytes() for name, one in raw.items())
    assert {"登记.xlsx", "rules/2018.toml", "2018年问题清单.xlsx"} <= members.keys()
    assert "reports/2018/打开这里.html" in members and "data/processed/manifest.json" in members
    listed = dict(line.split("  ", 1)[::-1] for line in members.pop(LISTED).decode().splitlines())
    assert listed == {name: digest(data) for name, data in members.items()}
    assert archive(copy, 2018).read_bytes() == path.read_bytes()


def test_the_archive_of_a_year_holds_no_other_year(copy: Workspace) -> None:
    with zipfile.ZipFile(archive(copy, 2018)) as package:
        names = package.namelist()
    assert not [name for name in names if re.search(r"/(2017|2019)[./]", name)]
