"""The words of charts: the official Chinese of the programme first, English beside it."""

from __future__ import annotations

from typing import Any

LANGUAGES = ("zh", "en")

LABELS: dict[str, tuple[str, str]] = {
    "rank": ("名次", "Rank"),
    "tied": ("{rank} 并列", "{rank} tied"),
    "unit": ("申报单位", "Unit"),
    "project": ("项目名称", "Project"),
    "grade": ("等次", "Grade"),
    "code": ("编号", "No."),
    "sep": ("、", ", "),
    "round.review": ("立项评审", "review"),
    "round.assessment": ("考核认证", "assessment"),
    "standing.final": ("最终", "final"),
    "standing.provisional": ("阶段性", "provisional"),
    "standing.incomplete": ("暂不排定", "not ranked yet"),
    "grade.优秀": ("优秀", "excellent"),
    "grade.良好": ("良好", "good"),
    "grade.合格": ("合格", "pass"),
    "grade.不合格": ("不合格", "fail"),
    "mark.given": ("有效", "given"),
    "mark.recused": ("回避", "recused"),
    "mark.absent": ("缺席", "absent"),
    "mark.abstained": ("弃权", "abstained"),
    "mark.blank": ("未评分", "blank"),
    "mark.unreadable": ("无法识别", "unreadable"),
    "use.used": ("计入", "used"),
    "use.trimmed_high": ("去掉的最高分", "highest, dropped"),
    "use.trimmed_low": ("去掉的最低分", "lowest, dropped"),
    "use.incomplete": ("评分项不全", "incomplete"),
    "submission.due": ("应交", "due"),
    "submission.received": ("已交", "received"),
    "submission.returned": ("退回", "returned"),
    "submission.resent": ("重交", "resent"),
    "submission.void": ("作废", "void"),
    "severity.ERROR": ("错误", "error"),
    "severity.WARNING": ("警告", "warning"),
    "severity.NOTICE": ("提示", "notice"),
    "application.eligible": ("符合条件", "eligible"),
    "application.late": ("逾期", "late"),
    "application.over_quota": ("超出限额", "over quota"),
    "application.withdrawn": ("撤回", "withdrawn"),
    "application.invalid": ("不符合申报条件", "invalid"),
    "ledger.accepted": ("认可", "accepted"),
    "ledger.barred": ("不予列支", "barred"),
    "ledger.late": ("逾期", "late"),
    "ledger.unproved": ("缺票据", "unproved"),
    "missing": ("缺：{names}", "lacks {names}"),
    "weight": ("{name}（权重 {weight}%）", "{name} (weight {weight}%)"),
    "sample": ("示例数据", "Sample data 示例数据"),
    "footer": ("数据来源：{source}。规则：{rules}", "Source: {source}. Rules: {rules}"),
    "rules.decided": ("（{decided}）", " ({decided})"),
    "rules.open": ("（暂定）", " (not yet decided)"),
    "rules.version": ("，版本 {digest}", ", version {digest}"),
    "source.scores": ("评委评分表、投票统计表", "judges' score sheets and vote counts"),
    "source.coverage": ("申报表、评审决定", "application forms and decisions"),
    "source.ledger": ("经费支出明细表、拨款记录", "spending ledgers and grants"),
    "ranking.title": (
        "第一名：{project}（{unit}），{points} 分{tally}",
        "First: {project} ({unit}), {points} points{tally}",
    ),
    "ranking.tie": (
        "{n} 项并列第一，均为 {points} 分{tally}",
        "{n} projects tie for first place with {points} points{tally}",
    ),
    "ranking.tally": ("；{n} 项{grade}", "; {n} rated {grade}"),
    "ranking.open": (
        "名次尚未排定：{n} 项成绩尚不齐全或仅为阶段性结果",
        "No ranks yet: {n} results are incomplete or provisional",
    ),
    "ranking.none": ("本轮尚无成绩", "No results in this round yet"),
    "ranking.subtitle": (
        "{year} 年{round}：各环节加权得分与总分（分，满分 100），{order}",
        "{year} {round}: weighted points by component and total (of 100), {order}",
    ),
    "ranking.by_rank": ("按名次排列", "in rank order"),
    "ranking.by_points": ("按阶段得分由高到低排列", "highest sum so far first"),
    "ranking.unranked": (
        "；{n} 项未排名次，条形较浅",
        "; {n} not ranked, shown in paler bars",
    ),
    "ranking.axis": ("加权得分（分）", "Weighted points"),
    "votes.title.more": (
        "投票拉开的差距（{votes} 分）大于答辩（{defense} 分）",
        "Votes set projects further apart ({votes} points) than the defense ({defense})",
    ),
    "votes.title.less": (
        "答辩拉开的差距（{defense} 分）大于投票（{votes} 分）",
        "The defense sets projects further apart ({defense} points) than votes ({votes})",
    ),
    "votes.title.same": (
        "答辩与投票拉开的差距相同（{defense} 分）",
        "Defense and votes set projects equally far apart ({defense} points)",
    ),
    "votes.title.one": (
        "仅 1 项同时有答辩和投票成绩：答辩 {defense} 分，投票 {votes} 分",
        "Only one project has both: defense {defense} points, votes {votes}",
    ),
    "votes.title.none": (
        "尚无同时具有答辩和投票成绩的项目",
        "No project has both a defense and a vote yet",
    ),
    "votes.subtitle": (
        "{year} 年考核认证：答辩与投票的折合得分（乘以权重后，分）；斜线上两项之和相等",
        "{year} assessment: converted points of defense and votes (weighted); equal sums lie on"
        " a slanted line",
    ),
    "votes.x": (
        "投票折合得分（{names}，满分 {full} 分）",
        "Converted points of votes ({names}; of {full})",
    ),
    "votes.y": ("{name}折合得分（满分 {full} 分）", "Converted points: {name} (of {full})"),
    "votes.sum": ("合计 {points}", "sum {points}"),
    "votes.absent": ("未列入图中", "not in the chart"),
    "votes.best": ("{grade}", "rated {grade}"),
    "votes.other": ("其他等次", "other grades"),
    "votes.unranked": ("名次未定", "not ranked"),
    "coverage.title": (
        "{n} 个品牌主题中 {covered} 个已覆盖{rest}",
        "{covered} of {n} themes are covered{rest}",
    ),
    "coverage.rest": ("，尚缺{names}", "; still open: {names}"),
    "coverage.many": ("，{n} 个尚未覆盖", "; {n} still open"),
    "coverage.open": (
        "立项尚未确定：{n} 个品牌主题均有待覆盖",
        "Nothing selected yet: all {n} themes are open",
    ),
    "coverage.subtitle": (
        "{year} 年立项评审：各品牌主题的申报与立项项目；{years} 年计划此后各年尚有名额 {left} 个",
        "{year} review: projects applied and selected by theme; slots in the later years of the"
        " {years}-year plan: {left}",
    ),
    "coverage.counts": (
        "申报 {applied} 项 · 立项 {selected} 项",
        "{applied} applied · {selected} selected",
    ),
    "coverage.others": ("另有申报 {n} 项", "{n} more applied"),
    "coverage.all": ("申报 {n} 项，均未立项", "{n} applied, none selected"),
    "coverage.strange": ("主题不明", "theme unknown"),
    "coverage.covered": ("已覆盖", "covered"),
    "coverage.uncovered": ("尚未覆盖", "not covered"),
    "coverage.optional": ("（可不覆盖）", "(optional)"),
    "coverage.none": ("无申报", "no application"),
    "coverage.selected": ("立项项目", "selected"),
    "coverage.applied": ("申报、未立项", "applied, not selected"),
    "year": ("{year} 年", "{year}"),
    "usage.title.over": (
        "{n} 个立项项目中 {over} 个支出超过支持经费的 {limit}",
        "{over} of {n} funded projects spent more than {limit} of the grant",
    ),
    "usage.title.note": (
        "{n} 个立项项目中 {note} 个支出超过支持经费，均未超过 {limit}",
        "{note} of {n} funded projects spent more than the grant, none more than {limit}",
    ),
    "usage.title.normal": (
        "{n} 个立项项目的支出均在支持经费以内",
        "All {n} funded projects spent within the grant",
    ),
    "usage.title.none": ("尚无支持经费记录", "No grant on record yet"),
    "usage.subtitle": (
        "{year} 年经费使用率：截至 {day} 认可的经费支出与支持经费（元）",
        "{year} use of grants: accepted spending up to {day} and grant (yuan)",
    ),
    "usage.axis": ("金额（元）", "Yuan"),
    "usage.spent": ("经费支出", "Spent"),
    "usage.granted": ("支持经费", "Grant"),
    "usage.share": ("使用率", "Usage"),
    "usage.state": ("情况", "State"),
    "usage.spent.over": ("经费支出（超限）", "Spent above the limit"),
    "usage.over": ("超过 {limit}", "above {limit}"),
    "usage.note": ("超过 {limit}，须说明", "above {limit}, needs a note"),
    "usage.unfunded": ("未获支持经费", "no grant"),
    "usage.normal": ("支持经费以内", "within the grant"),
}


def say(key: str, lang: str = "zh", **values: Any) -> str:
    """Return a label in Chinese or English, its places filled in.

    Raises
    ------
    KeyError
        When the catalogue has no such label.
    ValueError
        When `lang` is neither zh nor en.

    Examples
    --------
    >>> say("tied", rank=3), say("tied", "en", rank=3)
    ('3 并列', '3 tied')
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang must be one of {LANGUAGES}, got {lang!r}")
    return LABELS[key][LANGUAGES.index(lang)].format(**values)
