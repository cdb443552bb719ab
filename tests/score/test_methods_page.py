"""docs/methods.md: every worked example on the page comes out as it says."""

from __future__ import annotations

import doctest
import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.core import rule_components, rule_sections
from assessment.core.problems import problem_kinds
from written_cases import KEYS, found_in

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(python|toml)\n(.*?)```", re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in BLOCK.finditer(PAGE)]
CASES = [tomllib.loads(text, parse_float=Decimal) for kind, text in BLOCKS if kind == "toml"]


def test_the_functions_give_what_the_page_says():
    text = "\n".join(block for kind, block in BLOCKS if kind == "python")
    page = doctest.DocTestParser().get_doctest(text, {}, "methods.md", None, None)
    assert len(page.examples) > 30
    said = []
    doctest.DocTestRunner(verbose=False).run(page, out=said.append)
    assert said == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_of_the_page_comes_out(case, work_out):
    assert set(case) <= KEYS
    tables, problems = work_out(case)
    assert found_in(tables, problems, case["expect"]) == case["expect"]


@pytest.mark.parametrize(
    "word",
    ["max_ratio", "share", "rank", "ladder", "threshold", "median", "criterion_decimals",
     "min_judges", "recuse_own_college", "panel_coefficient", "penalties", "rank_on", "grade_on",
     "competition", "dense", "untrimmed", "influence_share", "trim_from"],
)  # fmt: skip
def test_every_method_of_the_rules_is_on_the_page(word):
    assert f"`{word}`" in PAGE or f"`{word} = " in PAGE


def test_codes_and_keys_on_the_page_are_real():
    codes = set(re.findall(r"`([a-z]+\.[a-z-]+)`", PAGE))
    assert len(codes) > 12
    assert codes <= set(problem_kinds())
    models = (rule_components.Judged, rule_components.Voted, rule_sections.Ranking)
    keys = {name for model in models for name in model.model_fields}
    named = set(re.findall(r"`(combine_on|criterion_decimals|ties|rank_on|convert)", PAGE))
    assert len(named) == 5
    assert named <= keys
