"""The sample year 2018: which papers exist, in which shape, and what is wrong with them."""

from __future__ import annotations

from datetime import date

from assessment.core.rules import Rules
from assessment.sample.applications2018 import write_applications
from assessment.sample.enter import correction, notices
from assessment.sample.events2018 import make_truth
from assessment.sample.marks2018 import MENDED, plant_marks, write_marks, write_votes
from assessment.sample.materials import tell
from assessment.sample.money2018 import (
    MISSTATED,
    OVER_CAP,
    PENDING,
    UNVERIFIED,
    plant_money,
    plant_red_flag,
    settle,
    write_ledgers,
    write_red_flag,
    write_registers,
)
from assessment.sample.papers import Papers
from assessment.sample.payments import payments
from assessment.sample.truth import Plant, Truth

# Says in words which brand it carries on; another bears the very same name as the year before.
CONTINUED = {"2018-C10-1": "“醒·爱”麻醉科普创新工作坊"}
# The total of the project whose mark was mended, without that mark and with it.
BEFORE, AFTER = 87.66, 88.02


def draw_up(rules: Rules) -> tuple[Truth, Papers]:
    """Return the truth of 2018 and the papers written from it."""
    (truth, registers), papers = make_truth(rules), Papers(rules.year)
    truth.continued = dict(CONTINUED)
    plant_marks(truth)
    plant_money(truth, registers)
    tell(truth, registers)
    plant_red_flag(truth)
    truth.plants["theme", "2018-C18-1"] = Plant(
        "√组织建设类 □思想教育类 √志愿服务类", "theme.several"
    )
    truth.project("2018-C18-1")["theme_code"] = None
    write_applications(truth, papers)
    write_marks(truth, papers)
    write_votes(truth, papers)
    write_ledgers(truth, papers)
    settle(truth, papers)
    write_registers(truth, papers, registers)
    write_red_flag(truth, papers)
    papers.expect_plants(truth.plants)
    _register(truth, papers)
    _expect_of_rules(papers)
    return truth, papers


def _expect_of_rules(papers: Papers) -> None:
    """Note what the rules must object to, once everything is read."""
    for code, fact in (
        ("application.late", ("applications", "2018-C19-1")),
        ("application.over-quota", ("applications", "2018-C05-2")),
        ("application.over-quota", ("applications", "2018-C16-2")),
        ("marks.criterion-missing", ("marks", "application", "2018-C01-1", "J5", "预算合理")),
        ("ledger.category-unknown", ("ledger", "2018-C17-1", 6)),
        ("budget.unplanned-category", ("ledger", "2018-C17-1", 6)),
        ("ledger.line-incomplete", ("ledger", "2018-C06-1", 5)),
        ("ledger.line-incomplete", ("ledger", "2018-C15-1", 3)),
        ("ledger.no-voucher", ("ledger", "2018-C15-1", 8)),
        ("ledger.barred", ("ledger", "2018-C17-1", 2)),
        ("red-flag.not-verified", ("red_flag_items", "C03", UNVERIFIED)),
        ("red-flag.not-verified", ("red_flag_items", "C12", PENDING)),
        ("red-flag.over-cap", ("red_flag_items", "C07", OVER_CAP)),
        ("red-flag.vetoed", ("red_flag_items", "C11", "发生重大安全责任事故")),
        ("settlement.differs", MISSTATED),
    ):
        papers.expect_later(code, fact)
    # Two colleges of equal points stand across the border of the awards.
    papers.following.append(("red-flag.border-tie", "", "", ""))


def _register(truth: Truth, papers: Papers) -> None:
    """Enter the correction of a mark that nobody could read, and the appeal that brought it."""
    place, raw, points = MENDED
    key = ("marks", *place)
    row = correction(papers, key, (raw, points), date(2018, 12, 19), is_applied=True)
    truth.rows["corrections"] = [row]
    truth.rows["payments"] = list(payments(truth, unmet={("2018-C15-1", 2)}))
    truth.rows["notices"] = notices(2018, date(2018, 4, 3), date(2018, 12, 17))
    papers.planted.append(("correction.applied", *papers.facts[key]))
    # The day of the notice and that of receipt do not count; both fall on working days.
    truth.rows["appeal_terms"] = [
        {
            "appeal_no": "2018-01",
            "year": 2018,
            "round": "assessment",
            "published_date": date(2018, 12, 17),
            "last_date": date(2018, 12, 20),
            "reply_due_date": date(2018, 12, 21),
        }
    ]
    truth.rows["appeals"] = [
        {
            "appeal_no": "2018-01",
            "year": 2018,
            "college_code": "C13",
            "project_id": place[1],
            "received_date": date(2018, 12, 18),
            "matter": "登分错误",
            "basis": "评委8的分数写成“9２..5”，未计入",
            "outcome": "corrected",
            "before_points": BEFORE,
            "after_points": AFTER,
            "handlers": "示例甲、示例乙",
            "replied_date": date(2018, 12, 20),
        }
    ]
