"""The rules of a year as a form people fill, and beside those of another year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessment.core.rules import ROUNDS, Rules
from assessment.pipeline.year import Tables, YearRun, gather_activity, judge

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.intake.guard.limits import Limits
    from assessment.report.revision import Trial


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


def try_rules(tables: Tables, own: Rules, other: Rules, /) -> list[Trial]:
    """Return both rounds of a year ranked under another year's rules.

    Parameters
    ----------
    tables : mapping
        The year's tables as `run_year` gives them.
    own, other : Rules
        The year's rules, and those to be tried on its data.
    """
    return [_tried(tables, own, other, name) for name in ROUNDS if other.of_round(name)]


def _tried(tables: Tables, own: Rules, other: Rules, name: str) -> Trial:
    from assessment.report.revision import Trial
    from assessment.report.wording import with_names
    from assessment.score.other_rules import apply_rules, moves

    applied = apply_rules(own, other, tables["marks"], tables["votes"], round=name)
    before = tables["standings"]
    after = before.iloc[:0]
    if applied.is_rankable:
        after = rank_again(tables, applied.rules)
    moved = moves(before, after, applied=applied).assign(year=own.year)
    named = with_names(moved, tables["applications"], tables["colleges"])
    left_out = tuple((one.component, one.label, one.reason) for one in applied.left_out)
    return Trial(own.year, other.year, name, applied.weight, left_out, named)


def rank_again(tables: Tables, rules: Rules) -> DataFrame:
    """Return the standings of what was read of a year, judged anew."""
    run = YearRun(rules, (), dict(tables))
    gather_activity(run)
    judge(run)
    return run.tables["standings"]


def compare_rules(one: Rules, other: Rules, trials: Sequence[Trial], /) -> bytes:
    """Return 修订对照表 as Word."""
    from assessment.report.revision_paper import write_revision

    return write_revision(one, other, trials)
