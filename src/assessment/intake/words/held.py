"""Whether a line of the register tells of an activity that was held, called off or put off."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Read, Spot, says
from assessment.intake.words.vocabulary import Vocabulary

HELD = "held"
# 待开展, 未取消, 是否举办待定 say neither that it was held nor that it was not.
_DOUBTFUL = re.compile(
    "待|尚|拟|将|(?<!按)计划|预计|部分|其中|是否|一场|不(?!再)|没|[未非](?!举办|开展|举行)|未.*未"
)
# People write 取消 where the day or the number of people would stand.
_BESIDE = ("participants", "held_date")
Cells = Mapping[str, Cell]


def read_outcome(cells: Cells, spot: Spot, words: Vocabulary) -> tuple[Read[str], Cells]:
    """Return `held`, `cancelled` or `postponed`, and the cells without those that say so.

    A line that says nothing of it was held. One that was called off and yet had people there
    contradicts itself and is neither.

    Problems
    --------
    activity.state-unknown, activity.not-held
    """
    said = cells.get("held_state")
    beside = {name: _meaning(cells.get(name), words) for name in _BESIDE}
    inside = [name for name, meaning in beside.items() if meaning not in (None, HELD)]
    rest = {name: cell for name, cell in cells.items() if name not in inside}
    meaning = _answer(said, words) if said else beside[inside[0]] if inside else None
    if said is not None and meaning is None:
        expected = "、".join(words.held_states)
        fault = spot.fault("activity.state-unknown", said, expected=expected, column="held_state")
        return Read(None, (fault,)), rest
    people = rest.get("participants")
    if meaning in (None, HELD) or people is None:
        return Read(meaning or HELD), rest
    if plain(people.text) in ("0", "") or words.statuses.get(plain(people.text)) == "blank":
        return Read(meaning), {name: cell for name, cell in rest.items() if cell is not people}
    return Read(None, (spot.fault("activity.not-held", people, column="n_participants"),)), rest


def _meaning(cell: Cell | None, words: Vocabulary) -> str | None:
    return None if cell is None else words.held_states.get(plain(cell.text))


def _answer(cell: Cell, words: Vocabulary) -> str | None:
    """Return what the column on it says, also as 是 or 否."""
    text = plain(cell.text)
    bare = word_key(cell.text)
    answer = HELD if bare in words.yes else "cancelled" if bare in words.no else None
    return _meaning(cell, words) or answer or _named(text, words)


def _named(text: str, words: Vocabulary) -> str | None:
    """Return the one outcome whose words stand in a text: 因雨取消, 延期至下学期, 顺利举办.

    The longest word that fits where it stands is taken: 未举办 is not 举办.
    """
    longest = sorted(words.held_states, key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, longest)), text)
    meanings = {words.held_states[word] for word in found}
    return meanings.pop() if len(meanings) == 1 and not _DOUBTFUL.search(text) else None


def is_held_again(cells: Cells, anchor: Cell) -> bool:
    """Tell whether a line below a merged name states a time of its own, beside any material.

    One that gives a material without a day or people of its own, or whose people are merged, is
    about the activity above.
    """
    day, people = cells.get("held_date"), cells.get("participants")
    if people is not None and people.kind is CellKind.MERGED:
        return False
    is_dated = day is not None and day.row == anchor.row and says(day)
    is_counted = says(people)
    return (is_dated and is_counted) or ((is_dated or is_counted) and "material_kind" not in cells)
