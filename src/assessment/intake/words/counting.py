"""发出/收回/有效/无效 of paper votes where a paper states them: in a sentence, in cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet, text_cell
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_ABOUT = "(?:大?约|将?近|逾|超过|不足|至少|最多)"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++(?:\.[0-9]++)?+)"
_CHINESE = "[零〇一二两三四五六七八九十百千万]"
# In words only with its unit behind it: 收回一份材料 counts no ballots.
_NUMBER = (
    rf"{_ABOUT}?(?:{_DIGITS}(?:[-~–—至]{_DIGITS})?[十百千万亿]*+[余多来几成]?"
    rf"|{_CHINESE}++[余多来几]?(?=[张票]|份(?:[,;。、)]|$)))"
)
_COUNT = (
    rf"(?:票数?|选票|问卷|答卷)?(?:共计?|为|是)?:?(?P<number>{_NUMBER})"
    r"(?P<unit>[张份票]?(?:左右|上下|以上|以内)?)(?!\.?[0-9]|[%年月日/])"
)
# 比去年收回105张多5张 counts no ballots of this vote.
_EARLIER = re.compile("去年|上年|上届|上一届|往年|上次")
_ALL_VALID = re.compile(
    "(?P<all>(?:全部|全都|均|都)(?:为|是)?有效(?!率))|(?<!有)(?:无|没有)(?:无效|废)票"
)
COUNTS = ("n_issued", "n_returned", "n_valid", "n_invalid")
ABSTAINED = "n_abstained"
_NOBODY: Mapping[int, str] = MappingProxyType({})


class Stated(NamedTuple):
    """One count: its field, its cell, and the channels it is said of (none: not said)."""

    name: str
    cell: Cell
    channels: tuple[str, ...] = ()


def begins_count(text: str, words: Vocabulary) -> bool:
    """Tell whether a plain text begins with a count: 发出选票120张，收回…"""
    return _pattern(tuple(words.counts)).match(text) is not None


def find_counts(
    sheet: Sheet,
    cells: Iterable[Cell],
    words: Vocabulary,
    *,
    channels: Collection[str] = (),
    heads: Mapping[int, str] = _NOBODY,
) -> Iterator[Stated]:
    """Yield the counts that cells state: in one sentence, beside, or in rows under each other.

    Parameters
    ----------
    channels : collection of str
        Names that tell in a text of which channel its counts are.
    heads : mapping
        The channel of each column of votes: several numbers beside a word are theirs.
    """
    for cell in cells:
        yield from _in_text(cell, words, channels)
        name = _counted(cell, words, channels)
        if name and not cell.sheet:
            mine = tuple(one for one in channels if one in cell.text)
            beside = _beside(sheet, cell, words, channels)
            under = [(heads[one.column], one) for one in beside if one.column in heads]
            if len(under) > 1 and not mine:
                yield from (Stated(name, one, (channel,)) for channel, one in under)
            elif beside and (beside[0].row > cell.row or beside[0].column == sheet.after(cell)):
                yield Stated(name, beside[0], mine)
            elif under:
                yield Stated(name, under[0][1], mine or under[0][:1])


def is_heading(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a row names counts that stand in the row below it: 发出 | 收回 | 有效."""
    return len(cells) > 1 and all(_counted(cell, words, ()) for cell in cells)


def _in_text(cell: Cell, words: Vocabulary, channels: Collection[str]) -> Iterator[Stated]:
    text, start = plain(cell.text), 0
    names = {**dict.fromkeys(words.unused_rows, ABSTAINED), **words.counts}
    yield from _each_channel(cell, text, names, channels)
    yield from _all_valid(cell, text, names)
    said: tuple[str, ...] = ()
    for match in _pattern(tuple(names)).finditer(text):
        before = text[start : match.start()]
        said = tuple(one for one in channels if one in before) or said
        start, unit = match.end(), match["unit"]
        if _EARLIER.search(before):
            continue
        number = match["number"] + (unit if len(unit) > 1 else "")
        stated = text_cell(cell.row, cell.column, number)._replace(sheet=cell.sheet)
        yield Stated(names[match["word"]], stated, said)


def _each_channel(
    cell: Cell, text: str, names: Mapping[str, str], channels: Collection[str]
) -> Iterator[Stated]:
    """Yield the counts of a word with the channels behind it: 收回：微信110张，微博26张."""
    if not channels or not any(one in text for one in channels):
        return
    for match in _listing(tuple(names), tuple(channels)).finditer(text):
        for one in _one_of(tuple(channels)).finditer(match["listed"]):
            number = one["number"] + (one["unit"] if len(one["unit"]) > 1 else "")
            stated = text_cell(cell.row, cell.column, number)._replace(sheet=cell.sheet)
            yield Stated(names[match["word"]], stated, (one["channel"],))


def _all_valid(cell: Cell, text: str, names: Mapping[str, str]) -> Iterator[Stated]:
    """Yield that no ballot is invalid, and that as many are valid: 收回110张，全部有效."""
    said = _ALL_VALID.search(text)
    if said is None:
        return
    numbers = ["0"]
    found = [m for m in _pattern(tuple(names)).finditer(text) if m.end() <= said.start()]
    if said["all"] and found and names[found[-1]["word"]] == "n_returned":
        numbers.append(found[-1]["number"])
    for name, number in zip(("n_invalid", "n_valid"), numbers, strict=False):
        yield Stated(name, text_cell(cell.row, cell.column, number)._replace(sheet=cell.sheet))


def _counted(cell: Cell, words: Vocabulary, channels: Collection[str]) -> str:
    key = word_key(cell.text)
    for channel in channels:
        key = key.replace(channel, "")
    return words.counts.get(key, "")


def _beside(sheet: Sheet, cell: Cell, words: Vocabulary, channels: Collection[str]) -> list[Cell]:
    """Return what stands beside a word up to the next one; below it in a row of such words."""
    row = sheet.rows.get(cell.row, ())
    if is_heading(row, words):
        below = sheet.own(cell.row + 1, cell.column)
        if below is None or below.kind is CellKind.MERGED or _counted(below, words, channels):
            return []
        return [below]
    found: list[Cell] = []
    for other in row:
        if other.column > cell.column:
            if _counted(other, words, channels):
                break
            found.append(other)
    return found


@cache
def _one_of(channels: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(map(re.escape, sorted(channels, key=len, reverse=True)))
    return re.compile(f"(?P<channel>{named})(?:渠道|平台|公众号|端|投票)?{_COUNT}")


@cache
def _listing(names: tuple[str, ...], channels: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a word with counts of several channels behind it."""
    words = "|".join(sorted(names, key=len, reverse=True))
    one = re.sub(r"\(\?P<\w+>", "(?:", _one_of(channels).pattern)
    behind = "(?:票数?|选票|问卷|答卷)?(?:共计?|为|是|情况)?:?"
    return re.compile(f"(?P<word>{words}){behind}(?P<listed>{one}(?:[,、;和及与]?{one})*)")


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    # 实收 and 应收 are words of money, too: they count ballots where a unit says so.
    bare = {
        name: r"(?=[^,;。]{0,6}?[0-9,]+[张份票])" if name[0] in "实应" else "" for name in names
    }
    alternatives = "|".join(f"{name}{bare[name]}" for name in sorted(names, key=len, reverse=True))
    return re.compile(f"(?P<word>{alternatives}){_COUNT}")
