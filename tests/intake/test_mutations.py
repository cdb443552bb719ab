"""Whatever is done to a file, it ends as coded problems, soon and in little memory."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from functools import cache

import pytest

from assessment.core.problems import problem_kinds
from assessment.core.rules import Rules
from assessment.intake.read import read_year
from assessment.report.templates import write_register
from mutations import spoilt, wholes
from papers import REGISTER

MOST_SECONDS = 60
MOST_BYTES = 1 << 30


@cache
def register() -> bytes:
    return write_register(REGISTER)


def campaign(seed: int, n_files: int) -> Iterator[tuple[str, bytes]]:
    """Yield files of every kind in turn, each spoilt in its own way."""
    chance, names = random.Random(seed), sorted(wholes())
    for n in range(n_files):
        name = names[n % len(names)]
        yield name, spoilt(wholes()[name], chance)


def check(name: str, data: bytes, rules: Rules) -> float:
    """Read a spoilt file and return the seconds it took."""
    start = time.perf_counter()
    result = read_year({f"2017/{name}": data}, register(), rules=rules)
    seconds = time.perf_counter() - start
    assert {fault.code for fault in result.problems} <= set(problem_kinds())
    assert list(result.tables["sources"]["file"]).count(f"2017/{name}") == 1
    assert seconds < MOST_SECONDS
    return seconds


def peak_bytes() -> int:
    """Return the most memory that this process or one it ended ever held."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in whose)
    return peak if sys.platform == "darwin" else peak * 1024


def test_the_whole_files_are_read_without_an_error(rules: Rules) -> None:
    for name, data in wholes().items():
        result = read_year({f"2017/{name}": data}, register(), rules=rules)
        assert not [f for f in result.problems.errors if f.code.startswith(("file.", "sheet."))]


def test_a_hundred_spoilt_files_are_coded(rules: Rules) -> None:
    for name, data in campaign(seed=11, n_files=100):
        check(name, data, rules)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_ten_thousand_spoilt_files_are_coded(rules: Rules, seed: int) -> None:
    for name, data in campaign(seed=1000 + seed, n_files=500):
        check(name, data, rules)
    assert peak_bytes() < MOST_BYTES
