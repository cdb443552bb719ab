"""Tables of the choice of projects: name, key and columns as text."""

from __future__ import annotations

PLANNED = (
    (
        "selection",
        "year project_id",
        "year:int project_id is_proposed:flag is_greedy:flag is_selected:flag"
        " is_overruled:flag granted_fen:int? reason_code:text? reason:text?",
    ),
    (
        "selection_frontier",
        "year set_id",
        "year:int set_id project_ids total_points:real n_new_themes:int promise_share:real"
        " is_best:flag is_chosen:flag",
    ),
    (
        "theme_supply",
        "year theme_code",
        "year:int theme_code n_years_offered:int n_years:int chance_share:real",
    ),
    (
        "promise",
        "year choice themes",
        "year:int choice=proposed|selected themes=required|all n_open:int n_slots:int"
        " promise_share:real",
    ),
    (
        "hindsight",
        "year",
        "year:int best_ids best_points:real best_exact best_new:int actual_ids:text?"
        " actual_points:real actual_exact actual_new:int",
    ),
)
