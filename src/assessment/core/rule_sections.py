"""The sections of a rules file as frozen models; each says what it admits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, Strict, model_validator

from assessment.core.rule_components import Component as Component
from assessment.core.rule_components import Judged as Judged
from assessment.core.rule_components import Voted as Voted
from assessment.core.rule_values import (
    Count,
    Exact,
    Flag,
    Frozen,
    Points,
    Share,
    Sourced,
    Text,
    Year,
)


class Decision(Frozen):
    """When, where and under which number the committee decided the rules."""

    decided_date: date | None = None
    meeting: str = ""
    document_no: str = ""


class Office(Frozen):
    """The office that publishes: the only personal data a notice may show."""

    name: str = ""
    signature: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""


class Programme(Sourced):
    """The first year and the number of years within which every theme is covered."""

    first_year: Year
    years: Annotated[int, Strict(), Field(ge=1, le=20)] = 3


Period = tuple[date, date]


class Calendar(Sourced):
    """First and last day of each phase."""

    application: Period
    implementation: Period
    assessment: Period

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("application", "implementation", "assessment"):
            first, last = getattr(self, name)
            if first > last:
                raise ValueError(f"{name} 的开始日期 {first} 晚于结束日期 {last}")
        return self


class Eligibility(Sourced):
    """How many projects a college may enter and what must lie on the table in time."""

    max_per_college: Count = 1
    max_per_college_exceptional: Count = 2
    late: Literal["exclude", "flag"] = "exclude"
    needs: tuple[Literal["form", "plan", "paper"], ...] = ("form", "plan", "paper")


class MaterialsNeeded(Frozen):
    """Fewest items of each kind with which materials count as complete."""

    photo: Count = 6
    video: Count = 1
    news: Count = 1
    document: Count = 4


class Assessment(Sourced):
    """Who stands in December."""

    entrants: Literal["selected", "with_materials", "eligible"]
    materials_needed: MaterialsNeeded = MaterialsNeeded()


class Instalment(Frozen):
    """One payment of a grant: its part of the whole (0–1), when due and on what condition."""

    share: Annotated[Exact, Field(gt=0, le=1)]
    due_date: date | None = None
    condition: str = ""


class Selection(Sourced):
    """How many projects are funded, with how much, and what limits the choice."""

    min_projects: Count = 3
    max_projects: Count = 4
    grant_yuan: Points
    instalments: tuple[Instalment, ...] = (Instalment(share=Decimal(1)),)
    budget_yuan: Points
    max_selected_per_college: Count = 1
    prefer_unfunded_colleges: Flag = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.min_projects > self.max_projects:
            raise ValueError("min_projects 不应大于 max_projects")
        if sum(part.share for part in self.instalments) != 1:
            raise ValueError("各期拨款比例（share）之和应为 1")
        return self


class Theme(Frozen):
    """One of the nine themes; `required` says whether three years must cover it."""

    code: Text
    name: Text
    aliases: tuple[Text, ...] = ()
    required: Flag


class Ranking(Sourced):
    """Rounding, what is ranked, and the chain of tie steps."""

    decimals: Annotated[int, Strict(), Field(ge=0, le=6)] = 2
    rounding: Literal["half_up"] = "half_up"
    rank_on: Literal["unrounded", "rounded"] = "unrounded"
    ties: tuple[Text, ...] = ()
    style: Literal["competition", "dense"] = "competition"


class Band(Frozen):
    """A grade and the least total (points) that earns it."""

    grade: Text
    at_least: Annotated[Exact, Field(ge=0, le=100)]


class Grades(Sourced):
    """Bands from the highest down; the first is the one whose share may be capped."""

    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    grade_on: Literal["rounded", "unrounded"] = "rounded"
    outstanding_share_max: Annotated[Exact, Field(ge=0, le=1)] = Decimal(1)

    @model_validator(mode="after")
    def _descending(self) -> Self:
        borders = [band.at_least for band in self.bands]
        if borders != sorted(set(borders), reverse=True) or borders[-1] != 0:
            raise ValueError("等次应由高到低排列、界线不重复，最后一等从 0 分起")
        return self


class Budget(Sourced):
    """What may be spent, by when, and when spending above the grant is noted or barred."""

    categories: tuple[Text, ...]
    barred: tuple[Text, ...] = ()
    closing_date: date
    note_above_share: Share = Decimal("1.0")
    limit_share: Share = Decimal("1.1")


class Brands(Sourced):
    """Re-check cycle of certified brands."""

    recheck_every_years: Count = 2
    rectify_months: Count = 1
    ban_years: Count = 2


class RedFlagItem(Frozen):
    """One item of the Red Flag evaluation and the most points it can give."""

    item: Text
    cap_points: Points


class RedFlag(Sourced):
    """The Red Flag evaluation of this year; the brand bonus counts an earlier assessment."""

    counts_results_of: Year | None = None
    items: tuple[RedFlagItem, ...]
    brand_bonus: dict[str, Exact]
    bonus_cap: Share
    award_top: Count | None = None
    award_share: Annotated[Exact, Field(ge=0, le=1)] | None = None
    veto: tuple[Text, ...] = ()
    commendation: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_award_rule(self) -> Self:
        if (self.award_top is None) == (self.award_share is None):
            raise ValueError("award_top 与 award_share 应填且只填一个")
        return self


class Publication(Sourced):
    """How long and with which columns a result is published."""

    notice_days: Count = 3
    columns: tuple[Text, ...] = ("number", "unit", "project", "grade")
