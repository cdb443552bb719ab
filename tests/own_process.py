"""Other processes that run the very sources under test, installed or not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import assessment

SOURCES = str(Path(assessment.__file__).parents[1])


def run_python(
    *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run Python with these words; `environment` takes the place of this process's."""
    given = dict(os.environ if environment is None else environment)
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        check=False,
        env={**given, "PYTHONPATH": SOURCES},
    )
