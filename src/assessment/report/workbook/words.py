"""The words of 评分汇总复核表.xlsx: what the tables' codes are called there."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.rules import Rules

NOTHING = "—"
SIGN = (
    "统分人：　　　　　　　复核人：　　　　　　　监督人：　　　　　　　日期：　　　　年　　月　　日"
)
ROUNDS = {"review": "立项评审", "assessment": "考核认证"}
STATUS = {"final": "最终", "provisional": "阶段性", "incomplete": "暂不排定"}
USE = {
    "used": "计入",
    "trimmed_high": "去掉的最高分",
    "trimmed_low": "去掉的最低分",
    "recused": "回避",
    "absent": "缺席",
    "abstained": "弃权",
    "blank": "未评分",
    "unreadable": "无法识别",
    "incomplete": "缺评分项",
}
TRIMMED = ("trimmed_high", "trimmed_low")
LEDGER = {"accepted": "认可", "barred": "不予列支", "late": "逾期", "unproved": "缺票据"}
BANDS = {
    "": "没有支持经费",
    "normal": "支持经费以内",
    "note": "超过{share}，须说明",
    "over": "超过{share}，超限",
}
SEVERITY = {"ERROR": "错误", "WARNING": "警告", "NOTICE": "提示"}
COMBINE = {
    "trimmed_mean": "去掉最高、最低分后的平均分",
    "mean": "平均分",
    "median": "中位数",
}
_STEPS = {
    "untrimmed": "总分相同，按未去最高、最低分的总分排定",
    "votes": "总分相同，按投票得分排定",
    "decision": "总分相同，由校团委决定",
    "unresolved": "并列，规则未能排定先后",
}


def number(value: Any) -> float | None:
    """Return a number of a table, or nothing where it is missing."""
    return None if pd.isna(value) else float(value)


def yuan(fen: Any) -> float | None:
    """Return an amount of fen in yuan, or nothing where it is missing."""
    return None if pd.isna(fen) else int(fen) / 100


def tie_words(step: Any, rules: Rules) -> str:
    """Return what parted a tie, in words; nothing when there was none."""
    if pd.isna(step):
        return ""
    labels = {part.name: part.label for part in rules.components}
    if step in labels:
        return f"总分相同，按{labels[step]}得分排定"
    return _STEPS.get(str(step), str(step))


def status_words(status: str, missing: Any) -> str:
    """Return the status of a standing and what it lacks."""
    word = STATUS[status]
    return word if pd.isna(missing) or not missing else f"{word}（缺{missing}）"
