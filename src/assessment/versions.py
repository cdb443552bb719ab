"""Results that were made known and then corrected: what stood before is kept beside, dated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from pandas import DataFrame

from assessment import pipeline, storage
from assessment.core.rules import Rules
from assessment.core.table_specs import SPECS
from assessment.pipeline import Tables
from assessment.runs import LazyTables
from assessment.storage import digest

KEPT, CHANGES, DOCUMENTS = "更正前", "更正对照表", "文书"
_VERSIONS = "versions"


@dataclass(frozen=True, slots=True)
class Version:
    """A result as it stood until a day: its folder in reports/<year>/ and data/processed/<year>/.

    `changes` is the workbook that lists what is another since.
    """

    day: date
    folder: str
    changes: str


def versions(root: Path, year: int) -> list[Version]:
    """Return the versions of a year that were kept, the oldest first."""
    kept = storage.load_manifest(root).get(_VERSIONS, {}).get(str(year), [])
    return [Version(date.fromisoformat(one["day"]), one["folder"], one["changes"]) for one in kept]


def version_tables(root: Path, year: int, version: Version) -> Tables:
    """Return the tables of a version, each loaded when it is asked for."""
    folder = root / "data" / "processed" / str(year) / version.folder
    return _stored(folder, [path.stem for path in sorted(folder.glob("*.parquet"))])


def appeal_changes(root: Path, rules: Rules, after: Tables, /) -> dict[str, DataFrame]:
    """Return table `result_changes` of each corrected appeal, by its number.

    A result as it stood when the appeal came is set beside the one that stood once it was
    answered. An appeal before whose correction nothing was kept is left out.

    Parameters
    ----------
    root : Path
        The workspace's folder.
    rules : Rules
        The year's rules.
    after : mapping
        The year's tables as they are now.
    """
    kept, appeals = versions(root, rules.year), after["appeals"]
    rows: Iterator[Any] = appeals[appeals["outcome"] == "corrected"].itertuples(index=False)
    found: dict[str, DataFrame] = {}
    for row in rows:
        stood = [one for one in kept if _reaches(one, row.received_date)]
        if stood:
            later = next((one for one in stood[1:] if _outlasts(one, row.replied_date)), None)
            before = version_tables(root, rules.year, stood[0])
            then = version_tables(root, rules.year, later) if later else after
            found[row.appeal_no] = pipeline.result_changes(before, then, rules=rules)
    return found


def _reaches(version: Version, received: Any) -> bool:
    """Tell whether a version still stood when an appeal came."""
    return received is pd.NaT or version.day >= received.date()


def _outlasts(version: Version, replied: Any) -> bool:
    """Tell whether a version still stood after the reply."""
    return replied is not pd.NaT and version.day > replied.date()


def keep_version(root: Path, rules: Rules, after: Tables, /) -> Version | None:
    """Keep the outputs of a year as they are before those of another result take their place.

    That is done when a total, rank, grade or component of a result that had been made known is
    another now, and once for each such state; then the list of changes is written beside.

    Parameters
    ----------
    root : Path
        The workspace's folder.
    rules : Rules
        The year's rules.
    after : mapping
        The tables that are about to be laid down.

    Returns
    -------
    Version or None
        What was kept, if anything was.

    Raises
    ------
    WorkspaceError
        When a file cannot be written.
    """
    year, manifest = rules.year, storage.load_manifest(root)
    outputs = manifest["years"].get(str(year), {}).get("outputs", {})
    before = _laid_down(root, year, outputs)
    kept: list[dict[str, Any]] = manifest.setdefault(_VERSIONS, {}).setdefault(str(year), [])
    if before is None or any(one["state"] == storage.combined_digest(outputs) for one in kept):
        return None
    changes = pipeline.published_changes(before, after, rules=rules)
    if changes.empty:
        return None
    day = pipeline.change_date(before, after, rules=rules)
    label = _free_label(day, {one["folder"] for one in kept})
    version = Version(day, f"{KEPT}_{label}", f"{year}{CHANGES}_{label}.xlsx")
    files = _copies(root, year, outputs, version.folder)
    files[f"reports/{year}/{version.changes}"] = pipeline.write_changes(
        changes, after, rules=rules, day=day
    )
    for name, data in files.items():
        storage.replace_file(root / name, data)
    kept.append(
        {
            "day": day.isoformat(),
            "folder": version.folder,
            "changes": version.changes,
            "state": storage.combined_digest(outputs),
            "outputs": {name: digest(data) for name, data in sorted(files.items())},
        }
    )
    storage.save_manifest(root, manifest)
    return version


def _laid_down(root: Path, year: int, outputs: Mapping[str, str]) -> Tables | None:
    """Return the tables on disk, none where one of the result's is not as the manifest says."""
    prefix = f"data/processed/{year}"
    names = [name for name in SPECS if f"{prefix}/{name}.parquet" in outputs]
    needed = {f"{prefix}/{name}.parquet" for name in ("standings", "components")}
    stated = {name: outputs[name] for name in needed if name in outputs}
    if len(stated) < len(needed) or not storage.are_current(root, stated):
        return None
    return _stored(root / prefix, names)


def _stored(folder: Path, names: list[str]) -> Tables:
    return LazyTables(names, lambda name: storage.from_parquet(folder / f"{name}.parquet"))


def _free_label(day: date, taken: set[str]) -> str:
    """Return the day, with a number behind it when that day has a version already."""
    n = 1 + sum(folder.startswith(f"{KEPT}_{day}") for folder in taken)
    return f"{day}" if n == 1 else f"{day}-{n}"


def _copies(root: Path, year: int, outputs: Mapping[str, str], folder: str) -> dict[str, bytes]:
    """Return the outputs and documents of a year under the names they are kept by."""
    places = (f"reports/{year}", f"data/processed/{year}")
    documents = (root / places[0] / DOCUMENTS).rglob("*")
    names = [*outputs, *(path.relative_to(root).as_posix() for path in sorted(documents))]
    copies = {}
    for name in names:
        place = next((one for one in places if name.startswith(f"{one}/")), None)
        if place and (root / name).is_file():
            copy = f"{place}/{folder}/{name.removeprefix(f'{place}/')}"
            copies[copy] = storage.read_file(root / name)
    return copies
