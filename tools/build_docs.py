"""Write the generated pages of docs/: problems, layouts, tables, rules, charts, command line.

Run `make docs` (or `python tools/build_docs.py`) after a change of the catalogue of problems, of a
layout, of a table, of a rules model or of a command; a test compares the pages with what this
script writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from docs_charts import charts_page
from docs_layouts import layouts_page
from docs_page import page, table
from docs_rules import rules_page

from assessment.cli import main as command_line
from assessment.core.labels import LANGUAGES, say
from assessment.core.problems import ProblemKind, problem_kinds
from assessment.core.tables import DTYPES, PERSONAL_COLUMNS, SPECS, Column, TableSpec

DOCS = Path(__file__).resolve().parents[1] / "docs"
WIDTH = 96


def pages() -> dict[str, str]:
    """Return every generated page by file name."""
    return {
        "charts.md": charts_page(),
        "cli.md": cli_page(command_line),
        "layouts.md": layouts_page(),
        "problems.md": problems_page(),
        "rules.md": rules_page(),
        "tables.md": tables_page(),
    }


# Problems


def problems_page() -> str:
    """Return docs/problems.md from core/problems.toml."""
    kinds = problem_kinds()
    opening = (
        "Every problem the tool can tell, by code. A code never changes. `{actual}` stands for what"
        " was found, `{expected}` for what belongs there, `{column}` for the name of the column."
        " An error leaves something out, a warning wants a look, a notice is only said."
    )
    index = [
        [kind.title_zh, say(f"severity.{kind.severity}"), f"[`{kind.code}`](#{_anchor(kind.code)})"]
        for kind in kinds.values()
    ]
    entries = [block for kind in kinds.values() for block in _problem(kind)]
    return page("Problems 问题", opening, [table(("问题", "程度", "code"), index), *entries])


def _anchor(code: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", code)


def _problem(kind: ProblemKind) -> Iterator[list[str]]:
    severity = " ".join(say(f"severity.{kind.severity}", lang) for lang in ("zh", "en"))
    yield [f"## {kind.code}"]
    yield [f"**{kind.title_zh}** ({severity})：{kind.zh}", "", kind.en]
    rows = [
        ("建议 Advice", kind.hint_zh, kind.hint_en),
        ("处理 Effect", kind.effect_zh, kind.effect_en),
        ("例 Example", kind.example, ""),
    ]
    yield [f"- {head}：{zh} {en}".rstrip() for head, zh, en in rows if zh]


# Tables


def tables_page() -> str:
    """Return docs/tables.md from the table specifications."""
    kinds = ", ".join(f"{name} (`{dtype}`)" for name, dtype in DTYPES.items())
    opening = (
        f"Every named table: one fact a row, key first, `src` last. Types: {kinds}. `?` after a"
        " type: the value may be missing. `*` after a name: personal, never published. A `src` is"
        " `source_id!sheet!C7`."
    )
    blocks = [block for spec in SPECS.values() for block in _table(spec)]
    return page("Tables 数据表", opening, blocks)


def _table(spec: TableSpec) -> Iterator[list[str]]:
    yield [f"## {spec.name}"]
    keys = ", ".join(f"`{name}`" for name in spec.key)
    yield [f"Key: {keys}." if keys else "No key: rows may repeat."]
    yield table(
        ("column", "type", "unit", "allowed"),
        [_column(column) for column in spec.columns],
    )


def _column(column: Column) -> list[str]:
    name = f"`{column.name}`" + ("*" if column.name in PERSONAL_COLUMNS else "")
    kind = column.dtype + ("?" if column.nullable else "")
    return [name, kind, column.unit, ", ".join(f"`{word}`" for word in column.allowed)]


# Command line


def commands(
    command: click.Command,
    name: str = "assessment",
    above: click.Context | None = None,
    *,
    lang: str = "zh",
) -> Iterator[tuple[str, click.Context]]:
    """Yield every command by its full name, groups before their members."""
    context = command.context_class(
        command,
        info_name=name.split()[-1],
        parent=above,
        terminal_width=WIDTH,
        obj=lang,
        **command.context_settings,
    )
    yield name, context
    if isinstance(command, click.Group):
        for member in command.list_commands(context):
            inner = command.get_command(context, member)
            if inner is not None:
                yield from commands(inner, f"{name} {member}", context, lang=lang)


def cli_page(command: click.Command) -> str:
    """Return docs/cli.md: the help of every command in both languages."""
    chinese, english = (commands(command, lang=lang) for lang in LANGUAGES)
    blocks = [
        block
        for (name, zh), (_, en) in zip(chinese, english, strict=True)
        for block in ([f"## {name}"], _help(zh), _help(en))
    ]
    opening = (
        "Help and messages are Chinese, and English with `--lang en` anywhere on the line. Exit"
        " codes: 0 clean; 1 at least one error in the data (what could be done is done); 2 wrong"
        " rules or call.\n\n"
        "帮助和提示默认为中文；命令中任意位置加 `--lang en` 则为英文。退出码：0 正常；1 数据中至少"
        "有一处错误（能做的均已完成）；2 规则或命令有误。"
    )
    return page("Command line 命令行", opening, blocks)


def _help(context: click.Context) -> list[str]:
    return ["```text", context.get_help().rstrip(), "```"]


if __name__ == "__main__":
    for file, text in pages().items():
        (DOCS / file).write_text(text, encoding="utf-8", newline="\n")
