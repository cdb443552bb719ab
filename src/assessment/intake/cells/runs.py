"""Text of several looks in one place: what of it is struck out, hidden or raised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from assessment.core.details import detail

_PLAIN = "0123456789+-=()"
_RAISED = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Run(NamedTuple):
    """A piece of text of one look; `place` is superscript, subscript or something else."""

    text: str
    is_struck: bool = False
    is_hidden: bool = False
    place: str | None = None


def joined(runs: Iterable[Run]) -> tuple[str, bool]:
    """Return a text in which its parts can be told apart, and whether something is struck out.

    A part that is struck out or hidden beside others stands in brackets that name it, a raised
    figure is a raised sign: no number, day or name that is made up of such parts reads as one.

    Examples
    --------
    >>> joined([Run("100", is_struck=True), Run("200")])
    ('〔删除线：100〕200', True)
    >>> joined([Run("200"), Run("1", place="superscript")]), joined([Run("20"), Run("0")])
    (('200¹', False), ('200', False))
    """
    told = [run for run in runs if run.text]
    looks = {run[1:3] for run in told if run.text.strip()}
    is_struck = any(struck for struck, _ in looks)
    if len(looks) <= 1 and not any(hidden for _, hidden in looks):
        return "".join(map(_placed, told)), is_struck
    groups = groupby(told, key=lambda run: run[1:3])
    return "".join(_marked(list(group)) for _, group in groups), is_struck


def is_mixed(text: str) -> bool:
    """Tell whether a part of a text is named as struck out, hidden or deleted, or as a formula.

    Examples
    --------
    >>> is_mixed("〔删除线：青年〕志愿服务"), is_mixed("志愿服务")
    (True, False)
    """
    return any(start in text for start in _starts())


@cache
def _starts() -> tuple[str, ...]:
    names = ("struck_text", "hidden_text", "deleted_text", "formula_text")
    return tuple(detail(name, text="\0").partition("\0")[0] for name in names)


def _marked(runs: Sequence[Run]) -> str:
    text = "".join(map(_placed, runs))
    if not text.strip():
        return text
    if runs[0].is_hidden:
        return detail("hidden_text", text=text)
    return detail("struck_text", text=text) if runs[0].is_struck else text


def _placed(run: Run) -> str:
    if run.place == "superscript":
        return run.text.translate(_RAISED)
    return run.text.translate(_LOWERED) if run.place == "subscript" else run.text
