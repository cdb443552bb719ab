from __future__ import annotations

import pandas as pd

from assessment.core.labels import labels
from assessment.core.problems import Problems
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.report import listing


def ranking(result: Result, rules: Rules, **words: str) -> pd.DataFrame:
    tables = result.tables
    names = ("standings", "components", "applications", "colleges")
    return listing.list_ranking(*(tables[name] for name in names), rules=rules, **words)


def test_the_ranking_names_everything(result: Result, rules: Rules) -> None:
    listed = ranking(result, rules)
    assert list(listed.columns) == [
        "名次", "申报单位", "项目名称", "品牌主题", "现场答辩 70%", "现场投票 20%", "网络投票 10%",
        "总分", "等次",
    ]  # fmt: skip
    assert listed.iloc[0].tolist() == [
        "1", "麻醉学院", "“醒·爱”麻醉科普创新工作坊", "科技创新类", "93.18", "100.00", "82.18",
        "93.45", "优秀",
    ]  # fmt: skip
    assert listed["名次"].tolist() == [str(n) for n in range(1, 22)]


def test_the_english_ranking_has_no_chinese_words_of_its_own(result: Result, rules: Rules) -> None:
    listed = ranking(result, rules, lang="en", round="review")
    assert list(listed.columns)[:2] == ["Rank", "Unit"]
    assert set(listed["Grade"]) <= {"excellent", "good", "pass", "fail"}


def test_a_project_marked_by_too_few_judges_says_so(result: Result, rules: Rules) -> None:
    components = result.tables["components"].copy()
    first = result.tables["standings"].query("round == 'assessment' and rank == 1")
    mine = components["project_id"].isin(first["project_id"]) & (
        components["component"] == "defense"
    )
    components.loc[mine, "n_given"] = 3
    listed = ranking(Result({**result.tables, "components": components}), rules)
    assert listed["状态"].iloc[0] == "最终、评委不足：现场答辩3人，至少5人"
    assert set(listed["状态"].iloc[1:]) == {"最终"}


def test_a_project_without_rank_shows_why_and_stands_last(result: Result, rules: Rules) -> None:
    standings = result.tables["standings"].copy()
    first = (standings["round"] == "assessment") & (standings["rank"] == 1)
    standings.loc[first, ["rank", "grade"]] = pd.NA
    standings.loc[first, "status"] = "incomplete"
    tables = {**result.tables, "standings": standings}
    listed = ranking(Result(tables), rules)
    assert listed.iloc[-1]["名次"] == "暂不排定"
    assert listed.iloc[-1]["等次"] == "—"


def test_coverage_sources_submissions_and_usage(result: Result, rules: Rules) -> None:
    tables = result.tables
    coverage = listing.list_coverage(tables["coverage"], rules=rules)
    assert coverage.loc[coverage["品牌主题"] == "就业创业类", "是否覆盖"].item() == "否"
    sources = listing.list_sources(tables["sources"], year=2017).set_index("文件")["识别为"]
    assert sources["2017/4投票/网络投票.csv"] == "投票统计表"
    assert sources["2017/5经费/空白.xlsx"] == "未读取"
    handed = listing.list_submissions(tables["submissions"], tables["colleges"], year=2017)
    assert dict(zip(handed["状态"], handed["数量"], strict=True)) == {"应交": 1, "已交": 19}
    usage = listing.list_usage(
        tables["budget_usage"], tables["applications"], tables["colleges"], rules=rules
    )
    assert set(usage["支持经费（元）"]) == {"5,000.00"}
    assert "-300.10" in set(usage["结余（元）"])
    assert usage["经费使用率"].str.endswith("%").all()


def test_problems_are_counted_the_gravest_first(result: Result) -> None:
    listed = listing.list_problems(result.problems)
    assert listed["数量"].sum() == len(result.problems)
    assert listed["程度"].drop_duplicates().tolist() == ["错误", "警告", "提示"]
    row = listed[listed["代码"] == "judge.duplicate-mark"].iloc[0]
    assert (row["问题"], row["数量"]) == ("同一评委重复评分", 8)
    assert listing.list_problems(Problems()).empty


def test_every_kind_of_block_has_a_name(result: Result) -> None:
    kinds = {kind for kinds in result.tables["sources"]["kind"] for kind in kinds.split("+")}
    unnamed = {kind for kind in kinds if f"kind.{kind}" not in labels()}
    assert unnamed <= {"xlsx"}  # a workbook in which nothing was recognised
