"""What is made rather than computed: the sample, blank workbooks, master copies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.sample.build import SampleProgramme


def make_sample(rules: Mapping[int, Rules], /) -> SampleProgramme:
    """Return the invented years of these rules: files, register, truth and what is planted."""
    from assessment.report.templates import write_register
    from assessment.sample.build import sample_programme

    return sample_programme(rules, write_register=partial(write_register, is_sample=True))


def blank_register() -> bytes:
    """Return an empty 登记.xlsx."""
    from assessment.report.templates import write_register

    return write_register({})


def blank_kinds() -> tuple[str, ...]:
    """Return the kinds of blank files there are."""
    from assessment.report.blanks.kinds import WRITERS

    return tuple(WRITERS)


def blank_files(tables: Mapping[str, DataFrame], kind: str, /, *, rules: Rules) -> dict[str, bytes]:
    """Return the blank files of a kind by path, filled beforehand with what the tables know."""
    from assessment.report.blanks.kinds import write_blanks

    return write_blanks(tables, kind, rules=rules)


def master_rules() -> dict[int, bytes]:
    """Return the rules files that ship with the package, by year."""
    from assessment.sample.masters import rules_files

    return rules_files()


def master_notebooks() -> dict[str, bytes]:
    """Return the notebooks that ship with the package, by file name."""
    from assessment.sample.masters import notebook_files

    return notebook_files()
