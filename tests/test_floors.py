"""The house stands as designed; the second half breaks each rule to see the checker notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from floors import FLOOR_OF, Module, check, imports, without_tests

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "assessment"
# Not mirrored by a file of their own, and where they are tested instead.
COVERED = {
    "__init__": "test_floors.py",
    "__main__": "cli/test_cli.py",
    "core.rule_sections": "core/test_rules.py",
    "core.rule_components": "core/test_rules.py",
    "core.rule_values": "core/test_rules.py",
    "core.table_specs": "core/test_tables.py",
    "core.table_specs_decided": "core/test_tables.py",
    "core.table_specs_planned": "core/test_tables.py",
    "core.table_specs_followed": "core/test_tables.py",
    "lookup": "test_workspace.py",
    "notebook": "test_notebooks.py",
    "runs": "test_workspace.py",
}


def all_modules() -> list[Module]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = list(path.relative_to(SOURCE).with_suffix("").parts)
        if parts[-1] == "__init__" and len(parts) > 1:
            parts.pop()
        found.append(Module(".".join(parts), path.read_text(encoding="utf-8")))
    return found


MODULES = all_modules()


@pytest.mark.parametrize("module", MODULES, ids=[module.name for module in MODULES])
def test_the_house_keeps_its_rules(module: Module) -> None:
    assert check(module) == []


def test_there_is_a_house_to_check() -> None:
    assert len(MODULES) > 60
    assert {module.unit for module in MODULES} <= set(FLOOR_OF)
    assert sum(len(list(imports(module))) for module in MODULES) > 500


def test_every_module_is_tested() -> None:
    tests = [
        path.relative_to(ROOT / "tests").as_posix() for path in ROOT.glob("tests/**/test_*.py")
    ]
    names = [module.name for module in MODULES if module.name != "core"]
    missing = [name for name in without_tests(names, tests) if name not in COVERED]
    assert missing == []


def test_the_list_of_exceptions_is_short_and_true() -> None:
    names = {module.name for module in MODULES}
    assert set(COVERED) <= names
    assert len(COVERED) <= 12
    assert [test for test in COVERED.values() if not (ROOT / "tests" / test).is_file()] == []


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("core.rules", "from assessment.score.exact import exact", "core must not import score"),
        ("core.rules", "import assessment.intake.read", "core must not import intake"),
        ("core.rules", "from assessment import workspace", "core must not import workspace"),
        ("score.votes", "from assessment.intake import cells", "score must not import intake"),
        ("score.votes", "from ..intake import cells", "score must not import intake"),
        ("plan.coverage", "from assessment.pipeline import run", "plan must not import pipeline"),
        ("pipeline", "from assessment.workspace import W", "pipeline must not import workspace"),
        ("workspace", "from assessment.cli import main", "workspace must not import cli"),
        (
            "score.votes",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
            "    from assessment.report import style",
            "score must not import report",
        ),
        (
            "intake.words.names",
            "from assessment.intake.layouts import Layout",
            "intake.words must not import intake.layouts",
        ),
        (
            "intake.marks.sums",
            "from assessment.intake import votes",
            "intake.marks must not import intake.votes",
        ),
        ("intake.attic.box", "", "attic stands on no floor of intake"),
        ("core.text", "import scipy.stats", "scipy belongs in score、plan"),
        ("core.text", "from openpyxl import Workbook", "openpyxl belongs in"),
        ("intake.read", "import xlsxwriter", "xlsxwriter belongs in report、sample"),
        ("score.votes", "from matplotlib.axes import Axes", "matplotlib belongs in report"),
        ("report.style", "import xlwt", "xlwt belongs in sample"),
        ("intake.read", "import duckdb", "duckdb belongs in ballots"),
        ("report.style", "import click", "click belongs in cli"),
        ("report.style", "import seaborn", "seaborn belongs in nowhere"),
        ("score.votes", "def f():\n    import math\n", "math is imported inside f"),
        (
            "core.problems",
            "class Problems:\n    def other(self):\n        import pandas\n",
            "pandas is imported inside Problems.other",
        ),
        ("workspace", "print('done')", "print belongs in cli"),
        ("report.style", "import openpyxl\nopenpyxl.load_workbook(x)", "are read in intake"),
        ("report.style", "from docx import Document\nDocument(x)", "Word files are read in intake"),
        ("pipeline", "def run(p):\n    return open(p)\n", "pipeline opens no path (open)"),
        ("pipeline", "def run(p):\n    return p.read_bytes()\n", "opens no path (read_bytes)"),
        ("pipeline", "from pathlib import Path", "pipeline opens no path (pathlib)"),
        ("score.votes", "import datetime\ndatetime.date.today()", "no clock (today)"),
        ("score.votes", "import random\nrandom.random()", "no random without a seed"),
        ("score.votes", "import numpy as np\nnp.random.default_rng()", "no random without a seed"),
        ("score.votes", "from random import Random\nRandom()", "no random without a seed"),
        ("score.utils", "", "no module may be called utils"),
        ("helpers", "", "no module may be called helpers"),
        ("attic", "", "attic stands on no floor"),
        ("score.votes", "x = 1\n" * 300, "300 lines"),
    ],
)
def test_a_breach_is_noticed(name: str, source: str, said: str) -> None:
    found = check(Module(name, source))
    assert any(said in breach for breach in found), found


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("core.rules", "from assessment.core.text import plain\nimport pandas, pydantic, cn2an"),
        ("core.problems", "class Problems:\n    def frame(self):\n        import pandas\n"),
        ("intake.read", "import openpyxl\nopenpyxl.load_workbook(data)"),
        ("intake.marks.sums", "from assessment.intake.marks import sources, judges"),
        ("intake.read", "from assessment.intake.applications import application_rows"),
        ("report.feedback", "import openpyxl\nopenpyxl.load_workbook(data)"),
        ("sample.draft", "from docx import Document\nDocument()"),
        ("pipeline", "def run():\n    from assessment.intake.read import read_year\n"),
        ("workspace", "from assessment import pipeline, storage"),
        ("cli.output", "import click\nfrom assessment.workspace import W\nprint(1)"),
        ("score.votes", "import numpy as np\nnp.random.default_rng(seed)"),
        ("notebook", "try:\n    import nbclient\nexcept ImportError:\n    raise"),
        ("score.votes", "x = 1\n" * 299),
        ("__init__", "def __getattr__(name):\n    from assessment import workspace\n"),
    ],
)
def test_what_is_allowed_passes(name: str, source: str) -> None:
    assert check(Module(name, source)) == []


def test_a_module_without_a_test_is_noticed() -> None:
    modules = ["core.rules", "core.text", "storage", "score.votes", "plan.promise", "cli.output"]
    tests = ["core/test_rules.py", "score/test_official.py", "test_cli.py"]
    assert without_tests(modules, tests) == ["core.text", "storage", "plan.promise"]
    assert without_tests(["cli"], ["test_pipeline.py"]) == ["cli"]
