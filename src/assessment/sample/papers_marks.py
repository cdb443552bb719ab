"""Judges' sheets of the sample: one form a project, lists by criterion, matrices."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.provenance import column_letters
from assessment.core.rule_sections import Judged
from assessment.sample.draft import Draft, Formula
from assessment.sample.truth import Row, Truth, key_of

# Every year's judges say it in their own words.
STATUS_WORDS: dict[int, dict[str, str | None]] = {
    2017: {"recused": "回避", "absent": "缺席", "abstained": "弃权", "blank": None},
    2018: {"recused": "本院回避", "absent": "请假", "abstained": "弃评", "blank": "—"},
    2019: {"recused": "回避本院", "absent": "未到", "abstained": "弃权", "blank": "/"},
}


def on_paper(truth: Truth, row: Row) -> object:
    """Return what stands on paper for a mark: planted text, a status word or the number."""
    plant = truth.plants.get(key_of("marks", row))
    if plant is not None:
        return plant.raw
    words = STATUS_WORDS[truth.rules.year]
    return words[row["status"]] if row["status"] in words else row["points"]


def marks_of(truth: Truth, component: str, project_id: str, judge_id: str) -> list[Row]:
    """Return one judge's marks for one project, in the order of the criteria."""
    return truth.of("marks", component=component, project_id=project_id, judge_id=judge_id)


def project_form(truth: Truth, name: str, project_id: str, judge_id: str) -> Draft:
    """Return the form on which one judge marks one project (layout 7)."""
    part = truth.rules.component("application")
    assert isinstance(part, Judged)
    project, draft = truth.project(project_id), Draft(name, widths={1: 14, 2: 34, 3: 10})
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”立项评审评分表（示例数据）")
    draft.merge(1, 1, 1, 3)
    draft.put_row(2, ["项目名称：", project["project_name"]])
    draft.put_row(3, ["申报单位：", truth.college_name(project["college_code"])])
    draft.put_row(4, ["评委编号：", judge_id.removeprefix("J")])
    draft.put_row(6, ["项目", "评分标准（百分制）", "得 分"])
    rows = {row["criterion"]: row for row in marks_of(truth, "application", project_id, judge_id)}
    for line, criterion in enumerate(part.criteria, start=7):
        row = rows[criterion.name]
        draft.put(line, 1, criterion.name)
        draft.put(line, 2, f"{criterion.name}（占{criterion.points}分）")
        draft.put(line, 3, on_paper(truth, row), fact=key_of("marks", row))
    last = 7 + len(part.criteria)
    total = sum(row["points"] or 0 for row in rows.values())
    draft.put_row(last, ["合计", None, Formula(f"=SUM(C7:C{last - 1})", total)])
    draft.put(last + 2, 1, "评委签名：                    日期：    年   月   日")
    return draft


def judge_list(truth: Truth, name: str, judge_id: str, projects: Sequence[str]) -> Draft:
    """Return one judge's list of all projects by criterion, with title rows above."""
    part = truth.rules.component("application")
    assert isinstance(part, Judged)
    draft = Draft(name, widths={1: 6, 2: 18, 3: 44, 4: 11, 5: 11, 6: 11, 7: 11, 8: 9})
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”立项评审\n评 分 表（示例数据）")
    draft.merge(1, 1, 1, 8)
    draft.put(2, 1, f"评委编号：{judge_id}　　　　　　评委签名：")
    criteria = [f"{c.name}\n（{c.points}分）" for c in part.criteria]
    draft.put_row(3, ["序号", "申报单位", "项目名称", *criteria, "总分"])
    for line, project_id in enumerate(projects, start=4):
        project = truth.project(project_id)
        rows = marks_of(truth, "application", project_id, judge_id)
        college = truth.college_name(project["college_code"])
        draft.put_row(line, [line - 3, f" {college} ", project["project_name"]])
        for column, row in enumerate(rows, start=4):
            draft.put(line, column, on_paper(truth, row), fact=key_of("marks", row))
        total = sum(row["points"] or 0 for row in rows)
        draft.put(line, 8, Formula(f"=SUM(D{line}:G{line})", total))
    draft.put(5 + len(projects), 1, "注：请勿涂改，涂改处须签名。")
    return draft


def matrix(truth: Truth, name: str, *sittings: int) -> Draft:
    """Return projects × judges of sittings, one below the other, with averages computed (3)."""
    widths = dict.fromkeys(range(4, 16), 9)
    draft, top = Draft(name, widths={1: 6, 2: 16, 3: 42} | widths), 1
    for sitting in sittings:
        _put_matrix(truth, draft, sitting, top)
        top = draft.n_rows + 4
    return draft


def _put_matrix(truth: Truth, draft: Draft, sitting: int, top: int) -> None:
    year, judges = truth.rules.year, truth.of("judges", component="defense")
    title = f"{year}年度“一团一品”考核认证现场答辩评分汇总表（第{'一二三'[sitting - 1]}场）"
    draft.put(top, 1, title)
    draft.merge(top, 1, top, 5 + len(judges))
    draft.put(top + 1, 1, "示例数据　满分100分")
    heads = [
        f"评委{judge['judge_id'][1:]}" + ("" if judge["college_code"] else "\n（校外）")
        for judge in judges
    ]
    draft.put_row(top + 2, ["顺序", "单位", "项目", *heads, "平均分", "名次"])
    order = truth.of("running_order", sitting_no=sitting)
    for line, place in enumerate(order, start=top + (3 if sitting == 1 else 4)):
        _matrix_row(truth, draft, line, place)
    signed = "统分人：　　　　　复核人：　　　　　监督人：　　　　　　　"
    draft.put(draft.n_rows + 2, 1, f"{signed}{year}年12月　日")


def _matrix_row(truth: Truth, draft: Draft, line: int, place: Row) -> None:
    project = truth.project(place["project_id"])
    college = truth.college_name(project["college_code"])
    draft.put_row(line, [place["order_no"], college, project["project_name"]])
    rows = truth.of("marks", component="defense", project_id=place["project_id"])
    for column, row in enumerate(rows, start=4):
        draft.put(line, column, on_paper(truth, row), fact=key_of("marks", row))
    given = [row["points"] for row in rows if row["points"] is not None]
    mean, last = sum(given) / len(given), column_letters(3 + len(rows))
    draft.put(line, 4 + len(rows), Formula(f"=AVERAGE(D{line}:{last}{line})", round(mean, 10)))
