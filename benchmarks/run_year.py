"""How long one year and three take: from nothing, unchanged, beside a plain reading of a year."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from timing import Case, show, time_in_turn

from assessment.founding import make_demo

# What an analyst's script needs at the least: pandas, and every workbook opened once.
PLAIN = """
import sys, pandas as pd
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.xls*")):
    try: pd.read_excel(path, sheet_name=None, header=None)
    except Exception as error: print(path, error)
"""


def main() -> None:
    """Print the ratios; goals: 6 s a year, 10 s three years, both unchanged again in 2 s."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        make_demo(root, progress=lambda _, **__: None)
        processed = root / "data" / "processed"
        run = [sys.executable, "-m", "assessment", "run", "2017", "--workspace", str(root)]
        every = [sys.executable, "-m", "assessment", "run", "--workspace", str(root)]
        plain = [sys.executable, "-c", PLAIN, str(root / "data" / "raw" / "2017")]
        cases = {
            "pandas.read_excel of the same files": Case(plain),
            "assessment run, from nothing": Case(run, lambda: shutil.rmtree(processed)),
            "assessment run, unchanged": Case(run),
            "three years, from nothing": Case(every, lambda: shutil.rmtree(processed)),
            "three years, unchanged": Case(every),
        }
        show(time_in_turn(cases, runs=5), peer="pandas.read_excel of the same files")


if __name__ == "__main__":
    main()
