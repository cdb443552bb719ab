"""五四红旗团委考核情况: the ranking, what the brand bonus does, and what is still open."""

from __future__ import annotations

from assessment.report import flag_lists, rolls
from assessment.report.bonus_words import bonus_sentences
from assessment.report.documents.appeal import mark
from assessment.report.documents.official import Official
from assessment.report.wording import flag_stage
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.year_tables import YearTables


def red_flag_report(year: YearTables) -> bytes:
    """Return 五四红旗团委考核情况 of a year."""
    rules = year.rules
    paper = Official(f"{rules.year}年五四红旗团委考核情况", below=mark(rules), is_internal=True)
    flags, standings, colleges = map(year.whole, ("red_flag", "standings", "colleges"))
    if stage := flag_stage(flags, standings, rules).lstrip("；"):
        paper.text(f"{stage}。")
    paper.section("一、名次与评定")
    paper.table(rolls.list_red_flag(flags, colleges, rules=rules), (2, 6, 3, 3, 3, 3, 5))
    paper.section("二、品牌加分的作用")
    for line in bonus_sentences(year.tables, rules=rules):
        paper.text(line)
    bonuses = (year.whole(name) for name in ("brand_bonuses", "applications", "colleges"))
    listed = flag_lists.list_bonuses(*bonuses, rules=rules)
    if len(listed):
        paper.section("三、品牌加分明细")
        paper.table(listed)
    paper.note(rules_line(rules))
    paper.signed(rules.office.signature, "年　　月　　日")
    return paper.data()
