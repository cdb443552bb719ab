"""The names of the charts and the tables they need, known without loading what draws them."""

from __future__ import annotations

from collections.abc import Mapping

Needs = Mapping[str, tuple[str, ...]]
_SCORED = ("standings", "components", "applications", "colleges")
_MADE = ("applications", "decisions", "standings", "colleges")
_RED_FLAG = ("red_flag", "standings", "colleges")
# Drawn with every run, in this order.
MAIN_CHARTS: Needs = {
    "考核认证排名": _SCORED,
    "三年主题覆盖": ("coverage", *_MADE),
    "五四红旗排名": _RED_FLAG,
    "经费使用": ("budget_usage", "applications", "colleges"),
}
# Drawn when asked for.
OTHER_CHARTS: Needs = {
    "答辩与投票": _SCORED,
    "品牌主题覆盖": ("coverage", "applications", "decisions", "colleges"),
    "主题申报与立项": ("coverage",),
    "经费科目": ("budget_spending", "applications", "colleges"),
    "品牌加分前后名次": _RED_FLAG,
    "加分上限与名次": ("bonus_caps", "bonus_tipping_points", "colleges"),
    "各单位三年历程": ("college_coverage", *_MADE),
    "立项方案比较": ("selection_frontier", "coverage"),
    "名次可能范围": ("rank_intervals", "applications"),
    "立项名次可能范围": ("rank_intervals", "applications"),
    "评委宽严": ("severity", "adjusted"),
    "值得再看的评分": ("residuals", "standings", "applications"),
    "评委人数与可靠程度": ("variance", "reliability", "severity", "adjusted"),
    "权重与名次": ("weight_sensitivity", "standings", "applications"),
    "权重与总分": ("components", "standings", "tipping_points", "applications"),
}
# About the points of the assessment: nothing to draw before the first of them, or of both kinds.
AGAINST = "答辩与投票"
OF_ASSESSMENT = frozenset({"考核认证排名", AGAINST})
# Told below every chart.
CORRECTIONS = "corrections"
# About every year so far, not only the last.
OF_PROGRAMME = frozenset({"三年主题覆盖", "主题申报与立项", "各单位三年历程"})
# Without a row of the first table there is nothing to draw.
NEEDS_ROWS = {
    "五四红旗排名": "red_flag",
    "品牌加分前后名次": "red_flag",
    "加分上限与名次": "bonus_tipping_points",
    "立项方案比较": "selection_frontier",
}
# About what the scores of a year can bear: without a row of the table in that year (and that
# round, where one is named) there is nothing to draw.
OF_BEARING = {
    "名次可能范围": ("rank_intervals", "assessment"),
    "立项名次可能范围": ("rank_intervals", "review"),
    "评委宽严": ("severity", ""),
    "值得再看的评分": ("residuals", ""),
    "评委人数与可靠程度": ("variance", ""),
    "权重与名次": ("weight_sensitivity", "assessment"),
    "权重与总分": ("weight_sensitivity", "assessment"),
}
# Shown by the boards, in both languages.
ON_BOARDS = frozenset(
    {
        "考核认证排名",
        "三年主题覆盖",
        "五四红旗排名",
        "经费使用",
        "主题申报与立项",
        "各单位三年历程",
        "立项方案比较",
    }
)
# Behind the name of a chart: this picture of it is in English.
ENGLISH = "-en"
# What the meeting that chooses projects looks at.
OF_CHOICE = ("立项方案比较", "三年主题覆盖", "主题申报与立项", "各单位三年历程")
