"""What the board holds: every number of the tables, nobody's name, whatever a cell may hold."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import build_vega
import pandas as pd
import pytest
import vl_convert

from assessment import pipeline
from assessment.core import labels
from assessment.core.persons import persons_in
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.report.board.page import _table
from assessment.score.explain import explain, explain_all

BOARD = Path(pipeline.__file__).parents[1] / "report" / "board"
HOSTILE = "</script><script>alert(1)</script><b>&“甲”"


def page_of(tables: Any, rules: Rules) -> str:
    return pipeline.write_boards([(tables, rules)], {})["打开这里.html"].decode("utf-8")


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def page(result: Result, rules: Rules) -> str:
    return page_of(result.tables, rules)


def test_the_same_tables_give_the_same_bytes(page: str, result: Result, rules: Rules) -> None:
    assert page_of(result.tables, rules) == page


def test_every_total_rank_and_grade_is_the_tables(page: str, result: Result) -> None:
    shown = {row["id"]: row for one in data_of(page)["rounds"][:1] for row in one["rows"]}
    rows = result.tables["standings"].query("round == 'assessment'")
    assert len(shown) == len(rows) > 5
    for row in rows.itertuples(index=False):
        mine = shown[row.project_id]
        assert mine["rank"] == ("" if pd.isna(row.rank) else str(row.rank))
        assert mine["exact"] == (row.total_exact if row.status == "final" else mine["exact"])
        assert mine["grade"][0] == ("—" if pd.isna(row.grade) else row.grade)


def test_points_of_each_component_are_the_tables(page: str, result: Result, rules: Rules) -> None:
    names = [part.name for part in rules.of_round("assessment")]
    points = {
        (row.project_id, row.component): row
        for row in result.tables["components"].itertuples(index=False)
    }
    for row in data_of(page)["rounds"][0]["rows"]:
        for name, part in zip(names, row["parts"], strict=True):
            known = points.get((row["id"], name))
            if known is None or pd.isna(known.points):
                assert part["points"] is None and part["shown"] == "—"
            else:
                assert (part["points"], part["exact"]) == (known.points, known.weighted_exact)


def test_names_that_look_like_markup_stay_names(result: Result, rules: Rules) -> None:
    named = result.tables["applications"].assign(project_name=HOSTILE)
    page = page_of({**result.tables, "applications": named}, rules)
    assert "<script>alert" not in page
    assert page.count("</script>") == page.count("<script")
    assert {one["name"] for one in data_of(page)["projects"].values()} == {HOSTILE}


def test_nobody_is_named(demo: Demo) -> None:
    tables = dict(demo.run.tables)
    persons = [name for name in persons_in(tables) if len(name) > 2]
    assert len(persons) > 20
    for path in demo.workspace.root.glob("reports/*/*.html"):
        text = re.sub(
            r"<script>.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert [name for name in persons if name in text] == []


def test_it_asks_nothing_of_a_network(page: str) -> None:
    static = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!#|三年总览)[^"]*"', static) == []
    assert len(page.encode("utf-8")) < 5_000_000


def test_a_dash_stands_where_the_numbers_of_its_column_stand() -> None:
    frame = pd.DataFrame({"单位": ["甲", "乙", "丙"], "名次": ["1", "2", "—"], "分": ["", "—", ""]})
    html = str(_table(frame, ""))
    assert html.count('<th scope="col" class="n">') == 1
    assert (
        '<td class="n">—</td><td></td>' in html
        and '<td>乙</td><td class="n">2</td><td>—</td>' in html
    )


def test_a_provisional_round_says_so_and_ranks_nobody(result: Result, rules: Rules) -> None:
    tables = dict(result.tables)
    parts = tables["components"]
    tables["components"] = parts[parts["component"] != "online_vote"]
    standings = tables["standings"].copy()
    mine = standings["round"] == "assessment"
    standings.loc[mine, "status"] = "provisional"
    standings.loc[mine, "missing"] = rules.component("online_vote").label
    standings.loc[mine, ["rank", "grade"]] = pd.NA
    page = page_of(tables | {"standings": standings}, rules)
    told = data_of(page)["rounds"][0]
    assert {row["rank"] for row in told["rows"]} == {""}
    assert {row["value"] for row in told["rows"]} == {None}
    assert told["sum"][0] == labels.say("stage.total")
    assert "考核认证结果为阶段性" in page


def test_a_year_without_anything_still_opens(result: Result, rules: Rules) -> None:
    nothing = {name: table.iloc[:0] for name, table in result.tables.items()}
    data = data_of(page_of(nothing, rules))
    assert data["projects"] == {}
    assert data["charts"] == []


def test_every_word_of_the_script_is_in_the_catalogue() -> None:
    script = (BOARD / "board.js").read_text(encoding="utf-8")
    words = tomllib.loads((BOARD.parents[1] / "core/labels_board.toml").read_text(encoding="utf-8"))
    said = {key.removeprefix("board.js.") for key in words if key.startswith("board.js.")}
    quoted = set(re.findall(r'"(\w+)"', script))
    assert said <= quoted
    assert set(re.findall(r'say\("(\w+)"', script)) <= said
    assert len(script.splitlines()) <= 300


def test_every_word_of_the_page_is_in_the_catalogue() -> None:
    template = (BOARD / "board.html.j2").read_text(encoding="utf-8")
    asked = set(re.findall(r'word\.(\w+)|word\["([\w.]+)"\]', template))
    assert asked and all(f"board.{one or other}" in labels.labels() for one, other in asked)


def test_the_bundle_of_vega_is_the_one_that_the_library_makes() -> None:
    notice, _, rest = (BOARD / "vega.js").read_text(encoding="utf-8").partition("\n//")
    assert vl_convert.__version__ in rest.splitlines()[0]
    assert build_vega.bundle() == (BOARD / "vega.js").read_text(encoding="utf-8")
    assert "BSD" in notice


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_totals_explained_at_once_are_those_explained_singly(
    result: Result, rules: Rules, lang: str
) -> None:
    every = explain_all(result.tables, rules=rules, lang=lang)
    assert len(every) == len(result.tables["standings"])
    for (stage, project_id), told in list(every.items())[::5]:
        single = explain(result.tables, project_id, rules=rules, round=stage, lang=lang)
        assert told == single
