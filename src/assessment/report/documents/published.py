"""What leaves the house: 公示 as Word and as a plain sheet, only the columns the rules allow."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from assessment.core.rules import Rules
from assessment.report.blanks.known import in_path
from assessment.report.documents.notice import notice, notice_title, noticed, noticed_rounds
from assessment.report.plain_sheet import plain_sheet
from assessment.report.workbook.year_tables import YearTables


def public_files(tables: Mapping[str, pd.DataFrame], /, *, rules: Rules) -> dict[str, bytes]:
    """Return 公示 of each round that can be published, by file name; none of a provisional round.

    Names and numbers of persons are taken out of every cell but the office's own contact.

    Parameters
    ----------
    tables : mapping
        The year's tables.
    rules : Rules
        The year's rules, which name the columns.
    """
    year = YearTables(tables, rules)
    made: dict[str, bytes] = {}
    for stage in noticed_rounds(year):
        title = notice_title(year, stage)
        name = in_path(title)
        made[f"{name}.docx"] = notice(year, stage)
        made[f"{name}.xlsx"] = plain_sheet(title, noticed(year, stage), name="公示")
    return made
