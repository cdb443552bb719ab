"""Formulas that Excel 2010, WPS and LibreOffice work out alike, as text without the leading =.

Only functions that all three share and that were measured to agree: SUM, MAX, COUNT, LARGE, SMALL,
ROUND, IF, AND, INT, ISNUMBER and SUMPRODUCT; no RANK, no TRIMMEAN, nothing entered as an array.
An `area` holds numbers, and words (回避, 缺席) where there is none; COUNT and SUM pass over words.
Whatever is compared stands rounded to nine decimals in a cell of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assessment.core.rule_components import Judged, Voted

NEAR = 9
EMPTY = '""'


def literal(value: Fraction) -> str:
    """Return a number as a formula writes it: a decimal where it has one, else a quotient.

    Examples
    --------
    >>> literal(Fraction(70)), literal(Fraction(1, 4)), literal(Fraction(1, 3))
    ('70', '0.25', '(1/3)')
    """
    for decimals in range(NEAR):
        whole = value * 10**decimals
        if whole.denominator == 1:
            digits = f"{abs(whole.numerator):0{decimals + 1}d}"
            text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
            return f"-{text}" if value < 0 else text
    return f"({value.numerator}/{value.denominator})"


def quoted(text: str) -> str:
    """Return words as a formula writes them.

    Examples
    --------
    >>> quoted('称为"优秀"的')
    '"称为""优秀""的"'
    """
    return '"' + text.replace('"', '""') + '"'


def other_sheet(name: str, cell: str) -> str:
    """Return a cell of another sheet.

    Examples
    --------
    >>> other_sheet("评分-答辩", "C5")
    "'评分-答辩'!C5"
    """
    return f"'{name.replace(chr(39), chr(39) * 2)}'!{cell}"


def where_known(cells: Sequence[str], value: str, otherwise: str = EMPTY) -> str:
    """Return a value that stands only where every one of the cells is a number.

    Examples
    --------
    >>> where_known(["C5", "D5"], "C5+D5")
    'IF(COUNT(C5,D5)=2,C5+D5,"")'
    """
    return f"IF(COUNT({','.join(cells)})={len(cells)},{value},{otherwise})"


def n_dropped(area: str, part: Judged) -> str:
    """Return how many marks of an area are dropped.

    Examples
    --------
    >>> part = Judged.model_construct(combine="trimmed_mean", drop_high=1, drop_low=1, trim_from=5)
    >>> n_dropped("C5:I5", part)
    'IF(COUNT(C5:I5)>=5,2,0)'
    """
    if part.combine != "trimmed_mean":
        return "0"
    return f"IF(COUNT({area})>={part.trim_from},{part.drop_high + part.drop_low},0)"


def mean(area: str) -> str:
    """Return the mean of the numbers of an area, nothing where there are none.

    Examples
    --------
    >>> mean("C5:I5")
    'IF(COUNT(C5:I5)=0,"",SUM(C5:I5)/COUNT(C5:I5))'
    """
    return f"IF(COUNT({area})=0,{EMPTY},SUM({area})/COUNT({area}))"


def combined(area: str, part: Judged) -> str:
    """Return a project's marks combined as the component's rule says.

    Parameters
    ----------
    area : str
        Marks of one project: one a judge.
    part : Judged
        `combine`, `drop_high`, `drop_low`, `trim_from`.

    Examples
    --------
    >>> part = Judged.model_construct(combine="trimmed_mean", drop_high=1, drop_low=1, trim_from=5)
    >>> combined("C5:I5", part).removeprefix('IF(COUNT(C5:I5)=0,"",')
    'IF(COUNT(C5:I5)>=5,(SUM(C5:I5)-LARGE(C5:I5,1)-SMALL(C5:I5,1))/(COUNT(C5:I5)-2),\
SUM(C5:I5)/COUNT(C5:I5)))'
    """
    n = f"COUNT({area})"
    if part.combine == "median":
        middle = f"(SMALL({area},INT(({n}+1)/2))+SMALL({area},INT({n}/2)+1))/2"
        return f"IF({n}=0,{EMPTY},{middle})"
    if part.combine == "mean":
        return mean(area)
    high = "".join(f"-LARGE({area},{place + 1})" for place in range(part.drop_high))
    low = "".join(f"-SMALL({area},{place + 1})" for place in range(part.drop_low))
    trimmed = f"(SUM({area}){high}{low})/({n}-{part.drop_high + part.drop_low})"
    plain = f"SUM({area})/{n}"
    return f"IF({n}=0,{EMPTY},IF({n}>={part.trim_from},{trimmed},{plain}))"


def panel_factor(raw: str, column: str, group: str, groups: str) -> str:
    """Return overall mean ÷ mean of the own panel.

    Parameters
    ----------
    raw, column : str
        The project's combined marks, and those of all projects.
    group, groups : str
        The project's panel, and those of all projects.
    """
    own = f"SUMPRODUCT(({groups}={group})*ISNUMBER({column}))"
    total = f"SUMPRODUCT(({groups}={group})*ISNUMBER({column}),{column})"
    factor = f"IF({total}=0,1,(SUM({column})/COUNT({column}))/({total}/{own}))"
    return where_known([raw], factor)


def converted(votes: str, column: str, part: Voted) -> str:
    """Return points of 0–100 for a number of votes.

    Parameters
    ----------
    votes, column : str
        The project's cell, and those of all projects.
    part : Voted
        `convert` with its settings.

    Examples
    --------
    >>> converted("C5", "C$5:C$9", Voted.model_construct(convert="share"))
    'IF(COUNT(C5)=1,IF(MAX(C$5:C$9)=0,0,100*C5/SUM(C$5:C$9)),"")'
    """
    place = f"(1+SUMPRODUCT(ISNUMBER({column})*({column}>{votes})))"
    ratio = f"100*{votes}/MAX({column})"
    if part.convert == "share":
        points = f"100*{votes}/SUM({column})"
    elif part.convert == "rank":
        points = f"100*(COUNT({column})-{place}+1)/COUNT({column})"
    elif part.ladder is not None:
        first, step, floor = (literal(Fraction(x)) for x in (
            part.ladder.first, part.ladder.step, part.ladder.floor))  # fmt: skip
        points = f"100*MAX({first}-{step}*({place}-1),{floor})/{first}"
    elif part.threshold is not None:
        reached = literal(Fraction(part.threshold.points))
        rest = literal(100 - Fraction(part.threshold.points))
        points = f"IF({votes}>={part.threshold.votes},{reached},0)+{rest}*({ratio})/100"
    else:
        points = ratio
    return where_known([votes], f"IF(MAX({column})=0,0,{points})")


def ahead(keys: Sequence[tuple[str, str]]) -> str:
    """Return, as an array for SUMPRODUCT, which rows come before one: key by key, larger first.

    Parameters
    ----------
    keys : sequence of tuple of str
        For each key the row's own cell and the column of all rows; numbers throughout.

    Examples
    --------
    >>> ahead([("C5", "C$5:C$9"), ("D5", "D$5:D$9")])
    '(C$5:C$9>C5)+(C$5:C$9=C5)*(D$5:D$9>D5)'
    """
    terms = [
        "*".join([*(f"({column}={own})" for own, column in keys[:n]), f"({column}>{own})"])
        for n, (own, column) in enumerate(keys)
    ]
    return "+".join(terms)


def n_alike(keys: Sequence[tuple[str, str]]) -> str:
    """Return how many rows have the same keys, the row itself among them.

    Examples
    --------
    >>> n_alike([("C5", "C$5:C$9"), ("D5", "D$5:D$9")])
    'SUMPRODUCT((C$5:C$9=C5)*(D$5:D$9=D5))'
    """
    same = [f"({column}={own})" for own, column in keys]
    return f"SUMPRODUCT({'*'.join([*same, '1'] if len(same) == 1 else same)})"


def rank(keys: Sequence[tuple[str, str]], alike: str = "") -> str:
    """Return a row's place by its keys: 1, 1, 3; with the column of `n_alike` 1, 1, 2.

    Examples
    --------
    >>> rank([("C5", "C$5:C$9")])
    '1+SUMPRODUCT((C$5:C$9>C5)*1)'
    >>> rank([("C5", "C$5:C$9")], "E$5:E$9")
    '1+ROUND(SUMPRODUCT((C$5:C$9>C5)/E$5:E$9),0)'
    """
    before = ahead(keys)
    if alike:
        before = f"({before})" if len(keys) > 1 else before
        return f"1+ROUND(SUMPRODUCT({before}/{alike}),0)"
    return f"1+SUMPRODUCT({before})" if len(keys) > 1 else f"1+SUMPRODUCT({before}*1)"


def rounded(value: str, decimals: int = NEAR) -> str:
    """Return a value rounded half up; what floating point adds below nine decimals is cut first.

    Examples
    --------
    >>> rounded("K5"), rounded("K5", 2)
    ('ROUND(K5,9)', 'ROUND(ROUND(K5,9),2)')
    """
    near = f"ROUND({value},{NEAR})"
    return near if decimals >= NEAR else f"ROUND({near},{decimals})"
