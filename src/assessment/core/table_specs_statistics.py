"""Tables of what the scores can bear, beside the official ranking: name, key, columns as text."""

from __future__ import annotations

STATISTICS = (
    (
        "severity",
        "year component judge_id",
        "year:int component judge_id effect_points:real std_error:real n_marks:int misfit:real?"
        " panel_group:int",
    ),
    (
        "adjusted",
        "year component project_id",
        "year:int component project_id adjusted_points:real std_error:real shrunken_points:real?"
        " raw_rank:int adjusted_rank:int panel_group:int",
    ),
    (
        "residuals",
        "year component project_id judge_id",
        "year:int component project_id judge_id residual_points:real misfit:real?",
    ),
    (
        "leanings",
        "year component toward judge_id",
        "year:int component toward=own_type|own_theme judge_id leaning_points:real std_error:real"
        " low_points:real high_points:real n_own:int n_other:int",
    ),
    (
        "variance",
        "year component source",
        "year:int component source=project|judge|residual variance:real variance_share:real",
    ),
    (
        "reliability",
        "year component statistic",
        "year:int component statistic value:real low:real? high:real? n_projects:int n_judges:int",
    ),
    (
        "rank_intervals",
        "year round project_id method",
        "year:int round project_id"
        " method=bootstrap|simultaneous|marginal|votes|votes_simultaneous|votes_marginal rank:int"
        " rank_low:int rank_high:int top_share:real? level:real n_first:int",
    ),
    (
        "pairs",
        "year round project_id other_id",
        "year:int round project_id other_id before_share:real",
    ),
    (
        "weight_sensitivity",
        "year round project_id rank",
        "year:int round project_id rank:int acceptability_share:real near_share:real?",
    ),
    (
        "other_methods",
        "year round method project_id",
        "year:int round method project_id rank:int rank_then:int",
    ),
    (
        "tipping_points",
        "year round component weight project_id other_id",
        "year:int round component weight:real project_id other_id is_at_border:flag",
    ),
)
