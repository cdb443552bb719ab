"""A workspace of a few papers of one year: what is checked on it does not hang on its size."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assessment import pipeline, storage
from assessment.storage import REGISTER
from assessment.workspace import Workspace, open_workspace

FEW_PAPERS = (
    REGISTER, "rules/2017.toml", *(f"data/raw/2017/{name}" for name in (
        "1申报/院系申报汇总表.xlsx", "2立项评审/评委2.xlsx", "3现场答辩/第一场评分汇总表.xlsx",
        "4投票/网络投票.csv",
    )),
)  # fmt: skip


def draw_one_chart(patch: pytest.MonkeyPatch) -> None:
    """Let a run draw one chart, in this process, and no board: enough where it is not about these."""
    orders = pipeline.chart_orders
    patch.setattr(pipeline, "chart_orders", lambda *a, **more: orders(*a, **more)[:1])
    patch.setattr("os.cpu_count", lambda: 1)
    patch.setattr(pipeline, "write_boards", lambda *_: {"打开这里.html": b"<!doctype html>"})


def lay_out(demo: Path, root: Path) -> Workspace:
    """Copy the few papers out of the demo, then run and check them."""
    for name in FEW_PAPERS:
        storage.replace_file(root / name, (demo / name).read_bytes())
    workspace = open_workspace(root)
    with pytest.MonkeyPatch.context() as patch:
        draw_one_chart(patch)
        workspace.run()
    workspace.hand_back(2017, day=date(2017, 12, 20))
    return workspace
