"""Forms: labels with values beside them, and the small tables inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet, in_order
from assessment.intake.forms.budgets import find_budget
from assessment.intake.layouts import (
    Block,
    Record,
    dealt,
    is_label,
    is_note,
    is_passed,
    is_total,
    lead,
    names_something,
)
from assessment.intake.layouts.claims import (
    LABEL,
    TOTAL,
    VALUE,
    Claim,
    Place,
    claim_all,
    ignored,
    unread,
)
from assessment.intake.layouts.labels import answers, find_labelled, find_labels
from assessment.intake.layouts.lower_heads import lower_heads, upper_heads
from assessment.intake.layouts.split_criteria import CODE as SPLIT
from assessment.intake.layouts.split_criteria import criterion_of, find_split
from assessment.intake.layouts.whose import below_heads, somebody_elses
from assessment.intake.words.sign_off import is_sign_off
from assessment.intake.words.vocabulary import Vocabulary

_NOT_READ = ignored("form.not-read")
APPLICATION_LABELS = frozenset({"project_name", "college", "theme"})


# So many labels make a table a form of which the rest stands around it.
_FEW = 2


def find_application_form(
    sheet: Sheet, words: Vocabulary, outside: Mapping[str, Cell] = MappingProxyType({})
) -> Block | None:
    """Return the 申报表 of a sheet, with its budget lines as a part, or None.

    `outside` is what is said around the sheet by field; something of the form must stand on it:
    one of the three labels, or where all of these stand outside some others.
    """
    form = form_of(sheet, words)
    own = form.labels.keys() & APPLICATION_LABELS
    if not own | outside.keys() >= APPLICATION_LABELS:
        return None
    if not own and len(form.labels) < _FEW:
        return None
    return None if _is_list(sheet, form.labels, words) else form


def find_unfilled_form(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the 申报表 in which project, college or theme was left blank, or None.

    To be asked only of a sheet that is nothing else: many a table has these words.
    """
    form = form_of(sheet, words)
    heads = (cell.text.replace("：", ":").partition(":")[0] for cell in form.titles)
    named = {name for head in heads for name in words.fields_of(head)}
    is_form = named >= APPLICATION_LABELS and form.labels.keys() & APPLICATION_LABELS
    return form if is_form else None


def form_of(sheet: Sheet, words: Vocabulary) -> Block:
    """Return a sheet read as an 申报表, whatever it is."""
    budget = find_budget(sheet, words)
    inside = {cell for part in budget for record in part.records for cell in record.cells.values()}
    cells = tuple(cell for cell in in_order(sheet) if cell not in inside)
    paired = _paired(sheet, cells, words)
    labels = find_labels(sheet, paired, words)
    for row in sheet.rows:
        labels = dict(below_heads(sheet, row, words)) | labels
    anchor = labels.get("project_name") or next(in_order(sheet))
    record = Record(labels, anchor)
    return Block(
        "application_form",
        sheet,
        (record,),
        labels=labels,
        titles=cells,
        parts=budget,
        claims=_form_claims(sheet, cells, paired, words),
        layout="form",
    )


def label_cells(sheet: Sheet, words: Vocabulary) -> list[Cell]:
    """Return the cells of an 申报表 that may be labels of its fields."""
    inside = {
        cell
        for part in find_budget(sheet, words)
        for record in part.records
        for cell in record.cells.values()
    }
    return _paired(sheet, [cell for cell in in_order(sheet) if cell not in inside], words)


def _paired(sheet: Sheet, cells: Sequence[Cell], words: Vocabulary) -> list[Cell]:
    """Return the cells but for rows of heads over columns: no value can stand beside their last.

    One that answers the question before it (是否第二项, 第二项) is a value itself.
    """
    heads = _head_rows(sheet, words)
    others = somebody_elses(sheet, cells, words)
    return [cell for cell in cells if cell.row not in heads and cell not in others]


def _head_rows(sheet: Sheet, words: Vocabulary) -> set[int]:
    return {
        row
        for row, line in sheet.rows.items()
        if len(line) > 2
        and sheet.after(line[-1]) > sheet.last_column
        and names_something(line[-1], words)
        and not answers(line[-2], line[-1])
    }


def _form_claims(
    sheet: Sheet, cells: Sequence[Cell], paired: Sequence[Cell], words: Vocabulary
) -> dict[Place, Claim]:
    """Return the claims of a form's labels and values, and of what it says besides below them."""
    pairs = find_labelled(sheet, paired, words).values()
    read = claim_all((value for _, value in pairs), VALUE)
    read |= claim_all((label for label, _ in pairs if (label.row, label.column) not in read), LABEL)
    first = min((row for row, _ in read), default=0)
    rest = (cell for cell in cells if cell.row >= first and (cell.row, cell.column) not in read)
    return read | claim_all((cell for cell in rest if not names_something(cell, words)), _NOT_READ)


def _is_list(sheet: Sheet, labels: Mapping[str, Cell], words: Vocabulary) -> bool:
    """Tell whether the labels are headers side by side, with words unknown to us between them."""
    rows = {labels[name].row for name in APPLICATION_LABELS if name in labels}
    if len(rows) != 1:
        return False
    cells = sheet.rows[rows.pop()]
    return 3 * sum(words.is_known(cell.text) for cell in cells) >= 2 * len(cells)


def find_mark_form(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the form on which one judge marks one project, or None.

    The criteria stand one below the other; their marks in the column headed 得分, the sum that is
    stated, if any, as `total_mark` below them. A further record has what is marked once more.
    """
    head = _mark_header(sheet, words)
    if head is None:
        return None
    lines = {row for row, _ in _criteria(sheet, head, words)}
    lower = lower_heads(sheet, head.row, (head,), lines, words)
    header = head._replace(column=next(iter(lower.columns)))
    marks, *again = _criterion_marks(sheet, header, words)
    read = [cell for group in (marks, *again) for cell in group.values()]
    around = tuple(cell for cell in in_order(sheet) if cell not in read)
    # 项目, 满分, 得分 are heads: what stands beside 项目 is no project's name.
    asking = [cell for cell in around if cell.row != header.row or ":" in plain(cell.text)]
    labels = find_labels(sheet, asking, words)
    if len(marks) < 2 or "project_name" not in labels:
        return None
    named = {name: cell for name, cell in labels.items() if name in ("project_name", "college")}
    total = _total_mark(sheet, header, words)
    groups = ({**marks, **total}, *again)
    split = tuple(find_split(sheet, header.row, (header.column,), words))
    strange = tuple(c for c in _strange(sheet, header, split, words) if c.row != lower.row)
    return Block(
        "mark_form",
        sheet,
        tuple(Record({**named, **group}, labels["project_name"]) for group in groups),
        labels=labels,
        titles=around,
        strange=strange,
        split=split,
        spread=lower.spread,
        second_heads=dict.fromkeys(("mark",), told) if (told := lower.second.get(head)) else {},
        upper_heads=upper_heads(sheet, {"mark": head}),
        claims=claim_all(sheet.rows.get(lower.row, ()), LABEL)
        | _mark_claims(sheet, header, read, strange, words)
        | claim_all((c for _, cell in split for c in sheet.rows[cell.row]), unread(SPLIT)),
        layout="form",
    )


def find_nameless_form(sheet: Sheet, words: Vocabulary) -> Cell | None:
    """Return the head 得分 of a judge's form, whether it names a project or not, or None."""
    header = _mark_header(sheet, words)
    if header is None or len(_criterion_marks(sheet, header, words)[0]) < 2:
        return None
    return header


def _mark_claims(
    sheet: Sheet,
    header: Cell,
    marks: Sequence[Cell],
    strange: Sequence[Cell],
    words: Vocabulary,
) -> dict[Place, Claim]:
    """Return the claims of the lines of criteria; what stands around them is left to others."""
    claims = claim_all(sheet.rows[header.row], LABEL)
    lines = {mark.row for mark in marks}
    for row, cells in sheet.rows.items():
        if row in lines:
            claims |= claim_all(cells, ignored("criterion.words"))
            claims |= claim_all((cell for cell in cells if criterion_of(cell, words)), LABEL)
        elif row > header.row and is_total(lead(cells), words):
            claims |= claim_all(cells, TOTAL)
        elif row > header.row and is_passed(lead(cells), words):
            claims |= claim_all(cells, ignored("row.passed"))
    for cell in strange:
        claims |= claim_all(sheet.rows[cell.row], unread("marks.criterion-unknown"))
    return claims | claim_all(marks, VALUE)


def _mark_header(sheet: Sheet, words: Vocabulary) -> Cell | None:
    for cell in in_order(sheet):
        if "mark" in words.fields_of(cell.text):
            return cell
    return None


def _criterion_marks(sheet: Sheet, header: Cell, words: Vocabulary) -> list[dict[str, Cell]]:
    """Return the marks by criterion; those of a criterion that stands there again follow."""
    found: list[tuple[str, Cell]] = []
    for row, name in _criteria(sheet, header, words):
        mark = sheet.own(row, header.column)
        # A blank box is a mark that was not given, not a criterion that is not there.
        if mark or name not in dict(found):
            found.append((name, mark or Cell(row, header.column, CellKind.TEXT, "")))
    return dealt(found)


def _criteria(sheet: Sheet, header: Cell, words: Vocabulary) -> list[tuple[int, str]]:
    """Return the criteria below a header by row; a row may name its criterion in two cells."""
    below = (cell for cell in in_order(sheet) if cell.row > header.row)
    named = ((cell.row, criterion_of(cell, words)) for cell in below)
    return list(dict.fromkeys((row, name) for row, name in named if name))


def _total_mark(sheet: Sheet, header: Cell, words: Vocabulary) -> dict[str, Cell]:
    for row, cells in sheet.rows.items():
        total = sheet.own(row, header.column)
        if row > header.row and is_total(lead(cells), words) and total is not None:
            return {"total_mark": total}
    return {}


def _strange(
    sheet: Sheet, header: Cell, split: Sequence[tuple[str, Cell]], words: Vocabulary
) -> Iterator[Cell]:
    """Yield the headings of lines that bear a mark but name no criterion."""
    told = {cell.row for _, cell in split}
    for row, cells in sheet.rows.items():
        head = lead(cells)
        if row in told:
            continue
        has_mark = any(cell.column == header.column for cell in cells)
        if row <= header.row or not has_mark or any(criterion_of(c, words) for c in cells):
            continue
        is_other = is_total(head, words) or is_passed(head, words) or is_note(head, words)
        is_other = is_other or (is_label(head) and bool(words.fields_of(head.text)))
        if not (is_other or is_sign_off(cells, words)) and head.column < header.column:
            yield head
