"""The applications of 2018 on paper: Word forms, a list that many hands went through."""

from __future__ import annotations

from typing import Any

from assessment.sample import broken
from assessment.sample.draft import Draft, write_docx, write_xlsx
from assessment.sample.events2018 import START, TWICE_IN
from assessment.sample.papers import Papers
from assessment.sample.papers_forms import WORD_WIDTHS, nested_form
from assessment.sample.truth import Row, Truth, key_of

FOLDER = "01申报材料"
LIST, SHEET = f"{FOLDER}/附件2：申报汇总表.xlsx", "汇总（2018）"
TITLE = "“一团一品”品牌活动申报表"
HEADS = (
    "序号",
    "报送单位",
    "品牌名称",
    "所属类别",
    "负责人",
    "手机",
    "联系电话",
    "经费预算\n（元）",
    "推荐排序",
    "第二项",
    "申报日期",
    "备注",
)
HEADER_ROW = 5
# How the list writes colleges, themes and amounts where it does not write the plain thing.
COLLEGES = {"C01": "基础", "C02": "临床学院团委", "C03": "口腔\n医学院", "C04": "公卫学院"}
THEMES = {"C01": "思想引领类", "C02": "社会实践", "C03": "志愿\n服务类", "C08": "学风建设类"}
MONEY = {
    "2018-C01-1": "0.48万元",
    "2018-C02-1": "六千六百元整",
    "2018-C02-2": "５２００",
    "2018-C03-1": "5800.00",
    "2018-C05-2": "约两三千",
    "2018-C07-1": "￥5,500.00",
}


def write_applications(truth: Truth, papers: Papers) -> None:
    """Lay down the forms and the list of 2018, and what lies beside them."""
    _forms(truth, papers)
    _resubmitted(truth, papers)
    _list(truth, papers)
    lock = f"{FOLDER}/.~附件2：申报汇总表.xlsx"
    for code, file, data in (
        ("file.editor-lock", lock, b"\x05demo".ljust(165)),
        ("file.scan", f"{FOLDER}/盖章页/口腔医学院盖章页.jpg", b"\xff\xd8\xff\xe0demo\xff\xd9"),
        ("file.old-format", f"{FOLDER}/护理学院实施方案.wps", broken.old_word()),
        ("file.system-made", f"{FOLDER}/盖章页/desktop.ini", b"[.ShellClassInfo]\r\n"),
    ):
        papers.add(file, data, kind="scan" if code == "file.scan" else "other")
        papers.expect(code, file)


def _forms(truth: Truth, papers: Papers) -> None:
    graduates = [name for name in sorted(START.forms) if name.startswith("2018-C16")]
    for project_id in sorted(START.forms - set(graduates)):
        if project_id.startswith(f"2018-{TWICE_IN}"):
            continue
        draft = nested_form(truth, "表1", project_id)
        file = f"{FOLDER}/{truth.college_of(project_id)}-申报表.docx"
        data = write_docx(TITLE, draft, widths=WORD_WIDTHS)
        papers.add(file, data, {"表1": draft}, kind="application_form")
    drafts = {f"第{name[-1]}项": nested_form(truth, f"第{name[-1]}项", name) for name in graduates}
    file = f"{FOLDER}/研究生院申报表（2项）.xlsx"
    papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="application_form")


def _resubmitted(truth: Truth, papers: Papers) -> None:
    """Lay down a form that came back corrected; the first one asks for more and differently."""
    project_id = f"2018-{TWICE_IN}-1"
    draft = nested_form(truth, "表1", project_id)
    stem = f"{FOLDER}/{truth.college_of(project_id)}-申报表"
    data = write_docx(TITLE, draft, widths=WORD_WIDTHS)
    papers.add(f"{stem}(修改版).docx", data, {"表1": draft}, kind="application_form")
    draft.cells[7, 2] = "人民币12000元"
    draft.cells[12, 5] = "6050元"
    data = write_docx(TITLE, draft, widths=WORD_WIDTHS)
    papers.add_superseded(f"{stem}.docx", data, kind="application_form")


def _list(truth: Truth, papers: Papers) -> None:
    draft = Draft(SHEET, widths={1: 6, 2: 16, 3: 42, 4: 14, 6: 14, 7: 14, 8: 14, 11: 14})
    draft.put(1, 1, "附件2")
    draft.put(2, 1, "2018年“一团一品”品牌活动申报汇总表（示例数据）")
    draft.merge(2, 1, 2, len(HEADS))
    draft.put(3, 1, "填报单位：校团委组织部（示例）")
    draft.put_row(HEADER_ROW, HEADS)
    line = HEADER_ROW
    for number, project in enumerate(_listed(truth), start=1):
        # A blank line after every fourth project, and a subtotal in the middle.
        line += 2 if number % 4 == 1 and number > 1 else 1
        _put_project(truth, draft, (line, number), project)
        if number == 7:
            line += 1
            draft.put_row(line, ["小计", None, f"{number}项"])
            draft.put(line, 8, sum(truth.asked[row["project_id"]] for row in _listed(truth)[:7]))
    draft.put(line + 2, 1, "制表人：　　　　　　审批人：　　　　　　（盖章）")
    _disturb(truth, draft, papers, line)
    drafts = [draft, Draft("Sheet2"), Draft("Sheet3")]
    papers.add(LIST, write_xlsx(drafts), {SHEET: draft}, kind="application_list")


def _listed(truth: Truth) -> list[Row]:
    rows = [row for row in truth.rows["applications"] if row["project_id"] not in START.forms]
    return [*rows, truth.project("2018-C06-1")]


def _put_project(truth: Truth, draft: Draft, place: tuple[int, int], project: Row) -> None:
    line, number = place
    key, code, project_id = (
        key_of("applications", project),
        project["college_code"],
        project["project_id"],
    )
    draft.put(line, 1, number)
    draft.put(line, 2, COLLEGES.get(code, truth.college_name(code)))
    draft.put(line, 3, project["project_name"], fact=key)
    theme = truth.rules.theme(project["theme_code"]).name
    draft.put(line, 4, theme if project["is_second"] else THEMES.get(code, theme))
    draft.put(line, 5, project["lead_name"])
    draft.put(line, 6, project["phone"])
    draft.put(line, 7, f"000-{project['phone'][3:]}")
    asked: Any = truth.asked[project_id]
    draft.put(line, 8, MONEY.get(project_id, asked))
    draft.put(line, 9, str(project["college_order"]))
    draft.put(line, 10, "√" if project["is_second"] else None)
    day = project["submitted_date"]
    draft.put(line, 11, f"{day.year}.{day.month}.{day.day}" if number % 2 else day)


def _disturb(truth: Truth, draft: Draft, papers: Papers, last: int) -> None:
    """Note what the list picked up: two columns for one thing, a hidden one, a strange unit."""
    draft.hidden_columns.add(11)
    papers.expect("column.hidden", LIST, SHEET, f"K{HEADER_ROW}")
    for letter in "FG":
        papers.expect("column.repeated", LIST, SHEET, f"{letter}{HEADER_ROW}")
    papers.expect("project.duplicate", LIST, SHEET, f"C{last}")
    for row in _listed(truth)[:-1]:
        row["phone"] = None
    truth.project("2018-C05-2")["requested_fen"] = None
    place = draft.facts["applications", "2018-C05-2"]
    papers.expect("money.unreadable", LIST, SHEET, f"H{place[1:]}")
    draft.put_row(
        last + 1, [13, "校医院", "“健康小屋”自助体检推广", "志愿服务类", "示例", None, None, 2000]
    )
    papers.expect("college.unknown", LIST, SHEET, f"B{last + 1}")
