"""What is made rather than computed: the sample, blank workbooks, master copies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from assessment.core.rules import Rules

if TYPE_CHECKING:
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


def master_rules() -> dict[int, bytes]:
    """Return the rules files that ship with the package, by year."""
    from assessment.sample.masters import rules_files

    return rules_files()


def master_notebooks() -> dict[str, bytes]:
    """Return the notebooks that ship with the package, by file name."""
    from assessment.sample.masters import notebook_files

    return notebook_files()
