"""经费决算表 to table `settlements`: what a college says it planned and spent, by category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.spelling import category_key
from assessment.intake.cells import Cell, in_order
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.context import Found, Names, Row, Rows, find_project
from assessment.intake.layouts.income import without_income
from assessment.intake.layouts.sum_lines import without_sums
from assessment.intake.layouts.unfilled import is_unfilled
from assessment.intake.layouts.units import money_unit
from assessment.intake.money.listed import without_parts
from assessment.intake.money.strange_units import strange_fields
from assessment.intake.money.unit_checks import too_small
from assessment.intake.sheets.settlement_figures import PLANNED, SPENT, Figures, wrong_figures
from assessment.intake.words.values import Read, Spot, read_count, read_money, read_text, unusable

_SHEETS = ("张", "份")
_NOTHING = {"state": "unread", "planned_fen": None, "spent_fen": None, "n_vouchers": None}
_VALUES = tuple(_NOTHING)


@dataclass(frozen=True, slots=True)
class _Paper:
    """One settlement: its rows by category, and the cell that names its project."""

    rows: Mapping[str, Row]
    spot: Spot
    cell: Cell


def read_settlements(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `settlements`; `state` tells what was not stated from what is unread.

    Nothing is read of a settlement on which no spending was filled in. A category that stands
    twice, or in two ways on two settlements of one project, is `unread`; two that say the same
    are read once, and told.

    Problems
    --------
    settlement.no-category, settlement.category-repeated, settlement.two-papers,
    settlement.project-column,
    project.name-missing, project.unknown, college.unknown, money.unreadable, money.too-small,
    number.unreadable, total.does-not-add-up, cell.error-value, cell.formula-not-cached,
    cell.merged
    """
    papers: dict[str, list[_Paper]] = defaultdict(list)
    problems: list[Problem] = []
    for item in found:
        if is_unfilled((item.block,), names.words):
            continue
        first = next(in_order(item.block.sheet))
        labels = item.block.labels
        column = _project_column(item.block, names)
        if column is not None and "project_name" not in labels:
            problems.append(item.spot("settlements").fault("settlement.project-column", column))
            continue
        project_id, faults = find_project(item, labels, names, "settlements", anchor=first)
        problems += faults
        if project_id is not None:
            rows, told = _read_paper(item, names, project_id)
            problems += told
            cell = labels.get("project_name", first)
            papers[project_id].append(_Paper(rows, item.spot("settlements"), cell))
    problems += [fault for mine in papers.values() for fault in _two_papers(mine)]
    return Rows(tuple(row for mine in papers.values() for row in _agreed(mine)), tuple(problems))


def _project_column(block: Block, names: Names) -> Cell | None:
    """Return the head 项目名称 in the header of a settlement, which is of one project only."""
    rows = {head.row for head in block.headers.values()}
    heads = (cell for row in sorted(rows) for cell in block.sheet.rows[row])
    return next((c for c in heads if "project_name" in names.words.fields_of(c.text)), None)


def _read_paper(
    found: Found, names: Names, project_id: str
) -> tuple[Mapping[str, Row], list[Problem]]:
    """Return the rows of one settlement by category, and what is wrong with it."""
    values = (PLANNED, SPENT)
    whole = found.block
    head = max((cell.row for cell in whole.headers.values()), default=0)
    kept, totals, _ = without_income(whole.sheet, head, whole.records, whole.totals, values)
    own = replace(whole, records=tuple(kept), totals=tuple(totals))
    block = without_sums(
        without_parts(own, (PLANNED, SPENT)),
        names.words,
        ("category",),
        "",
        values=(PLANNED, SPENT),
        own="category",
    )
    paper = Found(block, found.document)
    spot = paper.spot("settlements")
    lines = [_read_line(paper, record) for record in block.records]
    problems = [fault for line in lines for fault in line.problems]
    groups: dict[str, list[tuple[Record, Row]]] = defaultdict(list)
    for record, line in zip(block.records, lines, strict=True):
        for row in line.rows:
            key = {"year": names.rules.year, "project_id": project_id}
            groups[category_key(row["category"])].append((record, key | row))
    problems += [fault for mine in groups.values() for fault in _repeats(spot, mine)]
    lost = _lost(block)
    figures = [_figures(paper, record, lost) for record in block.records]
    cells = [record.cells.get(SPENT) for record in block.records]
    problems += too_small(spot, cells, [one.spent for one in figures])
    problems += wrong_figures(paper, figures, names.words)
    rows = {key: mine[0][1] | (_NOTHING if len(mine) > 1 else {}) for key, mine in groups.items()}
    return rows, problems


def _read_line(found: Found, record: Record) -> Rows:
    """Return the row of a line, none when nobody can say which category it is of."""
    spot, cells = found.spot("settlements"), record.cells
    anchor = cells.get(SPENT) or cells.get(PLANNED) or record.anchor
    planned, spent = _money(found, record, PLANNED), _money(found, record, SPENT)
    vouchers = read_count(cells.get("n_vouchers"), spot, detail("n_vouchers"), units=_SHEETS)
    problems = (*planned.problems, *spent.problems, *vouchers.problems)
    named = cells.get("category")
    category, strange = read_text(named), unusable(named, spot, "category") if named else None
    if category is None or strange is not None:
        fault = strange or spot.fault("settlement.no-category", anchor, column="category")
        return Rows((), (*problems, fault))
    row: Row = {
        "category": category,
        "state": _state(spent, is_lost=SPENT in _lost(found.block)),
        "planned_fen": planned.value,
        "spent_fen": spent.value,
        "n_vouchers": vouchers.value,
        "src": spot.src(anchor),
    }
    return Rows((row,), problems)


def _money(found: Found, record: Record, name: str) -> Read[int]:
    column = "planned_fen" if name == PLANNED else "spent_fen"
    spot, unit = found.spot("settlements"), money_unit(found, name)
    return read_money(record.cells.get(name), spot, column, unit)


def _state(spent: Read[int], *, is_lost: bool) -> str:
    if spent.value is not None:
        return "stated"
    return "unread" if spent.problems or is_lost else "blank"


def _lost(block: Block) -> frozenset[str]:
    """Return the columns of money that nothing is known of.

    They are not there, refused for what stands above them, or in a unit nobody understands.
    """
    return strange_fields(block) | ({PLANNED, SPENT} - block.headers.keys())


def _figures(found: Found, record: Record, lost: Collection[str]) -> Figures:
    read = {name: _money(found, record, name) for name in (PLANNED, SPENT)}
    return Figures(
        *(None if one.problems or name in lost else one.value or 0 for name, one in read.items())
    )


def _repeats(spot: Spot, lines: Sequence[tuple[Record, Row]]) -> Iterator[Problem]:
    """Yield a problem for each line whose category another line has."""
    # A cell merged over several lines stands in each of them.
    cells = [record.cells["category"]._replace(row=record.anchor.row) for record, _ in lines]
    for cell in cells if len(cells) > 1 else ():
        others = "、".join(other.address for other in cells if other is not cell)
        yield spot.fault("settlement.category-repeated", cell, expected=others, column="category")


def _two_papers(papers: Sequence[_Paper]) -> Iterator[Problem]:
    """Yield a problem for each settlement of a project that has others."""
    merged = {key: row for paper in papers for key, row in paper.rows.items()}
    differing = [row["category"] for key, row in merged.items() if not _is_agreed(papers, key)]
    told = detail("settlements_same")
    if differing:
        told = detail("settlements_differ", names="、".join(differing))
    for paper in papers if len(papers) > 1 else ():
        others = (other for other in papers if other is not paper)
        places = "、".join(str(one.spot.document.ref(one.spot.sheet, one.cell)) for one in others)
        yield paper.spot.fault(
            "settlement.two-papers", paper.cell, actual=told, expected=places, column="project_id"
        )


def _agreed(papers: Sequence[_Paper]) -> Iterator[Row]:
    """Yield a row a category, those on which the papers differ without their values."""
    first: dict[str, Row] = {}
    for paper in papers:
        for key, row in paper.rows.items():
            first.setdefault(key, row)
    for key, row in first.items():
        yield row if _is_agreed(papers, key) else row | _NOTHING


def _is_agreed(papers: Sequence[_Paper], key: str) -> bool:
    said = [tuple(paper.rows[key][n] for n in _VALUES) for paper in papers if key in paper.rows]
    return len(said) == len(papers) and len(set(said)) == 1
