"""limits.toml of a workspace: what is opened at most."""

from __future__ import annotations

from pathlib import Path

from assessment import storage
from assessment.intake.limits import Limits, LimitsError, parse_limits, setting_names
from assessment.storage import WorkspaceError

LIMITS = "limits.toml"


def read_limits(root: Path) -> Limits:
    """Return the limits of the workspace's limits.toml, or the usual ones where there is none.

    Raises
    ------
    WorkspaceError
        When limits.toml cannot be used.
    """
    path = root / LIMITS
    if not path.is_file():
        return Limits()
    try:
        return parse_limits(storage.read_file(path))
    except LimitsError as error:
        names = list(setting_names())
        key = "error.limits" if error.key else "error.limits_damaged"
        told = {"path": path, "key": error.key, "found": error.found, "names": names}
        raise WorkspaceError(key, **told) from error
