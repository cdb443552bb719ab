"""The kit for Windows: its parts are whole, and what it starts installs itself without a network."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
METADATA = """Metadata-Version: 2.1
Name: sample
Version: 1
Requires-Dist: everywhere>=2
Requires-Dist: on-windows; sys_platform == "win32"
Requires-Dist: elsewhere; os_name != "nt"
Requires-Dist: of-old; python_version < "3.12"
Requires-Dist: of-extra[more]; extra == "pages"
Requires-Dist: of-both; extra == "pages" and platform_system == "Windows"
Requires-Dist: of-other; extra == "others"
"""


def loaded(place: str) -> ModuleType:
    path = ROOT / "tools" / place
    spec = importlib.util.spec_from_file_location(f"kit_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KIT, START = loaded("build_windows_kit.py"), loaded("windows/start.py")


@pytest.mark.parametrize(
    ("extras", "python", "names"),
    [
        ((), "3.11", ["everywhere", "on-windows", "of-old"]),
        ((), "3.13", ["everywhere", "on-windows"]),
        (("pages",), "3.13", ["everywhere", "on-windows", "of-extra", "of-both"]),
    ],
)
def test_requirements_are_those_of_windows(
    extras: tuple[str, ...], python: str, names: list[str]
) -> None:
    assert [one.name for one in KIT.needs(METADATA, extras, python)] == names


def test_what_is_double_clicked_tries_every_version_newest_first() -> None:
    text = KIT.command(["3.9", "3.11", "3.13"]).decode("utf-8")
    assert "(3.13 3.11 3.9)" in text and "(313 311 39)" in text and "@echo off" in text
    assert text.count("\n") == text.count("\r\n") > 30
    labels = {line[1:] for line in text.splitlines() if line.startswith(":")}
    assert {line.split()[-1] for line in text.splitlines() if "goto " in line} == labels


def test_the_guide_is_one_file() -> None:
    page = KIT.guide(ROOT / "docs" / "images", ["3.12", "3.13"])
    assert "3.12、3.13" in page and "python-3.13.x-amd64.exe" in page
    assert page.count("data:image/png;base64,") == 2 and 'src="images' not in page


def test_the_parts_lie_where_each_looks_for_the_other(tmp_path: Path) -> None:
    wheel = tmp_path / "sample-1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    place = tmp_path / "kit.zip"
    KIT.pack(place, [wheel], ["3.13"])
    with zipfile.ZipFile(place) as archive:
        names = archive.namelist()
    assert names == [f"kit/{name}" for name in (
        "开始.cmd", "使用说明.html", "kit/start.py", f"kit/wheels/{wheel.name}")]  # fmt: skip


def written_wheel(folder: Path, name: str, tag: str, code: str) -> None:
    """Write a wheel of one module, with all extras and no requirement."""
    info = f"{name}-1.dist-info"
    extras = "".join(f"Provides-Extra: {one}\n" for one in ("notebooks", "watch", "chinese"))
    files = {
        f"{name}/__init__.py": "",
        f"{name}/__main__.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{extras}",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in files.items()]
    with zipfile.ZipFile(folder / f"{name}-1-{tag}.whl", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
        archive.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,"]))


def _digest(text: str) -> str:
    made = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def test_what_it_starts_installs_itself_once_and_opens_the_front_door(tmp_path: Path) -> None:
    kit = tmp_path / "工 具" / "kit"
    wheels = kit / "wheels"
    wheels.mkdir(parents=True)
    (kit / "start.py").write_bytes((ROOT / "tools" / "windows" / "start.py").read_bytes())
    mine = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    written_wheel(wheels, "numpy", f"{mine}-none-any", "")
    written_wheel(
        wheels, "assessment", "py3-none-any", "import sys\nprint('STARTED', sys.argv[1:])"
    )
    home = tmp_path / "家"
    home.mkdir()
    env = os.environ | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": "",
                        "LOCALAPPDATA": str(home / "local"), "PYTHONIOENCODING": "utf-8"}  # fmt: skip
    told = []
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, str(kit / "start.py")], env=env, capture_output=True, check=False
        )
        told.append(run.stdout.decode("utf-8"))
        assert run.returncode == 0, run.stderr
    assert f"STARTED ['start', '--workspace', '{home / '一团一品'}']" in told[0]
    assert "第一次使用" in told[0] and "第一次使用" not in told[1] and "STARTED" in told[1]


def test_a_python_the_kit_is_not_for_is_told(tmp_path: Path) -> None:
    for tag in ("cp311", "cp39"):
        (tmp_path / f"numpy-2.0-{tag}-{tag}-win_amd64.whl").touch()
    assert START.fits(tmp_path, (3, 11)) and not START.fits(tmp_path, (3, 10))
    assert START.versions(tmp_path) == ["3.9", "3.11"]
