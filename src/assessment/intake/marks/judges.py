"""Whose marks they are: the judge of a column, of a line or of a whole sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.core.text import ordinal, plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Block
from assessment.intake.layouts.context import Found, Names
from assessment.intake.words.header_words import remarks, word_key
from assessment.intake.words.judge_heads import JudgeHead, judge_head
from assessment.intake.words.values import read_text

# Of whom a remark speaks, and no name: 校外, 团委.
_DESCRIBED = re.compile("[校院]|外|学生|教师|专家|团委|公司|企业|行业|领导|代表")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NUMBER_ALONE = re.compile(
    r"(?:J|NO[.:]?|第)?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:\.0+)?[号位名]?"
)
_NUMBER_BEFORE = re.compile("^(?P<number>[0-9]{1,2})号评委(?P<name>[一-鿿·]{2,4})$")
_NUMBER_AND_NAME = re.compile(r"[Jj]?(?P<number>[0-9]{1,2})号?[(、,-]?(?P<name>[一-鿿·]{2,})[)]?")
Judge = tuple[str | None, tuple[Problem, ...]]


def matrix_judges(
    found: Found, part: Judged, names: Names
) -> tuple[list[tuple[str, str]], tuple[Problem, ...]]:
    """Return the columns of judges of a matrix with the id of each, and what is wrong with others.

    Problems
    --------
    judge.unknown, judge.name-differs
    """
    judges: list[tuple[str, str]] = []
    problems: tuple[Problem, ...] = ()
    for name, header in found.block.headers.items():
        if name.startswith("judge:"):
            # 表头对照 may say that a header of other words is a judge's.
            pinned = name.removeprefix("judge:")
            head = JudgeHead(int(pinned)) if pinned.isdecimal() else None
            judge_id, faults = _headed(header, head, found, part, names)
            # A printed form may have room for more judges than there are.
            problems += faults if judge_id or _is_used(name, found, names) else ()
            judges += [(name, judge_id)] if judge_id else []
    return judges, problems


def _is_used(name: str, found: Found, names: Names) -> bool:
    """Tell whether anything stands in a judge's column."""
    texts = (plain(record.cells[name].text) for record in found.block.records)
    return any(text and names.words.statuses.get(text) != "blank" for text in texts)


def judge_of_head(head: Cell, found: Found, part: Judged, names: Names) -> Judge:
    """Return the judge that a heading numbers; a name beside the number must be that judge's.

    Problems
    --------
    judge.unknown, judge.name-differs
    """
    return _headed(head, None, found, part, names)


def judge_of_sheet(found: Found, part: Judged, names: Names) -> Judge:
    """Return the judge of a sheet: by a labelled number, 评委3 alone or behind a title, or a name.

    What stands in several places, the sheet's name among them, must be the same judge.

    Problems
    --------
    judge.unknown, judge.contradicted, judge.name-differs, judge.not-stated
    """
    stated, named = found.block.labels.get("judge_no"), found.block.labels.get("judge_name")
    heads = list(_heads(found, stated, part, names))
    if heads and heads[0][0] is None:
        return None, (found.spot("marks").fault("judge.unknown", stated, column="judge_id"),)
    head, where = heads[0] if heads else (None, None)
    for other, cell in heads[1:]:
        if head and other and other.number != head.number:
            told = cell.text if cell else found.block.sheet.name
            spot = found.spot("marks")
            return None, (
                spot.fault("judge.contradicted", where, expected=told, column="judge_id"),
            )
    if head and not head.name and named and names.judges.by_number(part.name, head.number):
        head, where = JudgeHead(head.number, named.text), named
    if head is not None:
        return _listed(head, where, found, part, names)
    judge_id = _by_name(named.text, part, names) if named else None
    if judge_id is not None:
        return judge_id, ()
    code = "judge.unknown" if named else "judge.not-stated"
    # On a form of one project it is told of which one.
    where = named or (found.block.labels if found.block.kind == "mark_form" else {}).get(
        "project_name"
    )
    return None, (found.spot("marks").fault(code, where, column="judge_id"),)


def _heads(
    found: Found, stated: Cell | None, part: Judged, names: Names
) -> Iterator[tuple[JudgeHead | None, Cell | None]]:
    """Yield what names the sheet's judge, the label first; None for a label nobody understands."""
    if stated and read_text(stated):
        yield _stated(stated) or _called(stated, part, names), stated
    for cell in found.block.around:
        if head := judge_head(cell.text):
            yield head, cell
    yield from _in_titles(found.block)
    yield from _in_lines(found.block)
    if head := judge_head(found.block.sheet.name):
        # 评委1-天使之翼 names the project behind the judge.
        is_project = names.projects.find(head.name) is not None
        yield JudgeHead(head.number) if is_project else head, None


def _in_titles(block: Block) -> Iterator[tuple[JudgeHead, Cell]]:
    """Yield the judges that titles above a table name in brackets: 现场答辩评分表（评委2）."""
    first = min((cell.row for cell in block.headers.values()), default=0)
    for cell in block.titles:
        if cell.row < first and judge_head(cell.text) is None:
            heads = (judge_head(remark) for remark in remarks(cell.text))
            yield from ((head, cell) for head in heads if head)


def _in_lines(block: Block) -> Iterator[tuple[JudgeHead, Cell]]:
    """Yield the judges that the nearest lines of a text name, alone or in brackets."""
    for cells in (block.above, block.outside):
        texts = ((cell, (cell.text, *remarks(cell.text))) for cell in cells)
        heads = [(head, cell) for cell, said in texts for one in said if (head := judge_head(one))]
        if heads:
            yield from heads
            return


def _listed(
    head: JudgeHead | None, where: Cell | None, found: Found, part: Judged, names: Names
) -> Judge:
    judge_id = names.judges.by_number(part.name, head.number) if head else None
    code = "" if judge_id else "judge.unknown"
    if head and judge_id and names.judges.is_somebody_else(part.name, judge_id, head):
        code = "judge.name-differs"
    if not code:
        return judge_id, ()
    actual = "" if where else found.block.sheet.name
    return None, (found.spot("marks").fault(code, where, actual=actual, column="judge_id"),)


def _headed(
    head: Cell, pinned: JudgeHead | None, found: Found, part: Judged, names: Names
) -> Judge:
    """Return the judge of a heading: by its number, by what it is pinned to, or by its name."""
    numbered = judge_head(head.text) or pinned
    named = names.judges.by_name(part.name, word_key(head.text)) if numbered is None else None
    return (named, ()) if named else _listed(numbered, head, found, part, names)


def _stated(cell: Cell) -> JudgeHead | None:
    """Return the judge that a label states: 2, 二, J2, No.2, 第2号, 评委2, 2（示例乙）."""
    whole = plain(cell.text)
    alone = _NUMBER_ALONE.fullmatch(whole.upper())
    number = ordinal(alone["number"]) if alone else None
    if number is not None:
        return JudgeHead(number)
    named = _NUMBER_BEFORE.fullmatch(whole) or _NUMBER_AND_NAME.fullmatch(whole)
    if named:
        is_name = not _DESCRIBED.search(named["name"])
        return JudgeHead(int(named["number"]), named["name"], is_surely_name=is_name)
    return judge_head(cell.text)


def _by_name(text: str, part: Judged, names: Names) -> str | None:
    """Return the judge of a name, also with a remark in brackets or a number beside it."""
    bare = _BRACKETS.sub("", plain(text))
    found = (names.judges.by_name(part.name, one) for one in (text, bare))
    return next((one for one in found if one), None)


def _called(cell: Cell, part: Judged, names: Names) -> JudgeHead | None:
    """Return the judge whose name stands where the number would: 评委：示例乙（校外）."""
    judge_id = _by_name(cell.text, part, names)
    return JudgeHead(int(judge_id.removeprefix("J"))) if judge_id else None
