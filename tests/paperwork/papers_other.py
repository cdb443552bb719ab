"""Applications, votes, money, activities, points of the Red Flag and re-checks on paper."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from paperwork.papers_about import (
    NOTE,
    SIGNED,
    TITLE,
    Paper,
    labels_of,
    money,
    number,
    project_columns,
    shuffled,
)
from paperwork.quirks import Hand, Number
from paperwork.sheets import Row, Table
from paperwork.truths import (
    BRANDS,
    CHANNELS,
    ITEMS,
    MATERIALS,
    OUTCOMES,
    THEMES,
    Truth,
)


def amount_head(hand: Hand, *words: str) -> tuple[str, Any]:
    """Return the unit of a column of money and its header, which may leave the unit to a label."""
    if hand.has("in wan"):
        return "wan", words[0] if hand.has("unit beside") else f"{words[0]}（万元）"
    return "yuan", (*words, f"{words[0]}（元）")


def application_list(truth: Truth, hand: Hand) -> Paper:
    unit, word = amount_head(hand, "申请经费", "申请金额（元）")
    projects = truth.projects
    columns = [
        *project_columns(truth, hand),
        (("品牌主题", "类别", "申报类别"), [THEMES[one.theme] for one in projects]),
        (word, [money(one.requested) for one in projects]),
        (("院内排序", "推荐排序"), [number(one.order) for one in projects]),
    ]  # fmt: skip
    head, rows = shuffled(hand, columns)
    firsts = [name if isinstance(name, str) else name[0] for name in head]
    at = next(n for n, name in enumerate(firsts) if name.startswith("申请经费"))
    total: Row = ["合计", *[None] * (len(head) - 1)]
    total[at] = money(sum(one.requested for one in projects))
    totals = [total] if at else []
    titles: list[Row] = [["2017年“一团一品”申报汇总表"]] if hand.has("titles") else []
    table = Table(titles, [head], rows, totals, [["填报人：示例　　审核人：示例"]], unit=unit,
                  is_unit_in_head="万元" in str(word))  # fmt: skip
    table.merged_column = 1 + next(n for n, name in enumerate(head) if "申报单位" in name)
    return Paper([table], {"applications": applications(truth)}, "申报/汇总")


def applications(truth: Truth) -> dict[Any, Any]:
    return {one.project_id: (one.theme, one.requested) for one in truth.projects}


def form_export(truth: Truth, hand: Hand) -> Paper:
    """腾讯收集表: the header words bear （必填）, numbers bear .00."""
    heads = ["提交者（自动）", "提交时间（自动）", "申报单位（必填）", "项目名称（必填）", "品牌主题（必填）",
             "申请经费（元）（必填）", "联系电话（必填）", "院内排序"]  # fmt: skip
    rows = [
        ["示例", f"2017/3/{n} 10:00", hand.college(one.college), one.name, THEMES[one.theme],
         f"{one.requested / 100:.2f} ", "25708113.00 ", str(one.order)]
        for n, one in enumerate(truth.projects, 1)
    ]  # fmt: skip
    table = Table([], [[(head,) for head in heads]], rows, is_plain=True)
    return Paper([table], {"applications": applications(truth)}, "申报/收集表")


def application_form(truth: Truth, hand: Hand) -> Paper:
    """One form a project: labels with their values beside them."""
    tables = []
    for one in truth.projects:
        ticked = " ".join(
            ("☑" if code == one.theme else "□") + name for code, name in THEMES.items()
        )
        label = "申请经费（万元）" if hand.has("in wan") else "申请经费（元）"
        asked = one.requested / 1000000 if hand.has("in wan") else one.requested / 100
        rows: list[Row] = [
            ["项目名称", hand.name(one.name), "申报单位（盖章）", hand.college(one.college)],
            ["负责人", "示例", "联系电话", "000"],
            ["品牌主题", ticked],
            [label, asked, "院内排序", one.order],
            ["项目简介", "面向社区开展义诊，预计1000人次。"],
            ["学院团委意见", None, "签字（盖章）：　　年　月　日"],
        ]
        titles: list[Row] = [["“一团一品”活动申报表"]] if hand.has("titles") else []
        tables.append(Table(titles, [], rows, is_plain=True))
    formats = ("xlsx", "xls", "docx")
    return Paper(
        tables, {"applications": applications(truth)}, "申报/申报表", formats, each_apart=True
    )


def tally(truth: Truth, hand: Hand) -> Paper:
    columns = project_columns(truth, hand)
    columns += [
        (
            (channel, f"{channel}票数"),
            [number(truth.votes[one.project_id, channel]) for one in truth.projects],
        )
        for channel in CHANNELS
    ]
    head, rows = shuffled(hand, columns)
    total: Row = [None] * len(head)
    for n, name in enumerate(head):
        if name[0] in CHANNELS:
            total[n] = number(sum(truth.votes[one.project_id, name[0]] for one in truth.projects))
    blanks = [n for n, value in enumerate(total) if value is None]
    totals = [[*total[: blanks[0]], "合计", *total[blanks[0] + 1 :]]] if blanks[0] == 0 else []
    return Paper(
        [Table([[TITLE["online"]]], [head], rows, totals, [SIGNED])],
        {"votes": dict(truth.votes)},
        "网络投票统计",
    )


def survey(truth: Truth, hand: Hand) -> Paper:
    """问卷星, or 腾讯问卷: a row a ballot, several choices in a cell."""
    star = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "总分"]
    poll = ["编号", "开始答题时间", "结束答题时间", "答题时长", "地理位置", "昵称"]
    names = {one.project_id: one.name for one in truth.projects}
    own = hand.chance.choice((star, poll))
    heads = [*own, "1、请在微信中选出您支持的项目"]
    rows: list[Row] = [
        [
            n,
            "2017/12/01 10:00",
            "9秒",
            *["示例"] * (len(own) - 3),
            "┋".join(names[p] for p in ballot),
        ]
        for n, ballot in enumerate(truth.ballots, 1)
    ]
    counted = {p: sum(p in ballot for ballot in truth.ballots) for p in names}
    votes = {(p, "微信"): n for p, n in counted.items() if n}
    return Paper(
        [Table([], [[(head,) for head in heads]], rows, is_plain=True)],
        {"votes": votes},
        "网络投票/导出",
    )


def ledgers(truth: Truth, hand: Hand) -> Paper:
    tables, expected = [], {}
    for one in truth.projects:
        unit, word = amount_head(hand, "金额", "支出金额")
        spent = truth.ledgers[one.project_id]
        columns: list[tuple[Any, list[Any]]] = [
            (("日期", "支出日期"), [line.day for line in spent]),
            (("类别", "支出科目", "费用类别"), [line.category for line in spent]),
            (word, [money(line.fen) for line in spent]),
            (("用途", "摘要"), ["示例" for _ in spent]),
            (("票据号", "发票号码"), [line.voucher for line in spent]),
        ]
        if hand.has("extra columns"):
            columns.append(("余额", [Number(Decimal(1), is_money=True) for _ in spent]))
        heads, rows = (
            [name for name, _ in columns],
            list(map(list, zip(*(v for _, v in columns), strict=True))),
        )
        total: Row = ["合计", None, money(sum(line.fen for line in spent))]
        tables.append(Table([["经费支出明细表"], *labels_of(hand, one)], [heads], rows, [total], [SIGNED],
                            merged_column=1, unit=unit, is_unit_in_head="万元" in str(word)))  # fmt: skip
        for n, line in enumerate(spent, 1):
            expected[one.project_id, n] = (str(line.day), line.fen, line.category, line.voucher)
    return Paper(tables, {"ledger": expected}, "经费/决算", each_apart=not hand.has("other words"))


def registers(truth: Truth, hand: Hand) -> Paper:
    tables, held, handed_in = [], {}, {}
    for one in truth.projects:
        mine = truth.activities[one.project_id]
        columns: list[tuple[Any, list[Any]]] = [
            (("日期", "活动日期", "举办时间"), [line.day for line in mine]),
            (("活动名称",), [line.name for line in mine]),
            (("地点", "活动地点"), ["社区" for _ in mine]),
            (("参与人次", "参加人数"), [number(line.people) for line in mine]),
            (("材料类型", "材料类别"), [MATERIALS[line.material] for line in mine]),
            (("数量", "件数"), [number(line.items) for line in mine]),
        ]
        head, rows = shuffled(hand, columns)
        tables.append(
            Table(
                [["活动及材料登记表"], *labels_of(hand, one)], [head], rows, [], [["登记人：示例"]]
            )
        )
        for n, line in enumerate(mine, 1):
            held[one.project_id, n] = (str(line.day), line.name, line.people)
            kind = (one.project_id, line.material)
            handed_in[kind] = handed_in.get(kind, 0) + line.items
    return Paper(
        tables, {"activities": held, "materials": handed_in}, "活动/登记表", each_apart=True
    )


def red_flag_forms(truth: Truth, hand: Hand) -> Paper:
    tables, expected = [], {}
    for code in sorted({one.college for one in truth.projects}):
        body: list[Row] = [
            [item, "按时完成", number(25), number(25), Number(truth.points[code, item])]
            for item in ITEMS
        ]
        head: Row = [
            ("一级指标", "考核项目"),
            "评分标准",
            ("分值", "满分"),
            ("自评分", "自评得分"),
            ("核评分", "考核得分"),
        ]
        total: Row = [
            "合计",
            None,
            number(100),
            number(100),
            Number(sum((truth.points[code, i] for i in ITEMS), Decimal(0))),
        ]
        titles: list[Row] = [["五四红旗团委考核表"], ["申报单位：", hand.college(code)]]
        tables.append(Table(titles, [head], body, [total], [["考核人：示例"]], is_plain=True))
        expected |= {(code, item): float(truth.points[code, item]) for item in ITEMS}
    return Paper(tables, {"red_flag_items": expected}, "五四红旗/考核表", each_apart=True)


def red_flag_summary(truth: Truth, hand: Hand) -> Paper:
    codes = sorted({one.college for one in truth.projects})
    columns: list[tuple[Any, list[Any]]] = [
        (("申报单位", "单位"), [hand.college(code) for code in codes])
    ]
    columns += [
        ((item, f"{item}（25）"), [Number(truth.points[code, item]) for code in codes])
        for item in ITEMS
    ]
    if hand.has("totals"):
        columns.append(
            ("合计", [Number(sum((truth.points[c, i] for i in ITEMS), Decimal(0))) for c in codes])
        )
    head, rows = shuffled(hand, columns)
    expected = {(code, item): float(truth.points[code, item]) for code in codes for item in ITEMS}
    return Paper(
        [Table([["五四红旗团委考核汇总表"]], [head], rows, [], [NOTE])],
        {"red_flag_items": expected},
        "五四红旗/汇总",
    )


def rechecks(truth: Truth, hand: Hand) -> Paper:
    listed = truth.rechecks
    columns: list[tuple[Any, list[Any]]] = [
        (("品牌名称", "项目名称"), [BRANDS[brand][0] for brand, _, _ in listed]),
        (("申报单位", "学院"), [hand.college(BRANDS[brand][1]) for brand, _, _ in listed]),
        (("复查日期", "复查时间"), [day for _, day, _ in listed]),
        (("结论", "复查结论"), [OUTCOMES[outcome] for _, _, outcome in listed]),
    ]
    head, rows = shuffled(hand, columns)
    expected = {(brand, str(day)): outcome for brand, day, outcome in listed}
    return Paper(
        [Table([["品牌复查记录"]], [head], rows, [], [SIGNED])], {"rechecks": expected}, "复查/记录"
    )
