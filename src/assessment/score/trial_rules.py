"""A year's rules with other weights, trimming or conversion of votes: tried and thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assessment.core.rule_components import Judged, Voted
from assessment.core.rules import Rules

TRIMS = ("mean", "median", "trim_1", "trim_2")
# Conversions that need no settings of their own.
CONVERSIONS = ("max_ratio", "share", "rank")
_FULL = 100


def share_out(weights: Mapping[str, int], name: str, value: int) -> dict[str, int]:
    """Return weights that sum to 100 after one was set; the others keep their proportions.

    What whole percents leave over goes to the largest remainders, ties to the first.

    Examples
    --------
    >>> share_out({"show": 20, "defense": 50, "floor": 20, "net": 10}, "defense", 60)
    {'show': 16, 'defense': 60, 'floor': 16, 'net': 8}
    >>> share_out({"show": 0, "defense": 100}, "defense", 70)
    {'show': 30, 'defense': 70}
    """
    others = [one for one in weights if one != name]
    left = _FULL - value if others else 0
    held = sum(weights[one] for one in others)
    parts = {one: (weights[one] * left, held) if held else (left, len(others)) for one in others}
    shared = {one: part // whole for one, (part, whole) in parts.items()}
    by_remainder = sorted(others, key=lambda one: -(parts[one][0] % parts[one][1]))
    for one in by_remainder[: left - sum(shared.values())]:
        shared[one] += 1
    return {one: value if one == name else shared[one] for one in weights}


def trial_rules(
    rules: Rules,
    /,
    *,
    round: str,
    weights: Mapping[str, int] | None = None,
    trim: str | None = None,
    convert: str | None = None,
) -> Rules:
    """Return rules in which a round is scored otherwise; what is None stays as it is.

    Parameters
    ----------
    rules : Rules
        The year's rules, which stay as they are.
    round : {"selection", "assessment"}
        The round.
    weights : mapping, optional
        Percent of each component by name; they sum to 100.
    trim : {"mean", "median", "trim_1", "trim_2"}, optional
        How judges' marks become one: all of them, the middle one, or without the one or two
        highest and lowest, where more are left.
    convert : {"max_ratio", "share", "rank"}, optional
        How votes become points.

    Raises
    ------
    ValueError
        When weights do not sum to 100 or name other components, or an option is unknown.
    """
    if weights is not None:
        names = {part.name for part in rules.of_round(round)}
        if weights.keys() != names or sum(weights.values()) != _FULL:
            raise ValueError(f"weights of {sorted(names)} that sum to 100 are needed: {weights}")
    if trim not in (None, *TRIMS) or convert not in (None, *CONVERSIONS):
        raise ValueError(f"unknown trim or conversion: {trim!r}, {convert!r}")
    parts = tuple(
        _changed(part, weights, trim, convert) if part.round == round else part
        for part in rules.components
    )
    return rules.model_copy(update={"components": parts})


def _changed(
    part: Judged | Voted, weights: Mapping[str, int] | None, trim: str | None, convert: str | None
) -> Judged | Voted:
    update: dict[str, object] = {}
    if weights is not None:
        update["weight"] = Decimal(weights[part.name])
    if isinstance(part, Judged) and trim is not None:
        update |= _combined(trim)
    if isinstance(part, Voted) and convert is not None:
        update |= {"convert": convert, "ladder": None, "threshold": None}
    return part.model_copy(update=update)


def _combined(trim: str) -> dict[str, object]:
    if not trim.startswith("trim_"):
        return {"combine": trim, "drop_high": 0, "drop_low": 0, "trim_from": 0}
    n = int(trim.removeprefix("trim_"))
    return {"combine": "trimmed_mean", "drop_high": n, "drop_low": n, "trim_from": 2 * n + 1}
