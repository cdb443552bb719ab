"""Lines that are no spending, only sum others, or say themselves that they do not count."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, ledger, lines, put, settlement, stated, xlsx
from papers import FIRST, SECOND

LINES = (("2017-04-01", 10000), ("2017-04-02", 20000), ("2017-04-03", 30000))
REGISTER = [["项目名称：天使之翼"], ["日期", "活动名称", "参与人次", "备注"]]
HELD = [("2017-05-04", "走进社区", 40)]
DOES_NOT_ADD_UP = "total.does-not-add-up"


def spent(purpose: str, amount: Any = 500, **cells: Any) -> dict[str, bytes]:
    """Return the ledger with a fourth line of this purpose."""
    line = {"A7": "2017.4.9", "B7": "其他", "C7": amount, "D7": purpose, "E7": "P9"}
    return ledger(put(**(line | cells)))


def more(fen: int = 50000) -> dict[str, Any]:
    return lines(*LINES, ("2017-04-09", fen))


def register(*rows: Any, head: Any = REGISTER[1]) -> dict[str, bytes]:
    return {"活动登记表.xlsx": xlsx([REGISTER[0], head, ["2017.5.4", "走进社区", 40], *rows])}


RECEIVED = (
    "学校拨付首批经费", "团委拨付活动经费", "经费下达", "学院配套经费", "校团委支持经费5000元", "企业赞助", "利息", "学生缴纳活动费",
    "收活动报名费", "报销款到账", "本月结余", "上月结余", "剩余经费", "上年度余额", "账面余额", "归还借款", "还款", "预借款", "预借差旅费",
    "备用金", "退大巴费", "退回余款", "退展板款", "大巴费（退款）",
)  # fmt: skip
BOUGHT = (
    "大巴车费", "展板制作", "矿泉水", "志愿者交通费", "学生餐费", "讲座专家费", "退改签费", "退票手续费", "退休教师慰问品", "退热贴",
    "购买备用金信封", "赞助墙喷绘", "收纳箱", "收据工本费", "收音设备租赁费", "借用服装清洗费", "归还道具运费", "支付大巴余款", "配套教材",
    "专项培训资料费", "入会纪念品", "缴纳场地费", "报名费", "剩余展板印刷", "支持人员餐费", "转账手续费", "备用药品", "项目专家费",
    "达标证书", "交流会茶歇", "餐费（学院配套经费）",
)  # fmt: skip
INCOME = (
    *(Disease(f"{word!r} among the spending", "nothing was spent", spent(word), ("line.income@D7",), lines())
      for word in RECEIVED),
    *(Disease(f"{word!r} was bought", "spending as any other", spent(word), (), more()) for word in BOUGHT),
    Disease("a category of money received", "企业赞助, and no purpose", spent("", B7="企业赞助"),
            ("line.income@B7",), lines()),
    Disease("a source of money beside a purpose", "学院配套经费 for a coach", spent("大巴车费", B7="学院配套经费"), (), more()),
    Disease("a loan as a category", "借款, whatever for", spent("大巴车费", B7="借款"), ("line.income@B7",), lines()),
    Disease("money given back, below nought", "退大巴费", spent("退大巴费", -50), (), more(-5000)),
    Disease("money given back below 收入", "退回多付车费 is neither", {"决算.xlsx": xlsx([
        ["项目名称：", FIRST], ["日期", "摘要", "收入", "支出", "票据号"], ["2017.4.1", "车费", None, 100, "P1"],
        ["2017.4.20", "退回多付车费", 20, None, "P1"], ["2017.4.21", "学校拨款", 5000, None, None]])},
            ("line.income@B4",), lines(LINES[0])),
)  # fmt: skip

SUMS = (
    "支出合计", "费用合计", "合计（大写：陆佰元整）", "合计（大写）陆佰元整", "总支出", "总费用", "实际支出", "支出总计", "交通费小计", "4月小计",
    "本学期合计", "经费总额", "累计至本月", "共计人民币", "合计人民币（大写）", "以上合计：陆佰元整", "费用总和", "已用金额", "共支出",
    "本项目共支出", "四月份合计支出", "合计600元",
)  # fmt: skip
NUMBERED = [
    ["项目名称：", FIRST],
    ["序号", "日期", "类别", "用途", "金额", "票据号"],
    [1, "2017.4.1", "交通", "往返", 100, "P1"],
    [2, "2017.4.2", "物料", "展板", 500, "P2"],
]
TWO_LINES = lines(LINES[0], ("2017-04-02", 50000))


def numbered(*row: Any) -> dict[str, bytes]:
    return {"决算.xlsx": xlsx([*NUMBERED, list(row)])}


FORM = [
    ["项目名称", FIRST, "申报单位", "临床医学院"],
    ["品牌主题", "志愿服务类", "申请经费（元）", 5000],
    ["科目", "用途", "金额（元）"],
    ["交通", "往返", 3000],
    ["物料", "展板", 2000],
]
PLAN = {"budget_plan": {"交通": 300000, "物料": 200000}}
FORM_SUMS = (
    "合计（大写：伍仟元整）", "合计(大写)伍仟元整", "合计人民币伍仟元整", "大写：伍仟元整", "费用合计", "预算合计", "申请经费合计", "总预算",
    "总费用", "经费总额", "共需经费",
)  # fmt: skip


def form(*row: Any) -> dict[str, bytes]:
    return {"申报表.xlsx": xlsx([*FORM, list(row)])}


TOTALS = (
    *(Disease(f"{word!r} where lines are numbered", "a sum", numbered(word, None, None, None, 600), (), TWO_LINES)
      for word in SUMS),
    *(Disease(f"{word!r} as a purpose", "a sum", numbered(None, None, None, word, 600), (), TWO_LINES)
      for word in SUMS),
    Disease("a sum that is not its lines'", "支出合计 below 序号", numbered("支出合计", None, None, None, 700),
            (f"{DOES_NOT_ADD_UP}@E5",), TWO_LINES),
    Disease("a sum that bears the day it was drawn up", "合计 as a purpose",
            numbered(None, "2017.4.30", None, "合计", 600), (), TWO_LINES),
    Disease("a purchase called a sum", "with day and voucher",
            numbered(3, "2017.4.3", "物料", "展板合计", 300, "P3"), (), lines(LINES[0], ("2017-04-02", 50000), LINES[2])),
    *(Disease(f"{word!r} in a budget, column {place}", "a sum, no category",
              form(*([word, None] if place == "A" else [None, word]), 5000), (), PLAN)
      for word in FORM_SUMS for place in "AB"),
    Disease("a sum of a budget that is not its lines'", "费用合计", form("费用合计", None, 6000),
            (f"{DOES_NOT_ADD_UP}@C6",), PLAN),
    *(Disease(f"{word!r} in a budget", "no category", form(word, None, 5000), (), PLAN) for word in ("过次页", "承前页")),
    Disease("a form asking for one sum", "总费用 is all there is", {"申报表.xlsx": xlsx([*FORM[:3], ["总费用", None, 5000]])},
            (), {"budget_plan": {"总费用": 500000}}),
    Disease("a sum of payments", "总金额 below 报销单号", {"财务报销清单.xlsx": xlsx([["报销单号", "摘要", "入账金额"],
            ["BX1", "车费合计", 50], ["BX2", "展板", 30], [None, "以上共计", 80]])}, (), {"finance": [("BX1", 5000), ("BX2", 3000)]}),
    Disease("a college's sum in a list", "小计 as a project", {"申报汇总表.xlsx": xlsx([
            ["申报单位", "项目名称", "品牌主题", "申请经费（元）"], ["护理学院", SECOND, "思想教育类", 4000], ["护理学院", "小计", None, 4000],
            ["临床医学院", FIRST, "志愿服务类", 5000], [None, "申请经费合计", None, 9000]])}, (),
            {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}}),
    Disease("a sum of the second group alone", "小计 below 护理学院", {"申报汇总表.xlsx": xlsx([
            ["序号", "项目名称", "品牌主题", "申请经费（元）"], ["临床医学院（1项）"], [1, FIRST, "志愿服务类", 5000], ["护理学院（1项）"],
            [1, SECOND, "思想教育类", 4000], ["小计", None, None, 4000], ["总计", None, None, 9000]],
            lambda sheet: [sheet.merge_cells(f"A{row}:D{row}") for row in (2, 4)])}, (),
            {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}}),
    Disease("what a category consists of", "其中 in a settlement",
            settlement(put(A8=None, B8=None, C8=None, D8=None, A7="其中：展板", B7=100, C7=50, D7=50), A8="合计", B8=800, C8=600),
            (), stated()),
    Disease("what material consists of", "其中 in a register", {"活动登记表.xlsx": xlsx([REGISTER[0],
            ["材料类型", "级别", "数量"], ["新闻", None, 10], ["其中：新闻稿", "校级", 7], ["照片", "院级", 5]])}, (),
            {"materials": {"news": 10, "photo": 5}}),
    *(Disease(f"an activity once more for each material: {name}", "走进社区 is one activity, unless something differs",
            {"活动登记表.xlsx": xlsx([REGISTER[0], ["日期", "活动名称", "地点", "参与人次", "材料类型", "数量"],
                ["2017.5.4", "走进社区", "社区", 40, "照片", 12], ["2017.5.4", "走进社区", *second]])}, (), {"activities": held})
      for name, second, held in (
          ("the same", ("社区", 40, "新闻稿", 1), HELD),
          ("other people", ("社区", 30, "新闻稿", 1), [HELD[0], ("2017-05-04", "走进社区", 30)]),
          ("another place", ("一教", 40, "新闻稿", 1), HELD * 2),
          ("the same material", ("社区", 40, "照片", 1), HELD * 2),
      )),
    Disease("who took part in an activity", "其中：护理学院 is no activity",
            register([None, "其中：护理学院", 30], [None, "其中：药学院", 10]), (), {"activities": HELD}),
    Disease("parts without their whole", "其中 below a kind without a number", {"活动登记表.xlsx": xlsx([REGISTER[0],
            ["材料类型", "级别", "数量"], ["新闻", None, None], ["其中：新闻稿", "校级", 7]])},
            (), {"materials": {"news": 7}}),
)  # fmt: skip

OFF = (
    "作废", "此票不报", "不计入", "重复，请忽略", "自费", "已冲销", "发票退回", "误录", "冲红", "预计，尚未发生", "发票抬头错误，已退",
)  # fmt: skip
COUNTED = (
    "重开", "原票作废重开", "含学生20人", "预计6月报销", "取消原定场地，改报告厅", "未报销", "发票遗失", "未取消",
)  # fmt: skip
VOID = (
    *(Disease(f"{word!r} as a remark", "the line does not count", ledger(put(G3="备注", G5=word)),
              ("line.void@G5",), lines(LINES[0], LINES[2])) for word in OFF),
    *(Disease(f"a purpose {word!r}", "the line does not count", ledger(D5=word), ("line.void@D5",), lines(LINES[0], LINES[2]))
      for word in ("展板（作废，重开见下行）", "【作废】展板", "展板（不计入）", "展板（学生自付）")),
    *(Disease(f"{word!r} as a remark that says nothing", "the line counts", ledger(put(G3="备注", G5=word)),
              ("remark.unread@G5",), lines())
      for word in COUNTED),
    *(Disease(f"{word!r} as a remark on nothing", "the line counts", ledger(put(G3="备注", G5=word)), (), lines())
      for word in ("餐费按人均计", "已通过审核", "计划内", "见附件", "往返", "新办")),
    *(Disease(f"{word!r} as a remark that may say so", "the line counts all the same", ledger(put(G3="备注", G5=word)),
              ("line.remark-void@G5",), lines()) for word in ("原票作废", "费用由学院承担", "部分（费用由学院承担）", "含退款20元")),
    *(Disease(f"a purpose {word!r} that may say so", "the line counts all the same", ledger(D5=word),
              ("line.remark-void@D5",), lines()) for word in ("餐费自费", "住宿费用自理")),
    *(Disease(f"{word!r} below 审核意见", "a column that is not read", ledger(put(G3="审核意见", G5=word)),
              ("column.unmapped@G3", "line.void@G5"), lines(LINES[0], LINES[2])) for word in ("作废", "不予报销")),
    *(Disease(f"{word!r} below 状态", "the line does not count", ledger(put(G3="状态", G5=word)), ("line.void@G5",),
              lines(LINES[0], LINES[2])) for word in ("误录", "此票不报", "已冲红")),
    Disease("a void line below two rows of heads", "备注 in the upper one", {"决算.xlsx": xlsx([["项目名称：", FIRST],
            ["支出情况", None, None, None, "备注"], ["日期", "类别", "金额", "票据号"], ["2017.4.1", "交通", 100, "P1"],
            ["2017.4.2", "物料", 200, "P2", "作废"]], lambda sheet: sheet.merge_cells("E2:E3"))}, ("line.void@E5",), lines(LINES[0])),
    Disease("a remark over two lines", "作废, merged", ledger(
            put(G3="备注", G4="作废"), lambda sheet: sheet.merge_cells("G4:G5")), ("line.void@G4",), lines(LINES[2])),
    Disease("a refund whose remark says why", "退票, below nought", ledger(put(G3="备注", G5="退票", C5=-20)),
            ("remark.unread@G5",), lines(LINES[0], ("2017-04-02", -2000), LINES[2])),
    Disease("a ledger of one void line", "it was filled in", {"决算.xlsx": xlsx([
            ["项目名称：", FIRST], ["日期", "类别", "金额", "票据号", "备注"], ["2017.4.1", "交通", 100, "P1", "作废"]])},
            ("line.void@E3",), {"ledger": []}),
    *(Disease(f"an activity remarked {word!r}", "it does not count", register(["2017.5.5", "义诊", 30, word]),
              ("line.void@D4",), {"activities": HELD}) for word in ("未开展", "与护士节活动重复统计", "因疫情取消")),
    *(Disease(f"an activity named {name!r}", "it does not count", register(["2017.5.5", name]), ("line.void@B4",),
              {"activities": HELD}) for name in ("义诊（取消）", "义诊（未举办）")),
    *(Disease(f"an activity named {name!r} all the same", "a name", register(["2017.5.5", name, 30]), (),
              {"activities": [*HELD, ("2017-05-05", name, 30)]}) for name in ("放弃治疗讲座", "不忘初心，无效", "义诊（第一场）")),
    Disease("an activity below 状态", "未开展", register(["2017.5.5", "义诊", 30, "未开展"],
            head=["日期", "活动名称", "参与人次", "状态"]), ("line.void@D4",), {"activities": HELD}),
    Disease("an activity put off in a remark", "perhaps held since", register(["2017.5.5", "义诊", 30, "延期举办"]),
            ("line.remark-void@D4",), {"activities": [*HELD, ("2017-05-05", "义诊", 30)]}),
    *(Disease(f"an application remarked {word!r}", "it does not count", {"申报汇总表.xlsx": xlsx([
              ["申报单位", "项目名称", "品牌主题", "备注"], ["护理学院", SECOND, "思想教育类", "推荐"],
              ["临床医学院", FIRST, "志愿服务类", word]])}, ("line.void@D3",), {"applications": {TWO: ("T1", None)}})
      for word in ("已撤回申报", "未通过学院初审，不推荐", "3月25日已撤回申报", "学院申请撤回", "主动放弃", "初审未过", "资格审查不合格")),
    Disease("payments that came back", "in a remark and as a purpose", {"财务报销清单.xlsx": xlsx([
            ["报销单号", "摘要", "入账金额", "备注"], ["BX1", "车费", 50], ["BX2", "展板（退票，未支付）", 30], ["BX3", "水", 20, "银行退回"]])},
            ("line.void@B3", "line.void@D4"), {"finance": [("BX1", 5000)]}),
    Disease("a void line of a settlement", "作废 in 备注", {"决算表.xlsx": xlsx([["项目名称：", FIRST],
            ["科目", "预算", "实际", "备注"], ["交通", 300, 400], ["物料", 500, 200, "作废"]])}, ("line.void@D4",),
            {"settlements": {"交通": ("stated", 40000)}}),
)  # fmt: skip
HEADS = ["日期", "活动名称", "参与人次", "举办情况"]
STATES = (
    *(Disease(f"举办情况 {word!r}", "it was not held", register(["2017.5.5", "义诊", None, word], head=HEADS), (),
              {"activities": HELD}) for word in ("因雨取消", "延期至下学期", "未举办（场地）", "否（天气）")),
    *(Disease(f"举办情况 {word!r}", "it was held", register(["2017.5.5", "义诊", 30, word], head=HEADS), (),
              {"activities": [*HELD, ("2017-05-05", "义诊", 30)]})
      for word in ("顺利", "是（线上）", "线上举办", "已于5月5日举办", "按计划开展")),
    *(Disease(f"举办情况 {word!r}", "nobody can tell", register(["2017.5.5", "义诊", None, word], head=HEADS),
              ("activity.state-unknown@D4",), {"activities": HELD})
      for word in ("待开展", "未取消", "取消线下，改线上举办", "部分取消", "尚未举办")),
)  # fmt: skip


def turned(*figures: int) -> dict[str, bytes]:
    """Return the settlement with these figures below 差额."""
    return settlement(put(**{f"D{row}": figure for row, figure in enumerate(figures, 5)}))


FIGURES = (
    Disease("differences turned round", "实际 less 预算 in all lines", turned(100, -300, -200), (f"{DOES_NOT_ADD_UP}@D5",),
            stated()),
    Disease("one difference turned round", "100 for -100", turned(100, 300, 200), (f"{DOES_NOT_ADD_UP}@D5",), stated()),
    Disease("a total with a line that is void", "600 holds the 200 of row 5", ledger(
            put(G3="状态", G5="作废", A7="合计", C7=600)), ("line.void@G5", f"{DOES_NOT_ADD_UP}@C7"),
            lines(LINES[0], LINES[2])),
)  # fmt: skip
CASES = (*INCOME, *TOTALS, *VOID, *STATES, *FIGURES)
