"""Every kind of blank file and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from assessment.core.rules import Rules
from assessment.report.blanks.appeal import appeal_files
from assessment.report.blanks.application import application_files
from assessment.report.blanks.evaluation import evaluation_files
from assessment.report.blanks.judging import judging_files
from assessment.report.blanks.known import Known
from assessment.report.blanks.money import ledger_files, settlement_files
from assessment.report.blanks.register import activity_files, recheck_files, summary_files
from assessment.report.blanks.voting import voting_files

Files = Iterator[tuple[str, bytes]]
WRITERS: Mapping[str, Callable[[Known], Files]] = {
    "application": application_files,
    "summary": summary_files,
    "judging": judging_files,
    "votes": voting_files,
    "ledger": ledger_files,
    "settlement": settlement_files,
    "activities": activity_files,
    "red-flag": evaluation_files,
    "recheck": recheck_files,
    "appeal": appeal_files,
}


def write_blanks(
    tables: Mapping[str, pd.DataFrame], kind: str, /, *, rules: Rules
) -> dict[str, bytes]:
    """Return the blank files of a kind by path.

    Parameters
    ----------
    tables : mapping
        The tables of the year and, for brands, of the years before it; what is known stands on
        the files beforehand, everything else is left blank.
    kind : str
        One of `WRITERS`.
    rules : Rules
        The year's rules.

    Raises
    ------
    ValueError
        When there is no such kind.
    """
    if kind not in WRITERS:
        raise ValueError(f"kind must be one of {list(WRITERS)}, got {kind!r}")
    return dict(WRITERS[kind](Known(rules, tables)))
