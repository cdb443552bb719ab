"""Whether a line of the register tells of an activity that was held, called off or put off."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.values import Read, Spot
from assessment.intake.vocabulary import Vocabulary

HELD = "held"
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
    inside = [name for name in _BESIDE if _meaning(cells.get(name), words)]
    rest = {name: cell for name, cell in cells.items() if name not in inside}
    meaning = _meaning(said or (cells[inside[0]] if inside else None), words)
    if said is not None and meaning is None:
        expected = "、".join(words.held_states)
        fault = spot.fault("activity.state-unknown", said, expected=expected, column="held_state")
        return Read(None, (fault,)), rest
    people = rest.get("participants")
    if meaning in (None, HELD) or people is None or plain(people.text) in ("0", ""):
        return Read(meaning or HELD), rest
    return Read(None, (spot.fault("activity.not-held", people, column="n_participants"),)), rest


def _meaning(cell: Cell | None, words: Vocabulary) -> str | None:
    return None if cell is None else words.held_states.get(plain(cell.text))
