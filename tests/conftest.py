"""What many tests share: the rules and the sample year, made once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from assessment import pipeline
from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from assessment.founding import Demo, make_demo
from assessment.sample.build import SampleProgramme, SampleYear
from assessment.workspace import Workspace, open_workspace
from few_papers import draw_one_chart, lay_out
from shared_demo import shared_demo

ROOT = Path(__file__).resolve().parents[1]


# Begun first, so that the workers of `-n 2` end together; the second needs no demo and runs while
# the first has it built.
LONG = (
    "test_recalculation", "test_rule_form", "test_notebooks", "test_half_finished", "test_sending",
    "test_build", "test_workbook", "test_paperwork", "test_cli", "test_charts_score",
    "test_checking", "test_workspace", "test_pipeline", "test_renewal", "test_accounting",
    "test_findings", "test_studio", "test_rulebook", "test_english",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    # By itself xdist begins with the files of the most tests, however short.
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules(ROOT / "rules" / "2017.toml")


@pytest.fixture(scope="session")
def sample(rules: Rules) -> SampleYear:
    """The first year alone, as most tests of one room want it."""
    return pipeline.make_sample({rules.year: rules}).years[rules.year]


@pytest.fixture(scope="session")
def samples(rules: Rules) -> SampleProgramme:
    """All years of the sample, as the demo lays them down."""
    years = (rules.year, rules.year + 1, rules.year + 2)
    return pipeline.make_sample({year: load_rules(ROOT / f"rules/{year}.toml") for year in years})


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
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    own = tmp_path_factory.mktemp("work") / "demo"
    return shared_demo(common, own, lambda root: make_demo(root, progress=lambda _, **__: None))


@pytest.fixture
def copy(demo: Demo, tmp_path: Path) -> Workspace:
    """A copy of the demo that a test may change."""
    shutil.copytree(demo.workspace.root, tmp_path / "work")
    return open_workspace(tmp_path / "work")


@pytest.fixture
def one_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_one_chart(monkeypatch)


@pytest.fixture(scope="session")
def few_papers(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A few papers of one year of the demo, run and checked once; tests copy it as `small`."""
    return lay_out(demo.workspace.root, tmp_path_factory.mktemp("few") / "work")


@pytest.fixture
def small(few_papers: Workspace, tmp_path: Path, one_chart: None) -> Workspace:  # noqa: ARG001
    """A copy of a few papers, run and checked, that a test may change."""
    shutil.copytree(few_papers.root, tmp_path / "small")
    return open_workspace(tmp_path / "small")
