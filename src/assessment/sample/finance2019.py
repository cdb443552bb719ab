"""What the finance office paid in 2019, and what a supplier paid back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from assessment.sample.draft import Draft, write_xlsx
from assessment.sample.papers import Papers
from assessment.sample.truth import Row, Truth, key_of

REFUNDED, REFUND_FEN = ("2019-C02-1", 3), 6000
# Paid less than was claimed; not paid yet.
CUT, CUT_FEN, WAITING = "BX20190202", 3550, "BX20191105"
_FILE, _SHEET = "四、经费/2019年财务报销清单.xlsx", "入账"


def refund(truth: Truth) -> None:
    """Add the line of what was paid back: it bears the voucher of the payment it takes back."""
    project_id, line_no = REFUNDED
    paid = truth.find(("ledger", project_id, line_no))
    lines = truth.of("ledger", project_id=project_id)
    place = truth.rows["ledger"].index(lines[-1]) + 1
    changes = {"line_no": len(lines) + 1, "amount_fen": -REFUND_FEN,
               "spent_date": paid["spent_date"] + timedelta(days=9)}  # fmt: skip
    truth.rows["ledger"].insert(place, paid | changes)


def finance_list(truth: Truth) -> list[Row]:
    """Return what was paid by 报销单号: as claimed, but for one that was cut and one that waits."""
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in truth.rows["ledger"]:
        claims[row["reimbursement_no"]].append(row)
    return [
        {
            "year": truth.rules.year,
            "reimbursement_no": number,
            "payment_no": 1,
            "paid_fen": sum(row["amount_fen"] or 0 for row in lines) - CUT_FEN * (number == CUT),
            "paid_date": max((row["spent_date"] for row in lines if row["spent_date"]),
                             default=date(truth.rules.year, 12, 1)) + timedelta(days=6),
        }
        for number, lines in sorted(claims.items())
        if number != WAITING
    ]  # fmt: skip


def write_finance(truth: Truth, papers: Papers) -> None:
    """Lay down 财务报销清单."""
    rows = truth.rows["finance"]
    draft = Draft(_SHEET, widths={1: 6, 2: 16, 3: 14, 4: 16, 5: 26})
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”财务报销清单（示例数据）")
    draft.merge(1, 1, 1, 5)
    draft.put_row(2, ["序号", "报销单号", "入账日期", "入账金额（元）", "摘要"])
    for line, row in enumerate(rows, start=3):
        draft.put_row(line, [line - 2, row["reimbursement_no"], row["paid_date"]])
        draft.put(line, 4, row["paid_fen"] / 100, fact=key_of("finance", row))
        draft.put(line, 5, "一团一品活动经费")
    draft.put(3 + len(rows), 1, "合计")
    draft.put(3 + len(rows), 4, sum(row["paid_fen"] for row in rows) / 100)
    papers.add(_FILE, write_xlsx([draft]), {_SHEET: draft}, kind="finance_list")
