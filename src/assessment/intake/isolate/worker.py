"""The second process that reads: one file after the other from its standard input."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import IO

from assessment.intake.formats.one_file import read_one
from assessment.intake.isolate.wire import (
    FAILED,
    READ,
    READY,
    pack_reading,
    receive,
    send,
    unpack_question,
)

_PAGES = Path("/proc/self/statm")


def main() -> None:
    """Answer each file with what came of it, until the input ends or the memory does."""
    # Stopping the program, or a cell of a notebook, is the parent's affair.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions, answers = sys.stdin.buffer, _own_output()
    # What the modules hold stays: looking through it for waste again and again takes long.
    gc.freeze()
    send(answers, READY)
    while True:
        try:
            question = receive(questions)
        except EOFError:
            return
        try:
            send(answers, _answer(question))
        except MemoryError:
            # Whatever is left of this process is not to be trusted.
            os._exit(1)


def _answer(question: bytes) -> bytes:
    file, data, limits = unpack_question(question)
    if sys.platform == "linux":
        _limit_memory(_size() + limits.memory)
    try:
        return READ + pack_reading(read_one(file, data, limits))
    except MemoryError:
        raise
    except Exception:  # our own fault: the parent crashes with it
        return FAILED + traceback.format_exc().encode()


def _own_output() -> IO[bytes]:
    """Return what was the standard output; a library that prints must not garble an answer."""
    own = os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.close(silent)
    return own


def _size() -> int:
    return int(_PAGES.read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")


if sys.platform == "win32":

    def _limit_memory(most: int) -> None:
        """Do nothing: the parent watches."""
else:
    import resource

    def _limit_memory(most: int) -> None:
        """Let the process have no more than so many bytes of addresses."""
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
