"""What happens over the three invented years: who is funded, what is covered, what goes wrong."""

from __future__ import annotations

import pandas as pd

from assessment.sample.build import SampleProgramme, SampleYear


def joined(programme: SampleProgramme, name: str) -> pd.DataFrame:
    return pd.concat([one.tables[name] for one in programme.years.values()], ignore_index=True)


def selected(programme: SampleProgramme) -> pd.DataFrame:
    rows = joined(programme, "decisions").query("matter == 'selected' and outcome == 'yes'")
    facts = joined(programme, "applications")[["project_id", "college_code", "theme_code"]]
    return rows.merge(facts, on="project_id", validate="one_to_one")


def test_twelve_projects_of_twelve_colleges_cover_every_theme(programme: SampleProgramme) -> None:
    chosen = selected(programme)
    assert chosen.groupby("year").size().to_dict() == {2017: 4, 2018: 4, 2019: 4}
    assert chosen["college_code"].is_unique
    assert set(chosen["theme_code"]) == {f"T{n}" for n in range(1, 10)}
    assert (chosen["granted_fen"] == 500000).all()


def test_nobody_applies_for_jobs_and_start_ups_before_the_last_year(
    programme: SampleProgramme,
) -> None:
    asked = joined(programme, "applications").query("theme_code == 'T8'")
    assert list(asked["project_id"]) == ["2019-C20-1"]
    assert "2019-C20-1" in set(selected(programme)["project_id"])


def test_what_differs_from_the_points_has_its_reason(programme: SampleProgramme) -> None:
    reasons = joined(programme, "decisions").set_index(["project_id", "matter"])["reason"]
    assert "主题" in reasons["2018-C14-1", "selected"]
    assert "主题" in reasons["2019-C20-1", "selected"]
    assert "2017年" in reasons["2018-C10-1", "selected"]


def test_sizes_are_those_of_the_programme(programme: SampleProgramme) -> None:
    sizes = {year: len(one.tables["applications"]) for year, one in programme.years.items()}
    assert all(20 <= n <= 24 for n in sizes.values())
    names = joined(programme, "applications").drop_duplicates("brand_id")["project_name"]
    assert names.is_unique


def test_brands_are_carried_on_by_word_and_by_name(programme: SampleProgramme) -> None:
    rows = joined(programme, "applications").query("project_id != brand_id")
    assert dict(zip(rows["project_id"], rows["brand_id"], strict=True)) == {
        "2018-C07-1": "2017-C07-1",
        "2018-C10-1": "2017-C10-1",
        "2019-C01-1": "2017-C01-1",
        "2019-C05-1": "2017-C05-1",
        "2019-C06-1": "2018-C06-1",
        "2019-C08-1": "2017-C08-1",
    }


def test_a_college_is_renamed(programme: SampleProgramme) -> None:
    names = {
        year: one.tables["colleges"].set_index("college_code").loc["C13", "college_name"]
        for year, one in programme.years.items()
    }
    assert names == {2017: "人文与管理学院", 2018: "人文与管理学院", 2019: "人文社科学院"}
    assert all(len(one.tables["colleges"]) == 20 for one in programme.years.values())


def test_those_who_stand_in_december_have_their_materials(programme: SampleProgramme) -> None:
    for year in (2018, 2019):
        tables = programme.years[year].tables
        items = tables["materials"].pivot_table(
            index="project_id", columns="kind", values="n_items", aggfunc="sum", fill_value=0
        )
        whole = items.query("photo >= 6 and video >= 1 and news >= 1 and document >= 4")
        marked = set(tables["marks"].query("component == 'defense'")["project_id"])
        assert set(whole.index) == marked
        assert len(items) > len(whole)


def test_ballots_add_up_to_the_votes(programme: SampleProgramme) -> None:
    for year, component, channel, most in (
        (2018, "floor_vote", "现场", 3),
        (2019, "online_vote", "微信", 1),
    ):
        tables = programme.years[year].tables
        place = f"component == '{component}' and channel == '{channel}'"
        counts = tables["vote_counts"].query(place).iloc[0]
        votes = tables["votes"].query(place)["n_votes"].sum()
        assert counts["n_valid"] <= votes <= most * counts["n_valid"]
        assert counts["n_returned"] == counts["n_valid"] + counts["n_invalid"]


def test_the_register_is_one_book_for_all_years(programme: SampleProgramme) -> None:
    assert {one.register for one in programme.years.values()} == {programme.register}
    assert list(programme.years) == [2017, 2018, 2019]


def test_corrections_and_appeals_of_both_kinds(programme: SampleProgramme) -> None:
    corrections = joined(programme, "corrections")
    assert sorted(corrections["is_applied"]) == [False, True, True]
    assert set(joined(programme, "appeals")["outcome"]) == {"maintained", "corrected"}
    assert len(joined(programme, "ballot_removals")) == 1


def test_rechecks_reach_the_brands_of_the_first_year_but_one(programme: SampleProgramme) -> None:
    rows = programme.years[2019].tables["rechecks"]
    assert set(rows["outcome"]) == {"valid", "rectify", "downgraded"}
    assert "2017-C14-1" not in set(rows["brand_id"])
    assert rows["brand_id"].is_unique


def red_flag(one: SampleYear) -> pd.DataFrame:
    return one.tables["red_flag_items"]


def test_the_red_flag_evaluation_has_its_cases(programme: SampleProgramme) -> None:
    for year in (2018, 2019):
        items = red_flag(programme.years[year])
        assert items["college_code"].nunique() == 14
        assert items["is_veto"].sum() == 1
        assert (items.query("is_deduction")["points"] > 0).any()
        plain = items[~items["item"].isin(["发生重大安全责任事故", "团费收缴管理违规"])]
        assert plain["points"].isna().sum() == {2018: 2, 2019: 1}[year]
    over = red_flag(programme.years[2018]).query("points > cap_points")
    assert list(over["item"]) == ["活动开展·校园活动"]
