"""What the brand bonus changes in the Red Flag ranking, in sentences for the committee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import wording

Tables = Mapping[str, pd.DataFrame]
NEEDED = ("red_flag", "bonus_caps", "bonus_tipping_points", "bonus_association", "colleges")
NAMED = 4
# Below this share of chance orders a sentence speaks of a direction at all.
RARE = 0.05


@dataclass(frozen=True, slots=True)
class Stretch:
    """Caps with the same awards; an end is in it or not. Codes of the awarded and of the tied."""

    low: float
    high: float
    has_low: bool
    has_high: bool
    awarded: tuple[str, ...]
    tied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Teller:
    """The year's rows and names, and the language they are told in."""

    tables: Tables
    names: Mapping[str, str]
    rules: Rules
    lang: str

    def say(self, key: str, **values: Any) -> str:
        return say(f"bonus.{key}", self.lang, **values)

    def rows(self, name: str) -> pd.DataFrame:
        return of_year(self.tables[name], name, self.rules.year)

    def listed(self, codes: Sequence[str]) -> str:
        return say("sep", self.lang).join(self.names.get(code, code) for code in codes)

    def places(self, awarded: Sequence[str], tied: Sequence[str]) -> str:
        if tied and not awarded:
            return self.say("open", names=self.listed(tied))
        told = self.listed(awarded) if awarded else self.say("nobody")
        return told + (self.say("tied", names=self.listed(tied)) if tied else "")


def bonus_sentences(tables: Tables, /, *, rules: Rules, lang: str = "zh") -> list[str]:
    """Return what the committee should know of the brand bonus of a year, one sentence a matter.

    Whether the awards are others with it, who stands higher or lower, at which other caps ranks
    and awards would be others, who has no rank yet, and whether good brands and good base points
    go together: without figures of statistics, and without a word of causes.

    Parameters
    ----------
    tables : mapping
        `red_flag`, `bonus_caps`, `bonus_tipping_points`, `bonus_association`, `colleges`; other
        years are passed over.
    rules : Rules
        Rules of the evaluation's year.
    lang : {"zh", "en"}
        Language.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    names = wording.known_names(tables["colleges"])
    named = dict(zip(names["college_code"], names["college_name"], strict=True))
    teller = _Teller(tables, named, rules, lang)
    if teller.rows("bonus_caps").empty:
        return []
    if rules.red_flag.counts_results_of is None:
        return [teller.say("none")]
    stretches = award_stretches(teller.rows("bonus_caps"))
    told = [_awards(teller, stretches), _moves(teller), _caps(teller), *_other(teller, stretches)]
    return [*told, *_pending(teller), *_agreement(teller)]


def award_stretches(caps: pd.DataFrame) -> list[Stretch]:
    """Return the caps of one year's `bonus_caps` joined where the awards are the same."""
    found: list[Stretch] = []
    for _, step in caps.sort_values(["step_no", "rank", "college_code"]).groupby("step_no"):
        low, high = (float(step[f"cap_{end}_points"].iloc[0]) for end in ("low", "high"))
        codes = (step.loc[step[flag], "college_code"] for flag in ("is_awarded", "is_border_tied"))
        awarded, tied = (tuple(sorted(some)) for some in codes)
        is_one = low == high
        last = found[-1] if found else None
        if last and (last.awarded, last.tied) == (awarded, tied):
            found[-1] = Stretch(last.low, high, last.has_low, is_one, awarded, tied)
        else:
            found.append(Stretch(low, high, is_one, is_one, awarded, tied))
    return found


def _moves(teller: _Teller) -> str:
    ranked = teller.rows("red_flag").dropna(subset=["rank", "rank_without_bonus"])
    ranked = ranked.assign(moved=ranked["rank_without_bonus"] - ranked["rank"])
    up = ranked[ranked["moved"] > 0].sort_values(["moved", "rank"], ascending=[False, True])
    down = ranked[ranked["moved"] < 0].sort_values(["moved", "rank"])
    if up.empty and down.empty:
        return teller.say("unmoved", n=len(ranked))
    parts = [_side(teller, key, some) for key, some in (("up", up), ("down", down)) if len(some)]
    n = len(up) + len(down)
    return teller.say("moved", n=len(ranked), moved=n, parts=teller.say("and").join(parts))


def _side(teller: _Teller, key: str, some: pd.DataFrame) -> str:
    rows: list[Any] = list(some.head(NAMED).itertuples(index=False))
    told = [
        teller.say("from_to", name=teller.listed([row.college_code]),
                   before=row.rank_without_bonus, after=row.rank)
        for row in rows
    ]  # fmt: skip
    more = teller.say("more") if len(some) > NAMED else ""
    return teller.say(key, n=len(some), names=say("sep", teller.lang).join(told) + more)


def _awards(teller: _Teller, stretches: Sequence[Stretch]) -> str:
    first, now = stretches[0], _now(teller)
    if now == (first.awarded, first.tied):
        return teller.say("same_awards", names=teller.places(*now))
    return teller.say(
        "other_awards", before=teller.places(first.awarded, first.tied), after=teller.places(*now)
    )


def _now(teller: _Teller) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of those who are awarded, and of those tied and still open."""
    table = teller.rows("red_flag")
    awarded, tied = (table.loc[table[flag], "college_code"]
                     for flag in ("is_awarded", "is_border_tied"))  # fmt: skip
    return tuple(sorted(awarded)), tuple(sorted(tied))


def _caps(teller: _Teller) -> str:
    tips = teller.rows("bonus_tipping_points")
    rule, top = teller.rules.red_flag.bonus_cap, 2 * teller.rules.red_flag.bonus_cap
    told = {"rule": wording.show_number(rule), "top": wording.show_number(top)}
    if tips.empty:
        return teller.say("no_tips", **told)
    caps = sorted({float(cap) for cap in tips["cap_points"]})
    listed = say("sep", teller.lang).join(map(_shown, caps))
    sentence = teller.say("tips", n=len(caps), caps=listed, **told)
    here = tips[tips["cap_points"] == float(rule)]
    return sentence + (teller.say("at_rule", **told) if len(here) else "")


def _other(teller: _Teller, stretches: Sequence[Stretch]) -> list[str]:
    if len(stretches) == 1:
        return [teller.say("any_cap")]
    told = [
        teller.say(
            "at_caps",
            caps=_range(teller, one, stretches),
            names=_named(teller, one),
        )
        for one in stretches
    ]
    return [teller.say("by_cap", parts=teller.say("and").join(told))]


def _named(teller: _Teller, one: Stretch) -> str:
    """Return who is awarded within a stretch: as decided, where the committee settled its tie."""
    awarded, tied = _now(teller)
    if one.tied and not tied and _holds(one, float(teller.rules.red_flag.bonus_cap)):
        return teller.say("settled", names=teller.listed(awarded))
    return teller.places(one.awarded, one.tied)


def _holds(one: Stretch, cap: float) -> bool:
    return (
        one.low < cap < one.high
        or (one.has_low and cap == one.low)
        or (one.has_high and cap == one.high)
    )


def _range(teller: _Teller, one: Stretch, every: Sequence[Stretch]) -> str:
    if one.low == one.high:
        return teller.say("equal", cap=_shown(one.low))
    ends = []
    if one is not every[0]:
        ends.append(teller.say("least" if one.has_low else "above", cap=_shown(one.low)))
    if one is not every[-1]:
        ends.append(teller.say("most" if one.has_high else "below", cap=_shown(one.high)))
    return teller.say("ends").join(ends)


def _pending(teller: _Teller) -> list[str]:
    table = teller.rows("red_flag")
    is_open = table["is_candidate"] & table["rank"].isna() & ~table["is_vetoed"]
    return [teller.say("pending", n=int(is_open.sum()))] if is_open.any() else []


def _agreement(teller: _Teller) -> list[str]:
    tau = teller.rows("bonus_association").query("statistic == 'kendall'").set_index("scope")
    told = []
    for scope in ("year", "pooled"):
        if scope in tau.index:
            row: Any = tau.loc[scope]
            counts = {"n": row["n_units"], "units": row["n_colleges"], "years": row["n_years"]}
            told.append(teller.say(f"{scope}_{_direction(row)}", **counts))
    most = 0 if tau.empty else int(tau["n_colleges"].max())
    return [*told, teller.say("warning", n=most)] if told else []


def _direction(row: Any) -> str:
    if pd.isna(row["p_share"]) or row["p_share"] >= RARE:
        return "open"
    return "same" if row["value"] > 0 else "opposite"


def _shown(cap: float) -> str:
    return wording.show_number(Decimal(repr(cap)))
