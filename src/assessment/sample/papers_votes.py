"""Tallies of votes in the shapes of 2018 and 2019 (layout 11)."""

from __future__ import annotations

from typing import Any

from assessment.sample.draft import Draft, Formula
from assessment.sample.truth import Truth, key_of


def online_board(truth: Truth, name: str) -> Draft:
    """Return the tally of the votes online by channel, whose own total of one is wrong."""
    draft = Draft(name, widths={1: 6, 2: 44, 3: 18, 4: 12, 5: 12, 6: 10, 7: 10})
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”网络投票统计（示例数据）")
    draft.merge(1, 1, 1, 7)
    draft.put_row(3, ["序号", "参评项目", "申报单位", "微信投票", "微博投票", "合计", "得票率"])
    sums, line = [0, 0], 3
    for line, row in enumerate(_of_channel(truth, "微信"), start=4):
        project_id = row["project_id"]
        other = truth.of("votes", component="online_vote", channel="微博", project_id=project_id)[0]
        draft.put_row(line, [line - 3, truth.project(project_id)["project_name"]])
        draft.put(line, 3, truth.college_of(project_id))
        draft.put(line, 4, f"{row['n_votes']:,}", fact=key_of("votes", row))
        draft.put(line, 5, _as_text(other["n_votes"], line), fact=key_of("votes", other))
        counts = (row["n_votes"], other["n_votes"])
        draft.put(line, 6, Formula(f"=D{line}+E{line}", sum(counts)))
        sums = [one + more for one, more in zip(sums, counts, strict=True)]
    draft.put_row(line + 1, ["合计", None, None, sums[0], sums[1] + 10, sum(sums) + 10])
    draft.put(line + 3, 1, "统计员：　　　　　　监票人：")
    return draft


def _of_channel(truth: Truth, channel: str) -> list[dict[str, Any]]:
    return truth.of("votes", component="online_vote", channel=channel)


def _as_text(n_votes: int, line: int) -> Any:
    return f"{n_votes}.0" if line % 3 == 0 else n_votes


def channel_tally(truth: Truth, name: str, channel: str) -> Draft:
    """Return the tally of one channel of the votes online; a count may be planted."""
    draft = Draft(name, widths={1: 6, 2: 44, 3: 18, 4: 12})
    draft.put(1, 1, f"{truth.rules.year}年网络投票（{channel}）统计（示例数据）")
    draft.put_row(2, ["序号", "项目名称", "学院", channel, "转发热度"])
    line = 2
    for line, row in enumerate(_of_channel(truth, channel), start=3):
        project_id, key = row["project_id"], key_of("votes", row)
        draft.put_row(line, [line - 2, truth.project(project_id)["project_name"]])
        draft.put(line, 3, f"{truth.college_of(project_id)}团委")
        plant = truth.plants.get(key)
        draft.put(line, 4, plant.raw if plant else row["n_votes"], fact=key)
        draft.put(line, 5, f"{row['n_votes'] % 7 + 1}级")
    draft.put(line + 2, 1, "统计时间：12月18日18时　　统计人：")
    return draft


def beside_tally(truth: Truth, name: str) -> Draft:
    """Return the tally of the hall printed in two tables side by side, a blank column between."""
    draft = Draft(name)
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”年终考核现场投票统计（示例数据）")
    rows = truth.of("votes", component="floor_vote")
    half = (len(rows) + 1) // 2
    for first, part in ((1, rows[:half]), (6, rows[half:])):
        draft.put_row(3, ["序号", "项目名称", "单位", "得票数"], first=first)
        for line, row in enumerate(part, start=4):
            number = line - 3 + (half if first > 1 else 0)
            project = truth.project(row["project_id"])
            college = truth.college_of(row["project_id"])
            draft.put_row(line, [number, project["project_name"], college], first=first)
            draft.put(line, first + 3, row["n_votes"], fact=key_of("votes", row))
    _put_counts(truth, draft, 5 + half)
    return draft


def _put_counts(truth: Truth, draft: Draft, line: int) -> None:
    counts = truth.of("vote_counts", component="floor_vote")[0]
    words = {"发出": "n_issued", "收回": "n_returned", "有效": "n_valid", "无效": "n_invalid"}
    draft.put(line, 1, "，".join(f"{word}选票{counts[name]}张" for word, name in words.items()))
    draft.put(line + 1, 1, "计票人：　　　　监票人：")
