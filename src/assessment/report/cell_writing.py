"""A cell written as what it is: text never becomes a number or a formula."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from assessment.report.cell_looks import AS_TYPED, TEXT_KINDS, Linked, Live, Styled
from assessment.report.cell_size import clip


def write_cell(
    page: Any,
    look: Callable[[str, str], Any],
    at: tuple[int, int],
    kind: str,
    shown: Styled | Linked | Live,
) -> None:
    """Write a value, link or formula at a row and column, 0-based; `look` gives its format."""
    value = shown.value
    if isinstance(shown, Live):
        result = "" if value is None else value
        page.write_formula(*at, f"={shown.formula}", look(kind, shown.look), result)
    elif isinstance(shown, Linked):
        page.write_url(*at, shown.url, look(kind, shown.look), clip(shown.value))
    elif value is None or value == "":
        page.write_blank(*at, None, look(kind, shown.look))
    elif isinstance(value, str):
        kind = kind if kind in TEXT_KINDS else "centre"
        page.write_string(*at, clip(value), look(kind, shown.look))
    elif isinstance(value, date):
        kind = "date" if kind in AS_TYPED else kind
        page.write_datetime(*at, value, look(kind, shown.look))
    else:
        page.write_number(*at, value, look(kind, shown.look))
