"""The rules as a form: what is written is read back exactly, or refused with its cell."""

from __future__ import annotations

import io
import re
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings

from assessment import pipeline
from assessment.core.rule_file import write_rules
from assessment.core.rules import Rules, RulesError, load_rules, parse_rules
from filled_rule_form import FILE, Filled
from filling import through_libreoffice
from random_rules import ROOT, odd_rules, random_rules

YEARS = sorted(int(path.stem) for path in (ROOT / "rules").glob("*.toml"))
DEFENSE = ("环节-现场答辩", "评分环节（评委评分）")
FLOOR = ("环节-现场投票", "评分环节（投票）")
SHOW = ("环节-风采展示", "评分环节（评委评分）")
REVIEW = ("环节-申报材料评审", "评分环节（评委评分）")
RANKING = ("名次与等次", "名次与并列")


def rules_of(year: int) -> Rules:
    return load_rules(ROOT / "rules" / f"{year}.toml")


def read(data: bytes, rules: Rules) -> Rules:
    return pipeline.read_rule_form(data, FILE, year=rules.year)


@pytest.fixture(scope="module")
def form() -> bytes:
    return pipeline.write_rule_form(rules_of(2019))


@pytest.mark.parametrize(
    "rules", [*map(rules_of, YEARS), odd_rules()], ids=[*map(str, YEARS), "odd"]
)
def test_a_form_is_read_back_as_the_rules_it_was_written_from(rules: Rules) -> None:
    data = pipeline.write_rule_form(rules)
    assert read(data, rules).model_dump() == rules.model_dump()
    assert pipeline.write_rule_form(rules) == data


def whole_way(rules: Rules) -> None:
    again = read(pipeline.write_rule_form(rules), rules)
    assert again.model_dump() == rules.model_dump()
    assert parse_rules(write_rules(again).encode(), file="x").model_dump() == rules.model_dump()


@given(random_rules())
@settings(max_examples=3, deadline=None, phases=(Phase.generate,))
def test_any_rules_come_back_from_form_and_file(rules: Rules) -> None:
    whole_way(rules)


@pytest.mark.slow
@given(random_rules())
@settings(max_examples=150, deadline=None)
def test_many_rules_come_back_from_form_and_file(rules: Rules) -> None:
    whole_way(rules)


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    known = {f"{n}.xlsx": rules for n, rules in enumerate([*map(rules_of, YEARS), odd_rules()])}
    forms = {name: pipeline.write_rule_form(rules) for name, rules in known.items()}
    for name, data in through_libreoffice(forms, tmp_path).items():
        assert data != forms[name]
        assert read(data, known[name]).model_dump() == known[name].model_dump()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"思想教育",', '"思想、教育",'),
        ('meeting = "', 'meeting = "\\u0001'),
        ("limit_share = 1.1", "limit_share = 11"),
    ],
)
def test_what_a_form_cannot_hold_is_not_written(old: str, new: str) -> None:
    text = (ROOT / "rules" / "2017.toml").read_text(encoding="utf-8")
    assert old in text
    rules = parse_rules(text.replace(old, new, 1).encode(), file="x")
    with pytest.raises(RulesError, match=r"^rules/2017.toml："):
        pipeline.write_rule_form(rules)


# What people fill in


def test_what_people_change_is_read(form: bytes) -> None:
    filled = Filled(form)
    filled.put(*RANKING, "小数位数", "３")
    filled.put(*RANKING, "总分相同时依次比较", "风采展示", at=(0, 1))
    filled.put("名次与等次", "等次", "最高等次最大比例", "25%")
    filled.put("名次与等次", "等次", "等次界线", 85, at=(2, 1))
    filled.put("经费与复查", "经费使用", "截止日期", "2019年12月20日")
    filled.put("申报与立项", "考核认证范围", "参加考核的项目", "仅立项项目")
    filled.put("申报与立项", "申报条件", "按期须交", None, at=(0, 1))
    filled.put(*DEFENSE, "评分项", "表达", at=(5, 0))
    filled.put(*DEFENSE, "评分项", 10, at=(5, 1))
    filled.put(*DEFENSE, "环节代码", "talk")
    rules = read(filled.data(), rules_of(2019))
    assert rules.ranking.decimals == 3
    assert rules.ranking.ties == ("talk", "exhibition", "votes")
    assert rules.grades.outstanding_share_max == Decimal("0.25")
    assert rules.grades.bands[1].at_least == 85
    assert rules.budget.closing_date.isoformat() == "2019-12-20"
    assert rules.assessment.entrants == "selected" and rules.eligibility.needs == ("form", "paper")
    last = rules.component("talk").criteria[-1]  # type: ignore[union-attr]
    assert (last.name, last.points, last.factor) == ("表达", 10, 1)


def test_a_component_is_added_on_a_spare_sheet_and_taken_away_by_clearing_its_own(
    form: bytes,
) -> None:
    filled = Filled(form)
    for row in filled.sheet("环节-风采展示").iter_rows(min_row=4, min_col=2, max_col=6):
        for cell in (cell for cell in row if cell.coordinate not in filled.covered(cell.parent)):
            cell.value = None
    spare = ("环节-备用（投票）", "评分环节（投票）")
    for label, value in (
        ("轮次", "考核认证"), ("环节代码", "jury"), ("环节名称", "大众评审"), ("权重（%）", 20),
        ("折合方法", "满票得分"), ("满票得分：票数", 40), ("满票得分：得分", 50),
        ("依据", "工作例会"), ("状态", "已定"),
    ):  # fmt: skip
        filled.put(*spare, label, value)
    filled.put(*spare, "投票渠道", "举牌", at=(1, 0))
    rules = read(filled.data(), rules_of(2019))
    names = [part.name for part in rules.of_round("assessment")]
    assert names == ["defense", "floor_vote", "online_vote", "jury"]
    jury = rules.component("jury")
    assert jury.threshold.votes == 40 and jury.ladder is None  # type: ignore[union-attr]


def test_sheets_may_be_renamed_and_copied(form: bytes) -> None:
    filled = Filled(form)
    filled.sheet("环节-现场答辩").title = "答辩"
    ballot = filled.book.copy_worksheet(filled.sheet("环节-现场投票"))
    labels = {cell.value: ballot.cell(cell.row, 2) for cell in reversed(ballot["A"])}
    labels["环节代码"].value, labels["环节名称"].value = "floor_vote2", "现场投票二"
    labels["权重（%）"].value = 0
    names = [part.name for part in read(filled.data(), rules_of(2019)).components]
    assert names[-1] == "floor_vote2" and len(names) == 6


# What is refused

FAULTS = [
    (RANKING, "小数位数", "两位", (0, 0), "应为整数，不写单位，现为「两位」"),
    (RANKING, "并列之后的名次", "跳过", (0, 0), "应从列表中选（空出、连续），现为「跳过」"),
    (("名次与等次", "等次"), "最高等次最大比例", 30, (0, 0), "应写成 30% 这样的比例，现为「3000%」"),
    (("基本信息", "时间安排"), "实施", "四月初", (0, 0), "应为日期，如 2017-03-01，现为「四月初」"),
    (("基本信息", "时间安排"), "考核认证", None, (0, 1), "没有填写"),
    (("基本信息", "年限"), "依据", None, (0, 0), "没有填写"),
    (("申报与立项", "立项与经费"), "优先未获支持的单位", "有时", (0, 0), "应选“是”或“否”，现为「有时」"),
    (("申报与立项", "立项与经费"), "每项支持经费（元）", "5千", (0, 0), "应为数字，不写单位，现为「5千」"),
    (("经费与复查", "复查"), "整改期限（月）", "=1/0", (0, 0), "没有计算结果"),
    (("经费与复查", "复查"), "撤销后停认年数", 2.5, (0, 0), "应为整数，不写单位，现为「2.5」"),
    (("红旗团委与公示", "公示"), "公示工作日", True, (0, 0), "应为整数，不写单位，现为「TRUE」"),
    (("红旗团委与公示", "五四红旗团委"), "考核指标", None, (1, 1), "没有填写"),
    (("品牌主题", "主题目录"), "主题目录", "多写的", (2, 4), "这里不应填写，现为「多写的」"),
    (DEFENSE, "评分项", "分值", (0, 1), "表头应为“满分”"),
    (DEFENSE, "去掉最高分个数", -1, (0, 0), "应不小于 0，现为 -1"),
]  # fmt: skip


def test_each_fault_is_told_with_sheet_and_cell_all_at_once(form: bytes) -> None:
    filled = Filled(form)
    wanted = [
        (f"{FILE}：「{place[0]}」{filled.put(*place, label, value, at=at)} ", told)
        for place, label, value, at, told in FAULTS
    ]
    faults = filled.faults()
    for start, told in wanted:
        assert [line for line in faults if line.startswith(start) and told in line], (start, told)
    others = [line for line in faults if not line.startswith(tuple(start for start, _ in wanted))]
    assert others == []


# Faults of the models, those of one form together: what concerns all sections is looked at last.
WHOLE = {
    "sections": [
        (DEFENSE, "达到几个评分才去掉", 2, (0, 0), "应大于去掉最高分个数与去掉最低分个数之和"),
        (REVIEW, "评分项", "主题契合", (2, 0), "评分项名称重复：主题契合"),
        (SHOW, "评分项", 0, (1, 1), "应大于 0，现为 0"),
        (FLOOR, "折合方法", "按名次递减", (0, 0), "下面对应的几行应填写"),
        (RANKING, "小数位数", 7, (0, 0), "应不大于 6，现为 7"),
        (("名次与等次", "等次"), "等次界线", 95, (2, 1), "等次应由高到低排列"),
        (("申报与立项", "立项与经费"), "最少立项数", 9, (0, 0), "最少立项数不应大于最多立项数"),
        (("红旗团委与公示", "五四红旗团委"), "评定名额", 3, (0, 0), "只填一个"),
        (("基本信息", "时间安排"), "申报", "2019-04-01", (0, 0), "第一天 2019-04-01 晚于最后一天 2019-03-20"),
        (("基本信息", "基本信息"), "年度", 1980, (0, 0), "应不小于 1990，现为 1980"),
    ],
    "more": [
        (DEFENSE, "评分项小数位数", 2, (0, 0), "只在合成对象为“每个评分项”时填写"),
        (("申报与立项", "立项与经费"), "拨付", 0.5, (1, 0), "各期拨付比例合计应为 100%"),
        (("红旗团委与公示", "五四红旗团委"), "品牌加分", "优秀", (2, 0), "与上面的一行重复"),
    ],
    "weights": [(DEFENSE, "权重（%）", 40, (0, 0), "考核认证各环节的权重合计应为 100，现为 90")],
    "codes": [(FLOOR, "环节代码", "defense", (0, 0), "与前面的重复：defense")],
    "themes": [(("品牌主题", "主题目录"), "主题目录", "T1", (2, 0), "与前面的重复：T1")],
    "ties": [(RANKING, "总分相同时依次比较", "答变", (0, 0), "「答变」既不是环节名称")],
}  # fmt: skip


@pytest.mark.parametrize("cases", WHOLE.values(), ids=WHOLE)
def test_rules_that_are_not_whole_are_told_in_the_words_of_the_form(
    form: bytes, cases: list[tuple[tuple[str, str], str, object, tuple[int, int], str]]
) -> None:
    filled = Filled(form)
    for place, label, value, at, _ in cases:
        filled.put(*place, label, value, at=at)
    lines = filled.faults()
    for place, _, _, _, told in cases:
        (line,) = (line for line in lines if told in line)
        assert re.match(rf"{FILE}：「{place[0]}」[A-G]\d+ .+：", line) or told.startswith(
            "考核认证"
        )
        # No key of the rules file: it means nothing to whoever fills the form.
        assert not re.search(r"[a-z]+_[a-z]+|component|ranking|share", line)
    assert len(lines) == len(cases), lines


def test_a_setting_that_is_half_filled_is_refused(form: bytes) -> None:
    filled = Filled(form)
    cell = filled.put(*FLOOR, "按名次递减：第一名得分", 20)
    blanks = [line for line in filled.faults() if "没有填写" in line]
    assert len(blanks) == 2 and not any(cell in line for line in blanks)
    assert all("「环节-现场投票」" in line for line in blanks)


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("红旗团委与公示", "公示", "公示工作日", (-1, -1)), "公示", "缺少 【公示】 这一节"),
        ((*RANKING, "小数位数", (0, -1)), None, "这一节缺少“小数位数”一行"),
        ((*RANKING, "小数位数", (0, -1)), "位数", "这一节没有“位数”这一项"),
        ((*RANKING, "舍入方法", (0, -1)), "小数位数", "“小数位数”在这一节出现了两次"),
        (("名次与等次", "等次", "等次界线", (-1, -1)), "【名次与并列】", "这一节出现了两次"),
    ],
)
def test_a_form_that_lost_something_is_refused(
    form: bytes, place: tuple[str, str, str, tuple[int, int]], value: str | None, told: str
) -> None:
    filled = Filled(form)
    filled.put(*place[:3], value, at=place[3])
    assert any(told in line for line in filled.faults()), filled.faults()


def test_a_sheet_of_something_else_is_refused(form: bytes) -> None:
    filled = Filled(form)
    filled.book.create_sheet("另页").append(["随手记"])
    assert [line for line in filled.faults() if "「另页」" in line and "请删去" in line]


def test_what_is_no_form_or_of_another_year_is_refused(form: bytes) -> None:
    with pytest.raises(
        RulesError, match=r"「基本信息」B\d+ 年度：规则表是 2019 年的，应为 2018 年"
    ):
        pipeline.read_rule_form(form, FILE, year=2018)
    with pytest.raises(RulesError, match="打不开这份规则表"):
        pipeline.read_rule_form(b"\xd0\xcf\x11\xe0nothing", FILE, year=2019)
    with pytest.raises(RulesError, match="缺少 【基本信息】 这一节"):
        pipeline.read_rule_form("表\n".encode(), "x.csv", year=2019)


def test_a_struck_value_is_refused(form: bytes) -> None:
    filled = Filled(form)
    struck = filled.put(*RANKING, "小数位数", 2)
    filled.sheet("名次与等次")[struck].font = openpyxl.styles.Font(strike=True)
    (line,) = filled.faults()
    assert f"「名次与等次」{struck}" in line and "被划去" in line


def test_faults_are_told_in_english(form: bytes) -> None:
    filled = Filled(form)
    cell = filled.put(*RANKING, "小数位数", "two")
    assert filled.faults("en") == [
        f"{FILE}: “名次与等次” {cell} 小数位数: should be a whole number without unit, is “two”"
    ]


# What the form looks like


def test_labels_are_locked_and_choices_are_listed(form: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form))
    assert book.sheetnames[:2] == ["填写说明", "基本信息"]
    parts = [
        "环节-申报材料评审",
        "环节-风采展示",
        "环节-现场答辩",
        "环节-现场投票",
        "环节-网络投票",
    ]
    assert book.sheetnames[4:9] == parts
    sheet = book["名次与等次"]
    row = Filled(form).row(*RANKING, "并列之后的名次")
    assert sheet.protection.sheet and sheet.cell(row, 1).protection.locked
    assert not sheet.cell(row, 2).protection.locked
    lists = [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert '"空出,连续"' in lists
    assert any("现场答辩" in one and "投票得分" in one for one in lists)
    for page in book.worksheets:
        assert "示例数据" in page["A1"].value
        assert page.page_setup.paperSize == 9 and page.page_setup.orientation == "landscape"
