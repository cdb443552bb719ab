"""Help and refusals in the language of the line, all of it from the catalogue."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from assessment.cli import main
from assessment.cli.language import language
from assessment.core.labels import labels, say
from own_process import run_python

SOURCE = Path(__file__).resolve().parents[2] / "src" / "assessment" / "cli"
HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
# Names that have no English: the programme and the register.
NAMES = {"一团一品", "登记", "文书", "公示", "得分复核单"}


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def all_commands(group: click.Group = main, *above: str) -> Iterator[tuple[str, ...]]:
    yield above
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, *above, name)
        else:
            yield (*above, name)


COMMANDS = sorted(all_commands())


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)


# Help


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_chinese(words: tuple[str, ...]) -> None:
    told = call(*words, "--help").stdout
    key = ".".join(("cli", *words)) if words else "cli.about"
    assert told.startswith("用法：") and say(key) in told
    assert "选项：\n" in told and "显示本说明后退出。" in told
    for english in ("Usage", "Options", "Commands", "Show ", "required"):
        assert english not in told
    assert [line for line in told.splitlines() if columns(line) > 80] == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_english_wherever_the_line_says_so(words: tuple[str, ...]) -> None:
    told = call(*words, "--help", "--lang", "en").stdout
    key = ".".join(("cli", *words)) if words else "cli.about"
    assert told.startswith("Usage: ") and say(key, "en") in told
    assert "Options:\n" in told and "Show this message and exit." in told
    assert set(HAN.findall(told)) <= NAMES
    for line in (("--lang", "en", *words, "-h"), ("--lang=en", *words, "--help"),
                 (*words, "--lang", "en", "--help")):  # fmt: skip
        assert call(*line).stdout == told


def test_the_list_of_commands_is_whole_in_both_languages() -> None:
    for lang, head in (("zh", "命令：\n"), ("en", "Commands:\n")):
        told = " ".join(call("--lang", lang, "--help").stdout.split(head)[1].split())
        for name in main.commands:
            assert f"{name} {say(f'cli.{name}', lang)}" in told


def test_a_required_option_says_so() -> None:
    assert "以哪一年为底稿。（必填）" in call("rules", "new", "--help").stdout
    assert "The older year. (required)" in call("rules", "new", "--lang=en", "--help").stdout


def test_a_line_that_asks_for_nothing_gets_help() -> None:
    for words in ((), ("--lang", "en"), ("rules",), ("rules", "--lang", "en"), ("--lang", "zh")):
        done = call(*words)
        assert done.exit_code == 2
        assert done.stderr.startswith("Usage: " if "en" in words else "用法：")


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"assessment [0-9.]+\n", call("--version").stdout)


def test_the_language_told_last_holds() -> None:
    assert language(["--lang", "en", "run", "--lang", "zh"]) == "zh"
    assert language(["--lang", "zh", "run", "--lang=en"]) == "en"
    assert language(["run", "--lang"]) == language(["run", "--lang", "fr"]) == "zh"


# Refusals

REFUSED = [
    (("fly",), "没有命令 fly", "No such command fly."),
    (("rum",), "没有命令 rum，是否想写 run？", "No such command rum. Did you mean run?"),
    (("rules", "chek"), "没有命令 chek，是否想写 check？", "No such command chek. Did you mean check?"),
    (("run", "--jsn"), "没有选项 --jsn，是否想写 --json？", "No such option --jsn. Did you mean --json?"),
    (("run", "-q"), "没有选项 -q", "No such option -q."),
    (("run", "abc"), "YEAR 的内容不对：应为整数", "Invalid value for YEAR: a whole number is wanted."),
    (("run", "2017", "2018"), "多余的内容：2018", "Got unexpected extra words: 2018"),
    (("explain", "2017"), "缺少 PROJECT", "Missing PROJECT."),
    (("rules", "new", "2018"), "缺少 --from", "Missing --from."),
    (("explain", "2017", "x", "--round", "final"), "--round 的内容不对：应为 review、assessment 之一",
     "Invalid value for --round: one of review, assessment is wanted."),
    (("explain", "2017", "x", "--against"), "选项 --against 后面缺少内容", "Option --against needs a value."),
    (("run", "--json=1"), "选项 --json 后面不带内容", "Option --json does not take a value."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "chinese", "english"), REFUSED)
def test_a_line_that_is_not_understood(words: tuple[str, ...], chinese: str, english: str) -> None:
    for lang, what in (("zh", chinese), ("en", english)):
        done = call("--lang", lang, *words)
        assert done.exit_code == 2 and done.stdout == ""
        usage, advice, _, error = done.stderr.splitlines()
        assert usage.startswith(say("cli.usage", lang))
        command = " ".join(word for word in words[:2] if word in ("rules", "new"))
        assert advice.startswith(say("cli.call.try", lang, command="")[:4])
        assert f"{command} --help" in advice
        assert error == say("cli.call.error", lang, what=what)


def test_a_language_that_is_not_known_is_refused() -> None:
    done = call("run", "--lang", "fr")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == "错误：--lang 的内容不对：应为 zh、en 之一"


# The catalogue


def test_no_sentence_stands_in_the_source() -> None:
    for path in SOURCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not HAN.search(node.value), f"{path.name}: {node.value}"


def test_every_help_is_a_key() -> None:
    for words in COMMANDS:
        command: click.Command = main
        for word in words:
            assert isinstance(command, click.Group)
            command = command.commands[word]
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert {command.help, *(one.help for one in options)} <= set(labels())


def test_help_reads_the_words_of_the_command_line_alone() -> None:
    code = (
        "import sys; from assessment.cli import main; from assessment.core import labels\n"
        "try: main(['--help', '--lang', 'en'])\n"
        "except SystemExit: pass\n"
        "print(labels._read.cache_info().currsize, file=sys.stderr)"
    )
    done = run_python("-c", code)
    assert done.returncode == 0
    assert done.stderr.decode("utf-8").split() == ["1"]
