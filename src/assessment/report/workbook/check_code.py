"""The check code: eight characters that tie a signed sheet to the marks and results behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from assessment.core.rules import Rules
from assessment.core.tables import empty, of_year

# No I, L, O, U: nothing that is misread on paper.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
# What was given and what came of it; `src` and names of files are no part of a result.
_STATED: Mapping[str, Sequence[str]] = {
    "marks": ("component", "project_id", "judge_id", "criterion", "points", "status"),
    "penalties": ("component", "project_id", "name", "points"),
    "votes": ("component", "channel", "project_id", "n_votes"),
    "components": ("round", "component", "project_id", "weighted_exact", "status"),
    "standings": ("round", "project_id", "total_exact", "rank", "tie_step", "grade", "status"),
}


def check_code(tables: Mapping[str, pd.DataFrame], /, *, rules: Rules) -> str:
    """Return the check code of a year's scores, written `XXXX-XXXX`.

    It changes with any mark, vote, result or rule of the year, and with nothing else: neither
    the order of rows nor where a mark was read.

    Parameters
    ----------
    tables : mapping
        Tables by name: `marks`, `votes`, `components`, `standings`; an absent one counts as empty.
    rules : Rules
        The year's rules.

    Raises
    ------
    ValueError
        When a table lacks a column it must have.
    """
    text = "\n".join([rules.digest, *_lines(tables, rules)])
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    code = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH))
    return f"{code[: _LENGTH // 2]}-{code[_LENGTH // 2 :]}"


def _lines(tables: Mapping[str, pd.DataFrame], rules: Rules) -> Iterator[str]:
    for name, columns in _STATED.items():
        frame = of_year(tables.get(name, empty(name)), name, rules.year)
        yield name
        yield from sorted(
            "\t".join("" if pd.isna(value) else str(value) for value in row)
            for row in frame[list(columns)].itertuples(index=False)
        )
