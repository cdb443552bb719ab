"""Judges' papers: matrices, lists by criterion, crosses, forms, upright and on their side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from paperwork.papers_about import (
    NOTE,
    SIGNED,
    TITLE,
    Paper,
    labels_of,
    number,
    project_columns,
    shown,
    shuffled,
)
from paperwork.quirks import Hand, Number
from paperwork.sheets import Row, Table
from paperwork.truths import (
    CRITERIA,
    Project,
    Truth,
)


def sums(truth: Truth) -> dict[Any, Any]:
    return {(p, f"J{j}", "total"): shown(mark) for (p, j), mark in truth.sums.items()}


def marks(truth: Truth, judges: Sequence[int], projects: Sequence[Project] = ()) -> dict[Any, Any]:
    ids = {one.project_id for one in projects or truth.projects}
    return {
        (p, f"J{j}", name): shown(mark)
        for (p, j, name), mark in truth.marks.items()
        if j in judges and p in ids
    }


def full_marks(hand: Hand) -> list[str]:
    """Return the criteria as headers, with their full marks in one of the usual ways."""
    form = hand.chance.choice(("{0}", "{0}（{1}）", "{0}({1}分)", "{0}（满分{1}分）"))
    return [form.format(name, full) for name, full in CRITERIA.items()]


def judge_words(hand: Hand, n_judges: int) -> list[str]:
    forms = (
        ("评委{0}", "评委{1}", "{0}号评委", "评委{0}（校外）", "专家{0}")
        if hand.has("other words")
        else ("评委{0}",)
    )
    form = hand.chance.choice(forms)
    return [form.format(n, "零一二三四五"[n]) for n in range(1, n_judges + 1)]


def judge_label(hand: Hand, judge: int) -> Row:
    forms: list[Row] = [
        ["评委编号：", judge],
        [f"评委编号：{judge}"],
        [f"评委{judge}"],
        [f"评委编号：{judge}　　评委签名：＿＿＿"],
    ]
    return hand.chance.choice(forms) if hand.has("other words") else forms[0]


def total_of(truth: Truth, project: str, judge: int) -> Any:
    """Return the sum a judge states: nothing where a mark is missing."""
    given = [truth.marks[project, judge, name] for name in CRITERIA]
    return None if any(isinstance(one, str) for one in given) else Number(sum(given, Decimal(0)))  # type: ignore[arg-type]


def matrix(truth: Truth, hand: Hand) -> Paper:
    judges = judge_words(hand, truth.n_judges)
    columns = project_columns(truth, hand)
    columns += [
        (name, [hand.mark(truth.sums[one.project_id, j]) for one in truth.projects])
        for j, name in enumerate(judges, 1)
    ]
    if hand.has("extra columns"):
        columns += [
            ("平均分", [Number(Decimal("85.5"))] * len(truth.projects)),
            ("名次", [number(1)] * len(truth.projects)),
        ]
    head, rows = shuffled(hand, columns)
    return Paper(
        [Table([[TITLE["defense"]]], [head], rows, [], [SIGNED, NOTE])],
        {"marks": sums(truth)},
        "答辩汇总",
    )


def turned(truth: Truth, hand: Hand) -> Paper:
    """The matrix on its side: judges in the rows, projects in the columns."""
    head: Row = ["项目名称", *(hand.name(one.name) for one in truth.projects)]
    rows: list[Row] = [
        [word, *(hand.mark(truth.sums[one.project_id, j]) for one in truth.projects)]
        for j, word in enumerate(judge_words(hand, truth.n_judges), 1)
    ]
    unit: Row = ["申报单位", *(hand.college(one.college) for one in truth.projects)]
    last: list[Row] = (
        [["平均分", *[Number(Decimal("85.5"))] * len(truth.projects)]] if hand.has("totals") else []
    )
    again = [head, unit] if hand.has("header again") else []
    body = [head, unit, rows[0], *again, *rows[1:], *last]
    table = Table([[TITLE["defense"]]], [], body, [], [SIGNED], is_plain=True)
    return Paper([table], {"marks": sums(truth)}, "答辩汇总")


def judge_lists(truth: Truth, hand: Hand) -> Paper:
    """Each judge's list of all projects by criterion."""
    tables = [_judge_list(truth, hand, j) for j in range(1, truth.n_judges + 1)]
    return Paper(
        tables,
        {"marks": marks(truth, range(1, truth.n_judges + 1))},
        "答辩评分",
        each_apart=not hand.has("other words"),
    )


def _judge_list(truth: Truth, hand: Hand, judge: int, *, is_two: bool = False) -> Table:
    columns = project_columns(truth, hand)
    columns += [
        ((word,), [hand.mark(truth.marks[one.project_id, judge, name]) for one in truth.projects])
        for word, name in zip(full_marks(hand), CRITERIA, strict=True)
    ]
    if hand.has("totals") or is_two:
        columns.append(("总分", [total_of(truth, one.project_id, judge) for one in truth.projects]))
    titles = [[TITLE["defense"]], judge_label(hand, judge)]
    if is_two:
        return _two_rows(titles, columns)
    head, rows = shuffled(hand, columns)
    return Table(titles, [head], rows, [], [NOTE])


def _two_rows(titles: list[Row], columns: list[tuple[Any, list[Any]]]) -> Table:
    """Return a table whose criteria stand under a common head."""
    first, n = [], len(CRITERIA)
    second: Row = []
    merges = []
    for at, (name, _) in enumerate(columns):
        is_criterion = 2 <= at < 2 + n
        first.append(("答辩得分" if at == 2 else None) if is_criterion else name)
        second.append(name if is_criterion else None)
        if not is_criterion:
            merges.append((0, at, 1, at))
    merges.append((0, 2, 0, 1 + n))
    rows = [list(row) for row in zip(*(values for _, values in columns), strict=True)]
    return Table(titles, [first, second], rows, [], [NOTE], head_merges=merges)


def two_row_headers(truth: Truth, hand: Hand) -> Paper:
    tables = [_judge_list(truth, hand, j, is_two=True) for j in range(1, truth.n_judges + 1)]
    formats = ("xlsx", "xls", "docx")
    return Paper(
        tables,
        {"marks": marks(truth, range(1, truth.n_judges + 1))},
        "答辩评分",
        formats,
        each_apart=True,
    )


def crosses(truth: Truth, hand: Hand) -> Paper:
    """A block a project: criteria in the rows and judges in the columns, or the other way."""
    is_across = hand.chance.random() < 0.6
    make = _judges_across if is_across else _judges_down
    tables = [make(truth, hand, one) for one in truth.projects]
    return Paper(tables, {"marks": marks(truth, range(1, truth.n_judges + 1))}, "答辩评分")


def _judges_across(truth: Truth, hand: Hand, one: Project) -> Table:
    judges = range(1, truth.n_judges + 1)
    head: Row = [("评分项目", "评价指标"), "分值", *judge_words(hand, truth.n_judges)]
    body: list[Row] = [
        [word, number(full), *(hand.mark(truth.marks[one.project_id, j, name]) for j in judges)]
        for word, (name, full) in zip(full_marks(hand), CRITERIA.items(), strict=True)
    ]
    totals: list[Row] = [
        ["合计", number(100), *(total_of(truth, one.project_id, j) for j in judges)]
    ]
    return Table(
        [[TITLE["defense"]], *labels_of(hand, one)],
        [head],
        body,
        totals,
        [SIGNED],
    )


def _judges_down(truth: Truth, hand: Hand, one: Project) -> Table:
    judges = range(1, truth.n_judges + 1)
    head: Row = ["评委", *((word,) for word in full_marks(hand)), "总分"]
    body: list[Row] = [
        [
            word,
            *(hand.mark(truth.marks[one.project_id, j, name]) for name in CRITERIA),
            total_of(truth, one.project_id, j),
        ]
        for j, word in zip(judges, judge_words(hand, truth.n_judges), strict=True)
    ]
    return Table([[TITLE["defense"]], *labels_of(hand, one)], [head], body, [], [SIGNED])


def judge_forms(truth: Truth, hand: Hand) -> Paper:
    """One form a judge and project, of the first judges only."""
    judges = range(1, min(3, truth.n_judges + 1))
    tables = [_judge_form(truth, hand, one, j) for one in truth.projects for j in judges]
    return Paper(
        tables,
        {"marks": marks(truth, judges)},
        "答辩评分",
        each_apart=not hand.has("shuffled columns"),
    )


def _judge_form(truth: Truth, hand: Hand, one: Project, judge: int) -> Table:
    titles: list[Row] = [[TITLE["defense"]], *labels_of(hand, one), judge_label(hand, judge)]
    if not hand.has("other words"):
        titles = [
            titles[0],
            ["项目名称：", one.name, "评委编号：", judge],
            ["申报单位：", hand.college(one.college)],
        ]
    body: list[Row] = [
        [word, f"占{full}分", hand.mark(truth.marks[one.project_id, judge, name])]
        for word, (name, full) in zip(full_marks(hand), CRITERIA.items(), strict=True)
    ]
    totals: list[Row] = [["合计", None, total_of(truth, one.project_id, judge)]]
    return Table(
        titles,
        [["项目", "评分标准", ("得分", "评分", "打分")]],
        body,
        totals,
        [NOTE],
        is_plain=True,
    )
