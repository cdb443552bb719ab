"""The fifteen layouts, and sheets on which tables of several kinds stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from paperwork.papers_about import (
    Paper,
)
from paperwork.papers_marks import (
    crosses,
    judge_forms,
    judge_lists,
    matrix,
    turned,
    two_row_headers,
)
from paperwork.papers_other import (
    application_form,
    application_list,
    form_export,
    ledgers,
    rechecks,
    red_flag_forms,
    red_flag_summary,
    registers,
    survey,
    tally,
)
from paperwork.quirks import Hand
from paperwork.truths import (
    Truth,
)


def together(*makers: Callable[[Truth, Hand], Paper]) -> Callable[[Truth, Hand], Paper]:
    """Return a paper on which tables of several kinds stand."""

    def paper(truth: Truth, hand: Hand) -> Paper:
        papers = [make(truth, hand) for make in makers]
        tables = [table for one in papers for table in one.tables]
        if hand.has("shuffled columns"):
            tables.reverse()
        whole = {name: rows for one in papers for name, rows in one.truth.items()}
        return Paper(tables, whole, "综合")

    return paper


LAYOUTS: Mapping[str, Callable[[Truth, Hand], Paper]] = {
    "form": application_form, "list": application_list, "form export": form_export, "matrix": matrix,
    "turned": turned, "judge lists": judge_lists, "two-row header": two_row_headers, "crosses": crosses,
    "judge forms": judge_forms, "survey": survey, "tally": tally, "ledgers": ledgers,
    "registers": registers, "red flag forms": red_flag_forms, "red flag summary": red_flag_summary,
    "rechecks": rechecks, "marks and votes": together(matrix, tally),
    "votes and money": together(tally, ledgers), "activities and money": together(registers, ledgers),
    "points and votes": together(red_flag_summary, tally), "marks beside": together(crosses, tally),
    "points and re-checks": together(red_flag_forms, rechecks),
}  # fmt: skip
