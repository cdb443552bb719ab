"""Ledgers, registers of activities, re-checks and the Red Flag papers of 2019."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.sample.draft import Draft, write_csv, write_docx, write_xls, write_xlsx
from assessment.sample.events2019 import (
    FORMS_OF_COLLEGES,
    LINES_OF_COLLEGES,
    SELECTED,
    SELF_FUNDED,
    UNFINISHED,
)
from assessment.sample.materials import Line, join_photos
from assessment.sample.papers import Papers
from assessment.sample.papers_activity import activity_register, expect_lines, recheck_record
from assessment.sample.papers_ledgers import Style, ledger_book
from assessment.sample.papers_red_flag import FORM_WIDTHS, red_flag_form, red_flag_summary
from assessment.sample.people import APPLICATIONS
from assessment.sample.truth import Plant, Row, Truth

PLAIN, IN_TEXT, GROUPED, NUMBERED = SELECTED
STYLES = {
    PLAIN: Style(unit="元"),
    IN_TEXT: Style(),
    GROUPED: Style(has_subtotals=True),
    NUMBERED: Style(is_numbered=True, has_real_dates=True),
}
JOINED = "2019-C12-1"
UNVERIFIED = "组织建设·推优入党"


def plant_money(truth: Truth, registers: Mapping[str, list[Line]]) -> None:
    """Put on paper what cannot be read, a voucher used twice, a meal; merge lines of a register."""
    group(truth, GROUPED)
    spent = sum(row["amount_fen"] for row in truth.of("ledger", project_id=IN_TEXT))
    truth.plants["total", IN_TEXT] = Plant(spent)
    truth.plant(("ledger", IN_TEXT, 7), "见发票", "money.unreadable", amount_fen=None)
    truth.find(("ledger", NUMBERED, 2))["spent_date"] = None
    truth.plants["date", NUMBERED, 2] = Plant("5.6", "date.unreadable")
    truth.find(("ledger", PLAIN, 4))["category"] = "餐饮"
    first = truth.find(("ledger", PLAIN, 1))["voucher_no"]
    truth.find(("ledger", PLAIN, 6))["voucher_no"] = first
    join_photos(registers[JOINED], 4)
    held = [line for line in registers["2019-C20-1"] if line.name and not line.kind]
    held[0].plants["day"] = Plant("6月下旬", "date.unreadable")
    held = [line for line in registers["2019-C19-1"] if line.name]
    held[1].plants["n_participants"] = Plant("多人", "number.unreadable")


def group(truth: Truth, project_id: str) -> None:
    """Put the lines of one ledger in order of category, as its paper has them."""
    rows: list[Row] = truth.of("ledger", project_id=project_id)
    rows.sort(key=lambda row: (row["category"], row["spent_date"]))
    for line_no, row in enumerate(rows, start=1):
        row["line_no"] = line_no


def write_ledgers(truth: Truth, papers: Papers) -> None:
    """Lay down the ledgers; one is text that calls itself a workbook."""
    for project_id, style in STYLES.items():
        sheet = "" if project_id == IN_TEXT else "Sheet1"
        draft = ledger_book(truth, sheet, project_id, style)
        stem = f"四、经费/{truth.college_of(project_id)}-支出明细"
        if project_id == IN_TEXT:
            file, data = f"{stem}.xls", write_csv(draft, "gb18030", "\t")
            papers.expect("file.wrong-extension", file)
        else:
            file, data = f"{stem}.xlsx", write_xlsx([draft])
        papers.add(file, data, {sheet: draft}, kind="ledger")


def write_registers(truth: Truth, papers: Papers, registers: Mapping[str, Sequence[Line]]) -> None:
    """Lay down the registers: one book for those funded, one for the others, one left over."""
    books = {"立项项目": SELECTED, "自筹项目": SELF_FUNDED, "其他项目": tuple(UNFINISHED)}
    for name, projects in books.items():
        sheets = {project_id: truth.college_of(project_id) for project_id in projects}
        drafts = {
            sheet: activity_register(
                truth, sheet, project_id, registers[project_id], has_total=True
            )
            for project_id, sheet in sheets.items()
        }
        file = f"五、过程材料/{name}活动及材料登记表.xlsx"
        papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="activity_register")
        for project_id, sheet in sheets.items():
            expect_lines(papers, (file, sheet), registers[project_id])


def write_rechecks(truth: Truth, papers: Papers) -> None:
    """Lay down the record of the re-checks of 2017's brands."""
    names = {f"2017-{line[0]}-{line[4]}": line[1] for line in APPLICATIONS}
    draft = recheck_record(truth, "复查记录", truth.rows["rechecks"], names)
    file = "六、品牌复查/2019年品牌复查记录.xlsx"
    papers.add(file, write_xlsx([draft]), {"复查记录": draft}, kind="recheck_list")


def plant_red_flag(truth: Truth) -> None:
    """Leave one item without 核评分."""
    truth.find(("red_flag_items", "C17", UNVERIFIED))["points"] = None


def write_red_flag(truth: Truth, papers: Papers) -> None:
    """Lay down the summary of eleven colleges and the 考核表 of three."""
    folder = "七、五四红旗团委"
    draft = red_flag_summary(truth, "汇总", [one.college_code for one in LINES_OF_COLLEGES])
    file = f"{folder}/考核汇总表.xls"
    papers.add(file, write_xls([draft]), {"汇总": draft}, kind="red_flag_summary")
    in_word, *others = [one.college_code for one in FORMS_OF_COLLEGES]
    draft = red_flag_form(truth, "表1", in_word, in_word=True)
    title = "2019年五四红旗团委（总支）考核表"
    file = f"{folder}/{truth.college_name(in_word)}考核表.docx"
    data = write_docx(title, draft, widths=FORM_WIDTHS)
    papers.add(file, data, {"表1": draft}, kind="red_flag_form")
    names = {code: truth.college_name(code) for code in others}
    drafts = {name: red_flag_form(truth, name, code) for code, name in names.items()}
    file = f"{folder}/补报考核表.xlsx"
    sheets = [*drafts.values(), Draft("Sheet3")]
    papers.add(file, write_xlsx(sheets), drafts, kind="red_flag_form")
