"""A second process that draws while the first one reads and computes.

It is a plain child spoken to through its own pipes, so it needs nothing of the calling program
(no guarded main module, as a process pool would) and works the same in a notebook.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

COMMAND = (sys.executable, "-m", "assessment.studio")
# Handed over whole and read to the end; anything else means that the child has ended.
_BROKEN = (EOFError, OSError, ValueError, pickle.UnpicklingError)


@dataclass(frozen=True, slots=True)
class Order:
    """One chart to draw: its name, the tables it is drawn from, and the rules of its years.

    One that stands on a board is drawn in English as well.
    """

    name: str
    tables: Mapping[str, DataFrame]
    rules: Sequence[Rules]
    is_on_board: bool = False


class Studio:
    """Draws what is ordered, in a second process; use it as a context, so that it always ends."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._orders: deque[Order] = deque()
        self._drawn: dict[str, bytes] = {}
        self._feeder: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._orders.clear()
        if self._child is not None:
            self._child.kill()
            self._child.communicate()

    def open(self) -> None:
        """Start the second process, if it is not there and there is a processor for it."""
        if self._child is None and (os.cpu_count() or 1) > 1:
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe)

    def ask(self, orders: Sequence[Order]) -> None:
        """Order some charts; never waits for them."""
        self._orders.extend(orders)
        if self._child is not None and (self._feeder is None or not self._feeder.is_alive()):
            self._feeder = threading.Thread(target=self._feed, args=(self._child,), daemon=True)
            self._feeder.start()

    def collect(self) -> dict[str, bytes]:
        """Return every chart ordered since the last call, by file name.

        The last ones ordered are drawn here while the second process is at the first ones; so is
        all that a second process which broke off leaves undone.
        """
        if self._orders:
            # Only now, as it takes a while to load: the second process is at work meanwhile.
            from assessment.report.drawing import draw_for_run

            while (order := self._next(last=True)) is not None:
                self._drawn |= draw_for_run(
                    order.name, order.tables, rules=order.rules, is_on_board=order.is_on_board
                )
        if self._feeder is not None:
            self._feeder.join()
        if self._orders:
            return self.collect()
        drawn, self._drawn = self._drawn, {}
        return drawn

    def _next(self, *, last: bool) -> Order | None:
        try:
            return self._orders.pop() if last else self._orders.popleft()
        except IndexError:
            return None

    def _feed(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdin is not None and child.stdout is not None
        while (order := self._next(last=False)) is not None:
            try:
                _write(order, child.stdin)
                self._drawn |= pickle.load(child.stdout)
            except _BROKEN:
                self._orders.appendleft(order)
                return


def _write(value: object, pipe: IO[bytes]) -> None:
    pickle.dump(value, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def main() -> None:
    """Draw what is asked for on standard input until it ends."""
    from assessment.report.drawing import draw_for_run

    while True:
        try:
            order: Order = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        drawn = draw_for_run(
            order.name, order.tables, rules=order.rules, is_on_board=order.is_on_board
        )
        _write(drawn, sys.stdout.buffer)


if __name__ == "__main__":
    main()
