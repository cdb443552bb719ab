"""The three invented years, made once, and what intake reads from them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from assessment.intake.read import read_year
from assessment.report.templates import write_register
from assessment.sample.build import SampleProgramme, SampleYear, sample_programme

RULES = Path(__file__).resolve().parents[2] / "rules"
YEARS = (2017, 2018, 2019)


@pytest.fixture(scope="session")
def rules_of() -> dict[int, Rules]:
    return {year: load_rules(RULES / f"{year}.toml") for year in YEARS}


@pytest.fixture(scope="session")
def programme(rules_of: dict[int, Rules]) -> SampleProgramme:
    return sample_programme(rules_of, write_register=partial(write_register, is_sample=True))


@pytest.fixture(scope="session")
def readings(programme: SampleProgramme, rules_of: dict[int, Rules]) -> dict[int, Result]:
    """Each year as intake reads it, knowing the applications of the years before."""
    found, earlier = {}, None
    for year, sample in programme.years.items():
        read = read_year(sample.files, sample.register, rules=rules_of[year], earlier=earlier)
        earlier = pd.concat([earlier, read.tables["applications"]], ignore_index=True)
        found[year] = read
    return found


@pytest.fixture(params=YEARS)
def year(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def one(programme: SampleProgramme, year: int) -> SampleYear:
    return programme.years[year]


@pytest.fixture
def reading(readings: dict[int, Result], year: int) -> Result:
    return readings[year]
