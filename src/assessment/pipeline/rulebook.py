"""The rules of a year as a form people fill, and read back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.core.rules import Rules

if TYPE_CHECKING:
    from assessment.intake.limits import Limits


def write_rule_form(rules: Rules, /) -> bytes:
    """Return 评审规则表.xlsx of a year.

    Raises
    ------
    RulesError
        When a spreadsheet cannot hold the rules: read back, they would not be the same.
    """
    from assessment.core.labels import phrase
    from assessment.core.rules import RulesError
    from assessment.intake.rule_form import read_rule_form
    from assessment.report.rule_form import write_rule_form

    data = write_rule_form(rules)
    file = f"rules/{rules.year}.toml"
    again = read_rule_form(data, file)
    if again.model_dump() != rules.model_dump():
        raise RulesError(file, [("", phrase("form.unfit"))])
    return data


def read_rule_form(data: bytes, file: str, /, *, year: int, limits: Limits | None = None) -> Rules:
    """Return the rules of a year that a filled form holds.

    Raises
    ------
    RulesError
        With every fault, each with sheet and cell.
    """
    from assessment.intake.rule_form import read_rule_form

    return read_rule_form(data, file, year=year, limits=limits)
