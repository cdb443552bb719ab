"""Vote tallies and 经费支出明细表 of the sample."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cn2an

from assessment.sample import people
from assessment.sample.draft import Draft, Formula
from assessment.sample.truth import Row, Truth, key_of


def floor_tally(truth: Truth, name: str) -> Draft:
    """Return the tally of the votes in the hall with 发出/收回/有效/无效 (layout 11)."""
    draft = Draft(name, widths={1: 6, 2: 42, 3: 18, 4: 10})
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”考核认证现场投票统计表（示例数据）")
    draft.put_row(3, ["序号", "项目名称", "申报单位", "票数", "备注"])
    rows = truth.of("votes", component="floor_vote")
    for line, row in enumerate(rows, start=4):
        project = truth.project(row["project_id"])
        draft.put_row(line, [line - 3, project["project_name"]])
        draft.put(line, 3, truth.college_name(project["college_code"]))
        draft.put(line, 4, row["n_votes"], fact=key_of("votes", row))
    last = draft.n_rows
    draft.put_row(last + 1, ["合计", None, None, sum(row["n_votes"] for row in rows)])
    counts = truth.of("vote_counts", component="floor_vote")[0]
    draft.put(
        last + 2,
        1,
        f"发出选票{counts['n_issued']}张，收回{counts['n_returned']}张，"
        f"有效{counts['n_valid']}张，无效{counts['n_invalid']}张。",
    )
    draft.put(last + 3, 1, "计票人：　　　　监票人：")
    return draft


def online_tally(truth: Truth) -> Draft:
    """Return the tally of the votes online by channel, as exported: one header row, no title."""
    draft = Draft("")
    draft.put_row(1, ["项目名称", "微信", "微博", "总票数", "热度"])
    line = 1
    for line, row in enumerate(truth.of("votes", component="online_vote", channel="微信"), start=2):
        project = truth.project(row["project_id"])
        other = truth.of("votes", channel="微博", project_id=row["project_id"])[0]
        draft.put(line, 1, project["project_name"])
        draft.put(line, 2, row["n_votes"], fact=key_of("votes", row))
        draft.put(line, 3, f"{other['n_votes']} ", fact=key_of("votes", other))
        draft.put(line, 4, row["n_votes"] + other["n_votes"])
        draft.put(line, 5, f"{(row['n_votes'] * 7) % 100}℃")
    draft.put_row(line + 1, ["青春剧场校园展演", 77, "12", 89, "3℃"])
    return draft


def ledger(truth: Truth, name: str, project_id: str, *, wan: bool = False) -> Draft:
    """Return the spending of one funded project with a 合计 in capitals (layout 12)."""
    project, draft = truth.project(project_id), Draft(name, widths={1: 14, 2: 12, 4: 10, 6: 24})
    draft.put(1, 1, "“一团一品”活动经费支出明细表（示例数据）")
    draft.merge(1, 1, 1, 8)
    draft.put_row(2, ["项目名称：", project["project_name"]])
    if wan:
        draft.put(2, 7, "金额单位：万元")
    draft.put_row(3, ["申报单位：", truth.college_name(project["college_code"])])
    heads = [
        "日期",
        "类别",
        "金额",
        "余额",
        "票据张数",
        "用途",
        "票据号",
        "报销单号",
        "经办人",
        "备注",
    ]
    draft.put_row(4, heads)
    rows, left = truth.of("ledger", project_id=project_id), 500000
    line = 5
    for line, row in enumerate(rows, start=5):
        left -= row["amount_fen"] or 0
        _ledger_line(truth, draft, line, row, wan=wan)
        draft.put(line, 4, Formula(f"=5000-SUM(C$5:C{line})", left / 100))
    total = truth.plants.get(("total", project_id))
    stated = total.raw if total else sum(row["amount_fen"] for row in rows)
    draft.put(line + 1, 1, "合计")
    draft.put(line + 1, 3, stated / 1000000 if wan else capitals(stated))
    draft.put(line + 2, 1, "经办人签字：　　　　　　负责人签字：　　　　　　（单位盖章）")
    return draft


def _ledger_line(truth: Truth, draft: Draft, line: int, row: Row, *, wan: bool) -> None:
    plants = {kind: truth.plants.get((kind, *key_of("ledger", row)[1:])) for kind in _PLANTED}
    day, amount = plants["date"], plants["ledger"]
    draft.put(line, 1, day.raw if day else _day(row["spent_date"], line))
    draft.put(line, 2, row["category"])
    value: Any = amount.raw if amount else _yuan(row["amount_fen"], line, wan=wan)
    draft.put(line, 3, value, fact=key_of("ledger", row))
    use = dict(people.EXPENSES).get(row["category"], "工作用餐")
    draft.put_row(line, [1, use, row["voucher_no"], row["reimbursement_no"]], first=5)
    draft.put(line, 9, row["handler_name"])


_PLANTED = ("date", "ledger")


def _day(day: Any, line: int) -> Any:
    forms: Sequence[Any] = (f"{day:%Y.%m.%d}", day, f"{day.year}年{day.month}月{day.day}日")
    return forms[line % len(forms)]


def _yuan(fen: int, line: int, *, wan: bool) -> Any:
    if wan:
        return fen / 1000000
    full_width = str.maketrans("0123456789.", "０１２３４５６７８９．")
    forms = (
        fen / 100,
        f"{fen / 100:,.2f}",
        f"{fen / 100:.2f}元",
        f"{fen / 100:.1f}".translate(full_width),
    )
    return forms[line % len(forms)]


def capitals(fen: int) -> str:
    """Return an amount in capitals with its digits beside it, as a voucher shows it.

    Examples
    --------
    >>> capitals(1500)
    '壹拾伍元整 ¥15.00'
    """
    return f"{cn2an.an2cn(fen / 100, 'rmb')} ¥{fen / 100:.2f}"
