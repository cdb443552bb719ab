"""What makes the page take dropped files; `test_serving` drops some on it in a browser."""

from __future__ import annotations

import re
from html import unescape
from importlib.resources import files

import pytest

from assessment.door.dropping import BUTTON, drop_script, drop_zone


@pytest.mark.parametrize(("lang", "word"), [("zh", "拖到这里"), ("en", "Drag files")])
def test_the_button_says_what_to_do_and_takes_several(lang: str, word: str) -> None:
    button = drop_zone(lang)
    assert button.multiple and word in button.tooltip
    assert BUTTON in button._dom_classes


def test_the_script_stands_whole_in_one_attribute() -> None:
    text = drop_script("zh").value
    found = re.fullmatch(
        r'<style data-large="([^"]+)" data-unreadable="([^"]+)" onload="([^"]*)">[^<]*</style>',
        text,
        re.DOTALL,
    )
    assert found
    script = (files("assessment.door") / "drop.js").read_text(encoding="utf-8")
    assert unescape(found[3]) == script
    assert f'".{BUTTON}"' in script
    said = set(re.findall(r"told\.(\w+)", script))
    assert said == {"large", "unreadable"}
