"""Documents of a whole year: what each says is what the tables hold, and nobody is named."""

from __future__ import annotations

import io
from typing import Any

import docx
import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.persons import persons_in
from assessment.founding import Demo
from assessment.report.documents.open_matters import open_matters
from assessment.report.workbook.year_tables import YearTables

YEAR = 2018
KINDS = ("meeting", "review-result", "assessment-result", "notice", "feedback", "signing", "red-flag",
         "annual")  # fmt: skip
INTERNAL = {"meeting", "review-result", "assessment-result", "signing", "red-flag", "annual"}


@pytest.fixture(scope="module")
def tables(demo: Demo) -> Any:
    run = demo.workspace.run(YEAR)
    earlier = [pipeline.EarlierYear(demo.workspace.rules(2017), demo.workspace.run(2017).tables)]
    return pipeline.joint_tables(run.tables, earlier=earlier)


@pytest.fixture(scope="module")
def written(demo: Demo, tables: Any) -> dict[str, dict[str, bytes]]:
    rules = demo.workspace.rules(YEAR)
    folder = demo.workspace.root / f"reports/{YEAR}/charts"
    charts = {path.stem.removeprefix(str(YEAR)): path.read_bytes() for path in folder.glob("*.png")}
    return {
        kind: pipeline.write_documents(tables, kind, rules=rules, changes={}, charts=charts)
        for kind in KINDS
    }


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def text_of(document: Any) -> str:
    lines = [one.text for one in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_is_and_repeats_its_headers(kind: str, written: Any) -> None:
    assert written[kind]
    for data in written[kind].values():
        document = opened(data)
        text = text_of(document)
        assert ("内部资料" in text) is (kind in INTERNAL)
        assert "（示例数据）" in text
        assert str(YEAR) in document.core_properties.title
        for table in document.tables:
            head = table.rows[0]._tr.trPr
            assert head is not None and head.findall(f"{{{head.nsmap['w']}}}tblHeader")


@pytest.mark.parametrize("kind", KINDS)
def test_no_person_is_named(kind: str, written: Any, tables: Any) -> None:
    persons = [name for name in persons_in(tables) if len(name) > 2]
    assert len(persons) > 20
    for data in written[kind].values():
        text = text_of(opened(data))
        assert [name for name in persons if name in text] == []


def test_the_same_tables_give_the_same_bytes(written: Any, tables: Any, demo: Demo) -> None:
    rules = demo.workspace.rules(YEAR)
    for kind in ("meeting", "feedback"):
        again = pipeline.write_documents(tables, kind, rules=rules, changes={}, charts={})
        assert again == written[kind]


def test_the_ranking_of_each_paper_is_the_standings(written: Any, tables: Any) -> None:
    rows = tables["standings"].query("year == @YEAR and round == 'assessment' and rank.notna()")
    names = tables["applications"].set_index("project_id")["project_name"]
    ordered = rows.sort_values(["rank", "project_id"])
    wanted = [(str(row.rank), names[row.project_id], f"{row.total_points:.2f}") for row in
              ordered.itertuples(index=False)]  # fmt: skip
    for kind, name in (("assessment-result", "考核认证结果"), ("signing", "考核认证评分汇总表")):
        data = next(data for path, data in written[kind].items() if name in path)
        told = cells(opened(data).tables[0])
        total = told[0].index("总分")
        assert [(row[0], row[2], row[total]) for row in told[1:]] == wanted


def test_what_a_ranking_leaves_open_stands_below_it(demo: Demo, tables: Any) -> None:
    rules = demo.workspace.rules(YEAR)
    standings = tables["standings"].copy()
    first, second = (
        standings.index[
            (standings["year"] == YEAR)
            & (standings["round"] == "assessment")
            & (standings["rank"] == rank)
        ][0]
        for rank in (1, 2)
    )
    standings.loc[first, "tie_step"] = "votes"
    standings.loc[second, ["status", "missing", "rank", "grade"]] = [
        "incomplete", "网络投票", pd.NA, None,
    ]  # fmt: skip
    changed = {**tables, "standings": standings}
    names = tables["applications"].set_index("project_id")["project_name"]
    points = f"{standings.loc[second, 'total_points']:.2f}"
    for kind, name in (("assessment-result", "考核认证结果"), ("signing", "考核认证评分汇总表"),
                       ("meeting", "上会材料"), ("annual", "年度总结")):  # fmt: skip
        made = pipeline.write_documents(changed, kind, rules=rules, changes={}, charts={})
        document = opened(next(data for path, data in made.items() if name in path))
        lines = [one.text for one in document.paragraphs]
        tied, open_ = (names[standings.loc[row, "project_id"]] for row in (first, second))
        assert any(tied in line and "按投票得分排定" in line for line in lines)
        assert any(open_ in line and points in line and "网络投票" in line for line in lines)


def test_the_review_names_the_projects_chosen(written: Any, tables: Any) -> None:
    (data,) = written["review-result"].values()
    told = {row[1] for row in cells(opened(data).tables[0])[1:]}
    chosen = tables["decisions"].query(
        "year == @YEAR and matter == 'selected' and outcome == 'yes'"
    )
    names = tables["applications"].set_index("project_id")["project_name"]
    assert told == set(names[chosen["project_id"]])


def test_a_unit_is_told_of_its_own_projects_alone(written: Any, tables: Any) -> None:
    applied = tables["applications"].query("year == @YEAR")
    units = tables["colleges"].drop_duplicates("college_code", keep="last")
    names = dict(zip(units["college_code"], units["college_name"], strict=True))
    own = {
        names[code]: set(group["project_name"]) for code, group in applied.groupby("college_code")
    }
    assert len(written["feedback"]) == len(own)
    for path, data in written["feedback"].items():
        unit = path.partition("-")[2].removesuffix(".docx")
        text = text_of(opened(data))
        assert all(name in text for name in own[unit])
        others = {name for other, mine in own.items() if other != unit for name in mine} - own[unit]
        known = set(tables["applications"].query("college_code in @codes", local_dict={
            "codes": [code for code, name in names.items() if name == unit]})["project_name"])  # fmt: skip
        assert [name for name in others - known if name in text] == []


def test_the_annual_report_carries_the_charts(written: Any) -> None:
    (data,) = written["annual"].values()
    document = opened(data)
    assert len(document.inline_shapes) == 4
    page, *plates = document.sections
    assert page.page_width < page.page_height
    for plate, shape in zip(plates, document.inline_shapes, strict=True):
        assert plate.page_width > plate.page_height
        assert shape.width <= plate.page_width - plate.left_margin - plate.right_margin
        assert shape.height < plate.page_height - plate.top_margin - plate.bottom_margin
    assert "（三年主题覆盖见附图1）" in text_of(document)
    assert text_of(document).count("附图4　五四红旗排名") == 1


def test_the_awarded_are_named(written: Any, tables: Any) -> None:
    awarded = tables["red_flag"].query("year == @YEAR and is_awarded")
    names = tables["colleges"].set_index("college_code")["college_name"]
    (data,) = written["annual"].values()
    text = text_of(opened(data))
    assert len(awarded) and all(names[code] in text for code in awarded["college_code"])
    assert "尚未授予" not in text


def matters(demo: Demo, tables: Any, **changed: pd.DataFrame) -> list[str]:
    return list(open_matters(YearTables({**tables, **changed}, demo.workspace.rules(YEAR))))


def test_what_is_open_is_told(demo: Demo, tables: Any) -> None:
    told = "\n".join(matters(demo, tables))
    assert "授予界线上同分：临床医学院、马克思主义学院" in told
    errors = int((tables["problems"]["severity"] == "ERROR").sum())
    assert f"还有 {errors} 处错误" in told
    assert "尚未复核" not in told


def test_an_appeal_without_an_answer_is_open(demo: Demo, tables: Any) -> None:
    appeals = tables["appeals"].assign(outcome=None)
    told = matters(demo, tables, appeals=appeals)
    number = appeals["appeal_no"].iloc[0]
    assert [line for line in told if number in line and "尚未复核" in line]


def test_a_year_without_a_decision_or_with_an_open_tie_says_so(demo: Demo, tables: Any) -> None:
    standings = tables["standings"].copy()
    mine = (standings["year"] == YEAR) & (standings["rank"] == 2)
    standings.loc[mine, "tie_step"] = "unresolved"
    decisions = tables["decisions"][tables["decisions"]["year"] != YEAR]
    told = "\n".join(matters(demo, tables, standings=standings, decisions=decisions))
    assert "立项决定尚未登记" in told
    assert "规则未能排定先后，须会议决定" in told


def test_spending_beyond_the_limit_is_a_matter(demo: Demo, tables: Any) -> None:
    usage = tables["budget_usage"].assign(band="over")
    assert [
        line for line in matters(demo, tables, budget_usage=usage) if "超过支持经费 110%" in line
    ]


def test_feedback_sheets_number_their_sections_without_a_gap(written: Any) -> None:
    """Units without a grant have no section on money; the next took its number away."""
    counts = set()
    for data in written["feedback"].values():
        lines = [one.text for one in opened(data).paragraphs]
        numbers = [line[0] for line in lines if line[1:2] == "、" and line[0] in "一二三四五"]
        assert "".join(numbers) == "一二三四五"[: len(numbers)]
        counts.add(len(numbers))
    assert counts == {4, 5}


def test_what_is_only_to_be_known_is_not_to_be_corrected(written: Any) -> None:
    known = "以下各处不需要改正，只请知悉："
    told = [text_of(opened(data)) for data in written["feedback"].values()]
    assert any(known in text for text in told)
    for text in told:
        wrong, _, rest = text.partition(known)
        assert "不再读取，以重交的为准" not in wrong
        assert ("不再读取，以重交的为准" in text) == ("不再读取，以重交的为准" in rest)
