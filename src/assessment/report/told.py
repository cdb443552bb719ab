"""What a page shows of where a number comes from, whoever worked that out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Told(Protocol):
    """A value with its label, its place, and the values it was made from."""

    @property
    def label(self) -> str:
        """What it is."""

    @property
    def value(self) -> str:
        """The value as people read it."""

    @property
    def where(self) -> str:
        """File, sheet and cell."""

    @property
    def children(self) -> Sequence[Told]:
        """What it was made from."""
