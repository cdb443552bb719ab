"""A session in English: no Chinese but names, the rules' own words and the mark of the sample."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment import pipeline
from assessment.cli import main
from assessment.core.details import in_english
from assessment.founding import Demo
from assessment.intake.words.vocabulary import vocabulary
from assessment.storage import replace_file
from assessment.workspace import Workspace
from foreign import chinese, proper_names


def call(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--workspace", str(root), "--lang", "en"])


@pytest.fixture(scope="module")
def names(demo: Demo) -> tuple[str, ...]:
    """Return what may be Chinese: names, files, words of the rules."""
    tables = demo.run.tables
    sheets = [src.split("!")[1] for table in ("marks", "votes") for src in tables[table]["src"]]
    corrected = tables["corrections"][["sheet", "was", "now", "reason"]].stack()
    found = [*tables["sources"]["file"], *sheets, *corrected]
    return (*proper_names(demo), *map(str, dict.fromkeys(found)))


def test_the_check_of_english_notices_chinese() -> None:
    assert chinese("Rank 名次 of 药学院", ["药学院"]) == {"名次"}


def test_a_run(demo: Demo, names: Sequence[str]) -> None:
    year = demo.run.years[0]
    done = call(demo.workspace.root, "run", str(year))
    outputs = [str(path) for path in demo.run.outputs]
    assert f"Assessment ranking {year}" in done.stdout and "excellent" in done.stdout
    assert chinese(done.stdout, [*names, *outputs]) == set()


@pytest.mark.usefixtures("one_chart")
def test_the_demo_made_again_over_itself(
    copy: Workspace, names: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of its first year alone: its words are the same."""
    first = dict([min(pipeline.master_rules().items())])
    monkeypatch.setattr(pipeline, "master_rules", lambda: first)
    done = call(copy.root, "demo", ".")
    outputs = [str(path) for path in copy.root.glob("reports/**/*")]
    assert done.exit_code == 0, done.output
    told, opened, board = done.stdout.splitlines()[-3:]
    assert opened == "Open in a browser:" and board.endswith("2017/打开这里.html")
    assert re.fullmatch(r"\d+ problems were planted in the sample: all of them found.*", told)
    assert chinese(done.stdout, [*names, *outputs]) == set()
    assert done.stderr.startswith("… Preparing the sample\n")
    assert chinese(done.stderr, ()) == set()


def test_an_explanation_and_a_comparison(demo: Demo, names: Sequence[str]) -> None:
    standings = demo.run.tables["standings"]
    final = standings[standings["status"] == "final"]
    for year, stage, project in (
        final.groupby(["year", "round"])["project_id"].min().reset_index().itertuples(index=False)
    ):
        words = ("explain", str(year), project, "--round", stage)
        told = call(demo.workspace.root, *words)
        assert told.exit_code == 0, told.output
        assert "Total: " in told.stdout and "Basis: " in told.stdout
        assert chinese(told.stdout, names) == set()
        others = final.loc[(final["year"] == year) & (final["round"] == stage), "project_id"]
        both = call(demo.workspace.root, *words, "--against", max(others))
        assert ", difference " in both.stdout
        assert chinese(both.stdout, names) == set()


def test_a_check_tells_the_words_of_the_papers_only(demo: Demo, names: Sequence[str]) -> None:
    year = demo.run.years[0]
    done = call(demo.workspace.root, "check", str(year))
    problems = demo.run.tables["problems"]
    papers = [str(one) for name in ("actual", "file", "sheet") for one in problems[name].dropna()
              if in_english(one) == one]  # fmt: skip
    outputs = [str(path) for path in demo.workspace.root.glob("reports/**/*")]
    assert done.exit_code == 1
    assert "Papers due and received" in done.stdout and "Written:" in done.stdout
    assert done.stdout.splitlines()[-1].endswith(" problems in all.")
    # Headers are proposed as they would have to be written.
    headers = [*vocabulary(demo.workspace.rules(year)).fields, "表头对照"]
    assert chinese(done.stdout, [*names, *papers, *outputs, *headers]) == set()


def test_a_new_workspace(tmp_path: Path) -> None:
    done = call(tmp_path, "init", "own", "--year", "2026")
    assert "What comes next:" in done.stdout and done.stdout.count("\n") == 6
    assert chinese(done.stdout, ["登记"]) == set()
    again = call(tmp_path, "init", "own", "--year", "2026")
    assert again.exit_code == 2 and "take another folder" in again.stderr
    assert chinese(again.stderr, ["登记"]) == set()


def test_rules(copy: Workspace) -> None:
    years = copy.years()
    checked = call(copy.root, "rules", "check")
    assert f"rules/{years[0]}.toml: whole and consistent (decided " in checked.stdout
    made = call(copy.root, "rules", "new", "2031", "--from", str(years[0]))
    assert "go through it line by line" in made.stdout
    assert "no date of decision yet" in call(copy.root, "rules", "check", "2031").stdout
    same = call(copy.root, "rules", "diff", str(years[0]), str(years[0]))
    assert same.stdout == f"The rules of {years[0]} and {years[0]} are the same\n"
    for done in (checked, made, same):
        assert chinese(done.output, ()) == set()
    shutil.rmtree(copy.root / "rules")
    (copy.root / "rules").mkdir()
    none = call(copy.root, "rules", "check")
    assert none.exit_code == 2 and "There are no rules in " in none.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight = 70", "weight = 60", "component.weight: the weights of assessment should sum to 100, not 90"),
        ("weight = 70", "wieght = 70", "component[defense].wieght: unknown key; did you mean “weight”?"),
        ("weight = 70", 'weight = "70"', "component[defense].weight: should be a number, without quotes"),
        ("decimals = 2", 'decimals = "two"', "ranking.decimals: should be a whole number, without quotes"),
        ("[brands]", "[brandz]", "brands: is missing"),
        ("2017-02-28", "2017-02-31", "no valid TOML: "),
        ('late = "exclude"', 'late = "maybe"', "should be 'exclude' or 'flag', is “maybe”"),
        ('kind = "voted"', 'kind = "vote"', "component[floor_vote].kind: should be 'judged'"),
        ('code = "T2"', 'code = "T1"', "theme.code stands twice: T1"),
        ("2017-04-05, 2017-12-08", "2017-12-08, 2017-04-05", "implementation begins on 2017-12-08, after"),
    ],
)  # fmt: skip
def test_wrong_rules(copy: Workspace, old: str, new: str, said: str) -> None:
    path = copy.root / "rules/2017.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    replace_file(path, text.replace(old, new, 1).encode("utf-8"))
    done = call(copy.root, "rules", "check", "2017")
    assert done.exit_code == 2
    assert done.stderr.startswith("rules/2017.toml: ") and said in done.stderr
    assert "：" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "2016"), "There are no rules of 2016 (there are: 2017"),
        (
            ("explain", "2017", "天文学院"),
            "There is no project “天文学院”; choose one: 2017-C01-1 ",
        ),
        (("explain", "2017", "药学院"), "More than one project fits “药学院”; choose one: "),
        (("rules", "new", "2017", "--from", "2017"), "is there already and is not written over"),
    ],
)
def test_wrong_calls(demo: Demo, names: Sequence[str], words: Sequence[str], said: str) -> None:
    done = call(demo.workspace.root, *words)
    assert done.exit_code == 2 and said in done.stderr
    assert chinese(done.stderr, [*names, *words]) == set()


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    assert call(tmp_path, "run").stderr == (
        f"{tmp_path} is no workspace (it has no folder rules): make one with assessment init {tmp_path}\n"
    )
