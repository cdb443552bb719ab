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
    Fault,
    Flag,
    Frozen,
    Line,
    Points,
    Share,
    Sourced,
    Text,
    Year,
)


class Decision(Frozen):
    """When, where and under which number the committee decided the rules."""

    decided_date: date | None = None
    """The day of the meeting; once filled, nothing prints 暂定."""
    meeting: Line = ""
    """The name of the meeting."""
    document_no: Line = ""
    """The number of the document."""


class Office(Frozen):
    """The office that publishes: the only personal data a notice may show."""

    name: Line = ""
    """The office."""
    signature: Line = ""
    """The signature under a notice (落款)."""
    contact: Line = ""
    """Whom to ask."""
    phone: Line = ""
    """Its telephone."""
    email: Line = ""
    """Its address."""


class Programme(Sourced):
    """The first year and the number of years within which every theme is covered."""

    first_year: Year
    """The first year of the programme."""
    years: Annotated[int, Strict(), Field(ge=1, le=20)] = 3
    """How many years it runs."""


Period = tuple[date, date]


class Calendar(Sourced):
    """First and last day of each phase."""

    application: Period
    """Handing in: the last day is the deadline."""
    implementation: Period
    """Carrying out."""
    assessment: Period
    """Exhibition, defense and votes."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("application", "implementation", "assessment"):
            first, last = getattr(self, name)
            if first > last:
                raise Fault("fault.period", at=(name,), name=name, first=first, last=last)
        return self


class Eligibility(Sourced):
    """How many projects a college may enter and what must lie on the table in time."""

    max_per_college: Count = 1
    """Projects a college may enter."""
    max_per_college_exceptional: Count = 2
    """Projects in all when the committee finds the further ones outstanding."""
    late: Literal["exclude", "flag"] = "exclude"
    """`exclude` leaves late projects out, `flag` only marks them."""
    needs: tuple[Literal["form", "plan", "paper"], ...] = ("form", "plan", "paper")
    """What must be there by the deadline."""


class MaterialsNeeded(Frozen):
    """Fewest items of each kind with which materials count as complete."""

    photo: Count = 6
    """Photographs."""
    video: Count = 1
    """Videos."""
    news: Count = 1
    """News items."""
    document: Count = 4
    """Written documents."""


class Assessment(Sourced):
    """Who stands in December."""

    entrants: Literal["selected", "with_materials", "eligible"]
    """`selected`: funded projects only; `with_materials`: also those whose materials are
    complete; `eligible`: every eligible project."""
    materials_needed: MaterialsNeeded = MaterialsNeeded()
    """Fewest items of each kind."""


class Instalment(Frozen):
    """One payment of a grant: its part of the whole (0–1), when due and on what condition."""

    share: Annotated[Exact, Field(gt=0, le=1)]
    """Part of the grant; the parts sum to 1."""
    due_date: date | None = None
    """When it is due."""
    condition: Line = ""
    """What must have happened."""


class Selection(Sourced):
    """How many projects are funded, with how much, and what limits the choice."""

    min_projects: Count = 3
    """Fewest projects selected in a year."""
    max_projects: Count = 4
    """Most projects selected in a year."""
    grant_yuan: Points
    """Grant of one project, in yuan."""
    instalments: tuple[Instalment, ...] = (Instalment(share=Decimal(1)),)
    """How a grant is paid."""
    budget_yuan: Points
    """All grants of a year, in yuan."""
    max_selected_per_college: Count = 1
    """Most projects selected of one college."""
    prefer_unfunded_colleges: Flag = False
    """Whether colleges never funded go first."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.min_projects > self.max_projects:
            raise Fault("fault.projects", at=("min_projects",))
        if sum(part.share for part in self.instalments) != 1:
            raise Fault("fault.shares", at=("instalments",))
        return self


class Theme(Frozen):
    """One of the nine themes; `required` says whether three years must cover it."""

    code: Text
    """Short code, such as `T1`."""
    name: Text
    """The official name."""
    aliases: tuple[Text, ...] = ()
    """Other spellings that papers use."""
    required: Flag
    """Whether the programme must cover it."""


class Ranking(Sourced):
    """Rounding, what is ranked, and the chain of tie steps."""

    decimals: Annotated[int, Strict(), Field(ge=0, le=6)] = 2
    """Decimals shown."""
    rounding: Literal["half_up"] = "half_up"
    """Half a unit goes up, as in Excel."""
    rank_on: Literal["unrounded", "rounded"] = "unrounded"
    """Whether totals are ranked as they are or as shown."""
    ties: tuple[Text, ...] = ()
    """Steps that part a tie, in order: a component, `untrimmed` (weighted sum without trims) or
    `votes` (all voted components)."""
    style: Literal["competition", "dense"] = "competition"
    """After a tie `competition` leaves places out (1, 1, 3), `dense` does not (1, 1, 2)."""


class Band(Frozen):
    """A grade and the least total (points) that earns it."""

    grade: Text
    """The grade."""
    at_least: Annotated[Exact, Field(ge=0, le=100)]
    """The least total that earns it."""


class Grades(Sourced):
    """Bands from the highest down; the first is the one whose share may be capped."""

    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    """From the highest down; the last starts at 0."""
    grade_on: Literal["rounded", "unrounded"] = "rounded"
    """Whether the total is graded as shown or as it is."""
    outstanding_share_max: Annotated[Exact, Field(ge=0, le=1)] = Decimal(1)
    """Largest share of ranked projects with the first grade."""

    @model_validator(mode="after")
    def _descending(self) -> Self:
        borders = [band.at_least for band in self.bands]
        if borders != sorted(set(borders), reverse=True) or borders[-1] != 0:
            raise Fault("fault.bands", at=("bands",))
        return self

    def cap(self, n_ranked: int) -> int:
        """Return how many may take the first grade: the whole part of share × ranked projects."""
        return int(self.outstanding_share_max * n_ranked)


class Budget(Sourced):
    """What may be spent, by when, and when spending above the grant is noted or barred."""

    categories: tuple[Text, ...]
    """What grants may be spent on."""
    barred: tuple[Text, ...] = ()
    """What they may not be spent on."""
    closing_date: date
    """Spending after this day is late."""
    note_above_share: Share = Decimal("1.0")
    """Share of the grant above which a note is wanted."""
    limit_share: Share = Decimal("1.1")
    """Share of the grant that is the limit."""


class Brands(Sourced):
    """Re-check cycle of certified brands."""

    recheck_every_years: Count = 2
    """Years between re-checks."""
    rectify_months: Count = 1
    """Months to rectify."""
    ban_years: Count = 2
    """Years without certification after one was revoked."""


class RedFlagItem(Frozen):
    """One item of the Red Flag evaluation and the most points it can give."""

    item: Text
    """The item."""
    cap_points: Points
    """Most points it gives, or takes when it is a deduction."""
    is_deduction: Flag = False
    """Whether its points are taken away."""


class RedFlag(Sourced):
    """The Red Flag evaluation of this year; the brand bonus counts an earlier assessment."""

    counts_results_of: Year | None = None
    """The year whose assessment counts; none: the bonus is 0."""
    items: tuple[RedFlagItem, ...]
    """Items and their caps."""
    brand_bonus: dict[Text, Exact]
    """Bonus by grade."""
    bonus_cap: Share
    """Most bonus in all."""
    award_top: Count | None = None
    """How many are awarded; this or `award_share`."""
    award_share: Annotated[Exact, Field(ge=0, le=1)] | None = None
    """Largest share that is awarded."""
    veto: tuple[Text, ...] = ()
    """What rules an award out."""
    commendation: tuple[Text, ...] = ()
    """How the list of commendations is made."""
    commend_grades: tuple[Text, ...] = ()
    """Colleges with a brand of one of these grades in the counted year are commended."""

    @model_validator(mode="after")
    def _one_award_rule(self) -> Self:
        if (self.award_top is None) == (self.award_share is None):
            raise Fault("fault.award", at=("award_top",))
        return self


NoticeColumn = Literal["number", "unit", "project", "theme", "grade", "rank", "total"]


class Publication(Sourced):
    """How long and with which columns a result is published, and when an appeal is answered."""

    notice_days: Count = 3
    """Working days a notice stays up, the day it is put up not counted; so long one may appeal."""
    reply_days: Count = 3
    """Working days after the day of receipt in which an appeal is answered."""
    columns: tuple[NoticeColumn, ...] = ("number", "unit", "project", "grade")
    """Columns of a notice; names of persons can be none of them."""
