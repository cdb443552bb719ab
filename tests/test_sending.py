"""Blank files in a workspace: where they lie, what is known on them, what is left alone."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from assessment import pipeline
from assessment.founding import init_workspace
from assessment.sending import (
    EVERY,
    FOLDER,
    write_documents,
    write_score_sheet,
    write_templates,
)
from assessment.storage import WorkspaceError
from assessment.workspace import Workspace


@pytest.fixture
def blank(tmp_path: Path) -> Workspace:
    return init_workspace(tmp_path / "own", year=2026)


def test_a_new_workspace_gets_every_kind_blank(blank: Workspace) -> None:
    sent = write_templates(blank, EVERY, year=2026)
    assert sent.folder == blank.root / "reports/2026" / FOLDER
    names = {path.relative_to(sent.folder).parts[0] for path in sent.written}
    assert names == {
        "申报表.docx", "申报汇总表.xlsx", "评分表", "投票统计表", "经费支出明细表.xlsx", "经费决算表.xlsx",
        "活动及材料登记表.xlsx", "五四红旗团委考核表.xlsx", "品牌复查记录.xlsx", "复核申请表.docx",
    }  # fmt: skip
    assert all(path.is_file() for path in sent.written) and sent.kept == ()


def test_what_lies_in_the_workspace_stands_on_the_files(copy: Workspace) -> None:
    sent = write_templates(copy, "judging", year=2017)
    typed = [path for path in sent.written if "现场答辩评分表-评委1.xlsx" in path.name]
    page = openpyxl.load_workbook(typed[0]).worksheets[0]
    order = copy.run(2017).tables["running_order"]
    first = order[(order["sitting_no"] == 1) & (order["order_no"] == 1)]["project_id"].iloc[0]
    names = copy.run(2017).tables["applications"].set_index("project_id")["project_name"]
    assert page["C6"].value == names[first]


def test_the_next_year_knows_the_brands_that_are_due(copy: Workspace) -> None:
    copy.new_rules(2020, from_year=2019)
    (path,) = write_templates(copy, "recheck", year=2020).written
    page = openpyxl.load_workbook(path).worksheets[0]
    brands = copy.run(2019).tables["brands"]
    due = brands[brands["next_recheck_date"] <= "2020-12-31"]
    told = [page.cell(row, 2).value for row in range(5, page.max_row) if page.cell(row, 2).value]
    assert len(told) == len(due) > 1


def test_what_somebody_filled_is_not_replaced(blank: Workspace) -> None:
    (path,) = write_templates(blank, "ledger", year=2026).written
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B7"] = "2026-04-01"
    book.save(path)
    filled = path.read_bytes()
    again = write_templates(blank, "ledger", year=2026)
    assert (again.written, again.kept) == ((), (path,))
    assert path.read_bytes() == filled
    path.unlink()
    assert write_templates(blank, "ledger", year=2026).written == (path,)
    assert write_templates(blank, "ledger", year=2026).written == (path,)


def test_a_damaged_list_of_files_written_replaces_nothing(blank: Workspace) -> None:
    sent = write_templates(blank, "ledger", year=2026)
    (sent.folder / ".written.json").write_bytes(b"\xff{")
    assert write_templates(blank, "ledger", year=2026).written == ()


def test_a_year_without_rules_is_one_clear_line(blank: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="2031"):
        write_templates(blank, EVERY, year=2031)


def test_the_kinds_of_the_pipeline_are_all_written(blank: Workspace) -> None:
    rules = blank.rules(2026)
    for kind in pipeline.blank_kinds():
        for name, data in pipeline.blank_files({}, kind, rules=rules).items():
            assert name.endswith((".xlsx", ".docx")) and io.BytesIO(data).read(2) == b"PK"


def test_documents_of_a_year_are_written_and_what_somebody_changed_is_kept(
    copy: Workspace,
) -> None:
    sent = write_documents(copy, 2018)
    assert sent.folder == copy.root / "reports/2018/文书"
    names = [path.relative_to(sent.folder.parent).as_posix() for path in sent.written]
    # Where publish lays them too.
    assert sum(name.startswith("公示/") for name in names) == 2
    names = [name.removeprefix("文书/") for name in names]
    assert {name for name in names if name.startswith("异议")} == {
        "异议复核/2018-01复核申请表（归档）.docx",
        "异议复核/2018-01复核意见.docx",
        "异议复核/2018-01更正公告.docx",
    }
    stood = copy.run(2018).tables["standings"]["project_id"].nunique()
    funded = copy.run(2018).tables["grants"]["project_id"].nunique()
    units = copy.run(2018).tables["applications"]["college_code"].nunique()
    # 经费决算表 of each and their 汇总表, two notices, two 评分汇总表, five papers of the year.
    assert len(names) == 3 + stood + funded + 1 + units + 2 + 2 + 5
    before = {path: path.read_bytes() for path in sent.written}
    reply, form = (
        sent.folder / f"异议复核/2018-01{one}.docx" for one in ("复核意见", "复核申请表（归档）")
    )
    reply.write_bytes(b"signed")
    # Two kinds only: that each gives the same bytes again, the tests of report tell.
    again = write_documents(copy, 2018, "appeal-reply")
    assert (again.written, again.kept) == ((), (reply,))
    assert write_documents(copy, 2018, "appeal-form").written == (form,)
    changed = {path for path, data in before.items() if path.read_bytes() != data}
    assert changed == {reply} and reply.read_bytes() == b"signed"


def test_a_score_sheet_names_no_other_project_and_no_judge(copy: Workspace) -> None:
    (path,) = write_score_sheet(copy, 2019, "2019-C04-1").written
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*cells, *(line.text for line in document.paragraphs)])
    tables = copy.run(2019).tables
    names = dict(zip(tables["applications"]["project_id"], tables["applications"]["project_name"],
                     strict=True))  # fmt: skip
    assert names.pop("2019-C04-1") in text
    assert [name for name in names.values() if name in text] == []
    persons = {
        *tables["judges"]["judge_name"].dropna(),
        *tables["applications"]["lead_name"].dropna(),
    }
    assert [name for name in persons if name in text] == []
    assert "评委6" in text and "个人信息" not in text


def test_a_project_that_did_not_stand_has_no_score_sheet_and_hears_why(copy: Workspace) -> None:
    for call in (write_score_sheet, Workspace.explain):
        with pytest.raises(WorkspaceError, match=r"2018-C19-1 考核认证：.*逾期"):
            call(copy, 2018, "2018-C19-1")
    with pytest.raises(WorkspaceError, match="没有结果"):
        write_score_sheet(copy, 2018, "2018-C04-1", round="nowhere")


def _of_word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_pdf_is_made_of_the_document_as_it_lies_there(
    copy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, bytes] = {}

    def as_pdf(word: dict[str, bytes], /) -> dict[str, bytes]:
        seen.update(word)
        return {f"{name.removesuffix('.docx')}.pdf": b"%PDF" for name in word}

    monkeypatch.setattr(pipeline, "as_pdf", as_pdf)
    sent = write_documents(copy, 2019, "appeal-reply")
    (path,) = sent.written
    path.write_bytes(_of_word("改过"))
    again = write_documents(copy, 2019, "appeal-reply", is_pdf=True)
    assert again.kept == (path,) and again.no_pdf == ()
    assert list(seen.values()) == [path.read_bytes()]
    assert again.written == (path.with_suffix(".pdf"),)


def test_a_document_without_its_pdf_is_told(
    copy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.intake.formats.conversion.find_office", lambda: None)
    sent = write_documents(copy, 2019, "appeal-reply", is_pdf=True)
    assert [path.suffix for path in sent.written] == [".docx"] and sent.no_pdf == sent.written
