"""Words for whose money pays for something: the school's, or 学院自筹, 学院配套, 企业赞助."""

from __future__ import annotations

import re

from assessment.core.text import plain

# In a column of sources the words may stand among others: 自筹50%.
_OF_OTHERS = re.compile("自筹|自备|配套|赞助|捐赠|外部|其他|学院|院级|企业")
_HEAD = re.compile(
    "(?:经费|资金|款项|费用|支出)(?:的)?(?:来源|渠道|性质|出处)|(?:列支|开支|支付)渠道|出资(?:方|单位|来源)"
)
_WHO = "(?:本|各|所在)?(?:学院|院级|院系|单位|团队|项目组|团支部|企业|社会|外部)"
# What a group of lines may be called that others pay; 学院经费支出 may be what any ledger is.
PAID_BY_OTHERS = (
    f"(?:由|从)?(?:{_WHO})*(?:经费|资金)?(?:自筹|自备|自行承担|自行解决)",
    f"(?:由|从)?(?:{_WHO})+(?:经费|资金)?(?:承担|列支|配套|赞助|捐赠)",
)
# 拟向校团委申请3000元, 学校支持5000元
_FROM_SCHOOL = re.compile("(?:申请|校团委|团委|学校|校级)[^0-9,，;；。、]{0,10}[0-9]")


def is_of_others(source: str) -> bool:
    """Tell whether what is said of the source of a line's money names somebody else's as well.

    Examples
    --------
    >>> is_of_others("学院自筹"), is_of_others("校团委50%、自筹50%"), is_of_others("校团委")
    (True, True, False)
    """
    return _OF_OTHERS.search(plain(source)) is not None


def heads_sources(head: str) -> bool:
    """Tell whether a column says whose money its lines are paid with: 资金来源, 经费渠道."""
    return _HEAD.search(plain(head)) is not None


def asks_school(text: str) -> bool:
    """Tell whether a text says how much of the school's money is asked for.

    Examples
    --------
    >>> asks_school("申请校团委3000元，学院自筹2000元"), asks_school("学院自筹2000元")
    (True, False)
    """
    return _FROM_SCHOOL.search(plain(text)) is not None
