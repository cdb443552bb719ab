"""The words: both languages, the same places to fill, every key used and every used key there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assessment.core.labels import LANGUAGES, labels, phrase, say
from assessment.core.tables import SPECS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "assessment"
CODED = {
    ("marks", "status"): "mark",
    ("standings", "status"): "standing",
    ("submissions", "state"): "submission",
    ("problems", "severity"): "severity",
    ("applications", "status"): "application",
    ("ledger", "status"): "ledger",
    ("mark_use", "use"): "reason",
}
# A key may be made of a prefix and a code.
PREFIX = re.compile(r"[a-z_]+(\.[a-z_]+)*\.")
SPEAKERS = ("say", "phrase", "show", "fail", "progress", "show_progress", "WorkspaceError", "Fault")
KEY = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")


@cache
def trees() -> tuple[ast.Module, ...]:
    paths = sorted(SOURCE.rglob("*.py"))
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths)


def constants(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def spoken(tree: ast.AST) -> Iterator[str]:
    """Yield every key handed to what says a label, both branches of a choice."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if name in SPEAKERS and not isinstance(first, ast.JoinedStr):
            yield from (word for word in constants(first) if KEY.fullmatch(word))


@pytest.mark.parametrize("key", sorted(labels()))
def test_both_languages_fill_the_same_places(key: str) -> None:
    chinese, english = (set(re.findall(r"{(\w*)}", text)) for text in labels()[key])
    assert chinese == english
    assert "" not in chinese


def test_every_key_is_used() -> None:
    words = {word for tree in trees() for word in constants(tree)}
    made = {word for word in words if PREFIX.fullmatch(word)}
    prefixes = (*made, *(f"{prefix}." for prefix in CODED.values()))
    unused = [key for key in labels() if key not in words and not key.startswith(prefixes)]
    assert unused == []


def test_every_key_that_is_said_is_there() -> None:
    said = {key for tree in trees() for key in spoken(tree)}
    problems = set(tomllib.loads((SOURCE / "core/problems.toml").read_text(encoding="utf-8")))
    assert len(said) > 200
    assert sorted(said - set(labels()) - problems) == []


def test_lines_of_a_call_are_keys_not_sentences() -> None:
    names = ("WorkspaceError", "Fault", "progress")
    for tree in trees():
        for node in ast.walk(tree):
            called = getattr(node, "func", None)
            name = getattr(called, "id", getattr(called, "attr", ""))
            if isinstance(node, ast.Call) and name in names:
                assert not re.search("[\u4e00-\u9fff]", ast.unparse(node)), ast.unparse(node)


def test_a_key_lies_in_the_file_that_its_first_part_names() -> None:
    for path in SOURCE.glob("core/labels*.toml"):
        keys = tomllib.loads(path.read_text(encoding="utf-8"))
        is_cli = path.stem == "labels_cli"
        assert all(key.startswith("cli.") is is_cli for key in keys)
        assert all(say(key, lang, **dict.fromkeys(_places(key), "x")) for key in keys
                   for lang in LANGUAGES)  # fmt: skip


def _places(key: str) -> list[str]:
    return re.findall(r"{(\w+)}", labels()[key][0])


@pytest.mark.parametrize(("place", "prefix"), CODED.items())
def test_every_coded_word_has_its_official_word(place: tuple[str, str], prefix: str) -> None:
    table, name = place
    column = next(column for column in SPECS[table].columns if column.name == name)
    assert all(say(f"{prefix}.{word}") for word in column.allowed)


def test_a_value_may_be_a_phrase_or_a_list() -> None:
    inner = phrase("error.project", code="P1", name="N", unit="U")
    line = phrase("error.ambiguous", text="x", listed=[inner, inner])
    assert line.line("en") == "More than one project fits “x”; choose one: P1 N (U), P1 N (U)"
    assert str(line) == "不止一个项目符合「x」，请从中选一个：P1 N（U）、P1 N（U）"
    assert say("fault.key", "en", key="{k}", what="{w}") == "{k}: {w}"


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="zh"):
        say("rank", "fr")
    with pytest.raises(KeyError):
        say("cli.nowhere")
