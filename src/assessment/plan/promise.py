"""The chance that every required theme is covered in time, exactly, and what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

import pandas as pd

from assessment.core.rules import Rules
from assessment.core.tables import table_of

# Jeffreys' prior of a share: half an observation on each side.
PRIOR = 0.5
_MOST_THEMES = 16


class Promise:
    """The chance that the promise is kept, from any set of themes still uncovered.

    In every year ahead a theme is offered with its own chance, whatever else is offered. Of the
    themes offered and uncovered at most `slots` are taken, those least likely to be offered
    again: whoever keeps the likelier theme for later does at least as well, since each year that
    would bring the other one could bring it too.

    Parameters
    ----------
    supply : mapping
        Theme code → chance (0–1) that one year offers it; all required themes.
    slots : int
        How many projects a year may take.

    Raises
    ------
    ValueError
        When a chance is not between 0 and 1, slots are negative, or there are more than 16
        themes.
    """

    def __init__(self, supply: Mapping[str, float], *, slots: int) -> None:
        for theme, chance in supply.items():
            if not 0 <= chance <= 1:
                raise ValueError(f"supply of {theme!r} must lie between 0 and 1, got {chance}")
        if slots < 0:
            raise ValueError(f"slots must be at least 0, got {slots}")
        if len(supply) > _MOST_THEMES:
            raise ValueError(f"at most {_MOST_THEMES} themes are reckoned, got {len(supply)}")
        self.themes = frozenset(supply)
        self._order = sorted(supply, key=lambda theme: (supply[theme], theme))
        self._chances = [supply[theme] for theme in self._order]
        self._slots = slots
        self._kept = cache(self._kept_from)

    def share(self, covered: Collection[str], *, years_left: int) -> float:
        """Return the chance (0–1) that every theme is covered within so many years.

        Parameters
        ----------
        covered : collection of str
            Codes of themes already covered; others than those of `supply` do not matter.
        years_left : int
            Years ahead, 0 or more.

        Raises
        ------
        ValueError
            When `years_left` is negative.
        """
        if years_left < 0:
            raise ValueError(f"years_left must be at least 0, got {years_left}")
        open_ = tuple(n for n, theme in enumerate(self._order) if theme not in covered)
        return self._kept(open_, years_left)

    def _kept_from(self, uncovered: tuple[int, ...], years: int) -> float:
        if not uncovered:
            return 1.0
        if len(uncovered) > self._slots * years:
            return 0.0
        return self._over_offers(uncovered, (), self._slots, years)

    def _over_offers(
        self, ahead: tuple[int, ...], left: tuple[int, ...], slots: int, years: int
    ) -> float:
        """Return the chance over what the year may offer of `ahead`; `left` stays uncovered."""
        if not ahead or not slots:
            return self._kept((*left, *ahead), years - 1)
        first, rest = ahead[0], ahead[1:]
        chance = self._chances[first]
        offered = chance and chance * self._over_offers(rest, left, slots - 1, years)
        if chance == 1 or len(left) >= self._slots * (years - 1):
            return offered  # one more left behind could not be taken any more
        return offered + (1 - chance) * self._over_offers(rest, (*left, first), slots, years)


def promise_share(
    covered: Collection[str], supply: Mapping[str, float], *, years_left: int, slots: int
) -> float:
    """Return the exact chance (0–1) that every theme is covered in time.

    Parameters
    ----------
    covered : collection of str
        Theme codes covered so far.
    supply : mapping
        Theme code → chance that one year offers it; all required themes.
    years_left : int
        Years ahead.
    slots : int
        Projects a year.

    Raises
    ------
    ValueError
        As `Promise` and `Promise.share`.

    Source
    ------
    Dynamic programming over the sets of uncovered themes; docs/methods.md, promise of coverage.

    Examples
    --------
    >>> round(promise_share({"T1"}, {"T1": 1, "T2": 0.5, "T3": 0.8}, years_left=1, slots=4), 12)
    0.4
    """
    return Promise(supply, slots=slots).share(covered, years_left=years_left)


def theme_supply(
    applications: pd.DataFrame, /, *, rules: Rules, with_optional: bool = False
) -> pd.DataFrame:
    """Return for each required theme the chance that a year offers it.

    (years with an eligible application + ½) ÷ (years seen + 1): Jeffreys' prior, so that neither
    a theme seen every year is certain nor one never seen impossible.

    Parameters
    ----------
    applications : DataFrame
        Table `applications` of all years up to this one, with their statuses.
    rules : Rules
        The year's rules: `[[theme]]`.
    with_optional : bool
        Whether themes that need not be covered count too.

    Returns
    -------
    DataFrame
        Table `theme_supply`.
    """
    eligible = applications[(applications["status"] == "eligible").fillna(False)]
    n_years = int(applications["year"].nunique())
    offered = eligible.groupby("theme_code")["year"].nunique()
    rows = [
        {
            "year": rules.year,
            "theme_code": theme.code,
            "n_years_offered": int(offered.get(theme.code, 0)),
            "n_years": n_years,
            "chance_share": (int(offered.get(theme.code, 0)) + PRIOR) / (n_years + 2 * PRIOR),
        }
        for theme in rules.themes
        if theme.required or with_optional
    ]
    return table_of(rows, "theme_supply")


def chances(supply: pd.DataFrame) -> dict[str, float]:
    """Return table `theme_supply` as theme code → chance."""
    return dict(zip(supply["theme_code"], supply["chance_share"].astype(float), strict=True))
