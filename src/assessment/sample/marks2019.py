"""The judges' sheets and votes of 2019: what was said on them, and how they came in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assessment.core.provenance import position
from assessment.sample.draft import Draft, Formula, write_xls, write_xlsx
from assessment.sample.events2019 import SITTINGS, eligible
from assessment.sample.papers import Papers
from assessment.sample.papers_boards import blocks, two_row_list
from assessment.sample.papers_marks import judge_list, matrix, project_form
from assessment.sample.papers_polls import tencent_poll
from assessment.sample.papers_votes import beside_tally, channel_tally
from assessment.sample.truth import Truth

REVIEW, FINAL = "二、立项评审", "三、年终考核"
TOLD = {
    ("application", "J2", "2019-C06-1"): "recused",
    ("application", "J4", "2019-C13-1"): "recused",
    ("application", "J6", "2019-C20-1"): "recused",
    ("application", "J3", "2019-C18-1"): "abstained",
    ("exhibition", "J2", "2019-C10-1"): "recused",
    ("exhibition", "J4", "2019-C11-1"): "recused",
    ("exhibition", "J5", "2019-C10-1"): "absent",
    ("exhibition", "J6", "2019-C10-1"): "blank",
    ("defense", "J2", "2019-C02-1"): "recused",
    ("defense", "J4", "2019-C08-1"): "recused",
    ("defense", "J9", "2019-C03-1"): "absent",
    ("defense", "J9", "2019-C08-1"): "absent",
    ("defense", "J1", "2019-C19-1"): "abstained",
}
BAD_NAME = Formula("=VLOOKUP(A1,B:C,2,0)", "#N/A")
WRONG_KIND = Formula('="十八"+1', "#VALUE!")
UNREADABLE: tuple[tuple[str, str, str, str, Any, str], ...] = (
    ("application", "2019-C04-1", "J6", "特色创新", WRONG_KIND, "cell.error-value"),
    ("application", "2019-C07-1", "J1", "预算合理", "良", "points.not-a-number"),
    ("exhibition", "2019-C19-1", "J3", "展示内容", 44, "points.out-of-range"),
    ("exhibition", "2019-C01-1", "J7", "现场效果", BAD_NAME, "cell.error-value"),
    (
        "defense",
        "2019-C06-1",
        "J8",
        "total",
        Formula("=SUM(P4:P9)", None),
        "cell.formula-not-cached",
    ),
)
ODD: tuple[tuple[str, str, str, str, Any, float], ...] = (
    ("application", "2019-C12-1", "J7", "主题契合", "２３", 23.0),
    ("defense", "2019-C20-1", "J3", "total", " 84.50 ", 84.5),
    ("defense", "2019-C15-1", "J5", "total", "八十六", 86.0),
)
# What 更正登记 says of a vote written with a letter, and of a mark that is another by now.
MENDED = ("online_vote", "微博", "2019-C03-1"), "7l", 71
REFUSED = ("defense", "2019-C01-1", "J4", "total"), "68.5", "86.5"


def plant_marks(truth: Truth) -> None:
    """Put on paper what judges said in place of marks, and marks that are none."""
    for (component, judge_id, project_id), status in TOLD.items():
        for row in truth.of("marks", component=component, judge_id=judge_id, project_id=project_id):
            row.update(points=None, status=status)
    for *key, raw, code in UNREADABLE:
        truth.plant(("marks", *key), raw, code, points=None, status="unreadable")
    for *key, raw, points in ODD:
        truth.plant(("marks", *key), raw, "", points=points)
    place, raw, n_votes = MENDED
    truth.plant(("votes", *place), raw, "", n_votes=n_votes)


def write_marks(truth: Truth, papers: Papers) -> None:
    """Lay down the sheets of both rounds."""
    standing = [row["project_id"] for row in eligible(truth)]
    draft = two_row_list(truth, "Sheet1", "J1", standing)
    file = f"{REVIEW}/1号评委.xlsx"
    papers.add(file, write_xlsx([draft, Draft("Sheet2")]), {"Sheet1": draft}, kind="mark_list")
    drafts = {f"评委{n}": judge_list(truth, f"评委{n}", f"J{n}", standing) for n in (2, 3, 4)}
    file = f"{REVIEW}/评委2-4.xlsx"
    papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="mark_list")
    drafts = {name[5:]: project_form(truth, name[5:], name, "J5") for name in standing}
    file = f"{REVIEW}/评委5（逐项）.xls"
    papers.add(file, write_xls([*drafts.values()]), drafts, kind="mark_form")
    draft = two_row_list(truth, "评分表", "J6", standing)
    papers.add(f"{REVIEW}/评委6.et", write_xls([draft]), {"评分表": draft}, kind="mark_list")
    draft = judge_list(truth, "评委7", "J7", standing)
    draft.is_hidden, file = True, f"{REVIEW}/评委7.xlsx"
    cover = Draft("说明")
    cover.put(1, 1, "评分表见第二张工作表（示例数据）")
    papers.add(file, write_xlsx([cover, draft]), {"评委7": draft}, kind="mark_list")
    papers.expect("sheet.hidden", file, "评委7")
    papers.expect("sheet.not-recognised", file, "说明")
    _exhibition(truth, papers)
    _defense(truth, papers)


def _exhibition(truth: Truth, papers: Papers) -> None:
    drafts = {
        f"展示第{number}场": blocks(truth, f"展示第{number}场", "exhibition", projects)
        for number, projects in zip("一二", SITTINGS, strict=True)
    }
    file = f"{FINAL}/风采展示评分表.xlsx"
    papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="mark_cross")


def _defense(truth: Truth, papers: Papers) -> None:
    """Lay down the two sittings, one below the other on one sheet; a line is hidden."""
    draft, file = matrix(truth, "答辩", 1, 2), f"{FINAL}/现场答辩评分汇总.xlsx"
    row, _ = position(draft.facts["marks", "defense", "2019-C11-1", "J1", "total"])
    draft.hidden_rows.add(row)
    papers.expect("row.hidden", file, "答辩", f"A{row}")
    papers.add(file, write_xlsx([draft]), {"答辩": draft}, kind="mark_matrix")


def write_votes(truth: Truth, papers: Papers) -> None:
    """Lay down the tally of the hall, the poll of one channel and the count of the other."""
    draft, file = beside_tally(truth, "现场投票"), f"{FINAL}/投票/现场投票.xls"
    papers.add(file, write_xls([draft]), {"现场投票": draft}, kind="vote_tally")
    question = "1.您支持的品牌项目"
    opened = datetime(2019, 12, 16, 8, 0)
    key = ("online_vote", "微信")
    draft = tencent_poll(truth, key, question, opened, name="微信投票")
    file = f"{FINAL}/投票/网络投票-微信（腾讯问卷）.xlsx"
    papers.add(file, write_xlsx([draft]), {"微信投票": draft}, kind="vote_ballots")
    draft, file = channel_tally(truth, "微博", "微博"), f"{FINAL}/投票/网络投票-微博.xlsx"
    papers.add(file, write_xlsx([draft]), {"微博": draft}, kind="vote_tally")
    papers.expect("column.unmapped", file, "微博", "E2")
