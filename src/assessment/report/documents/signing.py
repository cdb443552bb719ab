"""评分汇总表: a round's points on paper, with places for those who vouch for them to sign."""

from __future__ import annotations

from assessment.core.labels import say
from assessment.core.rule_components import Judged
from assessment.report.documents.appeal import mark
from assessment.report.documents.official import Official
from assessment.report.documents.results import add_ranking
from assessment.report.workbook.check_code import check_code
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.year_tables import YearTables


def points_to_sign(year: YearTables, stage: str) -> bytes:
    """Return 评分汇总表 of a round: every component, total, rank, the check code, signatures."""
    rules = year.rules
    title = f"{rules.year}年“一团一品”{say(f'round.{stage}')}评分汇总表"
    paper = Official(title, below=mark(rules), is_internal=True, is_wide=True)
    if told := year.told(stage):
        paper.note(say("stage.note", told=told))
    code = check_code(year.tables, rules=rules)
    paper.note(f"校验码 {code}：与评分汇总复核表页脚的校验码一致，即为同一结果。")
    add_ranking(paper, year, stage)
    paper.note(rules_line(rules))
    paper.by_hand("统分人", "复核人", "监督人", *_judges(year, stage), "日期")
    return paper.data()


def _judges(year: YearTables, stage: str) -> list[str]:
    """Return one place to sign for all judges, where a component of the round was judged."""
    judged = [part for part in year.rules.of_round(stage) if isinstance(part, Judged)]
    return ["评委组长"] if judged else []
