"""Ledgers, registers of activities and the Red Flag papers of 2018."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.sample.draft import Draft, Formula, write_csv, write_docx, write_xls, write_xlsx
from assessment.sample.events2018 import FORMS_OF_COLLEGES, LINES_OF_COLLEGES, SELECTED
from assessment.sample.materials import Line, miss
from assessment.sample.papers import Papers
from assessment.sample.papers_activity import activity_register, expect_lines
from assessment.sample.papers_ledgers import Style, ledger_book
from assessment.sample.papers_red_flag import FORM_WIDTHS, red_flag_form, red_flag_summary
from assessment.sample.papers_settled import state_settlements, write_settlements
from assessment.sample.truth import Plant, Row, Truth

NUMBERED, GROUPED, TABBED, IN_WAN = SELECTED
STYLES = {
    NUMBERED: Style(is_numbered=True, unit="元"),
    GROUPED: Style(has_subtotals=True),
    TABBED: Style(),
    IN_WAN: Style(unit="万元"),
}
IN_WORD = ("C02", "C06", "C10")
IN_ONE_BOOK = ("C03", "C07", "C08", "C11")
ALONE = "C13"
# Lines that count nothing: no amount, no day, no voucher, barred; no settlement states them.
NOT_COUNTED = frozenset({(NUMBERED, 5), (TABBED, 3), (TABBED, 8), (IN_WAN, 2)})
# A voucher of 90 元 too many was added up here.
MISSTATED, TOO_MUCH = ("settlements", GROUPED, "宣传制作"), 9000
UNVERIFIED, OVER_CAP, PENDING = "队伍与制度建设·制度台账", "活动开展·校园活动", "活动开展"


def plant_money(truth: Truth, registers: Mapping[str, list[Line]]) -> None:
    """Put on paper amounts, days and numbers of people that cannot be read, and odd categories."""
    _group(truth)
    spent = sum(row["amount_fen"] for row in truth.of("ledger", project_id=NUMBERED))
    truth.plants["total", NUMBERED] = Plant(spent)
    key = ("ledger", NUMBERED, 5)
    never_saved = Formula(f"={truth.find(key)['amount_fen'] / 100}+0", None)
    truth.plant(key, never_saved, "cell.formula-not-cached", amount_fen=None)
    truth.find(("ledger", TABBED, 3))["spent_date"] = None
    truth.plants["date", TABBED, 3] = Plant("2018年4月中旬", "date.unreadable")
    truth.find(("ledger", IN_WAN, 2))["category"] = "礼品"
    truth.find(("ledger", IN_WAN, 6))["category"] = "团建拓展"
    truth.find(("ledger", TABBED, 8))["voucher_no"] = None
    _plant_line(registers["2018-C14-1"], "day", Plant("2018年5月上旬", "date.unreadable"))
    _plant_line(registers["2018-C11-1"], "n_participants", Plant("二百余人", "number.unreadable"))
    _plant_materials(registers)
    miss(registers["2018-C06-1"], "校际交流", "cancelled")
    # Held later, under the same name.
    miss(registers["2018-C17-1"], "成果展示", "postponed")


def _plant_materials(registers: Mapping[str, list[Line]]) -> None:
    """Add a material of no known kind, and photos that nobody counted."""
    lines = registers["2018-C13-1"]
    strange = {"word": Plant("横幅", "material.kind-unknown")}
    lines.append(Line(lines[-1].day, word="横幅", level="校级", n_items=2, plants=strange))
    lines = registers["2018-C04-1"]
    photos = next(line for line in lines if line.kind == "photo")
    uncounted = {"word": Plant(photos.word, "material.count-missing")}
    more = Line(lines[-1].day, kind="photo", word=photos.word, level=photos.level, plants=uncounted)
    lines.append(more)


def _plant_line(lines: Sequence[Line], column: str, plant: Plant) -> None:
    """Plant on the first activity that has no material beside it, whose day counts twice."""
    line = next(line for line in lines if line.name and not line.kind)
    line.plants[column] = plant


def _group(truth: Truth) -> None:
    """Put the lines of one ledger in order of category, as its paper has them."""
    rows: list[Row] = truth.of("ledger", project_id=GROUPED)
    rows.sort(key=lambda row: (row["category"], row["spent_date"]))
    for line_no, row in enumerate(rows, start=1):
        row["line_no"] = line_no


def write_ledgers(truth: Truth, papers: Papers) -> None:
    """Lay down the ledgers of the four funded projects, each in a shape of its own."""
    for project_id, style in STYLES.items():
        college = truth.college_of(project_id)
        sheet = "" if project_id == TABBED else "明细"
        draft = ledger_book(truth, sheet, project_id, style)
        if project_id == TABBED:
            file, data = f"04经费/{college}支出明细.csv", write_csv(draft, "gb18030", "\t")
        elif project_id == IN_WAN:
            file, data = f"04经费/{college}支出明细.xls", write_xls([draft])
        else:
            drafts = [draft, Draft("Sheet2"), Draft("Sheet3")]
            file, data = f"04经费/{college}支出明细.xlsx", write_xlsx(drafts)
        papers.add(file, data, {sheet: draft}, kind="ledger")


def settle(truth: Truth, papers: Papers) -> None:
    """Lay down the settlements; one of them says more than its ledger."""
    state_settlements(truth, NOT_COUNTED)
    truth.find(MISSTATED)["spent_fen"] += TOO_MUCH
    write_settlements(truth, papers, SELECTED)


def write_registers(truth: Truth, papers: Papers, registers: Mapping[str, Sequence[Line]]) -> None:
    """Lay down the registers of activities: those of the unfinished projects in one book."""
    whole = [name for name in registers if name not in ("2018-C16-1", "2018-C08-1")]
    for project_id in whole:
        name = "活动及材料"
        draft = activity_register(truth, name, project_id, registers[project_id])
        file = f"05过程材料/{truth.college_of(project_id)}/活动及材料登记表.xlsx"
        papers.add(file, write_xlsx([draft]), {name: draft}, kind="activity_register")
        expect_lines(papers, (file, name), registers[project_id])
    drafts = {
        truth.college_of(name): activity_register(
            truth, truth.college_of(name), name, registers[name]
        )
        for name in registers
        if name not in whole
    }
    file = "05过程材料/未立项项目活动登记.xls"
    papers.add(file, write_xls([*drafts.values()]), drafts, kind="activity_register")


def plant_red_flag(truth: Truth) -> None:
    """Leave one item without 核评分, one for later, and grant more than its full points for one."""
    truth.find(("red_flag_items", "C03", UNVERIFIED))["points"] = None
    truth.find(("red_flag_items", "C07", OVER_CAP))["points"] = 16.0
    key = ("red_flag_items", "C12", PENDING)
    truth.plant(key, "待复核", "number.unreadable", points=None)


def write_red_flag(truth: Truth, papers: Papers) -> None:
    """Lay down the 考核表 of eight colleges and the summary of six more."""
    codes = [one.college_code for one in FORMS_OF_COLLEGES]
    folder, title = "06五四红旗团委", "2018年五四红旗团委（总支）考核表"
    for code in IN_WORD:
        draft = red_flag_form(truth, "表1", code, in_word=True)
        file = f"{folder}/{truth.college_name(code)}考核表.docx"
        data = write_docx(title, draft, widths=FORM_WIDTHS)
        papers.add(file, data, {"表1": draft}, kind="red_flag_form")
    names = {code: truth.college_name(code) for code in codes}
    drafts = {names[code]: red_flag_form(truth, names[code], code) for code in IN_ONE_BOOK}
    file = f"{folder}/考核表（4个单位）.xlsx"
    papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="red_flag_form")
    draft = red_flag_form(truth, "考核表", ALONE)
    file = f"{folder}/{names[ALONE]}.xlsx"
    papers.add(file, write_xlsx([draft]), {"考核表": draft}, kind="red_flag_form")
    draft = red_flag_summary(truth, "汇总", [one.college_code for one in LINES_OF_COLLEGES])
    file = f"{folder}/其余单位考核汇总.xlsx"
    papers.add(file, write_xlsx([draft]), {"汇总": draft}, kind="red_flag_summary")
