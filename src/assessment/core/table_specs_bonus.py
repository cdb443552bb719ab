"""Tables of what the brand bonus does in the Red Flag evaluation: name, key, columns as text."""

from __future__ import annotations

BONUS = (
    (
        "brand_bonuses",
        "year project_id",
        "year:int project_id college_code brand_id grade is_revoked:flag bonus_points:real",
    ),
    (
        "bonus_caps",
        "year step_no college_code",
        "year:int step_no:int cap_low_points:real cap_high_points:real college_code rank:int"
        " is_awarded:flag is_border_tied:flag",
    ),
    (
        "bonus_tipping_points",
        "year cap_points college_code other_college_code",
        "year:int cap_points:real college_code other_college_code change=passes|joins|leaves"
        " is_award_changed:flag",
    ),
    (
        "bonus_association",
        "year scope statistic",
        "year:int scope=year|pooled statistic=spearman|kendall value:real? low:real? high:real?"
        " p_share:real? n_orders:int n_years:int n_colleges:int n_units:int",
    ),
)
