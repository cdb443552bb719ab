"""Commands as people call them: exit codes, one clear line, the right things printed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from assessment import pipeline
from assessment.cli import main
from assessment.cli.papers import DOCUMENTS, TEMPLATES
from assessment.founding import Demo
from assessment.report.chart_names import MAIN_CHARTS, OF_CHOICE, OTHER_CHARTS
from assessment.workspace import Workspace
from own_process import run_python


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_run_prints_ranking_coverage_and_paths(demo: Demo) -> None:
    done = call("run", "2017", "--workspace", demo.workspace.root)
    assert done.exit_code == 1  # there are errors in the data
    for text in ("示例数据", "考核认证排名", "“醒·爱”麻醉科普创新工作坊", "93.45", "品牌主题覆盖", "现场答辩 70%",
                 "2017评分汇总复核表.xlsx", "2017考核认证排名.png"):  # fmt: skip
        assert text in done.stdout
    english = call("run", "2017", "--workspace", demo.workspace.root, "--lang", "en")
    assert "Assessment ranking 2017" in english.stdout and "excellent" in english.stdout


def test_run_as_json_can_be_read_by_a_program(demo: Demo) -> None:
    done = call("run", "2017", "--json", "--workspace", demo.workspace.root)
    rows = json.loads(done.stdout)
    assert len(rows) == 42
    assert {row["rank"] for row in rows if row["round"] == "assessment"} == set(range(1, 22))


def test_check_tells_who_what_and_where(demo: Demo) -> None:
    done = call("check", "2017", "--workspace", demo.workspace.root)
    assert done.exit_code == 1
    first = next(line for line in done.stdout.splitlines() if line.strip())
    assert "2017 年收件情况" in first
    for text in ("应交", "已交", "缺交", "继续教育学院", "经费支出明细表", "纸质扫描件", "2017催交清单.xlsx",
                 "2017识别与问题.xlsx"):  # fmt: skip
        assert text in done.stdout
    line = "错误 2017/3现场答辩/第一场评分汇总表.xlsx「评分汇总」"
    assert any(
        one.startswith(line) and "「88分左右」不是数字" in one for one in done.stdout.splitlines()
    )
    as_json = json.loads(call("check", "2017", "--json", "--workspace", demo.workspace.root).stdout)
    assert len(as_json) == 49


def test_check_says_how_many_corrections_it_took_over(small: Workspace) -> None:
    path = small.root / "reports/2017/2017识别与问题.xlsx"
    book = openpyxl.load_workbook(path)
    row = next(row for row in book["问题"].iter_rows(min_row=3) if row[4].value == "F7")
    for cell, text in zip(row[10:], ("88", "评委本人确认", "示例丙"), strict=True):
        cell.value = text
    book.save(path)
    done = call("check", "2017", "--workspace", small.root)
    assert "已把识别与问题.xlsx 中填好的 1 条更正追加到登记.xlsx" in done.stdout
    assert "登记_备份_" in done.stdout


def test_explain_speaks_and_compares(demo: Demo) -> None:
    root = demo.workspace.root
    told = call("explain", "2017", "麻醉学院", "--workspace", root)
    assert told.exit_code == 0 and "总分：93.45" in told.stdout
    tree = json.loads(call("explain", "2017", "麻醉学院", "--json", "--workspace", root).stdout)
    assert tree["children"][0]["label"] == "总分"
    both = call("explain", "2017", "麻醉学院", "--against", "中医学院", "--workspace", root)
    assert "总分：93.45 与 91.61，相差 +1.83（按未舍入的得分）" in both.stdout
    assert "现场投票：20.00 与 17.81，相差 +2.19\n" in both.stdout
    review = call("explain", "2017", "麻醉学院", "--round", "review", "--workspace", root)
    assert "立项评审" in review.stdout


def test_rules_are_checked_made_and_compared(demo: Demo, tmp_path: Path) -> None:
    root = tmp_path / "work"
    shutil.copytree(demo.workspace.root, root)
    assert "完整、自洽（2017-02-28 通过）" in call("rules", "check", "--workspace", root).stdout
    made = call("rules", "new", "2020", "--from", "2017", "--workspace", root)
    assert made.exit_code == 0 and (root / "rules/2020.toml").is_file()
    assert "尚未填写决定日期" in call("rules", "check", "2020", "--workspace", root).stdout
    told = call("rules", "diff", "2017", "2020", "--workspace", root).stdout
    assert "【经费使用】\n  截止日期：2017-12-15 → 2020-12-15\n" in told
    assert "\n  影响：只更新日期，不影响得分和名次。\n" in told
    assert "2020 年还没有材料，未按2017年规则试算" in told
    assert "相同" in call("rules", "diff", "2017", "2017", "--workspace", root).stdout


def test_wrong_rules_end_with_two_and_one_line_a_fault(demo: Demo, tmp_path: Path) -> None:
    root = tmp_path / "work"
    shutil.copytree(demo.workspace.root, root)
    path = root / "rules/2017.toml"
    text = path.read_text(encoding="utf-8").replace("weight = 70", "weight = 60")
    path.write_text(text, encoding="utf-8")
    for words in (("run", "2017"), ("rules", "check"), ("check",)):
        done = call(*words, "--workspace", root)
        assert done.exit_code == 2
        assert "权重之和应为 100，现为 90" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("run", "2016"),
        ("check", "2016"),
        ("explain", "2017", "天文学院"),
        ("explain", "2016", "麻醉学院"),
        ("rules", "check", "2016"),
    ],
)
def test_a_wrong_call_ends_with_two_and_advice(demo: Demo, words: Sequence[str]) -> None:
    done = call(*words, "--workspace", demo.workspace.root)
    assert done.exit_code == 2
    assert done.stderr.strip() and "Traceback" not in done.stderr


def test_a_folder_without_rules_is_one_clear_line(tmp_path: Path) -> None:
    for words in (("run",), ("check",), ("notebooks",), ("rules", "check")):
        done = call(*words, "--workspace", tmp_path)
        assert done.exit_code == 2
        assert "assessment init" in done.stderr


def test_init_says_what_comes_next(tmp_path: Path) -> None:
    done = call("init", tmp_path / "own", "--year", "2026")
    assert done.exit_code == 0 and "data/raw/2026/" in done.stdout
    assert call("init", tmp_path / "own", "--year", "2026").exit_code == 2
    listed = call("notebooks", "--workspace", tmp_path / "own")
    assert "01_intake.ipynb" in listed.stdout


def test_demo_says_whether_all_planted_problems_are_found(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [demo, replace(demo, missed=("2017 theme.missing C5",))]
    monkeypatch.setattr("assessment.founding.make_demo", lambda *_, **__: made.pop(0))
    done = call("demo", tmp_path / "demo")
    assert done.exit_code == 0 and "全部找出，没有误报" in done.stdout
    poor = call("demo", tmp_path / "demo")
    assert poor.exit_code == 1 and "2017 theme.missing C5" in poor.stderr


def test_a_folder_that_holds_other_data_is_no_place_for_a_demo(copy: Workspace) -> None:
    (copy.root / "data/raw/2017/我的.xlsx").write_bytes(b"mine")
    refused = call("demo", copy.root)
    assert refused.exit_code == 2 and "不是示例数据" in refused.stderr


def test_plan_prints_its_page_and_draws_its_charts(copy: Workspace) -> None:
    done = call("plan", "2018", "--workspace", copy.root)
    assert done.exit_code == 0
    assert done.stdout.startswith("2018 年立项评议参考\n")
    assert "本年至少须新覆盖 1 类" in done.stdout
    drawn = [line for line in done.stdout.splitlines() if line.endswith(".png")]
    assert [Path(line).stem for line in drawn] == sorted(f"2018{name}" for name in OF_CHOICE)
    assert all(Path(line).is_file() for line in drawn)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from assessment.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'pydantic', 'matplotlib', 'openpyxl', 'rich'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = run_python("-c", code)
    assert done.returncode == 0, done.stderr


def test_a_terminal_that_is_not_utf8_survives(small: Workspace) -> None:
    words = ("-m", "assessment", "check", "2017", "--workspace", str(small.root))
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "LC_ALL": "C"}
    done = run_python(*words, environment=environment)
    assert done.returncode == 1, done.stderr
    assert b"points.not-a-number" in done.stdout


def test_a_workspace_without_any_files_is_not_called_clean(tmp_path: Path) -> None:
    call("init", "work", "--year", "2026", "--workspace", tmp_path)
    for command in ("check", "run", "charts"):
        done = call(command, "--workspace", tmp_path / "work")
        assert done.exit_code == 2
        assert "没有任何年份的规则和材料" in done.stderr


def test_charts_lists_every_picture(demo: Demo) -> None:
    done = call("charts", "2019", "--workspace", demo.workspace.root)
    assert done.exit_code == 0
    assert len(done.stdout.split()) == 2 * (len(MAIN_CHARTS) + len(OTHER_CHARTS))


def test_charts_of_another_format_and_shape_lie_beside_the_others(copy: Workspace) -> None:
    done = call("charts", "2017", "--format", "pdf", "--size", "16:9", "--workspace", copy.root)
    assert done.exit_code == 0, done.stderr
    paths = [Path(line) for line in done.stdout.split()]
    assert paths and {path.parent for path in paths} == {copy.root / "reports/2017/图表"}
    assert copy.root / "reports/2017/图表/2017考核认证排名-16比9.pdf" in paths
    assert all(path.read_bytes().startswith(b"%PDF") for path in paths)
    paths[0].write_bytes(b"mine")
    again = call("charts", "2017", "--format", "pdf", "--size", "16:9", "--workspace", copy.root)
    assert str(paths[0]) in again.stderr and paths[0].read_bytes() == b"mine"
    assert call("charts", "2017", "--size", "3:2", "--workspace", copy.root).exit_code == 2


def test_charts_in_english_lie_beside_the_chinese_ones(copy: Workspace) -> None:
    done = call("charts", "2017", "--lang", "en", "--workspace", copy.root)
    assert done.exit_code == 0, done.stderr
    names = [Path(line).relative_to(copy.root).as_posix() for line in done.stdout.splitlines()]
    assert "reports/2017/图表/2017考核认证排名-en.png" in names
    assert all(name.endswith("-en.png") for name in names)


def test_template_writes_blank_files_and_says_where(tmp_path: Path) -> None:
    call("init", "work", "--year", "2026", "--workspace", tmp_path)
    root = tmp_path / "work"
    done = call("template", "summary", "--workspace", root)
    assert done.exit_code == 0 and "申报汇总表.xlsx" in done.stdout
    path = root / "reports/2026/空白表/申报汇总表.xlsx"
    assert path.is_file() and f"已生成 1 个空白表：{path.parent}" in done.stdout
    path.write_bytes(b"mine")
    again = call("template", "all", "--year", "2026", "--workspace", root, "--lang", "en")
    assert "Filled since, not replaced" in again.stderr and path.read_bytes() == b"mine"
    assert call("template", "appeals", "--workspace", root).exit_code == 0
    assert call("template", "poster", "--workspace", root).exit_code == 2
    missing = call("template", "all", "--year", "2031", "--workspace", root)
    assert missing.exit_code == 2 and "2031" in missing.stderr


def test_the_command_names_every_kind_there_is() -> None:
    assert (*pipeline.blank_kinds(), "all") == TEMPLATES
    for lang in ("zh", "en"):
        told = call("template", "--help", "--lang", lang).stdout
        assert all(kind in told for kind in TEMPLATES)


def test_documents_are_written_by_kind_and_listed(copy: Workspace) -> None:
    done = call("documents", "2019", "appeal-reply", "--workspace", copy.root)
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    assert line.endswith("2019-01复核意见.docx") and Path(line).is_file()
    Path(line).write_bytes(b"signed")
    again = call("documents", "2019", "appeal-reply", "--workspace", copy.root)
    assert not again.stdout and "没有覆盖" in again.stderr
    assert call("documents", "2019", "letter", "--workspace", copy.root).exit_code == 2


def test_the_kinds_of_documents_are_those_of_the_pipeline() -> None:
    assert pipeline.document_kinds() == DOCUMENTS
    for lang in ("zh", "en"):
        told = call("documents", "--help", "--lang", lang).stdout
        assert all(kind in told for kind in DOCUMENTS)


def test_one_score_is_explained_as_a_document(copy: Workspace) -> None:
    done = call("explain", "2017", "麻醉学院", "--docx", "--workspace", copy.root)
    (line,) = done.stdout.splitlines()
    assert "得分复核单-麻醉学院" in line and Path(line).is_file()
    words = ("explain", "2017", "麻醉学院", "--docx", "--workspace", copy.root)
    for more in (("--against", "中医学院"), ("--json",)):
        refused = call(*words, *more)
        assert refused.exit_code == 2 and "一个项目" in refused.stderr
