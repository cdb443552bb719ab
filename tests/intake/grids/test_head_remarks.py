from __future__ import annotations

import pytest

from assessment.intake.grids.head_remarks import Verdict, verdict
from assessment.intake.words.vocabulary import vocabulary, with_judges
from diseases.making import rules_of

WORDS = with_judges(vocabulary(rules_of(2017)), ["示例乙"])
HARMLESS = [
    (
        "judge:2",
        "校外 校内专家 示例乙 王老师 张三 护理学院 计划财务处 2 第1组 满分100分 百分制 0-100 打分 必填 保留一位小数",
    ),
    ("criterion:思想性", "35 满分35分 三十五分 占20% 必填 得分 分"),
    ("votes", "票 张 必填 微信 有效票 合计 2017年"),
    ("channel:微信", "票数 票 得票"),
    ("item:思想政治建设", "25分 满分25 核评 最多5分 A1"),
    ("item:违纪通报", "必填"),
    ("self_points", "自评 分"),
    ("amount", "元 万元 含税 人民币元 小写"),
    ("planned", "预算 元 计划"),
    ("recheck_date", "年月日 年/月/日 如2018.5.2"),
    ("outcome", "有效/限期整改/降级/撤销认证 四选一"),
    ("participants", "人 人次"),
]
OTHER = [
    ("judge:2", "平均 排名 作废 ×0.7 评委3 由评委3代 缺席 去掉 自评 2016年 加权后"),
    ("criterion:思想性", "扣分 排名 平均 自评"),
    ("votes", "2016年 无效 折合分 反对票 占比 阅读量 去年"),
    ("channel:微信", "阅读量 排名 得分 点赞 微博"),
    ("item:思想政治建设", "自评 扣分 排名 2016年"),
    ("checked_points", "自评 2016年 扣分值"),
    ("amount", "余额 累计 申请"),
    ("recheck_date", "计划 2016年"),
    ("outcome", "拟 建议"),
]


@pytest.mark.parametrize(("name", "remarks"), HARMLESS)
def test_what_changes_nothing_is_passed_over(name: str, remarks: str) -> None:
    told = {text: verdict(text, name, WORDS, 2017) for text in remarks.split()}
    assert {text for text, one in told.items() if one is not Verdict.HARMLESS} == set()


@pytest.mark.parametrize(("name", "remarks"), OTHER)
def test_what_names_another_quantity_is_known(name: str, remarks: str) -> None:
    told = {text: verdict(text, name, WORDS, 2017) for text in remarks.split()}
    assert {text for text, one in told.items() if one is not Verdict.OTHER} == set()


@pytest.mark.parametrize(
    ("name", "remark"), [("judge:2", "备用"), ("votes", "教师"), ("item:组织建设", "第二版材料")]
)
def test_what_nobody_knows_is_neither(name: str, remark: str) -> None:
    assert verdict(remark, name, WORDS, 2017) is Verdict.UNKNOWN
