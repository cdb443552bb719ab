"""What a value of the rules may be: exact numbers, years, and sections that name their source."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

from assessment.core.labels import phrase

Round = Literal["review", "assessment"]
Line = Annotated[str, StringConstraints(strip_whitespace=True)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Count = Annotated[int, Strict(), Field(ge=0)]
Year = Annotated[int, Strict(), Field(ge=1990, le=2100)]
Flag = Annotated[bool, Strict()]


Place = tuple[str | int, ...]


class Fault(ValueError):
    """What is wrong with a value of the rules: a line of the catalogue.

    `at` is the key that has to be changed, seen from the section that found the fault.
    """

    def __init__(self, key: str, /, *, at: Place = (), **values: Any) -> None:
        self.phrase, self.at = phrase(key, **values), at
        super().__init__(str(self.phrase))


def _exact(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Fault("fault.number")
    return Decimal(value)


Exact = Annotated[Decimal, BeforeValidator(_exact)]
Points = Annotated[Exact, Field(gt=0)]
Share = Annotated[Exact, Field(ge=0)]


class Frozen(BaseModel):
    """A part of the rules: nothing unknown is let in, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Frozen):
    """A section that names the clause it rests on and whether that clause was decided."""

    source: Text
    """The clause the section rests on, in words."""
    status: Literal["decided", "assumed"]
    """`decided` by the notice, or `assumed` where the notice is silent."""
