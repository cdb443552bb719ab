"""What is filled into a blank file is read back, exactly and without a problem."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from assessment.core.result import Result
from assessment.intake.read import read_year
from assessment.report.blanks.kinds import WRITERS
from blank_world import (
    FIRST,
    LIST,
    PROJECTS,
    SECOND,
    YEAR,
    Files,
    blanks,
    earlier,
    listed,
    register,
    rules,
)
from filling import Filled, FilledForm, through_libreoffice


def read(files: Mapping[str, bytes], *, with_list: bool = True) -> Result:
    here = {LIST: listed()} if with_list else {}
    here |= {f"{YEAR}/空白表/{name}": data for name, data in files.items()}
    return read_year(here, register(is_decided=with_list), rules=rules(), earlier=earlier())


def rows(result: Result, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return these columns of a table as Python values, None where nothing is."""
    frame = result.tables[name][list(columns)].astype(object)
    frame = frame.where(frame.notna(), None)
    found = [
        tuple(value.date() if hasattr(value, "date") else value for value in row)
        for row in frame.itertuples(index=False, name=None)
    ]
    return sorted(found, key=lambda row: [str(value) for value in row])


# Each fills the blank files of a kind and says what must be read: (files, table, columns, rows).

Case = tuple[Files, dict[tuple[str, ...], list[tuple[Any, ...]]]]


def application() -> Case:
    (name, data), *_ = blanks("application").items()
    form = FilledForm(data)
    for label, text in {
        "项目名称": "“守护心跳”急救科普",
        "申报单位": "临床医学院团委",
        "填表日期": "2019年3月12日",
        "负责人": "示例甲",
        "职务": "团委书记",
        "联系电话": "000-12345678",
        "邮箱": "a@example.edu.cn",
        "院内排序": "2",
        "是否第二项": "是",
        "延续品牌": "“老品牌”",
        "已办届数": "3",
        "曾获奖项": "校级优秀团日活动：一等奖",
        "联系人": "示例乙",
        "联系人电话": "000-87654321",
        "指导教师": "示例丙",
        "起止时间": "2019年4月至11月",
        "对象与预计人数": "全校学生，600人",
        "项目简介": "简介：面向全校\n时间：每周一次　地点：操场",
        "项目特色": "结合专业",
        "创新点": "情景教学",
        "预期成效": "覆盖600人次",
        "宣传计划": "推文5篇",
        "安全预案": "配备急救箱",
        "申请经费": "4500",
        "学院配套": "1000",
        "其他来源": "0",
    }.items():
        form.beside(label, text)
    form.tick("志愿服务类")
    form.tick("新培育", "√")
    form.below("姓名", [["示例丁", "部长", "统筹"], ["示例戊", "干事", "宣传"]])
    form.below(
        "阶段", [["筹备", "4月", "招募志愿者", "示例丁"], ["实施", "5—10月", "培训", "示例戊"]]
    )
    lines = [
        ["宣传制作", "展板", "2", "500", "1000"],
        ["物料", "模拟人", "1", "3500", "3,500.00", "租用"],
    ]
    form.below("科目", lines)
    applied = ("“守护心跳”急救科普", "C01", "T7", "growing", True, 2, 450000, date(2019, 3, 12),
               "示例甲", "000-12345678", "2018-C01-1")  # fmt: skip
    return {name: form.data()}, {
        ("applications", "project_name", "college_code", "theme_code", "maturity", "is_second",
         "college_order", "requested_fen", "submitted_date", "lead_name", "phone",
         "brand_id"): [applied],
        ("budget_plan", "category", "planned_fen"): [("宣传制作", 100000), ("物料", 350000)],
    }  # fmt: skip


def summary() -> Case:
    (name, data), *_ = blanks("summary").items()
    filled = Filled(data)
    heads = (
        "申报单位",
        "项目名称",
        "品牌主题",
        "负责人",
        "职务",
        "电话",
        "申请经费",
        "院内排序",
        "是否第二项",
        "备注",
    )
    told = [
        ("临床医学院", FIRST, "志愿服务类", "示例甲", "书记", "00012345678", 5000, 1, "否", None),
        (
            "临床医学院",
            "“新芽”计划",
            "其他创建主题",
            "示例乙",
            "书记",
            "00012345679",
            3200.5,
            2,
            "是",
            "新办",
        ),
        ("护理学院", SECOND, "思想教育类", "示例丙", None, "000-1234", 4000, 1, None, None),
    ]
    filled.below(*(dict(zip(heads, row, strict=True)) for row in told))
    return {name: filled.data()}, {
        ("applications", "college_code", "project_name", "theme_code", "lead_name", "phone",
         "requested_fen", "college_order", "is_second"): [
            ("C01", FIRST, "T7", "示例甲", "00012345678", 500000, 1, False),
            ("C01", "“新芽”计划", "T9", "示例乙", "00012345679", 320050, 2, True),
            ("C02", SECOND, "T1", "示例丙", "000-1234", 400000, 1, False),
        ],
    }  # fmt: skip


def judging() -> Case:
    """Fill every judge's own workbook; what is greyed stays as it is."""
    filled, wanted = {}, []
    for name, data in blanks("judging").items():
        if "打印" in name or "现场统分表" in name:  # the tally: test_tally.py
            continue
        file = Filled(data)
        part = next(one for one in rules().components if f"/{one.label}/" in name)
        judge = int(name.split("评委")[-1].removesuffix(".xlsx"))
        for page in file.book.worksheets:
            file.page = page
            wanted += fill_marks(file, part, judge)
        filled[name] = file.data()
    order = [("assessment", "2019-C01-1", 2, 1), ("assessment", "2019-C02-1", 1, 2),
             ("assessment", "2019-C03-1", 1, 1)]  # fmt: skip
    return filled, {
        ("marks", "component", "project_id", "judge_id", "criterion", "points", "status"): wanted,
        ("running_order", "round", "project_id", "order_no", "sitting_no"): order,
    }


def fill_marks(file: Filled, part: Any, judge: int) -> list[tuple[Any, ...]]:
    """Fill one sheet, each mark unlike the others; judge 3 was absent once."""
    top, wanted = file.cells("项目名称")[0].row, []
    ids = {name: project_id for project_id, name in PROJECTS.items()}
    for row in range(top + 1, file.page.max_row + 1):
        project = ids[file.page.cell(row, 3).value]
        for n, criterion in enumerate(part.criteria, start=4):
            cell = file.page.cell(row, n)
            points: float | None = float(criterion.points) - judge - n / 16
            status = "given"
            if judge == 2 and project == "2019-C01-1":
                assert (cell.value, cell.protection.locked) == ("回避", True)
                points, status = None, "recused"
            elif judge == 3 and project == "2019-C02-1":
                points, status = None, "absent"
                file._write(cell, "缺席")
            else:
                file._write(cell, points)
            key = (part.name, project, f"J{judge}", criterion.name)
            wanted.append((*key, points, status))
    return wanted


def votes() -> Case:
    filled, wanted, counts = {}, [], []
    for number, (name, data) in enumerate(blanks("votes").items(), start=1):
        file = Filled(data)
        part = next(one for one in rules().components if f"/{one.label}" in name)
        channel = next(one.name for one in part.channels
                       if len(part.channels) == 1 or f"（{one.name}）" in name)  # fmt: skip
        head = "票数" if len(part.channels) == 1 else f"{channel}票数"
        names = [file.page.cell(row, 3).value for row in range(file.cells("序号")[0].row + 1, 99)]
        ids = {project: project_id for project_id, project in PROJECTS.items()}
        for n, project in enumerate(one for one in names if one in ids):
            file.in_row(project, head, 100 * number + n)
            wanted.append((part.name, channel, ids[project], 100 * number + n))
        told = (400 + number, 390, 380, 10)
        for word, value in zip(("发出选票", "收回选票", "有效选票", "无效选票"), told, strict=True):
            file.beside(word, value)
        counts.append((part.name, channel, *told))
        filled[name] = file.data()
    return filled, {
        ("votes", "component", "channel", "project_id", "n_votes"): wanted,
        ("vote_counts", "component", "channel", "n_issued", "n_returned", "n_valid",
         "n_invalid"): counts,
    }  # fmt: skip


def ledger() -> Case:
    files = blanks("ledger")
    (name,) = [one for one in files if "护理学院" in one]
    file = Filled(files[name])
    file.below(
        {"日期": date(2019, 4, 12), "科目": "宣传制作", "用途": "展板", "金额": 1234.5, "票据号": "00012345",
         "报销单号": "BX-001", "票据张数": 1, "经办人": "示例甲"},
        {"日期": date(2019, 5, 1), "科目": "交通", "用途": "租车", "金额": 800, "票据号": "00012346",
         "报销单号": "BX-002", "票据张数": 2, "经办人": "示例乙", "备注": "往返"},
    )  # fmt: skip
    sums = file.cells("合计")
    file._write(file.page.cell(sums[0].row, 5), 2034.5)
    file._write(file.page.cell(sums[1].row, 5), "贰仟零叁拾肆元伍角")
    key = "2019-C02-1"
    return {name: file.data()}, {
        ("ledger", "project_id", "line_no", "spent_date", "category", "amount_fen", "voucher_no",
         "reimbursement_no", "handler_name"): [
            (key, 1, date(2019, 4, 12), "宣传制作", 123450, "00012345", "BX-001", "示例甲"),
            (key, 2, date(2019, 5, 1), "交通", 80000, "00012346", "BX-002", "示例乙"),
        ],
    }  # fmt: skip


def activities() -> Case:
    files = blanks("activities")
    (name,) = [one for one in files if "临床医学院" in one]
    file = Filled(files[name])
    file.below(
        {"日期": date(2019, 5, 4), "活动名称": "急救培训", "地点": "操场", "参与人次": 120, "是否计划内": "是",
         "材料类型": "照片", "级别": "校级", "数量": 8},
        {"日期": date(2019, 5, 4), "活动名称": "急救培训", "材料类型": "新闻稿", "级别": "省级", "数量": 1},
        {"日期": date(2019, 6, 1), "活动名称": "进社区", "地点": "社区", "参与人次": 60, "是否计划内": "否",
         "举办情况": "已举办"},
        {"日期": date(2019, 6, 8), "活动名称": "专家讲座", "是否计划内": "是", "举办情况": "取消"},
    )  # fmt: skip
    key = "2019-C01-1"
    return {name: file.data()}, {
        ("activities", "project_id", "activity_no", "held_date", "name", "place", "n_participants",
         "is_planned"): [
            (key, 1, date(2019, 5, 4), "急救培训", "操场", 120, True),
            (key, 2, date(2019, 6, 1), "进社区", "社区", 60, False),
        ],
        ("activities_missed", "project_id", "planned_date", "name", "outcome"): [
            (key, date(2019, 6, 8), "专家讲座", "cancelled"),
        ],
        ("materials", "project_id", "kind", "level", "n_items", "first_date"): [
            (key, "news", "省级", 1, date(2019, 5, 4)),
            (key, "photo", "校级", 8, date(2019, 5, 4)),
        ],
    }  # fmt: skip


def red_flag() -> Case:
    files = blanks("red-flag")
    (name,) = [one for one in files if "中医学院" in one]
    file, wanted = Filled(files[name]), []
    for n, item in enumerate(rules().red_flag.items):
        cap = float(item.cap_points)
        own, checked = cap - n / 4, cap - 0.5 - n / 4
        file.in_row(item.item, "自评分", own)
        file.in_row(item.item, "核评分", checked)
        file.in_row(item.item, "评分依据", f"依据{n}")
        wanted.append((item.item, checked, own, cap, item.is_deduction, False, f"依据{n}"))
    for n, veto in enumerate(rules().red_flag.veto):
        file.in_row(veto, "核评分", "是" if n else "否")
        wanted.append((veto, None, None, None, False, bool(n), None))
    columns = ("item", "points", "self_points", "cap_points", "is_deduction", "is_veto", "evidence")
    told = [("C03", *row) for row in wanted]
    return {name: file.data()}, {("red_flag_items", "college_code", *columns): told}


def recheck() -> Case:
    (name, data), *_ = blanks("recheck").items()
    file = Filled(data)
    file.below(
        {"复查日期": date(2019, 12, 20), "结论": "有效", "备注": "材料齐全"},
        {"复查日期": date(2019, 12, 21), "结论": "限期整改"},
    )
    return {name: file.data()}, {
        ("rechecks", "brand_id", "recheck_date", "outcome", "note"): [
            ("2018-C01-1", date(2019, 12, 20), "valid", "材料齐全"),
            ("2018-C02-1", date(2019, 12, 21), "rectify", None),
        ],
    }


def settlement() -> Case:
    files = blanks("settlement")
    (name,) = [one for one in files if "中医学院" in one]
    file = Filled(files[name])
    file.below({"科目": "交通", "预算": 800, "实际": 640.5, "票据张数": 2, "经办人": "示例甲"},
               {"科目": "物料", "预算": 4200, "实际": 4000})  # fmt: skip
    key = "2019-C03-1"
    return {name: file.data()}, {
        ("sources", "file", "kind"): [*LISTED, (f"2019/空白表/{name}", "settlement")],
        ("settlements", "project_id", "category", "state", "planned_fen", "spent_fen",
         "n_vouchers"): [
            (key, "交通", "stated", 80000, 64050, 2), (key, "物料", "stated", 420000, 400000, None),
        ],
    }  # fmt: skip


def appeal() -> Case:
    ((name, data),) = blanks("appeal").items()
    form = FilledForm(data)
    told = {"申请单位": "护理学院团委", "申请日期": "2019年12月27日", "项目名称": SECOND, "公布得分": "88.5",
            "公布名次、等次": "第5名，良好", "理由与证据": "评委3的总分登错", "复核前得分": "88.5",
            "复核后得分": "89", "复核人": "示例甲"}  # fmt: skip
    for label, text in told.items():
        form.beside(label, text)
    form.tick("登分错误")
    return {name: form.data()}, {
        ("sources", "file", "kind"): [*LISTED, (f"2019/空白表/{name}", "appeal_form")]
    }


# No table takes what stands on the last: it is known, and kept on file.
LISTED = [("2019/申报汇总（已收）.xlsx", "application_list"), ("登记.xlsx", "xlsx")]


CASES: dict[str, Callable[[], Case]] = {
    "application": application,
    "summary": summary,
    "judging": judging,
    "votes": votes,
    "ledger": ledger,
    "activities": activities,
    "red-flag": red_flag,
    "recheck": recheck,
    "settlement": settlement,
    "appeal": appeal,
}


def order(values: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(values, key=lambda row: [str(value) for value in row])


def assert_read(files: Files, wanted: Mapping[tuple[str, ...], list[tuple[Any, ...]]]) -> None:
    alone = any(key[0] == "applications" for key in wanted)
    result = read(files, with_list=not alone)
    assert [str(fault) for fault in result.problems] == []
    for (name, *columns), told in wanted.items():
        assert rows(result, name, *columns) == order(told), name


def test_every_kind_is_filled_here() -> None:
    assert set(CASES) == set(WRITERS)


@pytest.mark.parametrize("kind", CASES)
def test_what_is_filled_is_read(kind: str) -> None:
    assert_read(*CASES[kind]())


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The filled files of every kind as LibreOffice saves them."""
    files = {name: data for fill in CASES.values() for name, data in fill()[0].items()}
    return through_libreoffice(files, tmp_path_factory.mktemp("office"))


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", CASES)
def test_what_is_filled_and_saved_by_libreoffice_is_read(kind: str, saved: Files) -> None:
    files, wanted = CASES[kind]()
    assert_read({name: saved[name] for name in files}, wanted)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("kind", WRITERS)
def test_a_blank_file_that_comes_back_is_told_in_a_line_or_two(kind: str, known: bool) -> None:
    said = {"application": ["project.name-missing"], "appeal": []}
    for name, data in blanks(kind, known=known).items():
        codes = [fault.code for fault in read({name: data}).problems]
        assert codes[:1] == said.get(kind, ["sheet.unfilled"]), name
        assert len(codes) <= 2, name


def test_blank_files_without_anything_known_can_be_filled_too() -> None:
    marks = Filled(blanks("judging", known=False)["评分表/现场答辩/现场答辩评分表（打印）.xlsx"])
    marks.beside("评委编号", 3)
    told = {"出场顺序": 1, "申报单位": "护理学院", "项目名称": SECOND}
    full = {one.name: float(one.points) for one in rules().component("defense").criteria}
    marks.below(told | full)
    ledger = Filled(blanks("ledger", known=False)["经费支出明细表.xlsx"])
    ledger.beside("项目名称", SECOND)
    ledger.beside("申报单位", "护理学院")
    ledger.below({"日期": "2019年4月2日", "科目": "物料", "金额": "1,200.50元", "票据号": "001"})
    settled = Filled(blanks("settlement", known=False)["经费决算表.xlsx"])
    settled.beside("项目名称", SECOND)
    settled.beside("申报单位", "护理学院")
    settled.beside("支持经费", 5000)
    settled.below({"科目": "物料", "预算": "1,300元", "实际": "壹仟贰佰元伍角整"})
    flags = Filled(blanks("red-flag", known=False)["五四红旗团委考核表.xlsx"])
    flags.beside("申报单位", "护理学院")
    flags.in_row("组织建设", "自评分", 24)
    files = {"a.xlsx": marks.data(), "b.xlsx": ledger.data(), "c.xlsx": flags.data(),
             "d.xlsx": settled.data()}  # fmt: skip
    result = read(files)
    assert [str(fault) for fault in result.problems] == []
    assert sorted(result.tables["marks"]["points"]) == sorted(full.values())
    assert rows(result, "ledger", "project_id", "amount_fen") == [("2019-C02-1", 120050)]
    assert result.tables["red_flag_items"]["self_points"].dropna().tolist() == [24]
    assert rows(result, "settlements", "project_id", "planned_fen", "spent_fen") == [
        ("2019-C02-1", 130000, 120050)
    ]


def test_a_budget_filled_to_its_last_line_is_added_up() -> None:
    ((name, data),) = blanks("application").items()
    form = FilledForm(data)
    for label, text in {"项目名称": "“新芽”计划", "申报单位": "护理学院"}.items():
        form.beside(label, text)
    form.tick("科技创新类")
    form.below("科目", [[f"科目{n}", "用途", "1", "10", "10"] for n in range(1, 9)])
    form.beside("合计", "90")
    (fault,) = read({name: form.data()}, with_list=False).problems
    assert (fault.code, fault.expected) == ("total.does-not-add-up", "80.00 元")
