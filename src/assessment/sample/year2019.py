"""The sample year 2019: which papers exist, in which shape, and what is wrong with them."""

from __future__ import annotations

from datetime import date

from assessment.core.rules import Rules
from assessment.sample.applications2019 import write_applications
from assessment.sample.enter import correction, notices
from assessment.sample.events2019 import make_truth
from assessment.sample.finance2019 import finance_list, refund, write_finance
from assessment.sample.marks2019 import MENDED, REFUSED, plant_marks, write_marks, write_votes
from assessment.sample.materials import tell
from assessment.sample.money2019 import (
    UNVERIFIED,
    plant_money,
    plant_red_flag,
    write_ledgers,
    write_rechecks,
    write_red_flag,
    write_registers,
)
from assessment.sample.papers import Papers
from assessment.sample.payments import payments
from assessment.sample.truth import Plant, Row, Truth

UNKNOWN_BRAND = "门诊导医队（2016年）"
# These say in words which brand they carry on; two others bear the very same name as before.
CONTINUED = {
    "2019-C01-1": "“显微镜下的青春”医学科普实验室开放日",
    "2019-C08-1": "“检验先锋”团支部活力提升计划",
    "2019-C18-1": UNKNOWN_BRAND,
}


def draw_up(rules: Rules) -> tuple[Truth, Papers]:
    """Return the truth of 2019 and the papers written from it."""
    (truth, registers), papers = make_truth(rules), Papers(rules.year)
    truth.continued = dict(CONTINUED)
    plant_marks(truth)
    plant_money(truth, registers)
    refund(truth)
    truth.rows["finance"] = finance_list(truth)
    tell(truth, registers)
    plant_red_flag(truth)
    truth.plants["theme", "2019-C16-2"] = Plant(None, "theme.missing")
    write_applications(truth, papers)
    truth.project("2019-C16-2")["theme_code"] = None
    write_marks(truth, papers)
    write_votes(truth, papers)
    write_ledgers(truth, papers)
    write_finance(truth, papers)
    write_registers(truth, papers, registers)
    write_rechecks(truth, papers)
    write_red_flag(truth, papers)
    papers.expect_plants(truth.plants)
    file, sheet, cell = papers.facts["applications", "2019-C18-1"]
    papers.planted.append(("brand.unknown", file, sheet, f"H{cell[1:]}"))
    _register(truth, papers)
    _expect_of_rules(papers)
    return truth, papers


def _expect_of_rules(papers: Papers) -> None:
    """Note what the rules must object to, once everything is read."""
    for code, fact in (
        ("application.void", ("applications", "2019-C09-1")),
        ("application.late", ("applications", "2019-C17-1")),
        ("application.over-quota", ("applications", "2019-C16-2")),
        ("ledger.line-incomplete", ("ledger", "2019-C11-1", 7)),
        ("ledger.line-incomplete", ("ledger", "2019-C20-1", 2)),
        ("ledger.barred", ("ledger", "2019-C02-1", 4)),
        ("voucher.duplicate", ("ledger", "2019-C02-1", 6)),
        ("finance.differs", ("ledger", "2019-C02-1", 3)),
        ("finance.not-paid", ("ledger", "2019-C11-1", 9)),
        ("grant.over-limit", ("ledger", "2019-C12-1", 1)),
        ("brand.step-skipped", ("rechecks", "2017-C05-2", date(2019, 12, 11))),
        ("score.too-few-judges", ("marks", "exhibition", "2019-C10-1", "J1", "展示内容")),
        ("red-flag.not-verified", ("red_flag_items", "C17", UNVERIFIED)),
        ("red-flag.vetoed", ("red_flag_items", "C10", "团费收缴管理违规")),
    ):
        papers.expect_later(code, fact)
    papers.expect_of_earlier("brand.recheck-due", ("applications", "2017-C14-1"))
    # One project is trimmed unlike the others; the hall sets projects further apart than judges.
    papers.following.append(("sitting.unequal-trim", "", "", ""))
    papers.following.append(("vote.outweighs-defense", "", "", ""))


def _register(truth: Truth, papers: Papers) -> None:
    """Enter two corrections, one of them of a mark that is another by now, and the rest."""
    day = date(2019, 12, 18)
    (place, raw, n_votes), (other, was, now) = MENDED, REFUSED
    key, other_key = ("votes", *place), ("marks", *other)
    truth.rows["corrections"] = [
        correction(papers, key, (raw, n_votes), day, is_applied=True),
        correction(papers, other_key, (was, now), day, is_applied=False),
    ]
    papers.planted.append(("correction.applied", *papers.facts[key]))
    truth.rows["ballot_removals"] = [
        {
            "year": 2019,
            "component": "online_vote",
            "target_id": "G3",
            "reason": "同一地址一分钟内连续提交，核实为重复投票",
            "who": "监票人示安",
            "date": date(2019, 12, 19),
        }
    ]
    truth.rows["award_decisions"] = _awards()
    truth.rows["payments"] = list(payments(truth, unpaid={("2019-C20-1", 2)}))
    truth.rows["notices"] = notices(2019, date(2019, 4, 2), date(2019, 12, 19))
    # A weekend lies within the days of the notice and of the reply.
    truth.rows["appeal_terms"] = [
        {
            "appeal_no": "2019-01",
            "year": 2019,
            "round": "assessment",
            "published_date": date(2019, 12, 19),
            "last_date": date(2019, 12, 24),
            "reply_due_date": date(2019, 12, 25),
        }
    ]
    truth.rows["appeals"] = [_appeal()]


def _appeal() -> Row:
    return {
        "appeal_no": "2019-01",
        "year": 2019,
        "college_code": "C19",
        "project_id": "2019-C19-1",
        "received_date": date(2019, 12, 20),
        "matter": "漏统",
        "basis": "认为评委1的分数未计入",
        "outcome": "maintained",
        "before_points": STANDS,
        "after_points": STANDS,
        "handlers": "示例甲、示例丙",
        "replied_date": date(2019, 12, 23),
    }


# The total of the project that appealed; the judge had abstained, nothing was left out.
STANDS = 85.25


def _awards() -> list[Row]:
    """Return how the committee settled the tie of three units for two places."""
    reason = "并列，按团建工作实绩比较"
    told = {"reason": reason, "decided_by": "校团委工作例会", "decided_date": date(2019, 12, 27)}
    outcomes = {"C06": "yes", "C11": "yes", "C15": "no"}
    return [
        {"year": 2019, "college_code": code, "outcome": outcome, **told}
        for code, outcome in outcomes.items()
    ]
