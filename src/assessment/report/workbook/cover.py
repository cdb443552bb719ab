"""The first sheet: what the workbook is, which rules it follows and what each sheet holds."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from assessment.core.labels import say
from assessment.core.rules import ROUNDS, Rules
from assessment.report.book import Sheet
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.workbook.check_code import check_code
from assessment.report.workbook.clauses import clauses, show_day
from assessment.report.workbook.words import NOTHING, SIGN
from assessment.report.workbook.year_tables import YearTables

_FACTS = (Column("项目", 18), Column("内容", 62))
_RULES = (*_FACTS, Column("依据", 36), Column("状态", 10, "centre"))
_GUIDE = (Column("工作表", 18), Column("内容", 62))
_FILES = (Column("校验值（前12位）", 18), Column("文件", 62))
_HOW = (
    "用Excel、WPS或LibreOffice打开本表即可复算：“明细-”“投票-”各表是读取到的原始数据，其余得分、"
    "名次、等次都是公式，依次取自“评分-”“投票-”“计算-”各表，最后到排名。",
    "改动“明细-”中的一个评分或“投票-”中的一个得票，排名随之变化（行的先后不变）；改动后的结果"
    "只供试算，更正须在登记.xlsx「更正登记」填写后重新运行。",
    "校验码由全部评分、得票、结果和规则算出，其中任何一项变动，校验码就不同；各页页脚印有校验码，"
    "签字的纸质表与本文件校验码一致，即为同一结果。",
)
_SHEETS = {
    "立项决定": "会议决定的立项项目与只看得分的入选项目对照。",
    "品牌主题覆盖": "各品牌主题申报、立项、认证的项目数和三年计划的覆盖情况。",
    "申报单位覆盖": "各单位申报、立项、认证的项目数。",
    "经费使用": "立项项目的支持经费、认可支出、结余和使用率。",
    "经费拨付": "每期支持经费的应拨日期、条件和已拨金额。",
    "历年经费": "计划开始以来各年的支持经费、认可支出、结余。",
    "财务核对": "同一报销单号的支出与财务入账是否一致。",
    "决算核对": "各单位经费决算表与支出明细、申报预算是否一致。",
    "经费明细": "经费支出明细表的每一行和认定结果。",
    "经费科目": "各项目按科目的预算与认可支出。",
    "活动与材料": "各项目的场次、参与人次和归档材料。",
    "品牌与复查": "已认证的品牌、现在的状态和下次复查日期。",
    "结项要求": "各项目结项要求是否达到，以及较长的间隔。",
    "材料级别": "各项目归档材料按类型和级别的件数、起止日期。",
    "品牌到期事项": "复查、整改到期、可再次认证之日，按日期排列。",
    "品牌历程": "每个品牌历次认证与复查，含不采用的，注明出处。",
    "五四红旗团委": "基础分、品牌加分、总分、名次和评定。",
    "五四红旗明细": "各单位考核表的每一行及其出处。",
    "更正": "登记.xlsx 中的每一处更正，是否采用。",
    "异议复核": "异议事项与复核结果。",
    "问题": "读取和计算中发现的全部问题及其位置。",
}


_KINDS = {
    "计算-": "从各环节折合得分到总分、名次、等次的每一步，全部为公式。",
    "排名": "该轮各环节得分、总分、名次、等次；未参评的列在最后。",
    "评分-": "各评委的评分，标出去掉的最高分、最低分；平均分和折合得分为公式。",
    "明细-": "每个评分的评分项、计入情况和原始单元格；试算时改这里的评分。",
    "投票-": "各渠道得票、折合得分和原始单元格；折合得分为公式。",
}


def marking(rules: Rules) -> str:
    """Return what every page says of itself."""
    return "内部资料　示例数据，人员和单位均为虚构" if rules.sample else "内部资料"


def write_cover(sheet: Sheet, names: Sequence[str], year: YearTables) -> None:
    """Fill in the sheet 说明, once it is known which other sheets there are."""
    rules = year.rules
    sheet.open(_RULES, [marking(rules)])
    sheet.words("section", "一、规则依据")
    sheet.table(_FACTS, [*_fact_rows(year), *_open_rows(year)])
    sheet.gap()
    sheet.words("section", "二、各工作表")
    sheet.table(_GUIDE, [[name, _held(name)] for name in names])
    sheet.gap()
    sheet.words("section", "三、怎样复算")
    for line in _HOW:
        sheet.words("note", line)
    sheet.page_break()
    sheet.words("section", "四、各项规则")
    sheet.table(_RULES, _rule_rows(rules))
    if files := _file_rows(year):
        sheet.gap()
        sheet.words("section", "五、原始文件")
        sheet.table(_FILES, files)
    sheet.words("sign", SIGN)


def _fact_rows(year: YearTables) -> list[Row]:
    rules = year.rules
    decision = rules.decision
    day = decision.decided_date
    return [
        ["校验码", Styled(check_code(year.tables, rules=rules), "strong")],
        ["规则", rules.title],
        ["决定日期", "暂定，尚未经会议决定" if day is None else show_day(day)],
        ["会议", decision.meeting or NOTHING],
        ["文号", decision.document_no or NOTHING],
        ["规则版本", f"规则文件的校验值（sha256）：{rules.digest}" if rules.digest else NOTHING],
        ["软件版本", f"assessment {version('assessment')}"],
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


def _held(sheet: str) -> str:
    """Return what a sheet holds, by its name or the kind its name begins or ends with."""
    kinds = (kind for kind in _KINDS if sheet.startswith(kind) or sheet.endswith(kind))
    return _SHEETS.get(sheet) or _KINDS[next(kinds)]


def _file_rows(year: YearTables) -> list[Row]:
    """Return the files that were read, each with the hash that tells it from any other."""
    rows = sorted(year.rows("sources"), key=lambda row: str(row.file))
    return [[str(row.source_id), year.withhold(str(row.file))] for row in rows]
