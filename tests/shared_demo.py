"""The demo built once a test session by whichever worker asks first; each works on its own copy."""

from __future__ import annotations

import pickle
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assessment.founding import Demo
from assessment.workspace import open_workspace

WAITS, PAUSE = 1500, 0.2  # five minutes, lest a worker that crashed holds up the others


def shared_demo(common: Path, own: Path, build: Callable[[Path], Demo]) -> Demo:
    """Return the demo of the folder common to all workers, copied to a folder of one's own."""
    made, lock = common / "demo.pickle", common / "demo.lock"
    for _ in range(WAITS):
        if made.exists():
            return _copied(common, pickle.loads(made.read_bytes()), own)
        try:
            lock.mkdir()
        except FileExistsError:
            time.sleep(PAUSE)
            continue
        try:
            _keep(build(common / "demo"), made)
        finally:
            lock.rmdir()
    raise TimeoutError(f"the demo is not made in {common}")


def _keep(demo: Demo, path: Path) -> None:
    """Write the demo down; its tables are loaded, and what a workspace calls is left out."""
    run = replace(demo.run, tables=dict(demo.run.tables))
    whole = replace(demo, run=run, workspace=demo.workspace.root)  # type: ignore[arg-type]
    path.with_suffix(".new").write_bytes(pickle.dumps(whole))
    path.with_suffix(".new").rename(path)


def _copied(common: Path, demo: Demo, own: Path) -> Demo:
    shutil.copytree(common / "demo", own)
    outputs = tuple(own / path.relative_to(common / "demo") for path in demo.run.outputs)
    return replace(demo, workspace=open_workspace(own), run=replace(demo.run, outputs=outputs))
