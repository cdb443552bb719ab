"""Files dropped on the front door: its large button, and the script that hands them to it."""

from __future__ import annotations

from html import escape
from importlib.resources import files

import ipywidgets as widgets

from assessment.core.labels import say

DOOR, BUTTON = "door", "door-upload"


def drop_zone(lang: str) -> widgets.FileUpload:
    """Return the button that files are chosen with, and onto which they are dropped."""
    told = say("door.upload", lang)
    button = widgets.FileUpload(multiple=True, description=told, tooltip=told)
    button.add_class(BUTTON)
    return button


def drop_script(lang: str) -> widgets.HTML:
    """Return what lets the page take files: to be shown anywhere in a box of the class `door`.

    A script inside a widget's text does not run; a handler of an element does, and a style is
    an element that needs no picture and no network to be loaded.
    """
    script, style = (
        (files("assessment.door") / name).read_text(encoding="utf-8")
        for name in ("drop.js", "drop.css")
    )
    large, unreadable = (escape(say(f"door.drop.{one}", lang)) for one in ("large", "unreadable"))
    return widgets.HTML(
        f'<style data-large="{large}" data-unreadable="{unreadable}" onload="{escape(script)}">'
        f"{style}</style>"
    )
