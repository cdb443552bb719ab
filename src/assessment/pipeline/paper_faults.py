"""Which of a computed year's problems are faults of a paper, to be mended by who wrote it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from assessment.core.problems import Problem

_FAMILIES = frozenset(
    "marks points judge penalty votes ledger voucher refund red-flag activity material".split()
)
# What follows from a paper that is as it should be.
_CONSEQUENCES = frozenset({"red-flag.vetoed", "votes.all-zero"})


def paper_faults(problems: Iterable[Problem], files: Collection[str], /) -> Iterator[Problem]:
    """Yield the problems that name a place in one of these files and blame what stands there."""
    for one in problems:
        is_family = one.code.partition(".")[0] in _FAMILIES and one.code not in _CONSEQUENCES
        if is_family and one.where.file in files:
            yield one
