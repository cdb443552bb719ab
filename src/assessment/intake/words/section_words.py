"""What a title, a row between lines or a sheet's name says of lines that are not done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assessment.core.spelling import unnumbered
from assessment.core.text import plain
from assessment.intake.words.header_words import remarks
from assessment.intake.words.sources import PAID_BY_OTHERS
from assessment.intake.words.vocabulary import Vocabulary

_COUNTED = ("done", "gone", "example", "next", "step", "uncounted")
# What is asked of the tables of each kind; the first that fits the beginning of the kind.
_ASKED: Mapping[str, tuple[str, ...]] = {
    "ledger": (*_COUNTED, "void", "others"),
    "activity_register": _COUNTED,
    "finance_list": (*_COUNTED, "void", "unpaid", "carried"),
    "application_": ("gone", "refused", "example", "next", "uncounted"),
    "settlement": ("gone", "example", "next", "step", "uncounted"),
    "recheck_list": ("gone", "example", "uncounted"),
    "red_flag_": ("example",),
    "mark_": ("void", "example", "rehearsal", "uncounted", "out", "left", "earlier"),
    # 弃权 alone counts the votes for nobody.
    "vote_": ("void", "example", "rehearsal", "uncounted", "out", "earlier"),
}
_QUOTED = re.compile('[“"「『《][^”"」』》]*[”"」』》]|[(\\[【〔][^()\\[\\]【】〔〕]*[)\\]】〕]')
# 以下为计划支出, 以下项目已弃权
_BELOW = re.compile("(?:以下|下列|下面)(?:的|各项?|几项|均|全部)*(?:为|是|系|属于?|均为|列出)?")
_N = "[0-9一二三四五六七八九十]{1,3}"
_YEAR = "(?:19|20)[0-9]{2}(?:年度?|学年)"
_PART = f"(?:[上下]半年|第?[一二三四1-4]季度|{_N}月份?(?:{_N}[日号])?|年[底末中]|月[底末])"
_WHEN = re.compile(f"(?:(?:{_YEAR}{_PART}?|{_PART})(?:以?[前后]|之[前后]|起)?)?")
_WHY = "(?:因.{1,6}|已|被|已经|主动|自愿|申请)?"
# 经费使用计划, 活动计划表; but 计划执行情况, 西部计划.
_ENDS_IN_PLAN = re.compile("(?:支出|开支|使用|用款|活动|工作|采购|经费|开展)(?:安排)?计划表?$")
# 活动安排, 实施方案, 日程表: what is to be held; but 活动安排及落实情况.
_ENDS_IN_ARRANGED = re.compile(
    "(?:(?:活动|工作|日程|进度)(?:具体|日程|进度|时间)?安排|(?:活动|工作)?日程|(?:活动|工作|实施)(?:实施)?方案"
    "|(?:活动|工作)(?:实施)?计划|实施计划|活动预告|预期活动)(?:一览|明细|汇总)?表?$"
)
_FILLED_IN = re.compile("(?:填写|填报|填表|录入)(?:示例|样例|范例)")
# Of a list of payments; 2016年结余20元 stands over what was spent of it.
_CARRIED = "(?:20[0-9]{2}年度?|上年度?|去年|上一年度?|以前年度)结转(?:支出|报销|经费|部分|的)*"
# What became of a plan.
_REPORTED = "计划.*(?:执行|完成|落实|情况)"
# 得票率统计, 评委扣分表: another quantity than the table's own; 评分及名次表 has both.
_OTHER_NUMBERS: Mapping[str, str] = {
    "mark_": "名次|位次|扣分(?:情况)?|(?:折合|折算)(?:得?分)?",
    "vote_": "名次|位次|得票率|票率|占比|(?:折合|折算)(?:得?分)?|无效票|废票|反对票?|弃权票?",
    "red_flag_": "名次|位次",
}
_OWN_NUMBERS = re.compile("评分|打分|分数|成绩|得票(?!率)|票数|计票|得分(?!表)")
_OF_A_TABLE = "(?:情况|一览|统计|汇总|明细|登记)*表?$"
_NAMES_TABLE = re.compile("(?:表|单|明细|汇总|登记|情况|记录)$")
_LONGEST = 40


def asked_of(kind: str) -> tuple[str, ...]:
    """Return what titles may say of the lines of a table of this kind so that they do not count."""
    return next((asked for name, asked in _ASKED.items() if kind.startswith(name)), ())


def undone(text: str, kind: str, words: Vocabulary) -> str:
    """Return the words by which a text says that lines of such a table do not count, or nothing.

    Examples of what says so: 二、拟支出, 因故取消的活动, 已撤回的项目, 支出明细表（填写示例）;
    计划内支出, 经费使用计划执行情况, 第一组 and 志愿服务类 do not.
    """
    asked = asked_of(kind)
    if not asked or len(text) > _LONGEST:
        return ""
    found = _FILLED_IN.search(plain(text))
    if found is not None:
        return found[0]
    whole = below(_QUOTED.sub("", plain(unnumbered(text))))
    bare = whole[_when(whole) :]
    if any(_says(one, asked, words) for one in {whole, bare}) or (
        "done" in asked and _ENDS_IN_PLAN.search(bare)
    ):
        return bare
    if other := _other_number(bare, kind):
        return other
    # 组织部（示例） is somebody invented.
    behind = asked if _NAMES_TABLE.search(bare) else tuple(one for one in asked if one != "example")
    return next((one for one in remarks(text) if behind and _says(one, behind, words)), "")


def below(text: str) -> str:
    """Return what a text says stands below it: 计划支出 of 以下为计划支出."""
    found = _BELOW.match(text)
    return text[found.end() :] if found else text


def arranged(text: str) -> str:
    """Return the words by which a title says that activities are to be held, or nothing."""
    if len(text) > _LONGEST:
        return ""
    found = _ENDS_IN_ARRANGED.search(_QUOTED.sub("", plain(unnumbered(text))))
    return found[0] if found else ""


def _other_number(title: str, kind: str) -> str:
    """Return the other quantity that a title says a table of this kind holds, or nothing."""
    listed = next((said for name, said in _OTHER_NUMBERS.items() if kind.startswith(name)), "")
    found = re.search(f"({listed}){_OF_A_TABLE}", title) if listed else None
    # 扣分 alone heads a column.
    if found is None or found[0] == title == found[1]:
        return ""
    return "" if _OWN_NUMBERS.search(title[: found.start()]) else found[0]


def _when(text: str) -> int:
    found = _WHEN.match(text)
    return found.end() if found else 0


def _says(text: str, asked: tuple[str, ...], words: Vocabulary) -> bool:
    others, states = words.head_remarks.other, words.line_states
    told = (
        *words.sections.items(),
        *((f"other_{name}", others[name]) for name in ("planned", "earlier")),
        ("other_void", tuple(w for w in others["void"] if w not in words.sections["example"])),
        *((f"line_{name}", tuple(sorted(states[name]))) for name in ("void", "unpaid")),
    )
    return _pattern(asked, told).fullmatch(plain(text)) is not None


@lru_cache(maxsize=64)
def _pattern(
    asked: tuple[str, ...], words: tuple[tuple[str, tuple[str, ...]], ...]
) -> re.Pattern[str]:
    """Return what a whole text is that says one of these things."""
    told = {name: _any(listed) for name, listed in words}
    verbs, nouns = told["verbs"], told["nouns"]
    gone = "|".join(told[name] for name in ("cancelled", "withdrawn", "other_void"))
    ways = {
        # What awaits its refund was spent.
        "done": (
            f"{told['later']}?(?:{nouns})*{told['planned']}(?!报销){verbs}+",
            f"{told['later']}(?:{nouns})*{told['planned']}",
            f"(?:拟|预计|预估){verbs}.{{0,4}}",
            told["other_planned"],
            f"{told['not_yet']}(?!报销){verbs}+",
        ),
        "gone": (f"(?:{nouns})*{_WHY}(?:{gone})(?:{verbs})?", told["other_earlier"]),
        "void": (told["line_void"],),
        "unpaid": (f"{told['not_yet']}{verbs}+", f"{told['planned']}{verbs}+", told["line_unpaid"]),
        "refused": (
            f"(?:.{{0,4}}[审评核选])?(?:不予?|未(?:予|获|被|能)?|暂[不未]|不同意){told['refused']}.{{0,4}}",
            told["left_out"],
        ),
        "example": (f"(?:填写|填报|填表|录入)?{told['example']}", "例"),
        "others": tuple(f"(?:{nouns})*{way}(?:{verbs}|{nouns})*" for way in PAID_BY_OTHERS),
        "uncounted": (f"(?:{nouns})*{told['uncounted']}(?:{nouns})*",),
        "out": (f"(?:{nouns})*{_WHY}{told['withdrawn']}",),
        "left": (f"(?:{nouns})*{_WHY}{told['left']}",),
        "earlier": (told["other_earlier"],),
        "carried": (_CARRIED,),
        "rehearsal": (told["rehearsal"], told["other_void"]),
        "next": (f"{told['next_year']}(?:{told['planned']}|{verbs})*",),
        "step": (f"{told['next_step']}(?:{told['planned']}|{verbs})*",),
    }
    said = "|".join(way for name in asked for way in ways[name])
    return re.compile(f"(?!{_REPORTED})(?:{said})(?:{nouns})*")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"
