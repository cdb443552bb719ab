"""Files on disk: read once, replaced whole, and listed with their hashes in a manifest."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from assessment.core.labels import phrase
from assessment.intake.guard.limits import Limits, LimitsError, parse_limits, setting_names

SCHEMA = 2
REGISTER = "登记.xlsx"
LIMITS = "limits.toml"
MANIFEST = Path("data/processed/manifest.json")


class WorkspaceError(Exception):
    """A call that cannot be carried out: one clear line of the catalogue with what to do."""

    def __init__(self, key: str, /, **values: Any) -> None:
        self.phrase = phrase(key, **values)
        super().__init__(str(self.phrase))

    def line(self, lang: str = "zh") -> str:
        """Return the line in Chinese or English."""
        return self.phrase.line(lang)


def digest(data: bytes) -> str:
    """Return the sha256 of the bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by path relative to its parent.

    Raises
    ------
    WorkspaceError
        When one of them may not be read, for instance while another program holds it.
    """
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".gitkeep")
    return {path.relative_to(folder.parent).as_posix(): read_file(path) for path in sorted(paths)}


def read_file(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    WorkspaceError
        When it may not be read.
    """
    try:
        return path.read_bytes()
    except PermissionError as error:
        raise WorkspaceError("error.file_held", path=path) from error


def refuse_held(paths: Iterable[Path]) -> None:
    """Make sure that files which will be replaced may be; those that are not there may.

    Raises
    ------
    WorkspaceError
        When one of them is open in another program.
    """
    for path in paths:
        try:
            with path.open("r+b"):
                pass
        except FileNotFoundError:
            continue
        except PermissionError as error:
            raise WorkspaceError("error.output_held", path=path) from error


def read_limits(root: Path) -> Limits:
    """Return what is opened at most: as limits.toml says, or the usual limits.

    Raises
    ------
    WorkspaceError
        When limits.toml cannot be used.
    """
    path = root / LIMITS
    if not path.is_file():
        return Limits()
    try:
        return parse_limits(read_file(path))
    except LimitsError as error:
        key = "error.limits" if error.key else "error.limits_damaged"
        names = list(setting_names())
        raise WorkspaceError(
            key, path=path, key=error.key, found=error.found, names=names
        ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Put the bytes at the path in one step: written beside it, flushed, then moved over it.

    Raises
    ------
    WorkspaceError
        When the file is open in another program or the folder may not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            Path(beside).chmod(0o644)  # a temporary file is for its owner's eyes only
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except PermissionError as error:
        raise WorkspaceError("error.output_held", path=path) from error
    finally:
        Path(beside).unlink(missing_ok=True)


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Return the table as Parquet; equal tables give equal bytes."""
    buffer = BytesIO()
    frame.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def from_parquet(path: Path) -> pd.DataFrame:
    """Return the table of a Parquet file."""
    return pd.read_parquet(path)


def load_manifest(root: Path) -> dict[str, Any]:
    """Return the workspace's manifest, an empty one where there is none.

    Raises
    ------
    WorkspaceError
        When it is damaged, or was written by another version of the tables.
    """
    path = root / MANIFEST
    if not path.exists():
        return {"schema": SCHEMA, "years": {}}
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise WorkspaceError("error.manifest_damaged", path=path) from error
    if manifest.get("schema") != SCHEMA:
        raise WorkspaceError("error.manifest_schema", path=path, schema=manifest.get("schema"))
    return manifest


def save_manifest(root: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest; the last step of a run."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(root / MANIFEST, text.encode("utf-8"))


def are_current(root: Path, outputs: Mapping[str, str]) -> bool:
    """Tell whether every file stands as the manifest says."""
    return all(
        (root / name).is_file() and digest((root / name).read_bytes()) == stated
        for name, stated in outputs.items()
    )


def combined_digest(parts: Mapping[str, str]) -> str:
    """Return one hash for many named ones."""
    return digest(json.dumps(sorted(parts.items())).encode("utf-8"))


@cache
def code_digest() -> str:
    """Return a hash of the package's own source: results of other code are not reused."""
    return combined_digest(dict(_sources(files("assessment"), "")))


def _sources(folder: Any, prefix: str) -> Iterable[tuple[str, str]]:
    for item in folder.iterdir():
        name = f"{prefix}{item.name}"
        if item.is_dir():
            yield from _sources(item, f"{name}/")
        elif item.name.endswith((".py", ".toml", ".ttf")):
            yield name, digest(item.read_bytes())
