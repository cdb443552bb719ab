"""A file that kills its reader is named, and the others are read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from assessment.intake import isolate
from assessment.intake.formats.one_file import read_one
from assessment.intake.formats.reading import Reading
from assessment.intake.guard import Limits
from assessment.intake.guard.limits import MIB
from assessment.intake.isolate import COMMAND, ReaderFailed, Readers
from assessment.intake.isolate.wire import pack_reading, unpack_reading
from assessment.sample.build import SampleYear
from assessment.sample.draft import Draft, write_csv

LIMITS = Limits()


@pytest.fixture
def pair() -> Iterator[Readers]:
    made = Readers(2)
    yield made
    made.close()


def small(n: int) -> tuple[str, bytes]:
    return f"{n}.csv", write_csv(Draft("表", cells={(1, 1): "票数", (1, 2): n}), "utf-8")


def strange(monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    """Have the readers do something of their own with a file called 怪.csv."""
    code = (
        "import sys, os, time; sys.modules.update(numpy=None, pandas=None)\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from assessment.intake.isolate import worker\n"
        "real = worker.read_one\n"
        "def read(file, data, limits):\n"
        f"    if file == '怪.csv': {action}\n"
        "    return real(file, data, limits)\n"
        "worker.read_one = read\n"
        "worker.main()\n"
    )
    command = (sys.executable, "-P", "-c", code, COMMAND[-1])
    monkeypatch.setattr(isolate, "COMMAND", command)


def test_what_is_read_there_is_what_is_read_here(sample: SampleYear, pair: Readers) -> None:
    files = sorted(sample.files.items())
    here = [read_one(file, data, LIMITS) for file, data in files]
    assert pair.read(files, LIMITS) == here
    assert pair.read(files[:1], LIMITS) == here[:1]
    assert pair.read([], LIMITS) == []
    assert any(one.sheets for one in here) and any(one.problems for one in here)


def test_a_reading_goes_over_the_wire_whole(sample: SampleYear) -> None:
    for file, data in sample.files.items():
        reading = read_one(file, data, LIMITS)
        again = unpack_reading(pack_reading(reading))
        assert again == reading
        for one, other in zip(reading.sheets or (), again.sheets or (), strict=True):
            assert list(map(repr, one.cells.values())) == list(map(repr, other.cells.values()))


@pytest.mark.parametrize("action", ["os._exit(3)", "os.abort()", "raise MemoryError", "sys.exit()"])
def test_a_file_that_ends_its_reader_is_named_and_the_others_are_read(
    pair: Readers, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    strange(monkeypatch, action)
    files = [small(1), ("怪.csv", b"a,b"), *map(small, range(2, 20))]
    readings = pair.read(files, LIMITS)
    assert [fault.code for fault in readings[1].problems] == ["file.reader-died"]
    assert readings[1].problems[0].where.file == "怪.csv"
    good = [one for n, one in enumerate(readings) if n != 1]
    assert all(one.sheets and not one.problems for one in good)
    assert pair.read([small(7)], LIMITS)[0].sheets  # and it goes on afterwards


def test_a_file_that_takes_too_long_is_stopped(
    pair: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange(monkeypatch, "time.sleep(99)")
    pair.read([small(1), small(2)], LIMITS)  # both are up
    start = time.monotonic()
    bad, good = pair.read([("怪.csv", b"a,b"), small(1)], Limits(seconds=1))
    assert time.monotonic() - start < 20
    assert good.sheets and bad.sheets is None
    assert (bad.problems[0].code, bad.problems[0].actual) == (
        "file.reader-died",
        "超过 1 秒仍未读完",
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of addresses is kept by Linux alone")
def test_a_file_that_takes_too_much_memory_is_stopped(
    pair: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange(monkeypatch, "bytearray(300 << 20)")
    files = [("怪.csv", b"a,b"), small(1)]
    bad, good = pair.read(files, Limits(memory=100 * MIB))
    assert good.sheets and [fault.code for fault in bad.problems] == ["file.reader-died"]
    assert all(one.sheets for one in pair.read(files, Limits(memory=900 * MIB)))


def test_our_own_fault_in_a_reader_crashes_here(
    pair: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange(monkeypatch, "raise RuntimeError('ours')")
    with pytest.raises(ReaderFailed, match="ours"):
        pair.read([("怪.csv", b"a,b"), small(1)], LIMITS)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_readers_outlive_an_interrupt_and_one_that_ended_idle_is_replaced(pair: Readers) -> None:
    pair.read([small(n) for n in range(20)], LIMITS)
    pair.start()  # one may have read them all before the other woke
    ended, interrupted = (worker._child for worker in pair._workers)
    assert ended is not None and interrupted is not None
    interrupted.send_signal(signal.SIGINT)
    ended.kill()
    ended.wait()
    assert pair.read([small(1)], LIMITS)[0].sheets  # a single file is the first reader's
    assert pair._workers[0]._child is not ended
    assert not [one for one in pair.read([small(n) for n in range(20)], LIMITS) if one.problems]
    assert pair._workers[1]._child is interrupted


def test_readers_that_cannot_start_are_no_fault_of_a_file(
    pair: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolate, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(ReaderFailed, match="cannot start"):
        pair.read([small(1)], LIMITS)


def test_what_a_library_prints_does_not_garble_an_answer(
    pair: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange(monkeypatch, "print('x' * 99, flush=True); os.write(1, b'y')")
    assert pair.read([("怪.csv", b"a,b")], LIMITS)[0].sheets


def test_readers_load_neither_pandas_nor_numpy() -> None:
    code = (
        COMMAND[3].removesuffix("main()")
        + "print([m for m in sys.modules if m.split('.')[0] in ('numpy', 'pandas') and sys.modules[m]])"
    )
    done = subprocess.run(
        (sys.executable, "-P", "-c", code, COMMAND[-1]), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_parent_loads_no_library_that_reads() -> None:
    code = "import sys, assessment.intake.isolate; print([m for m in ('openpyxl', 'docx', 'xlrd', 'python_calamine', 'lxml') if m in sys.modules])"
    command = (sys.executable, "-c", f"import sys; sys.path.insert(0, {COMMAND[-1]!r}); {code}")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_is_started_before_there_is_work() -> None:
    made = Readers(2)
    assert [worker._child for worker in made._workers] == [None, None]
    made.close()


def test_the_program_keeps_one_pair() -> None:
    assert isolate.readers() is isolate.readers()
    assert isolate.readers().pid == os.getpid()
    assert isinstance(isolate.readers().read([small(1)], LIMITS)[0], Reading)
