"""How long `assessment --help` takes beside a bare interpreter and a bare click program."""

from __future__ import annotations

import sys

from timing import Case, show, time_in_turn

CLICK = "import click\n@click.command()\ndef main(): pass\nmain()"


def main() -> None:
    """Print the ratios; the goal is at most 6 times `python -c pass`."""
    cases = {
        "python -c pass": Case([sys.executable, "-c", "pass"]),
        "click alone": Case([sys.executable, "-c", CLICK, "--help"]),
        "assessment --help": Case([sys.executable, "-m", "assessment", "--help"]),
    }
    show(time_in_turn(cases, runs=15), peer="python -c pass")


if __name__ == "__main__":
    main()
