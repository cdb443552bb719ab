"""Every notebook runs on the demo, says what it shows, and carries no output in git."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from assessment.founding import Demo
from assessment.storage import WorkspaceError
from assessment.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[1]
PICTURE = re.compile(r'<img[^>]{0,120}src="data:image/png;base64')
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# The front door is of use only while it runs.
PAGES = [path for path in NOTEBOOKS if path.stem != "00_start"]


def test_every_notebook_runs_into_a_page(demo: Demo) -> None:
    from assessment.notebook import execute_notebooks

    pages = execute_notebooks(demo.workspace, progress=lambda _, **__: None)
    assert [page.stem for page in pages] == [path.stem for path in PAGES]
    texts = {page.stem: page.read_text(encoding="utf-8") for page in pages}
    assert "data:image/png;base64" in texts["02_ranking"]
    assert "“手心里的温度”安宁疗护志愿服务" in texts["02_ranking"]
    assert "points.not-a-number" in texts["01_intake"]
    drawn = {path.stem: path.read_text(encoding="utf-8").count(".draw_") for path in PAGES}
    assert {name: len(PICTURE.findall(text)) for name, text in texts.items()} == drawn
    assert sum(drawn.values()) == 19
    assert not any("Trial(" in text or "jupyter.widget" in text for text in texts.values())
    # Projects of earlier years are named, too.
    assert not re.search("2017-C[0-9]{2}-1、", texts["06_planning"])


def test_a_failing_notebook_is_named(demo: Demo, tmp_path: Path) -> None:
    from assessment.notebook import execute_notebooks

    shutil.copytree(demo.workspace.root / "rules", tmp_path / "rules")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(PAGES[0], tmp_path / "notebooks")
    with pytest.raises(WorkspaceError, match=r"01_intake\.ipynb 运行出错：.*没有 2019 年的材料"):
        execute_notebooks(open_workspace(tmp_path), progress=lambda _, **__: None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_calls_and_words_only(path: Path) -> None:
    book = json.loads(path.read_text(encoding="utf-8"))
    assert book["cells"][0]["source"][0].startswith("# ")
    for cell in book["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
            assert not any(word in text for word in ("def ", "class ", "for ", "import pandas"))
    if path in PAGES:
        tagged = [c for c in book["cells"] if "parameters" in c["metadata"].get("tags", [])]
        assert len(tagged) == 1 and "year = 2019" in "".join(tagged[0]["source"])


def test_the_package_carries_the_same_notebooks() -> None:
    carried = ROOT / "src" / "assessment" / "sample" / "notebooks"
    assert {path.name: path.read_bytes() for path in carried.glob("*.ipynb")} == {
        path.name: path.read_bytes() for path in NOTEBOOKS
    }


@pytest.mark.parametrize("name", ["02_ranking", "06_planning"])
def test_what_is_moved_by_hand_runs_as_it_stands(demo: Demo, name: str) -> None:
    book = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    cells = [c for c in book["cells"] if "interactive" in c["metadata"].get("tags", [])]
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code"]
    start, _, last = "".join(cells[1]["source"]).rpartition("\n")
    names = {"ws": demo.workspace, "year": 2019}
    exec(start, names)
    assert "仅供试算" in eval(last, names).children[0].value
