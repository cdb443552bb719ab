"""Who is meant: colleges, projects and judges by the names people use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz, process

from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.words.judge_heads import JudgeHead
from assessment.intake.words.vocabulary import Vocabulary

# Likeness (0–100) from which a name is offered, and how much less than the best it may have.
NEAR, NEARLY_AS = 60, 15
MOST_OFFERED = 3
_SEAL = re.compile(r"\s*[(（](?:单位)?(?:公章|盖章|签章|签字|印章)[)）]\s*$")
_TITLE_OF = re.compile("(?:老师|教授|主任|书记|院长|处长|同志)$")
# 护理学院“天使之翼”, 护理学院—天使之翼, 护理学院：天使之翼
_BEHIND_COLLEGE = re.compile(
    r"^(?P<college>[^“\"「『《—–:：-]+?)\s*(?:[—–:：-]+\s*|(?=[“\"「『《]))(?P<name>.+)$"
)
_LISTED = re.compile(
    r"^(?:[①-⑳]|(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z])\s*[.．、)）:：](?![0-9])|[(（][0-9]{1,2}[)）]|[0-9０-９]{1,2}号(?:[.．、:：]|(?=[\s“《])))\s*"
)
_WHOLE_SCHOOL = re.compile(
    "(?:某|本|我)?(?:学?校|大学)?(?:团委|校团委)(?:办公室|组织部|宣传部|秘书处)?"
    "|(?:中国)?(?:共产主义青年团|共青团).*(?:大学|学校|高等专科学校)(?:委员会|团委)?(?:办公室)?|.*大学团委(?:办公室)?"
)
_FOOTNOTE = re.compile(r"\s*[①-⑳※*＊]+$")
_IN_BRACKETS = re.compile(r"^(?P<name>.+)[(（](?P<college>[^()（）]+)[)）]\s*$")


def near_names(text: str, names: Iterable[str]) -> str:
    """Return the names most like a text, the likest first, joined by 、; empty when none is like.

    Examples
    --------
    >>> near_names("机电学院", ["机械学院", "机电工程学院", "护理学院"])
    '机电工程学院、机械学院'
    """
    found = process.extract(text, list(dict.fromkeys(names)), scorer=fuzz.ratio, limit=MOST_OFFERED)
    best = max((one[1] for one in found), default=0)
    return "、".join(one[0] for one in found if one[1] >= max(NEAR, best - NEARLY_AS))


@dataclass(frozen=True, slots=True)
class Colleges:
    """Colleges by every spelling the register admits."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    words: Vocabulary
    last_years: Mapping[str, int] = field(default_factory=dict)

    @property
    def heirs(self) -> dict[str, str]:
        """The colleges whose own name means another one now, and which: they were merged."""
        found = {code: self.codes[match_key(name)] for code, name in self.names.items()}
        return {code: heir for code, heir in found.items() if heir != code}

    def find(self, text: str) -> str | None:
        """Return the college code a name means, with or without 共青团…团委（盖章） around it."""
        for key in self._spellings(_SEAL.sub("", text)):
            if key in self.codes:
                return self.codes[key]
        return None

    def _spellings(self, text: str) -> Iterable[str]:
        key = match_key(text)
        yield key
        for prefix in ("", *self.words.prefixes):
            for suffix in self.words.suffixes:
                yield key.removeprefix(prefix).removesuffix(suffix)

    def nearest(self, text: str) -> str:
        """Return the registered names most like the text, or nothing."""
        return near_names(text, self.names.values())


def colleges_index(rows: Iterable[Mapping[str, Any]], words: Vocabulary) -> Colleges:
    """Return the index of rows of table `colleges`, of several names of one code too.

    A name that two codes bear goes to the row that comes first, and it is its name that a college
    is called by. `last_years` holds the codes of which every row ends, and when the last does.
    """
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    ends: dict[str, list[int | None]] = {}
    for row in rows:
        code = row["college_code"]
        names.setdefault(code, row["college_name"])
        ends.setdefault(code, []).append(row.get("valid_to_year"))
        aliases = (row["aliases"] or "").replace("，", "、").replace(",", "、").split("、")
        for name in (row["college_name"], code, *aliases):
            if match_key(name):
                codes.setdefault(match_key(name), code)
    known = {code: [year for year in years if year] for code, years in ends.items()}
    last = {code: max(years) for code, years in known.items() if len(years) == len(ends[code])}
    return Colleges(codes, names, words, last)


@dataclass(frozen=True)
class Projects:
    """The year's projects by name and college, and by project_id."""

    rows: Sequence[tuple[str, str, str]]

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for project_id, name, college in self.rows:
            for key in {match_key(name), match_key(project_id)}:
                found.setdefault(key, []).append((project_id, college))
        return found

    def find(self, text: str, college_code: str | None = None) -> str | None:
        """Return the project_id a name means; the college, when given, must be the project's."""
        fitting = [
            project_id
            for project_id, college in self._by_key.get(match_key(text), ())
            if college_code in (None, college)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def bearers(self, text: str) -> list[tuple[str, str]]:
        """Return id and college of all projects that bear a name."""
        return list(self._by_key.get(match_key(text), ()))

    def college_of(self, project_id: str) -> str:
        """Return the college of a project; nothing for an id that is none."""
        return next((college for one, _, college in self.rows if one == project_id), "")

    def nearest(self, text: str) -> str:
        """Return the project names in the text, else those it is part of, else those like it."""
        names = list(dict.fromkeys(name for _, name, _ in self.rows))
        by_key = {match_key(name): name for name in reversed(names)}
        inside = [name for key, name in by_key.items() if key and key in match_key(text)]
        key = match_key(text)
        around = [name for mine, name in by_key.items() if len(key) > 1 and key in mine]
        return "、".join((inside or around)[:MOST_OFFERED]) or near_names(text, names)


def find_with_college(
    projects: Projects, colleges: Colleges, text: str, college_code: str | None = None
) -> str | None:
    """Return the project_id a name means, also of `名称（单位）`, `单位“名称”` and `2、名称`.

    The college must be known and have exactly one project of that name.
    """
    found = projects.find(text, college_code)
    bare = _unlisted(text)
    if found is None and bare != text:
        # 2、天使之翼, A.天使之翼, 天使之翼①: the number is the list's.
        found = projects.find(bare, college_code)
    text = " ".join(bare.split())
    match = _IN_BRACKETS.match(text) or _BEHIND_COLLEGE.match(text)
    code = colleges.find(match["college"]) if match and found is None else None
    if match is None or code is None or college_code not in (None, code):
        return found
    return projects.find(match["name"], code)


def _unlisted(text: str) -> str:
    """Return a name without the number or letter that lists it, and without a footnote's sign."""
    return _FOOTNOTE.sub("", _LISTED.sub("", text.strip())).strip()


@dataclass(frozen=True, slots=True)
class Judges:
    """The judges of each component by id and by name."""

    ids: frozenset[tuple[str, str]]
    names: Mapping[tuple[str, str], str]
    own: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def by_number(self, component: str, number: int) -> str | None:
        """Return the id of judge number so and so of a component, if listed."""
        judge_id = f"J{number}"
        return judge_id if (component, judge_id) in self.ids else None

    def by_name(self, component: str, name: str) -> str | None:
        """Return the id of the judge of that name, if listed."""
        return self.names.get((component, match_key(name)))

    def is_somebody_else(self, component: str, judge_id: str, head: JudgeHead) -> bool:
        """Tell whether the name beside a number is not the one that is listed for it.

        What stands in brackets, 校外 or a name, is only known to be one where a judge bears it.
        """
        name, known = match_key(head.name), self.own.get((component, judge_id), "")
        bearer = self.names.get((component, name))
        if bearer is not None or not (head.is_surely_name and known):
            return bearer not in (None, judge_id)
        called = _TITLE_OF.sub("", name)  # 张老师
        return known != name and (called == name or not known.startswith(called))


def judges_index(rows: Iterable[Mapping[str, Any]], year: int) -> Judges:
    """Return the index of a year's rows of table `judges`."""
    listed = [row for row in rows if row["year"] == year]
    named = [(row["component"], match_key(row["judge_name"] or "")) for row in listed]
    return Judges(
        frozenset((row["component"], row["judge_id"]) for row in listed),
        {
            name: row["judge_id"]
            for name, row in zip(named, listed, strict=True)
            if name[1] and named.count(name) == 1
        },
        {
            (row["component"], row["judge_id"]): name
            for row, (_, name) in zip(listed, named, strict=True)
        },
    )


def is_whole_school(text: str) -> bool:
    """Tell whether a unit is the committee of the whole school, which is none of its units.

    Examples
    --------
    >>> [is_whole_school(one) for one in ("校团委办公室", "共青团某大学委员会", "护理学院团委")]
    [True, True, False]
    """
    return _WHOLE_SCHOOL.fullmatch(plain(text)) is not None
