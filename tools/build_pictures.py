"""Draw the pictures of docs/charts.md anew, from the demo: `make demo`, then this script.

A picture changes with matplotlib's smallest change of a curve, so no test compares them.
"""

from __future__ import annotations

import io
from pathlib import Path

from docs_charts import PICTURES, charts
from PIL import Image

from assessment import pipeline
from assessment.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[1]
YEAR, WIDTH, COLOURS = 2019, 1100, 64


def main() -> None:
    """Write one small picture for each chart."""
    workspace = open_workspace(ROOT / "demo")
    tables, rules = workspace.programme(YEAR).tables, workspace.programme_rules(YEAR)
    drawn = pipeline.draw_charts(tables, rules=rules, is_all=True, formats=["png"])
    folder = ROOT / "docs" / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for one in charts():
        image = Image.open(io.BytesIO(drawn[f"{YEAR}{one['name']}.png"]))
        small = image.resize(
            (WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS
        )
        small.quantize(COLOURS).save(folder / f"{one['name']}.png", optimize=True)


if __name__ == "__main__":
    main()
