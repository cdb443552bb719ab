"""The components of a round: what judges mark, and votes that are converted to points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, Strict, model_validator

from assessment.core.rule_values import (
    Count,
    Exact,
    Flag,
    Frozen,
    Points,
    Round,
    Share,
    Sourced,
    Text,
)


class Criterion(Frozen):
    """One line of a judge's sheet: full marks and the factor they count with."""

    name: Text
    points: Points
    factor: Points = Decimal(1)


class Judged(Sourced):
    """A component that judges mark. Full marks are Σ factor·points of its criteria."""

    round: Round
    name: Text
    label: Text
    kind: Literal["judged"]
    weight: Share
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    combine: Literal["trimmed_mean", "mean", "median"]
    combine_on: Literal["judge_total", "criterion"] = "judge_total"
    criterion_decimals: Annotated[int, Strict(), Field(ge=0, le=6)] | None = None
    drop_high: Count = 0
    drop_low: Count = 0
    trim_from: Count = 0
    min_judges: Annotated[int, Strict(), Field(ge=1)] = 1
    recuse_own_college: Flag = True
    panel_coefficient: Flag = False

    @property
    def full(self) -> Fraction:
        """Full marks of one judge."""
        return sum((Fraction(c.points) * Fraction(c.factor) for c in self.criteria), Fraction(0))

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = [criterion.name for criterion in self.criteria]
        if len(set(names)) < len(names):
            raise ValueError(f"评分项名称重复：{names}")
        if self.combine == "trimmed_mean" and self.trim_from <= self.drop_high + self.drop_low:
            raise ValueError("trim_from 应大于 drop_high 与 drop_low 之和，否则会把评分去光")
        if self.criterion_decimals is not None and self.combine_on != "criterion":
            raise ValueError('criterion_decimals 只用于 combine_on = "criterion"')
        return self


class Channel(Frozen):
    """One way of voting. With weights (percent) channels are converted apart; without, added."""

    name: Text
    weight: Share | None = None


class Ladder(Frozen):
    """Points by place: `first`, then `step` less each place, never under `floor`."""

    first: Points
    step: Points
    floor: Share


class Threshold(Frozen):
    """`points` of 100 for reaching `votes`; the rest linear by the maximum."""

    votes: Annotated[int, Strict(), Field(ge=1)]
    points: Annotated[Exact, Field(ge=0, le=100)]


class Voted(Sourced):
    """A component whose votes are converted to points."""

    round: Round
    name: Text
    label: Text
    kind: Literal["voted"]
    weight: Share
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    convert: Literal["max_ratio", "share", "rank", "ladder", "threshold"]
    ladder: Ladder | None = None
    threshold: Threshold | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for setting in ("ladder", "threshold"):
            if (self.convert == setting) != (getattr(self, setting) is not None):
                raise ValueError(f'{setting} 与 convert = "{setting}" 应同时填写')
        weights = [channel.weight for channel in self.channels]
        given = [weight for weight in weights if weight is not None]
        if given and (len(given) < len(weights) or sum(given) != 100):
            raise ValueError("投票渠道的权重要么都不填（票数相加），要么都填且合计 100")
        return self


Component = Annotated[Judged | Voted, Field(discriminator="kind")]
