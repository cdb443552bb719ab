"""What a header says in brackets behind its word: harmless, another quantity, or nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from assessment.core.text import plain
from assessment.intake.words.full_mark_words import is_full_marks
from assessment.intake.words.header_units import ITEMS, MONEY, PEOPLE, VOTES, Counted, unit_of
from assessment.intake.words.header_words import remarks as remarks_of
from assessment.intake.words.header_words import word_key
from assessment.intake.words.judge_heads import judge_number
from assessment.intake.words.vocabulary import HeadRemarks, Vocabulary

_GROUPS = {
    "judge": "marks",
    "criterion": "marks",
    "mark": "marks",
    "votes": "votes",
    "channel": "votes",
    "item": "points",
    "checked_points": "points",
    "self_points": "points",
    "amount": "money",
    "paid": "money",
    "planned": "money",
    "requested": "money",
    "settled_plan": "money",
    "spent": "money",
    "participants": "counts",
    "n_items": "counts",
    "spent_date": "days",
    "paid_date": "days",
    "held_date": "days",
    "recheck_date": "days",
    "outcome": "outcomes",
}
_ALWAYS = ("all", "planned", "void", "earlier")
_PLANNED = ("planned", "requested", "settled_plan")
_COUNTED: Mapping[str, Counted] = {
    "votes": VOTES, "channel": VOTES, "participants": PEOPLE, "n_items": ITEMS,
}  # fmt: skip
# Such a unit is as good as none.
_BARE, _NO_YEAR = ("yuan", "one"), 0
_TOKENS = re.compile("[,、;]")
_PARTS = re.compile("[/或]")
_NUMBERING = re.compile(
    r"[A-Za-z]?[0-9]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳ⅰ-ⅻⅠ-Ⅻ]"
    r"|第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:位|号|组|场|项)|[Nn][Oo][.]?[0-9]{1,2}"
)
# 保留一位小数, 请填数字, 最多5分, 0或1; but 请假 is a status.
_ASKS = re.compile(
    r"(?:请(?!假)|须|需|应|保留|精确|限|最[多少]|不超过|上限|如有|如无|格式|例如|如|由.+填|以.+为准|按.+填).*|.+(?:填写|小数)"
)
# 上限5000元, 扣分项填负数: what may be filled in, not another quantity.
_LIMITS = re.compile(
    r"(?:上限|最[高多低少]|不超过|不高于|限额?)[0-9][0-9.,]*(?:[万千]?元|分|票)?|.+填.+|每人.+|截[至止].+|[≤<]=?[0-9]+分?"
)
_SCALED = re.compile(r"[×xX*·÷][0-9.]+%?|[0-9.]+%?[×xX*]|[0-9]+[:：][0-9]+")
_WEIGHT = re.compile(r"(?:占|权重|占比|比重)?[为:]?[0-9]+(?:\.[0-9]+)?%|(?:权重|系数)[为:]?[0-9.]+")
_SHARE = re.compile(r"[%‰]")
# 各评委名次, 扣分情况, 自评得分
_WHOSE = re.compile("^(?:各位?)?(?:评委|专家)所?(?:打|评|给)?的?")
_HOW = re.compile("(?:得分|分|情况|统计|明细)+$")
_A_YEAR = re.compile("20[0-9]{2}年?")
_YEAR = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?=年|学年|届|级|$)")


class Verdict(Enum):
    """What a remark does to its column: nothing, make it another quantity, or nobody knows."""

    HARMLESS = auto()
    UNKNOWN = auto()
    OTHER = auto()


def is_of_value(name: str) -> bool:
    """Tell whether a column of this field or part holds a value of which a remark may tell more."""
    return name.partition(":")[0] in _GROUPS


def group_of(name: str) -> str:
    """Return the group of quantities that a column of this field or part is of, else nothing."""
    return _GROUPS.get(name.partition(":")[0], "")


def verdict(remark: str, name: str, words: Vocabulary, year: int) -> Verdict:
    """Return what a remark says of a column: of several things the gravest.

    `name` is the field or part of the rules (`judge:2`) that the column is read as.
    """
    found = [_of_token(token, name, words, year) for token in _tokens(remark)]
    return max(found, key=lambda one: one.value, default=Verdict.HARMLESS)


def below(remark: str, name: str, words: Vocabulary, year: int) -> Verdict:
    """Return what a cell below a head says of its column: as `verdict`, and （%） is another."""
    is_share = _SHARE.fullmatch(plain(remark)) is not None
    return Verdict.OTHER if is_share else verdict(remark, name, words, year)


def is_other_head(text: str, name: str, words: Vocabulary) -> bool:
    """Tell whether a head above a column's own is nothing but the word of another quantity."""
    key, remarks = word_key(text), words.head_remarks
    said = _HOW.sub("", _WHOSE.sub("", key))
    bare = {key, key.removesuffix("分"), key.removesuffix("数"), said}
    group = _group(name)
    others = {*_listed(group, remarks)} - _own(name, words)
    return bool(bare & others) and key not in _own(name, words)


def told_of(head: str, name: str, words: Vocabulary) -> tuple[str, frozenset[str]]:
    """Return the unit that a head of this field states, and the words of another quantity."""
    counted = MONEY if _group(name) == "money" else _COUNTED.get(name.partition(":")[0])
    said = remarks_of(head)
    unit = unit_of(said, counted) if counted else ""
    other = (one for one in said if _is_other(plain(one), name, words, _NO_YEAR))
    return "" if unit in _BARE else unit, frozenset(other)


def heads_other_lines(text: str, words: Vocabulary) -> bool:
    """Tell whether a row above judges' marks says that what stands below are none: 扣分项."""
    return is_other_head(text.strip().removesuffix("项"), "judge:", words)


def _tokens(remark: str) -> Iterator[str]:
    yield from (token for token in _TOKENS.split(plain(remark)) if token)


def _group(name: str) -> str:
    return _GROUPS[name.partition(":")[0]]


def _listed(group: str, remarks: HeadRemarks) -> tuple[str, ...]:
    """Return the words of other quantities for a group of columns, those of any among them."""
    return tuple(word for kind in (*_ALWAYS, group) for word in remarks.other[kind])


def _own(name: str, words: Vocabulary) -> frozenset[str]:
    own, kind = words.head_remarks.own, name.partition(":")[0]
    if kind == "self_points":
        return own["all"] | own["points"] - own["deducted"] | own["self_points"]
    mine = own["all"] | own[_group(name)]
    if kind in _PLANNED:
        mine |= own["planned"]
    return mine | own["deducted"] if name in words.deducted_items else mine


def _of_token(token: str, name: str, words: Vocabulary, year: int) -> Verdict:
    kind = name.partition(":")[0]
    if token in _own(name, words) or _is_unit(token, kind) or _is_option(token, kind, words):
        return Verdict.HARMLESS
    if kind == "judge" and _is_known_judge(token, words):
        return Verdict.HARMLESS
    if _A_YEAR.fullmatch(token) and _is_other_year(token, year):
        return Verdict.OTHER
    if _is_weight(token, kind) or (_group(name) in ("marks", "points") and is_full_marks(token)):
        return Verdict.HARMLESS
    if _LIMITS.fullmatch(token):
        return Verdict.HARMLESS
    if _is_other(token, name, words, year):
        return Verdict.OTHER
    is_plain = _NUMBERING.fullmatch(token) or _ASKS.fullmatch(token) or _is_own_year(token, year)
    if is_plain or (kind == "judge" and _is_person(token, words.head_remarks)):
        return Verdict.HARMLESS
    is_itself = kind in words.fields_of(token)
    return Verdict.HARMLESS if is_itself or words.parts_of(token) else Verdict.UNKNOWN


def _is_unit(token: str, kind: str) -> bool:
    """Tell whether a remark is a unit; those that cannot be converted are told elsewhere."""
    counted = MONEY if _GROUPS[kind] == "money" else _COUNTED.get(kind)
    return counted is not None and bool(unit_of([token], counted))


def _is_option(token: str, kind: str, words: Vocabulary) -> bool:
    """Tell whether a remark only lists what may be answered: 有效/限期整改."""
    parts = _PARTS.split(token)
    return kind == "outcome" and len(parts) > 1 and all(part in words.outcomes for part in parts)


def _is_weight(token: str, kind: str) -> bool:
    return kind == "criterion" and _WEIGHT.fullmatch(token) is not None


def _is_other(token: str, name: str, words: Vocabulary, year: int) -> bool:
    group, remarks = _group(name), words.head_remarks
    listed = _listed(group, remarks)
    if name.partition(":")[0] == "judge" and any(token.endswith(word) for word in remarks.people):
        # 计划财务处, 教务处: where a judge comes from.
        return False
    own = _own(name, words)
    if any(word in token for word in listed if word not in own):
        return True
    if _SCALED.fullmatch(token) or (_SHARE.fullmatch(token) and group != "money"):
        return True
    return _is_other_year(token, year) or _is_other_part(token, name, words)


def _is_other_year(token: str, year: int) -> bool:
    years = {int(found["year"]) for found in _YEAR.finditer(token)}
    return bool(years) and year not in years


def _is_own_year(token: str, year: int) -> bool:
    return any(int(found["year"]) == year for found in _YEAR.finditer(token))


def _is_other_part(token: str, name: str, words: Vocabulary) -> bool:
    """Tell whether a remark names another judge, criterion, channel or item than its column.

    Beside a judge's total a criterion is another quantity.
    """
    kind, named = name.partition(":")[0], words.parts_of(token)
    alike = {one for one in named if one.partition(":")[0] == kind}
    if kind == "judge":
        if names_criterion(token, words):
            return True
        number = judge_number(token)
        return number is not None and name.removeprefix("judge:").isdecimal() and name not in named
    return bool(alike) and name not in alike


def names_criterion(text: str, words: Vocabulary) -> bool:
    """Tell whether a text is one criterion of the rules."""
    return any(name.startswith("criterion:") for name in words.parts_of(text))


def _is_known_judge(token: str, words: Vocabulary) -> bool:
    """Tell whether a remark is a name of 评委名单, which is compared with the number elsewhere."""
    return word_key(token) in words.judge_names


def _is_person(token: str, remarks: HeadRemarks) -> bool:
    is_name = re.fullmatch(f"[{remarks.surnames}][一-鿿·]{{1,4}}", token) is not None
    return is_name or any(token.startswith(word) or token.endswith(word) for word in remarks.people)
