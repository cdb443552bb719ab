"""assessment rules: check, make anew, compare."""

from __future__ import annotations

import click

from assessment.cli.session import Session, common, fail


@click.group()
def rules() -> None:
    """年度规则：检查、新建、比较。 The rules of a year: check, make anew, compare."""


@rules.command("check")
@click.argument("year", type=int, required=False)
@common
def rules_check(session: Session, year: int | None) -> None:
    """检查规则文件是否完整、自洽。 Check that the rules are whole and consistent."""
    workspace = session.open()
    years = (year,) if year else workspace.years()
    if not years:
        fail(f"{workspace.root / 'rules'} 中没有规则文件，可用 assessment rules new 新建")
    for one in years:
        found = workspace.rules(one)
        settled = f"{found.decision.decided_date} 通过" if found.is_decided else "尚未填写决定日期"
        click.echo(f"rules/{one}.toml：完整、自洽（{settled}）")


@rules.command("new")
@click.argument("year", type=int)
@click.option("--from", "from_year", type=int, required=True, help="以哪一年为底稿。 The old year.")
@common
def rules_new(session: Session, year: int, from_year: int) -> None:
    """以旧规则为底稿新建一年的规则。 Draft a year's rules from an older year's."""
    path = session.open().new_rules(year, from_year=from_year)
    click.echo(f"已新建 {path}，请逐条核对后填写 [decision]，再运行 assessment rules check {year}")


@rules.command("diff")
@click.argument("year", type=int)
@click.argument("other", type=int)
@common
def rules_diff(session: Session, year: int, other: int) -> None:
    """比较两年的规则。 Tell what differs between the rules of two years."""
    from assessment.core.rules import differences

    workspace = session.open()
    changes = differences(workspace.rules(year), workspace.rules(other))
    for key, before, after in changes:
        click.echo(f"{key}：{before} → {after}")
    if not changes:
        click.echo(f"{year} 年与 {other} 年的规则相同")
