"""The front door: choose a workspace, add files, check them, make the results, in the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipywidgets import VBox

__all__ = ["open_door"]


def open_door(
    folder: str = ".", *, lang: str = "zh", clock: Callable[[], date] = date.today
) -> VBox:
    """Return the front door on a folder; what draws it is loaded only now.

    Who serves it must be able to say that the extra `notebooks` is missing.
    """
    from assessment.door.page import open_door as opened

    return opened(folder, lang=lang, clock=clock)
