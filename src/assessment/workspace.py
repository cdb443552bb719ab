"""A workspace: folders on disk, a year's inputs, and results that are current or rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assessment import pipeline, storage
from assessment.checking import Checked, check, earlier_years
from assessment.core import rule_text
from assessment.core.labels import phrase
from assessment.core.problems import Problems, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from assessment.core.seen_rules import FOLDER, RulesHistory, read_seen
from assessment.lookup import find_project, not_standing
from assessment.renewal import Progress, renew
from assessment.runs import Run, joined
from assessment.storage import REGISTER, WorkspaceError

if TYPE_CHECKING:
    from assessment.score.explain import Node


def _silent(_: str, **_values: object) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with rules/, data/raw/, 登记.xlsx and what is made from them.

    `clock` tells the day under which rules are kept when marks are first read under them.
    """

    root: Path
    progress: Progress = field(default=_silent, compare=False)
    clock: Callable[[], date] = field(default=date.today, compare=False)

    def years(self) -> tuple[int, ...]:
        """Return the years that have rules."""
        found = (path.stem for path in (self.root / "rules").glob("*.toml"))
        return tuple(sorted(int(stem) for stem in found if stem.isdecimal()))

    def rules(self, year: int) -> Rules:
        """Return a year's rules.

        Raises
        ------
        WorkspaceError
            When the year has no rules file.
        RulesError
            When the file cannot be used.
        """
        path = self.root / "rules" / f"{year}.toml"
        if not path.is_file():
            have = list(self.years()) or phrase("error.no_years_yet")
            raise WorkspaceError("error.no_rules", year=year, have=have)
        rules = load_rules(path)
        if rules.year != year:
            raise WorkspaceError("error.other_year", year=year, stated=rules.year)
        return rules

    def inputs(self, year: int) -> pipeline.YearInputs:
        """Return what a year is computed from.

        Raises
        ------
        WorkspaceError
            When the year has no rules or no files, or limits.toml cannot be used.
        """
        rules, folder = self.rules(year), self.root / "data" / "raw" / str(year)
        files = storage.read_folder(folder) if folder.is_dir() else {}
        if not files:
            raise WorkspaceError("error.no_data", year=year, folder=folder)
        path = self.root / REGISTER
        register = storage.read_file(path) if path.is_file() else None
        limits, history = storage.read_limits(self.root), self._history(year)
        return pipeline.YearInputs(rules, files, register, limits, history)

    def _history(self, year: int) -> RulesHistory:
        """Return the year's rules as they are, and those under which marks were read before."""
        path, folder = self.root / "rules" / f"{year}.toml", self.root / FOLDER
        seen = storage.read_folder(folder) if folder.is_dir() else {}
        named = {name.rpartition("/")[2]: text for name, text in seen.items()}
        text = storage.read_file(path)
        return RulesHistory(year, text, self.clock(), read_seen(named, year))

    def has_data(self, year: int) -> bool:
        """Tell whether anything lies in the year's folder."""
        folder = self.root / "data" / "raw" / str(year)
        return any(path.is_file() for path in folder.rglob("*"))

    def check(self, year: int) -> Result:
        """Read a year's files and say what is wrong, without computing anything.

        Raises
        ------
        WorkspaceError, RulesError
            As `inputs`.
        """
        self.progress("step.read", year=year)
        return pipeline.check_year(self.inputs(year), earlier=self._earlier(year))

    def hand_back(self, year: int, *, day: date) -> Checked:
        """Check a year and write what is handed back: 催交清单, 识别与问题, annotated copies.

        Corrections that people wrote in 识别与问题.xlsx are first appended to 登记.xlsx.

        Parameters
        ----------
        year : int
            The year.
        day : date
            The day on which corrections are registered.

        Raises
        ------
        WorkspaceError, RulesError
            As `inputs` and `checking.check`.
        """
        self.progress("step.read", year=year)
        return check(self.root, self.inputs(year), earlier=self._earlier(year), day=day)

    def _earlier(self, year: int) -> list[pipeline.EarlierYear]:
        """Return the years of the programme before, for brands that go on."""
        first = self.rules(year).programme.first_year
        years = [one for one in self.years_with_data() if first <= one < year]
        return earlier_years(self.root, years, self.inputs)

    def run(self, year: int | None = None, *, all_charts: bool = False) -> Run:
        """Compute a year, or every year with data, and lay down tables, workbook and charts.

        What is current by the manifest (same inputs, same rules, same code, outputs unchanged) is
        loaded, not computed again. Of all years, one that has only rules or only data is named
        (year.no-data, year.no-rules) and passed over. With `all_charts` every chart is drawn,
        from now on with every run, not the main ones only.

        Raises
        ------
        WorkspaceError, RulesError
            As `inputs`, when an output cannot be written, and when all years are asked for while
            some are samples and some are not.
        """
        if year is not None:
            return self._renewed(year, (year,) if all_charts else ())[year]
        years = self.all_years()
        self._refuse_mixture(years)
        made = self._renewed(years[-1], years if all_charts else ())
        runs = [run for one, run in made.items() if one in years]
        return joined(runs, halves=self._halves())

    def programme(self, year: int) -> Run:
        """Return the years of the programme up to `year` as one; each as `run` gives it."""
        return joined(list(self._renewed(year).values()))

    def programme_rules(self, year: int) -> list[Rules]:
        """Return the rules of the years that `programme` holds, the year's own last."""
        first = self.rules(year).programme.first_year
        return [self.rules(one) for one in self.years_with_data() if first <= one <= year]

    def all_years(self) -> tuple[int, ...]:
        """Return the years that have both rules and files, of which there must be one.

        Raises
        ------
        WorkspaceError
            When there is none.
        """
        years = self.years_with_data()
        if not years:
            raise WorkspaceError("error.no_years", folder=self.root)
        return years

    def years_with_data(self) -> tuple[int, ...]:
        """Return the years that have both rules and files."""
        return tuple(year for year in self.years() if self.has_data(year))

    def _renewed(self, last: int, all_charts: Sequence[int] = ()) -> dict[int, Run]:
        first = self.rules(last).programme.first_year
        years = [one for one in self.years_with_data() if first <= one < last]
        return renew(
            self.root,
            [*years, last],
            self.inputs,
            progress=self.progress,
            all_charts=all_charts,
        )

    def _refuse_mixture(self, years: Sequence[int]) -> None:
        samples = [year for year in years if self.rules(year).sample]
        if samples and len(samples) < len(years):
            raise WorkspaceError("error.mixture", years=samples)

    def _halves(self) -> Problems:
        """Name the years that have only rules or only data."""
        raw = self.root / "data" / "raw"
        folders = {path.name for path in raw.glob("*") if path.is_dir() and path.name.isdecimal()}
        have = {int(name) for name in folders if self.has_data(int(name))}
        without_data = sorted(set(self.years()) - have)
        without_rules = sorted(have - set(self.years()))
        return Problems(
            [
                *(problem("year.no-data", CellRef(""), actual=str(one)) for one in without_data),
                *(problem("year.no-rules", CellRef(""), actual=str(one)) for one in without_rules),
            ]
        )

    def explain(
        self,
        year: int,
        project: str,
        *,
        against: str | None = None,
        round: str | None = None,
        lang: str = "zh",
    ) -> Node:
        """Return one project's total as a tree down to the cells, or how two projects differ.

        Without `round` it is the last one in which the project stands.

        Raises
        ------
        WorkspaceError
            As `find_project`, for one project named twice, and when one is not in the round.
        """
        run, rules = self.run(year), self.rules(year)
        project_id = find_project(run.tables, project)
        other = find_project(run.tables, against) if against else None
        if against and other == project_id:
            raise WorkspaceError("error.same_project", project=project, other=against)
        try:
            return pipeline.explain_project(
                run.tables, project_id, rules=rules, against=other, round=round, lang=lang
            )
        except KeyError as error:
            named = {project_id: project, **({other: against} if other and against else {})}
            raise not_standing(run.tables, named) from error

    def notebooks(self) -> tuple[Path, ...]:
        """Return the workspace's notebooks in order."""
        return tuple(sorted((self.root / "notebooks").glob("*.ipynb")))

    def new_rules(self, year: int, *, from_year: int) -> Path:
        """Draft a year's rules from an older year's and return the new file.

        Raises
        ------
        WorkspaceError
            When the new file is there already or the old one is not.
        """
        path, old = (self.root / "rules" / f"{one}.toml" for one in (year, from_year))
        if path.exists():
            raise WorkspaceError("error.there", path=path)
        self.rules(from_year)
        text = rule_text.renew(old.read_text(encoding="utf-8"), from_year=from_year, to_year=year)
        storage.replace_file(path, text.encode("utf-8"))
        return path


def open_workspace(
    path: str | Path = ".", *, progress: Progress = _silent, clock: Callable[[], date] = date.today
) -> Workspace:
    """Open the workspace at a folder.

    Parameters
    ----------
    path : str or Path
        A folder that holds rules/.
    progress : callable, optional
        Called before each long step with the key of a line of the catalogue and what fills its
        places: `lambda key, **values: print(say(key, "en", **values))`.
    clock : callable, optional
        Tells today, the day under which rules are kept when marks are first read under them.

    Raises
    ------
    WorkspaceError
        When the folder is no workspace.
    """
    root = Path(path)
    if not (root / "rules").is_dir():
        raise WorkspaceError("error.no_workspace", folder=root)
    return Workspace(root, progress, clock)
