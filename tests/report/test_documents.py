"""Documents about results and appeals: what each says, and what none may say."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.report.documents.kinds import Sheet, write_documents
from assessment.report.documents.official import Official
from assessment.score.tree import Node

SRC = "0123456789ab"
OWN, OTHER = "“生命接力”志愿服务", "天使之翼"
CHANGES = [("A", "total", "86.13", "87.20"), ("A", "rank", "2", "1"), ("A", "grade", "良好", "优秀"),
           ("B", "rank", "1", "2"), ("B", "grade", "优秀", "良好")]  # fmt: skip
APPEAL = {
    "appeal_no": "2017-01", "college_code": "C01", "project_id": "A", "matter": "登分错误",
    "received_date": date(2017, 12, 27), "basis": "示例评委说评委3登错一格，电话13800000000",
    "outcome": "corrected", "before_points": 86.13, "after_points": 87.2,
    "handlers": "示例丙、示例丁", "replied_date": date(2017, 12, 29), "src": f"{SRC}!异议复核!A4",
}  # fmt: skip


def rows(table: str, *lines: dict[str, Any]) -> pd.DataFrame:
    blank = dict.fromkeys(empty(table).columns)
    filled = [blank | ({"year": 2017} if "year" in blank else {}) | line for line in lines]
    return conform(pd.DataFrame(filled), table)


def applied(project: str, name: str, college: str) -> dict[str, Any]:
    return {"project_id": project, "project_name": name, "college_code": college, "src": "x",
            "is_second": False, "is_exceptional": False, "lead_name": "示例负责人"}  # fmt: skip


def stood(project: str, rank: int, grade: str) -> dict[str, Any]:
    return {"round": "assessment", "project_id": project, "total_points": 87.2, "rank": rank,
            "total_exact": "436/5", "grade": grade, "is_tied": False, "status": "final"}  # fmt: skip


def year_tables(**appeal: Any) -> dict[str, pd.DataFrame]:
    return {
        "applications": rows("applications", applied("A", OWN, "C01"), applied("B", OTHER, "C02")),
        "colleges": rows("colleges", {"college_code": "C01", "college_name": "临床医学院"},
                         {"college_code": "C02", "college_name": "护理学院"}),
        "standings": rows("standings", stood("A", 1, "优秀"), stood("B", 2, "良好")),
        "judges": rows("judges", {"component": "defense", "judge_id": "J3", "src": "x",
                                  "judge_name": "示例评委"}),
        "marks": rows("marks", {"component": "defense", "project_id": "A", "judge_id": "J3",
                                "criterion": "total", "points": 92.0, "status": "given",
                                "src": f"{SRC}!示例评委!C5"}),
        "corrections": rows("corrections", {"sha256": SRC + "0" * 52, "sheet": "示例评委",
                                            "cell": "C5", "was": "82", "now": "92", "who": "示例丙",
                                            "is_applied": True, "src": "x"}),
        "sources": rows("sources", {"source_id": SRC, "file": "2017/答辩.xlsx", "kind": "xlsx",
                                    "sha256": SRC + "0" * 52, "is_superseded": False}),
        "appeals": rows("appeals", APPEAL | appeal),
        "appeal_terms": rows("appeal_terms", {
            "appeal_no": "2017-01", "round": "assessment", "published_date": date(2017, 12, 26),
            "last_date": date(2017, 12, 29), "reply_due_date": date(2018, 1, 2)}),
    }  # fmt: skip


def changes() -> dict[str, pd.DataFrame]:
    lines = [{"round": "assessment", "project_id": p, "item": item, "before": was, "after": now}
             for p, item, was, now in CHANGES]  # fmt: skip
    return {"2017-01": rows("result_changes", *lines)}


def written(rules: Rules, kind: str, tables: Any = None, **more: Any) -> dict[str, str]:
    """Return the text of each document of a kind by path, cells of a row apart by |."""
    made = write_documents(
        tables or year_tables(), kind, rules=rules, changes=more.get("changes", {}),
        sheets=iter(more.get("sheets", ())),
    )  # fmt: skip
    return {path: text_of(data) for path, data in made.items()}


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    lines = [line.text for line in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            lines.append("|".join(dict.fromkeys(cell.text for cell in row.cells)))
    return "\n".join(lines)


def only(texts: dict[str, str]) -> str:
    (text,) = texts.values()
    return text


def test_the_form_for_the_files_is_filled_and_internal(rules: Rules) -> None:
    ((path, text),) = written(rules, "appeal-form", changes=changes()).items()
    assert path == "异议复核/2017-01复核申请表（归档）.docx"
    for said in ("内部资料", "编号：2017-01", "临床医学院", OWN, "2017年12月27日", "第2名，良好",
                 "□漏统　　□错统　　☑登分错误　　□其他", "□维持原结果　　☑更正", "86.13", "87.20",
                 "示例丙", "示例丁", "评委3登错一格"):  # fmt: skip
        assert said in text


def test_another_matter_is_written_behind_the_last_box(rules: Rules) -> None:
    text = only(written(rules, "appeal-form", year_tables(matter="对等次界线有疑问")))
    assert "□登分错误　　☑其他：对等次界线有疑问" in text


def test_a_reply_tells_points_corrections_and_no_person(rules: Rules) -> None:
    text = only(written(rules, "appeal-reply", changes=changes()))
    for said in ("关于“‘生命接力’志愿服务”的复核意见", "临床医学院：", "复核结果：更正。",
                 "得分|86.13|87.20", "名次|2|1", "等次|良好|优秀", "现场答辩　评委3|82|92",
                 "2017年12月29日", rules.office.signature, rules.office.phone):  # fmt: skip
        assert said in text
    for person in ("示例丙", "示例丁", "示例评委", "13800000000", "示例负责人", OTHER, "内部资料"):
        assert person not in text


def test_a_maintained_result_has_a_reply_and_nothing_else(rules: Rules) -> None:
    tables = year_tables(outcome="maintained", after_points=86.13)
    text = only(written(rules, "appeal-reply", tables))
    assert "复核结果：维持原结果。" in text and "得分|86.13" in text
    assert "名次|1" in text and "更正的分数" not in text
    assert written(rules, "correction-notice", tables) == {}


def test_an_open_appeal_has_its_form_alone(rules: Rules) -> None:
    tables = year_tables(outcome=None, handlers=None, replied_date=None, after_points=None)
    assert written(rules, "appeal-reply", tables) == {}
    assert written(rules, "correction-notice", tables) == {}
    assert "□维持原结果　　□更正" in only(written(rules, "appeal-form", tables))


def test_what_stood_before_a_correction_is_not_made_up(rules: Rules) -> None:
    text = only(written(rules, "appeal-reply"))
    assert "名次|—|1" in text and "等次|—|优秀" in text
    assert "第1名" not in only(written(rules, "appeal-form"))
    tables = year_tables(outcome="maintained", after_points=86.13)
    assert "第1名，优秀" in only(written(rules, "appeal-form", tables))


def test_a_late_appeal_is_told_so(rules: Rules) -> None:
    tables = year_tables(received_date=date(2018, 1, 2), replied_date=date(2018, 1, 3))
    late = "该申请在公示期（至2017年12月29日）之后提出。"
    assert late in only(written(rules, "appeal-reply", tables))
    assert late not in only(written(rules, "appeal-reply"))


def test_a_notice_shows_what_the_rules_publish(rules: Rules) -> None:
    ((path, text),) = written(rules, "correction-notice", changes=changes()).items()
    assert path == "异议复核/2017-01更正公告.docx"
    for said in ("关于更正2017年“一团一品”考核认证结果的公告", "2017年12月26日公布的",
                 f"临床医学院|{OWN}|得分|86.13|87.20", f"临床医学院|{OWN}|等次|良好|优秀",
                 f"护理学院|{OTHER}|等次|优秀|良好", "于2018年1月4日前"):  # fmt: skip
        assert said in text
    for hidden in ("名次", "示例丙", "示例丁", "示例评委", "13800000000", "评委3", "登错一格"):
        assert hidden not in text


def test_ranks_stand_in_a_notice_where_the_rules_allow_them(rules: Rules) -> None:
    open_rules = rules.model_copy(update={
        "publication": rules.publication.model_copy(update={"columns": ("unit", "rank")})
    })  # fmt: skip
    text = only(written(open_rules, "correction-notice", changes=changes()))
    assert f"护理学院|{OTHER}|名次|1|2" in text and "等次" not in text


def test_an_appeal_about_no_project_is_about_the_years_result(rules: Rules) -> None:
    tables = year_tables(project_id=None, before_points=None, after_points=None)
    assert "“2017年评审结果”" in only(written(rules, "appeal-reply", tables))
    assert "公布得分" in only(written(rules, "appeal-form", tables))


TREE = Node("标题", children=(
    Node("总分", "87.20", children=(
        Node("现场答辩", "87.20 × 100% = 87.20 分", children=(
            Node("评委3", "92，计入", "2017/答辩.xlsx「表」C5", (
                Node("更正", f"原为“82”，更正为“92”（与“{OTHER}”登错行，2017-12-28）", "登记.xlsx D4"),
            )),
        )),
    )),
    Node("名次", "第 1 名", children=(Node("依据", "按未舍入的得分排名"),)),
    Node("等次", "优秀"),
))  # fmt: skip


def test_a_score_sheet_is_about_one_project_alone(rules: Rules) -> None:
    made = written(rules, "score-sheet", sheets=[Sheet("A", "assessment", TREE)])
    ((path, text),) = made.items()
    assert path == "得分复核单/得分复核单-临床医学院（A）.docx"
    for said in ("2017年“一团一品”考核认证得分复核单（示例数据）", f"项目名称|{OWN}", "名次|第 1 名|依据：按未舍入的得分排名",
                 "总分|87.20", "现场答辩　87.20 × 100% = 87.20 分",
                 "评委3|92，计入|2017/答辩.xlsx「表」C5", "　更正|原为“82”，更正为“92”（与“〔其他项目〕”登错行",
                 "统分人", "监督人"):  # fmt: skip
        assert said in text
    for hidden in (OTHER, "护理学院", "示例评委", "示例负责人"):
        assert hidden not in text


@pytest.mark.parametrize(
    "kind", ["appeal-form", "appeal-reply", "correction-notice", "score-sheet"]
)
def test_the_same_tables_give_the_same_bytes(rules: Rules, kind: str) -> None:
    def made() -> dict[str, bytes]:
        sheets = iter([Sheet("A", "assessment", TREE)])
        return write_documents(
            year_tables(), kind, rules=rules, changes=changes(), sheets=sheets
        )  # fmt: skip

    assert made() == made() != {}


def test_an_unknown_kind_is_refused(rules: Rules) -> None:
    with pytest.raises(ValueError, match="appeal-form"):
        written(rules, "letter")


def test_a_telephone_number_or_a_code_breaks_on_no_line() -> None:
    paper = Official("公示")
    paper.text("办公室（电话 010-1234-5678），项目 2018-C06-1，共 3-4 项")
    line = docx.Document(io.BytesIO(paper.data())).paragraphs[-1]
    assert line.text == "办公室（电话 010-1234-5678），项目 2018-C06-1，共 3-4 项"
    assert line._p.xml.count("<w:noBreakHyphen/>") == 5
    assert "-" not in "".join(line._p.xpath(".//w:t/text()"))
