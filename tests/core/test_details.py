"""What the toolkit says inside problems: found back in English, never a paper's words changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assessment.core.details import detail, in_english
from assessment.core.labels import labels, say
from assessment.core.problems import problem
from assessment.core.provenance import CellRef

SOURCE = Path(__file__).resolve().parents[2] / "src" / "assessment"
KEYS = sorted(key for key in labels() if key.startswith("detail."))
NUMBERS = {"n": "12", "day": "2017-03-23", "year": "2017", "plain": "3", "other": "8.4"}


@pytest.mark.parametrize("key", KEYS)
def test_each_is_found_back_in_english(key: str) -> None:
    places = re.findall(r"{(\w+)}", labels()[key][0])
    values = {name: NUMBERS.get(name, "X") for name in places}
    assert in_english(say(key, **values)) == say(key, "en", **values)


def test_each_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    counted = {"issued", "returned", "valid"}  # made of columns n_issued, n_returned, n_valid
    bare = [key.removeprefix("detail.") for key in KEYS]
    unused = [key for key in bare if f'"{key}"' not in code and key not in counted]
    assert all(key.startswith(("part_", "limit_", "remedy_")) for key in unused)


def test_a_list_and_what_stands_inside_a_detail_are_told_too() -> None:
    held = detail("item_points", name="现场答辩", n="12.5")
    assert in_english(held) == "the defense 12.5 points"
    assert in_english("日期、金额、某某") == "date, amount, 某某"


def test_what_a_problem_quotes_stays_word_for_word() -> None:
    where = CellRef("a.xlsx", "S", "A1")
    header = problem("column.unmapped", where, actual="联系电话")
    assert 'The header "联系电话" is not' in header.line("en")
    marks = problem("number.unreadable", where, actual="88 分", expected=detail("whole"),
                    column=detail("items"))  # fmt: skip
    assert '"88 分" is not a number; the number of items wants a whole number' in marks.line("en")
    blank = problem("recheck.outcome-unknown", where, actual=detail("blank"), expected="")
    assert 'The outcome "blank" is not known' in blank.line("en")


def test_a_detail_that_is_not_there_is_no_detail() -> None:
    with pytest.raises(KeyError):
        detail("nowhere")
