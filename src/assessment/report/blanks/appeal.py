"""复核申请表 as Word: what a college may ask to have checked again, and the answer."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.report.blanks.known import Known
from assessment.report.blanks.letter import Box, Line, down, label, room, sign, under, write_form

APPEAL = "复核申请表"
_MATTERS = "□漏统　　□错统　　□登分错误　　□其他"
_OUTCOMES = "□维持原结果　　□更正"


def appeal_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the form."""
    rules, mark = known.rules, known.mark
    title = f"{rules.year}年“一团一品”评审结果{APPEAL}{mark}"
    notes = [
        f"在公示期（{rules.publication.notice_days} 个工作日）内以单位名义提出，"
        "签字盖章后交校团委，逾期不受理。",
        "只核漏统、错统、登分错误，不重新评分；不公开评委姓名。",
        "复核由两名复核人分别进行，结果书面答复申请单位，并记入登记表“异议复核”。",
    ]
    yield f"{APPEAL}.docx", write_form(title, notes, _lines())


def _lines() -> list[Line]:
    return [
        Line((label("申请单位\n（盖章）", 3), room(6), label("申请日期", 3), room(4)), 1.2),
        Line((label("项目名称", 3), room(13)), 1.2),
        Line((label("公布得分", 3), room(5), label("公布名次、等次", 4), room(4)), 1.2),
        Line((label("复核事项", 3), Box(_MATTERS, 13)), 1.2),
        Line((label("理由与证据", 3), room(13)), 6.2),
        Line((label("申请单位\n负责人", 3), sign(13)), 2.2),
        Line((down("复核"), label("复核前得分", 3), room(4), label("复核后得分", 3), room(4)), 1.2),
        Line((under(), label("复核结果", 3), Box(_OUTCOMES, 11)), 1.2),
        Line((under(), label("复核人（一）", 3), room(4), label("复核人（二）", 3), room(4)), 1.2),
        Line((label("校团委意见", 3), sign(13)), 2.8),
    ]
