"""A year's rules in Chinese sentences: what each section fixes, its source and its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment.core.rule_components import Judged, Voted
from assessment.core.rule_fields import keys_of
from assessment.core.rule_sections import RedFlag
from assessment.core.rule_values import Sourced
from assessment.core.rules import Rules
from assessment.report.wording import show_number

_ENTRANTS = {
    "selected": "仅立项项目参加年终考核认证",
    "with_materials": "立项项目和结项材料齐全的项目参加年终考核认证",
    "eligible": "符合申报条件的项目均可参加年终考核认证",
}
_NEEDS = {"form": "申报表", "plan": "实施方案", "paper": "纸质版"}
_LATE = {"exclude": "逾期不参评", "flag": "逾期只作标记"}
_MATERIALS = {"photo": "照片", "video": "视频", "news": "新闻稿", "document": "文字材料"}
_TIES = {"untrimmed": "未去最高、最低分的总分", "votes": "投票得分"}
NOTICE_COLUMNS = {
    "number": "序号",
    "unit": "申报单位",
    "project": "项目名称",
    "theme": "品牌主题",
    "grade": "等次",
    "rank": "名次",
    "total": "总分",
}
_CONVERT = {
    "max_ratio": "折合得分＝100×得票÷最高得票",
    "share": "折合得分＝100×得票÷总票数",
    "rank": "按得票名次折合：折合得分＝100×（项目数－名次＋1）÷项目数",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One section of the rules in words; `status` is decided or assumed.

    `key` is the section's key in the file, or `component[code]`.
    """

    name: str
    text: str
    source: str
    status: str
    key: str


def clauses(rules: Rules) -> list[Clause]:
    """Return every section of the rules, and each component, in the order of the file."""
    listed: list[tuple[str, str, Sourced]] = [
        ("年限", _programme(rules), rules.programme),
        ("时间安排", _calendar(rules), rules.calendar),
        ("申报条件", _eligibility(rules), rules.eligibility),
        ("考核认证范围", _assessment(rules), rules.assessment),
        ("立项与经费", _selection(rules), rules.selection),
        ("品牌主题", _themes(rules), rules.themes_basis),
        *((part.label, _component(part), part) for part in rules.components),
        ("名次与并列", _ranking(rules), rules.ranking),
        ("等次", _grades(rules), rules.grades),
        ("经费使用", _budget(rules), rules.budget),
        ("复查", _brands(rules), rules.brands),
        ("五四红旗团委", _red_flag(rules.red_flag), rules.red_flag),
        ("公示", _publication(rules), rules.publication),
    ]
    return [
        Clause(name, text, basis.source, basis.status, _key(basis, rules))
        for name, text, basis in listed
    ]


def _key(basis: Sourced, rules: Rules) -> str:
    if isinstance(basis, Judged | Voted):
        return f"component[{basis.name}]"
    return next(key.key for key in keys_of(Rules) if getattr(rules, key.name) is basis)


def show_day(day: date) -> str:
    """Return a day as documents write it.

    Examples
    --------
    >>> show_day(date(2017, 3, 1))
    '2017年3月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def show_percent(share: Decimal) -> str:
    """Return a share as a percentage.

    Examples
    --------
    >>> show_percent(Decimal("1.1"))
    '110%'
    """
    return f"{show_number(share * 100)}%"


def _joined(sentences: Iterator[str] | Sequence[str]) -> str:
    return "；".join(sentence for sentence in sentences if sentence) + "。"


def _programme(rules: Rules) -> str:
    first, years = rules.programme.first_year, rules.programme.years
    return f"{first}—{first + years - 1}年，{years}年内覆盖全部须覆盖的品牌主题。"


def _calendar(rules: Rules) -> str:
    names = {"申报": "application", "实施": "implementation", "考核认证": "assessment"}
    spans = {name: getattr(rules.calendar, key) for name, key in names.items()}
    return _joined(
        f"{name}{show_day(first)}至{show_day(last)}" for name, (first, last) in spans.items()
    )


def _eligibility(rules: Rules) -> str:
    limits = rules.eligibility
    quota = f"每个单位限报{limits.max_per_college}项"
    if limits.max_per_college_exceptional > limits.max_per_college:
        quota += f"，经校团委认定特别突出的最多{limits.max_per_college_exceptional}项"
    needs = "、".join(_NEEDS[need] for need in limits.needs)
    return _joined([quota, f"须按期交齐{needs}" if needs else "", _LATE[limits.late]])


def _assessment(rules: Rules) -> str:
    needed = rules.assessment.materials_needed
    listed = "、".join(f"{word}{getattr(needed, key)}" for key, word in _MATERIALS.items())
    return _joined([_ENTRANTS[rules.assessment.entrants], f"材料齐全指至少{listed}"])


def _selection(rules: Rules) -> str:
    choice = rules.selection
    counts = sorted({choice.min_projects, choice.max_projects})
    parts = "、".join(show_percent(part.share) for part in choice.instalments)
    return _joined(
        [
            f"每年立项{'—'.join(map(str, counts))}项",
            f"每项支持经费{show_number(choice.grant_yuan)}元"
            + (f"，分期拨付{parts}" if len(choice.instalments) > 1 else ""),
            f"总额不超过{show_number(choice.budget_yuan)}元",
            f"每个单位最多立项{choice.max_selected_per_college}项",
            "优先未获支持的单位" if choice.prefer_unfunded_colleges else "",
        ]
    )


def _themes(rules: Rules) -> str:
    return "、".join(
        theme.name + ("" if theme.required else "（可不覆盖）") for theme in rules.themes
    ) + "。"  # fmt: skip


def _component(part: Judged | Voted) -> str:
    return judged_words(part) if isinstance(part, Judged) else voted_words(part)


def judged_words(part: Judged) -> str:
    """Return how a judged component counts."""
    criteria = "、".join(
        f"{item.name}{show_number(item.points)}"
        + (f"×{show_number(item.factor)}" if item.factor != 1 else "")
        for item in part.criteria
    )
    return _joined(
        [
            f"权重{show_number(part.weight)}%",
            criteria,
            combine_words(part),
            "本单位评委回避" if part.recuse_own_college else "",
            "按评审组系数折算" if part.panel_coefficient else "",
            f"有效评分不足{part.min_judges}个的另行说明" if part.min_judges > 1 else "",
            *(f"{one.name}扣分，最多{show_number(one.most)}分" for one in part.penalties),
        ]
    )


def combine_words(part: Judged) -> str:
    """Return how the judges' marks become one."""
    each = "逐项" if part.combine_on == "criterion" else ""
    if part.combine != "trimmed_mean":
        return f"{each}取{'中位数' if part.combine == 'median' else '平均分'}"
    drops = (("最高", part.drop_high), ("最低", part.drop_low))
    gone = "和".join(f"{count}个{word}分" for word, count in drops if count)
    return f"有效评分达到{part.trim_from}个的{each}去掉{gone}后取平均分，不足的取平均分"


def voted_words(part: Voted) -> str:
    """Return how a voted component counts."""
    weighted = part.channels[0].weight is not None
    names = "、".join(
        channel.name + (f"{show_number(channel.weight)}%" if channel.weight is not None else "")
        for channel in part.channels
    )
    joined = "分别折合后按比例合计" if weighted else "票数相加"
    channels = f"{names}{joined}" if len(part.channels) > 1 else ""
    return _joined([f"权重{show_number(part.weight)}%", channels, _conversion(part)])


def _conversion(part: Voted) -> str:
    if part.ladder is not None:
        first, step, floor = part.ladder.first, part.ladder.step, part.ladder.floor
        return (
            f"得票第1名{show_number(first)}分，每降一名减{show_number(step)}分，"
            f"最低{show_number(floor)}分"
        )
    if part.threshold is not None:
        votes, points = part.threshold.votes, part.threshold.points
        return f"得票满{votes}票得{show_number(points)}分，其余按得票÷最高得票折合"
    return _CONVERT[part.convert]


def _ranking(rules: Rules) -> str:
    ranking = rules.ranking
    labels = _TIES | {part.name: f"{part.label}得分" for part in rules.components}
    steps = "、".join(labels[word] for word in ranking.ties)
    measured = "未舍入" if ranking.rank_on == "unrounded" else "舍入后"
    return _joined(
        [
            f"得分保留{ranking.decimals}位小数，四舍五入",
            f"按{measured}的总分排名",
            f"总分相同的依次比较{steps}" if steps else "",
            "并列之后的名次" + ("空出" if ranking.style == "competition" else "连续"),
        ]
    )


def _grades(rules: Rules) -> str:
    grades = rules.grades
    bands = "，".join(f"{band.at_least:f}分以上{band.grade}" for band in grades.bands[:-1])
    share, top = grades.outstanding_share_max, grades.bands[0].grade
    return _joined(
        [
            f"{bands}，其余{grades.bands[-1].grade}" if bands else grades.bands[-1].grade,
            f"按{'舍入后' if grades.grade_on == 'rounded' else '未舍入'}的总分",
            f"{top}不超过排名项目的{show_percent(share)}" if share < 1 else "",
        ]
    )


def _budget(rules: Rules) -> str:
    budget = rules.budget
    return _joined(
        [
            f"可列支{'、'.join(budget.categories)}" if budget.categories else "",
            f"不予列支{'、'.join(budget.barred)}" if budget.barred else "",
            f"{show_day(budget.closing_date)}截止",
            f"超过支持经费{show_percent(budget.note_above_share)}须说明，"
            f"以{show_percent(budget.limit_share)}为限",
        ]
    )


def _brands(rules: Rules) -> str:
    brands = rules.brands
    return (
        f"每{brands.recheck_every_years}年复查一次；限期整改{brands.rectify_months}个月；"
        f"撤销认证后{brands.ban_years}年内不再认证。"
    )


def _red_flag(section: RedFlag) -> str:
    bonus = "、".join(
        f"{grade}{show_number(value)}分" for grade, value in section.brand_bonus.items()
    )
    year = section.counts_results_of
    counted = f"计入{year}年考核结果" if year else "尚无可计入的考核结果，加分为0"
    most = f"取前{section.award_top}名" if section.award_top else ""
    share = f"比例不超过{show_percent(section.award_share)}" if section.award_share else ""
    cap = f"品牌加分{bonus}，最多{show_number(section.bonus_cap)}分"
    veto = f"一票否决：{'、'.join(section.veto)}" if section.veto else ""
    return _joined([counted, cap, most or share, veto])


def _publication(rules: Rules) -> str:
    shown = "、".join(NOTICE_COLUMNS[name] for name in rules.publication.columns)
    days = rules.publication
    return f"公示{days.notice_days}个工作日；只列{shown}；异议{days.reply_days}个工作日内答复。"


def rules_line(rules: Rules) -> str:
    """Return the one line that ties a sheet to the rules it follows."""
    decision = rules.decision
    told = [decision.document_no, decision.meeting]
    if decision.decided_date is not None:
        told.append(f"{show_day(decision.decided_date)}定")
    basis = "，".join(part for part in told if part)
    version = f"；规则版本 {rules.digest[:8]}" if rules.digest else ""
    return f"依据：{rules.title}（{basis if rules.is_decided else '暂定'}）{version}"
