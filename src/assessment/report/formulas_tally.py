"""Formulas of 现场统分表, in the forms of `formulas`; INDEX and MATCH are used besides."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.rule_components import Judged
from assessment.report.formulas import EMPTY, quoted, rank, rounded


def n_entered(area: str, words: Sequence[str], most: str) -> str:
    """Return how many cells of an area hold a number of 0 to `most` or one of the words.

    Examples
    --------
    >>> n_entered("C5:I5", ["回避"], "100")
    'SUMPRODUCT(ISNUMBER(C5:I5)*(C5:I5>=0)*(C5:I5<=100)+(C5:I5="回避"))'
    """
    said = "".join(f"+({area}={quoted(word)})" for word in words)
    return f"SUMPRODUCT(ISNUMBER({area})*({area}>=0)*({area}<={most}){said})"


def n_filled(area: str) -> str:
    """Return how many cells of an area hold anything.

    Examples
    --------
    >>> n_filled("C5:I5")
    'SUMPRODUCT((C5:I5<>"")*1)'
    """
    return f"SUMPRODUCT(({area}<>{EMPTY})*1)"


def dropped(area: str, part: Judged, function: str, place: int) -> str:
    """Return one of the marks that are dropped, nothing where none are.

    `function` is LARGE or SMALL, `place` counts from 1.

    Examples
    --------
    >>> part = Judged.model_construct(combine="trimmed_mean", trim_from=5)
    >>> dropped("C5:I5", part, "LARGE", 1)
    'IF(COUNT(C5:I5)>=5,LARGE(C5:I5,1),"")'
    """
    return f"IF(COUNT({area})>={part.trim_from},{function}({area},{place}),{EMPTY})"


def percent(mean: str, deducted: str, full: str) -> str:
    """Return points of 0–100 for combined marks, less what is deducted; `deducted` may be empty.

    Examples
    --------
    >>> percent("K5", "", "120"), percent("K5", "M5:N5", "120")
    ('ROUND(K5*100/120,9)', 'ROUND(MAX(K5-SUM(M5:N5),0)*100/120,9)')
    """
    left = f"MAX({mean}-SUM({deducted}),0)" if deducted else mean
    return rounded(f"{left}*100/{full}")


def place(key: tuple[str, str], above: str) -> str:
    """Return a row's own place by a key, larger first; of equal ones those above come first.

    Parameters
    ----------
    key : tuple of str
        The row's own cell and the column of all rows; numbers throughout.
    above : str
        The part of the column above the row, empty for the first.

    Examples
    --------
    >>> place(("C5", "C$5:C$9"), ""), place(("C6", "C$5:C$9"), "C$5:C5")
    ('1+SUMPRODUCT((C$5:C$9>C5)*1)', '1+SUMPRODUCT((C$5:C$9>C6)*1)+SUMPRODUCT((C$5:C5=C6)*1)')
    """
    own, _ = key
    return rank([key]) + (f"+SUMPRODUCT(({above}={own})*1)" if above else "")
