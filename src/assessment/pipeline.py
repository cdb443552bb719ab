"""One function a verb: bytes and rules in, tables, problems and files out.

The only module that knows every room. It opens no path: `workspace` loads what is handed in here
and lays down what is handed back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from assessment.core.problems import Problem, Problems
from assessment.core.result import Result
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import conform

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.sample.build import SampleYear
    from assessment.score.explain import Node
    from assessment.studio import Studio

Tables = Mapping[str, "DataFrame"]


@dataclass(frozen=True, slots=True)
class YearInputs:
    """What one year is computed from: its rules, the bytes of its files, the register."""

    rules: Rules
    files: Mapping[str, bytes]
    register: bytes | None


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """A year computed before, on which coverage builds."""

    rules: Rules
    tables: Tables


@dataclass
class _Run:
    """The tables and problems gathered so far."""

    tables: dict[str, DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, result: Result) -> None:
        """Add a room's result; a table of the same name takes the place of the earlier one."""
        self.tables.update(result.tables)
        self.problems.extend(result.problems)


def check_year(inputs: YearInputs, /) -> Result:
    """Read a year's files and the register, and say what is wrong with them."""
    from assessment.intake.read import read_year

    return read_year(inputs.files, inputs.register, rules=inputs.rules)


def run_year(inputs: YearInputs, /, *, earlier: Sequence[EarlierYear] = ()) -> Result:
    """Compute every table of a year; `earlier` are the years of the programme before it."""
    read = check_year(inputs)
    run = _Run(dict(read.tables), list(read.problems))
    _judge(run, inputs.rules)
    _cover(run, inputs.rules, earlier)
    _account(run, inputs.rules)
    problems = Problems(run.problems)
    run.tables["problems"] = problems.frame(inputs.rules.year)
    return Result(run.tables, problems, read.facts)


def _judge(run: _Run, rules: Rules) -> None:
    """Say who stands, score both rounds, rank them."""
    import pandas as pd

    from assessment.score.eligibility import application_status
    from assessment.score.entrants import entrants
    from assessment.score.official import component_points
    from assessment.score.standings import standings

    tables = run.tables
    sources, decisions = tables["sources"], tables["decisions"]
    run.take(
        application_status(
            tables["applications"],
            tables["submissions"],
            rules=rules,
            decisions=decisions,
            sources=sources,
        )
    )
    run.take(entrants(tables["applications"], decisions, rules=rules, sources=sources))
    scored = []
    for name in ROUNDS:
        standing = _entrants_of(tables, name)
        marks, votes = (_of_round(tables[table], rules, name) for table in ("marks", "votes"))
        result = component_points(
            marks, votes, tables["judges"], standing, rules=rules, round=name, sources=sources
        )
        run.problems.extend(result.problems)
        scored.append(result.tables)
    for table in ("mark_use", "components", "effective_weights"):
        run.tables[table] = conform(pd.concat([part[table] for part in scored]), table)
    run.take(
        standings(
            tables["components"], tables["applications"], decisions, rules=rules, sources=sources
        )
    )


def _entrants_of(tables: Tables, name: str) -> DataFrame:
    entrants, applications = tables["entrants"], tables["applications"]
    standing = entrants.loc[(entrants["round"] == name) & entrants["is_entrant"], "project_id"]
    return applications[applications["project_id"].isin(standing)].reset_index(drop=True)


def _of_round(table: DataFrame, rules: Rules, name: str) -> DataFrame:
    names = [part.name for part in rules.of_round(name)]
    return table[table["component"].isin(names)].reset_index(drop=True)


def _cover(run: _Run, rules: Rules, earlier: Sequence[EarlierYear]) -> None:
    """Tell which themes and colleges the programme has reached so far."""
    import pandas as pd

    from assessment.core.decided import selected
    from assessment.plan.coverage import coverage

    years = [*earlier, EarlierYear(rules, run.tables)]
    joined = {
        name: pd.concat([year.tables[name] for year in years], ignore_index=True)
        for name in ("applications", "standings")
    }
    chosen = pd.concat([selected(year.tables["decisions"]) for year in years], ignore_index=True)
    run.take(
        coverage(
            joined["applications"],
            chosen,
            joined["standings"],
            run.tables["colleges"],
            rules=[year.rules for year in years],
        )
    )


def _account(run: _Run, rules: Rules) -> None:
    """Set what was spent beside what was granted."""
    from assessment.account.budget import budget_usage, grants, ledger_status

    run.take(ledger_status(run.tables["ledger"], rules=rules, sources=run.tables["sources"]))
    run.take(grants(run.tables["decisions"], rules=rules, sources=run.tables["sources"]))
    run.take(
        budget_usage(
            run.tables["grants"],
            run.tables["ledger"],
            rules=rules,
            applications=run.tables["applications"],
            sources=run.tables["sources"],
        )
    )


def draw_charts(tables: Tables, /, *, rules: Rules) -> dict[str, bytes]:
    """Return the main charts of a year as PNG and SVG, by file name."""
    from assessment.report.drawing import CHARTS, draw_named

    return draw_named(CHARTS, tables, rules=rules)


def write_reports(
    tables: Tables, /, *, rules: Rules, studio: Studio
) -> tuple[bytes, dict[str, bytes]]:
    """Return the workbook and the charts of a year, most charts drawn in the studio meanwhile.

    Charts that the studio does not give back are drawn here.
    """
    from assessment.report.chart_names import MAIN_CHARTS

    first, *others = MAIN_CHARTS
    studio.ask(others, tables, rules)
    # Only now, as it takes a while to load: the studio is at work meanwhile.
    from assessment.report.drawing import draw_named

    workbook = write_workbook(tables, rules=rules)
    mine = draw_named([first], tables, rules=rules)
    return workbook, mine | (studio.collect() or draw_named(others, tables, rules=rules))


def write_workbook(tables: Tables, /, *, rules: Rules) -> bytes:
    """Return 评分汇总复核表.xlsx of a year."""
    from assessment.report.workbook import write_review_workbook

    return write_review_workbook(tables, rules=rules)


def explain_project(
    tables: Tables,
    project_id: str,
    /,
    *,
    rules: Rules,
    against: str | None = None,
    round: str | None = None,
) -> Node:
    """Return one project's total down to its cells, or how it differs from another's.

    Raises
    ------
    KeyError
        When a project does not stand in the round.
    """
    from assessment.score.explain import compare, explain

    if against is None:
        return explain(tables, project_id, rules=rules, round=round)
    return compare(tables, project_id, against, rules=rules, round=round)


def make_sample(rules: Rules, /) -> SampleYear:
    """Return the invented year of these rules: files, register, truth and what is planted."""
    from assessment.report.templates import write_register
    from assessment.sample.build import sample_year

    return sample_year(rules, write_register=partial(write_register, is_sample=True))


def blank_register() -> bytes:
    """Return an empty 登记.xlsx."""
    from assessment.report.templates import write_register

    return write_register({})


def sample_years() -> tuple[int, ...]:
    """Return the years there is a sample of."""
    from assessment.sample.build import YEARS

    return YEARS


def master_rules() -> dict[int, bytes]:
    """Return the rules files that ship with the package, by year."""
    from assessment.sample.masters import rules_files

    return rules_files()


def master_notebooks() -> dict[str, bytes]:
    """Return the notebooks that ship with the package, by file name."""
    from assessment.sample.masters import notebook_files

    return notebook_files()
