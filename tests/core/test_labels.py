"""The words: both languages, the same places to fill, every coded word of the tables."""

from __future__ import annotations

import re

import pytest

from assessment.core.labels import labels, say
from assessment.core.tables import SPECS

CODED = {
    ("marks", "status"): "mark",
    ("standings", "status"): "standing",
    ("submissions", "state"): "submission",
    ("problems", "severity"): "severity",
    ("applications", "status"): "application",
    ("ledger", "status"): "ledger",
}


@pytest.mark.parametrize("key", sorted(labels()))
def test_both_languages_fill_the_same_places(key: str) -> None:
    chinese, english = (set(re.findall(r"{(\w+)}", text)) for text in labels()[key])
    assert chinese == english


@pytest.mark.parametrize(("place", "prefix"), CODED.items())
def test_every_coded_word_has_its_official_word(place: tuple[str, str], prefix: str) -> None:
    table, name = place
    column = next(column for column in SPECS[table].columns if column.name == name)
    assert all(say(f"{prefix}.{word}") for word in column.allowed)


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="zh"):
        say("rank", "fr")
