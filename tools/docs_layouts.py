"""The page of layouts: what each is for, how it is told, an example that a test reads."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from docs_page import page, table

from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef, column_letters

EXAMPLES = Path(__file__).with_name("layouts.toml")
# Words that no list can hold: the year's rules name these.
PARTS = {
    "judge": "评委1 / 评委一 / 评委2（校外） / 评委（2） / 3号评委 / 三号评委 / 专家4 / 评委1得分 /"
    " 评委1 某某 / 某某（评委1） / 某某，或编号下一行写姓名（姓名须与评委名单一致，"
    " the name alone, beside the number or below it; it must be that judge's in the register）",
    "criterion": "规则中的评分项，如 思想性（35分） criteria of the rules",
    "channel": "规则中的投票渠道，如 微信 channels of the rules",
    "item": "规则中的考核指标，如 思想政治建设（25） items of the rules",
}
QUIRKS_ZH = (
    "工作簿里可以有多张表，一张工作表里可以上下或左右放多个表（左右两个表中间空一列）；表可以从任何行列开始，上方可有标题和说明，"
    "下方可有落款和注，中间可有空行、空列、再次出现的表头，以及独占一行的组名（如第一组、二、附属医院；组名为“第二场”、"
    "学院名或“扣分项”时管到下一组名为止）；组名、小标题或工作表名写明下面的还没有发生、未支付、已取消、撤回、不予推荐、"
    "是填写示例、不计入或是别的年份的（计划支出、以下待支付、未开展活动、撤回项目、不参评、测试票、2016年支出等），那几行不计入并提示，"
    "管到下一组名为止（“（一）”在“一、”之下）；看不懂的组名（备选项目）提示一下，下面的行照常读取；支出明细里的“未报销”照常计入；再次出现的表头与上面的单位或数不同（万元、计划、预算）的，"
    "从那里起按它自己的表头读；分数、票数、五四红旗汇总和申报汇总表下面另有自己表头的小表，它的各行不算上面那张表的："
    "只有名次、平均、得票率、姓名等的不读，其余不读并提示；分数、票数、五四红旗的表下面写着别的年份的表，只有它不读；"
    "表头可有空格、换行、编号（1. ① 一、）、星号、"
    "括号内的单位或“必填”，可以合并；数字可以是文本、"
    "全角或中文数字；日期可写成 2017年3月1日、2017.3.1、2017/03/01、20170301，"
    "后面的上午、下午、14:00-16:00 不读；"
    "金额可用两种写法写在一格（5000元（大写：伍仟元整）），两种须相同；"
    "单独一道横线（/、—）是空白，除序号外只有横线的行是没有用的空行。"
    "表头括号里、表头下一行（如“名次”“（%）”）或合并的上一行写明是另一种数的（名次、平均、自评、扣分、作废、无效、"
    "折合、占比、×0.7、别的年份、拟、计划等），这一栏不读并提示；看不懂的说明（自筹、教师等）只提示，照常读取。"
    "一个表头下分几栏（合并，或右边几栏只有下一行的小表头）、不止一栏有内容的不读；"
    "金额、人次、票数下面（或紧挨着）有合计、小计一栏的读那一栏，其余各栏加起来与它比较，写计划、实际的读实际；"
    "下一行只有（元）（万元）等的是上一行表头的单位。"
    "Word 和网页里几张表之间的一行（评委、项目名称、单位、渠道、场次、环节），"
    "第一张表的上面有、最后一张的下面没有的，"
    "是下一张表的标题；第一张表的上面没有、每张表的下面都有的，以及“以上为……”、排在表后的“表1”，是上一张表的说明；"
    "看不出的，有关的表都不读并提示；评委编号写在各表上面的，下面的评委签名只用来核对。工作表里上下排列的表，评委编号、项目名称等标签写在各表的下面也照此办理；"
    "“以上为第一场”管到上一个这样的行为止。"
    "存成 .xls 的网页：每个表格是一张“表1”“表2”，表格外的文字（含 caption）"
    "同 Word 段落一样作标题和说明，"
    "编码按网页写明的读；删除线、上标、隐藏的文字与数字写在一格的不读。"
    "数字格式显示出别的文字（约88）的，按格里的数读并提示；显示成别的数、别的币种或去掉负号的不读；"
    "前面补零的编号（000301）按显示的读；"
    "0 显示为“-”的，分数提示，金额和票数不提示。"
    "备注等栏里的话不改任何数：像是影响这一行的（与第1笔同票、其中10张无效、弃赛、实际为150元），"
    "逐格提示，其余可能有关的一栏合成一条提示。"
)
QUIRKS_EN = (
    "A workbook may hold several sheets, a sheet several tables below or beside each other (with a"
    " blank column between those beside each other), begun"
    " in any row and column, with titles above, footers below; inside, blank rows and columns, the"
    " header again, and names of groups in a row of their own (第一组; a 第二场, a college or"
    " 扣分项 holds for the rows below it). A group, a title or the name of a sheet that says that"
    " what stands below is planned, unpaid, called off, withdrawn, not recommended, an example,"
    " not to count or of another year (计划支出, 以下待支付, 未开展活动, 撤回项目, 不参评, 测试票,"
    " 2016年支出) leaves these lines out, and is told; it holds until the next group, （一） being"
    " within 一、. A group nobody understands (备选项目) is shown, and its lines are"
    " read. 未报销 in a ledger counts. A"
    " header again with another unit or quantity in brackets (万元, 计划, 预算) holds for the lines"
    " below it. Lines below the header of another small table are none of the marks, votes, points"
    " or applications above it: ranks, means, shares and names are passed over, what else it holds"
    " is told; one whose title names another year is left out alone."
    " Headers may have spaces, line breaks, numbers (1. ①),"
    " asterisks, units in brackets, merged cells. Numbers may be text, full-width or Chinese; a day"
    " is year, month and day, and 下午 or 14:00-16:00 behind it is passed over. An amount may stand"
    " in two forms in a cell (5000元（大写：伍仟元整）) that agree. A stroke alone (/, —) is a"
    " blank, a row of strokes, but for its number, an unused one."
    " Where brackets behind a header, a row of its own below it or a merged"
    " one above say that it holds another quantity (名次, 平均, 自评, 扣分, 作废, 折合, ×0.7,"
    " another year, 拟 …) the column is refused and told; what is not understood is told, and read."
    " A head over several columns (merged, or with heads of their own in the row below only) of"
    " which more than one is used is refused; of money, people and votes a column 合计 or 小计"
    " below it, or right beside, is read and compared with the others, and of 计划 and 实际 the"
    " latter; （元） or （万元） alone in the lower row is the unit of the head above."
    " Between the tables of a Word paper or web page a line"
    " that names judge, project, unit, channel, sitting or component heads the table below it where"
    " such a line stands above the first table and none below the last; where each table has one"
    " below it and the first none above it, or with 以上为… or 表1 behind its table, it speaks of"
    " the table above; where nobody can tell, these tables are refused; below tables whose judges"
    " are numbered above them a signature is only compared. Labels of tables below each"
    " other on a sheet are taken alike; 以上为第一场 holds for the rows above it."
    " Of a web page saved as .xls each table is a sheet 表1, 表2, …; the"
    " text around the tables, captions too, are titles and notes as Word's paragraphs are; the page"
    " says its encoding; a number beside text struck out, raised or hidden in one cell is refused."
    " Where a number format shows other words (约88) the number is read and told; where it shows"
    " another number, another currency or no minus it is refused; a number padded with noughts"
    " (000301) is read as shown; a 0 shown as - is told of marks, not of money and votes."
    " No number is changed by a remark: one that may change its line (与第1笔同票, 其中10张无效,"
    " 弃赛, 实际为150元) is shown, others of a column that may bear on it are shown together."
)


@cache
def layouts() -> Sequence[Mapping[str, Any]]:
    """Return the examples in the order of the page."""
    return tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["layout"]


@cache
def _words() -> Mapping[str, Sequence[str]]:
    text = files("assessment.intake.words").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["fields"]


def layouts_page() -> str:
    """Return docs/layouts.md from tools/layouts.toml and the vocabulary."""
    opening = (
        f"{QUIRKS_ZH}\n\n{QUIRKS_EN}\n\n"
        "例子里的学院、评委、项目假定已在登记.xlsx和申报材料中：临床医学院“生命接力”志愿服务、护理学院天使之翼，"
        "评委 1–3。每个例子都由测试按格读回。The examples assume that register and applications"
        " know these colleges, judges and projects; a test reads every one of them."
    )
    index = [[one["number"], _link(one), one["title_en"], f"`{one['kind']}`"] for one in layouts()]
    blocks = [block for one in layouts() for block in _layout(one)]
    return page("Layouts 版式", opening, [table(("号", "版式", "layout", "kind"), index), *blocks])


def _heading(one: Mapping[str, Any]) -> str:
    return f"{one['number']} {one['title_zh']}"


def _link(one: Mapping[str, Any]) -> str:
    return f"[{one['title_zh']}](#layout-{one['number']})"


def _layout(one: Mapping[str, Any]) -> Iterator[list[str]]:
    yield [f'<a id="layout-{one["number"]}"></a>', "", f"## {_heading(one)}"]
    yield [f"**{one['title_en']}**"]
    rows = [
        ("用途 Use", one["use_zh"], one["use_en"]),
        ("怎样认出 Recognised", one["how_zh"], one["how_en"]),
        ("不读 Ignored", one["ignored_zh"], one["ignored_en"]),
    ]
    yield [f"- {head}：{zh} {en}" for head, zh, en in rows]
    if one["must"]:
        yield table(("栏目", "可以接受的写法 accepted words"), list(_headers(one)))
    yield [f"例 Example：`{one['file']}`"]
    yield _grid(one["rows"])
    if one.get("merges"):
        yield [f"合并的单元格 Merged cells：{'、'.join(one['merges'])}"]
    yield ["读出 Read："]
    yield [f"- `{name}`：{_told(rows)}" for name, rows in one["reads"].items()]
    yield ["不能接受的写法和会看到的话 What is refused, and what is said："]
    yield [line for entry in one["refuses"] for line in _refused(entry)]


def _headers(one: Mapping[str, Any]) -> Iterator[list[str]]:
    for name in (*one["must"], *one["may"]):
        words = PARTS.get(name) or " / ".join(_words()[name])
        yield [f"`{name}`{'（必有 needed）' if name in one['must'] else ''}", words]


def _grid(rows: Sequence[Sequence[Any]]) -> list[str]:
    heads = ["", *(column_letters(n) for n in range(1, max(map(len, rows)) + 1))]
    return table(heads, [[f"**{n}**", *map(str, row)] for n, row in enumerate(rows, 1)])


def _told(rows: Sequence[Mapping[str, Any]]) -> str:
    return "；".join("，".join(f"{name} {value}" for name, value in row.items()) for row in rows)


def refusal(entry: Mapping[str, Any]) -> Problem:
    """Return the problem that an example promises when a cell is changed."""
    return problem(
        entry["code"],
        CellRef("", "", entry["cell"]),
        actual=entry.get("actual", str(entry["value"])),
        expected=entry.get("expected", ""),
        column=entry.get("column", ""),
    )


def _refused(entry: Mapping[str, Any]) -> Iterator[str]:
    told = refusal(entry)
    yield f"- {entry['cell']} = `{entry['value']}` → {told.line()}"
    yield f"  {told.line('en')}"
