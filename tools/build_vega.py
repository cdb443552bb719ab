"""Write the bundle of Vega, Vega-Lite and vega-embed that the board carries.

The bundle comes from vl-convert-python as `constraints.txt` pins it, so nothing is downloaded.
"""

from __future__ import annotations

from pathlib import Path

import vl_convert

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "src" / "assessment" / "report" / "board" / "vega.js"
NOTICE = """// Vega, Vega-Lite, vega-embed: BSD 3-Clause, UW Interactive Data Lab, https://vega.github.io
// Made by tools/build_vega.py from vl-convert-python {version}; not edited by hand.
"""


def bundle() -> str:
    """Return the bundle with its notice."""
    text = vl_convert.javascript_bundle()
    if "</script" in text.lower():
        raise ValueError("the bundle cannot stand inside a page")
    return NOTICE.format(version=vl_convert.__version__) + text


if __name__ == "__main__":
    PLACE.write_text(bundle(), encoding="utf-8")
