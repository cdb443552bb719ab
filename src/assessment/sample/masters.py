"""The rules and notebooks that ship with the package, to be copied into a workspace."""

from __future__ import annotations

from importlib.resources import files


def rules_files() -> dict[int, bytes]:
    """Return the sample years' rules, by year."""
    found = files("assessment.sample").joinpath("rules").iterdir()
    rules = {int(item.name.removesuffix(".toml")): item.read_bytes() for item in found}
    return dict(sorted(rules.items()))


def notebook_files() -> dict[str, bytes]:
    """Return the notebooks, by file name."""
    found = files("assessment.sample").joinpath("notebooks").iterdir()
    books = {item.name: item.read_bytes() for item in found if item.name.endswith(".ipynb")}
    return dict(sorted(books.items()))
