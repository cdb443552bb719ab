"""What people write in a line to say that it does not count, clause by clause."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from assessment.core.text import plain
from assessment.intake.words.vocabulary import Vocabulary

_BREAKS = re.compile(r"[,;。、:!()\[\]【】〔〕/\s]+|——")
_BRACKETED = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]")
# Who or what is spoken of, why, and since when; 原票作废 speaks of another voucher than the line's.
_BEFORE = (
    "(?:(?:此|该|本|这)[一]?(?:票|行|笔|条|项|张|单|场|次|活动|项目|发票|支出|费用|记录)?|发票|票据|单据|活动|项目"
    "|(?:[0-9]{2,4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|学院|主动|自愿|申请|来电|来函|自行|银行|财务处?|学生|个人|同学|本人|参加者|因.{1,8}|与.{1,14}|已经|已|现|均|全部|暂|尚|仍|应|须|请|为|系|属|由于.{1,8})*"
)
_BEHIND = (
    "(?:处理|状态|了|掉|票据?|发票|单据?|申报|本?项目|经费|支出|费用|决算|合计|总额|统计|报销|录入|记录|在?内|"
    "此[行票条]|本[行票条]|该[行票条])*"
)
_NOT_PASSED = re.compile(
    "(?:.{0,6}[审评核选])?(?:未|没有|不)通过(?:.{0,6}[审评核选])?|.{0,6}[审评核选]查?(?:未过|没过|不过关|不合格)"
)
_NO = ("未", "不", "没", "没有", "部分", "一场")


def says_off(
    text: str, words: Vocabulary, *, also: frozenset[str] = frozenset(), bracketed: bool = False
) -> bool:
    """Tell whether a clause of a text says that its line does not count: 车费（作废，见下行）.

    With `bracketed` only what stands in brackets, or the whole text, is looked at: a name. `also`
    are further words that say so in this table.
    """
    signs, known = _patterns(words.line_states["said"] | words.line_states["void"] | also)
    bare = plain(text)
    # Most texts need no closer look.
    if not signs.search(bare):
        return False
    tidied = unicodedata.normalize("NFKC", text)
    inside = _BREAKS.split("、".join(_BRACKETED.findall(tidied)))
    clauses = [bare, *(inside if bracketed else _BREAKS.split(tidied))]
    return any(_is_off(plain(clause), known) for clause in clauses if clause.strip())


def ends_off(text: str, words: Vocabulary) -> bool:
    """Tell whether a text ends as if its line did not count: 原票作废, but not 未取消."""
    bare = plain(text).rstrip(")]】〕")
    ends = (word for word in words.line_states["ends"] if bare.endswith(word))
    return any(not bare.removesuffix(word).endswith(_NO[:4]) for word in ends)


def _is_off(clause: str, known: re.Pattern[str]) -> bool:
    return known.fullmatch(clause) is not None or _NOT_PASSED.fullmatch(clause) is not None


@cache
def _patterns(said: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cores = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.compile(f"{cores}|通过|过|合格"), re.compile(f"{_BEFORE}(?:{cores}){_BEHIND}")
