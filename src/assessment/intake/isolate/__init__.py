"""Two processes that read files, so that a bad file ends neither the run nor the other files.

They are plain children spoken to through their own pipes, so they need nothing of the calling
program (no guarded main module) and work the same in a notebook. Each has one file in hand: when
it dies or is stopped, that file is to blame.
"""

from __future__ import annotations

import atexit
import gc
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from assessment.core.details import detail
from assessment.core.problems import problem
from assessment.core.provenance import CellRef
from assessment.intake.formats.reading import Reading
from assessment.intake.guard.limits import MIB, Limits
from assessment.intake.isolate.memory import resident
from assessment.intake.isolate.wire import READ, READY, pack_question, receive, send, unpack_reading

_SOURCE = str(Path(__file__).resolve().parents[2])
# Blocked before anything loads: openpyxl would take numpy along where it is installed.
_CODE = (
    "import sys; sys.modules.update(numpy=None, pandas=None); sys.path.insert(0, sys.argv[1]); "
    "from assessment.intake.isolate.worker import main; main()"
)
# -P: a file of the working directory must not pass for a module.
COMMAND = (sys.executable, "-P", "-c", _CODE, _SOURCE)
N_WORKERS = 2
_WATCH_EVERY = 0.1


class ReaderFailed(Exception):
    """A reader that cannot start, or a fault of our own code in it."""


class _Died(Exception):
    """The process ended with a file in hand."""


class _Worker:
    """One child; started when it has something to do, and again after it died."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._since: float | None = None
        self._reason = ""
        self._is_ready = False

    def start(self) -> None:
        """Start the process if there is none; never waits for it."""
        if self._child is not None and self._child.poll() is not None:
            self.stop()  # it ended with no file in hand
        if self._child is None:
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(
                COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
            self._is_ready = False

    def answer(self, question: bytes) -> bytes:
        """Return the answer to a question.

        Raises
        ------
        _Died
            With the reason, when the process ended over it.
        ReaderFailed
            When no process can be started.
        """
        self.start()
        self._await_ready()
        assert self._child is not None and self._child.stdin and self._child.stdout
        with self._lock:
            self._since, self._reason = time.monotonic(), ""
        try:
            send(self._child.stdin, question)
            return receive(self._child.stdout)
        except (EOFError, OSError, ValueError) as error:
            self.stop()
            raise _Died(self._reason or detail("reader_broke_off")) from error
        finally:
            with self._lock:
                self._since = None

    def _await_ready(self) -> None:
        if self._is_ready:
            return
        assert self._child is not None and self._child.stdout
        try:
            self._is_ready = receive(self._child.stdout) == READY
        except (EOFError, OSError):
            self._is_ready = False
        if not self._is_ready:
            self.stop()
            raise ReaderFailed("the process that reads files cannot start")

    def watch(self, limits: Limits) -> None:
        """Kill the process when the file in hand takes too long or too much memory."""
        with self._lock:
            if self._since is None or self._child is None:
                return
            if time.monotonic() - self._since > limits.seconds:
                self._kill(detail("reader_too_long", n=limits.seconds))
            elif sys.platform != "linux" and resident(self._child.pid) > limits.memory:
                self._kill(detail("reader_too_big", n=limits.memory // MIB))

    def _kill(self, reason: str) -> None:
        assert self._child is not None
        self._reason = self._reason or reason
        self._child.kill()

    def stop(self) -> None:
        """End the process, whatever it is at."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            with suppress(OSError, ValueError):
                child.communicate()


class Readers:
    """The two processes; they stay until the program ends."""

    def __init__(self, n_workers: int) -> None:
        self._workers = [_Worker() for _ in range(n_workers)]
        self.pid = os.getpid()

    def start(self) -> None:
        """Start the processes ahead of their work."""
        for worker in self._workers:
            worker.start()

    def read(self, files: Sequence[tuple[str, bytes]], limits: Limits) -> list[Reading]:
        """Return what came of each file, in the order given.

        Problems
        --------
        Those of `one_file.read_one`, and file.reader-died.
        """
        jobs, answers = deque(enumerate(files)), dict[int, _Answer]()
        servers = [
            threading.Thread(target=_serve, args=(worker, jobs, answers, limits), daemon=True)
            for worker in self._workers[: len(files)]
        ]
        try:
            for server in servers:
                server.start()
            for server in servers:
                self._await(server, limits)
        except BaseException:
            jobs.clear()
            self.close()
            raise
        # Only now: unpacking meanwhile would keep the readers waiting for their next file.
        with _no_garbage():
            return [_reading(answers[number]) for number in self._sound(answers)]

    def _await(self, server: threading.Thread, limits: Limits) -> None:
        while server.is_alive():
            server.join(_WATCH_EVERY)
            for worker in self._workers:
                worker.watch(limits)

    def _sound(self, answers: Mapping[int, _Answer]) -> list[int]:
        """Return the numbers of the answers in order.

        Raises
        ------
        BaseException
            The one that a reader met with; both readers end then.
        """
        for answer in answers.values():
            if isinstance(answer, BaseException):
                self.close()
                raise answer
        return sorted(answers)

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.stop()


_Answer = bytes | Reading | BaseException


def _serve(
    worker: _Worker,
    jobs: deque[tuple[int, tuple[str, bytes]]],
    answers: dict[int, _Answer],
    limits: Limits,
) -> None:
    """Hand one file after the other to a worker, until none is left."""
    while True:
        try:
            number, (file, data) = jobs.popleft()
        except IndexError:
            return
        try:
            answers[number] = _answer(worker, file, data, limits)
        except BaseException as error:
            answers[number] = error
            jobs.clear()
            return


def _answer(worker: _Worker, file: str, data: bytes, limits: Limits) -> bytes | Reading:
    try:
        answer = worker.answer(pack_question(file, data, limits))
    except _Died as died:
        fault = problem("file.reader-died", CellRef(file), actual=str(died))
        return Reading("other", (fault,), None)
    if not answer.startswith(READ):
        raise ReaderFailed(f"{file}: {answer[1:].decode()}")
    return answer


def _reading(answer: _Answer) -> Reading:
    assert not isinstance(answer, BaseException)
    return answer if isinstance(answer, Reading) else unpack_reading(answer[1:])


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no garbage where none is made; that takes as long as the unpacking of cells."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_READERS: list[Readers] = []


def readers() -> Readers:
    """Return the processes of this program, made when first asked for."""
    if not _READERS or _READERS[-1].pid != os.getpid():
        _READERS[:] = [Readers(min(N_WORKERS, os.cpu_count() or 1))]
        atexit.register(_READERS[-1].close)
    return _READERS[-1]
