"""The command line: every verb with its advice and exit code, and all printing."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from rich.console import Console

    from assessment.core.problems import Problems
    from assessment.workspace import Run, Workspace

CLEAN, DATA_ERRORS, CALL_ERRORS = 0, 1, 2
Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Session:
    """What every command is told: where the workspace is and in which language to speak."""

    root: Path
    lang: str

    def open(self) -> Workspace:
        """Open the workspace, with long steps told on the error stream."""
        from assessment.workspace import open_workspace

        return open_workspace(self.root, progress=_progress)


def _common(command: Command) -> Command:
    """Add --workspace and --lang, and turn a wrong call into one clear line and exit code 2."""

    @click.option(
        "--workspace",
        "root",
        default=".",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="工作文件夹（默认为当前文件夹）。 The workspace folder.",
    )
    @click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        help="输出语言。 Language of the output.",
    )
    @functools.wraps(command)
    def wrapped(root: Path, lang: str, **values: Any) -> Any:
        from assessment.core.rules import RulesError
        from assessment.storage import WorkspaceError

        try:
            return command(Session(root, lang), **values)
        except (WorkspaceError, RulesError) as error:
            _fail(str(error))

    return wrapped


def _fail(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(CALL_ERRORS)


def _console() -> Console:
    from rich.console import Console

    # A log or a pipe has no width of its own; tables must not be cut to 80 columns there.
    width = None if sys.stdout.isatty() else 180
    return Console(width=width, highlight=False, emoji=False)


def _progress(line: str) -> None:
    click.echo(f"… {line}", err=True)


def _exit_with(problems: Problems) -> NoReturn:
    sys.exit(DATA_ERRORS if problems.errors else CLEAN)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="assessment", prog_name="assessment")
def main() -> None:
    """“一团一品”评审工具：读材料、算得分、看覆盖、管经费。

    Trustworthy scores, budgets and theme coverage for the 一团一品 programme.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command()
@click.argument("folder", default="demo", type=click.Path(path_type=Path))
@click.option(
    "--notebooks/--no-notebooks",
    default=False,
    help="同时运行分析笔记本。 Execute the notebooks as well.",
)
@_common
def demo(session: Session, folder: Path, notebooks: bool) -> None:
    """生成示例工作文件夹并全部运行一遍。 Make a sample workspace and run everything on it."""
    from assessment.founding import make_demo

    made = make_demo(session.root / folder, progress=_progress)
    pages = _executed(made.workspace) if notebooks else ()
    _show_run(made.workspace, made.run, session.lang)
    for page in pages:
        click.echo(str(page))
    for place in made.missed:
        click.echo(f"示例中埋设的问题没有被发现：{place}", err=True)
    for place in made.invented:
        click.echo(f"示例中没有埋设的问题：{place}", err=True)
    click.echo(
        f"示例材料中埋设了 {len(made.run.problems)} 处问题，"
        + ("全部找出，没有误报。" if made.is_as_planted else "结果与埋设不符！")
    )
    sys.exit(CLEAN if made.is_as_planted else DATA_ERRORS)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--year", type=int, default=None, help="年份（默认今年）。 Default: this year.")
@_common
def init(session: Session, folder: Path, year: int | None) -> None:
    """新建空的工作文件夹。 Make an empty workspace: folders, rules, 登记.xlsx."""
    from datetime import datetime

    from assessment.founding import init_workspace

    year = year or datetime.now().astimezone().year
    made = init_workspace(session.root / folder, year=year)
    click.echo(f"已新建 {made.root}。接下来：")
    click.echo("  1. 填写 登记.xlsx（学院名单、评委名单、收件登记、评审决定）")
    click.echo(f"  2. 把收到的材料放入 data/raw/{year}/，文件夹和文件名不限")
    click.echo(f"  3. 逐条核对 rules/{year}.toml，运行 assessment rules check")
    click.echo(f"  4. 运行 assessment check {year}，按提示退回有问题的材料")
    click.echo(f"  5. 运行 assessment run {year}，打开 reports/{year}/")


@main.command()
@click.argument("year", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出问题。 Print problems as JSON.")
@_common
def check(session: Session, year: int | None, as_json: bool) -> None:
    """检查材料：谁交了、认出了什么、哪一格有问题。 Intake alone: what was read, what is wrong."""
    from assessment import screen
    from assessment.core.problems import Problems

    workspace, console = session.open(), _console()
    found = Problems()
    for one in (year,) if year else workspace.years():
        result = workspace.check(one)
        found += result.problems
        if not as_json:
            tables = result.tables
            submissions = (tables["submissions"], tables["colleges"])
            console.print(screen.submissions_table(*submissions, one, session.lang))
            console.print(screen.sources_table(tables["sources"], one, session.lang))
    _show_problems(found, session.lang, as_json=as_json)
    _exit_with(found)


@main.command()
@click.argument("year", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出排名。 Print standings as JSON.")
@_common
def run(session: Session, year: int | None, as_json: bool) -> None:
    """计算一年或全部年份：表格、复核表、图表。 Everything for a year, or for all years."""
    workspace = session.open()
    made = workspace.run(year)
    if as_json:
        click.echo(made.tables["standings"].to_json(orient="records", force_ascii=False))
    else:
        _show_run(workspace, made, session.lang)
    _exit_with(made.problems)


@main.command()
@click.argument("year", type=int)
@click.argument("project")
@click.option(
    "--against",
    default=None,
    metavar="OTHER",
    help="与另一项目比较。 Compare with another project.",
)
@click.option(
    "--round",
    "stage",
    type=click.Choice(["review", "assessment"]),
    default=None,
    help="轮次：立项评审或考核认证（默认项目参加的最后一轮）。 Default: the last one.",
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。 Print as JSON.")
@_common
def explain(
    session: Session,
    year: int,
    project: str,
    against: str | None,
    stage: str | None,
    as_json: bool,
) -> None:
    """说明一个得分从何而来，直到单元格。 One number backwards, down to its cells."""
    from assessment.score.explain import as_dict, render

    node = session.open().explain(year, project, against=against, round=stage)
    click.echo(json.dumps(as_dict(node), ensure_ascii=False) if as_json else render(node))


@main.group()
def rules() -> None:
    """年度规则：检查、新建、比较。 The rules of a year: check, make anew, compare."""


@rules.command("check")
@click.argument("year", type=int, required=False)
@_common
def rules_check(session: Session, year: int | None) -> None:
    """检查规则文件是否完整、自洽。 Check that the rules are whole and consistent."""
    workspace = session.open()
    years = (year,) if year else workspace.years()
    if not years:
        _fail(f"{workspace.root / 'rules'} 中没有规则文件，可用 assessment rules new 新建")
    for one in years:
        found = workspace.rules(one)
        settled = f"{found.decision.decided_date} 通过" if found.is_decided else "尚未填写决定日期"
        click.echo(f"rules/{one}.toml：完整、自洽（{settled}）")


@rules.command("new")
@click.argument("year", type=int)
@click.option("--from", "from_year", type=int, required=True, help="以哪一年为底稿。 The old year.")
@_common
def rules_new(session: Session, year: int, from_year: int) -> None:
    """以旧规则为底稿新建一年的规则。 Draft a year's rules from an older year's."""
    path = session.open().new_rules(year, from_year=from_year)
    click.echo(f"已新建 {path}，请逐条核对后填写 [decision]，再运行 assessment rules check {year}")


@rules.command("diff")
@click.argument("year", type=int)
@click.argument("other", type=int)
@_common
def rules_diff(session: Session, year: int, other: int) -> None:
    """比较两年的规则。 Tell what differs between the rules of two years."""
    from assessment.core.rules import differences

    workspace = session.open()
    changes = differences(workspace.rules(year), workspace.rules(other))
    for key, before, after in changes:
        click.echo(f"{key}：{before} → {after}")
    if not changes:
        click.echo(f"{year} 年与 {other} 年的规则相同")


@main.command()
@click.option("--execute", is_flag=True, help="运行并存为网页。 Execute them into HTML.")
@_common
def notebooks(session: Session, execute: bool) -> None:
    """列出或运行分析笔记本。 List the notebooks, or execute them into HTML."""
    workspace = session.open()
    for path in _executed(workspace) if execute else workspace.notebooks():
        click.echo(str(path))


@main.command()
@_common
def lab(session: Session) -> None:
    """用 JupyterLab 打开笔记本。 Open the notebooks in JupyterLab."""
    import subprocess

    folder = session.open().root / "notebooks"
    sys.exit(
        subprocess.run([sys.executable, "-m", "jupyterlab", str(folder)], check=False).returncode
    )


def _executed(workspace: Workspace) -> tuple[Path, ...]:
    from assessment.notebook import execute_notebooks

    return execute_notebooks(workspace, progress=_progress)


def _show_run(workspace: Workspace, made: Run, lang: str) -> None:
    from assessment import screen

    console = _console()
    for year in made.years:
        found = workspace.rules(year)
        console.print(screen.ranking_table(made.tables, found, lang))
        console.print(screen.coverage_table(made.tables, found, lang))
    if made.problems:
        console.print(screen.problems_table(made.problems, lang))
    for line in screen.output_lines(made.outputs):
        click.echo(line)


def _show_problems(found: Problems, lang: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(found.frame().to_json(orient="records", force_ascii=False))
        return
    from assessment.core.problems import SEVERITY_LABELS

    for item in found:
        click.echo(f"{SEVERITY_LABELS[lang][item.severity]} {item.line(lang)}")
    click.echo(
        f"错误 {len(found.errors)} 处，共 {len(found)} 处。"
        if lang == "zh"
        else f"{len(found.errors)} errors, {len(found)} problems in all."
    )
