"""A second process that draws: it loads the drawing library while the first one computes.

It is a plain child spoken to through its own pipes, so it needs nothing of the calling program
(no guarded main module, as a process pool would) and works the same in a notebook.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

COMMAND = (sys.executable, "-m", "assessment.studio")


class Studio:
    """Draws some charts in a second process; use it as a context, so that it always ends."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if (os.cpu_count() or 1) > 1:
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()

    def ask(self, names: Sequence[str], tables: Mapping[str, DataFrame], rules: Rules) -> None:
        """Hand some charts to the second process, if there is one; never waits for it."""
        if self._child is None or self._child.stdin is None:
            return
        order = (list(names), dict(tables), rules)
        threading.Thread(target=_send, args=(order, self._child.stdin), daemon=True).start()

    def collect(self) -> dict[str, bytes] | None:
        """Wait for the charts asked for; None when there is no second process to give them."""
        if self._child is None or self._child.stdout is None:
            return None
        try:
            drawn: dict[str, bytes] = pickle.load(self._child.stdout)
        except (EOFError, pickle.UnpicklingError):  # it ended before or in the middle
            return None
        return drawn


def _send(order: object, pipe: IO[bytes]) -> None:
    # A child that has ended takes nothing; `collect` then gives nothing.
    with suppress(OSError, ValueError):
        _write(order, pipe)


def _write(value: object, pipe: IO[bytes]) -> None:
    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def main() -> None:
    """Draw what is asked for on standard input until it ends."""
    from assessment.report.drawing import draw_named

    while True:
        try:
            names, tables, rules = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _write(draw_named(names, tables, rules=rules), sys.stdout.buffer)


if __name__ == "__main__":
    main()
