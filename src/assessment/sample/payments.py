"""How the invented grants were paid out: instalments as the rules have them, days after."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from assessment.sample.truth import Row, Truth

Paid = tuple[str, int]
_DAYS_AFTER = 2
_EVIDENCE = {1: "立项通知", 2: "中期检查记录"}


def payments(
    truth: Truth, *, unmet: Collection[Paid] = (), unpaid: Collection[Paid] = ()
) -> Iterator[Row]:
    """Yield the payments of the year's grants; both collections name (project, instalment)."""
    section = truth.rules.selection
    for grant in truth.of("decisions", matter="selected", outcome="yes"):
        project = grant["project_id"]
        number = 0
        for n, part in enumerate(section.instalments, start=1):
            if (project, n) in unpaid or part.due_date is None:
                continue
            number += 1
            yield {
                "year": truth.rules.year,
                "project_id": project,
                "payment_no": number,
                "instalment": n,
                "paid_fen": int(section.grant_yuan * part.share * 100),
                "paid_date": part.due_date + timedelta(days=_DAYS_AFTER),
                "is_met": (project, n) not in unmet,
                "evidence": None if (project, n) in unmet else _EVIDENCE[n],
                "paid_by": "示例出纳",
                "note": "先行垫付，缓交中期材料" if (project, n) in unmet else None,
            }
