"""Blank files as they are sent out: what stands on them, what is locked, what may be typed."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import conform
from assessment.report.blanks.kinds import WRITERS, write_blanks
from blank_world import JUDGES, PROJECTS, UNITS, blanks, rules, tables
from filling import Filled, FilledForm, bare

SHEETS = [kind for kind in WRITERS if kind not in ("application", "appeal")]


def pages(kind: str, *, known: bool = True) -> list[tuple[str, Any]]:
    return [
        (name, page)
        for name, data in blanks(kind, known=known).items()
        for page in openpyxl.load_workbook(io.BytesIO(data)).worksheets
    ]


def words(data: bytes) -> str:
    """Return everything in a package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())


@pytest.mark.parametrize("kind", WRITERS)
def test_equal_knowledge_gives_equal_bytes(kind: str) -> None:
    for known in (True, False):
        again = write_blanks(tables() if known else {}, kind, rules=rules())
        assert again == blanks(kind, known=known)


@pytest.mark.parametrize("kind", WRITERS)
def test_no_name_of_a_judge_leaves_the_office(kind: str) -> None:
    assert [name for name, data in blanks(kind).items() if "示例姓名" in words(data)] == []


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="poster"):
        write_blanks({}, "poster", rules=rules())


# Sheets


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("known", [True, False])
def test_a_sheet_prints_one_page_wide_on_a4(kind: str, known: bool) -> None:
    for name, page in pages(kind, known=known):
        setup = page.page_setup  # one page wide is what a file says by saying nothing
        assert (setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == (9, 1, 0), name
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert re.fullmatch(r"\$\d+:\$\d+", page.print_title_rows), name
        assert "第 &P 页" in page.oddFooter.center.text


@pytest.mark.parametrize("kind", SHEETS)
def test_labels_are_locked_without_a_password_and_blanks_are_open(kind: str) -> None:
    for name, page in pages(kind):
        assert page.protection.sheet and not page.protection.password, name
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert cell.protection.locked, (name, cell.coordinate)
        is_filled = page.title != "大屏"  # worked out throughout
        assert is_filled == any(not c.protection.locked for row in page.iter_rows() for c in row)


@pytest.mark.parametrize("kind", SHEETS)
def test_titles_say_year_and_sample(kind: str) -> None:
    for _, page in pages(kind):
        assert page["A1"].value.startswith("2019年") and page["A1"].value.endswith("（示例数据）")
    own = rules().model_copy(update={"sample": False})
    for data in write_blanks(tables(), kind, rules=own).values():
        assert "示例数据" not in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value


def limits(page: Any) -> dict[str, Any]:
    """Return the rules for typing by the first cell they hold for."""
    return {str(one.sqref).split(":")[0]: one for one in page.data_validations.dataValidation}


def test_marks_are_limited_by_the_rules() -> None:
    page = next(page for name, page in pages("judging") if "现场答辩评分表-评委1" in name)
    heads = {
        bare(cell.value): cell for row in page.iter_rows(max_row=8) for cell in row if cell.value
    }
    for criterion in rules().component("defense").criteria:
        head = heads[criterion.name]
        assert f"（{criterion.points}分）" in head.value
        first = f"{head.column_letter}{head.row + 1}"
        rule = limits(page)[first]
        assert rule.type == "custom" and rule.showErrorMessage and rule.errorStyle in (None, "stop")
        assert f"{first}<={criterion.points}" in rule.formula1
        assert f"ROUND({first},4)={first}" in rule.formula1
        assert f'{first}="缺席"' in rule.formula1


def test_the_longest_rule_is_one_that_programs_take() -> None:
    for kind in SHEETS:
        for name, page in pages(kind):
            for rule in page.data_validations.dataValidation:
                assert len(str(rule.formula1)) <= 255, name
                assert len(rule.error or "") <= 225 and len(rule.errorTitle or "") <= 32, name


def test_words_are_chosen_from_lists() -> None:
    chosen = {
        "summary": {"品牌主题": [theme.name for theme in rules().themes], "是否第二项": ["是", "否"],
                    "申报单位": [*UNITS.values()]},
        "ledger": {"科目": [*rules().budget.categories]},
        "activities": {"材料类型": ["新闻稿", "照片", "视频", "文档"]},
        "recheck": {"结论": ["有效", "限期整改", "降级", "撤销认证"]},
    }  # fmt: skip
    for kind, lists in chosen.items():
        _, page = pages(kind)[0]
        for head, wanted in lists.items():
            (cell,) = [c for row in page.iter_rows() for c in row
                       if bare(c.value) == head and c.row > 3]  # fmt: skip
            rule = next(one for at, one in limits(page).items()
                        if re.match(rf"{cell.column_letter}\d", at))  # fmt: skip
            assert rule.formula1 == f'"{",".join(wanted)}"', head


def test_a_list_too_long_for_programs_is_left_out() -> None:
    many = tables()["colleges"]
    names = [f"第{n}临床医学与公共卫生管理学院" for n in range(len(many))]
    long = many.assign(college_name=[name * 8 for name in names])
    data = write_blanks({"colleges": long}, "summary", rules=rules())["申报汇总表.xlsx"]
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert not [at for at in limits(page) if at.startswith("B")]


# Judging


def test_judges_mark_in_running_order_and_not_their_own() -> None:
    files = {name: data for name, data in blanks("judging").items() if "现场答辩" in name}
    assert len(files) == 1 + len(JUDGES) + 1
    own = openpyxl.load_workbook(io.BytesIO(next(d for n, d in files.items() if "评委2" in n)))
    assert own.sheetnames == ["评委2第1场", "评委2第2场"]
    first = own["评委2第1场"]
    lines = [[cell.value for cell in row] for row in first.iter_rows(min_row=6)]
    assert [line[:3] for line in lines] == [
        [1, "中医学院", PROJECTS["2019-C03-1"]], [2, "临床医学院", PROJECTS["2019-C01-1"]],
    ]  # fmt: skip
    assert lines[1][3:8] == ["回避"] * 4 + ["—"]
    assert first["D7"].fill.fgColor.rgb.endswith("D5D9DE")
    assert lines[0][3:7] == [None] * 4


def test_without_a_running_order_projects_stand_by_id() -> None:
    _, page = next((n, p) for n, p in pages("judging") if "申报材料评审评分表-评委1" in n)
    lines = [[cell.value for cell in row][:3] for row in page.iter_rows(min_row=6)]
    assert page["A5"].value == "序号"
    assert lines == [[n, unit, name] for n, (unit, name)
                     in enumerate(zip(UNITS.values(), PROJECTS.values(), strict=True), 1)]  # fmt: skip


def test_the_sheets_to_print_are_those_to_type_into() -> None:
    files = blanks("judging")
    book = openpyxl.load_workbook(io.BytesIO(files["评分表/现场答辩/现场答辩评分表（打印）.xlsx"]))
    assert len(book.worksheets) == 2 * len(JUDGES)
    for n in JUDGES:
        typed = openpyxl.load_workbook(
            io.BytesIO(files[f"评分表/现场答辩/现场答辩评分表-评委{n}.xlsx"])
        )
        for page in typed.worksheets:
            told = [[cell.value for cell in row] for row in page.iter_rows()]
            assert told == [[cell.value for cell in row] for row in book[page.title].iter_rows()]
            assert ["评委编号：", None, n] == told[2][:3] and "评委签名：" in told[2]


def test_the_total_stays_blank_until_all_marks_are_there(rules: Rules) -> None:
    part = rules.component("defense")
    heavy = part.criteria[0].model_copy(update={"factor": 2})
    changed = part.model_copy(update={"criteria": (heavy, *part.criteria[1:])})
    parts = tuple(changed if one.name == "defense" else one for one in rules.components)
    own = rules.model_copy(update={"components": parts})
    files = write_blanks({}, "judging", rules=own)
    page = openpyxl.load_workbook(
        io.BytesIO(files["评分表/现场答辩/现场答辩评分表（打印）.xlsx"])
    ).worksheets[0]
    assert page["H6"].value == '=IF(COUNT(D6:G6)<4,"",2*N(D6)+1*N(E6)+1*N(F6)+1*N(G6))'
    plain = openpyxl.load_workbook(
        io.BytesIO(
            write_blanks({}, "judging", rules=rules)["评分表/现场答辩/现场答辩评分表（打印）.xlsx"]
        )
    ).worksheets[0]
    assert plain["H6"].value == '=IF(COUNT(D6:G6)<4,"",SUM(D6:G6))'


# Papers about money, votes, brands


def test_funded_projects_have_their_own_papers_about_money() -> None:
    for kind, label in (("ledger", "支持经费"), ("settlement", "支持经费")):
        files = blanks(kind)
        assert len(files) == len(PROJECTS)
        for (name, data), project in zip(files.items(), PROJECTS.values(), strict=True):
            filled = Filled(data)
            (cell,) = filled.cells(label)
            assert filled.page.cell(cell.row, filled._after(cell)).value == 5000
            assert filled.cells(bare(project)), name
    assert list(blanks("ledger", known=False)) == ["经费支出明细表.xlsx"]


def test_red_flag_items_have_their_caps() -> None:
    (data, *_) = blanks("red-flag", known=False).values()
    filled = Filled(data)
    for item in rules().red_flag.items:
        row = filled.cells(item.item)[0].row
        assert filled.page.cell(row, 5).value == float(item.cap_points)
        assert float(limits(filled.page)[f"G{row}"].formula2) == float(item.cap_points)
    for veto in rules().red_flag.veto:
        assert (
            limits(filled.page)[f"F{filled.cells(veto)[0].row}"].formula1 == '"是,否"'
            if (veto == rules().red_flag.veto[0])
            else True
        )
    total = filled.page.cell(filled.cells("合计")[0].row, 7).value
    assert total == "=SUM(G6,G7,G8,G9,G10)-ABS(N(G11))"


def test_brands_due_stand_on_the_record() -> None:
    (data,) = blanks("recheck").values()
    filled = Filled(data)
    assert [filled.page.cell(row, 2).value for row in (5, 6, 7)] == ["“老品牌”", "“另一品牌”", None]


# Word forms


def test_the_application_form_asks_for_every_field() -> None:
    form = FilledForm(blanks("application")["申报表.docx"])
    told = {bare(cell.text) for row in form.rows for cell in row}
    fields = """项目名称 申报单位 负责人 职务 联系电话 邮箱 填表日期 品牌主题 项目基础 已办届数 曾获奖项 联系人
        指导教师 项目成员 姓名 分工 起止时间 对象与预计人数 项目简介 项目特色 实施方案 阶段 时间 主要内容 责任人
        创新点 预期成效 宣传计划 安全预案 经费预算 科目 用途 数量 单价 金额 备注 申请经费 学院配套 其他来源
        学院团委意见 学院党组织意见 校团委意见""".split()
    assert [field for field in fields if field not in told] == []
    boxes = next(cell.text for row in form.rows for cell in row if "□思想教育类" in cell.text)
    assert re.findall("□([^　\n]+)", boxes) == [theme.name for theme in rules().themes]
    signed = [cell for row in form.rows for cell in row if "签字（盖章）" in cell.text]
    assert len(signed) == 3 and all(cell.text.endswith("日") for cell in signed)


def test_the_appeal_form_asks_for_every_field() -> None:
    form = FilledForm(blanks("appeal")["复核申请表.docx"])
    told = {bare(cell.text) for row in form.rows for cell in row}
    fields = "申请单位 项目名称 公布得分 复核事项 理由与证据 复核前得分 复核后得分 复核人 校团委意见".split()
    assert [field for field in fields if field not in told] == []
    text = "".join(cell.text for row in form.rows for cell in row)
    assert all(
        f"□{word}" in text for word in ("漏统", "错统", "登分错误", "其他", "维持原结果", "更正")
    )


@pytest.mark.parametrize("kind", ["application", "appeal"])
def test_word_forms_look_official(kind: str) -> None:
    ((_, data),) = blanks(kind).items()
    document = docx.Document(io.BytesIO(data))
    section, title = document.sections[0], document.paragraphs[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert title.text.startswith("2019年") and title.alignment == 1
    assert title.runs[0].font.name == "方正小标宋简体"
    told = words(data)
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋;FangSong"/>' in told
    assert 'w:instr="PAGE"' in told


def test_what_a_settlement_shows_at_first_is_what_its_formulas_give() -> None:
    known = {**tables(), "budget_plan": tables()["budget_plan"].iloc[:0]}
    known["budget_plan"] = conform(
        pd.DataFrame([{"year": 2019, "project_id": "2019-C01-1", "category": one,
                       "planned_fen": fen, "src": "x!y!A1"}
                      for one, fen in (("交通", 120050), ("物料", 300000))]),
        "budget_plan",
    )  # fmt: skip
    files = write_blanks(known, "settlement", rules=rules())
    (data,) = [one for name, one in files.items() if "临床医学院" in name]
    page = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    assert [[page.cell(row, n).value for n in (1, 2, 4)] for row in (7, 8, 9, 17)] == [
        ["交通", 1200.5, 1200.5], ["物料", 3000, 3000], [None, None, None], ["合计", 4200.5, 4200.5],
    ]  # fmt: skip
    assert page["F4"].value == 5000


def test_a_unit_whose_name_no_file_may_bear_gets_its_papers_too() -> None:
    odd = tables()["colleges"].assign(college_name=["临床/基础医学院", "护理 学院", "中医*学院"])
    for kind, n in (("red-flag", 3), ("ledger", 3), ("activities", 3)):
        names = [*write_blanks({**tables(), "colleges": odd}, kind, rules=rules())]
        assert len(names) == n and all(name.count("/") == 1 for name in names)
        assert not any(sign in name for name in names for sign in ' *"\\:?<>|')
