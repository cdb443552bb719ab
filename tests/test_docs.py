"""What the documentation says is true: pages are fresh, codes live, commands and links real."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import build_docs
import click
import docs_charts
import docs_rules
import pytest
from pydantic import BaseModel

from assessment.cli import main
from assessment.core import rule_components, rule_sections
from assessment.core.labels import labels
from assessment.core.problems import problem_kinds
from assessment.core.rules import Rules
from assessment.core.tables import PERSONAL_COLUMNS, SPECS
from assessment.report.chart_names import MAIN_CHARTS, OTHER_CHARTS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "assessment"
READMES = [path for path in (ROOT / "README.md", ROOT / "README.zh-CN.md") if path.is_file()]
PAGES = [*READMES, *sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
# Advice to people is Chinese: the word before the command tells it from English prose.
ADVICE = re.compile(r"[\u4e00-\u9fff] ?assessment ((?:rules )?[a-z]+)")
MAKERS = ("problem", "fault", "say")


# Generated pages


@pytest.mark.parametrize("name", ["cli.md", "layouts.md", "problems.md", "rules.md", "tables.md"])
def test_a_generated_page_is_fresh(name: str) -> None:
    path = ROOT / "docs" / name
    assert path.is_file(), "run `make docs`"
    assert path.read_text(encoding="utf-8") == build_docs.pages()[name], "run `make docs`"


def test_every_problem_has_an_entry_with_its_words() -> None:
    page = build_docs.problems_page()
    assert len(problem_kinds()) > 50
    for kind in problem_kinds().values():
        entry = page.split(f"\n## {kind.code}\n")[1].split("\n## ")[0]
        words = (kind.zh, kind.en, kind.effect_zh, kind.effect_en, kind.hint_zh, kind.hint_en)
        assert all(word in entry for word in words), kind.code
        assert kind.zh and kind.en and kind.effect_zh and kind.effect_en
        assert bool(kind.hint_zh) == bool(kind.hint_en), kind.code


def test_every_column_of_every_table_is_listed() -> None:
    page = build_docs.tables_page()
    for spec in SPECS.values():
        entry = page.split(f"\n## {spec.name}\n")[1].split("\n## ")[0]
        for column in spec.columns:
            star = "*" if column.name in PERSONAL_COLUMNS else ""
            assert f"| `{column.name}`{star} |" in entry
            assert all(f"`{word}`" in entry for word in column.allowed)


def all_models() -> list[type[BaseModel]]:
    found = [Rules]
    for module in (rule_sections, rule_components):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel):
                found.append(value)
    return [model for model in dict.fromkeys(found) if model.__name__ not in ("Frozen", "Sourced")]


def test_every_key_of_the_rules_is_listed_with_its_meaning() -> None:
    page = build_docs.rules_page()
    lines = {line for line in page.splitlines() if line.startswith("| `")}
    assert [line for line in lines if line.endswith("|  |")] == []
    assert len(all_models()) > 20
    for model in all_models():
        for name, field in model.model_fields.items():
            key = field.alias or name
            listed = any(line.startswith(f"| `{key}` |") for line in lines)
            assert listed or f"\n## [{key}]\n" in page or f"\n## [[{key}]]" in page, key


def test_limits_and_words_of_the_rules_are_told() -> None:
    page = docs_rules.rules_page()
    for line in (
        "| `years` | whole number | `3` | ≥ 1, ≤ 20 |",
        '| `late` | word | `"exclude"` | `exclude`, `flag` |',
        "| `application` | list of 2 dates | required |  |",
        "| `factor` | number | `1` | > 0 |",
        "| `brand_bonus` | number by text | required |  |",
    ):
        assert line in page


# Problem codes


def strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def made(tree: ast.AST) -> Iterator[str]:
    """Yield every code handed to what makes problems, both branches of a choice."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if name.lstrip("_") in MAKERS and node.args:
            yield from (word for word in strings(node.args[0]) if CODE.fullmatch(word))


def promised(tree: ast.AST) -> Iterator[str]:
    """Yield every code that a docstring lists under Problems."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            _, mark, rest = (ast.get_docstring(node) or "").partition("Problems\n--------\n")
            section = rest.split("\n\n")[0] if mark else ""
            yield from (
                match[0] for match in re.finditer(r"\b[a-z][a-z-]*\.[a-z-]+[a-z]\b", section)
            )


def trees(*, sample: bool = True) -> Iterator[ast.Module]:
    for path in sorted(SOURCE.rglob("*.py")):
        if sample or "sample" not in path.relative_to(SOURCE).parts:
            yield ast.parse(path.read_text(encoding="utf-8"))


def test_every_code_that_is_made_or_promised_is_in_the_catalogue() -> None:
    known = set(problem_kinds())
    used = {code for tree in trees() for code in made(tree)} - set(labels())
    assert len(used) > 30
    assert sorted(used - known) == []
    told = {code for tree in trees() for code in promised(tree)}
    assert len(told) > 30
    modules = {"guard.inspect_file"}  # one reader refers to another's list
    assert sorted(told - known - modules) == []


def test_no_code_of_the_catalogue_is_dead() -> None:
    words = {word for tree in trees(sample=False) for word in strings(tree)}
    assert sorted(set(problem_kinds()) - words) == []


def test_the_checks_of_codes_notice_what_is_wrong() -> None:
    tree = ast.parse(
        "def f(spot, bad):\n"
        '    """Do.\n\n    Problems\n    --------\n    file.gone, theme.missing\n    """\n'
        "    problem('points.lost', where)\n"
        "    spot.fault('theme.lost' if bad else 'theme.missing', None)\n"
    )
    assert set(made(tree)) == {"points.lost", "theme.lost", "theme.missing"}
    assert set(promised(tree)) == {"file.gone", "theme.missing"}


def test_a_code_is_a_noun_and_a_fault() -> None:
    assert [code for code in problem_kinds() if not CODE.fullmatch(code)] == []


# Commands and links


def test_every_command_and_option_says_what_it_does() -> None:
    named = dict(build_docs.commands(main))
    assert {"assessment", "assessment run", "assessment rules check"} <= set(named)
    for name, context in named.items():
        assert context.command.help, name
        for option in context.command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.opts}"


def fenced(text: str) -> Iterator[str]:
    for language, block in re.findall(r"```(\w*)\n(.*?)```", text, re.DOTALL):
        if language in ("sh", "bash", "bat", "console"):
            yield from block.splitlines()


def test_every_chart_is_told_with_a_picture() -> None:
    told = [one["name"] for one in docs_charts.charts()]
    assert told == [*MAIN_CHARTS, *OTHER_CHARTS]
    pictures = ROOT / "docs" / docs_charts.PICTURES
    assert sorted(path.stem for path in pictures.glob("*.png")) == sorted(told)


def told_commands(text: str) -> list[list[str]]:
    """Return the words of every `assessment …` and `make …` in fenced or inline code."""
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    found = []
    for line in [*fenced(text), *inline]:
        words = line.split("#")[0].split()
        if words and re.split(r"[\\/]", words[0])[-1] in ("assessment", "make"):
            found.append([re.split(r"[\\/]", words[0])[-1], *words[1:]])
    return found


def wrong_with(words: list[str]) -> str:
    """Return what is wrong with a command people are told to type; nothing when it works."""
    if words[0] == "make":
        makefile = (ROOT / "Makefile").read_text("utf-8")
        known = re.findall(r"^([a-z-]+):|^([A-Z_]+ \?=)", makefile, re.MULTILINE)
        asked = {re.sub("=.*", " ?=", word) for word in words[1:]}
        return "" if asked <= set(map("".join, known)) else f"no such target: {words}"
    command: click.Command = main
    rest = words[1:]
    while isinstance(command, click.Group) and rest and rest[0] in command.commands:
        command = command.commands[rest.pop(0)]
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        return f"no such command: {words}"
    options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    unknown = [word for word in rest if word.startswith("-")]
    unknown = [word for word in unknown if word not in options | {"--help", "-h", "--version"}]
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    needed = sum(one.required for one in arguments)
    if unknown or (rest and len(rest) < needed):
        return f"{words}: options {unknown}, wants {needed} arguments"
    return ""


@pytest.mark.parametrize("page", sorted(set(PAGES)), ids=lambda path: path.name)
def test_every_command_that_is_told_exists(page: Path) -> None:
    wrong = [wrong_with(words) for words in told_commands(page.read_text(encoding="utf-8"))]
    assert [one for one in wrong if one] == []


def test_the_readmes_tell_the_same_commands() -> None:
    assert len(READMES) == 2
    english, chinese = (told_commands(path.read_text(encoding="utf-8")) for path in READMES)
    assert english == chinese
    assert ["make", "demo"] in english and ["make", "test"] in english
    assert len(english) >= 8


def test_advice_names_commands_that_exist() -> None:
    paths = (*SOURCE.rglob("*.toml"), *SOURCE.rglob("*.py"), *ROOT.glob("rules/*.toml"))
    told = {word for path in paths for word in ADVICE.findall(path.read_text(encoding="utf-8"))}
    assert {"init", "rules check"} <= told
    assert [word for word in sorted(told) if not is_command(word.split())] == []


def is_command(words: list[str]) -> bool:
    found: click.Command | None = main
    for word in words:
        found = found.commands.get(word) if isinstance(found, click.Group) else None
    return found is not None


@pytest.mark.parametrize(
    ("words", "is_real"),
    [
        ("make demo", True),
        ("make coffee", False),
        ("make windows-kit KIT_PYTHON=3.13", True),
        ("make demo COFFEE=1", False),
        ("assessment run 2017", True),
        ("assessment run 2017 --workspace demo", True),
        ("assessment fly 2017", False),
        ("assessment rules check", True),
        ("assessment rules burn", False),
        ("assessment run --backwards", False),
        ("assessment explain 2017", False),
        ("assessment --help", True),
    ],
)
def test_the_check_of_commands_notices_what_is_wrong(words: str, is_real: bool) -> None:
    assert (wrong_with(words.split()) == "") is is_real


@pytest.mark.parametrize("page", sorted(set(PAGES)), ids=lambda path: path.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_anchors_of_the_index_of_problems_exist() -> None:
    page = build_docs.problems_page()
    anchors = set(re.findall(r"\]\(#([^)]+)\)", page))
    heads = {re.sub(r"[^a-z0-9-]", "", head) for head in re.findall(r"\n## (.+)\n", page)}
    assert anchors == heads
