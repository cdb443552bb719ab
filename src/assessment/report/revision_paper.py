"""修订对照表 as Word: the clauses side by side, then the projects that would move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.core.rule_changes import Change
from assessment.core.rules import Rules
from assessment.report.blanks.letter import COLUMNS, Box, Line, label, write_form
from assessment.report.revision import (
    Revised,
    Trial,
    is_basis,
    list_moves,
    revised,
    trial_lines,
    trial_title,
)
from assessment.report.workbook.clauses import show_day

_SPANS = (2, 4, 4, 3, 3)
_MOVES = (5, 4, 3, 2, 2)


def write_revision(one: Rules, other: Rules, trials: Sequence[Trial], /) -> bytes:
    """Return 修订对照表: `one` is the older rules, `other` the newer ones.

    Reasons that the rules do not state are left blank, to be filled by hand.
    """
    mark = "（示例数据）" if one.sample or other.sample else ""
    title = f"“一团一品”精品活动评审规则修订对照表{mark}"
    return write_form(title, _notes(one, other), list(_lines(one, other, trials)), lead="说明：")


def _notes(one: Rules, other: Rules) -> list[str]:
    return [
        f"原条款：{_basis(one)}。修订后条款：{_basis(other)}。",
        "“理由”栏中的依据摘自修订后的规则；规则没有写明的留空，由起草人填写。",
        "“影响”栏和附表是把一年的评分、票数按另一年的规则重新计算得出的，只作比较，不改变已公布的结果。",
    ]


def _basis(rules: Rules) -> str:
    decision = rules.decision
    told = [decision.document_no, decision.meeting]
    if decision.decided_date is not None:
        told.append(f"{show_day(decision.decided_date)}定")
    basis = "，".join(part for part in told if part)
    return f"{rules.title}（{basis if rules.is_decided else '暂定'}）"


def _lines(one: Rules, other: Rules, trials: Sequence[Trial]) -> Iterator[Line]:
    heads = ("条目", f"原条款\n（{one.year}年）", f"修订后条款\n（{other.year}年）", "理由", "影响")
    yield _row(heads, _SPANS, "label")
    rows = revised(one, other, trials)
    for row in rows:
        yield _clause(row)
    if not rows:
        yield Line((Box("两年的规则相同，没有修订。", COLUMNS),))
    telling = [trial for trial in trials if trial.left_out or len(trial.moved)]
    for number, trial in enumerate(telling, start=1):
        decimals = (one if one.year == trial.rules_year else other).ranking.decimals
        yield from _moves(f"附表{number}　{trial_title(trial)}", trial, decimals)


def _row(texts: Sequence[str], spans: Sequence[int], kind: str = "text") -> Line:
    return Line(tuple(Box(text, span, kind) for text, span in zip(texts, spans, strict=True)))


def _clause(row: Revised) -> Line:
    values = "".join(f"\n{number}．{_value(change)}" for number, change in
                     enumerate(_told(row.details), start=1))  # fmt: skip
    after = row.after + (f"\n变动：{values}" if values else "")
    texts = (row.item, row.before, after, row.reason, row.impact)
    first, *others = zip(texts, _SPANS, strict=True)
    return Line((label(*first), *(Box(*one) for one in others)))


def _told(values: Sequence[Change]) -> list[Change]:
    """Return the values worth a line: days stand in the clause, its source in a column."""
    return [change for change in values if not change.is_dated and not is_basis(change)]


def _value(change: Change) -> str:
    before, after = change.shown
    return f"{change.name}：{before}→{after}"


def _moves(title: str, trial: Trial, decimals: int) -> Iterator[Line]:
    yield Line((label(title, COLUMNS),))
    yield Line((Box("；".join(trial_lines(trial)) + "。", COLUMNS),))
    moves = list_moves(trial, decimals=decimals)
    if len(moves):
        yield _row([str(name) for name in moves.columns], _MOVES, "label")
        for texts in moves.itertuples(index=False, name=None):
            yield _row(texts, _MOVES)
