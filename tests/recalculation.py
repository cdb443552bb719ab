"""Workbooks worked out anew by LibreOffice, which keeps cached values unless it is told not to."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_CACHED = re.compile(rb"(<c [^>]*?)( t=\"(?:str|b|e)\")?(><f>[^<]*</f>)<v>[^<]*</v>")
WRONG = 987654.25
_AT_ONCE = 40


def needs_libreoffice() -> str:
    """Return the program, or skip the test."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice (soffice) is not installed")
    return program


def with_wrong_values(data: bytes) -> bytes:
    """Return a workbook in which the cached value of every formula is the same wrong number."""
    wrong = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(wrong, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = _CACHED.sub(rb"\1\3<v>%a</v>" % WRONG, content)
            new.writestr(name, content)
    return wrong.getvalue()


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
    """Return the values of each workbook after LibreOffice has worked out all its formulas.

    Cached values are made wrong beforehand, so that one which is kept cannot pass for a result.
    """
    program, source, target = needs_libreoffice(), folder / "wrong", folder / "new"
    for path in (source, target, folder / "profile" / "user"):
        path.mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE)
    paths = []
    for name, data in books.items():
        paths.append(source / f"{name}.xlsx")
        paths[-1].write_bytes(with_wrong_values(data))
    profile = (folder / "profile").as_uri()
    # Of some hundred workbooks in one call it leaves the last ones undone without a word.
    for first in range(0, len(paths), _AT_ONCE):
        subprocess.run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
             "--outdir", str(target), *map(str, paths[first : first + _AT_ONCE])],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
    return {name: openpyxl.load_workbook(target / f"{name}.xlsx", data_only=True) for name in books}
