"""Words alone in a row between lines that nothing understands: shown, as they may be about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.grids.head_remarks import heads_other_lines
from assessment.intake.grids.running import sitting_of
from assessment.intake.layouts import Block, is_continued, is_label, is_note, is_passed, is_total
from assessment.intake.layouts.context import Found, Names
from assessment.intake.layouts.named_in import college_alone, project_alone, projects_in
from assessment.intake.words.group_words import is_harmless
from assessment.intake.words.header_words import word_key
from assessment.intake.words.year_words import years_of

CODE = "group.not-understood"
# Groups of a 考核表 are its items.
_ASIDE = ("red_flag_", "settlement")
_AT_MOST = 5


def unknown_groups(
    found: Iterable[Found], names: Names, told: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield one notice a table, at the first such row between its lines, with the words of all.

    Where something is said of a row already (`told`), nothing more is.

    Problems
    --------
    group.not-understood
    """
    known = {fault.where for fault in told}
    for item in found:
        if item.block.kind.startswith(_ASIDE):
            continue
        cells = [cell for cell in _captions(item.block) if not _is_understood(cell, item, names)]
        said = _texts(item.block) if cells else frozenset()
        cells = [cell for cell in cells if word_key(cell.text) not in said]
        spot = item.spot("")
        cells = [cell for cell in cells if spot.document.ref(spot.sheet, cell) not in known]
        if cells:
            texts = dict.fromkeys(" ".join(cell.text.split()) for cell in cells)
            yield spot.fault(CODE, cells[0], actual="」「".join([*texts][:_AT_MOST]))


def _captions(block: Block) -> Iterator[Cell]:
    yield from dict.fromkeys(cell for record in block.records for cell in record.captions)


def _is_understood(cell: Cell, item: Found, names: Names) -> bool:
    text, words = cell.text, names.words
    if is_note(cell, words) or is_label(cell) or is_total(cell, words) or is_passed(cell, words):
        return True
    if ":" in plain(text) or is_continued((cell,)) or sitting_of(text):
        return True
    if str(names.rules.year) in years_of(text) or is_harmless(text, words):
        return True
    if item.block.kind.startswith("mark_") and heads_other_lines(text, words):
        return True
    return _names_somebody(text, names)


def _texts(block: Block) -> frozenset[str]:
    """Return what stands in the lines: 走进社区 may head some of which one is called so."""
    cells = (cell for one in block.records for cell in one.cells.values())
    return frozenset(word_key(cell.text) for cell in cells)


def _names_somebody(text: str, names: Names) -> bool:
    """Tell whether a text names a project, college, theme or component, and nothing else."""
    if project_alone(text, names) or college_alone(text, names) or projects_in(text, names):
        return True
    key = word_key(text)
    themes = {word_key(one) for t in names.rules.themes for one in (t.name, *t.aliases)}
    parts = {word_key(one) for listed in names.words.components.values() for one in listed}
    return key in themes | parts or key.removesuffix("类") in themes
