"""The front door as the notebook opens it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import ipywidgets as widgets

from assessment.door.page import open_door
from assessment.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]


def test_the_notebooks_line_opens_the_folder_it_names(small: Workspace) -> None:
    page = open_door(str(small.root), clock=lambda: date(2017, 12, 20))
    told = [one.value for one in page.children if isinstance(one, widgets.HTML)]
    assert any("就绪" in text for text in told)


def test_the_notebook_is_words_and_one_call() -> None:
    book = json.loads((ROOT / "notebooks/00_start.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert len(code) == 1 and "open_door(" in "".join(code[0]["source"])
