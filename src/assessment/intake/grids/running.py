"""The running order that sheets of marks and tallies of votes state, to table `running_order`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.core.text import ordinal, plain
from assessment.intake.cells import Cell
from assessment.intake.layouts.components import find_component
from assessment.intake.layouts.context import Found, Names, Row, Rows
from assessment.intake.layouts.other_parts import own_lines
from assessment.intake.words.names import find_with_college
from assessment.intake.words.values import Read, Spot, read_count

_PLACE = re.compile("第?(?P<number>[0-9]+|[一二三四五六七八九十]+)[号个位名]")
_SITTING = re.compile(r"第([0-9]+|[一二三四五六七八九十]+)场")


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where one sheet of a component places a project; `sitting` 0 where it says none.

    `group` is the row that heads its line and others, 0 where none does.
    """

    component: str
    row: Row
    sitting: int
    cell: Cell
    spot: Spot
    group: int = 0
    is_judged: bool = True


def read_running_order(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `running_order`; the first sheet of a round that places a project counts.

    Sheets of marks come before tallies of votes. `sitting_no` is what stands under 场次, else the
    第N场 of the row that heads a project and others, of the title, the sheet's or the file's name,
    else 1.

    Problems
    --------
    number.unreadable, running-order.differs, running-order.same-place, running-order.other-part
    """
    in_turn = sorted(found, key=lambda item: item.block.kind.startswith("vote_"))
    read = [_read_block(item, names) for item in in_turn]
    placed = [one for part, _ in read for one in part]
    told = [fault for _, faults in read for fault in faults]
    first: dict[tuple[str, str], _Placed] = {}
    for one in placed:
        first.setdefault((one.row["round"], one.row["project_id"]), one)
    return Rows(
        tuple(one.row for one in first.values()),
        (*told, *_differing(placed), *_in_one_place(placed), *_of_other_parts(placed, first)),
    )


def _read_block(found: Found, names: Names) -> tuple[list[_Placed], list[Problem]]:
    component = find_component(found.block, found.document, names.words, names.rules)
    if component is None or "order_no" not in found.block.headers:
        return [], []
    part = names.rules.component(component)
    if isinstance(part, Judged):
        found, _ = own_lines(found, part, names)
    spot, sitting = found.spot("running_order"), _sitting(found)
    round_name = part.round
    placed: list[_Placed] = []
    problems: list[Problem] = []
    for record in found.block.records:
        cell, cells = record.cells.get("order_no"), record.cells
        order = read_count(_bare(cell), spot, detail("running_order"))
        own = _stated_sitting(cells.get("sitting_no"), spot)
        problems += (*order.problems, *own.problems)
        project_id = _project(names, cells.get("project_name"), cells.get("college"))
        if cell is None or project_id is None or order.value is None or own.problems:
            continue
        stated = own.value or sitting_of(record.group.text if record.group else "") or sitting or 0
        row: Row = {
            "year": names.rules.year,
            "round": round_name,
            "project_id": project_id,
            "order_no": order.value,
            "sitting_no": stated or 1,
        }
        group = record.group.row if record.group else 0
        is_judged = isinstance(part, Judged)
        placed.append(_Placed(component, row, stated, cell, spot, group, is_judged))
    return placed, problems


def _differing(placed: Sequence[_Placed]) -> Iterator[Problem]:
    """Yield a problem where a sheet places a project elsewhere than the component's first did."""
    first: dict[tuple[str, str], _Placed] = {}
    for one in placed:
        other = first.setdefault((one.component, one.row["project_id"]), one)
        is_elsewhere = one.sitting and other.sitting and one.sitting != other.sitting
        is_moved = is_elsewhere or one.row["order_no"] != other.row["order_no"]
        if is_moved and one.spot.sheet is not other.spot.sheet:
            yield one.spot.fault("running-order.differs", one.cell, expected=_told(other))


def _of_other_parts(
    placed: Sequence[_Placed], first: Mapping[tuple[str, str], _Placed]
) -> Iterator[Problem]:
    """Yield a problem for each sheet of marks with another order than the part that counts.

    Each part may be drawn anew, and one order is kept of a round.
    """
    told: set[int] = set()
    for one in placed:
        kept = first[one.row["round"], one.row["project_id"]]
        is_other = one.component != kept.component and one.is_judged
        is_moved = one.row["order_no"] != kept.row["order_no"]
        if is_other and is_moved and id(one.spot.sheet) not in told:
            told.add(id(one.spot.sheet))
            yield one.spot.fault("running-order.other-part", one.cell, expected=_told(kept))


def _in_one_place(placed: Sequence[_Placed]) -> Iterator[Problem]:
    """Yield a problem where two projects have one number in one sitting of a component.

    The first is told of each sheet, or group of lines on it.
    """
    firsts = {(one.component, one.row["project_id"]): one for one in reversed(placed)}
    there: dict[tuple[str, int, int], _Placed] = {}
    told: set[tuple[int, int, int, int]] = set()
    for one in sorted(firsts.values(), key=placed.index):
        other = there.setdefault((one.component, one.row["sitting_no"], one.row["order_no"]), one)
        sheets = (id(one.spot.sheet), one.group, id(other.spot.sheet), other.group)
        if other is not one and sheets not in told:
            told.add(sheets)
            place = _told(other)
            yield one.spot.fault("running-order.same-place", one.cell, expected=place)


def _told(one: _Placed) -> str:
    place = str(one.spot.document.ref(one.spot.sheet, one.cell))
    return detail("order_told", place=place, n=one.row["order_no"], sitting=one.row["sitting_no"])


def _stated_sitting(cell: Cell | None, spot: Spot) -> Read[int]:
    """Return the number of 第2场, or of 2; None where nothing is stated."""
    stated = _SITTING.fullmatch(plain(cell.text)) if cell else None
    number = ordinal(stated[1]) if stated else None
    return Read(number) if number else read_count(cell, spot, detail("running_order"))


def _bare(cell: Cell | None) -> Cell | None:
    """Return a cell of 第1个 or 2号 as the number in it."""
    stated = _PLACE.fullmatch(plain(cell.text)) if cell else None
    return cell._replace(text=stated["number"]) if cell and stated else cell


def _project(names: Names, project: Cell | None, college: Cell | None) -> str | None:
    code = names.colleges.find(college.text) if college else None
    if project is None:
        return None
    return find_with_college(names.projects, names.colleges, project.text, code)


def _sitting(found: Found) -> int | None:
    block = found.block
    groups = (block.around, block.above, block.common, block.outside)
    texts = [*("".join(cell.text for cell in cells) for cells in groups), block.sheet.name]
    texts.append(PurePosixPath(found.document.file).name)
    return next((n for n in map(sitting_of, texts) if n is not None), None)


def sitting_of(text: str) -> int | None:
    """Return the number of the 第N场 that a text names first."""
    stated = _SITTING.search(plain(text))
    return ordinal(stated[1]) if stated else None
