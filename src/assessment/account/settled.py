"""What colleges say on 经费决算表 beside what their ledgers and applications give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from assessment.account.called import category_key, category_names, project_names
from assessment.account.vouchers import yuan
from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year, table_of

Key = tuple[str, str]  # project_id, category_key


def settlement_match(
    settlements: pd.DataFrame,
    ledger: pd.DataFrame,
    budget_plan: pd.DataFrame,
    grants: pd.DataFrame,
    /,
    *,
    rules: Rules,
    applications: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return, for each project with a settlement, its categories beside ledger and plan, in fen.

    A category stands when the settlement or the ledger has it, however it is spelled (see
    `category_key`). `ledger_fen` is what its accepted lines come to, `left_out_fen` what the
    others do as far as they can be read; `planned_fen` is as in `budget_spending`. `outcome` is
    the first that holds: `unread` (the settlement's amount could not be read), `agrees` (what is
    stated, nothing standing for nought, is `ledger_fen`), `not_stated`, `not_in_ledger` (the
    project's ledger has no line of it), `unread` (a line left out has no amount), `left_out` (the
    difference is what was left out), `differs`. Nothing of a settlement counts as spent.

    Parameters
    ----------
    settlements : DataFrame
        Table `settlements`.
    ledger : DataFrame
        Table `ledger` with its statuses (see `ledger_status`).
    budget_plan, grants : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.
    applications, sources : DataFrame, optional
        Tables of those names, so that problems name projects and files.

    Returns
    -------
    Result
        Table `settlement_match`. Facts: `n_settled` (projects with a settlement).

    Problems
    --------
    settlement.differs, settlement.left-out, settlement.plan-differs, settlement.no-ledger,
    settlement.not-selected

    Raises
    ------
    ValueError
        When a column is missing or a ledger line of the year has no status.

    Source
    ------
    Rules section `[budget]`; an auditor wants the signed settlement to be what the vouchers give.
    """
    stated = of_year(settlements, "settlements", rules.year)
    lines = of_year(ledger, "ledger", rules.year)
    if lines["status"].isna().any():
        raise ValueError("ledger.status is missing: fill it with ledger_status first")
    plan = of_year(budget_plan, "budget_plan", rules.year)
    lines = lines.sort_values(["project_id", "line_no"])
    sides = [
        _Side(key, *(side.get(key, []) for side in (_grouped(stated), _grouped(lines))))
        for key in _keys(stated, lines)
    ]
    match = _Match(
        rules, _grouped(plan), set(plan["project_id"]), category_names(rules, plan, lines, stated)
    )
    rows = [match.row(side) for side in sides]
    told = _Told(stated, lines, plan, file_names(sources))
    named = project_names(applications)
    funded = set(of_year(grants, "grants", rules.year)["project_id"])
    problems = [
        *told.projects(funded, named),
        *(fault for side, row in zip(sides, rows, strict=True) for fault in told.line(side, row)),
    ]
    facts = {"n_settled": int(stated["project_id"].nunique())}
    table = table_of(rows, "settlement_match")
    return Result({"settlement_match": table}, Problems(problems), facts)


@dataclass(frozen=True, slots=True)
class _Side:
    """One category of a project: its line on the settlement, if any, and those of the ledger."""

    key: Key
    stated: Sequence[Any]
    lines: Sequence[Any]

    @property
    def accepted(self) -> list[Any]:
        return [row for row in self.lines if row.status == "accepted"]

    @property
    def left_out(self) -> list[Any]:
        return [row for row in self.lines if row.status != "accepted"]


def _grouped(frame: pd.DataFrame) -> dict[Key, list[Any]]:
    groups: dict[Key, list[Any]] = defaultdict(list)
    rows: list[Any] = list(frame.itertuples(index=False))
    for row in rows:
        groups[row.project_id, category_key(row.category)].append(row)
    return groups


def _keys(stated: pd.DataFrame, lines: pd.DataFrame) -> list[Key]:
    mine = lines[lines["project_id"].isin(stated["project_id"])]
    return sorted({*_grouped(stated), *_grouped(mine)})


def _sum(rows: Sequence[Any]) -> int:
    return sum(int(row.amount_fen) for row in rows if not pd.isna(row.amount_fen))


def _known(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


@dataclass(frozen=True, slots=True)
class _Match:
    """What the rows of a year are made with."""

    rules: Rules
    plan: Mapping[Key, Sequence[Any]]
    planners: set[str]
    names: Mapping[str, str]

    def row(self, side: _Side) -> dict[str, Any]:
        """Return a category as table `settlement_match` has it."""
        project_id, key = side.key
        said = side.stated[0] if side.stated else None
        return {
            "year": self.rules.year,
            "project_id": project_id,
            "category": self.names[key],
            "stated_fen": _known(said.spent_fen) if said else None,
            "ledger_fen": _sum(side.accepted),
            "left_out_fen": _sum(side.left_out),
            "planned_stated_fen": _known(said.planned_fen) if said else None,
            "planned_fen": self._planned(side.key),
            "n_vouchers": _known(said.n_vouchers) if said else None,
            "n_lines": len(side.lines),
            "outcome": _outcome(side),
        }

    def _planned(self, key: Key) -> int | None:
        amounts = [_known(row.planned_fen) for row in self.plan.get(key, ())]
        known = [fen for fen in amounts if fen is not None]
        if not amounts:
            return 0 if key[0] in self.planners else None
        return sum(known) if len(known) == len(amounts) else None


def _outcome(side: _Side) -> str:
    said = side.stated[0] if side.stated else None
    if said is not None and said.state == "unread":
        return "unread"
    spent = None if said is None else _known(said.spent_fen)
    more = (spent or 0) - _sum(side.accepted)
    if more == 0:
        return "agrees"
    if spent is None:
        return "not_stated"
    if not side.lines:
        return "not_in_ledger"
    if any(pd.isna(row.amount_fen) for row in side.left_out):
        return "unread"
    return "left_out" if side.left_out and more == _sum(side.left_out) else "differs"


class _Told:
    """What is to be said of the settlements of a year, each at its own cell."""

    def __init__(
        self,
        stated: pd.DataFrame,
        lines: pd.DataFrame,
        plan: pd.DataFrame,
        files: Mapping[str, str],
    ) -> None:
        self._first = stated.drop_duplicates("project_id").set_index("project_id")["src"]
        self._ledger = lines.drop_duplicates("project_id").set_index("project_id")["src"]
        self._plan = plan.drop_duplicates("project_id").set_index("project_id")["src"]
        self._planned = {key: rows[0].src for key, rows in _grouped(plan).items()}
        self._files = files

    def projects(self, funded: set[str], names: Mapping[str, str]) -> Iterator[Problem]:
        """Yield the settlements that no grant, or no ledger, answers to."""
        for project_id, src in self._first.items():
            codes = [] if project_id in funded else ["settlement.not-selected"]
            codes += [] if project_id in self._ledger else ["settlement.no-ledger"]
            for code in codes:
                actual = names.get(str(project_id), str(project_id))
                yield self._fault(code, str(src), column="project_id", actual=actual)

    def line(self, side: _Side, row: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield in what a category differs from the ledger and from the application's budget."""
        project_id = side.key[0]
        src = side.stated[0].src if side.stated else str(self._first[project_id])
        category = row["category"]
        if row["outcome"] not in ("agrees", "unread") and project_id in self._ledger:
            is_left_out = row["outcome"] == "left_out"
            code = "settlement.left-out" if is_left_out else "settlement.differs"
            spent, counted = row["stated_fen"], (side.lines or [None])[0]
            place = counted.src if counted is not None else str(self._ledger[project_id])
            actual = detail("blank") if spent is None else yuan(spent)
            yield self._fault(code, src, column=category, actual=actual,
                              expected=self._at(row["ledger_fen"], place))  # fmt: skip
        stated, planned = row["planned_stated_fen"], row["planned_fen"]
        if stated is not None and planned is not None and stated != planned:
            place = self._planned.get(side.key) or str(self._plan[project_id])
            yield self._fault("settlement.plan-differs", src, column=category,
                              actual=yuan(stated), expected=self._at(planned, place))  # fmt: skip

    def _at(self, fen: int, src: str) -> str:
        place = str(cell_of(src, self._files))
        return detail("yuan_at", n=str(Decimal(fen).scaleb(-2)), place=place)

    def _fault(self, code: str, src: str, **texts: str) -> Problem:
        return problem(code, cell_of(src, self._files), table="settlements", **texts)
