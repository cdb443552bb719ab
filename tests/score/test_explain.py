"""From a total back to its cells, and two projects side by side."""

from __future__ import annotations

import json
from decimal import Decimal

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.score.explain import as_dict, compare, explain, render
from assessment.score.official import component_points
from assessment.score.standings import standings


def nodes(node):
    yield node
    for child in node.children:
        yield from nodes(child)


def find(node, label):
    return next(found for found in nodes(node) if found.label == label)


@pytest.fixture
def world(make_rules, make_marks, make_votes, make_judges, make_applications):
    """Return rules and every table of a small assessment."""
    rules = make_rules({"defense": 70, "floor_vote": 30})
    sheet = {"思想性": 30, "创新性": 31, "效果": 22, "参与度": 4}
    grid = {
        "A": [sheet, 90, 85, 88, 92, "缺席", 99, 70],
        "B": [88, 88, 88, 88, 88, 88, 88, 88],
        "C": [80, 80, 80, 80, 80, 80, 80, 80],
    }
    marks = make_marks(grid)
    votes = make_votes({"floor_vote": {"现场": {"A": 80, "B": 100, "C": 10}}})
    judges = make_judges([None] * 6 + ["of-A", None]).assign(judge_name="张三")
    apps = make_applications("ABC").assign(lead_name="李四", phone="13800000000")
    scored = component_points(marks, votes, judges, apps, rules=rules)
    tables = dict(scored.tables) | {"marks": marks, "votes": votes, "applications": apps}
    tables["judges"] = judges
    tables["standings"] = standings(scored.tables["components"], apps, rules=rules).frame
    tables["sources"] = conform(
        pd.DataFrame(
            {
                "source_id": ["0123456789ab", "ba9876543210"],
                "file": ["2017/答辩.xlsx", "2017/投票.xlsx"],
                "year": 2017, "kind": "xlsx", "sha256": "0", "received_date": None,
                "is_superseded": False,
            }
        ),
        "sources",
    )  # fmt: skip
    return rules, tables


def test_the_tree_goes_from_the_total_to_the_cells(world):
    rules, tables = world
    tree = explain(tables, "A", rules=rules)
    assert tree.label == "项目A　2017年考核认证"
    assert find(tree, "总分").value == "85.25"
    defense = find(tree, "现场答辩")
    assert defense.value == "87.50 × 70% = 61.25 分"
    assert find(defense, "合成").value == (
        "去掉 1 个最高分和 1 个最低分，取 4 名评委的平均 87.50，满分 100"
    )
    assert find(defense, "评委1").value.startswith("87，")
    assert find(defense, "创新性").where == "2017/答辩.xlsx「A」创新性1"
    assert find(defense, "评委2").where == "2017/答辩.xlsx「A」total2"
    assert find(defense, "评委5").value == "92，去掉的最高分"
    assert find(defense, "评委8").value == "70，去掉的最低分"
    assert find(defense, "评委6").value == "缺席"
    assert find(defense, "评委7").value == "99，评委与项目同属一个学院，回避"
    assert find(defense, "依据").value == rules.component("defense").source
    floor = find(tree, "现场投票")
    assert floor.value == "80.00 × 30% = 24.00 分"
    assert find(floor, "现场").value == "80 票"
    assert find(floor, "折合").value == ("100 × 得票 ÷ 最高得票；得票 80，最高 100，总票数 190")
    assert find(floor, "现场").where == "2017/投票.xlsx「现场」BA"
    assert find(tree, "名次").value == "第 2 名"
    assert find(find(tree, "等次"), "依据").value == rules.grades.source


def test_no_name_of_a_person_is_shown(world):
    rules, tables = world
    for project in "ABC":
        text = render(explain(tables, project, rules=rules))
        assert "张三" not in text
        assert "李四" not in text
        assert "138" not in text


def test_the_text_is_indented_and_the_dict_is_json(world):
    rules, tables = world
    tree = explain(tables, "A", rules=rules)
    lines = render(tree).splitlines()
    assert lines[0] == "项目A　2017年考核认证"
    assert lines[1].startswith("  总分：")
    assert any(line.startswith("        创新性：31　［2017/答辩.xlsx") for line in lines)
    assert len(lines) == len(list(nodes(tree)))
    again = json.loads(json.dumps(as_dict(tree), ensure_ascii=False))
    assert again["children"][0]["label"] == "总分"


def test_what_is_missing_is_said(world, make_applications):
    rules, tables = world
    scored = component_points(
        tables["marks"], empty("votes"), tables["judges"], make_applications("ABC"), rules=rules
    )
    stand = standings(scored.tables["components"], make_applications("ABC"), rules=rules)
    tree = explain(tables | dict(scored.tables) | dict(stand.tables), "A", rules=rules)
    assert find(tree, "阶段得分（满分70，缺现场投票）").value.startswith("61.25")
    assert find(tree, "状态").value == "阶段性，缺现场投票"
    assert find(tree, "现场投票").value == "阶段性，暂无得分"
    assert "名次" not in {node.label for node in nodes(tree)}


def test_without_any_points_the_total_is_not_a_number(world, make_applications):
    rules, tables = world
    apps = make_applications("ABC")
    scored = component_points(
        empty("marks"), empty("votes"), tables["judges"], apps, rules=rules, round="assessment"
    )
    stand = standings(scored.tables["components"], apps, rules=rules)
    tree = explain(tables | dict(scored.tables) | dict(stand.tables), "A", rules=rules)
    assert find(tree, "尚无得分（缺现场答辩、现场投票）").value == "暂无"


def test_two_projects_of_a_provisional_round_have_no_order(world, make_applications):
    rules, tables = world
    apps = make_applications("ABC")
    scored = component_points(tables["marks"], empty("votes"), tables["judges"], apps, rules=rules)
    stand = standings(scored.tables["components"], apps, rules=rules)
    tree = compare(tables | dict(scored.tables) | dict(stand.tables), "A", "B", rules=rules)
    assert find(tree, "阶段得分").value.startswith("61.25 与 61.60")
    assert find(tree, "名次").value == "未排名次 与 未排名次"
    said = find(tree, "先后").value
    assert said.startswith("得分不全，不排先后：项目A为阶段得分（满分70，缺现场投票）；")


def test_two_projects_side_by_side(world):
    rules, tables = world
    tree = compare(tables, "B", "A", rules=rules)
    assert find(tree, "现场答辩").value == "61.60 与 61.25，相差 +0.35"
    assert find(tree, "现场投票").value == "30.00 与 24.00，相差 +6.00"
    assert find(tree, "总分").value == "91.60 与 85.25，相差 +6.35"
    assert find(tree, "名次").value == "第 1 名 与 第 2 名"
    assert find(tree, "先后").value == "总分不同"
    turned = compare(tables, "A", "B", rules=rules)
    assert find(turned, "总分").value == "85.25 与 91.60，相差 -6.35"


@pytest.mark.parametrize(
    ("marks", "outcome", "reason"),
    [
        ({"A": [60, 75, 76, 77, 90], "B": [60, 75, 76, 77, 92]}, None,
         "总分相同，按未去最高最低分的总分分出先后（75.60 与 76.00）"),
        ({"A": [80] * 5, "B": [80] * 5}, None, "总分与各步均相同，名次并列"),
        ({"A": [80] * 5, "B": [80] * 5}, "2", "总分与各步均相同，按校团委决定分出先后"),
        ({"A": [80] * 5, "B": ["缺席"] * 5}, None,
         "得分不全，不排先后：项目B为尚无得分（缺现场答辩）"),
    ],
)  # fmt: skip
def test_the_reason_of_an_order(marks, outcome, reason, make_rules, make_marks, make_applications):
    rules, apps = make_rules({"defense": 100}), make_applications("AB")
    scored = component_points(make_marks(marks), empty("votes"), empty("judges"), apps, rules=rules)
    rows = [
        {"year": 2017, "round": "assessment", "project_id": "A", "matter": "tie",
         "outcome": outcome, "granted_fen": None, "reason": None, "decided_by": None,
         "decided_date": None, "src": "x"}
    ]  # fmt: skip
    decisions = conform(pd.DataFrame(rows), "decisions") if outcome else None
    stand = standings(scored.tables["components"], apps, decisions, rules=rules)
    tables = dict(scored.tables) | dict(stand.tables) | {"applications": apps}
    assert find(compare(tables, "A", "B", rules=rules), "先后").value == reason
    if outcome:
        steps = find(explain(tables, "A", rules=rules), "同分处理")
        assert steps.value == "按校团委决定分出先后"


def test_without_a_round_the_last_one_is_explained(
    world, make_marks, make_judges, make_applications
):
    rules, tables = world
    review = component_points(
        make_marks({"A": [70], "D": [60]}, "application"), empty("votes"), make_judges([]),
        make_applications("AD"), rules=rules,
    )  # fmt: skip
    both = {
        name: pd.concat([tables[name], review.tables[name]]) for name in ("components", "mark_use")
    }
    stand = standings(both["components"], make_applications("ABCD"), rules=rules)
    both = tables | both | dict(stand.tables)
    assert explain(both, "A", rules=rules).label == "项目A　2017年考核认证"
    assert explain(both, "A", rules=rules, round="review").label == "项目A　2017年立项评审"
    assert explain(both, "D", rules=rules).label == "D　2017年立项评审"
    assert find(explain(both, "D", rules=rules), "总分").value.startswith("60.00")


def test_a_project_that_does_not_stand_is_a_key_error(world):
    rules, tables = world
    with pytest.raises(KeyError, match="does not stand"):
        explain(tables, "Z", rules=rules)
    with pytest.raises(KeyError, match="review"):
        explain(tables, "A", rules=rules, round="review")


@pytest.mark.parametrize(
    ("exact", "zh", "en"),
    [
        ("78/1", "78.00", "78.00"),
        ("631/8", "78.88（未舍入 78.875）", "78.88 (unrounded 78.875)"),
        ("259/3", "86.33（未舍入 86.333333… = 259/3）", "86.33 (unrounded 86.333333… = 259/3)"),
    ],
)
def test_a_total_that_is_rounded_is_told_in_decimals_too(world, exact, zh, en):
    rules, tables = world
    rows = tables["standings"]
    mine = rows["project_id"] == "A"
    told = tables | {"standings": rows.assign(total_exact=rows["total_exact"].mask(mine, exact))}
    assert find(explain(told, "A", rules=rules), "总分").value == zh
    assert find(explain(told, "A", rules=rules, lang="en"), "Total").value == en


def test_the_tree_in_english(world):
    rules, tables = world
    tree = explain(tables, "A", rules=rules, lang="en")
    assert tree.label == "项目A, 2017 assessment"
    assert find(tree, "Total").value == "85.25"
    defense = find(tree, "defense")
    assert defense.value == "87.50 × 70% = 61.25 points"
    assert find(defense, "Combined").value == (
        "mean of 4 judges after dropping the 1 highest and 1 lowest: 87.50, of 100"
    )
    assert find(defense, "Judge 5").value == "92, highest, dropped"
    assert find(defense, "Judge 6").value == "absent"
    assert find(defense, "Judge 7").value == "99, judge of the project's own college, recused"
    assert find(defense, "Basis").value == rules.component("defense").source
    floor = find(tree, "floor vote")
    assert find(floor, "现场").value == "80 votes"
    assert (
        find(floor, "Converted").value == "100 × votes ÷ most votes; 80 votes, most 100, 190 in all"
    )
    assert find(tree, "Rank").value == "2"
    assert find(tree, "Grade").value in ("excellent", "good", "pass", "fail")
    lines = render(tree, "en").splitlines()
    assert lines[1] == "  Total: 85.25"
    assert any(line.startswith("        创新性: 31  [2017/答辩.xlsx") for line in lines)


def test_what_is_missing_in_english(world, make_applications):
    rules, tables = world
    scored = component_points(
        tables["marks"], empty("votes"), tables["judges"], make_applications("ABC"), rules=rules
    )
    stand = standings(scored.tables["components"], make_applications("ABC"), rules=rules)
    tables = tables | dict(scored.tables) | dict(stand.tables)
    tree = explain(tables, "A", rules=rules, lang="en")
    assert find(tree, "Status").value == "provisional, lacks floor vote"
    assert find(tree, "floor vote").value == "provisional, no points yet"
    order = find(compare(tables, "A", "B", rules=rules, lang="en"), "Order").value
    assert order.startswith(
        "points are missing, no order: 项目A: points so far (of 70, lacking floor"
    )


def test_two_projects_in_english(world):
    rules, tables = world
    tree = compare(tables, "B", "A", rules=rules, lang="en")
    assert tree.label == "项目B and 项目A, 2017 assessment"
    assert find(tree, "defense").value == "61.60 and 61.25, difference +0.35"
    assert find(tree, "Total").value == "91.60 and 85.25, difference +6.35"
    assert find(tree, "Rank").value == "1 and 2"
    assert find(tree, "Order").value == "the totals differ"


def corrected(**values):
    row = {
        "year": 2017, "sha256": "0123456789ab" + "0" * 52, "sheet": "A", "cell": "total2",
        "was": "9O", "now": "90", "reason": "张三确认", "who": "王五",
        "date": pd.Timestamp("2017-12-28"), "is_applied": True, "src": "ba9876543210!更正登记!D4",
    }  # fmt: skip
    return conform(pd.DataFrame([row | values]), "corrections")


def test_a_correction_stands_below_the_cell_it_was_made_in(world):
    rules, tables = world
    tree = explain(tables | {"corrections": corrected()}, "A", rules=rules)
    (node,) = find(tree, "评委2").children
    assert (node.label, node.where) == ("更正", "2017/投票.xlsx「更正登记」D4")
    assert node.value == "原为“9O”，更正为“90”（〔个人信息略〕确认、2017-12-28）"
    assert find(explain(tables, "A", rules=rules), "评委2").children == ()
    blank = corrected(was=None, reason=None, date=None)
    tree = explain(tables | {"corrections": blank}, "A", rules=rules, lang="en")
    assert find(tree, "Corrected").value == "was “blank”, now “90”"


def test_a_correction_refused_or_of_another_cell_is_not_told(world):
    rules, tables = world
    for other in ({"is_applied": False}, {"cell": "total9"}, {"sheet": "B"}, {"sha256": "f" * 64}):
        tree = explain(tables | {"corrections": corrected(**other)}, "A", rules=rules)
        assert "更正" not in {node.label for node in nodes(tree)}


def test_votes_are_corrected_too(world):
    rules, tables = world
    votes = corrected(sha256="ba9876543210" + "0" * 52, sheet="现场", cell="BA")
    tree = explain(tables | {"corrections": votes}, "A", rules=rules)
    assert find(find(tree, "现场投票"), "现场").children[0].label == "更正"


def test_a_file_named_after_a_judge_does_not_name_the_judge(world):
    rules, tables = world
    named = tables["sources"].assign(file=["2017/张三评分表.xlsx", "2017/投票.xlsx"])
    tree = explain(tables | {"sources": named}, "A", rules=rules)
    assert "张三" not in render(tree)
    assert find(tree, "评委2").where == "2017/〔个人信息略〕评分表.xlsx「A」total2"


def test_points_of_a_criterion_show_the_factor_they_count_with(world, make_rules):
    rules, tables = world
    parts = [part.model_dump() for part in rules.component("defense").criteria]
    parts[1] |= {"factor": Decimal("1.5")}
    other = make_rules({"defense": 70, "floor_vote": 30}, defense={"criteria": parts})
    assert find(explain(tables, "A", rules=other), "创新性").value == "31 × 1.5"
    assert find(explain(tables, "A", rules=rules), "创新性").value == "31"


def test_marks_beyond_six_digits_are_told_whole(world):
    rules, tables = world
    uses = tables["mark_use"].copy()
    uses.loc[uses["judge_id"] == "J2", "judge_points"] = 123.4567
    assert find(explain(tables | {"mark_use": uses}, "A", rules=rules), "评委2").value.startswith(
        "123.4567，"
    )


def test_a_clause_that_nobody_decided_is_marked_so(world, make_rules):
    _, tables = world
    weights = {"defense": 70, "floor_vote": 30}
    decided = make_rules(weights)
    undecided = make_rules(weights, decision={"decided_date": None})
    basis = find(find(explain(tables, "A", rules=undecided), "等次"), "依据")
    assert basis.value == f"{decided.grades.source}（暂定）"
    settled = make_rules(weights, decision={"decided_date": None}, grades={"status": "decided"})
    basis = find(find(explain(tables, "A", rules=settled), "等次"), "依据")
    assert basis.value == decided.grades.source
