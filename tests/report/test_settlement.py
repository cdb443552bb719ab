"""经费决算表: what stands on it agrees with the tables it is made from."""

from __future__ import annotations

import io
from typing import Any

import docx
import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.intake.read import read_year
from assessment.report.documents.kinds import write_documents
from papers import APPLICATIONS, REGISTER, book, sheet, short_register

SRC = "0123456789ab"


def rows(table: str, *lines: dict[str, Any]) -> pd.DataFrame:
    blank = dict.fromkeys(empty(table).columns)
    filled = [blank | ({"year": 2017} if "year" in blank else {}) | line for line in lines]
    return conform(pd.DataFrame(filled), table) if filled else empty(table)


def spent(number: int, category: str, fen: int | None, status: str = "accepted") -> dict[str, Any]:
    return {"project_id": "A", "line_no": number, "category": category, "amount_fen": fen,
            "voucher_no": f"SL0{number}", "status": status, "src": f"{SRC}!明细!C{number}"}  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    problem = {"severity": "WARNING", "table": "ledger", "file": "支出.xlsx", "sheet": "明细"}
    return {
        "applications": rows("applications", *(
            {"project_id": name, "project_name": f"{name}项目", "college_code": "C01",
             "is_second": False, "is_exceptional": False, "src": "x"} for name in "AB"
        )),
        "colleges": rows("colleges", {"college_code": "C01", "college_name": "护理学院"}),
        "sources": rows("sources", {"source_id": SRC, "file": "支出.xlsx", "kind": "ledger",
                                    "sha256": "0", "is_superseded": False}),
        "instalments": rows("instalments", *(
            {"project_id": name, "instalment": n, "granted_fen": fen, "condition": "中期检查通过",
             "paid_fen": paid, "left_fen": fen - paid, "state": state,
             "paid_date": pd.Timestamp(2017, 4, 12) if paid else None}
            for name in "AB"
            for n, fen, paid, state in ((1, 300000, 300000, "paid"), (2, 200000, 0, "unpaid"))
        )),
        "payments": rows("payments", {"project_id": "A", "payment_no": 1, "instalment": 1,
                                      "paid_fen": 300000, "src": "x"}),
        "ledger": rows("ledger", spent(1, "交通", 123456), spent(2, "物料", 400005),
                       spent(3, "餐饮", 9900, "barred"), spent(4, "交通", None, "unproved")),
        "budget_usage": rows(
            "budget_usage",
            {"project_id": "A", "granted_fen": 500000, "spent_fen": 523461, "left_fen": -23461,
             "usage_share": 1.046922, "band": "note"},
            {"project_id": "B", "granted_fen": 500000, "spent_fen": 0, "left_fen": 500000,
             "usage_share": 0.0, "band": "normal"},
        ),
        "budget_spending": rows(
            "budget_spending",
            {"project_id": "A", "category": "交通", "planned_fen": 100000, "spent_fen": 123456},
            {"project_id": "A", "category": "物料", "planned_fen": 400000, "spent_fen": 400005},
        ),
        "budget_years": rows(
            "budget_years",
            {"year": 2017, "n_projects": 2, "granted_fen": 1000000, "spent_fen": 523461,
             "left_fen": 476539, "unfunded_fen": 0, "left_out_fen": 9900},
        ),
        "problems": rows(
            "problems",
            problem | {"code": "voucher.duplicate", "message": "票据号「SL02」重复使用。", "cell": "C2"},
            problem | {"code": "total.does-not-add-up", "message": "合计不符。", "cell": "C9"},
            problem | {"code": "ledger.barred", "message": "不予列支。", "cell": "C3"},
            problem | {"code": "voucher.duplicate", "message": "别处。", "cell": "C2",
                       "sheet": "另一张"},
        ),
    }  # fmt: skip


@pytest.fixture(scope="module")
def written(tables: dict[str, pd.DataFrame], rules: Rules) -> dict[str, bytes]:
    return write_documents(tables, "settlement", rules=rules, changes={}, sheets=iter(()))


def told(data: bytes) -> tuple[list[list[list[str]]], str]:
    paper = docx.Document(io.BytesIO(data))
    grids = [
        [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]
        for table in paper.tables
    ]
    return grids, "\n".join(line.text for line in paper.paragraphs)


def test_one_a_project_and_one_of_all(written: dict[str, bytes]) -> None:
    assert list(written) == [
        "经费决算/经费决算表-护理学院（A）.docx", "经费决算/经费决算表-护理学院（B）.docx",
        "经费决算/支持经费决算汇总表.docx",
    ]  # fmt: skip


def test_plan_and_spending_total_in_capitals_and_what_is_left(written: dict[str, bytes]) -> None:
    grids, text = told(written["经费决算/经费决算表-护理学院（A）.docx"])
    assert ["支持经费", "5,000.00 元（大写：伍仟元整）"] in grids[0]
    first, second = grids[0][-2:]
    assert first == ["第1期", "3,000.00 元，中期检查通过；已拨 3,000.00 元（2017年4月12日）"]
    assert second == ["第2期", "2,000.00 元，中期检查通过；未拨"]
    assert grids[1] == [
        ["科目", "预算", "实际", "差额"],
        ["交通", "1,000.00", "1,234.56", "-234.56"],
        ["物料", "4,000.00", "4,000.05", "-0.05"],
        ["合计（2笔）", "5,000.00", "5,234.61", "-234.61"],
        ["实际合计（大写）", "人民币伍仟贰佰叁拾肆元陆角壹分"],
        ["超支（自筹）", "234.61 元（大写：贰佰叁拾肆元陆角壹分）"],
        ["经费使用率", "104.7%　超过 100%，须说明"],
    ]
    assert grids[2][1:] == [
        ["—", "餐饮", "99.00", "SL03", "不予列支"], ["—", "交通", "无法识别", "SL04", "缺票据"],
    ]  # fmt: skip
    assert "1. 票据号「SL02」重复使用。（明细　C2）\n2. 合计不符。（明细　C9）" in text
    assert "不予列支。" not in text and "别处" not in text


def test_a_project_without_a_ledger_says_so(written: dict[str, bytes]) -> None:
    grids, text = told(written["经费决算/经费决算表-护理学院（B）.docx"])
    assert "没有收到经费支出明细表" in text
    assert ["结余", "5,000.00 元（大写：伍仟元整）"] in grids[1]
    assert grids[2] == [["无"]]


def test_the_summary_gives_each_project_and_the_years(written: dict[str, bytes]) -> None:
    grids, text = told(written["经费决算/支持经费决算汇总表.docx"])
    assert grids[0][1] == ["护理学院", "A项目", "5,000.00", "5,234.61", "-234.61", "104.7%"]
    assert grids[1][1:] == [
        ["2017年", "2", "10,000.00", "5,234.61", "4,765.39", "99.00"],
        ["合计", "2", "10,000.00", "5,234.61", "4,765.39", "99.00"],
    ]
    assert "支持经费合计（大写）：人民币壹万元整" in text


def test_the_same_tables_give_the_same_bytes_and_no_money_gives_none(
    tables: dict[str, pd.DataFrame], rules: Rules, written: dict[str, bytes]
) -> None:
    options = {"rules": rules, "changes": {}}
    again = write_documents(tables, "settlement", sheets=iter(()), **options)
    assert again == written
    none = tables | {"budget_usage": empty("budget_usage")}
    assert not write_documents(none, "settlement", sheets=iter(()), **options)


def test_put_back_among_the_papers_it_is_kept_and_never_taken_for_a_colleges(
    written: dict[str, bytes], rules: Rules
) -> None:
    """Made from the ledger of one day it could only agree, or blame the college for a later one."""
    forms = {name: data for name, data in written.items() if "经费决算表-" in name}
    assert len(forms) == 2
    for name, data in forms.items():
        files = {"2017/0申报汇总.xlsx": book(sheet(APPLICATIONS)), f"2017/{name}": data}
        result = read_year(files, short_register(REGISTER), rules=rules)
        assert not result.problems
        kinds = result.tables["sources"].set_index("file")["kind"]
        assert kinds[f"2017/{name}"] == "made_settlement"
        assert result.tables["settlements"].empty and result.tables["ledger"].empty
        counted = result.tables["sheet_cells"]
        assert "paper.kept" in set(counted["reason"])
        assert "problem" not in set(counted["cell_class"])
