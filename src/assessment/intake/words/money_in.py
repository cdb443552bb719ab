"""Words for money that was received, lent, given back or is left: none of it was spent."""

from __future__ import annotations

import re

from assessment.core.text import plain
from assessment.intake.words.header_words import remarks, word_key

_MONEY = "(?:活动|专项|项目|首批|支持|配套)*(?:经费|资金|款项?|金额|拨款)"
_GIVERS = "(?:学生|同学|队员|成员|志愿者|参赛者|参加者|参与者|报名者|团员|会员|个人|企业|商家|公司)"
# What is paid for a purchase that is changed or sent back is spent.
_OF_A_CHANGE = re.compile("手续费|运费|快递费?|邮费|物流|违约|退(?:改|订|换|房|宿|票|签|改签)签?费")
_BACK = re.compile(
    "退(?:款|费|货款?|票款|押金|保证金|余款|还|回)+"
    "|退(?![休役伍烧热场签改订换])(?:回|还|掉)?.{1,10}(?:费用?|款|金|钱|额)|退回.{1,8}"
    "|.{1,10}(?:退款|退费|退回|退还)(?:款|余款)?"
)
_LEFT = re.compile(
    ".{0,8}(?:结余|余额|剩余|结转|期初|期末)(?:经费|资金|款项?|金额|额|下年|下月|下期)?"
)
_GRANTED = re.compile(
    f"(?:.{{0,10}}(?:拨付|下达|划拨|拨入|下拨|拨款)|.{{0,4}}拨)(?:.{{0,4}}{_MONEY}|经费|款)?"
    f"|.{{0,8}}(?:经费|资金|拨款)(?:下达|下拨|拨付|拨入)"
    f"|收到.{{0,6}}{_MONEY}|收到.{{0,6}}(?:资助|赞助)费?|.{{0,8}}(?<!未)到账(?:款|经费)?"
    "|(?:.{0,6}收入|收入).{0,6}"
)
# These name a source of money, and may stand beside what was bought with it.
_SOURCE = re.compile(
    ".{0,8}(?:配套|支持|专项|首批|第?[一二三四]批|赞助|资助)(?:经费|资金|款)|.{0,6}赞助(?:费|款)?"
)
_TAKEN = re.compile(
    f".{{0,4}}{_GIVERS}.{{0,3}}(?:缴|交纳|交来|上交|交费|捐款|交(?![通流付接]).{{0,4}}(?=费|款|钱)).{{0,6}}"
    "|(?:代|预)?收(?:取|缴|回).{0,6}(?:费|款|金|钱)"
    "|(?:代|预)?收(?![纳音据集])(?:.{0,4}(?:报名费|会费|团费|活动费|班费|押金|保证金|赞助费?|捐款))"
    "|.{0,4}收款|.{0,4}利息|活期结息|结息"
)
_LENT = re.compile(
    "(?:预借|暂借|借支|预支).{0,6}|.{0,6}(?:借款|借支|备用金|还款)|(?:归还|偿还).{0,6}(?:款|金|钱)"
)
_PAID = re.compile("支付|付清|补付|代付|未到账")
_AMOUNT = re.compile("[0-9][0-9,.]*万?元?[整正]?$")
# One of these signs stands in all of them: most lines need no closer look.
_SIGNS = re.compile("[余剩转拨达账收入缴交捐息借支备还期]")


def is_refund(text: str) -> bool:
    """Tell whether a text says that money was given back, as below 0 it is a line: 退大巴费.

    Examples
    --------
    >>> is_refund("退大巴费"), is_refund("大巴费（退款）"), is_refund("退票手续费")
    (True, True, False)
    """
    if "退" not in text:
        return False
    told = (_bare(text), *(plain(word) for word in remarks(text)))
    is_of_change = _OF_A_CHANGE.search(told[0]) is not None
    return (not is_of_change and _BACK.fullmatch(told[0]) is not None) or any(
        word in ("退款", "退费", "已退款", "退货") for word in told[1:]
    )


def is_received(text: str) -> bool:
    """Tell whether a text says that money came in, is left or was lent: 学校拨款, 本月结余, 借款.

    Examples
    --------
    >>> is_received("学校拨付首批经费"), is_received("归还借款"), is_received("收纳箱")
    (True, True, False)
    """
    if not _SIGNS.search(text) or _PAID.search(text):
        return False
    bare = _bare(text)
    return any(known.fullmatch(bare) for known in (_LEFT, _GRANTED, _TAKEN, _LENT))


def is_source(text: str) -> bool:
    """Tell whether a text names a source of money, which was spent where a purpose stands beside.

    Examples
    --------
    >>> is_source("学院配套经费"), is_source("企业赞助"), is_source("赞助墙喷绘")
    (True, True, False)
    """
    return _SOURCE.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    """Return a text without brackets, numbers before it and an amount behind it."""
    return _AMOUNT.sub("", word_key(plain(text))) or plain(text)
