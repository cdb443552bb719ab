"""What survey sites export: 问卷星, 腾讯问卷 and 腾讯收集表 (layouts 8, 10 and 9)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from assessment.sample.draft import Draft
from assessment.sample.truth import Truth, key_of

_SKIPPED = ("(跳过)", "-3", "-2")
_SOURCES = ("手机提交", "微信", "链接")
_PLACES = ("示例省示例市", "示例省示范市", "未知")


def wenjuanxing(
    truth: Truth, key: tuple[str, str], question: str, opened: datetime, *, name: str = ""
) -> Draft:
    """Return one row a ballot, its choices joined by ┋; an empty ballot was passed over (8)."""
    draft, chance = Draft(name), random.Random(truth.rules.year * 10 + 8)
    heads = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分", question]
    draft.put_row(1, heads)
    _note_votes(truth, draft, key, 8)
    moment = opened
    for number, choices in enumerate(truth.ballots[key], start=1):
        moment += timedelta(seconds=chance.randint(1, 20))
        took = f"{chance.randint(9, 180)}秒"
        address = f"192.0.2.{chance.randint(1, 254)}(示例)"
        text = "┋".join(_names(truth, choices)) or chance.choice(_SKIPPED)
        stamp = f"{moment:%Y/%m/%d %H:%M:%S}"
        row = [number, stamp, took, chance.choice(_SOURCES), "N/A", address, 0, text]
        draft.put_row(number + 1, row)
    return draft


def tencent_poll(
    truth: Truth, key: tuple[str, str], question: str, opened: datetime, *, name: str
) -> Draft:
    """Return one row a ballot with a single choice, as 腾讯问卷 exports it (10)."""
    draft, chance = Draft(name), random.Random(truth.rules.year * 10 + 10)
    heads = ["编号", "开始答题时间", "结束答题时间", "答题时长", "地理位置", "昵称", question]
    draft.put_row(1, heads)
    _note_votes(truth, draft, key, 7)
    moment = opened
    for number, choices in enumerate(truth.ballots[key], start=1):
        moment += timedelta(seconds=chance.randint(5, 240))
        seconds = chance.randint(6, 95)
        times = [f"{when:%Y-%m-%d %H:%M:%S}" for when in (moment, moment + timedelta(0, seconds))]
        nickname = f"示例用户{number:04d}"
        place = chance.choice(_PLACES)
        text = next(iter(_names(truth, choices)), None)
        draft.put_row(number + 1, [number, *times, f"{seconds}秒", place, nickname, text])
    return draft


def _names(truth: Truth, choices: Sequence[str]) -> list[str]:
    return [truth.project(project_id)["project_name"] for project_id in choices]


def _note_votes(truth: Truth, draft: Draft, key: tuple[str, str], column: int) -> None:
    """Note that the question's header cell states every project's votes."""
    component, channel = key
    for row in truth.of("votes", component=component, channel=channel):
        draft.put(1, column, None, fact=key_of("votes", row))


def collected(truth: Truth, name: str, projects: Sequence[str]) -> Draft:
    """Return applications gathered by 腾讯收集表, one a row (9)."""
    draft = Draft(name, widths=dict.fromkeys(range(1, 10), 22))
    asked = ("申报单位", "项目名称", "品牌主题", "项目负责人", "联系电话", "申请经费（元）")
    heads = [f"{head}（必填）" for head in asked]
    draft.put_row(1, ["提交时间（自动）", *heads, "延续品牌", "提交者（自动）"])
    for line, project_id in enumerate(projects, start=2):
        draft.put_row(line, _collected_row(truth, line, project_id))
        draft.put(line, 3, truth.project(project_id)["project_name"],
                  fact=("applications", project_id))  # fmt: skip
    return draft


def _collected_row(truth: Truth, line: int, project_id: str) -> list[Any]:
    project = truth.project(project_id)
    day = project["submitted_date"]
    return [
        f"{day.year}年{day.month}月{day.day}日 {8 + line % 9}:{(line * 17) % 60:02d}",
        truth.college_of(project_id),
        project["project_name"],
        truth.rules.theme(project["theme_code"]).name,
        project["lead_name"],
        f"{project['phone']}.00 ",
        truth.asked[project_id],
        truth.continued.get(project_id),
        f"示例{line:02d}",
    ]
