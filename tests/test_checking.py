"""A check writes what is handed back and takes over what people completed, once."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment import pipeline, storage
from assessment.checking import Checked
from assessment.core.returned import LIST
from assessment.founding import Demo
from assessment.storage import MANIFEST, REGISTER, WorkspaceError
from assessment.workspace import Workspace

DAY = date(2017, 12, 20)
MARK = ("2017/3现场答辩/第一场评分汇总表.xlsx", "评分汇总", "F7")


def check(copy: Workspace) -> Checked:
    return copy.hand_back(2017, day=DAY)


def findings(copy: Workspace) -> Path:
    return copy.root / "reports/2017/2017识别与问题.xlsx"


def complete(copy: Workspace, place: tuple[str, str, str], *typed: str | None, **more: str) -> None:
    """Type into the line of a place as a person would, and save."""
    book = openpyxl.load_workbook(findings(copy))
    page = book["问题"]
    heads = [cell.value for cell in page[2]]
    for row in page.iter_rows(min_row=3):
        cells = dict(zip(heads, row, strict=True))
        if tuple(cells[head].value for head in ("文件", "工作表", "单元格")) == place:
            for head, text in zip(("改为", "理由", "经手人"), typed, strict=True):
                cells[head].value = text
            for head, text in more.items():
                cells[head].value = text
            break
    else:
        raise AssertionError(f"no line of {place}")
    book.save(findings(copy))


def told(checked: Checked) -> list[tuple[str, str]]:
    return [(fault.code, fault.expected) for fault in checked.result.problems
            if fault.code == "correction.not-taken"]  # fmt: skip


def corrections(data: bytes) -> list[tuple[Any, ...]]:
    page = openpyxl.load_workbook(io.BytesIO(data))["更正登记"]
    return [row for row in page.iter_rows(min_row=4, values_only=True) if any(row)]


def test_what_is_written_is_listed_and_the_same_again(copy: Workspace) -> None:
    first = check(copy)
    data = {path: path.read_bytes() for path in first.outputs}
    assert findings(copy) in data
    assert copy.root / "reports/2017/2017催交清单.xlsx" in data
    assert not first.n_taken and first.backup is None
    again = check(copy)
    assert {path: path.read_bytes() for path in again.outputs} == data
    assert len(first.result.problems) == 49  # with those of who may take part and of ledgers
    manifest = json.loads((copy.root / MANIFEST).read_text(encoding="utf-8"))
    assert set(manifest["checks"]["2017"]) == {
        path.relative_to(copy.root).as_posix() for path in first.outputs
    }
    assert not copy.run(2017).is_rebuilt  # a check is no reason to compute anything again


def test_a_completed_line_is_appended_once_and_applied(small: Workspace) -> None:
    before = (small.root / REGISTER).read_bytes()
    complete(small, MARK, "88", "评委本人确认", "示例丙")
    done = check(small)
    assert done.n_taken == 1 and told(done) == []
    assert done.backup is not None and done.backup.read_bytes() == before
    assert done.backup.name.startswith("登记_备份_")
    after = (small.root / REGISTER).read_bytes()
    old, new = corrections(before), corrections(after)
    assert new[: len(old)] == old
    (line,) = new[len(old) :]
    assert line[:8] == (2017, *MARK, "88分左右", "88", "评委本人确认", "示例丙")
    assert line[8].date() == DAY
    codes = {fault.code for fault in done.result.problems if fault.where.cell == MARK[2]}
    assert "points.not-a-number" not in codes and "correction.applied" in codes
    again = check(small)
    assert again.n_taken == 0 and again.backup is None
    assert (small.root / REGISTER).read_bytes() == after


def test_the_old_findings_put_back_add_nothing(small: Workspace) -> None:
    complete(small, MARK, "88", "评委本人确认", "示例丙")
    completed = findings(small).read_bytes()
    check(small)
    after = (small.root / REGISTER).read_bytes()
    findings(small).write_bytes(completed)
    assert check(small).n_taken == 0 and (small.root / REGISTER).read_bytes() == after
    findings(small).write_bytes(completed)
    complete(small, MARK, "89", "另有说法", "示例丙")
    other = check(small)
    assert told(other) == [("correction.not-taken", "更正登记已有这一格的更正，请在那里改")]
    assert (small.root / REGISTER).read_bytes() == after


@pytest.mark.parametrize(
    ("typed", "more", "reason"),
    [
        (("88", None, "示例丙"), {}, "理由没有填"),
        (("88", "评委确认", None), {}, "经手人没有填"),
        ((None, "评委确认", None), {}, "改为、经手人没有填"),
        (("88", "评委确认", "示例丙"), {"原内容": "89分左右"}, "文件里这一格已不是写明的原内容"),
        (("88", "评委确认", "示例丙"), {"单元格": "F8"}, "这一格现在没有可以更正的问题"),
        (("88", "评委确认", "示例丙"), {"代码": "theme.missing"}, "这一格现在没有可以更正的问题"),
    ],
)
def test_what_is_not_whole_or_fits_nothing_is_told_and_kept(
    small: Workspace, typed: Any, more: dict[str, str], reason: str
) -> None:
    before = (small.root / REGISTER).read_bytes()
    complete(small, MARK, *typed, **more)
    for _ in range(2):
        done = check(small)
        assert told(done)[:1] == [("correction.not-taken", reason)]
        assert done.n_taken == 0 and (small.root / REGISTER).read_bytes() == before
        cells = {cell.value for page in openpyxl.load_workbook(findings(small)).worksheets
                 for row in page.iter_rows() for cell in row}  # fmt: skip
        assert {one for one in typed if one} <= cells
        if more:
            break


def test_two_corrections_of_one_cell_are_neither_taken(small: Workspace) -> None:
    book = openpyxl.load_workbook(findings(small))
    page = book["问题"]
    row = next(row for row in page.iter_rows(min_row=3) if row[4].value == "F7")
    line = [cell.value for cell in row]
    for cell, text in zip(row[10:], ("88", "甲", "示例丙"), strict=True):
        cell.value = text
    page.append([*line[:10], "89", "乙", "示例丙"])
    book.save(findings(small))
    done = check(small)
    assert [reason for _, reason in told(done)] == ["同一格填了不同的更正"] * 2 and not done.n_taken


@pytest.mark.parametrize("name", [REGISTER, "reports/2017/2017识别与问题.xlsx"])
def test_a_file_open_in_excel_gives_one_line_and_nothing_is_written(
    small: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    complete(small, MARK, "88", "评委本人确认", "示例丙")
    before = {path: path.read_bytes() for path in small.root.rglob("*") if path.is_file()}
    held, usual = small.root / name, Path.open

    def opened(self: Path, mode: str = "r", *args: Any, **values: Any) -> Any:
        if self == held and "+" in mode:
            raise PermissionError(13, "held", str(self))
        return usual(self, mode, *args, **values)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(WorkspaceError, match="可能正在 Excel 中打开") as caught:
        check(small)
    assert held.name in str(caught.value) and "\n" not in str(caught.value)
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in small.root.rglob("*") if path.is_file()} == before


def test_findings_that_cannot_be_read_are_not_written_over(small: Workspace) -> None:
    book = openpyxl.load_workbook(findings(small))
    book["问题"].title = "我的表"
    book.save(findings(small))
    before = findings(small).read_bytes()
    with pytest.raises(WorkspaceError, match="里找不到“问题”表"):
        check(small)
    assert findings(small).read_bytes() == before


def test_a_register_that_cannot_be_appended_to_is_left_alone(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete(small, MARK, "88", "评委本人确认", "示例丙")
    before = (small.root / REGISTER).read_bytes()

    def refuse(*_: Any, **__: Any) -> None:
        raise ValueError("strange rows")

    monkeypatch.setattr(pipeline, "take_over", refuse)
    with pytest.raises(WorkspaceError, match="无法自动追加更正"):
        check(small)
    assert (small.root / REGISTER).read_bytes() == before
    assert not list(small.root.glob("登记_备份_*"))


def test_what_is_no_longer_made_goes_unless_people_changed_it(small: Workspace) -> None:
    manifest = storage.load_manifest(small.root)
    stated = manifest["checks"]["2017"]
    for name in ("reports/2017/退回/旧.xlsx", "reports/2017/退回/改过.xlsx"):
        storage.replace_file(small.root / name, b"old")
        stated[name] = storage.digest(b"old")
    storage.save_manifest(small.root, manifest)
    (small.root / "reports/2017/退回/改过.xlsx").write_bytes(b"mine")
    check(small)
    assert not (small.root / "reports/2017/退回/旧.xlsx").exists()
    assert (small.root / "reports/2017/退回/改过.xlsx").exists()


def zipped(copy: Workspace, name: str, **files: bytes) -> None:
    """Lay an archive of files, named by their stems, into the year's folder."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for stem, data in files.items():
            package.writestr(f"材料/{stem}.xlsx", data)
    storage.replace_file(copy.root / "data/raw/2017" / name, target.getvalue())


def test_a_workbook_in_an_archive_gets_a_copy_that_is_known_when_it_comes_back(
    small: Workspace,
) -> None:
    paper = small.root / "data/raw" / MARK[0]
    data = paper.read_bytes()
    paper.unlink()
    zipped(small, "护理学院.zip", 评分汇总=data)
    first = check(small)
    made = small.root / "reports/2017/退回/护理学院/评分汇总.xlsx"
    assert made in first.outputs
    page = openpyxl.load_workbook(made)[MARK[1]]
    assert MARK[2] in [cell.coordinate for row in page for cell in row if cell.comment]
    digest = hashlib.sha256(data).hexdigest()
    with zipfile.ZipFile(made) as package:
        assert digest.encode() in package.read("docProps/custom.xml")
    back = openpyxl.load_workbook(made)
    back[MARK[1]][MARK[2]] = 88
    target = io.BytesIO()
    back.save(target)
    zipped(small, "护理学院.zip", 评分汇总=target.getvalue())
    again = check(small).result
    places = {(fault.where.sheet, fault.where.cell) for fault in again.problems}
    assert MARK[1:] not in places
    assert not any(sheet.startswith(LIST) for sheet, _ in places)
    assert not made.exists()


def test_a_check_tells_what_a_run_will_find_wrong_with_papers(demo: Demo) -> None:
    """Who hands papers back need not compute first; what follows from sound papers is no fault."""
    told: set[str] = set()
    for year in (2017, 2018, 2019):
        found, known = demo.workspace.check(year).problems, set(demo.workspace.run(year).problems)
        assert set(found) <= known
        told |= {one.code for one in found}
    assert told >= {
        "ledger.no-voucher", "ledger.barred", "ledger.after-closing", "voucher.duplicate",
        "marks.criterion-missing", "red-flag.over-cap", "red-flag.not-verified",
    }  # fmt: skip
    assert not told & {"red-flag.vetoed", "score.too-few-judges", "brand.recheck-due"}
