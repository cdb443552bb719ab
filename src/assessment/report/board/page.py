"""The one page that every board is: words, tables and pictures set into the template."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from assessment.core.labels import LANGUAGES, labels, say
from assessment.report.board.charts import Drawn
from assessment.report.board.details import projects
from assessment.report.board.parts import Part
from assessment.report.board.pictures import Album
from assessment.report.board.standing import ranked_rounds
from assessment.report.board.year import BoardYear, Pair, both
from assessment.report.listing import list_ranking
from assessment.report.told_values import NOTHING

_SCRIPT_WORDS = "board.js."
_NUMBER = re.compile(r"[−+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


@dataclass(frozen=True, slots=True)
class Page:
    """What a board shows: its head, the years whose rankings it holds, its sections, its charts.

    `pictures` are charts as SVG by name in both languages, of which `first` stand below the
    ranking, each with the place of the round that it shows; `drawn` are interactive ones.
    """

    title: Pair
    years: Sequence[BoardYear]
    sections: Sequence[Part]
    cards: Sequence[tuple[Pair, Pair]]
    about: Sequence[Pair]
    warnings: Sequence[Pair]
    pictures: Mapping[str, tuple[bytes, bytes]]
    first: Sequence[tuple[int, str]] = ()
    drawn: Sequence[Drawn] = ()
    links: Sequence[tuple[str, Pair]] = ()


def render(page: Page) -> bytes:
    """Return a board as one HTML file that needs nothing else and may ask nothing of a network."""
    album = Album()
    shown = album.take({name: page.pictures[name] for name in _shown(page)})
    scripts = [*([_asset("vega.js")] if page.drawn else []), _asset("board.js")]
    text = _template().render(
        page=page,
        word={key.removeprefix("board."): pair for key, pair in _words("board.").items()},
        is_sample=any(one.rules.sample for one in page.years),
        contents=[*_contents(page)],
        rankings=[*_rankings(page.years)],
        figures=lambda name: _figures(name, shown),
        letters=album.outlines(),
        made=both("board.made", version=version("assessment")),
        css=_asset("board.css"),
        data=_json(_data(page)),
        scripts=scripts,
        allowed=" ".join(_hash(script) for script in scripts),
    )
    return text.encode("utf-8")


def _data(page: Page) -> dict[str, Any]:
    words = _words(_SCRIPT_WORDS)
    is_one = len(page.years) == 1
    return {
        "title": page.title,
        "decimals": page.years[-1].rules.ranking.decimals,
        "words": {key.removeprefix(_SCRIPT_WORDS): pair for key, pair in words.items()},
        "rounds": [stage for one in page.years for stage in ranked_rounds(one, is_alone=is_one)],
        "projects": {key: told for one in page.years for key, told in projects(one).items()},
        "charts": [one.specs for one in page.drawn],
    }


def _words(prefix: str) -> dict[str, Pair]:
    return {key: pair for key, pair in labels().items() if key.startswith(prefix)}


def _contents(page: Page) -> Iterator[tuple[str, Pair]]:
    for name in ("summary", "ranking", "compare", "whatif"):
        yield name, both(f"board.{name}")
    for part in page.sections:
        yield part.id, part.title


def _rankings(years: Sequence[BoardYear]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the rankings as plain tables, for browsers that run no script."""
    for year in years:
        tables = year.frames("standings", "components", "applications", "colleges")
        for stage in year.rounds:
            title = say("board.year_round", year=year.rules.year, round=say(f"round.{stage}"))
            yield title, list_ranking(*tables, rules=year.rules, round=stage)


def _shown(page: Page) -> Iterator[str]:
    """Yield the charts that stand on the page, each once."""
    first = [name for _, name in page.first]
    names = [*first, *(name for part in page.sections for name in part.charts)]
    yield from (name for name in dict.fromkeys(names) if name in page.pictures)


def _figures(name: str, shown: Mapping[str, Pair]) -> Iterator[tuple[str, str, str]]:
    """Yield language, picture and what it is called, of a chart that is shown."""
    if name in shown:
        for lang, picture in zip(LANGUAGES, shown[name], strict=True):
            called = say(f"board.chart.{name}", lang)
            yield lang, picture, say("board.chart.alt", lang, name=called)


def _json(data: Any) -> str:
    """Return data that may stand inside a script element, whatever a cell may hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    space = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    space.filters["table"] = _table
    return space.from_string(_asset("board.html.j2"))


def _table(frame: pd.DataFrame, caption: str) -> Markup:
    rows = [["" if pd.isna(one) else str(one) for one in row]
            for row in frame.itertuples(index=False, name=None)]  # fmt: skip
    looks = [_look(column) for column in zip(*rows, strict=True)] or [""] * len(frame.columns)
    heads = _cells('th scope="col"', map(str, frame.columns), looks)
    body = "".join(f"<tr>{_cells('td', row, looks)}</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return Markup(f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")


def _cells(tag: str, texts: Iterable[str], looks: Sequence[str]) -> str:
    pairs = zip(texts, looks, strict=True)
    return "".join(f"<{tag}{look}>{escape(text)}</{tag[:2]}>" for text, look in pairs)


def _look(column: Sequence[str]) -> str:
    """Return how a column is set: on the right if most of what it tells are numbers."""
    told = [text for text in column if text not in ("", NOTHING)]
    n_numbers = sum(bool(_NUMBER.fullmatch(text)) for text in told)
    return ' class="n"' if 2 * n_numbers > len(told) else ""
