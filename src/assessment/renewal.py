"""Bring years up to date: load what is current by the manifest, compute and lay down the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment import pipeline, storage
from assessment.core.problems import read_problems
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.seen_rules import RulesHistory, digests
from assessment.core.table_specs import SPECS
from assessment.pipeline import EarlierYear, YearInputs
from assessment.runs import LazyTables, Run
from assessment.storage import REGISTER, digest
from assessment.studio import Studio
from assessment.versions import keep_version

if TYPE_CHECKING:
    from pandas import DataFrame

WORKBOOK = "评分汇总复核表.xlsx"
# Called with the key of a line of the catalogue and what fills its places.
Progress = Callable[..., None]


@dataclass(frozen=True, slots=True)
class _Computed:
    """A year computed anew whose charts may still be at the studio."""

    rules: Rules
    result: Result
    stated: Mapping[str, str]
    files: dict[str, bytes]
    years: Sequence[tuple[pipeline.Tables, Rules]]


@dataclass
class _Renewal:
    root: Path
    progress: Progress
    studio: Studio
    runs: dict[int, Run] = field(default_factory=dict)
    rules: dict[int, Rules] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)
    waiting: list[_Computed] = field(default_factory=list)
    all_charts: Collection[int] = ()


def renew(
    root: Path,
    years: Sequence[int],
    load: Callable[[int], YearInputs],
    /,
    *,
    progress: Progress,
    all_charts: Collection[int] = (),
) -> dict[int, Run]:
    """Return the run of each year, in order; each builds on those before it.

    Years in `all_charts` get every chart, not the main ones only, now and whenever they are
    renewed.

    What is current (same inputs, rules, code and earlier tables, outputs unchanged) is loaded.
    The charts of a year are drawn while the next one is read; a year computed before another one
    failed is laid down all the same.
    """
    with Studio() as studio:
        task = _Renewal(root, progress, studio, all_charts=all_charts)
        try:
            for year in years:
                _renew_year(task, load(year))
        finally:
            _lay_down_waiting(task)
    return task.runs


def load_current(
    root: Path, years: Sequence[int], load: Callable[[int], YearInputs], /
) -> dict[int, Run]:
    """Return the runs of the first of these years that are current, up to one that is not."""
    task = _Renewal(root, lambda _, **__: None, Studio())
    for year in years:
        inputs = load(year)
        if not _is_loaded(task, inputs, *_stated(task, inputs)):
            break
    return task.runs


def _renew_year(task: _Renewal, inputs: YearInputs) -> None:
    entry, stated = _stated(task, inputs)
    if not _is_loaded(task, inputs, entry, stated):
        pipeline.start_readers()
        task.studio.open()
        _compute(task, inputs, stated)


def _stated(task: _Renewal, inputs: YearInputs) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the manifest says of a year, and what it must say to be current."""
    year = inputs.rules.year
    entry = storage.load_manifest(task.root)["years"].get(str(year), {})
    is_all = year in task.all_charts or entry.get("inputs", {}).get("charts") == "all"
    return entry, _stated_inputs(task, inputs) | {"charts": "all" if is_all else "main"}


def _is_loaded(
    task: _Renewal, inputs: YearInputs, entry: Mapping[str, Any], stated: Mapping[str, str]
) -> bool:
    """Load the year when it is current, and tell whether it was."""
    year = inputs.rules.year
    task.rules[year] = inputs.rules
    if entry.get("inputs") != stated or not storage.are_current(task.root, entry["outputs"]):
        return False
    outputs: Mapping[str, str] = entry["outputs"]
    task.runs[year] = _loaded(task.root, year, outputs)
    task.digests |= {year: _tables_digest(outputs)}
    return True


def _stated_inputs(task: _Renewal, inputs: YearInputs) -> dict[str, str]:
    stated = {f"data/raw/{file}": digest(data) for file, data in inputs.files.items()}
    stated[f"rules/{inputs.rules.year}.toml"] = inputs.rules.digest
    stated[REGISTER] = digest(inputs.register) if inputs.register is not None else ""
    stated["limits"] = digest(repr(inputs.limits).encode())
    stated["rules_seen"] = _seen_digest(inputs.history)
    stated["code"] = storage.code_digest()
    earlier = {str(year): found for year, found in task.digests.items()}
    return stated | ({"earlier": storage.combined_digest(earlier)} if earlier else {})


def _seen_digest(history: RulesHistory | None) -> str:
    return storage.combined_digest(digests(history.seen if history else ()))


def remember_rules(
    root: Path, inputs: YearInputs, tables: Mapping[str, DataFrame]
) -> RulesHistory | None:
    """Keep the rules under which marks were read now, and return what is kept.

    The copies lie beside the rules, so that they outlive everything that is rebuilt.
    """
    if inputs.history is None:
        return None
    history = inputs.history.with_marks(tables, inputs.rules)
    for name, text in history.files().items():
        if not (root / name).exists():
            storage.replace_file(root / name, text)
    return history


def _tables_digest(outputs: Mapping[str, str]) -> str:
    tables = {name: found for name, found in outputs.items() if name.startswith("data/")}
    return storage.combined_digest(tables)


def _loaded(root: Path, year: int, outputs: Mapping[str, str]) -> Run:
    folder = root / "data" / "processed" / str(year)
    names = [name for name in SPECS if f"data/processed/{year}/{name}.parquet" in outputs]
    tables = LazyTables(names, lambda name: storage.from_parquet(folder / f"{name}.parquet"))
    paths = tuple(root / name for name in outputs)
    return Run((year,), tables, read_problems(tables["problems"]), paths, is_rebuilt=False)


def _compute(task: _Renewal, inputs: YearInputs, stated: Mapping[str, str]) -> None:
    rules, year = inputs.rules, inputs.rules.year
    earlier = [EarlierYear(task.rules[one], run.tables) for one, run in task.runs.items()]
    task.progress("step.compute", year=year)
    result = pipeline.run_year(inputs, earlier=earlier)
    history = remember_rules(task.root, inputs, result.tables)
    stated = {**stated, "rules_seen": _seen_digest(history)}
    years = pipeline.programme_tables(result.tables, rules, earlier=earlier)
    joint, _ = years[-1]
    task.progress("step.draw", year=year)
    rules_so_far = [one for _, one in years]
    is_all = stated["charts"] == "all"
    task.studio.ask(pipeline.chart_orders(joint, rules=rules_so_far, is_all=is_all))
    files = {
        f"data/processed/{year}/{name}.parquet": storage.to_parquet(table)
        for name, table in result.tables.items()
    }
    task.digests[year] = _tables_digest({name: digest(data) for name, data in files.items()})
    files[f"reports/{year}/{year}{WORKBOOK}"] = pipeline.write_workbook(joint, rules=rules)
    task.waiting.append(_Computed(rules, result, stated, files, years))
    task.runs[year] = Run((year,), result.tables, result.problems)


def _lay_down_waiting(task: _Renewal) -> None:
    """Collect the charts of all years computed and lay each year down, the oldest first."""
    charts = task.studio.collect()
    for made in task.waiting:
        year = made.rules.year
        mine, pictures = pipeline.split_charts(charts, year)
        files = made.files | {f"reports/{year}/charts/{name}": data for name, data in mine.items()}
        boards = pipeline.write_boards(made.years, pictures)
        files |= {f"reports/{year}/{name}": data for name, data in boards.items()}
        kept = keep_version(task.root, made.rules, made.result.tables)
        _lay_down(task.root, year, files, made.stated)
        paths = tuple(task.root / name for name in sorted(files))
        if kept is not None:
            task.progress("step.version", year=year, day=kept.day, folder=kept.folder)
            paths = (*paths, task.root / "reports" / str(year) / kept.changes)
        task.runs[year] = Run((year,), made.result.tables, made.result.problems, paths)


def _lay_down(root: Path, year: int, files: Mapping[str, bytes], stated: Mapping[str, str]) -> None:
    """Replace the outputs one by one; the manifest, which vouches for them, comes last."""
    for name, data in files.items():
        storage.replace_file(root / name, data)
    manifest: dict[str, Any] = storage.load_manifest(root)
    for name in manifest["years"].get(str(year), {"outputs": {}})["outputs"]:
        if name not in files:
            (root / name).unlink(missing_ok=True)
    outputs = {name: digest(data) for name, data in sorted(files.items())}
    manifest["years"][str(year)] = {"inputs": dict(stated), "outputs": outputs}
    storage.save_manifest(root, manifest)
