"""The applications of 2019 on paper: an online form, Word forms, and an old list."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessment.core.provenance import address
from assessment.sample.draft import Draft, write_docx, write_xls, write_xlsx
from assessment.sample.events2019 import GATHERED, START
from assessment.sample.papers import Papers
from assessment.sample.papers_forms import WORD_WIDTHS, nested_form
from assessment.sample.papers_polls import collected
from assessment.sample.truth import Row, Truth, key_of

FOLDER = "一、申报"
GATHERING = f"{FOLDER}/腾讯收集表_一团一品申报.xlsx"
LIST, SHEET = f"{FOLDER}/其他单位申报汇总.xls", "申报汇总"
TITLE = "“一团一品”品牌活动申报表"
HEADS = ("序号", "学院", "项目名称", "主题", "负责人", "电话", "申请金额", "排序", "第二项")
HEADER_ROW = 7
# The list was copied from last year's: an old name and short ones.
COLLEGES = {
    "C05": "药学",
    "C07": "中医",
    "C09": "影像学院",
    "C13": "人文与管理学院",
    "C17": "附一院",
}
CHINESE_DIGITS = "〇一二三四五六七八九"


def write_applications(truth: Truth, papers: Papers) -> None:
    """Lay down what was gathered online, the forms and the list of 2019, and what lies beside."""
    draft = collected(truth, "收集结果", GATHERED)
    papers.add(GATHERING, write_xlsx([draft]), {"收集结果": draft}, kind="application_list")
    _forms(truth, papers)
    _list(truth, papers)
    for code, file, data in (
        (
            "file.unknown-type",
            f"{FOLDER}/系统导出.xls",
            b'<?xml version="1.0"?><Workbook>demo</Workbook>',
        ),
        ("file.scan", f"{FOLDER}/盖章扫描/外国语学院.png", b"\x89PNG\r\n\x1a\ndemo"),
        ("file.system-made", f"{FOLDER}/._其他单位申报汇总.xls", b"\0\5\x16\7demo"),
        ("file.editor-lock", f"{FOLDER}/~$扬帆计划申报表.docx", b"\x05demo".ljust(162)),
    ):
        papers.add(file, data, kind="scan" if code == "file.scan" else "other")
        papers.expect(code, file)


def _forms(truth: Truth, papers: Papers) -> None:
    twice = [name for name in sorted(START.forms) if name.startswith("2019-C12")]
    for project_id in sorted(START.forms - set(twice)):
        draft = nested_form(truth, "表1", project_id)
        file = f"{FOLDER}/{project_id[5:8]}{truth.college_of(project_id)}申报表.docx"
        data = write_docx(TITLE, draft, widths=WORD_WIDTHS)
        papers.add(file, data, {"表1": draft}, kind="application_form")
    drafts = {f"项目{name[-1]}": nested_form(truth, f"项目{name[-1]}", name) for name in twice}
    file = f"{FOLDER}/C12生物医学工程学院申报表（两项）.xlsx"
    papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="application_form")


def _list(truth: Truth, papers: Papers) -> None:
    """Draw up an .xls whose header stands low; units of money stand in a note of their own."""
    draft = Draft(SHEET)
    draft.put(1, 1, "共青团示例医科大学委员会")
    draft.put(2, 1, "2019年“一团一品”项目申报汇总表（示例数据）")
    draft.merge(2, 1, 2, 10)
    draft.put(3, 1, "说明：1.每个单位原则上限报1项；2.金额以万元计；3.请按推荐顺序排列。")
    draft.put(5, 9, "单位：万元")
    draft.put_row(HEADER_ROW, [*HEADS, "填表日期"])
    rows = _listed(truth)
    for line, project in enumerate(rows, start=HEADER_ROW + 1):
        _put_project(truth, draft, line, project)
    last = HEADER_ROW + len(rows)
    nameless = [len(rows) + 1, "护理", None, "组织建设类", "示例", None, 0.3]
    draft.put_row(last + 1, nameless)
    papers.expect("project.name-missing", LIST, SHEET, f"A{last + 1}")
    total = sum(truth.asked[row["project_id"]] for row in rows)
    draft.put_row(last + 2, ["合计", None, f"{len(rows)}项", None, None, None, total / 10000])
    draft.put(last + 4, 1, "填表人：　　　　　　校对人：")
    papers.add(LIST, write_xls([draft]), {SHEET: draft}, kind="application_list")


def _listed(truth: Truth) -> list[Row]:
    elsewhere = {*START.forms, *GATHERED}
    return [row for row in truth.rows["applications"] if row["project_id"] not in elsewhere]


def _put_project(truth: Truth, draft: Draft, line: int, project: Row) -> None:
    code, project_id = project["college_code"], project["project_id"]
    plant = truth.plants.get(("theme", project_id))
    draft.put(line, 1, line - HEADER_ROW)
    draft.put(line, 2, COLLEGES.get(code, truth.college_name(code)))
    draft.put(line, 3, project["project_name"], fact=key_of("applications", project))
    if plant:
        # No theme is written, so what is wrong is told at the project's own cell.
        draft.facts["theme", project_id] = address(line, 3)
    else:
        draft.put(line, 4, truth.rules.theme(project["theme_code"]).name)
    draft.put(line, 5, f"{project['lead_name']}\n")
    draft.put(line, 6, f" {project['phone']}")
    draft.put(line, 7, _amount(truth.asked[project_id], line))
    draft.put(line, 8, float(project["college_order"]))
    draft.put(line, 9, "√" if project["is_second"] else "×")
    draft.put(
        line, 10, in_words(project["submitted_date"]) if line % 2 else project["submitted_date"]
    )


def _amount(yuan: int, line: int) -> Any:
    return (yuan / 10000, f"{yuan / 10000}", f"{yuan}元")[line % 3]


def in_words(day: date) -> str:
    """Return a day in Chinese numerals.

    Examples
    --------
    >>> in_words(date(2019, 3, 18))
    '二〇一九年三月十八日'
    """
    year = "".join(CHINESE_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{CHINESE_DIGITS[tens]}十")
    return head + (CHINESE_DIGITS[ones] if ones else "")
