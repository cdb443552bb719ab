"""Names of groups that say nothing of whether their lines count: 第一组, 5月, 交通费, 启动仪式."""

from __future__ import annotations

import re

from assessment.core.spelling import unnumbered
from assessment.core.text import plain
from assessment.intake.words.section_words import below
from assessment.intake.words.vocabulary import Vocabulary

_N = "(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3}|[A-Za-zⅠ-Ⅻ])"
_DAY = f"(?:{_N}年)?(?:{_N}月份?)?(?:{_N}[日号])?"
_WHEN = re.compile(
    f"(?:{_DAY}|[0-9./-]{{6,10}})(?:星期.|周[一二三四五六日天])?(?:[上下]午|[早晚][上间]?|中午|全天)?(?:场)?"
    f"|(?:{_N}年)?(?:[上下]半年|第?[一二三四1-4]季度|[春夏秋冬][季学期]*|[上下]学期|第[一二]学期|寒假|暑假)"
)
_NUMBERED = re.compile(f"第?{_N}(?:[组场批轮期次段类章节页届队]|阶段|部分|单元|片区?|环节|号)?")
# 理工组, 南校区, 成熟类, 启动仪式, 交通费, 医院系统
_ORDINARY = re.compile(
    ".{1,14}(?:组|场|批|类别?|片区?|校区|系列?|系统|学院|医院|单位|部门?|团委|支部|书院|中心|校本部|本部|年级|级"
    "|活动|仪式|讲座|典礼|比赛|大赛|竞赛|决赛|初赛|培训|会议?|晚会|展览?|展演|演出|节|日|周|月|课堂?|行动?|营|团|班|服务|实践|调研|宣讲|宣传|义诊"
    "|费用?|材料|物料|用品|支出|开支|项目|品牌|节目|评分|投票)"
    "|交通|物料|宣传|餐饮|住宿|场地|印刷|设备|劳务|培训|办公|器材|服装|奖品|材料|其[他它]|本科生|研究生|校级|院级|线[上下]"
)
_QUOTED = re.compile('[“"「『《][^”"」』》]*[”"」』》]')
# What is told of a plan, and what was done or awaits its refund, counts.
_COUNTED = re.compile(
    "计划.*(?:执行|完成|落实|情况).*|拟申报.{0,4}|[未待]报销.{0,4}"
    "|(?:已|实际)(?:经|全部)*(?:报销|支[付出]|付款?|发生|完成|开展|举办|入账|到账|核销|使用|开支|申报|立项).{0,6}"
)
_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")
# What may say that lines do not count, or are somebody else's, whatever else is said.
_SIGNS = re.compile(
    "[不没拟废撤弃缺停免垫借欠旧误错删]|未(?!来)|无(?!偿|限)|(?<![接招期款等优])待|预(?!防|科|警)|退(?!役|休|伍)|(?:取消|延期|推迟|终止|中止)$"
    "|计划(?![内外])|后续|今后|下[一年步期学次]|[上去前往]年|以前|往[届年]|上[届期次]|历[年届]"
    "|结转|自[筹费付行]|学院(?:经费|承担|支出|列支|支付)|配套|赞助|参考|示例|样例|测试|试|模拟|彩排|特邀|嘉宾|友情|备[选用份]|候补|逾期|补[报交录]|暂|草稿|重复|合并|另"
    "|只|仅|超|淘汰|落选|其中|更正|调整|原"
)


def is_harmless(text: str, words: Vocabulary) -> bool:
    """Tell whether the name of a group is an ordinary one.

    Examples are 第一组, 5月, （二）附属医院, 启动仪式, 交通费; 特邀展示, 备选项目, 学院自筹 and
    what nobody knows are not.
    """
    bare = below(_QUOTED.sub("某", plain(unnumbered(text))))
    if not bare or _NUMBERED.fullmatch(bare) or _WHEN.fullmatch(bare) or _is_known(text, words):
        return True
    if _COUNTED.fullmatch(bare):
        return True
    if _SIGNS.search(bare):
        return False
    inner = _BRACKETED.sub("", bare).strip("*#、—-~·") or bare.strip("()[]【】*")
    return bool(_ORDINARY.fullmatch(inner) or _WHEN.fullmatch(inner) or _NUMBERED.fullmatch(inner))


def _is_known(text: str, words: Vocabulary) -> bool:
    return words.is_known(text) or plain(text) in {**words.materials, **words.levels}
