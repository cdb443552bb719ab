"""From the tables of the programme to a year's proposal, and the committee's set beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, of_year, table_of
from assessment.plan.promise import Promise, chances, theme_supply
from assessment.plan.selection import choose_projects, read_applicants, set_row


def candidates_of(
    applications: pd.DataFrame, standings: pd.DataFrame, /, *, rules: Rules
) -> pd.DataFrame:
    """Return the projects that can be chosen: eligible, with a final standing in the review.

    Parameters
    ----------
    applications, standings : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.

    Returns
    -------
    DataFrame
        As `choose_projects` takes it, sorted by project_id.
    """
    mine = of_year(applications, "applications", rules.year)
    mine = mine[(mine["status"] == "eligible").fillna(False)]
    rows = of_year(standings, "standings", rules.year)
    final = rows[(rows["round"] == "review") & (rows["status"] == "final")]
    joined = mine.merge(
        final[["project_id", "total_exact"]], on="project_id", how="inner", validate="1:1"
    )
    columns = ["project_id", "college_code", "theme_code", "total_exact", "requested_fen"]
    return joined.sort_values("project_id")[columns].reset_index(drop=True)


@dataclass(frozen=True)
class Proposals:
    """A year's choice: what was offered in all years so far, and what was funded before it.

    `applications` and `standings` are tables with the programme's earlier years.
    """

    applications: pd.DataFrame
    standings: pd.DataFrame
    rules: Rules
    covered: Collection[str]
    funded_colleges: Collection[str]

    def propose(self) -> Result:
        """Return what the rules propose.

        Returns
        -------
        Result
            Tables `selection` and `selection_frontier` and facts of `choose_projects`, and table
            `theme_supply`.

        Problems
        --------
        selection.no-set, selection.not-found, selection.within-gap

        Raises
        ------
        ValueError
            When a table lacks columns.
        """
        found = choose_projects(
            self._candidates,
            rules=self.rules,
            covered=self.covered,
            supply=chances(theme_supply(self.applications, rules=self.rules)),
            years_left=self.rules.years_left,
            funded_colleges=self.funded_colleges,
        )
        every = theme_supply(self.applications, rules=self.rules, with_optional=True)
        tables = {**found.tables, "theme_supply": every}
        return Result(tables, Problems(self._told(found)), found.facts)

    @cached_property
    def _candidates(self) -> pd.DataFrame:
        return candidates_of(self.applications, self.standings, rules=self.rules)

    def _told(self, found: Result) -> list[Problem]:
        """Return why nothing can be proposed; before the review is over that is no fault."""
        rows = of_year(self.standings, "standings", self.rules.year)
        review = rows[rows["round"] == "review"]
        is_over = len(review) and (review["status"] == "final").all()
        if not is_over:
            return []
        where = CellRef(f"rules/{self.rules.year}.toml")
        if found.facts.get("is_late"):
            return [problem("selection.not-found", where, table="selection")]
        if gap := found.facts.get("gap_share"):
            return [problem("selection.within-gap", where, actual=f"{gap:.2%}", table="selection")]
        if found.facts.get("n_best") != 0:
            return []
        named = [detail(f"limit_{one}") for one in str(found.facts["obstacles"]).split("、") if one]
        told = problem(
            "selection.no-set",
            where,
            actual="、".join(named),
            expected=str(found.facts["remedies"]) or detail("no_remedy"),
            table="selection",
        )
        return [told]

    def lay_beside(self, frontier: pd.DataFrame, selection: pd.DataFrame) -> Result:
        """Return the sets with the committee's among them, and the promise after each choice.

        Parameters
        ----------
        frontier : DataFrame
            Table `selection_frontier` as proposed.
        selection : DataFrame
            Table `selection` with what was proposed and what was decided.

        Returns
        -------
        Result
            Tables `selection_frontier` and `promise`: the chance after the proposed choice and
            after the committee's, with the required themes alone and with all of them.
        """
        chosen = {
            "proposed": set(selection.loc[selection["is_proposed"], "project_id"]),
            "selected": set(selection.loc[selection["is_selected"], "project_id"]),
        }
        rows = [
            self._promise(choice, themes, ids)
            for choice, ids in chosen.items()
            for themes in ("required", "all")
            if ids
        ]
        marked = self._marked(frontier, chosen["selected"])
        return Result({"selection_frontier": marked, "promise": table_of(rows, "promise")})

    def _marked(self, frontier: pd.DataFrame, chosen: set[str]) -> pd.DataFrame:
        name = "、".join(sorted(chosen))
        if chosen and name not in set(frontier["project_ids"]):
            row = self._row(chosen, "required") | {"set_id": f"S{len(frontier) + 1:02d}"}
            frontier = pd.concat([frontier, table_of([row], "selection_frontier")])
        marked = frontier.assign(is_chosen=(frontier["project_ids"] == name) & bool(chosen))
        return conform(marked, "selection_frontier")

    def _row(self, ids: set[str], themes: str) -> dict[str, Any]:
        """Return a set's row; a project without final points brings its theme alone."""
        mine = of_year(self.applications, "applications", self.rules.year)
        mine = mine[mine["project_id"].isin(ids)].merge(
            self._candidates[["project_id", "total_exact"]], on="project_id", how="left"
        )
        known = mine.assign(total_exact=mine["total_exact"].fillna("0/1"))
        covered, left = self.covered, self.rules.years_left
        applicants = read_applicants(known)
        return set_row(
            applicants, self._chances[themes], covered, rules=self.rules, years_left=left
        )

    @cached_property
    def _chances(self) -> dict[str, Promise]:
        """The promise of the required themes, and of all; each remembers what it worked out."""
        most = self.rules.selection.max_projects
        supplies = {
            name: theme_supply(self.applications, rules=self.rules, with_optional=name == "all")
            for name in ("required", "all")
        }
        return {name: Promise(chances(one), slots=most) for name, one in supplies.items()}

    def _promise(self, choice: str, themes: str, ids: set[str]) -> dict[str, Any]:
        row, chance = self._row(ids, themes), self._chances[themes]
        n_open = len(chance.themes - set(self.covered)) - row["n_new_themes"]
        return {
            "year": self.rules.year,
            "choice": choice,
            "themes": themes,
            "n_open": n_open,
            "n_slots": self.rules.slots_left,
            "promise_share": row["promise_share"],
        }
