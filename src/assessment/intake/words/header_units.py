"""What a header says that its numbers count, and units that nobody can convert."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessment.core.text import plain

STRANGE = "strange"
_SCALE = "[十百千万亿]"
_TOKENS = re.compile("[,、;]")
_BEFORE = re.compile(r"^(?:(?:金额|计量|货币)?单位[:为]?|[以按用])?(?:人民币|RMB|CNY)?[:/]?")
_BEHIND = re.compile("(?:为单位|计|整)$")
_SHARE = "%|‰|百分[比数]"
_CURRENCIES = (
    "美元|美金|美圆|美分|欧元|英镑|日元|日圆|日币|港元|港币|澳元|澳币|澳门元|新?台币元?|加元|加币|新元|新币|韩元|韩币"
    "|卢布|卢比|泰铢|法郎|瑞郎|外币|外汇|USD|US[$]|EUR|GBP|JPY|HKD|HK[$]|MOP|AUD|CAD|SGD|KRW|CHF|TWD|[$€£]"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the numbers of a column may count: units with their names, and the shape of others."""

    units: Mapping[str, str]
    others: re.Pattern[str]


def _counted(units: Mapping[str, str], others: str) -> Counted:
    known = "|".join(sorted(units, key=len, reverse=True))
    scaled = rf"{_SCALE}+(?:{known})?"
    rate = rf"(?:{known})(?:/|每).+"
    pattern = re.compile(rf"{scaled}|{rate}|{_SHARE}|{_SCALE}*(?:{others})", re.IGNORECASE)
    return Counted(MappingProxyType(dict(units)), pattern)


MONEY = _counted(
    {
        "元": "yuan", "圆": "yuan", "块": "yuan", "角": "jiao", "分": "fen",
        "百元": "bai", "千元": "qian", "万元": "wan", "万": "wan",
    },
    f"{_CURRENCIES}|厘",
)  # fmt: skip
VOTES = _counted(
    dict.fromkeys(("票", "票数", "张", "份", "人", "人次", "次", "个"), "one"), "分|元"
)
PEOPLE = _counted(dict.fromkeys(("人", "人次", "名", "位", "个", "次"), "one"), "元")
ITEMS = _counted(dict.fromkeys(tuple("张篇份个条段件幅项部次册套本则场"), "one"), "元")


def unit_of(remarks: Iterable[str], counted: Counted) -> str:
    """Return the name of the unit that remarks state; `strange` for one that is not understood.

    What is no unit is passed over; empty when nothing is one.

    Examples
    --------
    >>> unit_of(["万元", "必填"], MONEY), unit_of(["单位：美元"], MONEY), unit_of(["含税"], MONEY)
    ('wan', 'strange', '')
    >>> unit_of(["票"], VOTES), unit_of(["万票"], VOTES), unit_of(["张/份"], ITEMS)
    ('one', 'strange', 'one')
    """
    tokens = (token for remark in remarks for token in _TOKENS.split(plain(remark)))
    named = [name for token in tokens if (name := _named(token, counted))]
    return STRANGE if STRANGE in named else named[0] if named else ""


def _named(token: str, counted: Counted) -> str:
    bare = _BEHIND.sub("", _BEFORE.sub("", token))
    if bare in counted.units:
        return counted.units[bare]
    names = {counted.units.get(part, "") for part in bare.split("/")}
    if len(names) == 1 and "" not in names:
        return names.pop()
    return STRANGE if counted.others.fullmatch(bare) else ""
