"""Build the kit for Windows: wheels of everything, 开始.cmd, and 使用说明.html, in one zip.

`pip download --platform` weighs markers by the computer it runs on, so the requirements of each
wheel are followed here with the markers of Windows, in the versions that constraints.txt pins.

    python tools/build_windows_kit.py 3.11 3.12 3.13 3.14
"""

from __future__ import annotations

import argparse
import base64
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "tools" / "windows"
BUILD = ROOT / "build" / "windows-kit"
EXTRAS = ("notebooks", "watch", "chinese")
PLATFORM = "win_amd64"
NAME = "一团一品评审工具"
# Some wheels refuse the first releases of a version; the kit is for its later ones.
LAST = 99
PICTURE = re.compile(r'src="images/(?P<name>[\w.-]+)"')


def windows(python: str, extra: str = "") -> dict[str, str]:
    """Return the values of markers on 64-bit Windows under a version of Python."""
    return {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": python,
        "python_full_version": f"{python}.{LAST}",
        "extra": extra,
    }


def needs(metadata: str, extras: Iterable[str], python: str) -> Iterator[Requirement]:
    """Yield what a distribution with these extras requires on Windows."""
    for text in HeaderParser().parsestr(metadata).get_all("Requires-Dist") or ():
        one = Requirement(text)
        told = (
            one.marker is None or one.marker.evaluate(windows(python, e)) for e in ("", *extras)
        )
        if any(told):
            yield one


def metadata_of(wheel: Path) -> str:
    """Return the METADATA of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return archive.read(name).decode("utf-8")


def name_of(wheel: Path) -> str:
    """Return the name of the distribution in a wheel."""
    return canonicalize_name(wheel.name.partition("-")[0])


def gather(wheels: Path, start: Sequence[Requirement], python: str) -> list[Path]:
    """Download what `start` needs under a version of Python; return all wheels of it."""
    followed: dict[str, set[str]] = {}
    used: dict[str, Path] = {}
    wanted = list(start)
    while wanted:
        missing = [canonicalize_name(one.name) for one in wanted]
        missing = [name for name in dict.fromkeys(missing) if name not in used]
        if missing:
            used |= download(wheels, missing, python)
        following: list[Requirement] = []
        for one in wanted:
            name = canonicalize_name(one.name)
            seen = followed.setdefault(name, set())
            if name not in used or (seen and one.extras <= seen):
                continue
            seen |= {"", *one.extras}
            following += needs(metadata_of(used[name]), one.extras, python)
        wanted = following
    return sorted(used.values())


def download(wheels: Path, names: Sequence[str], python: str) -> dict[str, Path]:
    """Download wheels of these names for Windows; return them by name."""
    report = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps",
         "--only-binary=:all:", "--implementation", "cp", "--python-version", f"{python}.{LAST}",
         "--platform", PLATFORM, "--constraint", str(ROOT / "constraints.txt"),
         "--find-links", str(wheels), "--dest", str(wheels), *names],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if report.returncode:
        raise RuntimeError(report.stderr)
    told = re.findall(r"(?:Saved|already downloaded) (\S+\.whl)", report.stdout)
    found = {name_of(Path(path)): wheels / Path(path).name for path in told}
    lacking = set(names) - found.keys()
    if lacking:
        raise RuntimeError(f"no wheel told of: {sorted(lacking)}")
    return found


def own_wheel(wheels: Path) -> Path:
    """Build the wheel of the project itself."""
    for old in wheels.glob("assessment-*.whl"):
        old.unlink()
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--wheel-dir", str(wheels), str(ROOT)],
        check=True,
    )  # fmt: skip
    return next(wheels.glob("assessment-*.whl"))


def guide(images: Path, pythons: Sequence[str]) -> str:
    """Return 使用说明.html with its pictures inside, so that it is one file."""

    def inside(match: re.Match[str]) -> str:
        data = base64.b64encode((images / match["name"]).read_bytes()).decode("ascii")
        return f'src="data:image/png;base64,{data}"'

    return PICTURE.sub(inside, filled("guide.html", pythons))


def command(pythons: Sequence[str]) -> bytes:
    """Return 开始.cmd, which tries the newest version of Python first."""
    return filled("start.cmd", pythons).replace("\n", "\r\n").encode("utf-8")


def filled(name: str, pythons: Sequence[str]) -> str:
    """Return a part of the kit with the versions of Python that it is for."""
    newest = sorted(pythons, key=lambda one: int(one.partition(".")[2]), reverse=True)
    values = {
        "VERSIONS": " ".join(newest),
        "FOLDERS": " ".join(newest).replace(".", ""),
        "PYTHONS": "、".join(reversed(newest)),
        "NEWEST": newest[0],
    }
    text = (PARTS / name).read_text(encoding="utf-8")
    return re.sub("@([A-Z]+)@", lambda match: values[match[1]], text)


def pack(place: Path, wheels: Iterable[Path], pythons: Sequence[str]) -> None:
    """Write the zip."""
    root = place.stem
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{root}/开始.cmd", command(pythons))
        archive.writestr(f"{root}/使用说明.html", guide(ROOT / "docs" / "images", pythons))
        archive.write(PARTS / "start.py", f"{root}/kit/start.py")
        for wheel in wheels:
            archive.write(wheel, f"{root}/kit/wheels/{wheel.name}", zipfile.ZIP_STORED)


def main(pythons: Sequence[str]) -> Path:
    """Build the kit for versions of Python; return the zip."""
    wheels = BUILD / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    own = own_wheel(wheels)
    version = own.name.split("-")[1]
    start = [Requirement(f"assessment[{','.join(EXTRAS)}]")]
    used: set[Path] = set()
    for python in pythons:
        mine = gather(wheels, list(start), python)
        print(f"Python {python}: {len(mine)} wheels")
        used |= set(mine)
    place = BUILD.parent / f"{NAME}-Windows-{version}.zip"
    pack(place, sorted(used), pythons)
    print(f"{place.relative_to(ROOT)}: {place.stat().st_size / 2**20:.0f} MiB")
    return place


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="+", metavar="3.x")
    main(parser.parse_args().pythons)
