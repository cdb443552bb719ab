"""What many tests share: the rules and the sample year, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assessment import pipeline
from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from assessment.founding import Demo, make_demo
from assessment.sample.build import SampleYear
from assessment.workspace import Workspace, open_workspace

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules(ROOT / "rules" / "2017.toml")


@pytest.fixture(scope="session")
def sample(rules: Rules) -> SampleYear:
    """The first year alone, as most tests of one room want it."""
    return pipeline.make_sample({rules.year: rules}).years[rules.year]


@pytest.fixture(scope="session")
def inputs(rules: Rules, sample: SampleYear) -> pipeline.YearInputs:
    return pipeline.YearInputs(rules, sample.files, sample.register)


@pytest.fixture(scope="session")
def read(inputs: pipeline.YearInputs) -> Result:
    return pipeline.read_year(inputs)


@pytest.fixture(scope="session")
def result(inputs: pipeline.YearInputs) -> Result:
    return pipeline.run_year(inputs)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The sample workspace on disk, run once; tests that change anything copy it."""
    return make_demo(tmp_path_factory.mktemp("work") / "demo", progress=lambda _, **__: None)


@pytest.fixture
def copy(demo: Demo, tmp_path: Path) -> Workspace:
    """A copy of the demo that a test may change."""
    shutil.copytree(demo.workspace.root, tmp_path / "work")
    return open_workspace(tmp_path / "work")
