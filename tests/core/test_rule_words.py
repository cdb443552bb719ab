from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from assessment.core import rule_components, rule_sections
from assessment.core.rule_fields import Key, keys_of
from assessment.core.rule_form import FIRST, LAST, columns_of, sections
from assessment.core.rule_values import Sourced
from assessment.core.rule_words import entries, words_of
from assessment.core.rules import Rules


def models() -> list[type[BaseModel]]:
    found: dict[type[BaseModel], None] = {Rules: None}
    for module in (rule_sections, rule_components):
        for _, value in inspect.getmembers(module, inspect.isclass):
            if issubclass(value, BaseModel) and value.__name__ not in ("Frozen", "Sourced"):
                found[value] = None
    return list(found)


def every_key() -> Iterator[tuple[type[BaseModel], Key]]:
    for model in models():
        yield from ((model, key) for key in keys_of(model))


def test_every_key_has_its_words_and_every_choice_too() -> None:
    """A new key of the rules fails here until rule_words.toml has its entry."""
    assert len(models()) > 20
    for model, key in every_key():
        assert key.words.zh, (model, key.key)
        assert set(key.choices) <= set(key.words.words), (model, key.key)
        assert bool(key.words.key_zh and key.words.value_zh) is (key.shape == "mapping")


def test_what_is_filled_line_by_line_has_a_note() -> None:
    for section in sections():
        for line in section.lines:
            is_fixed = len(line.key.choices) == 1
            assert line.key.words.note or is_fixed, (section.head, line.label)


def test_no_entry_is_left_of_a_key_that_is_gone() -> None:
    known: dict[str, set[str]] = {"Sourced": {"source", "status"}}
    for model in models():
        inherited = Sourced.model_fields if issubclass(model, Sourced) else {}
        known[model.__name__] = {
            field.alias or name
            for name, field in model.model_fields.items()
            if name not in inherited
        }
    assert [
        (model, key) for model, key in entries() if key and key not in known.get(model, ())
    ] == []


def test_words_of_one_list_differ() -> None:
    """What is read back from a word must be one code."""
    for model, key in every_key():
        assert len(set(key.words.words.values())) == len(key.words.words), (model, key.key)
    heads = [section.head for section in sections()]
    assert len(set(heads)) == len(heads)
    for section in sections():
        labels = [line.label for line in section.lines]
        assert len(set(labels)) == len(labels), section.head


def test_every_table_fits_the_columns_of_the_form() -> None:
    for section in sections():
        for line in section.lines:
            if line.key.shape in ("table", "mapping"):
                assert len(columns_of(line.key)) <= LAST - FIRST + 1, line.label


def test_a_key_without_words_is_named() -> None:
    class Fresh(BaseModel):
        novelty: int = 0

    with pytest.raises(KeyError, match=r"\[Fresh.novelty\]"):
        keys_of(Fresh)
    assert words_of(rule_sections.Ranking, "status").words["decided"] == "已定"


def test_sections_name_a_sheet() -> None:
    by_key: dict[str, Any] = {section.head: section.sheet for section in sections()}
    assert all(by_key.values())
