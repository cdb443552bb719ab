"""The front door: choose a workspace, add files, check them, make the results, in the browser."""

from assessment.door.page import open_door

__all__ = ["open_door"]
