"""The budget inside an 申报表 to table `budget_plan`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names, Row, Rows
from assessment.intake.layouts.stated_sums import wrong_sums
from assessment.intake.layouts.units import budget_unit
from assessment.intake.money.unit_checks import far_from_grant, too_small
from assessment.intake.words.values import Read, read_money, read_text


def read_budget(project: Row, names: Names) -> Rows:
    """Return the rows of `budget_plan` of one application, read from its form `_budget`.

    Lines of one category are added up; a category with a line that cannot be read is missing.

    Problems
    --------
    money.unreadable, money.too-small, request.unit-doubtful, total.does-not-add-up,
    cell.error-value, cell.formula-not-cached, cell.merged
    """
    found: Found = project["_budget"]
    if not found.block.parts:
        return Rows()
    part = found.block.parts[0]
    spot = found.spot("budget_plan")
    unit = budget_unit(found, part)
    planned = [
        (record, read_money(record.cells.get("planned"), spot, "planned_fen", unit))
        for record in part.records
    ]
    lines: dict[str, list[tuple[Record, Read[int]]]] = defaultdict(list)
    for record, read in planned:
        lines[read_text(record.cells["category"]) or ""].append((record, read))
    rows = tuple(
        {
            "year": project["year"],
            "project_id": project["project_id"],
            "category": category,
            "planned_fen": _sum([read for _, read in mine]),
            "src": spot.src(mine[0][0].cells.get("planned", mine[0][0].anchor)),
        }
        for category, mine in lines.items()
    )
    problems = [fault for _, read in planned for fault in read.problems]
    cells = [record.cells.get("planned") for record, _ in planned]
    amounts = [read.value for _, read in planned]
    problems += too_small(spot, cells, amounts)
    problems += far_from_grant(spot, cells, amounts, rules=names.rules, unit=unit)
    return Rows(
        rows, (*problems, *wrong_sums(part, spot, "planned", amounts, words=names.words, unit=unit))
    )


def _sum(read: Sequence[Read[int]]) -> int | None:
    amounts = [one.value for one in read if one.value is not None]
    return None if not amounts or any(one.problems for one in read) else sum(amounts)
