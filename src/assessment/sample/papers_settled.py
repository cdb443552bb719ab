"""经费决算表 as the colleges of 2018 send it back: ours filled in, and shapes of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cn2an

from assessment.sample.draft import Draft, Formula, write_docx, write_xls, write_xlsx
from assessment.sample.papers import Papers
from assessment.sample.truth import Row, Truth, key_of

GRANTED = 500000
_TITLE, _SIGN = (
    "“一团一品”经费决算表（示例数据）",
    "经办人签字：　　　负责人签字：　　　（单位盖章）",
)
_HEADS = ("科目", "预算（元）", "实际（元）", "差额（元）", "票据张数", "经办人", "备注")
_OWN_HEADS = ("序号", "支出科目", "单据张数", "实际支出", "预算金额", "差额", "备注")
_WAN_HEADS = ("科目", "预算（万元）", "实际（万元）", "票据张数", "差额（万元）")


def state_settlements(truth: Truth, left_out: frozenset[tuple[str, int]]) -> None:
    """Say what each project's settlement states: the plan, and all lines but those left out.

    `left_out` are (project_id, line_no) of lines that were sent back to the colleges before.
    """
    truth.rows["settlements"] = [
        row
        for project_id in dict.fromkeys(row["project_id"] for row in truth.rows["ledger"])
        for row in _settled(truth, project_id, left_out)
    ]


def _settled(truth: Truth, project_id: str, left_out: frozenset[tuple[str, int]]) -> list[Row]:
    lines = [
        row
        for row in truth.of("ledger", project_id=project_id)
        if (project_id, row["line_no"]) not in left_out
    ]
    plan = {
        row["category"]: row["planned_fen"]
        for row in truth.of("budget_plan", project_id=project_id)
    }
    rows = []
    for category in dict.fromkeys((*plan, *(row["category"] for row in lines))):
        mine = [row["amount_fen"] for row in lines if row["category"] == category]
        rows.append(
            {
                "year": truth.rules.year,
                "project_id": project_id,
                "category": category,
                "state": "stated",
                "planned_fen": plan.get(category),
                "spent_fen": sum(mine),
                "n_vouchers": len(mine),
            }
        )
    return rows


def write_settlements(truth: Truth, papers: Papers, projects: Sequence[str]) -> None:
    """Lay down the settlements of four projects, each in a shape of its own."""
    filled, worded, own, in_wan = projects
    places = {one: f"04经费/{truth.college_of(one)}经费决算表" for one in projects}
    draft = _as_ours(truth, "经费决算", filled)
    papers.add(
        f"{places[filled]}.xlsx", write_xlsx([draft]), {draft.name: draft}, kind="settlement"
    )
    draft = _in_word(truth, "表1", worded)
    title = f"{truth.rules.year}年{_TITLE}"
    data = write_docx(title, draft, widths=[2.5] * 7)
    papers.add(f"{places[worded]}.docx", data, {"表1": draft}, kind="settlement")
    draft = _reordered(truth, "决算", own)
    papers.add(f"{places[own]}.xlsx", write_xlsx([draft]), {"决算": draft}, kind="settlement")
    draft = _in_wan(truth, "决算表", in_wan)
    papers.add(f"{places[in_wan]}.xls", write_xls([draft]), {"决算表": draft}, kind="settlement")


def _rows(truth: Truth, project_id: str) -> tuple[list[Row], int, int]:
    """Return the lines of a settlement, what they plan and what they spend."""
    rows = truth.of("settlements", project_id=project_id)
    planned, spent = (sum(row[name] or 0 for row in rows) for name in ("planned_fen", "spent_fen"))
    return rows, planned, spent


def _labels(truth: Truth, draft: Draft, project_id: str, spent: int) -> None:
    draft.put(1, 1, f"{truth.rules.year}年{_TITLE}")
    draft.merge(1, 1, 1, 7)
    name, college = truth.project(project_id)["project_name"], truth.college_of(project_id)
    draft.put_row(2, ["项目名称：", name, None, None, "支持经费：", GRANTED / 100])
    draft.put_row(3, ["申报单位：", college, None, None, "剩余：", (GRANTED - spent) / 100])


def _as_ours(truth: Truth, name: str, project_id: str) -> Draft:
    """Return the form that was sent out, filled in: differences and sums by its formulas."""
    draft = Draft(name, widths={1: 22, 2: 18, 3: 18, 4: 18, 5: 12, 6: 16, 7: 26})
    rows, planned, spent = _rows(truth, project_id)
    _labels(truth, draft, project_id, spent)
    draft.put_row(4, _HEADS)
    line = 5
    for line, row in enumerate(rows, start=5):
        left = ((row["planned_fen"] or 0) - row["spent_fen"]) / 100
        draft.put_row(line, [row["category"], _yuan(row["planned_fen"])])
        draft.put(line, 3, row["spent_fen"] / 100, fact=key_of("settlements", row))
        draft.put(line, 4, Formula(f"=B{line}-C{line}", left))
        draft.put_row(line, [row["n_vouchers"], "示例经办人"], first=5)
    sums = {"B": planned, "C": spent, "D": planned - spent}
    total = [Formula(f"=SUM({one}5:{one}{line})", fen / 100) for one, fen in sums.items()]
    draft.put_row(line + 1, ["合计", *total])
    draft.put_row(line + 2, ["实际合计（大写）", _words(spent)])
    draft.merge(line + 2, 2, line + 2, 7)
    draft.put(line + 3, 1, _SIGN)
    return draft


def _in_word(truth: Truth, name: str, project_id: str) -> Draft:
    """Return a Word table with amounts as people type them."""
    draft = Draft(name)
    rows, planned, spent = _rows(truth, project_id)
    name_of, college = truth.project(project_id)["project_name"], truth.college_of(project_id)
    draft.put_row(1, ["项目名称", name_of, None, None, "支持经费", f"{GRANTED / 100:,.2f}元"])
    draft.put_row(2, ["申报单位", college, None, None, "剩余", f"{(GRANTED - spent) / 100:,.2f}元"])
    draft.put_row(3, _HEADS)
    line = 4
    for line, row in enumerate(rows, start=4):
        left = (row["planned_fen"] or 0) - row["spent_fen"]
        draft.put_row(line, [row["category"], _typed(row["planned_fen"])])
        draft.put(line, 3, _typed(row["spent_fen"]), fact=key_of("settlements", row))
        draft.put_row(line, [_typed(left), f"{row['n_vouchers']}张", "示例经办人"], first=4)
    sums = (_typed(fen) for fen in (planned, spent, planned - spent))
    draft.put_row(line + 1, ["合计", *sums])
    draft.put_row(line + 2, ["合计（大写）", None, _words(spent)])
    return draft


def _reordered(truth: Truth, name: str, project_id: str) -> Draft:
    """Return a sheet of the college's own: other words, other order, no formula."""
    draft = Draft(name, widths={1: 10, 2: 22, 4: 14, 5: 14})
    rows, planned, spent = _rows(truth, project_id)
    _labels(truth, draft, project_id, spent)
    draft.put(4, 1, "金额单位：元")
    draft.put_row(5, _OWN_HEADS)
    line = 6
    for line, row in enumerate(rows, start=6):
        draft.put_row(line, [line - 5, row["category"], row["n_vouchers"]])
        draft.put(line, 4, row["spent_fen"] / 100, fact=key_of("settlements", row))
        left = ((row["planned_fen"] or 0) - row["spent_fen"]) / 100
        draft.put_row(line, [_yuan(row["planned_fen"]), left], first=5)
    draft.put_row(line + 1, ["合计", None, None, *(_yuan(fen) for fen in (spent, planned))])
    draft.put(line + 2, 1, f"合计（大写）：{_words(spent)}")
    draft.put(line + 4, 1, _SIGN)
    return draft


def _in_wan(truth: Truth, name: str, project_id: str) -> Draft:
    """Return a sheet in 万元, but for what stands above the table."""
    draft = Draft(name, widths={1: 16, 2: 14, 3: 14, 5: 14})
    rows, planned, spent = _rows(truth, project_id)
    _labels(truth, draft, project_id, spent)
    draft.put_row(4, _WAN_HEADS)
    line = 5
    for line, row in enumerate(rows, start=5):
        left = (row["planned_fen"] or 0) - row["spent_fen"]
        draft.put_row(line, [row["category"], _wan(row["planned_fen"])])
        draft.put(line, 3, _wan(row["spent_fen"]), fact=key_of("settlements", row))
        draft.put_row(line, [row["n_vouchers"], _wan(left)], first=4)
    sums = (_wan(fen) for fen in (planned, spent))
    draft.put_row(line + 1, ["合计", *sums, None, _wan(planned - spent)])
    draft.put(line + 2, 1, _SIGN)
    return draft


def _yuan(fen: int | None) -> Any:
    return None if fen is None else fen / 100


def _wan(fen: int | None) -> Any:
    return None if fen is None else fen / 1000000


def _typed(fen: int | None) -> Any:
    return None if fen is None else f"{fen / 100:,.2f}"


def _words(fen: int) -> str:
    return str(cn2an.an2cn(fen / 100, "rmb"))
