"""Brand bonuses that a 考核表 claims for itself, beside what the assessment gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessment.account.brand_bonus import Honour
from assessment.account.red_flag_paper import Finding, Line
from assessment.core.details import detail
from assessment.core.exact import plain
from assessment.core.rule_sections import RedFlag


def check_claims(claims: Sequence[Line], honour: Honour, section: RedFlag) -> Iterator[Finding]:
    """Yield what is wrong with the claimed bonus: no brand brings one, or it is another."""
    stated = [(line, line.claimed) for line in claims if line.claimed is not None]
    claimed = sum((points for _, points in stated), Fraction(0))
    for line, points in stated:
        told = detail("item_points", name=f"「{line.text}」", n=plain(points))
        if points and not honour.bonus:
            yield Finding("red-flag.bonus-uncertified", line.src, told, _why(honour, section))
        elif claimed != honour.bonus:
            usual = detail("points", n=plain(honour.bonus))
            yield Finding("red-flag.bonus-differs", line.src, told, usual)


def _why(honour: Honour, section: RedFlag) -> str:
    if section.counts_results_of is None:
        return detail("bonus_no_year")
    if honour.is_revoked:
        return detail("bonus_revoked")
    return detail("bonus_no_grade", year=section.counts_results_of)
