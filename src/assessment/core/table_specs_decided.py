"""Tables of what people correct, decide, publish and contest: name, key and columns as text."""

from __future__ import annotations

DECIDED = (
    (
        "corrections",
        "sha256 sheet cell",
        "year:int sha256 sheet cell was:text? now:text? reason:text? who:text? date:date?"
        " is_applied:flag src",
    ),
    (
        "award_decisions",
        "year college_code",
        "year:int college_code outcome=yes|no reason:text? decided_by:text? decided_date:date? src",
    ),
    (
        "notices",
        "year round",
        "year:int round=review|assessment published_date:date note:text? src",
    ),
    (
        "appeals",
        "appeal_no",
        "appeal_no year:int college_code project_id:text? received_date:date? matter"
        " basis:text? outcome:text?=maintained|corrected before_points:real?"
        " after_points:real? handlers:text? replied_date:date? src",
    ),
    (
        "appeal_terms",
        "appeal_no",
        "appeal_no year:int round:text?=review|assessment published_date:date? last_date:date?"
        " reply_due_date:date?",
    ),
    (
        "ballot_removals",
        "year component target_id",
        "year:int component target_id reason:text? who:text? date:date? src",
    ),
    (
        "result_changes",
        "year round project_id item",
        "year:int round=review|assessment project_id item before:text? after:text?",
    ),
)
