"""复核申请表 as Word: what a college may ask to have checked again, and the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.core.rules import Rules
from assessment.report.blanks.known import Known
from assessment.report.blanks.letter import Box, Line, down, label, sign, under, write_form

APPEAL = "复核申请表"
MATTERS = ("漏统", "错统", "登分错误")
OTHER_MATTER = "其他"
OUTCOMES = ("维持原结果", "更正")


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the form; what is empty is left to be written by hand."""

    unit: str = ""
    day: str = ""
    project: str = ""
    points: str = ""
    verdict: str = ""
    matter: str = ""
    basis: str = ""
    before: str = ""
    after: str = ""
    outcome: str = ""
    checkers: tuple[str, ...] = ()


def appeal_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the form."""
    title = form_title(known.rules)
    yield f"{APPEAL}.docx", write_form(title, form_notes(known.rules), form_lines(Asked()))


def form_title(rules: Rules) -> str:
    """Return the title of the form."""
    mark = "（示例数据）" if rules.sample else ""
    return f"{rules.year}年“一团一品”评审结果{APPEAL}{mark}"


def form_notes(rules: Rules) -> list[str]:
    """Return the remarks below the form."""
    return [
        f"在公示期（{rules.publication.notice_days} 个工作日，公示当日不计）内以单位名义提出，"
        "签字盖章后交校团委，逾期不受理。",
        "只核漏统、错统、登分错误，不重新评分；不公开评委姓名。",
        f"复核由两名复核人分别进行，结果自收到之日起 {rules.publication.reply_days} 个工作日内"
        "书面答复申请单位，并记入登记表“异议复核”。",
    ]


def form_lines(asked: Asked) -> list[Line]:
    """Return the rows of the form."""
    first, second = (*asked.checkers, "", "")[:2]
    return [
        Line((label("申请单位\n（盖章）", 3), Box(asked.unit, 6), label("申请日期", 3),
              Box(asked.day, 4)), 1.2),
        Line((label("项目名称", 3), Box(asked.project, 13)), 1.2),
        Line((label("公布得分", 3), Box(asked.points, 5), label("公布名次、等次", 4),
              Box(asked.verdict, 4)), 1.2),
        Line((label("复核事项", 3), Box(_matters(asked.matter), 13)), 1.2),
        Line((label("理由与证据", 3), Box(asked.basis, 13)), 6.2),
        Line((label("申请单位\n负责人", 3), sign(13)), 2.2),
        Line((down("复核"), label("复核前得分", 3), Box(asked.before, 4), label("复核后得分", 3),
              Box(asked.after, 4)), 1.2),
        Line((under(), label("复核结果", 3), Box(_ticked(OUTCOMES, asked.outcome), 11)), 1.2),
        Line((under(), label("复核人（一）", 3), Box(first, 4), label("复核人（二）", 3),
              Box(second, 4)), 1.2),
        Line((label("校团委意见", 3), sign(13)), 2.8),
    ]  # fmt: skip


def _matters(matter: str) -> str:
    """Return the boxes, ticked by what is asked; other words stand behind 其他."""
    if not matter or matter in MATTERS:
        return _ticked((*MATTERS, OTHER_MATTER), matter)
    said = "" if matter == OTHER_MATTER else f"：{matter}"
    return f"{_ticked((*MATTERS, OTHER_MATTER), OTHER_MATTER)}{said}"


def _ticked(words: tuple[str, ...], chosen: str) -> str:
    return "　　".join(f"{'☑' if word == chosen else '□'}{word}" for word in words)
