"""How much memory another process uses, where psutil is installed (extra `watch`)."""

from __future__ import annotations

try:
    import psutil
except ImportError:
    psutil = None


def resident(pid: int) -> int:
    """Return the bytes a process keeps in memory; 0 when that cannot be told.

    It can be told where psutil is installed: `pip install "assessment[watch]"`.
    """
    if psutil is None:
        return 0
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
