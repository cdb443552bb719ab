"""Tables of what is followed after the choice: money paid, events of brands, what is due."""

from __future__ import annotations

FOLLOWED = (
    (
        "payments",
        "year project_id payment_no",
        "year:int project_id payment_no:int instalment:int paid_fen:int paid_date:date?"
        " is_met:flag? evidence:text? paid_by:text? note:text? src",
    ),
    (
        "instalments",
        "year project_id instalment",
        "year:int project_id instalment:int granted_fen:int due_date:date? condition:text?"
        " paid_fen:int paid_date:date? is_met:flag? left_fen:int state=unpaid|part|paid|over",
    ),
    (
        "finance",
        "year reimbursement_no payment_no",
        "year:int reimbursement_no payment_no:int paid_fen:int? paid_date:date? src",
    ),
    (
        "finance_match",
        "year reimbursement_no",
        "year:int reimbursement_no claimed_fen:int? paid_fen:int?"
        " outcome=agrees|differs|unread|not_paid|not_claimed",
    ),
    (
        "settlements",
        "year project_id category",
        "year:int project_id category state=stated|blank|unread planned_fen:int? spent_fen:int?"
        " n_vouchers:int? src",
    ),
    (
        "settlement_match",
        "year project_id category",
        "year:int project_id category stated_fen:int? ledger_fen:int left_out_fen:int"
        " planned_stated_fen:int? planned_fen:int? n_vouchers:int? n_lines:int"
        " outcome=agrees|differs|left_out|not_stated|not_in_ledger|unread",
    ),
    (
        "budget_years",
        "year",
        "year:int n_projects:int granted_fen:int spent_fen:int left_fen:int usage_share:real?"
        " unfunded_fen:int left_out_fen:int",
    ),
    (
        "activities_missed",
        "year project_id activity_no",
        "year:int project_id activity_no:int planned_date:date? name"
        " outcome=cancelled|postponed src",
    ),
    (
        "activity_gaps",
        "year project_id first_date",
        "year:int project_id first_date:date last_date:date n_days:int",
    ),
    (
        "closing_items",
        "year project_id requirement",
        "year:int project_id requirement=activity|photo|video|news|document|ledger needed:int"
        " n_items:int is_met:flag",
    ),
    (
        "brand_events",
        "brand_id event_no",
        "brand_id event_no:int event_date:date"
        " event=certified|rechecked|banned|too_early|after_revocation college_code:text?"
        " project_name:text? outcome:text? state:text?=valid|rectify|downgraded|revoked"
        " note:text? src",
    ),
    (
        "brand_calendar",
        "due_date brand_id matter",
        "due_date:date brand_id college_code matter=recheck|rectify|ban_ends is_overdue:flag",
    ),
)
