"""Points where votes belong: a tally that stands among marks, or that is called 得分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.bare_votes import may_be_points, number_in
from assessment.intake.layouts.context import Found
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_CALLED = re.compile("得分|成绩|评分|分数|换算|折算|折合|积分|总分")
_OF_VOTES = re.compile("票数|得票|计票|统计")
_SUMS = frozenset("总分 总成绩 综合成绩 综合得分 合计得分 得分合计 考核成绩 考核得分".split())
_HOW = re.compile("(?:得分|成绩|分数|评分|总分|平均分|均分|分)$")
_LONGEST_TITLE = 40


def without_points(found: Found, words: Vocabulary) -> tuple[Found, tuple[Problem, ...]]:
    """Return a tally without the columns that may as well hold points, and the problem of each.

    Such are columns with nothing but a channel over numbers up to 100 where marks of judges or a
    总分 stand beside, or the nearest title that says anything calls them 得分.

    Problems
    --------
    votes.look-like-points
    """
    block = found.block
    names = [name for name in block.headers if may_be_points(block, name, words)]
    why = next(_reasons(found, words), "") if names else ""
    if not why:
        return found, ()
    spot, heads = found.spot("votes"), [block.headers[name] for name in names]
    told = tuple(
        spot.fault("votes.look-like-points", head, actual=" ".join(head.text.split()), expected=why)
        for head in heads
    )
    lines = [tuple(_without(one, names) for one in each) for each in (block.records, block.totals)]
    return replace(found, block=replace(block, records=lines[0], totals=lines[1])), told


def _without(record: Record, names: list[str]) -> Record:
    kept = {name: cell for name, cell in record.cells.items() if name not in names}
    return replace(record, cells=kept)


def _reasons(found: Found, words: Vocabulary) -> Iterator[str]:
    """Yield what says that the numbers may be points, with its place."""
    marks = [word for told in words.components.values() for word in told if "票" not in word]
    titles = list(_titles(found))
    is_tally = any(_OF_VOTES.search(text) for text, _ in titles[:1])
    for head in _beside(found.block):
        key = word_key(head.text)
        is_judged = key in marks or _HOW.sub("", key) in marks
        if is_judged or (key in _SUMS and not is_tally):
            yield detail("word_at", at=head.address, name=" ".join(head.text.split()))
    for text, said in titles:
        if _CALLED.search(text):
            yield said
        if _CALLED.search(text) or "票" in text:
            return


def _beside(block: Block) -> Iterator[Cell]:
    """Yield the heads of other columns of numbers, or of rows in a table on its side."""
    is_turned, own = block.layout == "turned", list(block.headers.values())
    lines = {cell.column if is_turned else cell.row for cell in own}
    anchors = [one.anchor.column if is_turned else one.anchor.row for one in block.records]
    for (row, column), head in block.sheet.cells.items():
        if (column if is_turned else row) not in lines or head in own:
            continue
        if head.kind is CellKind.TEXT:
            places = ((row, n) if is_turned else (n, column) for n in anchors)
            below = (block.sheet.cells.get(place) for place in places)
            if any(cell and number_in(plain(cell.text)) is not None for cell in below):
                yield head


def _titles(found: Found) -> Iterator[tuple[str, str]]:
    """Yield what names the table, the nearest first: each as plain text and as it is told."""
    block, name = found.block, PurePosixPath(found.document.file).stem
    top = min((cell.row for cell in block.headers.values()), default=0)
    own = [cell for cell in block.titles if cell.row < top]
    for cell in (*reversed(own), *reversed(block.above), *block.common, *block.outside):
        text = plain(cell.text)
        if len(text) <= _LONGEST_TITLE and ":" not in text:
            yield text, detail("word_at", at=cell.address, name=" ".join(cell.text.split()))
    yield from ((plain(text), detail("quoted", name=text)) for text in (block.sheet.name, name))
