from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import docx
import pandas as pd

from assessment.core.rules import Rules, parse_rules
from assessment.report.revision import Trial, list_moves, revised, trial_lines, trial_title
from assessment.report.revision_paper import write_revision

RULES = Path(__file__).resolve().parents[2] / "rules"


def rules_of(year: int, *pairs: tuple[str, str]) -> Rules:
    text = (RULES / f"{year}.toml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_rules(text.encode(), file="x")


def trial(*, weight: int = 80, left: tuple[tuple[str, str, str], ...] = ()) -> Trial:
    rows = [
        ("P1", 1, 2, "优秀", "良好", "final", "final", "181/2", "179/2"),
        ("P2", 2, 1, "良好", "良好", "final", "final", "90/1", "90/1"),
        ("P3", 3, 3, "良好", "良好", "final", "final", "85/1", "84/1"),
        ("P4", None, None, None, None, "incomplete", None, None, None),
    ]  # fmt: skip
    names = ["project_id"]
    names += [
        f"{name}_{side}"
        for name in ("rank", "grade", "status", "total")
        for side in ("before", "after")
    ]
    places = pd.DataFrame(rows, columns=names)
    places["is_moved"] = [True, True, False, True]
    places["project_name"] = ["甲项目", "乙项目", "丙项目", "丁项目"]
    places["college_name"] = "示例学院"
    return Trial(2018, 2019, "assessment", Decimal(weight), left, places)


LEFT = (("exhibition", "风采展示", "no_data"),)


def by_item(one: Rules, other: Rules, *trials: Trial) -> dict[str, object]:
    return {row.item: row for row in revised(one, other, list(trials))}


def test_clauses_stand_side_by_side_in_official_words() -> None:
    rows = by_item(rules_of(2018), rules_of(2019), trial(left=LEFT))
    assert list(rows) == [
        "时间安排",
        "立项与经费",
        "风采展示",
        "现场答辩",
        "经费使用",
        "五四红旗团委",
    ]
    new = rows["风采展示"]
    assert new.before == "（无）" and new.after.startswith("权重20%；展示内容40")
    assert new.reason == "考核认证办法：2019年起增设展示，占20%（参照同类高校，示例）"
    assert rows["现场答辩"].before.startswith("权重70%") and rows["现场答辩"].after.startswith(
        "权重50%"
    )
    assert "名次变动2个、等次变动1个" in rows["现场答辩"].impact
    # Where the source stayed the same it is no reason for the change.
    assert rows["立项与经费"].reason == "" and "不影响项目得分" in rows["立项与经费"].impact
    assert rows["时间安排"].impact == "只更新日期，不影响得分和名次。"


def test_a_clause_that_is_gone_is_told_where_it_stood() -> None:
    rows = by_item(rules_of(2019), rules_of(2018))
    items = list(rows)
    assert items.index("风采展示") < items.index("现场答辩")
    assert rows["风采展示"].after == "（删去）" and rows["风采展示"].reason == ""
    assert rows["现场答辩"].impact == "尚无数据，未试算。"


def test_what_a_clause_does_not_say_is_told_as_a_value() -> None:
    other = rules_of(
        2018, ('item = "特色工作加分", cap_points = 3', 'item = "特色工作加分", cap_points = 4')
    )
    (row,) = revised(rules_of(2018), other, [])
    assert row.before == row.after
    assert [(one.name, one.shown) for one in row.details] == [
        ("考核指标「特色工作加分」最高分", ("3", "4"))
    ]


def test_another_source_alone_is_no_other_rule() -> None:
    other = rules_of(2018, ('source = "校团委活动经费使用规定（示例）"', 'source = "新规定"'))
    (row,) = revised(rules_of(2018), other, [])
    assert (row.reason, row.impact) == ("新规定", "只更新依据或状态，不影响得分和名次。")


def test_themes_share_one_clause() -> None:
    other = rules_of(
        2018,
        ('name = "组织建设类"', 'name = "基层组织类"'),
        ('aliases = ["思想教育"', 'aliases = ["思政"'),
    )
    assert [row.item for row in revised(rules_of(2018), other, [])] == ["品牌主题"]


def test_what_could_not_be_carried_over_is_said_plainly() -> None:
    told = trial_lines(trial(left=LEFT))
    assert told == [
        "2018年没有“风采展示”的数据，不能套用，未计入",
        "其余环节权重合计 80，按比例折算为 100 分后比较名次和等次",
        "4 个项目：名次变动 2 个，等次变动 1 个",
    ]
    nothing = trial(weight=0, left=LEFT)
    assert trial_lines(nothing)[-1] == "没有可以套用的评分，未试算" and not len(nothing.moved)
    assert trial_title(trial()) == "2018年考核认证：按2019年规则试算"
    for reason in ("no_rule", "criteria", "channels", "kind"):
        (line, *_) = trial_lines(trial(left=(("exhibition", "风采展示", reason),)), "en")
        assert "exhibition" in line and "2018" in line


def test_moves_as_people_read_them() -> None:
    told = list_moves(trial(), decimals=2)
    assert told.to_numpy().tolist() == [
        ["甲项目", "示例学院", "90.50→89.50", "1→2", "优秀→良好"],
        ["乙项目", "示例学院", "90.00", "2→1", "良好"],
        ["丁项目", "示例学院", "—", "暂不排定→未参评", "—"],
    ]


def words_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_the_document_holds_clauses_and_moves() -> None:
    one, other = rules_of(2018), rules_of(2019)
    data = write_revision(one, other, [trial(left=LEFT)])
    told = words_of(data)
    for text in (
        "“一团一品”精品活动评审规则修订对照表（示例数据）", "条目", "原条款\n（2018年）", "修订后条款\n（2019年）",
        "理由", "影响", "附表1　2018年考核认证：按2019年规则试算", "2018年没有“风采展示”的数据",
        "「现场答辩」权重（%）：70→50", "甲项目", "示例团发〔2019〕6号", "说明：1. ",
    ):  # fmt: skip
        assert text in told, text
    assert "填表说明" not in told and "component" not in told
    assert write_revision(one, other, [trial(left=LEFT)]) == data
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def test_equal_rules_say_so() -> None:
    assert "没有修订" in words_of(write_revision(rules_of(2018), rules_of(2018), []))
