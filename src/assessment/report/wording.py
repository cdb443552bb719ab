"""Values as readers see them: points, money, names of projects, and the footer of a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.labels import labels, say
from assessment.core.rules import Rules
from assessment.core.tables import of_year, require

FEN_PER_YUAN = Decimal(100)


def show_points(exact: Any, value: Any, decimals: int) -> str:
    """Return points with so many decimals, rounded half up as Excel does.

    Parameters
    ----------
    exact : str or NA
        The exact value as `p/q`; it wins where there is one.
    value : float or NA
        The value of the float column.
    decimals : int
        Digits behind the point.

    Examples
    --------
    >>> show_points("689/8", 86.125, 2), show_points(pd.NA, 90.0, 1)
    ('86.13', '90.0')
    """
    if pd.isna(exact) and pd.isna(value):
        return "—"
    number = Fraction(repr(float(value))) if pd.isna(exact) else Fraction(exact)
    scaled = number * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return f"{Decimal(whole).scaleb(-decimals):.{decimals}f}"


def show_yuan(fen: int) -> str:
    """Return an amount of fen as yuan.

    Examples
    --------
    >>> show_yuan(481250)
    '4,812.50'
    """
    return f"{Decimal(int(fen)) / FEN_PER_YUAN:,.2f}"


def show_share(part: int, whole: int) -> str:
    """Return part of whole as a percentage, rounded half up; a dash where whole is 0.

    Examples
    --------
    >>> show_share(550025, 500000)
    '110.01%'
    """
    if not whole:
        return "—"
    percent = Decimal(int(part)) * 100 / Decimal(int(whole))
    return f"{percent.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def show_number(number: Decimal) -> str:
    """Return a number of the rules without needless zeros.

    Examples
    --------
    >>> show_number(Decimal("70")), show_number(Decimal("12.50"))
    ('70', '12.5')
    """
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def show_component(name: str, rules: Rules, lang: str) -> str:
    """Return the label of a component; in English its code, which is the glossary's word.

    Parameters
    ----------
    name : str
        Its code, or its label, as `missing` of table `standings` has it.
    """
    codes = {part.label: part.name for part in rules.components}
    labelled = {part.name: part.label for part in rules.components}
    code = name if name in labelled else codes.get(name, name)
    return labelled.get(code, code) if lang == "zh" else code.replace("_", " ")


def show_components(names: Any, rules: Rules, lang: str) -> str:
    """Return the labels of several components, however their codes are separated."""
    codes = [] if pd.isna(names) else re.split(r"[\s,;、，；]+", str(names))
    return say("sep", lang).join(show_component(code, rules, lang) for code in codes if code)


def stage_words(missing: Any, rules: Rules, round: str, lang: str = "zh", points: str = "") -> str:
    """Return what a sum of some components is: points so far, their full mark, what is missing.

    Parameters
    ----------
    missing : str or NA
        Column `missing` of table `standings`.
    rules : Rules
        Rules of the year.
    round : {"assessment", "review"}
        The round.
    lang : {"zh", "en"}
        Language.
    points : str
        The sum itself, where the sentence shall hold it.
    """
    gone = _named(missing)
    parts = rules.of_round(round)
    there = [part for part in parts if not gone.intersection((part.label, part.name))]
    lacking = [part.name for part in parts if part not in there]
    names = say("sep", lang).join(show_component(name, rules, lang) for name in lacking)
    if not there:
        return say("stage.none", lang, names=names)
    full = show_number(sum((part.weight for part in there), Decimal(0)))
    return say(
        "stage.value" if points else "stage.points", lang, points=points, full=full, names=names
    )


def lacked_by_all(standings: pd.DataFrame) -> str:
    """Return the components that no project of a round has, as column `missing` writes them.

    While there are any the round is provisional: nobody is ranked.
    """
    lists = [_named(missing) for missing in standings["missing"]]
    common = set.intersection(*lists) if lists else set()
    first = [] if not lists else str(standings["missing"].iloc[0]).split("、")
    return "、".join(name for name in first if name in common)


def round_words(standings: pd.DataFrame, rules: Rules, round: str, lang: str = "zh") -> str:
    """Return what the points of a provisional round are, nothing of any other round.

    Parameters
    ----------
    standings : DataFrame
        Table `standings`; other years and rounds are passed over.
    rules : Rules
        Rules of the year.
    round : {"assessment", "review"}
        The round.
    lang : {"zh", "en"}
        Language.
    """
    mine = of_year(standings, "standings", rules.year)
    missing = lacked_by_all(mine[mine["round"] == round])
    return stage_words(missing, rules, round, lang) if missing else ""


def flag_stage(
    red_flag: pd.DataFrame, standings: pd.DataFrame, rules: Rules, lang: str = "zh"
) -> str:
    """Return why a year's Red Flag ranking is not final, each reason after 「；」; or nothing.

    Parameters
    ----------
    red_flag, standings : DataFrame
        Tables of these names; `standings` with the year whose assessment counts.
    rules : Rules
        Rules of the evaluation's year.
    lang : {"zh", "en"}
        Language.
    """
    mine = of_year(red_flag, "red_flag", rules.year)
    is_unranked = mine["is_candidate"].fillna(False) & mine["rank"].isna() & ~mine["is_vetoed"]
    year = rules.red_flag.counts_results_of
    counted = of_year(standings, "standings", year or 0)
    is_open = (counted["round"] == "assessment") & (counted["status"] != "final")
    told = ""
    if is_open.any():
        told += say("flag.provisional", lang, year=year, n=int(is_open.sum()))
    if is_unranked.any():
        told += say("flag.unranked", lang, n=int(is_unranked.sum()))
    return told


def _named(missing: Any) -> set[str]:
    return set() if pd.isna(missing) else set(str(missing).split("、")) - {""}


def show_grade(grade: str, lang: str) -> str:
    """Return a grade; one that the catalogue does not know stands as the rules name it."""
    key = f"grade.{grade}"
    return say(key, lang) if key in labels() else grade


def footer(source: str, rules: Rules, lang: str) -> str:
    """Return the footer of a chart: source of the data and version of the rules.

    Parameters
    ----------
    source : str
        Key of the catalogue, such as `source.scores`.
    rules : Rules
        Rules of the year.
    lang : {"zh", "en"}
        Language.
    """
    decision = rules.decision
    decided = (decision.document_no, decision.meeting, str(decision.decided_date or ""))
    told = say("sep", lang).join(part for part in decided if part)
    text = rules.title
    text += (
        say("rules.decided", lang, decided=told) if rules.is_decided else say("rules.open", lang)
    )
    text += say("rules.version", lang, digest=rules.digest[:8]) if rules.digest else ""
    return say("footer", lang, source=say(source, lang), rules=text)


def corrected(corrections: pd.DataFrame, rules: Sequence[Rules], lang: str = "zh") -> str:
    """Return how many corrections of the years were applied and refused; nothing without any."""
    mine = corrections[corrections["year"].isin([one.year for one in rules])]
    if mine.empty:
        return ""
    applied = int(mine["is_applied"].sum())
    refused = len(mine) - applied
    key = "corrected.refused" if refused else "corrected"
    return say(key, lang, applied=applied, refused=refused)


def known_names(colleges: pd.DataFrame) -> pd.DataFrame:
    """Return one row a college: the name that was valid last."""
    require(colleges, "colleges")
    latest = colleges.sort_values(["college_code", "valid_from_year"], na_position="first")
    return latest.drop_duplicates("college_code", keep="last")


def few_judges(
    components: pd.DataFrame, rules: Rules, round: str, lang: str = "zh"
) -> dict[str, str]:
    """Return for each project with fewer marks than a component wants how many there are.

    A result of so few is computed all the same; wherever it is shown, this stands beside it.
    """
    least = {part.name: part.min_judges for part in rules.of_round(round) if part.kind == "judged"}
    is_mine = (components["round"] == round) & (components["year"] == rules.year)
    given = components[is_mine & components["n_given"].gt(0).fillna(False)]
    found: dict[str, list[str]] = {}
    for row in given.to_dict("records"):
        fewest = least.get(row["component"], 0)
        if row["n_given"] < fewest:
            name = show_component(row["component"], rules, lang)
            told = say("standing.few.part", lang, name=name, n=int(row["n_given"]), least=fewest)
            found.setdefault(row["project_id"], []).append(told)
    return {
        project_id: say("standing.few", lang, parts=say("sep", lang).join(parts))
        for project_id, parts in found.items()
    }


def quoted(name: str) -> str:
    """Return a project name in quotes, unless it brings its own.

    Examples
    --------
    >>> quoted("本草文化周"), quoted("“护牙行动”四季行")
    ('“本草文化周”', '“护牙行动”四季行')
    """
    return name if name.startswith(("“", "「", "《", '"')) else f"“{name}”"


def with_names(
    frame: pd.DataFrame, applications: pd.DataFrame, colleges: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows of projects with `project_name`, `college_name` and `theme_code` beside them.

    A project without an application shows its id, a college not in the list its code.
    """
    wanted = ["year", "project_id", "project_name", "college_code", "theme_code"]
    keys = ["year", "project_id"]
    named = frame.merge(applications[wanted], on=keys, how="left", validate="many_to_one")
    known = colleges[["college_code", "college_name"]]
    named = named.merge(known, on="college_code", how="left", validate="many_to_one")
    return named.assign(
        project_name=named["project_name"].fillna(named["project_id"]),
        college_name=named["college_name"].fillna(named["college_code"]).fillna("—"),
    )
