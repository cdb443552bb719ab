"""The first sheet: what the workbook is, which rules it follows and what each sheet holds."""

from __future__ import annotations

from assessment.core.labels import say
from assessment.core.rule_components import Judged
from assessment.core.rules import ROUNDS, Rules
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.workbook.clauses import clauses, show_day
from assessment.report.workbook.words import NOTHING, SIGN
from assessment.report.workbook.year_tables import YearTables

_FACTS = (Column("项目", 20), Column("内容", 76))
_RULES = (*_FACTS, Column("依据", 52), Column("状态", 11, "centre"))
_GUIDE = (Column("工作表", 20), Column("内容", 76))


def marking(rules: Rules) -> str:
    """Return what every page says of itself."""
    return "内部资料　示例数据，人员和单位均为虚构" if rules.sample else "内部资料"


def write_cover(book: Book, year: YearTables, title: str) -> None:
    """Add the sheet 说明."""
    rules = year.rules
    sheet = book.sheet("说明", title)
    sheet.open(_RULES, [marking(rules)])
    sheet.words("section", "一、规则依据")
    sheet.table(_FACTS, [*_fact_rows(rules), *_open_rows(year)])
    sheet.gap()
    sheet.words("section", "二、各工作表")
    sheet.table(_GUIDE, _guide_rows(rules))
    sheet.page_break()
    sheet.words("section", "三、各项规则")
    sheet.table(_RULES, _rule_rows(rules))
    sheet.words("sign", SIGN)


def _fact_rows(rules: Rules) -> list[Row]:
    decision = rules.decision
    day = decision.decided_date
    return [
        ["规则", rules.title],
        ["决定日期", "暂定，尚未经会议决定" if day is None else show_day(day)],
        ["会议", decision.meeting or NOTHING],
        ["文号", decision.document_no or NOTHING],
        ["规则版本", f"规则文件的校验值（sha256）：{rules.digest}" if rules.digest else NOTHING],
    ]


def _open_rows(year: YearTables) -> list[Row]:
    """Return a line for each provisional round: what its points so far are."""
    told = {stage: year.told(stage) for stage in reversed(ROUNDS)}
    return [
        [f"{say(f'round.{stage}')}结果", Styled(say("stage.note", told=text), "warn")]
        for stage, text in told.items()
        if text
    ]


def _rule_rows(rules: Rules) -> list[Row]:
    # What the notice leaves open was still decided with the rules; before that it is provisional.
    words = {"decided": "通知规定", "assumed": "参照惯例" if rules.is_decided else "暂定"}
    looks = {"decided": "", "assumed": "warn"}
    return [
        [one.name, one.text, one.source, Styled(words[one.status], looks[one.status])]
        for one in clauses(rules)
    ]


def _guide_rows(rules: Rules) -> list[Row]:
    rows: list[Row] = []
    for stage in reversed(ROUNDS):
        name = say(f"round.{stage}")
        if rules.of_round(stage):
            rows.append([f"{name}排名", f"{name}各环节得分、总分、名次、等次；未参评的列在最后。"])
        for part in rules.of_round(stage):
            if isinstance(part, Judged):
                rows.append([f"评分-{part.label}", "各评委的评分，标出去掉的最高分、最低分。"])
                rows.append([f"明细-{part.label}", "每个评分的评分项、计入情况和原始单元格。"])
            else:
                rows.append([f"投票-{part.label}", "各渠道得票、折合得分和原始单元格。"])
    return [
        *rows,
        ["品牌主题覆盖", "各品牌主题申报、立项、认证的项目数和三年计划的覆盖情况。"],
        ["申报单位覆盖", "各单位申报、立项、认证的项目数。"],
        ["经费使用", "立项项目的支持经费、认可支出、结余和使用率。"],
        ["经费明细", "经费支出明细表的每一行和认定结果。"],
        ["问题", "读取和计算中发现的全部问题及其位置。"],
    ]
