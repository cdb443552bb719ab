"""A corrected result keeps what stood before beside it, once, dated, with the list of changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from assessment import storage
from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.storage import MANIFEST, REGISTER
from assessment.versions import Version, keep_version, version_tables, versions
from assessment.workspace import Workspace

MARK = ("2017/3现场答辩/第一场评分汇总表.xlsx", "评分汇总", "F7")
KEPT = "更正前_2017-12-22"
Enter = Callable[..., None]


def enter(workspace: Workspace, sheet: str, *line: Any) -> None:
    """Enter a line into the register as a person would."""
    path = workspace.root / REGISTER
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    row = next(n for n in range(4, 200) if page.cell(n, 1).value in (None, line[0]))
    for column, value in enumerate(line, start=1):
        page.cell(row, column).value = value
    book.save(path)


def appeal(outcome: str | None, points: float | None, *, replied: str | None) -> list[Any]:
    unit, project = "公共卫生学院", None
    return ["2017-01", 2017, unit, project, "2017-12-20", "错统", "评委3的分数未计入", outcome,
            None, points, "示例甲、示例乙" if outcome else None, replied]  # fmt: skip


def hashes(folder: Path) -> dict[str, str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): storage.digest(path.read_bytes()) for path in paths
    }


def test_a_corrected_result_is_a_new_version_and_a_maintained_one_is_none(small: Workspace) -> None:
    enter(small, "公示登记", 2017, "考核认证", "2017-12-19")
    first = small.run(2017)
    reports, tables = small.root / "reports/2017", small.root / "data/processed/2017"
    before = {"reports": hashes(reports), "tables": hashes(tables)}
    laid_down = {path.relative_to(reports).as_posix() for path in first.outputs
                 if path.is_relative_to(reports)}  # fmt: skip
    # An appeal comes and is answered without a change: its reply is all there is.
    enter(small, "异议复核", *appeal("维持原结果", None, replied="2017-12-21"))
    assert small.run(2017).is_rebuilt
    assert versions(small.root, 2017) == []
    # The check finds a mark that was not counted.
    enter(small, "更正登记", 2017, *MARK, "88分左右", 88, "核对原始评分表", "示例丙", "2017-12-21")
    enter(small, "异议复核", *appeal("更正", None, replied="2017-12-22"))
    changed = small.run(2017)
    assert versions(small.root, 2017) == [
        Version(date(2017, 12, 22), KEPT, "2017更正对照表_2017-12-22.xlsx")
    ]
    kept = {"reports": hashes(reports / KEPT), "tables": hashes(tables / KEPT)}
    workbook = "2017评分汇总复核表.xlsx"
    assert set(kept["reports"]) == laid_down
    assert hashes(reports)[workbook] != kept["reports"][workbook]
    assert set(kept["tables"]) == set(before["tables"])
    assert reports / "2017更正对照表_2017-12-22.xlsx" in changed.outputs
    old = version_tables(small.root, 2017, versions(small.root, 2017)[0])["standings"]
    pd.testing.assert_frame_equal(old, first.tables["standings"])
    page = openpyxl.load_workbook(reports / "2017更正对照表_2017-12-22.xlsx")["更正对照"]
    lines = [row[2:5] for row in page.iter_rows(values_only=True) if row[2] in ("总分", "现场答辩")]
    assert len(lines) == 2 and all(was != now for _, was, now in lines)
    # Nothing changed: nothing is made, also when everything is computed anew.
    assert not small.run(2017).is_rebuilt
    (reports / workbook).unlink()
    assert small.run(2017).is_rebuilt
    assert len(versions(small.root, 2017)) == 1


@pytest.fixture
def lay_down(rules: Rules, tmp_path: Path) -> Callable[..., dict[str, pd.DataFrame]]:
    """Return what puts a result with these points of one project on disk, as a run does."""

    def make(points: str, **more: pd.DataFrame) -> dict[str, pd.DataFrame]:
        tables = {name: empty(name) for name in ("components", "corrections", "appeals", "sources")}
        row = {"year": 2017, "round": "assessment", "project_id": "A", "total_exact": points,
               "is_tied": False, "status": "final"}  # fmt: skip
        frame = pd.DataFrame([dict.fromkeys(empty("standings").columns) | row])
        tables |= {"standings": conform(frame, "standings")} | more
        files = {f"data/processed/2017/{name}.parquet": storage.to_parquet(table)
                 for name, table in tables.items()}  # fmt: skip
        files["reports/2017/2017评分汇总复核表.xlsx"] = points.encode()
        kept = keep_version(tmp_path, rules, tables)
        manifest = storage.load_manifest(tmp_path)
        for name, data in files.items():
            storage.replace_file(tmp_path / name, data)
        outputs = {name: storage.digest(data) for name, data in files.items()}
        manifest["years"]["2017"] = {"inputs": {}, "outputs": outputs}
        storage.save_manifest(tmp_path, manifest)
        return tables | {"kept": kept}

    return make


NOTICE = conform(
    pd.DataFrame([{"year": 2017, "round": "assessment", "published_date": date(2017, 12, 19),
                   "note": None, "src": "x"}]), "notices",
)  # fmt: skip


def test_results_that_nobody_knew_are_replaced_without_a_trace(lay_down: Any) -> None:
    assert lay_down("80")["kept"] is None
    assert lay_down("81")["kept"] is None


def test_each_state_is_kept_once_and_days_are_numbered(lay_down: Any, tmp_path: Path) -> None:
    lay_down("80", notices=NOTICE)
    first = lay_down("81", notices=NOTICE)["kept"]
    assert lay_down("81", notices=NOTICE)["kept"] is None
    second = lay_down("82", notices=NOTICE)["kept"]
    # Back to what was kept before, and forward again: the state in between is new, the rest not.
    third = lay_down("80", notices=NOTICE)["kept"]
    assert lay_down("82", notices=NOTICE)["kept"] is None
    assert [first.folder, second.folder, third.folder] == [
        "更正前_2017-12-29", "更正前_2017-12-29-2", "更正前_2017-12-29-3",
    ]  # fmt: skip
    assert versions(tmp_path, 2017) == [first, second, third]
    kept = [tmp_path / "reports/2017" / one.folder / "2017评分汇总复核表.xlsx"
            for one in (first, second, third)]  # fmt: skip
    assert [path.read_text() for path in kept] == ["80", "81", "82"]
    assert version_tables(tmp_path, 2017, second)["standings"]["total_exact"].tolist() == ["81"]


def test_documents_are_kept_with_the_result_they_tell_of(lay_down: Any, tmp_path: Path) -> None:
    lay_down("80", notices=NOTICE)
    storage.replace_file(tmp_path / "reports/2017/文书/复核意见.docx", b"reply")
    storage.replace_file(tmp_path / "reports/2017/空白表/申报表.docx", b"blank")
    folder = tmp_path / "reports/2017" / lay_down("81", notices=NOTICE)["kept"].folder
    assert set(hashes(folder)) == {"2017评分汇总复核表.xlsx", "文书/复核意见.docx"}
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    (entry,) = manifest["versions"]["2017"]
    assert storage.are_current(tmp_path, entry["outputs"])
    assert f"reports/2017/{folder.name}/文书/复核意见.docx" in entry["outputs"]


def test_a_result_that_is_not_as_laid_down_is_not_kept(lay_down: Any, tmp_path: Path) -> None:
    lay_down("80", notices=NOTICE)
    path = tmp_path / "data/processed/2017/standings.parquet"
    shutil.copy(tmp_path / "data/processed/2017/notices.parquet", path)
    assert lay_down("81", notices=NOTICE)["kept"] is None
