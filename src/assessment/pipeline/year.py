"""A year computed: read, judged, covered, accounted, step by step from room to room."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.pipeline.accounting import account, check_papers
from assessment.pipeline.honouring import honour
from assessment.pipeline.paper_faults import paper_faults
from assessment.pipeline.probing import probe_scores

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.core.seen_rules import RulesHistory
    from assessment.intake.guard.limits import Limits

Tables = Mapping[str, "DataFrame"]
# What coverage, brands and the charts of the whole programme are made from.
JOINT = ("applications", "standings", "decisions", "rechecks", "corrections")


@dataclass(frozen=True, slots=True)
class YearInputs:
    """What one year is computed from: rules, the bytes of its files, the register, limits.

    `history` are the rules under which its marks were read before, where that is known.
    """

    rules: Rules
    files: Mapping[str, bytes]
    register: bytes | None
    limits: Limits | None = None
    history: RulesHistory | None = None


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """A year of the programme computed before, on which the joint tables build."""

    rules: Rules
    tables: Tables


@dataclass
class YearRun:
    """The year's rules, the years before it, and the tables and problems gathered so far."""

    rules: Rules
    earlier: Sequence[EarlierYear]
    tables: dict[str, DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, result: Result) -> None:
        """Add a room's result; a table of the same name takes the place of the earlier one."""
        self.tables.update(result.tables)
        self.problems.extend(result.problems)

    @property
    def all_rules(self) -> list[Rules]:
        """The rules of every year so far, this year's last."""
        return [*(year.rules for year in self.earlier), self.rules]

    def joined(self, name: str) -> DataFrame:
        """Return a table of this year and the years before it."""
        return _joined(name, [*(year.tables for year in self.earlier), self.tables])


def _joined(name: str, years: Sequence[Tables]) -> DataFrame:
    import pandas as pd

    parts = [tables[name] for tables in years if name in tables]
    return pd.concat(parts, ignore_index=True)


def joint_tables(tables: Tables, /, *, earlier: Sequence[EarlierYear]) -> Tables:
    """Return a year's tables, those of the whole programme with the rows of its earlier years."""
    years = [*(year.tables for year in earlier), tables]
    joint = {name: _joined(name, years) for name in JOINT if name in tables}
    return ChainMap(joint, cast("dict[str, DataFrame]", tables))


def programme_tables(
    tables: Tables, rules: Rules, /, *, earlier: Sequence[EarlierYear]
) -> list[tuple[Tables, Rules]]:
    """Return the joint tables and rules of each year of the programme, this year's last."""
    every = [*earlier, EarlierYear(rules, tables)]
    return [(joint_tables(one.tables, earlier=every[:n]), one.rules) for n, one in enumerate(every)]


def start_readers() -> None:
    """Start the processes that read files, ahead of their work."""
    from assessment.intake.isolate import readers

    readers().start()


def check_year(inputs: YearInputs, /, *, earlier: Sequence[EarlierYear] = ()) -> Result:
    """Read a year's files and the register; say what is wrong, and which applications fall out.

    Problems
    --------
    Those of `read_year` and of `application_status`, year.no-applications, and what is wrong
    with marks, votes, ledgers and Red Flag papers by the rules.
    """
    joint = [year for year in earlier if year.rules.sample == inputs.rules.sample]
    read = read_year(inputs, earlier=joint)
    run = YearRun(inputs.rules, joint, dict(read.tables), list(read.problems))
    gather_activity(run)
    judge(run)
    check_papers(run)
    fallen = _status(read.tables, inputs.rules).problems
    absent = _without_applications(read.tables, inputs)
    faults = paper_faults(run.problems, inputs.files.keys())
    told = dict.fromkeys([*read.problems, *fallen, *absent, *faults])
    return Result(read.tables, Problems(told), read.facts)


def read_year(inputs: YearInputs, /, *, earlier: Sequence[EarlierYear] = ()) -> Result:
    """Read a year's files and the register, and say what is wrong with them.

    Problems
    --------
    Those of the reading of files, and rule.changed-after-marks.
    """
    from assessment.core.seen_rules import check_history
    from assessment.intake import read as intake

    before = _joined("applications", [year.tables for year in earlier]) if earlier else None
    read = intake.read_year(
        inputs.files,
        inputs.register,
        rules=inputs.rules,
        earlier=before,
        limits=inputs.limits,
    )
    if inputs.history is None:
        return read
    history = inputs.history.with_marks(read.tables, inputs.rules)
    return replace(read, problems=read.problems + check_history(history, inputs.rules))


def run_year(inputs: YearInputs, /, *, earlier: Sequence[EarlierYear] = ()) -> Result:
    """Compute every table of a year; `earlier` are the years of the programme before it.

    Problems
    --------
    Those of every room, year.sample-mixed and year.no-applications.
    """
    joint = [year for year in earlier if year.rules.sample == inputs.rules.sample]
    read = read_year(inputs, earlier=joint)
    run = YearRun(inputs.rules, joint, dict(read.tables), list(read.problems))
    run.problems.extend(_mixed(inputs.rules, earlier))
    run.problems.extend(_without_applications(read.tables, inputs))
    gather_activity(run)
    judge(run)
    run.take(probe_scores(run.tables, run.rules))
    choose(run)
    account(run)
    honour(run)
    problems = Problems(run.problems)
    run.tables["problems"] = problems.frame(inputs.rules.year)
    return Result(run.tables, problems, read.facts)


def _mixed(rules: Rules, earlier: Sequence[EarlierYear]) -> list[Problem]:
    """Say which earlier years are left out of joint tables: sample and real years never mix."""
    others = [str(year.rules.year) for year in earlier if year.rules.sample != rules.sample]
    where = CellRef(f"rules/{rules.year}.toml")
    return [problem("year.sample-mixed", where, actual="、".join(others))] if others else []


def _without_applications(tables: Tables, inputs: YearInputs) -> list[Problem]:
    """Say that a year's files hold no application; a year without files says so itself."""
    if not inputs.files or len(tables["applications"]):
        return []
    year = inputs.rules.year
    where = CellRef(f"data/raw/{year}")
    return [problem("year.no-applications", where, actual=str(year), table="applications")]


def gather_activity(run: YearRun) -> None:
    """Count activities and materials; who stands in December may depend on them."""
    from assessment.account.activity import project_activity
    from assessment.account.closing import activity_gaps

    tables = run.tables
    run.take(
        project_activity(
            tables["activities"],
            tables["materials"],
            tables["applications"],
            rules=run.rules,
            missed=tables["activities_missed"],
        )
    )
    run.take(activity_gaps(tables["activities"], tables["materials"], rules=run.rules))


def judge(run: YearRun) -> None:
    """Say who stands, score both rounds, rank them."""
    from assessment.pipeline.scoring import score_rounds
    from assessment.score.appeals import check_appeals
    from assessment.score.entrants import entrants
    from assessment.score.standings import standings

    tables, rules = run.tables, run.rules
    sources, decisions = tables["sources"], tables["decisions"]
    run.take(_status(tables, rules))
    activity = tables["project_activity"]
    complete = frozenset(activity.loc[activity["is_complete"], "project_id"])
    run.take(
        entrants(
            tables["applications"],
            decisions,
            rules=rules,
            complete_materials=complete,
            sources=sources,
        )
    )
    run.take(score_rounds(tables, rules))
    run.take(
        standings(
            tables["components"], tables["applications"], decisions, rules=rules, sources=sources
        )
    )
    answered = (tables[name] for name in ("appeals", "appeal_terms", "standings"))
    run.problems.extend(check_appeals(*answered, rules=rules, sources=sources))


def _status(tables: Tables, rules: Rules) -> Result:
    from assessment.score.eligibility import application_status

    return application_status(
        tables["applications"],
        tables["submissions"],
        rules=rules,
        decisions=tables["decisions"],
        sources=tables["sources"],
        colleges=tables["colleges"],
    )


def choose(run: YearRun) -> None:
    """Set the committee's choice beside the points; tell which themes and colleges are reached."""
    from assessment.core.decided import selected
    from assessment.pipeline.choosing import chosen
    from assessment.plan.coverage import coverage

    joint = {name: run.joined(name) for name in ("applications", "standings")}
    run.take(chosen(run.tables, joint, run.earlier, rules=run.rules))
    run.take(
        coverage(
            joint["applications"],
            selected(run.joined("decisions")),
            joint["standings"],
            run.tables["colleges"],
            rules=run.all_rules,
        )
    )
