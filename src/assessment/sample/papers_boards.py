"""Judges' sheets in other shapes: two header rows, transposed, blocks a project (4, 5, 6)."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.provenance import column_letters
from assessment.core.rule_sections import Judged
from assessment.sample.draft import Draft, Formula
from assessment.sample.papers_marks import marks_of, on_paper
from assessment.sample.truth import Row, Truth, key_of


def two_row_list(truth: Truth, name: str, judge_id: str, projects: Sequence[str]) -> Draft:
    """Return one judge's list whose criteria stand below a common heading (layout 4)."""
    part = truth.rules.component("application")
    assert isinstance(part, Judged)
    n_criteria = len(part.criteria)
    draft = Draft(name, widths={1: 6, 2: 18, 3: 44} | dict.fromkeys(range(4, 9), 12))
    title = f"{truth.rules.year}年“一团一品”{part.label}评分表（示例数据）"
    draft.put(1, 1, f"{title}　　评委编号：{judge_id.removeprefix('J')}")
    draft.merge(1, 1, 1, 4 + n_criteria)
    draft.put_row(2, ["序号", "申报单位", "项目名称", "评审得分"])
    draft.put(2, 4 + n_criteria, "总分")
    for column in (1, 2, 3, 4 + n_criteria):
        draft.merge(2, column, 3, column)
    draft.merge(2, 4, 2, 3 + n_criteria)
    draft.put_row(3, [f"{c.name}({c.points})" for c in part.criteria], first=4)
    for line, project_id in enumerate(projects, start=4):
        _two_row_line(truth, draft, line, (project_id, judge_id))
    draft.put(5 + len(projects), 1, "评委签名：　　　　　　　　日期：")
    return draft


def _two_row_line(truth: Truth, draft: Draft, line: int, who: tuple[str, str]) -> None:
    project_id, judge_id = who
    project = truth.project(project_id)
    draft.put_row(line, [line - 3, truth.college_of(project_id), project["project_name"]])
    rows = marks_of(truth, "application", project_id, judge_id)
    for column, row in enumerate(rows, start=4):
        draft.put(line, column, on_paper(truth, row), fact=key_of("marks", row))
    last = 3 + len(rows)
    total = sum(row["points"] or 0 for row in rows)
    draft.put(line, last + 1, Formula(f"=SUM(D{line}:{column_letters(last)}{line})", total))


def transposed(truth: Truth, name: str, projects: Sequence[str], title: str) -> Draft:
    """Return a board whose columns are projects and whose rows are judges (layout 5)."""
    draft = Draft(name, widths={1: 14} | dict.fromkeys(range(2, 2 + len(projects)), 30))
    draft.put(1, 1, title)
    draft.merge(1, 1, 1, 1 + len(projects))
    draft.put_row(2, ["项目", *(truth.project(name)["project_name"] for name in projects)])
    draft.put_row(3, ["申报单位", *(truth.college_of(name) for name in projects)])
    judges = truth.of("judges", component="defense")
    for line, judge in enumerate(judges, start=4):
        draft.put(line, 1, f"评委{judge['judge_id'][1:]}")
        for column, project_id in enumerate(projects, start=2):
            row = marks_of(truth, "defense", project_id, judge["judge_id"])[0]
            draft.put(line, column, on_paper(truth, row), fact=key_of("marks", row))
    _sums(truth, draft, projects, 4 + len(judges))
    draft.put(8 + len(judges), 1, "记分员：　　　　监督员：")
    return draft


def _sums(truth: Truth, draft: Draft, projects: Sequence[str], line: int) -> None:
    means = []
    for column, project_id in enumerate(projects, start=2):
        given = _given(truth.of("marks", component="defense", project_id=project_id))
        means.append(sum(given) / len(given))
        letter = column_letters(column)
        area = f"{letter}4:{letter}{line - 1}"
        draft.put(line, column, Formula(f"=SUM({area})", sum(given)))
        draft.put(line + 1, column, Formula(f"=AVERAGE({area})", round(means[-1], 10)))
    places = [1 + sum(other > mean for other in means) for mean in means]
    for row, label in enumerate(("合计", "平均分", "名次"), start=line):
        draft.put(row, 1, label)
    draft.put_row(line + 2, places, first=2)


def _given(rows: Sequence[Row]) -> list[float]:
    return [row["points"] for row in rows if row["points"] is not None]


def blocks(truth: Truth, name: str, component: str, projects: Sequence[str]) -> Draft:
    """Return one block a project, criteria by judges, one below the other (layout 6)."""
    part = truth.rules.component(component)
    draft = Draft(name, widths={1: 18, 2: 8} | dict.fromkeys(range(3, 12), 9))
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”{part.label}评分表（示例数据）")
    judges = truth.of("judges", component=component)
    draft.merge(1, 1, 1, 2 + len(judges))
    line = 3
    for project_id in projects:
        line = _block(truth, draft, line, (component, project_id)) + 2
    draft.put(line, 1, "统分人：　　　　　复核人：")
    return draft


def _block(truth: Truth, draft: Draft, line: int, who: tuple[str, str]) -> int:
    """Write one project's block and return its last row."""
    component, project_id = who
    part, judges = truth.rules.component(component), truth.of("judges", component=component)
    assert isinstance(part, Judged)
    draft.put_row(line, ["项目名称：", truth.project(project_id)["project_name"]])
    draft.put_row(line + 1, ["申报单位：", truth.college_of(project_id)])
    numbers = [f"评委{judge['judge_id'][1:]}" for judge in judges]
    draft.put_row(line + 2, ["评分项目", "分值", *numbers])
    last = line + 3 + len(part.criteria)
    for row, criterion in enumerate(part.criteria, start=line + 3):
        draft.put_row(row, [criterion.name, int(criterion.points)])
    draft.put(last, 1, "合计")
    draft.put(last, 2, int(part.full))
    for column, judge in enumerate(judges, start=3):
        rows = marks_of(truth, component, project_id, judge["judge_id"])
        for row, mark in enumerate(rows, start=line + 3):
            draft.put(row, column, on_paper(truth, mark), fact=key_of("marks", mark))
        letter = column_letters(column)
        area = f"{letter}{line + 3}:{letter}{last - 1}"
        draft.put(last, column, Formula(f"=SUM({area})", sum(_given(rows))))
    return last
