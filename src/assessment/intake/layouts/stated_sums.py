"""What a sheet says its money sums to: beside 合计, within its words, or in capitals below."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import parse_money, plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Block, Record, is_total, names_something, spans
from assessment.intake.layouts.not_counted import lines_off
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot, read_money
from assessment.intake.words.vocabulary import Vocabulary

_SIGN = "[零壹贰叁肆伍陆柒捌玖]"
# 万元 alone is a unit.
_CAPITALS = re.compile(
    rf"(?=[万亿]*[零壹贰叁肆伍陆柒捌玖拾佰仟])[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[圆元](?:零?{_SIGN}角)?(?:零?{_SIGN}分)?[整正]?"
)
_DIGITS = re.compile(
    r"[^:]*:(?:人民币)?(¥?[0-9][0-9,]*(?:\.[0-9]+)?(?:万元|元)?)(?![0-9,项个条笔])"
)
_IN_CAPITALS = "大写"
# Of these a paper writes capitals as well, and they are no sum of its lines.
_OTHER_MONEY = re.compile("剩余|结余|余额|超支|拨款|支持经费|预算|收入|应退")

_NONE: Mapping[int, int] = MappingProxyType({})
Sums = Sequence[Sequence[int | None]]


def wrong_sums(
    block: Block, spot: Spot, name: str, amounts: Sequence[int | None],
    *, words: Vocabulary, unit: str, others: Collection[int] = (),
) -> Iterator[Problem]:  # fmt: skip
    """Yield a problem for each sum on a sheet that its lines do not come to.

    `amounts` are those of the block's records in column `name`. A sum stands in that column, in
    words on the same row (合计（大写）：叁佰元整) or in a note below (金额大写：叁佰元整). What
    stands in the columns `others` sums other money, unless its row is one in words.

    Problems
    --------
    total.does-not-add-up, money.unreadable, cell.error-value, cell.formula-not-cached, cell.merged
    """
    earlier = {id(one): _fen_of(one, spot, name, unit) for one in block.before}
    known = earlier | {id(one): fen for one, fen in zip(block.records, amounts, strict=True)}
    left_out = _left_out(block, spot, name, unit, words) if block.totals else _NONE
    for total, lines in spans(block, words):
        sums = [[known[id(record)] for record in mine] for mine in lines]
        cell = _sum_cell(block, total, name, words)
        yield from check_total(spot, cell, sums, unit, left_out)
        is_in_words = _IN_CAPITALS in total.anchor.text
        for text in _texts_beside(block, total, cell):
            if text.column in others and not is_in_words:
                continue
            yield from _wrong_words(spot, text, sums, unit if is_total(text, words) else "")
    for cell in _notes_in_capitals(block):
        yield from _wrong_words(spot, cell, [list(amounts)], "")


def _sum_cell(block: Block, total: Record, name: str, words: Vocabulary) -> Cell | None:
    """Return what a total states in a column; words beside a label (经办人) are that label's.

    Words that are merged over the column are the row's: 合计（大写）, and its capitals beside it.
    """
    cell = total.cells.get(name)
    if cell is not None and cell.kind is CellKind.MERGED:
        whole = block.sheet.at(cell.row, cell.column)
        is_words = whole is not None and whole.row == cell.row and whole.kind is CellKind.TEXT
        return None if is_words else cell
    if cell is None or cell.kind is not CellKind.TEXT:
        return cell
    left = block.sheet.at(cell.row, cell.column - 1)
    is_labelled = left is not None and left.row == cell.row and left != total.anchor
    return None if left and is_labelled and _names(left, words) else cell


def _names(cell: Cell, words: Vocabulary) -> bool:
    is_known = names_something(cell, words) or word_key(cell.text) in words.persons
    return is_known and not is_total(cell, words)


def check_total(
    spot: Spot, cell: Cell | None, sums: Sums, unit: str, left_out: Mapping[int, int] = _NONE
) -> tuple[Problem, ...]:
    """Return the problem of a 合计 (in digits or capitals) that no lines in question sum to.

    `sums` are the amounts it may sum, what is usual first. Nothing is said while one of these is
    itself unreadable. `left_out` are the fen of lines that do not count, by row: a total that holds
    them all is told with their rows.

    Problems
    --------
    total.does-not-add-up, money.unreadable, cell.error-value, cell.formula-not-cached, cell.merged
    """
    stated = read_money(cell, spot, "合计", unit)
    if stated.value is None or _is_right(stated.value, sums):
        return stated.problems
    expected = _usual(sums)
    above = {row: fen for row, fen in left_out.items() if cell is None or row < cell.row}
    if above and stated.value == _sum(sums[0]) + sum(above.values()):
        rows = "、".join(map(str, above))
        expected = detail("yuan_left_out", n=f"{_sum(sums[0]) / 100:.2f}", rows=rows)
    return (spot.fault("total.does-not-add-up", cell, expected=expected),)


def _left_out(
    block: Block, spot: Spot, name: str, unit: str, words: Vocabulary
) -> Mapping[int, int]:
    """Return the fen of each line that says itself that it does not count, by row."""
    if name not in block.headers:
        return {}
    column = block.headers[name].column
    rows = (row for row, _ in lines_off(block, words))
    read = {row: read_money(block.sheet.own(row, column), spot, name, unit).value for row in rows}
    return {row: fen for row, fen in read.items() if fen is not None}


def _fen_of(record: Record, spot: Spot, name: str, unit: str) -> int | None:
    return read_money(record.cells.get(name), spot, name, unit).value


def _is_right(stated: int, sums: Sums) -> bool:
    return None in sums[0] or stated in (_sum(one) for one in sums)


def _sum(amounts: Sequence[int | None]) -> int:
    return sum(amount for amount in amounts if amount is not None)


def _usual(sums: Sums) -> str:
    return detail("yuan", n=f"{_sum(sums[0]) / 100:.2f}")


def _texts_beside(block: Block, total: Record, cell: Cell | None) -> Iterator[Cell]:
    """Yield the texts on the row of a total, within the columns of its table."""
    heads = (*block.headers.values(), *block.unmapped)
    last = max((head.column for head in heads), default=total.anchor.column)
    for other in block.sheet.rows.get(total.anchor.row, ()):
        is_mine = total.anchor.column <= other.column <= last
        if is_mine and other.kind is CellKind.TEXT and other != cell:
            yield other


def _notes_in_capitals(block: Block) -> Iterator[Cell]:
    """Yield the notes that say 大写 with an amount in them or beside them."""
    for note in block.notes:
        if _IN_CAPITALS in note.text and not _OTHER_MONEY.search(note.text):
            beside = block.sheet.at(note.row, block.sheet.after(note))
            yield note
            if beside is not None and _IN_CAPITALS not in beside.text:
                yield beside


def _wrong_words(spot: Spot, cell: Cell, sums: Sums, unit: str) -> Iterator[Problem]:
    for stated, fen in _amounts(cell, unit).items():
        if fen is None:
            yield spot.fault("money.unreadable", cell, actual=stated)
        elif not _is_right(fen, sums):
            yield spot.fault("total.does-not-add-up", cell, actual=stated, expected=_usual(sums))


def _amounts(cell: Cell, unit: str) -> Mapping[str, int | None]:
    """Return the amounts a text names: capitals, and digits behind the colon of a 合计.

    None stands for one that is no number.
    """
    text = _OTHER_MONEY.split(plain(cell.text))[0]
    found = {match[0]: _fen(match[0], "yuan") for match in _CAPITALS.finditer(text)}
    digits = _DIGITS.match(text) if unit else None
    return found | ({digits[1]: _fen(digits[1], unit)} if digits else {})


def _fen(text: str, unit: str) -> int | None:
    try:
        return parse_money(text, unit=unit)
    except ValueError:
        return None
