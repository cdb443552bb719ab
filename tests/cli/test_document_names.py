"""Documents may be asked for by the names people call them."""

from __future__ import annotations

from click.testing import CliRunner

from assessment.cli import main
from assessment.cli.papers import DOCUMENTS, OFFICIAL


def test_every_document_has_a_chinese_name_of_its_own() -> None:
    assert list(OFFICIAL.values()) == list(DOCUMENTS)
    assert {"公示", "得分反馈单", "上会材料"} <= set(OFFICIAL)


def test_a_chinese_name_is_taken_and_another_is_refused() -> None:
    asked = [CliRunner().invoke(main, ["documents", "2017", name, "--workspace", "nowhere"])
             for name in ("公示", "notice", "告示")]  # fmt: skip
    assert asked[0].output == asked[1].output
    assert "得分反馈单" in asked[2].output
    assert asked[2].output != asked[0].output
