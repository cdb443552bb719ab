"""Trustworthy scoring, budgets and theme coverage for the 一团一品 programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessment.workspace import Workspace, open_workspace

__version__ = "0.1.0"
__all__ = ["Workspace", "__version__", "open_workspace"]


def __getattr__(name: str) -> Any:
    if name in ("open_workspace", "Workspace"):
        from assessment import workspace

        return getattr(workspace, name)
    raise AttributeError(f"module 'assessment' has no attribute {name!r}")
