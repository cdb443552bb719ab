"""Markdown of the generated pages."""

from __future__ import annotations

from collections.abc import Sequence

MADE = "<!-- Made by tools/build_docs.py; change the source and run `make docs`. -->"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a Markdown table; a bar inside a cell is escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def page(title: str, opening: str, blocks: Sequence[Sequence[str]]) -> str:
    """Return a page: title, opening words, then blocks with an empty line between."""
    parts = [[MADE], [f"# {title}"], [opening], *blocks]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"
