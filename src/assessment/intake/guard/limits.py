"""The limits on what is opened, and what is thrown when a file breaks one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields

from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef

MIB = 1024 * 1024
# In `limits.toml` these are written in MiB.
_IN_MIB = {f"{name}_mib": name for name in ("file", "unzipped", "entry", "memory")}


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is opened; sizes in bytes, the ratio for entries over 1 MiB only.

    `seconds` and `memory` are what the reading of one file may take.
    """

    file: int = 20 * MIB
    unzipped: int = 200 * MIB
    entry: int = 100 * MIB
    ratio: int = 100
    members: int = 1000
    cells: int = 1_000_000
    merges: int = 10_000
    merged_cells: int = 1_000_000
    seconds: int = 60
    memory: int = 1024 * MIB


class LimitsError(Exception):
    """A setting of `limits.toml` that cannot be used; `key` is empty when it is no TOML."""

    def __init__(self, key: str, found: str) -> None:
        self.key, self.found = key, found
        super().__init__(f"{key}: {found}")


class Refused(Exception):
    """A file that is not read any further, with the code and place of the reason."""

    def __init__(
        self, code: str, actual: str = "", expected: str = "", *, sheet: str = "", cell: str = ""
    ) -> None:
        self.code, self.actual, self.expected = code, actual, expected
        self.sheet, self.cell = sheet, cell
        super().__init__(code)

    def problem(self, file: str) -> Problem:
        """Return the problem it is in a file."""
        where = CellRef(file, self.sheet, self.cell)
        return problem(self.code, where, actual=self.actual, expected=self.expected)


def setting_names() -> tuple[str, ...]:
    """Return the keys of `limits.toml`."""
    written = {name: key for key, name in _IN_MIB.items()}
    return tuple(written.get(field.name, field.name) for field in fields(Limits))


def parse_limits(data: bytes) -> Limits:
    """Return the limits that `limits.toml` states; what it does not name stays as it is.

    Raises
    ------
    LimitsError
        When a key is unknown, a value no whole number above 0, or the file no TOML.

    Examples
    --------
    >>> parse_limits(b"file_mib = 40").file == 40 * MIB
    True
    """
    try:
        stated = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LimitsError("", str(error)) from error
    for key, value in stated.items():
        if key not in setting_names() or type(value) is not int or value < 1:
            raise LimitsError(key, str(value))
    sizes = {_IN_MIB.get(k, k): n * MIB if k in _IN_MIB else n for k, n in stated.items()}
    return Limits(**sizes)
