"""Choices of a form that stand in cells of their own: □思想教育类 | ☑志愿服务类, 是 | √ | 否."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.cells.ticks import box_alone, has_boxes, is_unclear, options, ticked
from assessment.intake.layouts.context import Found, Names
from assessment.intake.layouts.labels import written
from assessment.intake.words.themes import theme_named
from assessment.intake.words.values import is_stroke

_ASKED = ("theme", "is_second", "maturity")
_HOW_TO = re.compile("[√勾]")
_OTHER = re.compile("其[他它](?:主题|类)?(?:[(（:：].*)?")
# So many names without a box are said; more are the printed list.
_FEW = 3
# So many columns named after themes are a column for each.
_LEAST = 2
IsOption = Callable[[str], bool]


@dataclass(frozen=True)
class Choices:
    """The cells beside a label that hold options or boxes: those of one question.

    `start` is the first column behind the label, `end` the first that is no more of them; behind
    the last cell of a row there is room for one more box.
    """

    sheet: Sheet
    label: Cell
    start: int
    end: int
    names: tuple[Cell, ...]
    boxes: tuple[Cell, ...]


def answers_apart(found: Found, cells: Mapping[str, Cell], names: Names) -> dict[str, Cell]:
    """Return the answers by field that stand in several cells of a form, each as one cell.

    One option that is ticked is the cell that names it; none, several, or nobody knows which, is
    said in one text where the label stands, as if all stood in one cell.
    """
    if found.block.layout != "form":
        return {} if "theme" in cells else _ticked_column(found, cells, names)
    tests: Mapping[str, IsOption] = {
        "theme": lambda text: theme_named(text, names.rules) is not None,
        "is_second": lambda text: plain(text) in names.words.yes | names.words.no,
        "maturity": lambda text: plain(text).startswith(
            tuple(word for known in names.words.maturity.values() for word in known)
        ),
    }
    sheet, answers = found.block.sheet, {}
    for field in _ASKED:
        choices = _choices(sheet, cells[field], tests[field]) if field in cells else None
        if choices is not None:
            answers[field] = _answer(choices)
    return answers


def _ticked_column(found: Found, cells: Mapping[str, Cell], names: Names) -> dict[str, Cell]:
    """Return the theme of a line of a list that has a column for each, where one is ticked."""
    sheet, project = found.block.sheet, cells.get("project_name")
    heads = [one for one in found.block.unmapped if theme_named(one.text, names.rules)]
    if project is None or len(heads) < _LEAST:
        return {}
    below = ((head, sheet.own(project.row, head.column)) for head in heads)
    marks = [(head, cell) for head, cell in below if cell is not None and _is_filled(cell)]
    if not marks:
        return {}
    head, mark = marks[0]
    if len(marks) > 1:
        said = " ".join(f"☑{options(one.text)[0]}" for one, _ in marks)
    else:
        said = head.text if box_alone(mark.text) else mark.text
    return {"theme": mark._replace(text=said, value=said, kind=CellKind.TEXT)}


def _is_filled(cell: Cell) -> bool:
    return box_alone(cell.text) is not False and not is_stroke(cell)


def _choices(sheet: Sheet, value: Cell, is_option: IsOption) -> Choices | None:
    own = sheet.own(value.row, value.column)
    if own is None or value.sheet or not _is_part(value, is_option):
        return None
    is_apart = value.text.strip() in (own.text.strip(), written(own.text))
    label = sheet.at(value.row, value.column - 1) if is_apart else own
    if label is None:
        return None
    right = [cell for cell in sheet.rows[value.row] if cell.column > value.column]
    n = next((n for n, cell in enumerate(right) if not _is_part(cell, is_option)), len(right))
    start = sheet.after(label)
    end = right[n].column if n < len(right) else sheet.last_column + 2
    cells = [value, *right[:n]]
    row = value.row + 1
    while more := _below(sheet, row, label, (start, end), is_option):
        cells += more
        row += 1
    if len(cells) == 1:
        return None
    boxes = tuple(cell for cell in cells if box_alone(cell.text) is not None)
    named = tuple(cell for cell in cells if cell not in boxes)
    return Choices(sheet, label, start, end, named, boxes) if named else None


def _below(
    sheet: Sheet, row: int, label: Cell, columns: tuple[int, int], is_option: IsOption
) -> list[Cell]:
    """Return the cells of a further row of options, below a label merged over it or a blank."""
    head = sheet.own(row, label.column)
    is_free = head is None or sheet.at(row, label.column) == label or _HOW_TO.search(head.text)
    cells = [cell for cell in sheet.rows.get(row, ()) if columns[0] <= cell.column < columns[1]]
    return cells if is_free and all(_is_part(cell, is_option) for cell in cells) else []


def _is_part(cell: Cell, is_option: IsOption) -> bool:
    """Tell whether a cell is a box, an option, or both."""
    if cell.kind is not CellKind.TEXT:
        return False
    if box_alone(cell.text) is not None or is_option(cell.text) or _OTHER.fullmatch(cell.text):
        return True
    words = options(cell.text) if has_boxes(cell.text) else []
    return any(map(is_option, words)) or (len(words) == 1 and not cell.text.startswith(words[0]))


def _answer(choices: Choices) -> Cell:
    """Return the one option ticked, or a text at the label that says what is wrong."""
    for cell in choices.names:
        if is_unclear(cell.text):
            return _said(choices, cell.text)
    chosen = {
        word: cell for cell in choices.names if has_boxes(cell.text) for word in ticked(cell.text)
    }
    marks = [cell for cell in choices.boxes if box_alone(cell.text)]
    sides: set[str] = set()
    for mark in marks:
        side, name = _meant(choices, mark)
        words = options(name.text) if name else []
        sides.add(side)
        if name is None or len(words) != 1:
            return _said(choices, _between(choices, mark))
        chosen[words[0]] = name
    if len(sides) > 1:
        return _said(choices, _between(choices, marks[-1]))
    if len(chosen) == 1:
        ((word, cell),) = chosen.items()
        return cell._replace(text=word, value=word)
    return _said(
        choices, " ".join(f"☑{word}" for word in chosen or _bare(choices)) or _none(choices)
    )


def _said(choices: Choices, text: str) -> Cell:
    return choices.label._replace(text=text, value=text, kind=CellKind.TEXT)


def _none(choices: Choices) -> str:
    return " ".join(f"□{word}" for cell in choices.names for word in options(cell.text)) or "□"


def _bare(choices: Choices) -> list[str]:
    """Return the options where there is neither a box nor room for one, and they are not all."""
    has_any = choices.boxes or any(has_boxes(cell.text) for cell in choices.names)
    if has_any or len(choices.names) > _FEW or _are_followed(choices):
        return []
    return [cell.text for cell in choices.names]


def _between(choices: Choices, mark: Cell) -> str:
    """Return the text of a tick with an option on either side, as if it stood in one cell."""
    words = [word for cell in choices.names for word in options(cell.text)] or ["？"]
    left = [c for c in choices.names if (c.row, c.column) < (mark.row, mark.column)]
    first = options(left[-1].text)[-1] if left and options(left[-1].text) else words[0]
    right = [c for c in choices.names if (c.row, c.column) > (mark.row, mark.column)]
    second = options(right[0].text)[0] if right and options(right[0].text) else words[-1]
    return f"{first} √ {second}"


def _meant(choices: Choices, mark: Cell) -> tuple[str, Cell | None]:
    """Return on which side of a tick its option stands, and the option, None where nobody knows."""
    if len(choices.names) == 1:
        return "", choices.names[0]
    row = [cell for cell in choices.names if cell.row == mark.row]
    if not row:
        is_above = choices.names[0].row < min(cell.row for cell in choices.boxes)
        return "", _in_column(choices, mark, mark.row + (-1 if is_above else 1))
    after = choices.sheet.after
    left = next((cell for cell in row if after(cell) == mark.column), None)
    right = next((cell for cell in row if cell.column == after(mark)), None)
    behind, before = _are_followed(choices), _are_led(choices)
    if behind != before:
        return ("left", left) if behind else ("right", right)
    if left is None or right is None:
        return ("left", left) if left else ("right", right)
    return "", None


def _in_column(choices: Choices, mark: Cell, row: int) -> Cell | None:
    found = choices.sheet.at(row, mark.column)
    return found if found in choices.names else None


def _are_followed(choices: Choices) -> bool:
    """Tell whether each option has a place for its box behind it."""
    firsts = {min(row, key=lambda cell: cell.column) for row in _mixed(choices)}
    if any(cell in choices.boxes for cell in firsts):
        return False
    columns = ((cell.row, choices.sheet.after(cell)) for cell in choices.names)
    return all(column < choices.end and _is_place(choices, row, column) for row, column in columns)


def _are_led(choices: Choices) -> bool:
    """Tell whether each option has a place for its box before it."""
    lasts = {max(row, key=lambda cell: cell.column) for row in _mixed(choices)}
    if any(cell in choices.boxes for cell in lasts):
        return False
    columns = ((cell.row, cell.column - 1) for cell in choices.names)
    return all(
        column >= choices.start and _is_place(choices, row, column) for row, column in columns
    )


def _mixed(choices: Choices) -> Iterator[Sequence[Cell]]:
    """Yield the cells of each row that names options."""
    for row in {cell.row for cell in choices.names}:
        yield [cell for cell in (*choices.names, *choices.boxes) if cell.row == row]


def _is_place(choices: Choices, row: int, column: int) -> bool:
    cell = choices.sheet.at(row, column)
    return cell is None or cell in choices.boxes
