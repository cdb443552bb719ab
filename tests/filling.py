"""Blank files filled as a person would: what stands beside a label, below a header."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl

SPACE = re.compile(r"\s+")


def bare(text: Any) -> str:
    """Return a label without spaces, brackets and colon, as a person reads it."""
    return re.sub(r"（.*?）", "", SPACE.sub("", str(text or ""))).rstrip("：")


class Filled:
    """A workbook to fill; `data` gives its bytes as openpyxl saves it."""

    def __init__(self, data: bytes, sheet: int = 0) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.page = self.book.worksheets[sheet]

    def cells(self, text: str) -> list[Any]:
        """Return the cells whose words are these, from the top down."""
        return [cell for row in self.page.iter_rows() for cell in row if bare(cell.value) == text]

    def beside(self, label: str, value: Any) -> None:
        """Write behind a label."""
        self._write(
            self.page.cell(self.cells(label)[0].row, self._after(self.cells(label)[0])), value
        )

    def _after(self, cell: Any) -> int:
        for area in self.page.merged_cells.ranges:
            if cell.coordinate in area:
                return area.max_col + 1
        return cell.column + 1

    def below(self, *rows: dict[str, Any], only_blank: bool = True) -> None:
        """Write rows under the headers, from the first on."""
        for n, row in enumerate(rows, start=1):
            for head, value in row.items():
                at = self.cells(head)[0]
                self._write(self.page.cell(at.row + n, at.column), value, only_blank)

    def in_row(self, first: str, head: str, value: Any) -> None:
        """Write where the row of a cell crosses the column of a header."""
        row = self.cells(first)[-1].row
        self._write(self.page.cell(row, self.cells(head)[0].column), value)

    def _write(self, cell: Any, value: Any, only_blank: bool = True) -> None:
        assert not cell.protection.locked, f"{cell.coordinate} is locked"
        assert cell.value is None or not only_blank, f"{cell.coordinate} is not blank"
        cell.value = value

    def data(self) -> bytes:
        """Return the filled workbook."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()


class FilledForm:
    """A Word form to fill."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(io.BytesIO(data))
        self.rows = [
            list({id(cell._tc): cell for cell in row.cells}.values())
            for row in self.document.tables[0].rows
        ]

    def beside(self, label: str, text: str) -> None:
        """Write into the box behind a label."""
        for row in self.rows:
            for cell, after in pairwise(row):
                if bare(cell.text) == label:
                    assert after.text == ""
                    after.text = text
                    return
        raise AssertionError(f"no label {label}")

    def tick(self, word: str, mark: str = "☑") -> None:
        """Tick the box before a word."""
        for row in self.rows:
            for cell in row:
                for line in cell.paragraphs:
                    for run in line.runs:
                        if f"□{word}" in run.text:
                            run.text = run.text.replace(f"□{word}", f"{mark}{word}")
                            return
        raise AssertionError(f"no box {word}")

    def below(self, head: str, rows: Sequence[Sequence[str]]) -> None:
        """Write rows below the header that begins with a word; None leaves a box blank."""
        (top,) = [n for n, row in enumerate(self.rows) if head in [bare(cell.text) for cell in row]]
        start = [bare(cell.text) for cell in self.rows[top]].index(head)
        for n, texts in enumerate(rows, start=top + 1):
            for cell, text in zip(self.rows[n][start:], texts, strict=False):
                assert cell.text == ""
                cell.text = text

    def data(self) -> bytes:
        """Return the filled form."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()


# LibreOffice keeps what a file says its formulas give, unless its profile tells it not to.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def recalculated(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them, every formula worked out anew."""
    settings = folder / "profile/user/registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    return through_libreoffice(files, folder)


def with_results(data: bytes, value: str) -> bytes:
    """Return a workbook saved by openpyxl in which every formula claims to give a value."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                told = rf"\1<v>{value}</v>".encode()
                part = re.sub(rb"(</f>)<v\s*(?:/>|></v>)", told, part)
            new.writestr(name, part)
    return buffer.getvalue()


def through_libreoffice(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the files as LibreOffice saves them after opening."""
    saved = {}
    for number, (name, data) in enumerate(files.items()):
        suffix = name.rsplit(".", 1)[1]
        source = folder / "in" / f"{number}.{suffix}"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        saved[name] = folder / "out" / source.name
    for suffix in {name.rsplit(".", 1)[1] for name in files}:
        inputs = sorted(str(path) for path in (folder / "in").glob(f"*.{suffix}"))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            folder / "out",
        ]
        subprocess.run([*command, *inputs], check=True, capture_output=True, timeout=240)
    return {name: path.read_bytes() for name, path in saved.items()}
