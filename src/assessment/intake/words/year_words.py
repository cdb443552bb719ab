"""The years that titles and the rows between lines are about."""

from __future__ import annotations

import re

from assessment.core.spelling import unnumbered
from assessment.core.text import plain, with_year_in_digits

# A title's own year: not that of a document it quotes, nor part of a date.
_QUOTED = re.compile(r"《[^》]*》|[〔\[(（][^〕\])）]*[〕\])）]|(?:根据|按照|依据|关于)[^，。；]*")
# （2016年） behind a title is its year; （2016）3号 is a document's number.
_IN_BRACKETS = re.compile(r"[(（](20[0-9]{2})(?:年度?|学年)?[)）](?![0-9]+号)")
_YEAR = re.compile(
    r"(?<![0-9])(?:(?P<first>20[0-9]{2})[-–—~至])?(?P<year>20[0-9]{2})(?:年度|学年|年)(?![0-9]{1,2}月)"
)
# 2016年结余20元 is what was left over, and stands over the spending of this year.
_BALANCE = re.compile("(?:结余|结转|余额)(?:经费|资金|款)?(?::.*|(?:共计?|为)?[0-9.,]*万?元?)$")
_LONGEST = 40


def years_of(title: str) -> list[str]:
    """Return the years a title is about, of 2017-2018学年 the second first."""
    if _BALANCE.search(plain(title)):
        return []
    text = _IN_BRACKETS.sub(r"\1年", with_year_in_digits(plain(title)))
    found = _YEAR.finditer(_QUOTED.sub("", text))
    return [year for match in found for year in match.group("year", "first") if year]


def other_year(text: str, year: int) -> str:
    """Return the year that a text is about where it names others only: 2016年已立项品牌."""
    named = years_of(text) if len(text) <= _LONGEST else []
    return "" if not named or str(year) in named else f"{named[0]}年"


def begins_with_year(text: str) -> bool:
    """Tell whether a text begins with a year, behind the number that lists it."""
    return re.match("20[0-9]{2}", with_year_in_digits(unnumbered(text))) is not None
