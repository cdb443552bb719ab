"""From a year's tables to the candidates of the choice, and the proposal laid beside the record."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, of_year
from assessment.plan.promise import theme_supply
from assessment.plan.selection import choose_projects


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


def years_left(rules: Rules) -> int:
    """Return how many years of the programme come after the rules' year."""
    return max(rules.programme.first_year + rules.programme.years - 1 - rules.year, 0)


def propose(
    applications: pd.DataFrame,
    standings: pd.DataFrame,
    selection: pd.DataFrame,
    /,
    *,
    rules: Rules,
    covered: Collection[str],
    funded_colleges: Collection[str],
) -> Result:
    """Return the record of the choice with what the rules propose beside it, and the frontier.

    Parameters
    ----------
    applications, standings : DataFrame
        Tables of those names, with the programme's earlier years: what was offered then tells
        how likely a theme is to be offered again.
    selection : DataFrame
        Table `selection` as recorded.
    rules : Rules
        The year's rules.
    covered : collection of str
        Codes of the themes covered in earlier years.
    funded_colleges : collection of str
        Codes of the colleges funded in earlier years.

    Returns
    -------
    Result
        Tables `selection` with `is_proposed`, and where nothing is decided `reason_code` and
        `reason` of the proposal; `selection_frontier` with the committee's choice marked, and
        added when it is none of the sets shown. Facts of `choose_projects`.

    Raises
    ------
    ValueError
        When a table lacks columns.
    """
    found = choose_projects(
        candidates_of(applications, standings, rules=rules),
        rules=rules,
        covered=covered,
        supply=theme_supply(applications, rules=rules),
        years_left=years_left(rules),
        funded_colleges=funded_colleges,
    )
    proposal = found.tables["selection"].set_index("project_id")
    tables = {
        "selection": _laid_beside(selection, proposal),
        "selection_frontier": _marked(found.tables["selection_frontier"], selection),
    }
    return Result(tables, found.problems, found.facts)


def _laid_beside(selection: pd.DataFrame, proposal: pd.DataFrame) -> pd.DataFrame:
    ids = selection["project_id"]
    undecided = selection["reason_code"].isna() & selection["reason"].isna()
    filled = {
        name: selection[name].where(~undecided, ids.map(proposal[name]))
        for name in ("reason_code", "reason")
    }
    is_proposed = ids.map(proposal["is_proposed"]).astype("boolean")
    return conform(selection.assign(is_proposed=is_proposed, **filled), "selection")


def _marked(frontier: pd.DataFrame, selection: pd.DataFrame) -> pd.DataFrame:
    chosen = "、".join(sorted(selection.loc[selection["is_selected"], "project_id"]))
    marked = frontier.assign(is_chosen=(frontier["project_ids"] == chosen) & bool(chosen))
    return conform(marked, "selection_frontier")
