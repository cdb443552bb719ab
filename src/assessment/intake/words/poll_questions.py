"""Which questions of an export are votes: those by which people choose what they support."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.words.survey_words import Surveys

_NUMBER = re.compile("[0-9]+")


def is_asked_otherwise(head: Cell, surveys: Surveys) -> bool:
    """Tell whether a question asks for something else than support: 您反对哪个, 您参加过的."""
    text = plain(head.text)
    if any(word in text for word in surveys.against):
        return True
    is_about = any(word in text for word in surveys.about)
    return is_about and not any(word in text for word in surveys.doing)


def asks_for_support(head: Cell, surveys: Surveys) -> bool:
    """Tell whether a question says that it is a vote."""
    text = plain(head.text)
    is_vote = any(word in text for word in surveys.question)
    return is_vote and not is_asked_otherwise(head, surveys)


def beside_votes(heads: Sequence[Cell], surveys: Surveys) -> list[Cell]:
    """Return the questions of one channel that do not say they are votes, where others do.

    The columns of one question, 1(天使之翼) and 1(护航行动), go together.
    """
    asking = {question_number(head) for head in heads if asks_for_support(head, surveys)}
    return [head for head in heads if asking and question_number(head) not in asking]


def are_several(heads: Sequence[Cell], named: Mapping[Cell, Collection[str]]) -> bool:
    """Tell whether several questions of one channel name one project: which is the vote?"""
    questions: dict[str, set[str]] = defaultdict(set)
    for head in heads:
        questions[question_number(head)].update(named[head])
    return any(one & other for one, other in combinations(questions.values(), 2))


def question_number(head: Cell) -> str:
    """Return the number of a question, nothing where it has none."""
    found = _NUMBER.match(plain(head.text))
    return found[0] if found else ""
