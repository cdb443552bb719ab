"""The judges' sheets and votes of 2018: what was said on them, and how they came in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assessment.core.provenance import position
from assessment.sample.draft import Draft, Formula, write_csv, write_xls, write_xlsx
from assessment.sample.events2018 import SITTINGS, eligible
from assessment.sample.papers import Papers
from assessment.sample.papers_boards import transposed, two_row_list
from assessment.sample.papers_marks import judge_list, matrix, project_form
from assessment.sample.papers_polls import wenjuanxing
from assessment.sample.papers_votes import online_board
from assessment.sample.truth import Truth

REVIEW, FINAL = "02立项评审", "03考核认证"
FIRST, SECOND, THIRD = (
    f"{FINAL}/答辩/第一场评分汇总.xlsx",
    f"{FINAL}/答辩/第二场评分汇总.xlsx",
    f"{FINAL}/答辩/第三场（横表）.xls",
)
# component, judge, project: what the judge said instead of a mark.
TOLD = {
    ("application", "J2", "2018-C04-1"): "recused",
    ("application", "J4", "2018-C16-1"): "recused",
    ("application", "J6", "2018-C17-1"): "recused",
    ("application", "J7", "2018-C08-1"): "abstained",
    ("defense", "J2", "2018-C10-1"): "recused",
    ("defense", "J4", "2018-C14-1"): "recused",
    ("defense", "J7", "2018-C07-1"): "recused",
    ("defense", "J3", "2018-C18-1"): "abstained",
    ("defense", "J5", "2018-C03-1"): "blank",
}
NOT_AVAILABLE = Formula("=NA()", "#N/A")
# Marks that cannot be read, and those written in a way that takes some reading.
UNREADABLE: tuple[tuple[str, str, str, str, Any, str], ...] = (
    ("application", "2018-C11-1", "J2", "特色创新", 32, "points.out-of-range"),
    ("application", "2018-C03-1", "J3", "主题契合", NOT_AVAILABLE, "cell.error-value"),
    ("application", "2018-C13-1", "J4", "方案可行", "20分左右", "points.not-a-number"),
)
ODD: tuple[tuple[str, str, str, str, Any, float], ...] = (
    ("application", "2018-C02-2", "J7", "预算合理", "１６．５", 16.5),
    ("application", "2018-C10-1", "J5", "主题契合", "22.0", 22.0),
    ("defense", "2018-C06-1", "J5", "total", "九十一点五", 91.5),
)
# Written beyond reading, then mended in 更正登记.
MENDED = ("defense", "2018-C13-1", "J8", "total"), "9２..5", 92.5


def plant_marks(truth: Truth) -> None:
    """Put on paper what judges said in place of marks, and marks that are none."""
    told = TOLD | {("defense", "J9", name): "absent" for name in SITTINGS[2]}
    for (component, judge_id, project_id), status in told.items():
        for row in truth.of("marks", component=component, judge_id=judge_id, project_id=project_id):
            row.update(points=None, status=status)
    for *key, raw, code in UNREADABLE:
        truth.plant(("marks", *key), raw, code, points=None, status="unreadable")
    for *key, raw, points in ODD:
        truth.plant(("marks", *key), raw, "", points=points)
    place, raw, points = MENDED
    truth.plant(("marks", *place), raw, "", points=points)
    row = truth.find(("marks", "application", "2018-C01-1", "J5", "预算合理"))
    row.update(points=None, status="blank")


def write_marks(truth: Truth, papers: Papers) -> None:
    """Lay down the sheets of both rounds."""
    standing = [row["project_id"] for row in eligible(truth)]
    drafts = {name[5:]: project_form(truth, name[5:], name, "J1") for name in standing}
    file = f"{REVIEW}/评委1评分表（18项）.xlsx"
    papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="mark_form")
    drafts = {f"评委{n}": two_row_list(truth, f"评委{n}", f"J{n}", standing) for n in (2, 3)}
    file = f"{REVIEW}/评委2、3评分表.xlsx"
    sheets = [*drafts.values(), Draft("Sheet3")]
    papers.add(file, write_xlsx(sheets), drafts, kind="mark_list")
    draft = two_row_list(truth, "Sheet1", "J4", standing)
    papers.add(f"{REVIEW}/评委4.xls", write_xls([draft]), {"Sheet1": draft}, kind="mark_list")
    draft = judge_list(truth, "", "J5", standing)
    file = f"{REVIEW}/评委5.csv"
    papers.add(file, write_csv(draft, "gb18030", "\t"), {"": draft}, kind="mark_list")
    _merged_list(truth, papers, standing)
    draft = judge_list(truth, "评委七", "J7", standing)
    papers.add(f"{REVIEW}/评委7.xlsx", write_xlsx([draft]), {"评委七": draft}, kind="mark_list")
    _defense(truth, papers)


def _merged_list(truth: Truth, papers: Papers, standing: list[str]) -> None:
    """Draw up a list on which one mark is merged over two projects."""
    draft, file, sheet = judge_list(truth, "评分", "J6", standing), f"{REVIEW}/评委6.xlsx", "评分"
    key = ("marks", "application", standing[4], "J6", "方案可行")
    covered = draft.facts[key]
    row, column = position(covered)
    draft.merge(row - 1, column, row, column)
    del draft.cells[row, column]
    truth.find(key).update(points=None, status="unreadable")
    papers.expect("cell.merged", file, sheet, covered)
    papers.add(file, write_xlsx([draft]), {sheet: draft}, kind="mark_list")


def _defense(truth: Truth, papers: Papers) -> None:
    first = matrix(truth, "第一场", 1)
    place = first.facts["marks", "defense", "2018-C15-1", "J1", "total"]
    first.comments[position(place)] = "原写89，评委当场改签"
    papers.add(FIRST, write_xlsx([first]), {"第一场": first}, kind="mark_matrix")
    papers.expect("cell.commented", FIRST, "第一场", place)
    second = matrix(truth, "第二场", 2)
    place = second.facts["marks", "defense", "2018-C12-1", "J6", "total"]
    second.struck.add(position(place))
    papers.add(SECOND, write_xlsx([second]), {"第二场": second}, kind="mark_matrix")
    papers.expect("cell.struck-out", SECOND, "第二场", place)
    title = "2018年“一团一品”考核认证现场答辩评分表（第三场，示例数据）"
    third = transposed(truth, "第三场", SITTINGS[2], title)
    papers.add(THIRD, write_xls([third]), {"第三场": third}, kind="mark_matrix")


def write_votes(truth: Truth, papers: Papers) -> None:
    """Lay down the export of the ballots in the hall and the tally of those online."""
    question = "7、请选择您支持的项目（最多选3项）"
    draft = wenjuanxing(truth, ("floor_vote", "现场"), question, datetime(2018, 12, 14, 15, 2))
    file = f"{FINAL}/投票/现场投票（问卷星导出）.csv"
    papers.add(file, write_csv(draft, "gb18030"), {"": draft}, kind="vote_ballots")
    draft, file = online_board(truth, "网络投票"), f"{FINAL}/投票/网络投票统计.xlsx"
    papers.add(file, write_xlsx([draft]), {"网络投票": draft}, kind="vote_tally")
    papers.expect("total.does-not-add-up", file, "网络投票", f"E{draft.n_rows - 2}")
