"""Two results of a year side by side: what changed, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from assessment.core.exact import exact, read_fraction
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import conform, empty, of_year
from assessment.score.exact import shown

Tables = Mapping[str, pd.DataFrame]
# Where what people decide and correct is dated.
DATED = {
    "corrections": "date",
    "decisions": "decided_date",
    "ballot_removals": "date",
    "appeals": "replied_date",
}
_OF_STANDINGS = ("total", "rank", "grade", "status")


def result_changes(before: Tables, after: Tables, /, *, rules: Rules) -> pd.DataFrame:
    """Return table `result_changes`: every total, rank, grade and component that is another now.

    Numbers are compared exactly and told as people read them; those that differ only beyond that
    are told unrounded. A project that did not stand before or does not stand now lacks that side.

    Parameters
    ----------
    before, after : mapping
        Two times the tables of one year: `standings` and `components`.
    rules : Rules
        The year's rules, for decimals.
    """
    old, new = (_facts(tables, rules.year) for tables in (before, after))
    keys = sorted(set(old) | set(new))
    rows = [
        {"year": rules.year, "round": key[0], "project_id": key[1], "item": key[2]}
        | _sides(old.get(key), new.get(key), rules.ranking.decimals)
        for key in keys
        if old.get(key) != new.get(key)
    ]
    return conform(pd.DataFrame(rows), "result_changes")


def published_changes(before: Tables, after: Tables, /, *, rules: Rules) -> pd.DataFrame:
    """Return the rows of `result_changes` that touch a result which had been made known.

    A round's result is known when its notice is registered; without any notice, when an appeal
    is. While points were still missing nothing was known, unless a notice said it all the same.
    """
    changes = result_changes(before, after, rules=rules)
    known = [name for name in ROUNDS if _is_known(name, before, after, rules.year)]
    return changes[changes["round"].isin(known)].reset_index(drop=True)


def change_date(before: Tables, after: Tables, /, *, rules: Rules) -> date:
    """Return the day of the latest correction, decision or reply that is new or another now.

    Where none is, for instance because a file was replaced, it is the latest day of all lines;
    where no line has a day, the last day of the assessment.
    """
    old, new = (_dated(tables, rules.year) for tables in (before, after))
    days = [line[1] for line in new - old] or [line[1] for line in new]
    return max(days) if days else rules.calendar.assessment[1]


def _is_known(name: str, before: Tables, after: Tables, year: int) -> bool:
    noticed, now = (_rounds_noticed(tables, year) for tables in (before, after))
    if name in noticed:
        return True
    standings = _rows(before, "standings", year)
    is_final = ((standings["round"] == name) & (standings["status"] == "final")).any()
    appealed = not now and len(_rows(after, "appeals", year)) > 0
    return bool(is_final) and (name in now or appealed)


def _rounds_noticed(tables: Tables, year: int) -> set[str]:
    return set(_rows(tables, "notices", year)["round"])


def _rows(tables: Tables, name: str, year: int) -> pd.DataFrame:
    return of_year(tables[name] if name in tables else empty(name), name, year)


def _facts(tables: Tables, year: int) -> dict[tuple[str, str, str], Any]:
    """Return what a result says by round, project and item; what is missing is left out."""
    facts = {
        (row.round, row.project_id, item): value
        for row in _lines(tables, "standings", year)
        for item, value in zip(_OF_STANDINGS, _told(row), strict=True)
    }
    facts |= {
        (row.round, row.project_id, row.component): row.points
        for row in _lines(tables, "components", year)
    }
    return {key: value for key, value in facts.items() if not pd.isna(value)}


def _lines(tables: Tables, name: str, year: int) -> Iterator[Any]:
    yield from _rows(tables, name, year).itertuples(index=False)


def _told(row: Any) -> tuple[Any, ...]:
    total = pd.NA if pd.isna(row.total_exact) else read_fraction(row.total_exact)
    rank = pd.NA if pd.isna(row.rank) else int(row.rank)
    return total, rank, row.grade, row.status


def _sides(old: Any, new: Any, decimals: int) -> dict[str, str | None]:
    """Return both values as people read them, with more decimals where they need them to differ."""
    texts = [_text(value, decimals) for value in (old, new)]
    if texts[0] == texts[1]:
        texts = [str(old), str(new)]
    return {"before": texts[0], "after": texts[1]}


def _text(value: Any, decimals: int) -> str | None:
    if value is None or isinstance(value, str | int):
        return None if value is None else str(value)
    return shown(exact(value) if isinstance(value, float) else value, decimals)


def _dated(tables: Tables, year: int) -> set[tuple[tuple[str, ...], date]]:
    """Return each dated line of the register; its place there is no part of what it says."""
    lines = set()
    for name, column in DATED.items():
        rows = _rows(tables, name, year)
        rows = rows[rows[column].notna()]
        said = rows.drop(columns="src").astype("str").itertuples(index=False, name=None)
        lines |= {((name, *line), day.date()) for line, day in zip(said, rows[column], strict=True)}
    return lines
