"""The theme that an application names or ticks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assessment.core.problems import Problem
from assessment.core.rule_sections import Theme
from assessment.core.rules import Rules
from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.cells.ticks import is_unclear, ticked
from assessment.intake.words.values import Read, Spot, says, unusable

# 其他创建主题（红十字）, 其他：红十字
_OTHER = re.compile(r"(?P<name>其[他它][^():]*)(?::|(?=\(.+\)$))(?P<what>.+)")

# 5.校园文化类, （五）校园文化类, G.志愿服务类
_LISTED = re.compile(
    r"^(?:\((?:[0-9]{1,2}|[一二三四五六七八九十]+|[A-Za-z])\)"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]+|[A-Za-z])[.、:)]?)(?=[一-鿿])"
)


def read_theme(cell: Cell | None, spot: Spot, rules: Rules, *, owner: Cell) -> Read[str]:
    """Return the code of the theme a cell names or the one ticked among several.

    Where there is no such cell the problem points at `owner`, the project's own.

    Problems
    --------
    theme.missing, theme.several, theme.unknown, tick.unclear, label.disputed
    """
    if cell is None or not says(cell):
        return Read(None, (_no_theme(spot, cell or owner),))
    if cell.kind is CellKind.DISPUTED and (fault := unusable(cell, spot, "theme_code")):
        return Read(None, (fault,))
    names = _by_name(rules)
    if is_unclear(cell.text):
        return Read(None, (spot.fault("tick.unclear", cell, column="theme_code"),))
    chosen = ticked(cell.text)
    found = [_theme_of(text, names) for text in chosen]
    if len(chosen) > 1:
        listed = "、".join(chosen)
        fault = spot.fault("theme.several", cell, actual=listed, column="theme_code")
        return Read(None, (fault,))
    if not chosen:
        return Read(None, (_no_theme(spot, cell),))
    if found[0] is None:
        listed = "、".join(theme.name for theme in rules.themes)
        fault = spot.fault(
            "theme.unknown", cell, actual=chosen[0], expected=listed, column="theme_code"
        )
        return Read(None, (fault,))
    return Read(found[0].code)


def theme_named(text: str, rules: Rules) -> Theme | None:
    """Return the theme that a text without boxes names, or None."""
    return _theme_of(text, _by_name(rules))


def _by_name(rules: Rules) -> dict[str, Theme]:
    return {
        match_key(name): theme
        for theme in rules.themes
        for name in (theme.name, *theme.aliases, theme.code)
    }


def _theme_of(text: str, names: Mapping[str, Theme]) -> Theme | None:
    """Return the theme that a text names, also behind the number or letter that lists it."""
    bare = _LISTED.sub("", plain(text))
    return names.get(match_key(text)) or names.get(match_key(bare)) or _other_theme(bare, names)


def _other_theme(text: str, names: Mapping[str, Theme]) -> Theme | None:
    """Return the theme 其他… that a text names and explains (红十字), but not by another theme."""
    told = _OTHER.fullmatch(plain(text))
    if told is None or any(key in match_key(told["what"]) for key in names):
        return None
    return names.get(match_key(told["name"]))


def _no_theme(spot: Spot, cell: Cell) -> Problem:
    return spot.fault("theme.missing", cell, column="theme_code")
