"""The components of a round: what judges mark, and votes that are converted to points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, Strict, model_validator

from assessment.core.rule_values import (
    Count,
    Exact,
    Fault,
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
    """The name that stands on the sheet."""
    points: Points
    """Full marks."""
    factor: Points = Decimal(1)
    """What its marks are multiplied with."""


class Penalty(Frozen):
    """A deduction that may be made from a component's combined marks, such as 超时."""

    name: Text
    """What is deducted for; the name that stands on the summary sheet."""
    most: Points
    """The most points it may take, on the scale of the component's full marks."""


class Judged(Sourced):
    """A component that judges mark. Full marks are Σ factor·points of its criteria."""

    round: Round
    """The round it belongs to."""
    name: Text
    """Its code, unique across rounds."""
    label: Text
    """What people call it."""
    kind: Literal["judged"]
    """Marked by judges."""
    weight: Share
    """Percent; the weights of a round sum to 100."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """The lines of a judge's sheet."""
    combine: Literal["trimmed_mean", "mean", "median"]
    """How the judges' marks become one."""
    combine_on: Literal["judge_total", "criterion"] = "judge_total"
    """Whether sums of judges are combined, or each criterion apart."""
    criterion_decimals: Annotated[int, Strict(), Field(ge=0, le=6)] | None = None
    """Rounds each criterion's mean; with `combine_on = "criterion"` only."""
    drop_high: Count = 0
    """How many of the highest are dropped."""
    drop_low: Count = 0
    """How many of the lowest are dropped."""
    trim_from: Count = 0
    """From how many valid marks on they are dropped."""
    min_judges: Annotated[int, Strict(), Field(ge=1)] = 1
    """Fewer valid marks are pointed out."""
    recuse_own_college: Flag = True
    """Whether judges of the project's own college are left out."""
    panel_coefficient: Flag = False
    """Whether panels are standardised: overall mean ÷ panel mean."""
    penalties: tuple[Penalty, ...] = ()
    """Deductions that may be made, after combining and the panel's coefficient."""

    @property
    def full(self) -> Fraction:
        """Full marks of one judge."""
        return sum((Fraction(c.points) * Fraction(c.factor) for c in self.criteria), Fraction(0))

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = [criterion.name for criterion in self.criteria]
        if len(set(names)) < len(names):
            raise Fault("fault.criteria", at=("criteria",), names=names)
        deductions = [penalty.name for penalty in self.penalties]
        if len(set(deductions)) < len(deductions):
            raise Fault("fault.penalties", at=("penalties",), names=deductions)
        if self.combine == "trimmed_mean" and self.trim_from <= self.drop_high + self.drop_low:
            raise Fault("fault.trim", at=("trim_from",))
        if self.criterion_decimals is not None and self.combine_on != "criterion":
            raise Fault("fault.decimals", at=("criterion_decimals",))
        return self


class Channel(Frozen):
    """One way of voting. With weights (percent) channels are converted apart; without, added."""

    name: Text
    """The name that stands on the tally."""
    weight: Share | None = None
    """Percent; all channels have one, summing to 100, or none has."""


class Ladder(Frozen):
    """Points by place: `first`, then `step` less each place, never under `floor`."""

    first: Points
    """Points of the first place."""
    step: Points
    """Points less at each further place."""
    floor: Share
    """Fewest points."""


class Threshold(Frozen):
    """`points` of 100 for reaching `votes`; the rest linear by the maximum."""

    votes: Annotated[int, Strict(), Field(ge=1)]
    """Votes to reach."""
    points: Annotated[Exact, Field(ge=0, le=100)]
    """Points for reaching them, of 100."""


class Voted(Sourced):
    """A component whose votes are converted to points."""

    round: Round
    """The round it belongs to."""
    name: Text
    """Its code, unique across rounds."""
    label: Text
    """What people call it."""
    kind: Literal["voted"]
    """Decided by votes."""
    weight: Share
    """Percent; the weights of a round sum to 100."""
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    """Ways of voting."""
    convert: Literal["max_ratio", "share", "rank", "ladder", "threshold"]
    """How votes become points: by the maximum, by share, by rank, by a ladder of places, or with
    a threshold."""
    ladder: Ladder | None = None
    """Settings of `convert = "ladder"`."""
    threshold: Threshold | None = None
    """Settings of `convert = "threshold"`."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for setting in ("ladder", "threshold"):
            if (self.convert == setting) != (getattr(self, setting) is not None):
                raise Fault("fault.setting", at=("convert",), setting=setting)
        weights = [channel.weight for channel in self.channels]
        given = [weight for weight in weights if weight is not None]
        if given and (len(given) < len(weights) or sum(given) != 100):
            raise Fault("fault.channels", at=("channels",))
        return self


Component = Annotated[Judged | Voted, Field(discriminator="kind")]
