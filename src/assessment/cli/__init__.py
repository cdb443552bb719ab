"""The command line: every verb with its advice and exit code, and all printing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessment.cli.output import show_intake, show_problems, show_run
from assessment.cli.rules import rules
from assessment.cli.session import (
    CLEAN,
    DATA_ERRORS,
    Session,
    common,
    exit_with,
    show_progress,
)

if TYPE_CHECKING:
    from assessment.workspace import Workspace


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
@common
def demo(session: Session, folder: Path, notebooks: bool) -> None:
    """生成示例工作文件夹并全部运行一遍。 Make a sample workspace and run everything on it."""
    from assessment.founding import make_demo

    made = make_demo(session.root / folder, progress=show_progress)
    pages = _executed(made.workspace) if notebooks else ()
    show_run(made.workspace, made.run, session.lang)
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
@common
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
@common
def check(session: Session, year: int | None, as_json: bool) -> None:
    """检查材料：谁交了、认出了什么、哪一格有问题。 Intake alone: what was read, what is wrong."""
    from assessment.core.problems import Problems

    workspace = session.open()
    found = Problems()
    for one in (year,) if year else workspace.years():
        result = workspace.check(one)
        found += result.problems
        if not as_json:
            show_intake(result, one, session.lang)
    show_problems(found, session.lang, as_json=as_json)
    exit_with(found)


@main.command()
@click.argument("year", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出排名。 Print standings as JSON.")
@common
def run(session: Session, year: int | None, as_json: bool) -> None:
    """计算一年或全部年份：表格、复核表、图表。 Everything for a year, or for all years."""
    workspace = session.open()
    made = workspace.run(year)
    if as_json:
        click.echo(made.tables["standings"].to_json(orient="records", force_ascii=False))
    else:
        show_run(workspace, made, session.lang)
    exit_with(made.problems)


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
@common
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


@main.command()
@click.option("--execute", is_flag=True, help="运行并存为网页。 Execute them into HTML.")
@common
def notebooks(session: Session, execute: bool) -> None:
    """列出或运行分析笔记本。 List the notebooks, or execute them into HTML."""
    workspace = session.open()
    for path in _executed(workspace) if execute else workspace.notebooks():
        click.echo(str(path))


main.add_command(rules)


@main.command()
@common
def lab(session: Session) -> None:
    """用 JupyterLab 打开笔记本。 Open the notebooks in JupyterLab."""
    import subprocess

    folder = session.open().root / "notebooks"
    sys.exit(
        subprocess.run([sys.executable, "-m", "jupyterlab", str(folder)], check=False).returncode
    )


def _executed(workspace: Workspace) -> tuple[Path, ...]:
    from assessment.notebook import execute_notebooks

    return execute_notebooks(workspace, progress=show_progress)
