"""The widgets of the front door, in Voilà and in JupyterLab alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from assessment.core.labels import Phrase, phrase, say
from assessment.core.rule_faults import RulesError
from assessment.door import actions
from assessment.door.actions import Done
from assessment.door.dropping import DOOR, drop_script, drop_zone
from assessment.storage import WorkspaceError
from assessment.workspace import Workspace

_WIDE = widgets.Layout(width="min(60em, 98%)")
_ROW = widgets.Layout(flex_flow="row wrap")
# As wide as its words, which no language cuts off.
_AS_WORDS = widgets.Layout(width="auto", min_width="148px")
_STEPS = 8


class Door:
    """The page: what stands on it, and the workspace that is open."""

    def __init__(self, folder: str, *, lang: str = "zh", clock: Callable[[], date]) -> None:
        self.lang, self.clock = lang, clock
        self.workspace: Workspace | None = None
        self.folder = widgets.Text(folder, description=self._say("folder"), layout=_WIDE)
        self.year = widgets.Dropdown(options=[], description=self._say("year"))
        self.new_year = widgets.BoundedIntText(
            clock().year, min=1990, max=2100, description=self._say("new_year"),
            style={"description_width": "initial"},
        )  # fmt: skip
        self.upload = drop_zone(lang)
        self.progress = widgets.IntProgress(0, 0, _STEPS, layout=_WIDE)
        self.told = widgets.HTML(escape(self._say("not_open")))
        self.problems = widgets.HTML()
        self.links = widgets.HBox(layout=_ROW)
        self.upload.observe(self._receive, names="value")

    def show(self) -> widgets.VBox:
        """Return the page."""
        opening = (("open", self._open), ("new", self._new), ("sample", self._sample))
        making = (
            ("check", lambda: actions.check(self._ready(), self.year.value, day=self.clock())),
            ("run", lambda: actions.make_results(self._ready(), self.year.value)),
            ("documents", lambda: actions.make_documents(self._ready(), self.year.value)),
            ("publish", lambda: actions.make_notices(self._ready(), self.year.value)),
        )
        shown = (
            ("raw", lambda: actions.raw_folder(self._ready(), self.year.value)),
            ("register", lambda: actions.register_of(self._ready())),
        )
        page = widgets.VBox([
            widgets.HTML(f"<p>{escape(self._say('how'))}</p>"),
            self.folder,
            widgets.HBox([*(self._button(*one) for one in opening), self.new_year], layout=_ROW),
            widgets.HBox([self.year, *(self._opener(*one) for one in shown)], layout=_ROW),
            self.upload,
            widgets.HTML(escape(self._say("drop"))),
            widgets.HBox([self._button(name, act, "primary") for name, act in making], layout=_ROW),
            self.progress,
            self.told,
            self.links,
            self.problems,
            drop_script(self.lang),
        ])  # fmt: skip
        page.add_class(DOOR)
        return page

    def _say(self, key: str, **values: Any) -> str:
        return say(f"door.{key}", self.lang, **values)

    def _button(self, key: str, act: Callable[[], Done], style: str = "") -> widgets.Button:
        button = widgets.Button(description=self._say(key), button_style=style, layout=_AS_WORDS)
        button.add_class(f"door-{key}")
        button.on_click(lambda _: self._do(act))
        return button

    def _opener(self, key: str, find: Callable[[], Path]) -> widgets.Button:
        button = widgets.Button(description=self._say(key), layout=_AS_WORDS)
        button.on_click(lambda _: self._show(find))
        return button

    def _show(self, find: Callable[[], Path]) -> None:
        try:
            actions.show(find())
        except (WorkspaceError, OSError) as error:
            self._fail(error)

    def _do(self, act: Callable[[], Done]) -> None:
        """Carry out what a button stands for, and tell what came of it."""
        self.progress.value, self.progress.bar_style = 0, "info"
        self.problems.value, self.links.children = "", ()
        self._tell(phrase("door.working"))
        try:
            done = act()
        except (WorkspaceError, RulesError) as error:
            self._fail(error)
            return
        self.progress.value, self.progress.bar_style = _STEPS, "success"
        self._tell(done.line)
        self.problems.value = done.problems.as_html(self.lang) if len(done.problems) else ""
        self.links.children = [self._link(path) for path in done.files]

    def _link(self, path: Path) -> widgets.Button:
        layout = widgets.Layout(width="auto")
        button = widgets.Button(description=path.name, tooltip=str(path), layout=layout)
        button.on_click(lambda _: self._show(lambda: path))
        return button

    def _tell(self, line: Phrase) -> None:
        self.told.value = f"<b>{escape(line.line(self.lang))}</b>"

    def _fail(self, error: Exception) -> None:
        told = error.line(self.lang) if isinstance(error, WorkspaceError) else str(error)
        self.progress.bar_style = "danger"
        self._tell(phrase("door.failed", told=told))

    def _step(self, key: str, **values: Any) -> None:
        self.progress.value = min(self.progress.value + 1, _STEPS - 1)
        self._tell(phrase(key, **values))

    def _ready(self) -> Workspace:
        if self.workspace is None:
            raise WorkspaceError("door.not_open")
        return self.workspace

    def _entered(self, workspace: Workspace, line: Phrase) -> Done:
        self.workspace = workspace
        self.folder.value = str(workspace.root)
        years = sorted(workspace.years(), reverse=True)
        self.year.options = years
        with_data = [year for year in years if workspace.has_data(year)]
        if years:
            self.year.value = (with_data or years)[0]
        return Done(line if years else phrase("door.no_year"))

    def _open(self) -> Done:
        workspace = actions.open_folder(self.folder.value, self._step)
        return self._entered(workspace, phrase("door.ready", folder=workspace.root))

    def _new(self) -> Done:
        workspace = actions.make_new(self.folder.value, self.new_year.value, self._step)
        return self._entered(workspace, phrase("door.ready", folder=workspace.root))

    def _sample(self) -> Done:
        workspace = actions.make_sample(self.folder.value, self._step)
        return self._entered(workspace, phrase("door.demo", folder=workspace.root))

    def _receive(self, change: Any) -> None:
        files = {one["name"]: bytes(one["content"]) for one in change["new"]}
        if files:
            self._do(lambda: actions.receive(self._ready(), self.year.value, files))
            self.upload.value = ()


def open_door(
    folder: str = ".", *, lang: str = "zh", clock: Callable[[], date] = date.today
) -> widgets.VBox:
    """Return the front door on a folder, to be shown as the last line of a cell.

    A folder that is a workspace is opened at once.
    """
    door = Door(str(Path(folder).resolve()), lang=lang, clock=clock)
    page = door.show()
    if (Path(folder) / "rules").is_dir():
        door._do(door._open)
    return page
