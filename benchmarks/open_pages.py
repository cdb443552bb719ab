"""How long what people open takes to make, and the slider of the board to a new order.

Each thing stands beside a named library that makes as much with nothing of ours: no wording, no
source cells, no layout. All take turns in one run, so that a drift of the machine hits all alike.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from docx import Document
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from assessment import pipeline
from assessment.core.labels import LANGUAGES
from assessment.core.rules import Rules
from assessment.core.table_specs import SPECS
from assessment.core.tables import conform, empty
from assessment.founding import make_demo
from assessment.report.board import open_board, write_board
from assessment.workspace import Workspace

YEAR, RUNS, STEPS = 2019, 5, 40
GOALS = {"board": 2.0, "main charts, PNG": 4.0, "all documents": 3.0}
SLIDER_GOALS = {60: 50, 2000: 300}

# Moves a weight, then waits until the browser has laid out what that changed.
MOVE = """(steps) => {
  const slider = document.getElementById("weight0"), taken = [];
  for (let n = 0; n < steps; n++) {
    const start = performance.now();
    slider.value = (n * 37) % 100;
    slider.dispatchEvent(new Event("input"));
    void document.body.offsetHeight;
    taken.push(performance.now() - start);
  }
  return taken;
}"""
# The least that any page could do: weigh, sort, write a hundred plain rows.
PLAIN = """(steps) => {
  const data = JSON.parse(document.getElementById("data").textContent).rounds[0];
  const box = document.createElement("div"), taken = [], others = data.parts.length - 1;
  document.body.append(box);
  for (let n = 0; n < steps; n++) {
    const start = performance.now(), first = (n * 37) % 100;
    const weights = data.parts.map((_, m) => (m ? (100 - first) / others : first));
    const weigh = (row) => row.parts.reduce((sum, p, m) => sum + p.points * weights[m] / 100, 0);
    const order = data.rows.map((row) => [weigh(row), row]).sort((a, b) => b[0] - a[0]);
    box.innerHTML = "<table>" + order.slice(0, 100).map(([sum, row], k) =>
      `<tr><td>${k + 1}<td>${row.rank}<td>${row.unit}<td>${row.name}` +
      `<td>${sum.toFixed(2)}<td>${row.total}</tr>`).join("") + "</table>";
    void document.body.offsetHeight;
    taken.push(performance.now() - start);
  }
  box.remove();
  return taken;
}"""


def make(workspace: Workspace) -> tuple[dict[str, Callable[[], object]], dict[str, str]]:
    """Return what is made of a year, each with its peer: calls by name, and peers by name."""
    run = workspace.programme(YEAR)
    tables, rules = dict(run.tables), workspace.rules(YEAR)
    every = [workspace.rules(year) for year in workspace.years()]
    drawn = pipeline.draw_charts(tables, rules=every)
    english = pipeline.draw_charts(tables, rules=every, formats=("svg",), lang="en")
    _, pictures = pipeline.split_charts(drawn | english, YEAR)
    charts = {name.removeprefix(str(YEAR)).removesuffix(".png"): data
              for name, data in drawn.items() if name.endswith(".png")}  # fmt: skip
    rows = {name: len(table) for name, table in tables.items()}
    written = len(_documents(tables, rules, charts))
    calls: dict[str, Callable[[], object]] = {
        "board": lambda: pipeline.write_boards([(tables, rules)], pictures),
        "pandas to_html, same tables": lambda: [one.to_html() for one in tables.values()],
        "main charts, PNG": lambda: pipeline.draw_charts(tables, rules=every, formats=("png",)),
        "matplotlib, 4 bar charts": lambda: [_plain_chart(rows["standings"]) for _ in range(4)],
        "all documents": lambda: _documents(tables, rules, charts),
        "python-docx, as many tables": lambda: [_plain_paper(tables) for _ in range(written)],
    }
    names = list(calls)
    return calls, dict(zip(names[::2], names[1::2], strict=True))


def _documents(tables: Mapping[str, Any], rules: Rules, charts: Mapping[str, bytes]) -> list[bytes]:
    made: dict[str, bytes] = {}
    for kind in pipeline.document_kinds():
        made |= pipeline.write_documents(tables, kind, rules=rules, changes={}, charts=charts)
    return list(made.values())


def _plain_chart(n_bars: int) -> bytes:
    figure, picture = Figure(figsize=(842 / 72, 506 / 72)), BytesIO()
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    names = [f"project {n}" for n in range(n_bars)]
    start = np.zeros(n_bars)
    for part in range(3):
        bars = axes.barh(names, np.full(n_bars, 20.0 + part), left=start)
        axes.bar_label(bars, label_type="center")
        start += 20 + part
    figure.savefig(picture, format="png", dpi=150)
    return picture.getvalue()


def _plain_paper(tables: Mapping[str, pd.DataFrame]) -> bytes:
    rows = tables["standings"].query("year == @YEAR").iloc[:, :6].astype(str)
    paper, file = Document(), BytesIO()
    table = paper.add_table(0, rows.shape[1])
    for row in rows.itertuples(index=False):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    paper.save(file)
    return file.getvalue()


def time_in_turn(calls: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Return processor seconds of each call, one uncounted warm-up each, then `RUNS` rounds.

    All work alone in one process: on an idle machine the clock on the wall says the same.
    """
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for round_no in range(RUNS + 1):
        for name, call in calls.items():
            start = time.process_time()
            call()
            if round_no:
                taken[name].append(time.process_time() - start)
    return taken


def large_board(rules: Rules, n_projects: int) -> bytes:
    """Return the board of so many invented projects."""
    chance = np.random.default_rng(n_projects)
    ids = [f"{rules.year}-C{n:05}-1" for n in range(n_projects)]
    parts = rules.of_round("assessment")
    points = chance.uniform(60, 100, (n_projects, len(parts))).round(4)
    totals = points @ np.array([float(part.weight) for part in parts]) / 100
    tables = {name: empty(name) for name in SPECS}
    tables |= {
        "colleges": _table("colleges", college_code=ids, college_name=ids),
        "applications": _table("applications", project_id=ids, project_name=ids, college_code=ids,
                               theme_code=rules.themes[0].code, status="eligible", is_second=False,
                               is_exceptional=False, src="0123456789ab!申报!A1"),
        "standings": _table("standings", round="assessment", project_id=ids, total_points=totals,
                            total_exact=[f"{round(value * 10000)}/10000" for value in totals],
                            rank=pd.Series(-totals).rank(method="min").astype("int64"),
                            is_tied=False, grade="合格", status="final"),
        "components": pd.concat([
            _table("components", round="assessment", component=part.name, project_id=ids,
                   points=points[:, n], weight=float(part.weight), status="final",
                   weighted_points=points[:, n] * float(part.weight) / 100,
                   weighted_exact=[f"{round(value * 10000)}/10000" for value in points[:, n]])
            for n, part in enumerate(parts)
        ]),
    }  # fmt: skip
    return write_board(open_board(tables, {lang: {} for lang in LANGUAGES}, rules), {})


def _table(name: str, **columns: Any) -> pd.DataFrame:
    """Return a table with what is given; the rest of its columns is missing."""
    given = pd.DataFrame({"year": YEAR, **columns})
    whole = {column.name: given.get(column.name, pd.NA) for column in SPECS[name].columns}
    return conform(pd.DataFrame(whole, index=given.index), name)


def move_sliders(rules: Rules, folder: Path) -> None:
    """Print how long a moved weight takes to the new order, beside a plain sort and table."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is not installed: no slider is moved")
        return
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for n_projects, goal in SLIDER_GOALS.items():
            place = folder / f"{n_projects}.html"
            place.write_bytes(large_board(rules, n_projects))
            page = browser.new_page()
            page.goto(place.as_uri())
            taken: dict[str, list[float]] = {MOVE: [], PLAIN: []}
            for round_no in range(RUNS + 1):
                for script, times in taken.items():
                    found = page.evaluate(script, STEPS)
                    times.extend(found if round_no else [])
            ours, plain = (statistics.median(times) for times in taken.values())
            slow = sorted(taken[MOVE])[int(0.95 * len(taken[MOVE]))]
            print(f"slider, {n_projects} projects: {ours:.1f} ms, 95 %: {slow:.1f} (goal ≤ {goal})")
            print(f"    {ours / plain:.2f} × sort and innerHTML of 100 rows")
            page.close()
        browser.close()


def main() -> None:
    """Print seconds and ratios, with the goals."""
    with tempfile.TemporaryDirectory() as name:
        workspace = make_demo(Path(name) / "demo", progress=lambda _, **__: None).workspace
        calls, peers = make(workspace)
        taken = time_in_turn(calls)
        for one, peer in peers.items():
            seconds = taken[one]
            ratios = [a / b for a, b in zip(seconds, taken[peer], strict=True)]
            spread = f"{min(seconds):.3f} … {max(seconds):.3f}"
            print(f"{one}: {statistics.median(seconds):.3f} s, {spread} (goal ≤ {GOALS[one]:.0f})")
            print(f"    {statistics.median(ratios):.2f} × {peer}")
        move_sliders(workspace.rules(YEAR), Path(name))


if __name__ == "__main__":
    main()
