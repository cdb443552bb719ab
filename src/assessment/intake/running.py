"""The running order that judging sheets state, to table `running_order`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.text import ordinal, plain
from assessment.intake.cells import Cell
from assessment.intake.components import find_component
from assessment.intake.context import Found, Names, Row, Rows, gather
from assessment.intake.names import find_with_college
from assessment.intake.values import Read, Spot, read_count

_SITTING = re.compile(r"第([0-9]+|[一二三四五六七八九十]+)场")


def read_running_order(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `running_order`; the first sheet that places a project counts.

    `sitting_no` is what stands under 场次, else the 第N场 of the row that heads a project and
    others, of the title, the sheet's or the file's name, else 1.

    Problems
    --------
    number.unreadable
    """
    read = gather(_read_block(item, names) for item in found)
    first: dict[str, Row] = {}
    for row in read.rows:
        first.setdefault(row["project_id"], row)
    return Rows(tuple(first.values()), read.problems)


def _read_block(found: Found, names: Names) -> Rows:
    component = find_component(found.block, found.document, names.words, names.rules)
    if component is None or "order_no" not in found.block.headers:
        return Rows()
    round_name, sitting = names.rules.component(component).round, _sitting(found)
    return gather(_read_records(found, names, round_name, sitting))


def _read_records(found: Found, names: Names, round_name: str, sitting: int) -> Iterator[Rows]:
    spot = found.spot("running_order")
    for record in found.block.records:
        project, college = record.cells.get("project_name"), record.cells.get("college")
        code = names.colleges.find(college.text) if college else None
        project_id = _project(names, project.text, code) if project else None
        order = read_count(record.cells.get("order_no"), spot, detail("running_order"))
        own = _stated_sitting(record.cells.get("sitting_no"), spot)
        row: Row = {
            "year": names.rules.year,
            "round": round_name,
            "project_id": project_id,
            "order_no": order.value,
            "sitting_no": own.value
            or _stated(record.group.text if record.group else "")
            or sitting,
        }
        is_whole = project_id is not None and order.value is not None and not own.problems
        yield Rows((row,) if is_whole else (), (*order.problems, *own.problems))


def _stated_sitting(cell: Cell | None, spot: Spot) -> Read[int]:
    """Return the number of 第2场, or of 2; None where nothing is stated."""
    stated = _SITTING.fullmatch(plain(cell.text)) if cell else None
    number = ordinal(stated[1]) if stated else None
    return Read(number) if number else read_count(cell, spot, detail("running_order"))


def _project(names: Names, text: str, college_code: str | None) -> str | None:
    return find_with_college(names.projects, names.colleges, text, college_code)


def _sitting(found: Found) -> int:
    block = found.block
    groups = (block.around, block.above, block.common, block.outside)
    texts = [*("".join(cell.text for cell in cells) for cells in groups), block.sheet.name]
    texts.append(PurePosixPath(found.document.file).name)
    return next((n for n in map(_stated, texts) if n is not None), 1)


def _stated(text: str) -> int | None:
    stated = _SITTING.search(plain(text))
    return ordinal(stated[1]) if stated else None
