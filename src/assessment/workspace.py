"""A workspace: folders on disk, a year's inputs, and results that are current or rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from assessment import pipeline, storage
from assessment.core.result import Result
from assessment.core.rule_text import renew
from assessment.core.rules import Rules, load_rules
from assessment.core.tables import SPECS
from assessment.core.text import match_key
from assessment.runs import Run, joined, problems_of
from assessment.storage import WorkspaceError, digest
from assessment.studio import Studio

if TYPE_CHECKING:
    from assessment.score.explain import Node

REGISTER = "登记.xlsx"
WORKBOOK = "评分汇总复核表.xlsx"
Progress = Callable[[str], None]


def _silent(_: str) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with rules/, data/raw/, 登记.xlsx and what is made from them."""

    root: Path
    progress: Progress = field(default=_silent, compare=False)

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
            have = "、".join(map(str, self.years())) or "无"
            raise WorkspaceError(
                f"没有 {year} 年的规则（现有：{have}）：请用 assessment rules new {year} 新建"
            )
        rules = load_rules(path)
        if rules.year != year:
            raise WorkspaceError(f"rules/{year}.toml 里写的年份是 {rules.year}，请改正其一")
        return rules

    def inputs(self, year: int) -> pipeline.YearInputs:
        """Return what a year is computed from.

        Raises
        ------
        WorkspaceError
            When the year has no rules or no files.
        """
        rules, folder = self.rules(year), self.root / "data" / "raw" / str(year)
        files = storage.read_folder(folder) if folder.is_dir() else {}
        if not files:
            raise WorkspaceError(f"没有 {year} 年的材料：请把收到的文件放入 {folder} 后再运行")
        path = self.root / REGISTER
        register = storage.read_file(path) if path.is_file() else None
        return pipeline.YearInputs(rules, files, register)

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
        self.progress(f"读取 {year} 年材料")
        return pipeline.check_year(self.inputs(year))

    def run(self, year: int | None = None) -> Run:
        """Compute a year, or every year with data, and lay down tables, workbook and charts.

        What is current by the manifest (same inputs, same rules, same code, outputs unchanged) is
        loaded, not computed again.

        Raises
        ------
        WorkspaceError, RulesError
            As `inputs`, and when an output cannot be written.
        """
        years = self._with_data() if year is None else (year,)
        if not years:
            raise WorkspaceError(f"{self.root} 中没有任何年份的规则和材料，可先试 assessment demo")
        runs = [self._run_year(one) for one in years]
        return runs[0] if len(runs) == 1 else joined(runs)

    def _with_data(self) -> tuple[int, ...]:
        return tuple(year for year in self.years() if self.has_data(year))

    def _run_year(self, year: int) -> Run:
        inputs = self.inputs(year)
        first = inputs.rules.programme.first_year
        before = [one for one in self._with_data() if first <= one < year]
        earlier = [(self.rules(one), self._run_year(one)) for one in before]
        stated = self._stated_inputs(inputs, [run for _, run in earlier])
        manifest = storage.load_manifest(self.root)
        entry = manifest["years"].get(str(year), {})
        if entry.get("inputs") == stated and storage.are_current(self.root, entry["outputs"]):
            return self._loaded(year, entry["outputs"])
        years = [pipeline.EarlierYear(rules, run.tables) for rules, run in earlier]
        return self._rebuilt(inputs, years, stated)

    def _stated_inputs(self, inputs: pipeline.YearInputs, earlier: Sequence[Run]) -> dict[str, str]:
        stated = {f"data/raw/{file}": digest(data) for file, data in inputs.files.items()}
        stated[f"rules/{inputs.rules.year}.toml"] = inputs.rules.digest
        stated[REGISTER] = digest(inputs.register) if inputs.register is not None else ""
        stated["code"] = storage.code_digest()
        outputs = {
            path.relative_to(self.root).as_posix(): digest(path.read_bytes())
            for run in earlier
            for path in run.outputs
        }
        return stated | ({"earlier": storage.combined_digest(outputs)} if outputs else {})

    def _loaded(self, year: int, outputs: Mapping[str, str]) -> Run:
        folder = self.root / "data" / "processed" / str(year)
        tables = {
            name: storage.from_parquet(folder / f"{name}.parquet")
            for name in SPECS
            if f"data/processed/{year}/{name}.parquet" in outputs
        }
        paths = tuple(self.root / name for name in outputs)
        return Run((year,), tables, problems_of(tables["problems"]), paths, is_rebuilt=False)

    def _rebuilt(
        self,
        inputs: pipeline.YearInputs,
        earlier: Sequence[pipeline.EarlierYear],
        stated: Mapping[str, str],
    ) -> Run:
        rules, year = inputs.rules, inputs.rules.year
        with Studio() as studio:
            self.progress(f"读取和计算 {year} 年")
            result = pipeline.run_year(inputs, earlier=earlier)
            self.progress(f"绘制 {year} 年图表，写复核表")
            workbook, charts = pipeline.write_reports(result.tables, rules=rules, studio=studio)
        files = {
            f"data/processed/{year}/{name}.parquet": storage.to_parquet(table)
            for name, table in result.tables.items()
        }
        files[f"reports/{year}/{year}{WORKBOOK}"] = workbook
        files |= {f"reports/{year}/charts/{name}": data for name, data in charts.items()}
        self._lay_down(year, files, stated)
        paths = tuple(self.root / name for name in sorted(files))
        return Run((year,), result.tables, result.problems, paths)

    def _lay_down(self, year: int, files: Mapping[str, bytes], stated: Mapping[str, str]) -> None:
        """Replace the outputs one by one; the manifest, which vouches for them, comes last."""
        for name, data in files.items():
            storage.replace_file(self.root / name, data)
        manifest: dict[str, Any] = storage.load_manifest(self.root)
        for name in manifest["years"].get(str(year), {"outputs": {}})["outputs"]:
            if name not in files:
                (self.root / name).unlink(missing_ok=True)
        outputs = {name: digest(data) for name, data in sorted(files.items())}
        manifest["years"][str(year)] = {"inputs": dict(stated), "outputs": outputs}
        storage.save_manifest(self.root, manifest)

    def find_project(self, tables: Mapping[str, pd.DataFrame], text: str) -> str:
        """Return the project_id meant by an id, a project's name or part of it, or a college.

        Raises
        ------
        WorkspaceError
            When nothing or more than one project fits; the line lists them.
        """
        rows = _project_names(tables)
        key = match_key(text)
        exact = [row for row in rows if key in map(match_key, row)]
        fitting = exact or [row for row in rows if any(key in match_key(one) for one in row)]
        if len(fitting) == 1:
            return fitting[0][0]
        listed = "；".join(f"{row[0]} {row[1]}（{row[2]}）" for row in fitting or rows)
        say = "不止一个项目符合" if fitting else "没有这个项目"
        raise WorkspaceError(f"{say}「{text}」，请从中选一个：{listed}")

    def explain(
        self, year: int, project: str, *, against: str | None = None, round: str | None = None
    ) -> Node:
        """Return one project's total as a tree down to the cells, or how two projects differ.

        Without `round` it is the last one in which the project stands.

        Raises
        ------
        WorkspaceError
            As `find_project`, and when a project does not stand in the round.
        """
        run, rules = self.run(year), self.rules(year)
        project_id = self.find_project(run.tables, project)
        other = self.find_project(run.tables, against) if against else None
        try:
            return pipeline.explain_project(
                run.tables, project_id, rules=rules, against=other, round=round
            )
        except KeyError as error:
            raise WorkspaceError(
                f"「{project}」没有参加这一轮，无从说明：{error.args[0]}"
            ) from error

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
            raise WorkspaceError(f"{path} 已经存在，不会覆盖")
        self.rules(from_year)
        text = renew(old.read_text(encoding="utf-8"), from_year=from_year, to_year=year)
        storage.replace_file(path, text.encode("utf-8"))
        return path


def open_workspace(path: str | Path = ".", *, progress: Progress = _silent) -> Workspace:
    """Open the workspace at a folder.

    Parameters
    ----------
    path : str or Path
        A folder that holds rules/.
    progress : callable, optional
        Called with one line before each long step.

    Raises
    ------
    WorkspaceError
        When the folder is no workspace.
    """
    root = Path(path)
    if not (root / "rules").is_dir():
        raise WorkspaceError(
            f"{root} 不是工作文件夹（没有 rules 文件夹）：请用 assessment init {root} 新建"
        )
    return Workspace(root, progress)


def _project_names(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str, str]]:
    joined = tables["applications"].merge(
        tables["colleges"][["college_code", "college_name"]], on="college_code", validate="m:1"
    )
    columns = ["project_id", "project_name", "college_name"]
    return list(joined[columns].sort_values("project_id").itertuples(index=False, name=None))
