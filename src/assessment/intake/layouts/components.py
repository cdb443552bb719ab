"""Which component of the rules a table of marks or votes belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from assessment.core.rule_sections import Voted
from assessment.core.rules import Rules
from assessment.core.text import plain
from assessment.intake.cells import Cell, Document, text_cell
from assessment.intake.layouts import Block
from assessment.intake.words.vocabulary import Vocabulary

_LONGEST_TITLE = 30
_PROSE = re.compile("[。;:]|[不未]|另|见")


def find_component(block: Block, document: Document, words: Vocabulary, rules: Rules) -> str | None:
    """Return the component a block of marks or votes belongs to.

    The titles are asked first, then those at the top of the sheet, the lines of a text around the
    table, the sheet's name, the file's name and its folders; the first text that names exactly one
    component decides. One that names what is none of the rules' (民主测评) leaves it unknown.
    Criteria that only one component has, or channels, decide when no text does.
    """
    kind = "voted" if block.kind.startswith("vote_") else "judged"
    allowed = {part.name for part in rules.components if part.kind == kind}
    heads = block.headers.values()
    around = (block.around, block.above, block.common, block.outside)
    said = [[cell.text for cell in cells] for cells in around]
    said += [[name] for name in (block.sheet.name, *reversed(PurePosixPath(document.file).parts))]
    texts = ["".join(one) for one in said]
    strange = {cell.text for cell in foreign_titles(block, words)}
    for text, parts in zip(texts, said, strict=True):
        named = named_components(plain(text), words) & allowed
        if len(named) == 1:
            return named.pop()
        if strange.intersection(parts):
            return None
    if kind == "judged":
        return _component_of_criteria(block, rules)
    return _component_of_channels([*(plain(head.text) for head in heads), *texts], rules)


def foreign_titles(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the titles of a table that name what is judged and no component of the rules.

    Where only the sheet's name does, it stands in a cell without a place.
    """
    top = min((cell.row for cell in block.headers.values()), default=None)
    if top is None:
        top = min((record.anchor.row for record in block.records), default=0)
    titles = [cell for cell in block.titles if cell.row < top]
    name = text_cell(0, 0, block.sheet.name)
    return [cell for cell in (*titles, *block.above, name) if _is_foreign(plain(cell.text), words)]


def _is_foreign(text: str, words: Vocabulary) -> bool:
    """Tell whether a short title, and no sentence, names another part than the rules have."""
    is_title = len(text) <= _LONGEST_TITLE and not _PROSE.search(text)
    is_other = any(word in text for word in words.other_parts)
    return is_title and is_other and not named_components(text, words)


def clashing(block: Block, words: Vocabulary, rules: Rules) -> tuple[Cell, ...]:
    """Return the cells around judges' marks that name different components, the first of each."""
    allowed = {part.name for part in rules.components if part.kind == "judged"}
    for cells in (block.around, block.common, block.outside):
        found: dict[str, Cell] = {}
        for cell in cells:
            for name in sorted(named_components(plain(cell.text), words) & allowed):
                found.setdefault(name, cell)
        if len(found) > 1:
            return tuple(dict.fromkeys(found.values()))
    return ()


def find_channel(texts: Sequence[str], part: Voted) -> str | None:
    """Return the one channel that the first telling text names, else the only one there is."""
    if len(part.channels) == 1:
        return part.channels[0].name
    for text in texts:
        named = [one.name for one in part.channels if one.name in plain(text)]
        if len(named) == 1:
            return named[0]
    return None


def _component_of_channels(texts: Sequence[str], rules: Rules) -> str | None:
    """Return the only component that has a channel which the texts name: 微博导出.xlsx."""
    named = {
        part.name
        for part in rules.components
        if part.kind == "voted"
        for channel in part.channels
        if any(channel.name in text for text in texts)
    }
    return named.pop() if len(named) == 1 else None


def named_components(text: str, words: Vocabulary) -> set[str]:
    """Return the components that a text without blanks names."""
    return {name for name, known in words.components.items() if any(w in text for w in known)}


def _component_of_criteria(block: Block, rules: Rules) -> str | None:
    names = {name for record in block.records for name in record.cells}
    wanted = {name.partition(":")[2] for name in names if name.startswith("criterion:")}
    fitting = [
        part.name
        for part in rules.components
        if part.kind == "judged" and wanted and wanted <= {c.name for c in part.criteria}
    ]
    return fitting[0] if len(fitting) == 1 else None
