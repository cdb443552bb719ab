"""The widgets of the front door, pressed as a person would."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

from assessment.door import actions
from assessment.door.page import Door
from assessment.workspace import Workspace


def door_on(folder: Path, lang: str = "zh") -> tuple[Door, dict[str, widgets.Button]]:
    door = Door(str(folder), lang=lang, clock=lambda: date(2017, 12, 20))
    buttons = {
        one.description: one for one in _inside(door.show()) if isinstance(one, widgets.Button)
    }
    return door, buttons


def _inside(box: Any) -> list[Any]:
    found = [box]
    for child in getattr(box, "children", ()):
        found += _inside(child)
    return found


def test_a_workspace_is_opened_checked_and_run(small: Workspace) -> None:
    door, buttons = door_on(small.root)
    buttons["打开"].click()
    assert door.year.options == (2017,) and door.year.value == 2017
    assert "就绪" in door.told.value
    buttons["检查材料"].click()
    assert "检查完毕" in door.told.value and "<table>" in door.problems.value
    assert door.progress.bar_style == "success"
    buttons["生成结果"].click()
    assert "已生成 2017 年结果" in door.told.value
    assert door.links.children[0].description == "打开这里.html"


def test_a_link_opens_its_file(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(actions, "show", shown.append)
    door, buttons = door_on(small.root)
    buttons["打开"].click()
    buttons["生成结果"].click()
    door.links.children[0].click()
    buttons["打开登记.xlsx"].click()
    buttons["打开材料文件夹"].click()
    assert [path.name for path in shown] == ["打开这里.html", "登记.xlsx", "2017"]


def test_files_chosen_are_received(small: Workspace) -> None:
    door, buttons = door_on(small.root)
    buttons["打开"].click()
    door.upload.value = ({"name": "新表.xlsx", "type": "", "size": 1, "content": memoryview(b"1"),
                          "last_modified": datetime(2017, 1, 1)},)  # fmt: skip
    assert (small.root / "data/raw/2017" / actions.RECEIVED / "新表.xlsx").read_bytes() == b"1"
    assert door.upload.value == () and "已放入 1 个文件" in door.told.value


def test_without_a_workspace_every_button_says_what_to_do(tmp_path: Path) -> None:
    door, buttons = door_on(tmp_path)
    for name in ("检查材料", "生成结果", "编写文书", "编写公示"):
        buttons[name].click()
        assert "请先打开" in door.told.value and door.progress.bar_style == "danger"
    buttons["打开"].click()
    assert "没有完成" in door.told.value


def test_a_new_workspace_is_made_for_the_year_that_is_asked(tmp_path: Path) -> None:
    door, buttons = door_on(tmp_path / "own")
    door.new_year.value = 2026
    buttons["新建"].click()
    assert door.year.value == 2026 and (tmp_path / "own" / "登记.xlsx").is_file()


def test_wrong_rules_are_told_and_not_thrown(small: Workspace) -> None:
    path = small.root / "rules/2017.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("weight = 70", "weight = 60", 1), encoding="utf-8"
    )
    door, buttons = door_on(small.root)
    buttons["打开"].click()
    buttons["生成结果"].click()
    assert "没有完成" in door.told.value and "rules/2017.toml" in door.told.value


def test_the_page_speaks_english_too(small: Workspace) -> None:
    door, buttons = door_on(small.root, "en")
    assert {"Open", "Check the material", "Make the results"} <= buttons.keys()
    buttons["Open"].click()
    assert "Ready" in door.told.value
