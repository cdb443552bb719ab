"""Words that name a sum, however they are put: 费用合计, 累计至本月, 合计（大写：叁佰元整）."""

from __future__ import annotations

import re
from functools import lru_cache

from assessment.core.text import plain
from assessment.intake.words.header_words import word_key

BARE, NAMED = "bare", "named"
_IN_CAPITALS = "大写"
_SUM = "(?:合计|总计|共计|小计|累计|总和)"
_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"
_OF_MONEY = (
    "(?:人民币|金额|支出|费用?|经费|资金|开支|花费|预算|决算|申请|发生|报销|使用|总?额|总?数|[大小]写|"
    "参与|参加|人次|人数|件数|场次|场数|次数)"
)
_COUNTED = (
    f"(?:{_SUM}|一?共|总共|全年)已?(?:开展|举办|组织|举行|完成|报销)?(?:活动|项目|支出|票据|发票|材料)?"
    f"{_NUMERAL}(?:场次?|次|项|笔|条|张|个|件|期)(?:活动|项目|支出)?"
)
_SCOPE = (
    "(?:以上|上述|截[至止]|目前|本次|本页|上页|本项目|本活动|项目|活动|全部|各项|整个|实际|"
    f"(?:本|全|上|第?{_NUMERAL})?(?:日|周|月|季|季度|学期|年|年度|页)份?(?:度|末|底)?)"
)
# Nothing but words of money, of a period and of summing.
_BARE = re.compile(
    f"(?:{_SCOPE}|{_OF_MONEY})*(?:"
    f"{_SUM}(?:{_OF_MONEY}|[0-9]+[项笔条张件人场次元]|至{_SCOPE})*"
    f"|总(?:费用|支出|预算|决算|金额|额|经费|开支|花费|人数|人次|件数|场次|场|次|项|笔|数)[额数]?"
    f"|{_COUNTED}"
    f"|(?:总共|共|总|累计|实际|全部|已)(?:支出|使用|用|花费|开支|需)(?:{_OF_MONEY})*"
    "|(?:人民币|金额)?大写(?:人民币|金额|合计|总计|数额)?)|总|[∑Σ]|sum|totals?",
    re.IGNORECASE,
)
_NAMED = re.compile(".+(?:合计|总计|共计|小计)")
_AMOUNT = re.compile(
    "(?:人民币)?(?:¥?[0-9][0-9,]*(?:[.][0-9]+)?万?元?[整正]?|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[圆元].*)$"
)


@lru_cache(maxsize=65536)
def sum_grade(text: str) -> str:
    """Return `bare` for what only sums, `named` for the sum of something, nothing for the rest.

    What stands in brackets, behind a colon, or as an amount at the end is no part of the words.

    Examples
    --------
    >>> [sum_grade(text) for text in ("支出合计", "累计至本月", "合计（大写：叁佰元整）", "总预算")]
    ['bare', 'bare', 'bare', 'bare']
    >>> [sum_grade(text) for text in ("参与总人次", "活动总数", "共开展活动2场", "合计3笔")]
    ['bare', 'bare', 'bare', 'bare']
    >>> sum_grade("交通费小计"), sum_grade("总结会场地费"), sum_grade("合计时器租赁")
    ('named', '', '')
    >>> [sum_grade(text) for text in ("金额（大写）：叁佰元整", "人民币（大写）：", "大写金额")]
    ['bare', 'bare', 'bare']
    """
    head = plain(text).partition(":")[0]
    keys = [word_key(_AMOUNT.sub("", one)) for one in _heads(head)]
    if any(map(_BARE.fullmatch, keys)):
        return BARE
    return NAMED if any(map(_NAMED.fullmatch, keys)) else ""


def _heads(head: str) -> tuple[str, ...]:
    """Return a head; one of capitals without brackets, and without what stands in them."""
    if _IN_CAPITALS not in head:
        return (head,)
    return head.replace("(", "").replace(")", ""), head.partition("(")[0]
