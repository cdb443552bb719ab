"""Projects and colleges in titles and rows between lines: named alone, or among other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.layouts.context import Names
from assessment.intake.words.names import find_with_college

N_PROJECTS = re.compile("[(（]共?[0-9一二两三四五六七八九十]{1,3}[项个件](?:项目)?[)）]$")
# What people write behind a name to say what the lines are: 护理学院申报项目, …支出明细表.
_BEHIND = re.compile(
    "(?:的|及|和|与|及其|项目|品牌|活动|材料|经费|支出|开支|费用|使用|报销|登记|申报|推荐|报送|开展|明细|清单|情况|统计|汇总|记录|部分|一览|决算|收支|报账|台账|流水|账目|单|表|[:：])$"
)
_LISTED = re.compile(
    r"^(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9一二三四五六七八九十]{1,3}[.、)])(?![0-9])"
)
_BEFORE = re.compile(
    "^(?:(?:项目|品牌)(?:名称)?[0-9一二三四五六七八九十]{0,3}[:：、.]|20[0-9]{2}年度?)"
)
# A shorter name may stand in a text that means something else.
_LEAST = 4


def project_alone(text: str, names: Names) -> str | None:
    """Return the project that a text names and nothing else but what the lines are."""
    return _alone(text, lambda one: find_with_college(names.projects, names.colleges, one))


def college_alone(text: str, names: Names) -> str | None:
    """Return the college that a text names likewise."""
    return _alone(text, names.colleges.find)


def projects_in(text: str, names: Names) -> frozenset[str]:
    """Return the projects whose names stand in a text, without those within a longer one."""
    said = match_key(text)
    found = {match_key(name) for _, name, _ in names.projects.rows if _is_in(name, said)}
    longest = [key for key in found if not any(key != other and key in other for other in found)]
    return frozenset(
        project_id for project_id, name, _ in names.projects.rows if match_key(name) in longest
    )


def projects_like(text: str, names: Names) -> frozenset[str]:
    """Return the projects whose names begin with a text: 生命接力 of “生命接力”志愿服务."""
    keys = [key for one in _shorter(text) if len(key := match_key(one)) >= _LEAST]
    return frozenset(
        project_id
        for project_id, name, _ in names.projects.rows
        if any(match_key(name).startswith(key) for key in keys)
    )


def colleges_in(text: str, names: Names) -> frozenset[str]:
    """Return the colleges whose names stand in a text."""
    said = match_key(text)
    return frozenset(code for code, name in names.colleges.names.items() if _is_in(name, said))


def _is_in(name: str, text: str) -> bool:
    key = match_key(name)
    return len(key) >= _LEAST and key in text


def _alone(text: str, find: Callable[[str], str | None]) -> str | None:
    return next(filter(None, map(find, _shorter(text))), None)


def _shorter(text: str) -> Iterator[str]:
    """Yield a text with less and less of what says what the lines are."""
    whole = _BEFORE.sub("", _LISTED.sub("", N_PROJECTS.sub("", plain(text))))
    while whole:
        yield whole
        less = _BEHIND.sub("", whole)
        if less == whole:
            return
        whole = less
