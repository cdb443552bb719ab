"""The sample year 2017: which papers exist, in which shape, and what is wrong with them."""

from __future__ import annotations

from datetime import date

from assessment.core.rules import Rules
from assessment.sample import broken
from assessment.sample.draft import Draft, Formula, write_csv, write_docx, write_xls, write_xlsx
from assessment.sample.events import FORMS, eligible, make_truth
from assessment.sample.papers import Papers
from assessment.sample.papers_applications import WORD_WIDTHS, form, summary
from assessment.sample.papers_marks import judge_list, matrix, project_form
from assessment.sample.papers_money import floor_tally, ledger, online_tally
from assessment.sample.truth import Plant, Truth

TWICE = "2017-C11-1"


def draw_up(rules: Rules) -> tuple[Truth, Papers]:
    """Return the truth of 2017 and the papers written from it."""
    truth, papers = make_truth(rules), Papers(rules.year)
    _plant(truth)
    _applications(truth, papers)
    _review(truth, papers)
    _defense(truth, papers)
    _votes(truth, papers)
    _ledgers(truth, papers)
    _unreadable(papers)
    for key, plant in truth.plants.items():
        fact = ("ledger", *key[1:]) if key[0] == "date" else key
        if plant.code and fact in papers.facts:
            file, sheet, cell = papers.facts[fact]
            cell = _planted_cell(key[0], cell)
            papers.planted.append((plant.code, file, sheet, cell))
    _expect_of_rules(truth, papers)
    return truth, papers


def _expect_of_rules(truth: Truth, papers: Papers) -> None:
    """Note what eligibility and budget must object to, once everything is read."""
    first, second, third, fourth = funded(truth)
    papers.expect_later("application.late", ("applications", "2017-C19-1"))
    for project_id in ("2017-C01-2", "2017-C18-2"):
        papers.expect_later("application.over-quota", ("applications", project_id))
    papers.expect_later("ledger.line-incomplete", ("ledger", first, 4))
    papers.expect_later("ledger.line-incomplete", ("ledger", third, 5))
    papers.expect_later("ledger.barred", ("ledger", second, 6))
    papers.expect_later("ledger.after-closing", ("ledger", second, 9))
    papers.expect_later("ledger.no-voucher", ("ledger", third, 2))
    papers.expect_later("voucher.duplicate", ("ledger", fourth, 7))
    # The two votes, weighing 30 together, set projects further apart than the defense at 70.
    papers.following.append(("vote.outweighs-defense", "", "", ""))


def _planted_cell(kind: str, cell: str) -> str:
    """Return the cell of a planted value: a theme or a date stands in the row of its fact."""
    column = {"applications": "D", "date": "A"}.get(kind)
    return column + cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if column else cell


def _plant(truth: Truth) -> None:
    _plant_statuses(truth)
    _plant_money(truth)
    never_saved, divided = Formula("=18+2", None), Formula("=1/0", "#DIV/0!")
    for component, project_id, judge_id, criterion, raw, code in (
        ("defense", "2017-C07-1", "J3", "total", "88分左右", "points.not-a-number"),
        ("defense", "2017-C12-1", "J5", "total", 105, "points.out-of-range"),
        ("defense", "2017-C10-1", "J2", "total", divided, "cell.error-value"),
        ("application", "2017-C09-1", "J7", "方案可行", 20.12345, "points.too-many-decimals"),
        ("application", "2017-C04-1", "J5", "主题契合", never_saved, "cell.formula-not-cached"),
    ):
        key = ("marks", component, project_id, judge_id, criterion)
        truth.plant(key, raw, code, points=None, status="unreadable")
    # The third judge's list states one project twice and differs from itself in one criterion.
    truth.find(("marks", "application", TWICE, "J3", "特色创新")).update(
        points=None, status="unreadable"
    )
    truth.plant(("applications", "2017-C04-1"), "调研实践活动", "theme.unknown", theme_code=None)
    truth.project("2017-C16-1")["requested_fen"] = None


def _plant_money(truth: Truth) -> None:
    first, second, third, fourth = funded(truth)
    spent = sum(row["amount_fen"] for row in truth.of("ledger", project_id=first))
    truth.plants["total", first] = Plant(spent)
    truth.plant(("ledger", first, 4), "约三百元", "money.unreadable", amount_fen=None)
    truth.find(("ledger", second, 6))["category"] = "餐饮"
    truth.find(("ledger", third, 5))["spent_date"] = None
    truth.plants["date", third, 5] = Plant("11月3日", "date.unreadable")
    truth.find(("ledger", second, 9))["spent_date"] = date(2017, 12, 20)
    truth.find(("ledger", third, 2))["voucher_no"] = None
    shared = truth.find(("ledger", second, 3))["voucher_no"]
    truth.find(("ledger", fourth, 7))["voucher_no"] = shared
    spent = sum(row["amount_fen"] for row in truth.of("ledger", project_id=fourth))
    truth.plants["total", fourth] = Plant(spent + 10000, "total.does-not-add-up")


def _plant_statuses(truth: Truth) -> None:
    """Say 回避, 缺席, 弃权 and leave boxes blank, as judges do."""
    told = {
        ("application", "J2", "2017-C15-1"): "recused",
        ("application", "J4", "2017-C02-1"): "recused",
        ("application", "J6", "2017-C16-1"): "recused",
        ("defense", "J4", "2017-C06-1"): "recused",
        ("defense", "J6", "2017-C15-1"): "recused",
        ("defense", "J8", "2017-C05-1"): "recused",
        ("defense", "J7", "2017-C18-1"): "abstained",
        ("defense", "J1", "2017-C11-1"): "blank",
    }
    second = [row["project_id"] for row in truth.of("running_order", sitting_no=2)]
    told |= {("defense", "J9", project_id): "absent" for project_id in second[-4:]}
    for (component, judge_id, project_id), status in told.items():
        for row in truth.of("marks", component=component, judge_id=judge_id, project_id=project_id):
            row.update(points=None, status=status)


def funded(truth: Truth) -> list[str]:
    """Return the projects selected, by id."""
    return [row["project_id"] for row in truth.of("decisions", matter="selected")]


def _applications(truth: Truth, papers: Papers) -> None:
    word = [name for name in FORMS if name[:8] not in ("2017-C12", "2017-C13", "2017-C17")]
    for project_id in word:
        draft, college = form(truth, "表1", project_id), _college(truth, project_id)
        file = f"1申报/申报表_{college}_{project_id[-1]}.docx"
        title = "“一团一品”品牌活动申报表"
        data = write_docx(title, draft, widths=WORD_WIDTHS)
        papers.add(file, data, {"表1": draft}, kind="application_form")
    for code in ("C12", "C13", "C17"):
        mine = [name for name in FORMS if name.startswith(f"2017-{code}")]
        drafts = {f"申报表{name[-1]}": form(truth, f"申报表{name[-1]}", name) for name in mine}
        file = f"1申报/申报表_{_college(truth, mine[0])}.xlsx"
        papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="application_form")
    _lists(truth, papers)
    whole, copy = "1申报/申报表_马克思主义学院_1.docx", "1申报/申报表_马克思主义学院_1（副本）.docx"
    papers.files[papers.path(copy)] = papers.files[papers.path(whole)]
    papers.expect("file.duplicate", copy)


def _lists(truth: Truth, papers: Papers) -> None:
    listed = [
        row["project_id"]
        for row in truth.rows["applications"]
        if row["project_id"] not in FORMS and row["college_code"] not in ("C05", "C18", "C19")
    ]
    draft = summary(truth, "申报汇总", [*listed, "2017-C06-1", "2017-C16-1"])
    _disturb(truth, draft, papers)
    drafts = [draft, Draft("Sheet2"), Draft("Sheet3")]
    file = "1申报/院系申报汇总表.xlsx"
    papers.add(file, write_xlsx(drafts), {"申报汇总": draft}, kind="application_list")
    draft = summary(truth, "附属医院", ["2017-C18-1", "2017-C18-2", "2017-C19-1"], wan=True)
    file = "1申报/附属医院申报汇总.xls"
    papers.add(file, write_xls([draft]), {"附属医院": draft}, kind="application_list")
    papers.expect("column.unmapped", file, "附属医院", "K4")
    draft = summary(truth, "", ["2017-C05-1", "2017-C05-2"])
    file = "1申报/药学院.csv"
    papers.add(file, write_csv(draft, "gb18030"), {"": draft}, kind="application_list")
    papers.expect("column.unmapped", file, "", "K4")


def _disturb(truth: Truth, draft: Draft, papers: Papers) -> None:
    """Add what a list picks up on its way: merges, gaps, a hidden row, rows that do not belong."""
    file, sheet = "1申报/院系申报汇总表.xlsx", "申报汇总"
    papers.expect("column.unmapped", file, sheet, "K4")
    draft.merge(5, 2, 6, 2)  # 临床医学院 stands once for its two projects
    del draft.cells[6, 2]
    draft.cells[7, 2] = "口腔"
    draft.cells[8, 2] = " 公共卫生学院团委 "
    draft.cells[9, 6] = draft.cells[9, 6][:3] + " " + draft.cells[9, 6][3:]
    truth.project("2017-C07-1")["phone"] = draft.cells[9, 6]
    draft.hidden_rows.add(11)
    papers.expect("row.hidden", file, sheet, "A11")
    draft.struck.add((12, 6))
    papers.expect("cell.struck-out", file, sheet, "F12")
    papers.expect("project.duplicate", file, sheet, "C14")
    draft.cells[15, 7] = 5600
    papers.expect("application.conflict", file, sheet, "G15")
    draft.put_row(
        17, [12, "国际交流中心", "“丝路青年”来华留学生文化节", "校园文化类", "示例", None, 3000]
    )
    papers.expect("college.unknown", file, sheet, "B17")
    draft.put(19, 1, "填报人：　　　　　审核人：　　　　　（盖章）")


def _college(truth: Truth, project_id: str) -> str:
    return truth.college_name(truth.project(project_id)["college_code"])


def _review(truth: Truth, papers: Papers) -> None:
    standing = [row["project_id"] for row in eligible(truth)]
    for judge_id in ("J1", "J4"):
        drafts = {name[5:]: project_form(truth, name[5:], name, judge_id) for name in standing}
        file = f"2立项评审/评委{judge_id[1:]}评分表.xlsx"
        papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="mark_form")
    draft = judge_list(truth, "评分表", "J2", standing)
    papers.add("2立项评审/评委2.xlsx", write_xlsx([draft]), {"评分表": draft}, kind="mark_list")
    _third_judge(truth, papers, standing)
    drafts = {f"评委{n}": judge_list(truth, f"评委{n}", f"J{n}", standing) for n in (5, 6, 7)}
    file = "2立项评审/评委5-7立项评审.xlsx"
    papers.add(file, write_xlsx([*drafts.values()]), drafts, kind="mark_list")
    stranger = project_form(truth, "补评", standing[0], "J1")
    stranger.cells[4, 2] = "8"
    papers.add("2立项评审/评委8补评.xlsx", write_xlsx([stranger]), kind="mark_form")
    papers.expect("judge.unknown", "2立项评审/评委8补评.xlsx", "补评", "B4")


def _third_judge(truth: Truth, papers: Papers, standing: list[str]) -> None:
    """Draw up the list on which one project stands twice, once with another mark."""
    draft, file = judge_list(truth, "Sheet1", "J3", standing), "2立项评审/评委3.xls"
    first = 4 + standing.index(TWICE)
    again = 4 + len(standing)
    for column in range(1, 9):
        if column != 5:
            draft.put(again, column, draft.cells[first, column])
    draft.put(first, 5, 24.5)
    draft.put(again, 5, 21)
    for letter in "DEFG":
        papers.expect("judge.duplicate-mark", file, "Sheet1", f"{letter}{first}")
        papers.expect("judge.duplicate-mark", file, "Sheet1", f"{letter}{again}")
    papers.add(file, write_xls([draft]), {"Sheet1": draft}, kind="mark_list")


def _defense(truth: Truth, papers: Papers) -> None:
    first = matrix(truth, "评分汇总", 1)
    first.comments[6, 5] = "已与评委核对"
    file = "3现场答辩/第一场评分汇总表.xlsx"
    papers.add(file, write_xlsx([first]), {"评分汇总": first}, kind="mark_matrix")
    papers.expect("cell.commented", file, "评分汇总", "E6")
    second = matrix(truth, "第二场", 2)
    file = "3现场答辩/第二场.xls"
    papers.add(file, write_xls([second]), {"第二场": second}, kind="mark_matrix")
    guests = Draft("签到")
    guests.put_row(1, ["答辩现场签到表（示例数据）"])
    guests.put_row(2, ["部门", "人数"])
    guests.put_row(3, ["校团委", 6])
    papers.add("3现场答辩/签到表.xlsx", write_xlsx([guests]), kind="xlsx")
    papers.expect("sheet.not-recognised", "3现场答辩/签到表.xlsx", "签到")


def _votes(truth: Truth, papers: Papers) -> None:
    draft, file = floor_tally(truth, "现场投票"), "4投票/现场投票统计.xlsx"
    papers.add(file, write_xls([draft]), {"现场投票": draft}, kind="vote_tally")
    papers.expect("file.wrong-extension", file)
    papers.expect("votes.more-than-returned", file, "现场投票", f"A{draft.n_rows - 1}")
    draft, file = online_tally(truth), "4投票/网络投票.csv"
    papers.add(file, write_csv(draft, "gb18030"), {"": draft}, kind="vote_tally")
    papers.expect("column.unmapped", file, "", "E1")
    papers.expect("project.unknown", file, "", f"A{draft.n_rows}")


def _ledgers(truth: Truth, papers: Papers) -> None:
    first, second, third, fourth = funded(truth)
    name = "支出明细"
    for project_id, suffix in ((first, "xlsx"), (second, "xls"), (third, "csv"), (fourth, "xlsx")):
        sheet = "" if suffix == "csv" else name
        draft = ledger(truth, sheet, project_id, wan=project_id == second)
        data = {
            "xlsx": lambda draft=draft: write_xlsx([draft]),
            "xls": lambda draft=draft: write_xls([draft]),
            "csv": lambda draft=draft: write_csv(draft, "utf-8-sig"),
        }[suffix]()
        file = f"5经费/{_college(truth, project_id)}经费支出明细.{suffix}"
        papers.add(file, data, {sheet: draft}, kind="ledger")
        if project_id == fourth:
            line = 5 + len(truth.of("ledger", project_id=project_id))
            papers.expect("total.does-not-add-up", file, sheet, f"C{line}")


def _unreadable(papers: Papers) -> None:
    whole = papers.files[papers.path("3现场答辩/第一场评分汇总表.xlsx")]
    for code, file, data in (
        ("file.editor-lock", "1申报/~$院系申报汇总表.xlsx", b"\x05demo".ljust(165)),
        ("file.scan", "1申报/申报表盖章页扫描件.pdf", broken.scan()),
        ("file.old-format", "1申报/外国语学院申报表.doc", broken.old_word()),
        ("file.password", "2立项评审/评委评分（加密）.xlsx", broken.password_protected()),
        ("file.damaged", "3现场答辩/第一场评分汇总表（损坏）.xlsx", whole[: len(whole) // 2]),
        ("file.empty", "5经费/空白.xlsx", b""),
    ):
        papers.add(file, data, kind="scan" if code == "file.scan" else "other")
        papers.expect(code, file)
