"""申报汇总表, 活动及材料登记表, 品牌复查记录: lists that are filled line by line."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.report.blanks.known import Known, Project, in_path
from assessment.report.blanks.paper import DAY, Formula, Label, Paper, Value
from assessment.report.cell_looks import Column
from assessment.report.entry import Entry

SUMMARY, ACTIVITIES, RECHECK = "申报汇总表", "活动及材料登记表", "品牌复查记录"
MATERIALS = ("新闻稿", "照片", "视频", "文档")
LEVELS = ("国家级", "省级", "市级", "校级", "院级")
HELD_STATES = ("已举办", "取消", "延期")
OUTCOMES = ("有效", "限期整改", "降级", "撤销认证")
_YES_NO = Entry("words", ("是", "否"))
_SPARE_BRANDS, _APPLICATIONS, _ACTIVITIES = 6, 12, 36


def summary_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of 申报汇总表."""
    rules, paper = known.rules, Paper(SUMMARY)
    columns = [
        Column("序号", 6, "count"),
        Column("申报单位", 22, entry=known.unit_entry()),
        Column("项目名称", 36),
        Column("品牌主题", 15, "centre", entry=_themes(known)),
        Column("负责人", 11, "centre"),
        Column("职务", 13, "centre"),
        Column("电话", 16, "code"),
        Column("申请经费（元）", 14, "money", entry=Entry("amount")),
        Column("院内排序", 7, "count", entry=Entry("count")),
        Column("是否第二项", 8, "centre", entry=_YES_NO),
        Column("备注", 16),
    ]
    page = paper.page("申报汇总", columns)
    page.title(f"{rules.year}年“一团一品”项目{SUMMARY}{known.mark}")
    most = rules.eligibility
    page.note(
        f"每个单位原则上报 {most.max_per_college} 项，最多 {most.max_per_college_exceptional} 项；"
        "第二项在“是否第二项”栏选“是”。每个项目另附申报表。"
    )
    page.gap()
    page.heads()
    page.lines([[n, *[None] * 10] for n in range(1, _APPLICATIONS + 1)])
    page.sign("填报人：", "审核人：", "（盖章）", DAY)
    yield f"{SUMMARY}.xlsx", paper.data()


def activity_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the registers: one a project of the year, or one that is blank."""
    projects = known.entrants("review")
    for project in projects:
        name = f"{ACTIVITIES}-{in_path(project.unit)}（{project.project_id}）.xlsx"
        yield f"{ACTIVITIES}/{name}", _activities(known, project)
    if not projects:
        yield f"{ACTIVITIES}.xlsx", _activities(known, None)


def _activities(known: Known, project: Project | None) -> bytes:
    paper = Paper(ACTIVITIES)
    page = paper.page("活动及材料", _activity_columns())
    page.title(f"{known.rules.year}年“一团一品”{ACTIVITIES}{known.mark}")
    page.note(_materials_note(known))
    page.labels(
        Label("项目名称：", 2, 2, project.name if project else None),
        Label("申报单位：", 1, 3, project.unit if project else None, known.unit_entry()),
    )
    page.gap()
    page.heads()
    first = page.row
    page.lines([[n, *[None] * 10] for n in range(1, _ACTIVITIES + 1)])
    people, items = (Formula(f"=SUM({one}{first}:{one}{page.row - 1})", 0) for one in "EJ")
    page.total([(4, "合计", "centre"), (1, people, "count"), (4, None, "text"),
                (1, items, "count"), (1, None, "text")])  # fmt: skip
    page.sign("登记人：", "审核人：", "（盖章）")
    return paper.data()


def _activity_columns() -> list[Column]:
    return [
        Column("序号", 6, "count"),
        Column("日期", 13, "date", entry=Entry("day")),
        Column("活动名称", 32),
        Column("地点", 20),
        Column("参与人次", 10, "count", entry=Entry("whole")),
        Column("是否计划内", 8, "centre", entry=_YES_NO),
        Column("举办情况", 10, "centre", entry=Entry("words", HELD_STATES)),
        Column("材料类型", 12, "centre", entry=Entry("words", MATERIALS)),
        Column("级别", 10, "centre", entry=Entry("words", LEVELS, is_open=True)),
        Column("数量", 8, "count", entry=Entry("count")),
        Column("备注", 18),
    ]


def _materials_note(known: Known) -> str:
    need = known.rules.assessment.materials_needed
    return (
        "一行一次活动或一类材料；同一次活动的第二类材料另写一行，照抄日期和活动名称，参与人次留空。"
        "没有办成的也列一行，写明取消或延期。"
        f"年终考核前至少：照片 {need.photo} 张、视频 {need.video} 个、新闻稿 {need.news} 篇、"
        f"文档 {need.document} 份。合计自动计算。"
    )


def recheck_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the record of the brands that are due."""
    rules, paper, due = known.rules, Paper(RECHECK), known.brands_due()
    columns = [
        Column("序号", 6, "count"),
        Column("品牌名称", 42),
        Column("申报单位", 24, entry=known.unit_entry()),
        Column("复查日期", 14, "date", entry=Entry("day")),
        Column("结论", 14, "centre", entry=Entry("words", OUTCOMES)),
        Column("备注", 36),
    ]
    page = paper.page("复查记录", columns)
    page.title(f"{rules.year}年{RECHECK}{known.mark}")
    page.note(
        f"认证后每 {rules.brands.recheck_every_years} 年复查一次；限期整改的期限为 "
        f"{rules.brands.rectify_months} 个月，撤销认证的 {rules.brands.ban_years} 年内不再认证。"
    )
    page.gap()
    page.heads()
    lines: list[list[Value]] = [[n, *one, None, None, None] for n, one in enumerate(due, start=1)]
    spare: list[list[Value]] = [[len(due) + n, *[None] * 5] for n in range(1, _SPARE_BRANDS + 1)]
    page.lines([*lines, *spare], height=32)
    page.sign("复查组签字：", "记录人：", DAY)
    yield f"{RECHECK}.xlsx", paper.data()


def _themes(known: Known) -> Entry:
    return Entry("words", tuple(theme.name for theme in known.rules.themes))
