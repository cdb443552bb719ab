"""What 登记.xlsx asks for: its sheets, their columns, how each is filled, and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.report.cell_looks import Column
from assessment.report.entry import Entry


@dataclass(frozen=True, slots=True)
class Field:
    """A column, how it is filled, and what stands in it in the two examples."""

    column: Column
    how: str
    examples: tuple[str, str]

    @property
    def guidance(self) -> str:
        """How the column is filled, with the words to choose from."""
        entry = self.column.entry
        if entry is None or not entry.words:
            return self.how
        words = "、".join(entry.words)
        return f"{self.how}{'可选' if entry.is_open else '选一个'}：{words}{'等' * entry.is_open}。"


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: what it is for, and its fields; intake finds a column by its header alone."""

    purpose: str
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return tuple(field.column for field in self.fields)


_UNITS = ("学院名单", "$B$4", "$B$303")
_YEAR, _DAY = Entry("year"), Entry("day")
_YES_NO = Entry("words", ("是", "否"))
_UNIT = Entry("column", cells=_UNITS, is_open=True)
_WAS = "照抄现在的内容；空白的写“空”，没有结果的公式写“公式”。"
_NOW = "应有的内容；要清空就写“空”。"


def _field(
    head: str,
    width: float,
    look: tuple[str, Entry | None],
    how: str,
    examples: tuple[str, str],
) -> Field:
    kind, entry = look
    return Field(Column(head, width, kind, entry=entry), how, examples)


def _words(*words: str, is_open: bool = False) -> tuple[str, Entry]:
    return "centre", Entry("words", words, is_open=is_open)


def _year(how: str, example: str = "2017", other: str = "2017", *, head: str = "年度") -> Field:
    return _field(head, 9 if head == "年度" else 12, ("count", _YEAR), how, (example, other))


def _day(head: str, how: str, *examples: str) -> Field:
    return _field(head, 13, ("date", _DAY), how, (examples[0], examples[1]))


REGISTER_FORMS: Mapping[str, Form] = {
    "学院名单": Form(
        "参加“一团一品”的全部单位，每行一个。改名的单位写两行：学院代码相同，起止年度相接、不重叠。",
        (
            _field("学院代码", 12, ("code", None),
                   "本校自定，如 C01。改名也不换代码。", ("C04", "C04")),
            _field("学院名称", 30, ("text", None), "全称。", ("公共卫生系", "公共卫生学院")),
            _field("简称", 46, ("text", None),
                   "材料中出现的其他写法，用顿号隔开。", ("公卫系、公卫", "公卫学院")),
            _field("单位类型", 16, _words("学院", "附属医院", "研究院所", "机关部处", is_open=True),
                   "", ("学院", "学院")),
            _year("从哪一年起用这个名称；不必追溯时可空。", "2010", "2016", head="起始年度"),
            _year("用到哪一年为止；仍在用就留空。", "2015", "", head="终止年度"),
        ),
    ),
    "评委名单": Form(
        "每个环节的评委，每行一人。本校评委须回避本单位的项目，所属单位要填全。",
        (
            _year("评审所在的年度。"),
            _field("轮次", 14, _words("立项评审", "考核认证"),
                   "", ("考核认证", "考核认证")),
            _field("环节", 20, _words("申报材料评审", "现场答辩", "风采展示", is_open=True),
                   "与当年评审规则中的环节名称一致。", ("现场答辩", "现场答辩")),
            _field("编号", 10, ("code", None),
                   "与评分表上的“评委1”对应；同一环节内不重复。", ("J1", "J2")),
            _field("姓名", 16, ("centre", None), "只供内部核对，不会公布。", ("示例甲", "示例乙")),
            _field("所属单位", 30, ("text", _UNIT),
                   "本校评委填单位名称，校外评委填“校外”。", ("公共卫生学院", "校外")),
            _field("组别", 14, ("centre", None), "分组评审时填写，不分组就留空。", ("", "")),
        ),
    ),
    "收件登记": Form(
        "收到一份登记一行。同一份材料重交另登一行：版本写 2，状态选“重交”。没有收到的日期留空。",
        (
            _year("材料所属的年度。"),
            _field("申报单位", 28, ("text", _UNIT),
                   "可以从列表中选，也可以写简称。", ("公共卫生学院", "公共卫生学院")),
            _field("材料", 18,
                   _words("申报材料", "结项材料", "经费决算", "活动材料登记", "五四红旗考核表"),
                   "", ("申报材料", "申报材料")),
            _field("版本", 8, ("count", Entry("count")),
                   "第几次交来；留空算第 1 次。", ("1", "2")),
            _day("电子版日期", "收到电子版的日子。", "2017-03-15", "2017-03-18"),
            _day("纸质版日期", "收到纸质版的日子。", "2017-03-16", "2017-03-18"),
            _field("实施方案", 12, ("centre", _YES_NO), "是否附有实施方案。", ("否", "是")),
            _field("盖章", 10, ("centre", _YES_NO), "是否盖章。", ("是", "是")),
            _field("状态", 12, _words("应交", "已交", "退回", "重交", "作废"),
                   "", ("退回", "重交")),
        ),
    ),
    "评审决定": Form(
        "会议定下一件事登记一行。事项：立项、第二项（结果填是或否），并列（结果填名次），等次（结果填等次），"
        "五四红旗（名额边界上同分时填，结果填是或否）。",
        (
            _year("会议所评的年度。"),
            _field("轮次", 13, _words("立项评审", "考核认证"),
                   "五四红旗不填。", ("立项评审", "考核认证")),
            _field("项目", 36, ("text", None),
                   "项目名称；两个单位的项目同名时写项目编号，如 2017-C04-1。五四红旗写单位。",
                   ("“健康乡村”社会实践", "“健康乡村”社会实践")),
            _field("事项", 10, _words("立项", "第二项", "并列", "等次", "五四红旗"),
                   "", ("立项", "等次")),
            _field("结果", 10,
                   _words("是", "否", "优秀", "良好", "合格", "不合格", is_open=True),
                   "名次写数字，如 2。", ("是", "优秀")),
            _field("支持经费", 13, ("money", Entry("amount")), "以元计，只填数字。", ("5000", "")),
            _field("理由", 30, ("text", None), "会议上的理由。", ("评审第1名", "同分，会议议定")),
            _field("决定人", 22, ("text", None),
                   "会议或负责人。", ("校团委工作例会", "校团委工作例会")),
            _day("决定日期", "会议的日子。", "2017-03-31", "2017-12-26"),
        ),
    ),
    "更正登记": Form(
        "收到的文件不要改动，错处在这里更正，一格一行。原内容与文件里现在的内容一致才会更正。",
        (
            _year("材料所属的年度。"),
            _field("文件", 34, ("typed", None),
                   "文件名；有同名文件时写 data/raw 下的路径。照抄问题提示即可。",
                   ("现场答辩第一场.xlsx", "2017/申报/申报汇总表.xlsx")),
            _field("工作表", 14, ("typed", None), "只有一张表时可以不填。", ("评分表", "")),
            _field("单元格", 9, ("code", None), "如 C5。", ("C5", "H12")),
            _field("原内容", 20, ("typed", Entry("text", prompt=_WAS)), _WAS, ("88分左右", "空")),
            _field("更正为", 20, ("typed", Entry("text", prompt=_NOW)), _NOW, ("88", "5000")),
            _field("理由", 28, ("text", None),
                   "凭什么更正。", ("评委本人确认", "申报单位来函补填")),
            _field("登记人", 11, ("centre", None), "谁登记的。", ("示例丙", "示例丙")),
            _day("登记日期", "哪天登记的。", "2017-12-19", "2017-03-22"),
        ),
    ),
    "表头对照": Form(
        "表头认不出或认错时，在这里写明读作哪一栏，一个表头一行。收到的文件不必改动。",
        (
            _year("留空表示各年都这样读。"),
            _field("文件", 34, ("typed", None),
                   "只管这个文件；留空表示所有文件。", ("现场答辩第一场.xlsx", "")),
            _field("工作表", 16, ("typed", None), "只管这张表；留空表示所有表。", ("评分表", "")),
            _field("表头", 24, ("typed", None),
                   "照抄文件中的表头。", ("创意分", "推荐意见")),
            _field("读作", 20,
                   _words("项目名称", "申报单位", "品牌主题", "申请经费", "负责人", "联系电话",
                          "票数", "日期", "金额", "科目", "票据号", "活动名称", "参与人次", "不读",
                          is_open=True),
                   "栏目名、评分项、评委3 这样的写法；不需要的填“不读”。", ("创新性", "不读")),
            _field("理由", 40, ("text", None), "", ("评委会确认", "与评分无关")),
        ),
    ),
    "剔除选票": Form(
        "经确认不计的选票，一张（或一组）一行。没有登记在这里的可疑选票照常计票。",
        (
            _year("投票所在的年度。"),
            _field("环节", 20, _words("现场投票", "网络投票", is_open=True),
                   "与当年评审规则中的环节名称一致。", ("网络投票", "网络投票")),
            _field("选票编号", 30, ("typed", None),
                   "选票核查清单中一张选票或一组选票的编号。", ("1024", "G3")),
            _field("理由", 50, ("text", None), "为什么不计。", ("同一账号重复投票", "集中刷票")),
            _field("确认人", 22, ("text", None), "由谁确认。", ("监票人示例丁", "校团委工作例会")),
            _day("日期", "确认的日子。", "2017-12-21", "2017-12-21"),
        ),
    ),
    "异议复核": Form(
        "收到一件异议登记一行，先填前七栏；复核并答复后填写其余各栏。只核漏统、错统、登分错误，不重新评分。",
        (
            _field("编号", 11, ("code", None), "不重复，如 2017-01。", ("2017-01", "2017-02")),
            _year("异议所指的年度。"),
            _field("申报单位", 20, ("text", _UNIT),
                   "可以从列表中选，也可以写简称。", ("公共卫生学院", "公共卫生学院")),
            _field("项目", 26, ("text", None),
                   "项目名称；不涉及具体项目时留空。", ("“健康乡村”社会实践", "")),
            _day("收到日期", "收到复核申请的日子。", "2017-12-27", "2017-12-28"),
            _field("事项", 11, _words("漏统", "错统", "登分错误", "其他", is_open=True),
                   "", ("登分错误", "其他")),
            _field("理由与证据", 28, ("text", None),
                   "申请中的理由和证据。", ("评委3的分数登错一格", "对等次界线有疑问")),
            _field("复核结果", 13, _words("维持原结果", "更正"),
                   "复核前留空。", ("更正", "维持原结果")),
            _field("复核前得分", 11, ("mark", Entry("amount")), "只填数字。", ("86.13", "")),
            _field("复核后得分", 11, ("mark", Entry("amount")), "只填数字。", ("87.2", "")),
            _field("复核人", 16, ("text", None),
                   "两名复核人，用顿号隔开。", ("示例丙、示例丁", "示例丙、示例丁")),
            _day("答复日期", "答复申请单位的日子。", "2017-12-29", "2017-12-29"),
        ),
    ),
    "公示登记": Form(
        "一轮结果公示一次登记一行。异议是否在公示期内提出，从这个日期起算；公示后的更正会另存旧版。",
        (
            _year("结果所属的年度。"),
            _field("轮次", 14, _words("立项评审", "考核认证"),
                   "", ("考核认证", "立项评审")),
            _day("公示日期", "贴出公示的日子。", "2017-12-26", "2017-04-05"),
            _field("备注", 50, ("text", None), "如公示的网页。", ("", "")),
        ),
    ),
    "拨款登记": Form(
        "每拨付一笔支持经费登记一行。期次、金额和条件以当年规则的分期为准；收回的经费填负数。",
        (
            _year("立项的年度。"),
            _field("项目", 34, ("text", None),
                   "立项的项目名称。", ("“健康乡村”社会实践", "“健康乡村”社会实践")),
            _field("期次", 8, ("count", Entry("count")),
                   "第几期。", ("1", "2")),
            _field("拨付金额", 13, ("money", None), "单位：元。", ("3000", "2000")),
            _day("拨付日期", "实际拨付的日子。", "2017-04-12", "2017-10-20"),
            _field("条件满足", 10, ("centre", _YES_NO),
                   "该期的条件满足没有；没有条件的留空。", ("是", "是")),
            _field("依据", 26, ("text", None),
                   "凭什么认定条件满足。", ("立项通知", "中期检查记录")),
            _field("经办人", 12, ("centre", None), "", ("示例丙", "示例丙")),
            _field("备注", 24, ("text", None), "", ("", "")),
        ),
    ),
}  # fmt: skip
