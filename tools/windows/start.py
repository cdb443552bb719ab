"""What 开始.cmd starts: make the environment from the wheels beside this file, open the front door.

It runs under any Python 3.11 or newer and uses nothing but the standard library. The environment
lies in the user's own local data, where paths are short and the kit need not be writable.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
WANTED = "assessment[notebooks,watch,chinese]"
STAMP = "installed.txt"
WORK = "一团一品"


def fits(wheels: Path, version: tuple[int, int]) -> bool:
    """Tell whether the kit has numpy, and so all the rest, for a version of Python."""
    tag = f"cp{version[0]}{version[1]}"
    return any(path.name.split("-")[2] == tag for path in wheels.glob("numpy-*.whl"))


def versions(wheels: Path) -> list[str]:
    """Return the versions of Python that the kit is for: 3.11, 3.12."""
    tags = {path.name.split("-")[2].removeprefix("cp") for path in wheels.glob("numpy-*.whl")}
    return [f"{tag[0]}.{tag[1:]}" for tag in sorted(tags, key=int)]


def environment(environ: Mapping[str, str], home: Path, version: tuple[int, int]) -> Path:
    """Return the folder of the environment, one for each version of Python."""
    local = environ.get("LOCALAPPDATA")
    root = Path(local) if local else home / ".local"
    return root / "assessment" / f"py{version[0]}{version[1]}"


def identity(wheels: Path) -> str:
    """Return what tells one kit from another: the names of its wheels."""
    names = "\n".join(sorted(path.name for path in wheels.glob("*.whl")))
    return hashlib.sha256(names.encode()).hexdigest()


def install(folder: Path, wheels: Path) -> Path:
    """Make the environment unless it is there already; return its python."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = folder / STAMP, identity(wheels)
    if python.exists() and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return python
    print("第一次使用，正在准备，约需三到十分钟，请不要关闭本窗口……", flush=True)
    venv.EnvBuilder(clear=True, with_pip=True).create(folder)
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--no-index", "--find-links", str(wheels), WANTED],
        check=True,
    )  # fmt: skip
    stamp.write_text(wanted, encoding="ascii")
    return python


def main() -> int:
    """Install what is needed and serve the front door until its window is closed."""
    version = sys.version_info[:2]
    if sys.maxsize < 2**32 or not fits(WHEELS, version):
        told = "、".join(versions(WHEELS))
        print(f"本工具包适用于 64 位的 Python {told}，这里是 {sys.version.split()[0]}。")
        return 1
    try:
        python = install(environment(os.environ, Path.home(), version), WHEELS)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"没有装好：{error}\n请把以上内容拍照或复制，发给提供工具包的人。")
        return 1
    folder = Path.home() / WORK
    folder.mkdir(exist_ok=True)
    print("浏览器里将出现操作页。用完后关闭本窗口即可。", flush=True)
    return subprocess.run(
        [str(python), "-m", "assessment", "start", "--workspace", str(folder)], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
