"""Documents to another format, old Word to .docx, by LibreOffice where it is installed.

Each run has a profile of its own, so that an open LibreOffice is not disturbed; macros of a
document are not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def is_old_word(data: bytes) -> bool:
    """Tell whether the bytes are a Word 97–2003 document; each has a stream for its tables."""
    if not data.startswith(_OLE) or "EncryptedPackage".encode("utf-16-le") in data:
        return False
    streams = ("WordDocument", "1Table", "0Table")
    text, one, other = (name.encode("utf-16-le") in data for name in streams)
    return text and (one or other)


def find_office() -> str | None:
    """Return the path of LibreOffice, or None."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).is_file()), None)


def convert_all(
    documents: Mapping[str, bytes], *, seconds: int, kinds: tuple[str, str] = ("doc", "docx")
) -> dict[str, bytes]:
    """Return each document that can be converted in the other format, by the same name.

    `kinds` are the suffixes before and after. One LibreOffice takes them all; those it leaves
    undone are tried again one by one. `seconds` is the time for one.
    """
    office = find_office() if documents else None
    if office is None:
        return {}
    done = _convert(office, documents, seconds * len(documents), kinds)
    for name in [name for name in documents if name not in done and len(documents) > 1]:
        done |= _convert(office, {name: documents[name]}, seconds, kinds)
    return {name: done[name] for name in documents if name in done}


def _convert(
    office: str, documents: Mapping[str, bytes], seconds: int, kinds: tuple[str, str]
) -> dict[str, bytes]:
    before, after = kinds
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        numbered = {name: f"{number}.{before}" for number, name in enumerate(documents)}
        for name, short in numbered.items():
            (folder / short).write_bytes(documents[name])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", after, "--outdir", str(folder)]
        paths = [str(folder / short) for short in numbered.values()]
        _run([office, profile, *options, *paths], seconds)
        made = {name: (folder / short).with_suffix(f".{after}") for name, short in numbered.items()}
        return {name: path.read_bytes() for name, path in made.items() if path.is_file()}


def _run(command: list[str], seconds: int) -> None:
    """Run a command and whatever it starts, no longer than so many seconds."""
    none = subprocess.DEVNULL
    child = subprocess.Popen(
        command, stdin=none, stdout=none, stderr=none, start_new_session=os.name == "posix"
    )
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        _kill(child)


if os.name == "posix":
    import signal

    def _kill(child: subprocess.Popen[bytes]) -> None:
        # soffice is a script; the process that works is its child.
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
else:

    def _kill(child: subprocess.Popen[bytes]) -> None:
        child.kill()
        child.wait()
