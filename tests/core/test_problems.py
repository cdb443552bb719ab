from __future__ import annotations

import pytest

from assessment.core.problems import Problems, Severity, problem, problem_kinds
from assessment.core.provenance import CellRef

WHERE = CellRef("2017答辩.xlsx", "评分表", "C5")


def test_a_problem_reads_as_the_design_shows() -> None:
    found = problem("points.not-a-number", WHERE, actual="88分左右", expected="0–100")
    assert found.line().startswith(
        "2017答辩.xlsx「评分表」C5：「88分左右」不是数字，应为 0–100 的数。"
    )
    assert found.line().endswith("〔points.not-a-number〕")
    assert "is not a number" in found.line("en")
    assert found.severity is Severity.ERROR


def test_braces_typed_by_people_are_never_a_template() -> None:
    found = problem("points.not-a-number", WHERE, actual="{expected}{0}", expected="0–100")
    assert "「{expected}{0}」" in found.message


def test_an_unknown_code_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        problem("points.nonsense", WHERE)


def test_problems_add_up_and_keep_their_order() -> None:
    one = problem("theme.missing", WHERE)
    two = problem("row.hidden", WHERE)
    both = Problems([one]) + Problems([two])
    assert list(both) == [one, two]
    assert list(both.errors) == [one]
    assert both[:1] == Problems([one])
    assert len({both, Problems([one, two])}) == 1


def test_the_frame_has_a_row_a_problem() -> None:
    frame = Problems([problem("theme.missing", WHERE)]).frame(2017)
    assert frame.loc[0, ["year", "severity", "code", "cell"]].tolist() == [
        2017, "ERROR", "theme.missing", "C5",
    ]  # fmt: skip
    assert Problems().frame().empty


def test_html_escapes_what_people_typed() -> None:
    found = problem("points.not-a-number", WHERE, actual="<script>", expected="0–100")
    shown = Problems([found])._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "没有问题" in Problems()._repr_html_()


def test_every_code_is_whole_in_both_languages() -> None:
    for code, kind in problem_kinds().items():
        assert code.count(".") == 1, code
        assert kind.zh.endswith("。") and kind.effect_zh.endswith("。"), code
        assert kind.en and kind.effect_en, code
        assert bool(kind.hint_zh) == bool(kind.hint_en), code
