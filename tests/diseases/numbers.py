"""Marks that are no numbers, or numbers written in another way."""

from __future__ import annotations

from datetime import date

from diseases.making import Disease, board, marks

# What stands in a judge's cell, and what is wrong with it.
NO_NUMBERS = {
    "nan": "a word that float() takes for a number",
    "inf": "a word that float() takes for a number",
    "-Infinity": "a word that float() takes for a number",
    "1_0": "digits joined as programmers do",
    "9O": "the letter O for a nought",
    "l0": "the letter l for a one",
    "88分左右": "a guess",
    "约90": "a guess",
    "88,5": "a comma for the decimal point",
    "88。5": "a full stop for the decimal point",
    "88、5": "a list, or a decimal point",
    "9 0": "two numbers, or one",
    "8 8.5": "two numbers, or one",
    "90/100": "a share",
    "85-90": "a range",
    "90%": "a share",
    "9e1": "an exponent",
    "0x5A": "a number of another base",
    "9①": "a mark of a footnote behind the number",
    "8²": "a raised digit",
    "九十多": "a guess in words",
    "九零": "digits in words, or a slip",
    "Ⅸ": "a Roman numeral",
    "9\u200b0": "an invisible sign inside the number",
    "喜欢": "a word that is no status",
    "缺席?": "a status in doubt",
    "91(去掉)": "a number and a remark",
    "90;91": "two marks in a cell",
    "90┋91": "two marks in a cell",
    "A": "a grade",
    "√": "a tick",
}
# What stands there, and the number it is.
NUMBERS = {
    "８８．５": 88.5,
    " 88.5\n": 88.5,
    "\u300088\u3000": 88,
    "88.50": 88.5,
    "+88": 88,
    "八十八": 88,
    "八十八点五": 88.5,
    "捌拾捌": 88,
    "零": 0,
    "088": 88,
}
OUT_OF_RANGE = ("105", "-5", "－5", "１００．１", "一百零一", "1,000", "8888")
STORED = {
    105: ("a stored number above full marks", "points.out-of-range@D3", "unreadable"),
    -1: ("a stored number below nought", "points.out-of-range@D3", "unreadable"),
    88.12345: ("five decimals", "points.too-many-decimals@D3", "unreadable"),
    True: ("a logical value", "points.not-a-number@D3", "unreadable"),
    date(2017, 11, 3): ("a day in a column of marks", "points.not-a-number@D3", "unreadable"),
}

CASES = (
    *(
        Disease(
            f"mark {text!r}",
            wrong,
            board(D3=text),
            ("points.not-a-number@D3",),
            marks(D3="unreadable"),
        )
        for text, wrong in NO_NUMBERS.items()
    ),
    *(
        Disease(f"mark {text!r}", "a number as text", board(D3=text), (), marks(D3=value))
        for text, value in NUMBERS.items()
    ),
    *(
        Disease(
            f"mark {text!r}",
            "text of a number out of range",
            board(D3=text),
            ("points.out-of-range@D3",),
            marks(D3="unreadable"),
        )
        for text in OUT_OF_RANGE
    ),
    *(
        Disease(f"stored {value!r}", wrong, board(D3=value), (fault,), marks(D3=read))
        for value, (wrong, fault, read) in STORED.items()
    ),
    Disease("binary residue", "0.1+0.2 as stored", board(D3=0.1 + 0.2), (), marks(D3=0.3)),
    Disease("an integer as float", "88.0 is 88", board(D3=88.0), (), marks(D3=88)),
)
